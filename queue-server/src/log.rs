//! The log: what happened, in one SQLite file, append-only, gap-free and hash-chained. The log is the database; the
//! tickets, answers and snapshots beside it can be computed from it again.

pub mod answers;
pub mod backup;
pub mod chain;
pub mod events;
pub mod rebuild;
pub mod snapshots;
pub mod tickets;
pub mod verify;

use std::{path::Path, sync::LazyLock, time::Duration};

use include_dir::{Dir, include_dir};
use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::Migrations;
use thiserror::Error;

/// The database's name in the data folder.
pub const FILE: &str = "motcua.db";

/// How long a connection waits for another process to let go of the database (`token new`, `backup`).
const BUSY: Duration = Duration::from_secs(5);

/// Pages the write-ahead log may hold before it is folded into the database: 16 MB, so that a burst of tickets is not
/// interrupted by it every second.
const CHECKPOINT_PAGES: u32 = 4_000;

/// Page cache of the writing connection in KiB: the inner pages of a log of a million tickets.
const CACHE_KIB: i32 = 16_384;

static MIGRATIONS_DIR: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../migrations");

static MIGRATIONS: LazyLock<Result<Migrations<'static>, rusqlite_migration::Error>> =
    LazyLock::new(|| Migrations::from_directory(&MIGRATIONS_DIR));

/// A fault of the log: the disk, the file or the schema.
#[derive(Debug, Error)]
#[allow(missing_docs)]
pub enum LogError {
    #[error("the database says: {0}")]
    Database(#[from] rusqlite::Error),
    #[error("the database cannot be brought to this version's schema: {0}")]
    Migration(String),
    #[error("the database has schema {found}, newer than the {known} this program knows")]
    Newer { found: usize, known: usize },
    #[error("event {seq} is broken: {what}")]
    Broken { seq: u64, what: String },
    #[error("{0}")]
    File(#[from] std::io::Error),
}

/// Opens the database for writing, making or migrating it as needed.
pub fn open_writer(file: &Path) -> Result<Connection, LogError> {
    let mut conn = Connection::open(file)?;
    conn.busy_timeout(BUSY)?;
    refuse_newer(&conn)?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    // FULL: a commit returns only after the disk has it. An acknowledged ticket must outlive a power cut, and NORMAL
    // syncs the write-ahead log at checkpoints only.
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    conn.pragma_update(None, "cache_size", -CACHE_KIB)?;
    conn.set_prepared_statement_cache_capacity(64);
    migrations()?.to_latest(&mut conn).map_err(|e| LogError::Migration(e.to_string()))?;
    Ok(conn)
}

/// Opens the database for reading beside the writer.
pub fn open_reader(file: &Path) -> Result<Connection, LogError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(file, flags)?;
    conn.busy_timeout(BUSY)?;
    refuse_newer(&conn)?;
    Ok(conn)
}

fn migrations() -> Result<&'static Migrations<'static>, LogError> {
    MIGRATIONS.as_ref().map_err(|e| LogError::Migration(e.to_string()))
}

/// A newer program may have changed what a column means: writing into its tables could break what it recorded.
fn refuse_newer(conn: &Connection) -> Result<(), LogError> {
    let found: usize = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = MIGRATIONS_DIR.dirs().count();
    if found > known { Err(LogError::Newer { found, known }) } else { Ok(()) }
}
