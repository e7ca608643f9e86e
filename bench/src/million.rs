//! A log of a million tickets: 220 business days before the first morning, each opened, issued, called, served and closed
//! by the same rules, statements and hash chain as the server's writer uses, only in larger transactions. Made once for a
//! schema and kept in `target/bench`; a run works on a copy.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use indicatif::{ProgressBar, ProgressStyle};
use motcua_tests::{
    office::{FIRST_MORNING, Office},
    process::root,
};
use queue_core::{
    Actor, BusinessDay, Command, CounterId, Event, Lane, Lang, Role, ServiceId, Site, State, Task, TicketId, UtcMillis,
    decide,
};
use queue_server::{
    data_dir,
    log::{
        self,
        answers::{self, Answered, OWN, fingerprint},
        chain::Row,
        events::{self, Head},
        snapshots, tickets, verify,
    },
    site_file,
};
use rusqlite::{Connection, TransactionBehavior};
use tempfile::TempDir;
use uuid::{ContextV7, Timestamp, Uuid};

use crate::house::{self, House};

const TICKETS: u64 = 1_000_000;
const DAYS: usize = 220;
/// One in so many comes to the priority lane.
const PRIORITY_EVERY: u64 = 7;
/// Between two commands of a day: all of them end before lunch.
const STEP_MS: i64 = 500;
/// Raised when this file makes another log than before.
const VERSION: u32 = 3;

/// A copy to work on, flushed to the disk, so that no run pays for the copying.
pub fn copy(house: &House) -> Result<TempDir> {
    let kept = kept(house)?;
    let folder = house.temporary("million")?;
    let to = data_dir::database(folder.path());
    fs::copy(data_dir::database(&kept), &to)?;
    fs::File::open(&to)?.sync_all()?;
    Ok(folder)
}

/// The folder with the log, made if this schema has none.
fn kept(house: &House) -> Result<PathBuf> {
    let folder = house.file(&format!("million-{:016x}", key()?));
    if !folder.exists() {
        let part = tempfile::Builder::new().prefix("part-").tempdir_in(house.file(""))?;
        build(part.path())?;
        fs::rename(part.keep(), &folder)?;
    }
    Ok(folder)
}

/// What the log depends on: the schema, the site, and this file.
fn key() -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    (VERSION, TICKETS, DAYS).hash(&mut hasher);
    let site = Office::sample_site();
    let site = site.parent().context("the site file has no folder")?;
    for folder in [root().join("migrations"), site.to_path_buf()] {
        hash_folder(&folder, &mut hasher)?;
    }
    Ok(hasher.finish())
}

fn hash_folder(folder: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_unstable_by_key(fs::DirEntry::file_name);
    for entry in entries {
        if entry.file_type()?.is_dir() {
            hash_folder(&entry.path(), hasher)?;
        } else {
            (entry.file_name(), fs::read(entry.path())?).hash(hasher);
        }
    }
    Ok(())
}

fn build(folder: &Path) -> Result<()> {
    house::say("a log of 1,000,000 tickets is made, once for this schema");
    let site = site_file::load(&Office::sample_site()).map_err(|m| anyhow::anyhow!("the site has mistakes: {m:?}"))?;
    let days = business_days(&site)?;
    let mut conn = log::open_writer(&data_dir::database(folder))?;
    let mut book = Book::new(days.first().context("no business day")?.1);
    let bar = ProgressBar::new(TICKETS).with_style(ProgressStyle::with_template(
        "bench: {bar:40} {human_pos} of {human_len} tickets, {per_sec}, {eta} to go",
    )?);
    bar.enable_steady_tick(Duration::from_secs(1));
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    book.take(&tx, OWN, Task::Configure(Box::new(site.clone())))?;
    tx.commit()?;
    let mut made = 0;
    for (n, (day, morning)) in days.iter().enumerate() {
        let until = TICKETS * (n as u64 + 1) / DAYS as u64;
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        book.at = *morning;
        book.day(&tx, &site, *day, until - made)?;
        snapshots::put(&tx, &book.state, &book.head)?;
        tx.commit()?;
        made = until;
        bar.set_position(made);
    }
    bar.finish_and_clear();
    house::say("it is verified");
    ensure!(verify::verify(&conn)? == book.head, "the log does not end where it should");
    let counted: u64 = conn.query_row("SELECT count(*) FROM tickets", [], |row| row.get(0))?;
    ensure!(counted == TICKETS, "{counted} tickets instead of {TICKETS}");
    conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA optimize;")?;
    Ok(())
}

