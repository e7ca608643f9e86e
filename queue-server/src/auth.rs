//! Who is asking: device tokens, and sessions of people who signed in. Secrets are random, and only their hashes are
//! kept. What a role may do stands in [`policy`], in one table.

pub mod attempts;
pub mod password;
pub mod policy;
pub mod secret;
pub mod sessions;
pub mod setup;
pub mod tokens;
pub mod users;

use std::{str::FromStr, sync::Arc};

use queue_core::{Actor, Role, UnitId};

/// The one whom a request comes from.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Role, name and person, for the record.
    pub actor: Arc<Actor>,
    /// The authority to which the account belongs, if it names one.
    pub unit: Option<UnitId>,
    /// How it was proven.
    pub proof: Proof,
}

/// How a caller was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A device's token.
    Token(secret::Digest),
    /// A cookie session.
    Session(secret::Digest),
}

/// A role by its name on the command line and in the database.
#[derive(Clone, Copy, Debug)]
pub struct RoleName(pub Role);

impl FromStr for RoleName {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        serde_json::from_value(serde_json::Value::from(text))
            .map(Self)
            .map_err(|_| format!("\"{text}\" is no role; use kiosk, display, clerk, supervisor or admin"))
    }
}

/// A role's name.
pub fn role_name(role: Role) -> &'static str {
    match role {
        Role::Kiosk => "kiosk",
        Role::Display => "display",
        Role::Clerk => "clerk",
        Role::Supervisor => "supervisor",
        Role::Admin => "admin",
    }
}

fn role_column(index: usize, text: &str) -> rusqlite::Result<Role> {
    text.parse::<RoleName>()
        .map(|name| name.0)
        .map_err(|e| rusqlite::Error::FromSqlConversionFailure(index, rusqlite::types::Type::Text, e.into()))
}
