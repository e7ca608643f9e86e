//! Every ticket as it is now, for questions about past days: the state in memory forgets them when the day closes.

use queue_core::{Event, Seq, State, Ticket, TicketId};
use rusqlite::{Connection, OptionalExtension, params};

use super::LogError;

/// A ticket and where the log says why it was called.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The ticket.
    pub ticket: Ticket,
    /// Position of its latest call.
    pub called: Option<Seq>,
}

/// Brings the table up to date after `event`, which stands at `seq` and is already applied to `state`.
pub fn project(conn: &Connection, state: &State, seq: Seq, event: &Event) -> Result<(), LogError> {
    let Some(ticket) = event.ticket().and_then(|id| state.ticket(id)) else { return Ok(()) };
    let id = ticket.id.0.into_bytes();
    let json = serde_json::to_string(ticket).map_err(|e| LogError::Broken { seq: seq.0, what: e.to_string() })?;
    match event {
        Event::TicketIssued { .. } => {
            let mut insert = conn.prepare_cached(
                "INSERT INTO tickets (id, day, series, count, called, ticket) VALUES (?1, ?2, ?3, ?4, NULL, ?5)",
            )?;
            let number = ticket.number;
            insert.execute(params![id, ticket.day.to_string(), number.series.to_string(), number.count, json])?;
        }
        Event::TicketCalled { .. } => {
            let mut update = conn.prepare_cached("UPDATE tickets SET called = ?2, ticket = ?3 WHERE id = ?1")?;
            update.execute(params![id, seq.0, json])?;
        }
        _ => {
            let mut update = conn.prepare_cached("UPDATE tickets SET ticket = ?2 WHERE id = ?1")?;
            update.execute(params![id, json])?;
        }
    }
    Ok(())
}

/// A ticket of any day.
pub fn find(conn: &Connection, id: TicketId) -> Result<Option<Kept>, LogError> {
    let mut select = conn.prepare_cached(FIND)?;
    let row =
        select.query_row([id.0.into_bytes()], |row| Ok((row.get::<_, Option<u64>>(0)?, row.get::<_, String>(1)?)));
    let Some((called, json)) = row.optional()? else { return Ok(None) };
    let ticket = serde_json::from_str(&json)
        .map_err(|e| LogError::Migration(format!("ticket {id} in the table of tickets is broken: {e}")))?;
    Ok(Some(Kept { ticket, called: called.map(Seq) }))
}

/// The statement of [`find`].
pub const FIND: &str = "SELECT called, ticket FROM tickets WHERE id = ?1";
