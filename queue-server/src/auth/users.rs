//! Accounts of people who sign in to the web fronts.

use queue_core::{Role, StaffId, UnitId, UtcMillis};
use queue_protocol::wire::SessionView;
use rusqlite::{Connection, OptionalExtension, params};

use super::{role_column, role_name};
use crate::log::LogError;

/// Characters of an account's name.
pub const MAX_NAME: usize = 64;

/// An account.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct User {
    pub name: String,
    /// PHC string.
    pub password: String,
    pub role: Role,
    pub staff: Option<StaffId>,
    pub unit: Option<UnitId>,
}

impl User {
    /// What the account's owner is told.
    pub fn view(&self) -> SessionView {
        let Self { name, role, staff, unit, .. } = self;
        SessionView { name: name.clone(), role: *role, staff: staff.clone(), unit: unit.clone() }
    }
}

/// Whether a text can be an account's or a device's name: something that stands in a log line.
pub fn is_name(text: &str) -> bool {
    let chars = text.chars().count();
    (1..=MAX_NAME).contains(&chars) && text.trim() == text && !text.chars().any(char::is_control)
}

/// Adds an account; `false` if the name is taken.
pub fn create(conn: &Connection, user: &User, now: UtcMillis) -> Result<bool, LogError> {
    let added = conn.execute(
        "INSERT OR IGNORE INTO users (name, password, role, staff, unit, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            user.name,
            user.password,
            role_name(user.role),
            user.staff.as_ref().map(StaffId::as_str),
            user.unit.as_ref().map(UnitId::as_str),
            now.0
        ],
    )?;
    Ok(added == 1)
}

/// The account of a name.
pub fn find(conn: &Connection, name: &str) -> Result<Option<User>, LogError> {
    let mut select = conn.prepare_cached(FIND)?;
    let row = select.query_row([name], |row| {
        let role: String = row.get(2)?;
        let (staff, unit): (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
        Ok(User {
            name: row.get(0)?,
            password: row.get(1)?,
            role: role_column(2, &role)?,
            staff: staff.map(StaffId::new),
            unit: unit.map(UnitId::new),
        })
    });
    Ok(row.optional()?)
}

/// The statement of [`find`].
pub const FIND: &str = "SELECT name, password, role, staff, unit FROM users WHERE name = ?1";
