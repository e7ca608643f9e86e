//! `rebuild`: computes everything beside the log from the log again.

use queue_core::{Event, Seq, State, TicketId};
use rusqlite::{Connection, TransactionBehavior};

use super::{
    LogError,
    answers::{self, Answered, Fingerprint, OWN},
    events::{self, Head},
    snapshots, tickets, verify,
};

/// Empties tickets, answers and snapshots and fills them from the log, in one transaction. Refuses a broken log.
pub fn rebuild(conn: &mut Connection) -> Result<Head, LogError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let head = verify::verify(&tx)?;
    tx.execute_batch("DELETE FROM tickets; DELETE FROM answers; DELETE FROM snapshots;")?;
    let mut state = State::new();
    let mut command: Option<([u8; 16], Fingerprint, Option<TicketId>)> = None;
    events::each_after(&tx, Seq(0), |stored| {
        let event: Event = stored.event()?;
        state.apply(stored.at, &event);
        tickets::project(&tx, &state, stored.seq, &event)?;
        // A command's events stand together; its answer is about the ticket of the last of them.
        if command.is_some_and(|(id, ..)| id != stored.command) {
            record(&tx, command)?;
        }
        command = Some((stored.command, stored.request, event.ticket()));
        Ok::<(), LogError>(())
    })?;
    record(&tx, command)?;
    if head.seq > Seq(0) {
        snapshots::put(&tx, &state, &head)?;
    }
    tx.commit()?;
    Ok(head)
}

fn record(conn: &Connection, command: Option<([u8; 16], Fingerprint, Option<TicketId>)>) -> Result<(), LogError> {
    match command {
        Some((id, request, ticket)) if id != OWN => answers::put(conn, &id, &Answered { request, ticket }),
        _ => Ok(()),
    }
}
