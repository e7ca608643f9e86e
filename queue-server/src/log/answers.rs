//! Idempotency: what was answered to which command, in the same transaction as the events it caused. The same id with
//! the same contents gets the same answer, with other contents a refusal.

use queue_core::TicketId;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::LogError;

/// Fingerprint of a command's contents.
pub type Fingerprint = [u8; 16];

/// Id and fingerprint of what the server does by itself, which nobody can repeat.
pub const OWN: [u8; 16] = [0; 16];

/// What was answered before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Contents of the command that was answered.
    pub request: Fingerprint,
    /// The ticket that the answer is about.
    pub ticket: Option<TicketId>,
}

/// The fingerprint of a command: what is asked, of what, and the body's canonical JSON. Half a SHA-256 is enough: it
/// tells a caller's mistakes apart, it is no defence.
pub fn fingerprint(verb: &str, object: &str, body: &[u8]) -> Fingerprint {
    let mut hasher = Sha256::new();
    for part in [verb.as_bytes(), object.as_bytes(), body] {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    let full: [u8; 32] = hasher.finalize().into();
    let mut half = [0; 16];
    half.copy_from_slice(&full[..16]);
    half
}

/// What was answered to a command, if it was seen before.
pub fn find(conn: &Connection, command: &[u8; 16]) -> Result<Option<Answered>, LogError> {
    let mut select = conn.prepare_cached(FIND)?;
    let found = select.query_row([command], |row| {
        let ticket: Option<[u8; 16]> = row.get(1)?;
        Ok(Answered { request: row.get(0)?, ticket: ticket.map(|t| TicketId(Uuid::from_bytes(t))) })
    });
    Ok(found.optional()?)
}

/// Records an answer.
pub fn put(conn: &Connection, command: &[u8; 16], answered: &Answered) -> Result<(), LogError> {
    let mut insert = conn.prepare_cached("INSERT INTO answers (command, request, ticket) VALUES (?1, ?2, ?3)")?;
    insert.execute(params![command, answered.request, answered.ticket.map(|t| t.0.into_bytes())])?;
    Ok(())
}

/// The statement of [`find`].
pub const FIND: &str = "SELECT request, ticket FROM answers WHERE command = ?1";
