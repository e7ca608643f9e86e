//! Device tokens. They stand outside the log, so that `token new` works beside a running server and a copy of the log
//! lets nobody in.

use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, Instant},
};

use parking_lot::RwLock;
use queue_core::{Actor, Role, StaffId, UtcMillis};
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    role_column, role_name,
    secret::{self, Digest},
};
use crate::log::LogError;

/// How long a token is believed without looking it up again: a revoked one stops working within this time.
pub const BELIEVED: Duration = Duration::from_secs(2);

/// Tokens remembered at once: more than a site has devices.
const REMEMBERED: usize = 1_024;

/// A token without its secret.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Listed {
    pub role: Role,
    pub name: String,
    pub created_at: UtcMillis,
    pub revoked_at: Option<UtcMillis>,
}

/// Makes a token and returns its secret, which is shown once.
pub fn create(
    conn: &Connection,
    role: Role,
    name: &str,
    staff: Option<&StaffId>,
    now: UtcMillis,
) -> Result<String, LogError> {
    let secret = secret::random()?;
    conn.execute(
        "INSERT INTO tokens (hash, role, name, staff, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![Digest::of(&secret).0, role_name(role), name, staff.map(StaffId::as_str), now.0],
    )?;
    Ok(secret)
}

/// Revokes all tokens of a name and returns how many there were.
pub fn revoke(conn: &Connection, name: &str, now: UtcMillis) -> Result<usize, LogError> {
    let revoked =
        conn.execute("UPDATE tokens SET revoked_at = ?2 WHERE name = ?1 AND revoked_at IS NULL", params![name, now.0])?;
    Ok(revoked)
}

/// The newest tokens, at most 1,000.
pub fn list(conn: &Connection) -> Result<Vec<Listed>, LogError> {
    let mut select =
        conn.prepare("SELECT role, name, created_at, revoked_at FROM tokens ORDER BY name, created_at LIMIT 1000")?;
    let rows = select.query_map([], |row| {
        let role: String = row.get(0)?;
        let revoked_at: Option<i64> = row.get(3)?;
        Ok(Listed {
            role: role_column(0, &role)?,
            name: row.get(1)?,
            created_at: UtcMillis(row.get(2)?),
            revoked_at: revoked_at.map(UtcMillis),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The holder of a token that is not revoked.
pub fn find(conn: &Connection, digest: &Digest) -> Result<Option<Actor>, LogError> {
    let mut select = conn.prepare_cached(FIND)?;
    let row = select.query_row([digest.0], |row| {
        let role: String = row.get(0)?;
        let staff: Option<String> = row.get(2)?;
        Ok(Actor { role: role_column(0, &role)?, name: row.get(1)?, staff: staff.map(StaffId::new) })
    });
    Ok(row.optional()?)
}

/// The statement of [`find`].
pub const FIND: &str = "SELECT role, name, staff FROM tokens WHERE hash = ?1 AND revoked_at IS NULL";

/// Tokens seen a moment ago, so that a busy kiosk costs no look-up a request. Unknown tokens are never remembered.
#[derive(Default)]
pub struct Known(RwLock<HashMap<Digest, (Instant, Arc<Actor>)>>);

impl Known {
    /// The holder, if the token was looked up less than [`BELIEVED`] ago.
    pub fn get(&self, digest: &Digest, now: Instant) -> Option<Arc<Actor>> {
        let known = self.0.read();
        known.get(digest).filter(|(at, _)| now.duration_since(*at) < BELIEVED).map(|(_, actor)| actor.clone())
    }

    /// Remembers what a look-up found, or forgets the token if it found nothing.
    pub fn put(&self, digest: Digest, found: Option<Actor>, now: Instant) -> Option<Arc<Actor>> {
        let mut known = self.0.write();
        let Some(actor) = found else {
            known.remove(&digest);
            return None;
        };
        if known.len() >= REMEMBERED {
            known.retain(|_, (at, _)| now.duration_since(*at) < BELIEVED);
        }
        let actor = Arc::new(actor);
        if known.len() < REMEMBERED {
            known.insert(digest, (now, actor.clone()));
        }
        Some(actor)
    }
}
