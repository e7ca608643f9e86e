//! What the kiosk still has to tell the server about tickets: kept in a file, so that a restart forgets none of it.

use std::{
    collections::VecDeque,
    fs, io,
    path::{Path, PathBuf},
};

use queue_protocol::core::{CommandId, TicketId};
use serde::{Deserialize, Serialize};

/// A word on one ticket. Its command id makes telling it twice harmless.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Which ticket.
    pub ticket: TicketId,
    /// Identity of the telling.
    pub command: CommandId,
    /// What.
    pub what: What,
}

/// What there is to tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The printer confirmed the paper.
    Printed,
    /// It did not: the driver's code.
    Fault(String),
    /// Nobody heard the answer to this wish, and the citizen has gone: if a number was given, it is given back.
    Withdrawn,
}

/// The reports not told yet, oldest first.
pub struct Outbox {
    file: Option<PathBuf>,
    reports: VecDeque<Report>,
}

impl Outbox {
    /// A day's tickets of the busiest kiosk; beyond it the oldest is dropped, since its ticket is long called.
    pub const LIMIT: usize = 2_000;

    /// Kept in memory only.
    pub fn in_memory() -> Self {
        Self { file: None, reports: VecDeque::new() }
    }

    /// Kept in a folder, which is made if it is missing.
    pub fn open(dir: &Path) -> io::Result<Self> {
        fs::create_dir_all(dir)?;
        let file = dir.join("outbox.json");
        let reports = match fs::read(&file) {
            Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_else(|error| {
                tracing::warn!(%error, file = %file.display(), "the outbox is unreadable and starts empty");
                VecDeque::new()
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => VecDeque::new(),
            Err(error) => return Err(error),
        };
        let outbox = Self { file: Some(file), reports };
        // Whether the folder can be written shows now, not when the first report is due.
        outbox.save()?;
        Ok(outbox)
    }

    /// The next to tell.
    pub fn next(&self) -> Option<&Report> {
        self.reports.front()
    }

    /// Adds one.
    pub fn push(&mut self, report: Report) {
        self.reports.push_back(report);
        while self.reports.len() > Self::LIMIT {
            self.reports.pop_front();
        }
        self.save_or_warn();
    }

    /// The first was told.
    pub fn told(&mut self) {
        self.reports.pop_front();
        self.save_or_warn();
    }

    fn save_or_warn(&self) {
        if let Err(error) = self.save() {
            tracing::warn!(%error, "the outbox cannot be saved and lives in memory");
        }
    }

    fn save(&self) -> io::Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        let next = file.with_extension("json.next");
        fs::write(&next, serde_json::to_vec(&self.reports)?)?;
        fs::rename(&next, file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn report(n: u128) -> Report {
        Report { ticket: TicketId(Uuid::from_u128(n)), command: CommandId(Uuid::from_u128(n)), what: What::Printed }
    }

    #[test]
    fn a_restart_forgets_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path().join("kiosk-1");
        let mut outbox = Outbox::open(&data).unwrap();
        outbox.push(report(1));
        outbox.push(Report { what: What::Fault("paper-out".into()), ..report(2) });
        outbox.told();
        let again = Outbox::open(&data).unwrap();
        assert_eq!(again.next().unwrap().what, What::Fault("paper-out".into()));
        assert_eq!(again.reports.len(), 1);
    }

    #[test]
    fn is_bounded_and_survives_rubbish() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("outbox.json"), "{half a").unwrap();
        let mut outbox = Outbox { file: None, ..Outbox::open(dir.path()).unwrap() };
        for n in 0..Outbox::LIMIT as u128 + 5 {
            outbox.push(report(n));
        }
        assert_eq!(outbox.next(), Some(&report(5)));
    }
}
