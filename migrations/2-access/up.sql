-- Who may come in. Secrets are stored as hashes only.

CREATE TABLE tokens (
    -- SHA-256 of the token.
    hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    staff TEXT,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX tokens_by_name ON tokens (name);

CREATE TABLE users (
    name TEXT PRIMARY KEY,
    -- PHC string of argon2id.
    password TEXT NOT NULL,
    role TEXT NOT NULL,
    staff TEXT,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
    -- SHA-256 of the cookie's value.
    hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
    user TEXT NOT NULL REFERENCES users (name) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_user ON sessions (user);

-- The one-time link that makes the first administrator.
CREATE TABLE setup_links (
    hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