/// The last business days before the first morning, and the instant at which each begins.
fn business_days(site: &Site) -> Result<Vec<(BusinessDay, UtcMillis)>> {
    const DAY_MS: i64 = 24 * 60 * 60 * 1000;
    let first: UtcMillis = FIRST_MORNING.parse()?;
    let before = (1..).map(|n| UtcMillis(first.0 - n * DAY_MS));
    let open = before.filter(|at| site.hours.at(*at, site.utc_offset_min).open);
    let mut days: Vec<_> = open.take(DAYS).map(|at| (site.day_of(at), at)).collect();
    days.reverse();
    Ok(days)
}

/// What the writer keeps while it writes.
struct Book {
    state: State,
    head: Head,
    at: UtcMillis,
    ids: ContextV7,
}

impl Book {
    fn new(at: UtcMillis) -> Self {
        let head = Head { seq: queue_core::Seq(0), hash: log::chain::GENESIS };
        Self { state: State::new(), head, at, ids: ContextV7::new() }
    }

    /// A whole day: counters open, citizens come, and each is called, comes and is served.
    fn day(&mut self, conn: &Connection, site: &Site, day: BusinessDay, tickets: u64) -> Result<()> {
        self.take(conn, OWN, Task::Tick)?;
        for counter in &site.counters {
            self.step(conn, Task::Open { counter: counter.id.clone() })?;
        }
        let offered =
            |s: &&queue_core::Service| s.offered_on(day.weekday()) && site.counters_for(&s.id).next().is_some();
        let services: Vec<&ServiceId> = site.services.iter().filter(offered).map(|s| &s.id).collect();
        for n in 0..tickets {
            let service = services[n as usize % services.len()];
            let ticket = TicketId(self.id());
            let lane = if n.is_multiple_of(PRIORITY_EVERY) { Lane::Priority } else { Lane::Regular };
            let (service, lang) = (service.clone(), Lang::Vi);
            let issue =
                Task::Issue { ticket, service: service.clone(), intent: None, lane: Some(lane), lang, leased: None };
            self.take(conn, ticket.0.into_bytes(), issue)?;
            let counter = site.counters_for(&service).next().context("nobody serves")?;
            self.serve(conn, &counter.id)?;
        }
        Ok(())
    }

    fn serve(&mut self, conn: &Connection, counter: &CounterId) -> Result<()> {
        self.step(conn, Task::CallNext { counter: counter.clone(), finish: false })?;
        let called = self.state.counter(counter).current.context("nobody was called")?;
        self.step(conn, Task::Start(called))?;
        self.step(conn, Task::Finish(called))
    }

    fn step(&mut self, conn: &Connection, task: Task) -> Result<()> {
        let id = self.id().into_bytes();
        self.take(conn, id, task)
    }

    /// Decides, appends, projects and remembers the answer, as the writer does for one command.
    fn take(&mut self, conn: &Connection, id: [u8; 16], task: Task) -> Result<()> {
        self.at = UtcMillis(self.at.0 + STEP_MS);
        let by = Actor { role: Role::Clerk, name: "bench".to_owned(), staff: None };
        let events = decide(&self.state, &Command { by, task }, self.at)
            .map_err(|refusal| anyhow::anyhow!("refused: {refusal:?}"))?;
        let request = if id == OWN { OWN } else { fingerprint("bench", "", &id) };
        let ticket = events.last().and_then(Event::ticket);
        for event in events {
            let (seq, body) = (self.head.seq.next(), serde_json::to_string(&event)?);
            let row =
                Row { seq: seq.0, at: self.at.0, command: &id, request: &request, name: event.name(), body: &body };
            self.head = events::append(conn, &self.head, &row)?;
            self.state.apply(self.at, &event);
            tickets::project(conn, &self.state, seq, &event)?;
        }
        if id != OWN {
            answers::put(conn, &id, &Answered { request, ticket })?;
        }
        Ok(())
    }

    /// An id of that time, as a kiosk would have made it.
    fn id(&self) -> Uuid {
        let ms = self.at.0 as u64;
        Uuid::new_v7(Timestamp::from_unix(&self.ids, ms / 1000, (ms % 1000) as u32 * 1_000_000))
    }
}
