//! The kiosk's data folder, shared by the threads that print and that talk with the server: the journal and what follows
//! from it, the leased numbers, and what was last heard of the office. Every change is written before it counts.
//!
//! `identity` and the journal's first line name the device. Where they do not agree (a journal that was deleted, a folder
//! put together from two), nobody knows any more which numbers are used: then this is a new device, which leases anew.

mod clock;
mod folder;
mod give;
#[cfg(test)]
mod tests;

use std::{
    collections::HashSet,
    io,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use queue_protocol::{
    client::new_command_id,
    core::{BusinessDay, DeviceId, TicketId, UtcMillis},
    wire::{Lease, NoticeBoard, SiteView},
};
use tokio::sync::Notify;

use self::{clock::Clock, folder::Folder};
pub use self::{
    clock::machine_clock,
    give::{NoNumber, Wish},
};
use crate::{
    journal::{Entry, Journal, Line, Medium},
    lease::{Held, Leases},
    outbox::{Outbox, Report, What},
    print_job::{PrintJob, PrintJobs},
};

/// Refusals that are kept for staff: more than anyone would look through.
const REFUSED_LIMIT: usize = 500;

/// What this kiosk knows durably. Clones are the same storage.
#[derive(Clone)]
pub struct Storage {
    shared: Arc<Shared>,
}

struct Shared {
    state: Mutex<State>,
    /// There is something to tell.
    news: Notify,
}

struct State {
    folder: Option<Folder>,
    journal: Option<Journal>,
    device: DeviceId,
    jobs: PrintJobs,
    outbox: Outbox,
    leases: Leases,
    refused: Vec<Line>,
    clock: Clock,
    /// When the last line was written.
    last: Option<UtcMillis>,
    /// When a paper was last confirmed.
    printed: Option<UtcMillis>,
    /// Why the last line could not be written.
    fault: Option<&'static str>,
}

/// What the storage can say of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Numbers left for today.
    pub numbers_left: u32,
    /// When a paper was last confirmed.
    pub last_print_at: Option<UtcMillis>,
    /// Reports that the server has not been told.
    pub untold: u32,
    /// Why nothing can be stored.
    pub fault: Option<&'static str>,
}

impl Storage {
    /// Nothing outlives the program, and no numbers can be held in reserve.
    pub fn in_memory() -> Self {
        Self::of(State::new(None, None, new_device(), Clock::new(Box::new(machine_clock))))
    }

    /// Opens a folder, which is made if it is missing. `machine` is the machine's clock.
    pub fn open(dir: &Path, machine: impl Fn() -> UtcMillis + Send + 'static) -> io::Result<Self> {
        let folder = Folder::open(dir)?;
        let (journal, past) = Journal::open(&folder.journal())?;
        if past.torn || past.damaged > 0 {
            tracing::warn!(past.torn, past.damaged, "the journal has lines that cannot be read");
        }
        let written_by = past.lines.first().and_then(|line| match line.entry {
            Entry::Device { device } => Some(device),
            _ => None,
        });
        let known = folder.identity().filter(|device| Some(*device) == written_by && past.damaged == 0);
        let mut state =
            State::new(Some(folder), Some(journal), known.unwrap_or_else(new_device), Clock::new(Box::new(machine)));
        past.lines.into_iter().for_each(|line| state.apply(line));
        if known.is_none() {
            tracing::warn!(device = %state.device, "a new device: numbers are leased anew");
            state.leases = Leases::default();
        } else if let Some(held) = state.folder.as_ref().and_then(Folder::leases)
            && held.device == state.device
        {
            state.leases.set_blocks(held.blocks);
        }
        // Shows now, and not with the first citizen, whether the folder can be written.
        state.rewrite()?;
        if let Some(folder) = &state.folder {
            folder.keep_identity(state.device)?;
        }
        Ok(Self::of(state))
    }

    /// A storage whose journal lies elsewhere, such as on a disk that is full.
    pub fn on(medium: Box<dyn Medium>) -> Self {
        Self::of(State::new(None, Some(Journal::on(medium)), new_device(), Clock::new(Box::new(machine_clock))))
    }

    /// The device.
    pub fn device(&self) -> DeviceId {
        self.state().device
    }

