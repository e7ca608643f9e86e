//! Cookie sessions of people. Kept in memory for every request, and in the database so that a restart in the middle of
//! a morning signs nobody out.

use std::{collections::HashMap, sync::Arc};

use parking_lot::RwLock;
use queue_core::{Actor, StaffId, UnitId, UtcMillis};
use rusqlite::{Connection, params};

use super::{role_column, secret::Digest, users::User};
use crate::log::LogError;

/// Name of the cookie.
pub const COOKIE: &str = "motcua_session";

/// A session nobody used for this long ends: a lunch break passes, a night does not.
pub const IDLE_S: u64 = 4 * 3600;

/// However busy, a session ends after a working day.
pub const LIFE_S: u64 = 14 * 3600;

/// How far the record of the last use may lag behind.
const RECORD_EVERY_S: u64 = 300;

/// Sessions at once: more than a province's offices have staff.
const AT_ONCE: usize = 4_096;

#[derive(Clone)]
struct Session {
    actor: Arc<Actor>,
    unit: Option<UnitId>,
    created_at: UtcMillis,
    seen_at: UtcMillis,
    recorded_at: UtcMillis,
}

impl Session {
    fn alive(&self, now: UtcMillis) -> bool {
        now.since_s(self.seen_at) < IDLE_S && now.since_s(self.created_at) < LIFE_S
    }
}

/// The sessions.
pub struct Sessions(RwLock<HashMap<Digest, Session>>);

/// A session that was found.
pub struct Found {
    /// Who signed in.
    pub actor: Arc<Actor>,
    /// The authority to which the account belongs.
    pub unit: Option<UnitId>,
    /// Whether its last use is to be recorded with [`record`].
    pub stale: bool,
}

impl Sessions {
    /// Those that the database holds.
    pub fn load(conn: &Connection) -> Result<Self, LogError> {
        let mut select = conn.prepare(
            "SELECT sessions.hash, users.name, sessions.created_at, sessions.seen_at, users.role, users.staff, \
             users.unit \
             FROM sessions JOIN users ON users.name = sessions.user LIMIT ?1",
        )?;
        let rows = select.query_map([AT_ONCE as u64], |row| {
            let role: String = row.get(4)?;
            let (staff, unit): (Option<String>, Option<String>) = (row.get(5)?, row.get(6)?);
            let actor = Actor { role: role_column(4, &role)?, name: row.get(1)?, staff: staff.map(StaffId::new) };
            let seen_at = UtcMillis(row.get(3)?);
            let session = Session {
                actor: Arc::new(actor),
                unit: unit.map(UnitId::new),
                created_at: UtcMillis(row.get(2)?),
                seen_at,
                recorded_at: seen_at,
            };
            Ok((Digest(row.get(0)?), session))
        })?;
        Ok(Self(RwLock::new(rows.collect::<Result<_, _>>()?)))
    }

    /// The session of a cookie, if it is alive. Notes its use.
    pub fn find(&self, digest: &Digest, now: UtcMillis) -> Option<Found> {
        {
            let sessions = self.0.read();
            let session = sessions.get(digest)?;
            if session.alive(now) && now.since_s(session.seen_at) == 0 {
                return Some(Found { actor: session.actor.clone(), unit: session.unit.clone(), stale: false });
            }
        }
        let mut sessions = self.0.write();
        let session = sessions.get_mut(digest)?;
        if !session.alive(now) {
            sessions.remove(digest);
            return None;
        }
        session.seen_at = now;
        let stale = now.since_s(session.recorded_at) >= RECORD_EVERY_S;
        if stale {
            session.recorded_at = now;
        }
        Some(Found { actor: session.actor.clone(), unit: session.unit.clone(), stale })
    }

    /// Adds a session; `false` if there are too many.
    pub fn add(&self, digest: Digest, user: &User, now: UtcMillis) -> bool {
        let mut sessions = self.0.write();
        if sessions.len() >= AT_ONCE {
            sessions.retain(|_, session| session.alive(now));
        }
        if sessions.len() >= AT_ONCE {
            return false;
        }
        let actor = Arc::new(Actor { role: user.role, name: user.name.clone(), staff: user.staff.clone() });
        let unit = user.unit.clone();
        sessions.insert(digest, Session { actor, unit, created_at: now, seen_at: now, recorded_at: now });
        true
    }

    /// Ends a session.
    pub fn end(&self, digest: &Digest) {
        self.0.write().remove(digest);
    }
}

/// Stores a new session, and drops those that ended.
pub fn store(conn: &Connection, digest: &Digest, user: &str, now: UtcMillis) -> Result<(), LogError> {
    conn.execute(
        "DELETE FROM sessions WHERE seen_at < ?1 OR created_at < ?2",
        params![now.plus_s(-(IDLE_S as i64)).0, now.plus_s(-(LIFE_S as i64)).0],
    )?;
    conn.execute(
        "INSERT INTO sessions (hash, user, created_at, seen_at) VALUES (?1, ?2, ?3, ?3)",
        params![digest.0, user, now.0],
    )?;
    Ok(())
}

/// Records a session's last use.
pub fn record(conn: &Connection, digest: &Digest, now: UtcMillis) -> Result<(), LogError> {
    conn.execute("UPDATE sessions SET seen_at = ?2 WHERE hash = ?1", params![digest.0, now.0])?;
    Ok(())
}

/// Removes a session that ended.
pub fn remove(conn: &Connection, digest: &Digest) -> Result<(), LogError> {
    conn.execute("DELETE FROM sessions WHERE hash = ?1", [digest.0])?;
    Ok(())
}
