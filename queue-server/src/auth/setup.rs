//! The one-time link. There is no default password: whoever holds the link, printed where the server was started, makes
//! the first administrator.

use queue_core::{Role, UtcMillis};
use rusqlite::{Connection, TransactionBehavior};

use super::{
    secret::{self, Digest},
    users::{self, User},
};
use crate::log::LogError;

/// What became of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Used {
    /// The account exists now, the link no longer.
    Made,
    /// The link was never made, used before, or replaced by a newer one.
    NoSuchLink,
    /// The account's name is taken; the link is still good.
    NameTaken,
}

/// Makes a new link's secret. Older links stop working.
pub fn create(conn: &mut Connection, now: UtcMillis) -> Result<String, LogError> {
    let secret = secret::random()?;
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.execute("DELETE FROM setup_links", [])?;
    tx.execute(
        "INSERT INTO setup_links (hash, created_at) VALUES (?1, ?2)",
        rusqlite::params![Digest::of(&secret).0, now.0],
    )?;
    tx.commit()?;
    Ok(secret)
}

/// Uses a link: it and the account change in one transaction, so that it makes one account and no more.
pub fn redeem(
    conn: &mut Connection,
    secret: &str,
    name: &str,
    password: String,
    now: UtcMillis,
) -> Result<Used, LogError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if tx.execute("DELETE FROM setup_links WHERE hash = ?1", [Digest::of(secret).0])? == 0 {
        return Ok(Used::NoSuchLink);
    }
    let admin = User { name: name.to_owned(), password, role: Role::Admin, staff: None, unit: None };
    if !users::create(&tx, &admin, now)? {
        return Ok(Used::NameTaken);
    }
    tx.commit()?;
    Ok(Used::Made)
}

/// Whether a link can still be used.
pub fn exists(conn: &Connection, digest: &Digest) -> Result<bool, LogError> {
    let mut select = conn.prepare_cached("SELECT 1 FROM setup_links WHERE hash = ?1")?;
    Ok(select.exists([digest.0])?)
}