    /// What time it is.
    pub fn now(&self) -> UtcMillis {
        self.state().now()
    }

    /// The server's clock.
    pub fn hear_clock(&self, at: UtcMillis) {
        self.state().clock.hear(at);
    }

    /// Writes down what happened. It counts even where it cannot be written, since it cannot be undone; then the report to
    /// staff says so.
    pub fn note(&self, entry: Entry) {
        let mut state = self.state();
        let line = Line { at: state.now(), entry };
        if let Err(error) = state.write(std::slice::from_ref(&line)) {
            tracing::error!(%error, "the journal cannot be written and lives in memory");
        }
        state.apply(line);
        state.tidy();
        drop(state);
        self.shared.news.notify_one();
    }

    /// The next thing to tell the server.
    pub fn next_report(&self) -> Option<Report> {
        self.state().outbox.next().cloned()
    }

    /// Puts everything about a ticket behind the other reports.
    pub fn defer(&self, ticket: TicketId) {
        self.state().outbox.defer(ticket);
    }

    /// Waits until something was written down since the last look. For one who waits.
    pub async fn news(&self) {
        self.shared.news.notified().await;
    }

    /// Whether the server has still to be told that a paper of this ticket was begun.
    pub fn is_printing_untold(&self, ticket: TicketId) -> bool {
        self.state().outbox.reports().any(|r| r.ticket == ticket && r.what == What::Printing)
    }

    /// Whether a paper of this ticket may be out.
    pub fn may_be_out(&self, ticket: TicketId) -> bool {
        self.state().jobs.may_be_out(ticket)
    }

    /// Papers that were due or begun when the program last ended.
    pub fn open_jobs(&self) -> Vec<(TicketId, PrintJob)> {
        self.state().jobs.open().into_iter().map(|(id, job)| (id, job.clone())).collect()
    }

    /// What is told of the storage itself, at an office of this offset from UTC.
    pub fn figures(&self, utc_offset_min: i32) -> Figures {
        let state = self.state();
        let today = BusinessDay::of(state.now(), utc_offset_min);
        Figures {
            numbers_left: if state.journal.is_some() { state.leases.left(today) } else { 0 },
            last_print_at: state.printed,
            untold: u32::try_from(state.outbox.len()).unwrap_or(u32::MAX),
            fault: state.fault,
        }
    }

    /// What the server refused, for staff.
    pub fn refused(&self) -> Vec<Line> {
        self.state().refused.clone()
    }

    /// Whether numbers can be held in reserve here.
    pub fn is_durable(&self) -> bool {
        self.state().journal.is_some()
    }

    /// Whether so few numbers of a day are left that more should be leased.
    pub fn runs_low(&self, day: BusinessDay, count: u32) -> bool {
        let state = self.state();
        state.journal.is_some() && state.leases.runs_low(day, count)
    }

    /// The blocks as the server lists them for this device. They count once they are stored.
    pub fn keep_leases(&self, holder: &str, blocks: Vec<Lease>) -> io::Result<()> {
        let mut state = self.state();
        let held = Held { device: state.device, holder: holder.to_owned(), blocks };
        if let Some(folder) = &state.folder {
            folder.keep_leases(&held)?;
        }
        state.leases.set_blocks(held.blocks);
        drop(state);
        self.shared.news.notify_one();
        Ok(())
    }

    /// The name under which this kiosk is known has become clear: numbers that were leased to another are not its own.
    pub fn set_name(&self, name: &str) {
        let mut state = self.state();
        let stranger = state.folder.as_ref().and_then(Folder::leases).is_some_and(|held| held.holder != name);
        if stranger {
            tracing::warn!(name, "the leased numbers belong to a kiosk of another name");
            state.leases.set_blocks(Vec::new());
        }
    }

    /// The office as last heard.
    pub fn site(&self) -> Option<SiteView> {
        self.state().folder.as_ref().and_then(Folder::site)
    }

    /// The notice board as last heard.
    pub fn notice_board(&self) -> Option<NoticeBoard> {
        self.state().folder.as_ref().and_then(Folder::notice_board)
    }

