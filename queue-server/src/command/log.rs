//! What an operator does with the log.

use std::{
    io::{BufWriter, Write, stdout},
    path::Path,
};

use queue_core::{Seq, UtcMillis};
use queue_server::{
    data_dir::{self, DataDir},
    log::{self, LogError, backup, events, rebuild, verify},
    start_error::StartError,
    words,
};
use serde::Serialize;
use serde_json::value::RawValue;

#[derive(Serialize)]
struct Exported {
    seq: Seq,
    at: UtcMillis,
    command: String,
    request: String,
    hash: String,
    event: Box<RawValue>,
}

/// Proves the log.
pub fn verify(data: &Path) -> Result<(), StartError> {
    let conn = log::open_reader(&data_dir::existing(data)?)?;
    let head = verify::verify(&conn)?;
    told("verify-ok", head)
}

/// Rebuilds what can be computed from the log. Not beside a running server, whose writer would not know of it.
pub fn rebuild(data: &Path) -> Result<(), StartError> {
    data_dir::existing(data)?;
    let data = DataDir::lock(data)?;
    let head = rebuild::rebuild(&mut log::open_writer(&data.database())?)?;
    told("rebuild-ok", head)
}

/// Copies the database.
pub fn backup(data: &Path, to: &Path) -> Result<(), StartError> {
    let from = data_dir::existing(data)?;
    if to.exists() {
        return Err(StartError::FileThere { path: to.to_owned() });
    }
    let head = backup::backup(&from, to)?;
    told("backup-ok", head)
}

/// Puts a backup in place.
pub fn restore(from: &Path, data: &Path) -> Result<(), StartError> {
    if !from.is_file() {
        return Err(StartError::NoDatabase { path: from.to_owned() });
    }
    let data = DataDir::lock(data)?;
    if data.database().exists() {
        return Err(StartError::DatabaseThere { path: data.path().to_owned() });
    }
    let head = backup::restore(from, &data.database())?;
    told("restore-ok", head)
}

/// Writes the log, one JSON object a line, as stored.
pub fn export(data: &Path) -> Result<(), StartError> {
    let conn = log::open_reader(&data_dir::existing(data)?)?;
    let mut out = BufWriter::new(stdout().lock());
    events::each_after::<LogError>(&conn, Seq(0), |stored| {
        let line = Exported {
            seq: stored.seq,
            at: stored.at,
            command: hex::encode(stored.command),
            request: hex::encode(stored.request),
            hash: hex::encode(stored.hash),
            // As stored, byte for byte: whoever checks the chain needs it so.
            event: RawValue::from_string(stored.body).map_err(std::io::Error::other)?,
        };
        serde_json::to_writer(&mut out, &line).map_err(std::io::Error::from)?;
        Ok(writeln!(out)?)
    })?;
    out.flush()?;
    Ok(())
}

fn told(key: &str, head: events::Head) -> Result<(), StartError> {
    let args = [("seq", head.seq.to_string().into()), ("hash", hex::encode(head.hash).into())];
    writeln!(stdout(), "{}", words::text(words::of_environment(), key, &args))?;
    Ok(())
}
