-- The log is the database. Everything below `events` can be computed from it again (`queue-server rebuild`), except who
-- may come in: accounts, tokens and sessions stand outside the log, so that a copy of the log carries no secret.

CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    -- UTC milliseconds.
    at INTEGER NOT NULL,
    -- The command that caused it, all zero for the server's own.
    command BLOB NOT NULL CHECK (length(command) = 16),
    -- Fingerprint of that command's contents, so that idempotency can be rebuilt too.
    request BLOB NOT NULL CHECK (length(request) = 16),
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    -- SHA-256 over the previous row's hash and every column of this one.
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
BEGIN
    SELECT RAISE(ABORT, 'the log is append-only');
END;

CREATE TRIGGER events_are_not_removed BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'the log is append-only');
END;

-- What was answered to which command. A refusal leaves no row: trying again may succeed.
CREATE TABLE answers (
    command BLOB PRIMARY KEY CHECK (length(command) = 16),
    request BLOB NOT NULL CHECK (length(request) = 16),
    -- The ticket that the answer is about, if any.
    ticket BLOB CHECK (ticket IS NULL OR length(ticket) = 16)
) STRICT, WITHOUT ROWID;

-- Every ticket ever issued as it is now: the state in memory holds the current business day only.
CREATE TABLE tickets (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    day TEXT NOT NULL,
    series TEXT NOT NULL,
    count INTEGER NOT NULL,
    -- Position of its latest call in the log, for the question why it was called then.
    called INTEGER,
    -- The whole ticket as JSON.
    ticket TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- No number twice: unique by construction in the core, and once more here. Counts before series: the series of a day grow
-- side by side, so a commit touches one page of this index and not one for each series.
CREATE UNIQUE INDEX tickets_by_number ON tickets (day, count, series);

-- States from which a start needs to replay only the tail of the log.
CREATE TABLE snapshots (
    seq INTEGER PRIMARY KEY,
    -- Shape of `state`; a snapshot of another shape is ignored, the log is replayed instead.
    format INTEGER NOT NULL,
    state BLOB NOT NULL,
    -- The log's hash at `seq`: a snapshot of another log is not taken for one of this.
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    -- SHA-256 of `state`.
    sum BLOB NOT NULL CHECK (length(sum) = 32)
) STRICT;

-- One row that is written while the disk refuses, to learn when it accepts again.
CREATE TABLE probe (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at INTEGER NOT NULL
) STRICT;
