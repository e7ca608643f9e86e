//! The table of events: appended by the writer, read in order by everyone else.

use queue_core::{Event, Seq, UtcMillis};
use rusqlite::{Connection, OptionalExtension, Row as SqlRow, params};

use super::{
    LogError,
    chain::{GENESIS, Hash, Row, link},
};

/// Where the log ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Position of the last event, 0 in an empty log.
    pub seq: Seq,
    /// Its hash.
    pub hash: Hash,
}

/// An event as stored.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Stored {
    pub seq: Seq,
    pub at: UtcMillis,
    pub command: [u8; 16],
    pub request: [u8; 16],
    pub name: String,
    pub body: String,
    pub hash: Hash,
}

impl Stored {
    /// The event itself.
    pub fn event(&self) -> Result<Event, LogError> {
        serde_json::from_str(&self.body)
            .map_err(|e| LogError::Broken { seq: self.seq.0, what: format!("its body is no event: {e}") })
    }

    /// The row as the chain sees it.
    pub fn row(&self) -> Row<'_> {
        Row {
            seq: self.seq.0,
            at: self.at.0,
            command: &self.command,
            request: &self.request,
            name: &self.name,
            body: &self.body,
        }
    }
}

/// The end of the log.
pub fn head(conn: &Connection) -> Result<Head, LogError> {
    let mut last = conn.prepare_cached("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1")?;
    let found = last.query_row([], |row| Ok(Head { seq: Seq(row.get(0)?), hash: row.get(1)? })).optional()?;
    Ok(found.unwrap_or(Head { seq: Seq(0), hash: GENESIS }))
}

/// Appends the next row and returns the new end.
pub fn append(conn: &Connection, head: &Head, row: &Row<'_>) -> Result<Head, LogError> {
    let hash = link(&head.hash, row);
    let mut insert = conn.prepare_cached(
        "INSERT INTO events (seq, at, command, request, name, body, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    insert.execute(params![row.seq, row.at, row.command, row.request, row.name, row.body, hash])?;
    Ok(Head { seq: Seq(row.seq), hash })
}

/// Up to `limit` events after a position, in order.
pub fn after(conn: &Connection, seq: Seq, limit: usize) -> Result<Vec<Stored>, LogError> {
    let mut select = conn.prepare_cached(AFTER)?;
    let rows = select.query_map(params![seq.0, limit as u64], stored)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One event.
pub fn get(conn: &Connection, seq: Seq) -> Result<Option<Stored>, LogError> {
    Ok(after(conn, Seq(seq.0.saturating_sub(1)), 1)?.pop().filter(|e| e.seq == seq))
}

/// Calls `each` for every event after a position, in order, without holding more than one.
pub fn each_after<E: From<LogError>>(
    conn: &Connection,
    seq: Seq,
    mut each: impl FnMut(Stored) -> Result<(), E>,
) -> Result<(), E> {
    let mut select = conn.prepare_cached(AFTER).map_err(LogError::from)?;
    let mut rows = select.query(params![seq.0, i64::MAX]).map_err(LogError::from)?;
    let mut at = seq;
    loop {
        // Whatever cannot be read stands behind the last row that could.
        let broken = |e: rusqlite::Error| LogError::Broken { seq: at.0 + 1, what: format!("it cannot be read: {e}") };
        let Some(row) = rows.next().map_err(broken)? else { return Ok(()) };
        let event = stored(row).map_err(broken)?;
        at = event.seq;
        each(event)?;
    }
}

/// The statement behind every reading of the log; the primary key serves it.
pub const AFTER: &str =
    "SELECT seq, at, command, request, name, body, hash FROM events WHERE seq > ?1 ORDER BY seq LIMIT ?2";

fn stored(row: &SqlRow<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored {
        seq: Seq(row.get(0)?),
        at: UtcMillis(row.get(1)?),
        command: row.get(2)?,
        request: row.get(3)?,
        name: row.get(4)?,
        body: row.get(5)?,
        hash: row.get(6)?,
    })
}