    /// Keeps the office for a start without the server.
    pub fn keep_site(&self, site: &SiteView) {
        if let Some(folder) = &self.state().folder {
            folder.keep_site(site);
        }
    }

    /// Keeps the notice board for a start without the server.
    pub fn keep_notice_board(&self, board: &NoticeBoard) {
        if let Some(folder) = &self.state().folder {
            folder.keep_notice_board(board);
        }
    }

    fn of(state: State) -> Self {
        Self { shared: Arc::new(Shared { state: Mutex::new(state), news: Notify::new() }) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Every change is complete when the lock is let go, whatever happens to its thread.
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn new(folder: Option<Folder>, journal: Option<Journal>, device: DeviceId, clock: Clock) -> Self {
        Self {
            folder,
            journal,
            device,
            jobs: PrintJobs::default(),
            outbox: Outbox::default(),
            leases: Leases::default(),
            refused: Vec::new(),
            clock,
            last: None,
            printed: None,
            fault: None,
        }
    }

    fn now(&self) -> UtcMillis {
        self.clock.now(self.last)
    }

    /// Makes lines durable.
    fn write(&mut self, lines: &[Line]) -> io::Result<()> {
        let Some(journal) = &mut self.journal else { return Ok(()) };
        let written = journal.append(lines);
        self.fault = written.as_ref().err().map(fault_code);
        written
    }

    /// Keeps the journal small. Only once every line of it is applied: what matters is seen in the state.
    fn tidy(&mut self) {
        if self.journal.as_ref().is_some_and(Journal::is_long)
            && let Err(error) = self.rewrite()
        {
            tracing::warn!(%error, "the journal cannot be written anew and grows on");
        }
    }

    fn apply(&mut self, line: Line) {
        self.last = Some(line.at);
        self.jobs.apply(line.at, &line.entry);
        self.outbox.apply(&line.entry);
        match &line.entry {
            Entry::Given(given) if given.offline.is_some() => {
                self.leases.use_up_to(given.ticket.day, given.ticket.number);
            }
            Entry::Used { day, series, count } => {
                let number = queue_protocol::core::TicketNumber { series: *series, count: *count };
                self.leases.use_up_to(*day, number);
            }
            Entry::Printed { .. } => self.printed = Some(line.at),
            Entry::Refused { .. } => {
                self.refused.push(line);
                if self.refused.len() > REFUSED_LIMIT {
                    self.refused.remove(0);
                }
            }
            _ => {}
        }
    }

    /// Writes the journal anew with what still matters.
    fn rewrite(&mut self) -> io::Result<()> {
        // At the time of the last line: a rewriting is no news, and the clock must not be carried back by it.
        let now = self.last.unwrap_or_else(|| self.now());
        let Some(journal) = &mut self.journal else { return Ok(()) };
        let at = |entry| Line { at: now, entry };
        let mut lines = vec![at(Entry::Device { device: self.device })];
        // A day behind, since near midnight nobody knows which day the office has.
        let today = BusinessDay::of(now, 0).plus_days(-1);
        lines.extend(self.leases.used(today).map(|(day, series, count)| at(Entry::Used { day, series, count })));
        lines.push(at(Entry::Begun { tickets: self.jobs.begun() }));
        lines.extend(self.refused.iter().cloned());
        let open: HashSet<_> = self.jobs.open().into_iter().map(|(ticket, _)| ticket).collect();
        let untold: HashSet<_> = self.outbox.reports().map(|report| report.command).collect();
        let matters = |line: &Line| match &line.entry {
            Entry::Given(given) => untold.contains(&given.command) || open.contains(&given.ticket.id),
            Entry::Printing { ticket, command } => untold.contains(command) || open.contains(ticket),
            Entry::Printed { command, .. } | Entry::PrintFailed { command, .. } | Entry::Withdrawn { command, .. } => {
                untold.contains(command)
            }
            _ => false,
        };
        lines.extend(journal.read()?.into_iter().filter(matters));
        journal.rewrite(&lines)
    }
}

fn new_device() -> DeviceId {
    DeviceId(new_command_id().0)
}

/// A code for staff.
fn fault_code(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "disk-full",
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => "read-only",
        _ => "disk-error",
    }
}
