//! `backup` while the server runs, and `restore` into a folder that has no database yet.

use std::path::Path;

use rusqlite::{Connection, backup::Backup};

use super::{LogError, events::Head, open_reader, open_writer, verify};

/// Copies the database at `from` into the new file `to` and proves the copy. Half a copy never bears the name `to`.
pub fn backup(from: &Path, to: &Path) -> Result<Head, LogError> {
    if to.exists() {
        return Err(std::io::Error::from(std::io::ErrorKind::AlreadyExists).into());
    }
    let part = to.with_extension("part");
    let copied = copy(&open_reader(from)?, &part).and_then(|()| {
        // Opened once for writing, so that it is one file without a write-ahead log beside it.
        let conn = open_writer(&part)?;
        conn.pragma_update(None, "journal_mode", "DELETE")?;
        verify::verify(&conn)
    });
    match copied {
        Ok(head) => {
            std::fs::rename(&part, to)?;
            Ok(head)
        }
        Err(error) => {
            let _ = std::fs::remove_file(&part);
            Err(error)
        }
    }
}

/// Puts a backup in place as the database `to`, which must not exist.
pub fn restore(from: &Path, to: &Path) -> Result<Head, LogError> {
    backup(from, to)
}

fn copy(from: &Connection, to: &Path) -> Result<(), LogError> {
    let _ = std::fs::remove_file(to);
    let mut target = Connection::open(to)?;
    // All pages in one read transaction: the write-ahead log lets the server write on meanwhile, while copying in steps
    // would start over at each of its commits.
    Backup::new(from, &mut target)?.step(-1)?;
    Ok(())
}
