//! Snapshots of the state, so that a start replays the tail of the log and not all of it. A snapshot is a copy, never
//! the truth: one that does not fit the log is passed over.

use queue_core::{Seq, State};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::{
    LogError,
    chain::Hash,
    events::{self, Head},
};

/// Events between two snapshots at least: a tail of this length replays in some 10 ms.
pub const EVERY: u64 = 1_000;

/// Snapshots kept: the newest, and two to fall back on.
const KEPT: u64 = 3;

/// Shape of the stored state. Raised when [`State`] changes so that an old one would be misread.
const FORMAT: u32 = 3;

/// Whether it is time for a snapshot. A large state is stored more rarely, so that storing it never dominates.
pub fn due(state: &State, last: Seq) -> bool {
    let since = state.seq().0.saturating_sub(last.0);
    since >= EVERY && since >= state.ticket_count() as u64
}

/// Stores the state, which stands at `head`, and drops the oldest snapshots.
pub fn put(conn: &Connection, state: &State, head: &Head) -> Result<(), LogError> {
    let json = serde_json::to_vec(state).map_err(|e| LogError::Migration(format!("the state has no JSON: {e}")))?;
    conn.execute(
        "INSERT OR REPLACE INTO snapshots (seq, format, state, hash, sum) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![head.seq.0, FORMAT, json, head.hash, sum(&json)],
    )?;
    conn.execute(
        "DELETE FROM snapshots WHERE seq NOT IN (SELECT seq FROM snapshots ORDER BY seq DESC LIMIT ?1)",
        [KEPT],
    )?;
    Ok(())
}

/// The state at the end of the log: the newest snapshot that fits, and the tail replayed onto it.
pub fn restore(conn: &Connection) -> Result<(State, Seq), LogError> {
    let mut state = newest(conn)?;
    let from = state.seq();
    events::each_after(conn, from, |stored| {
        state.apply(stored.at, &stored.event()?);
        Ok::<(), LogError>(())
    })?;
    Ok((state, from))
}

fn newest(conn: &Connection) -> Result<State, LogError> {
    let mut select =
        conn.prepare("SELECT seq, state, hash, sum FROM snapshots WHERE format = ?1 ORDER BY seq DESC LIMIT ?2")?;
    let rows = select.query_map([u64::from(FORMAT), KEPT], |row| {
        Ok((Seq(row.get(0)?), row.get::<_, Vec<u8>>(1)?, row.get::<_, Hash>(2)?, row.get::<_, Hash>(3)?))
    })?;
    for row in rows {
        let (seq, json, hash, expected) = row?;
        let mut of_log = conn.prepare_cached("SELECT hash FROM events WHERE seq = ?1")?;
        let log_hash: Option<Hash> = of_log.query_row([seq.0], |row| row.get(0)).optional()?;
        let fits = sum(&json) == expected && log_hash == Some(hash);
        match serde_json::from_slice::<State>(&json) {
            Ok(state) if fits && state.seq() == seq => return Ok(state),
            _ => tracing::warn!(%seq, "a snapshot does not fit the log and is passed over"),
        }
    }
    Ok(State::new())
}

fn sum(json: &[u8]) -> Hash {
    Sha256::digest(json).into()
}
