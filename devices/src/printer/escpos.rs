//! A printer behind any port: asked for its status before a ticket and after its cut, reopened when the line broke.

use std::io;
use std::time::{Duration, Instant};

use super::dialogue::Dialogue;
use super::port::{is_timeout, write_all, write_watched};
use super::reply::Replies;
use super::store::Store;
use super::{
    Condition, Confirmation, Connect, Keeps, Part, Port, PrintFailure, PrintJob, Printed, Printer, PrinterFault,
    PrinterStatus, StatusPolicy,
};
use crate::backoff::Backoff;

/// 2,200 rows of 80 mm paper as plain raster: 275 mm, half again as long as the longest ticket that was ever wanted.
pub const MAX_TICKET_BYTES: usize = 160 * 1024;

/// How long to wait for what.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// For one byte of status. Real-time answers take milliseconds; a print server may add a little.
    pub reply: Duration,
    /// For the printer to work off a ticket whose bytes it has: 166 mm at 100 mm/s and the cut, doubled.
    pub settle: Duration,
    /// Beyond the time that the bytes take on the line; so long a printer may pause its host.
    pub write_grace: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            reply: Duration::from_millis(1500),
            settle: Duration::from_secs(4),
            write_grace: Duration::from_millis(1500),
        }
    }
}

/// GS a: tell when it goes offline, errs or runs out of paper.
const TELL: [u8; 3] = [0x1d, b'a', 0x0e];

/// In which a printer that answers at once has answered, a network in between allowed for.
const AT_ONCE: Duration = Duration::from_millis(600);

/// When a question is to be answered.
#[derive(Clone, Copy)]
enum When {
    Now,
    AfterAll,
}

/// An ESC/POS printer over a port that can be reopened.
pub struct EscPosPrinter {
    connect: Box<dyn Connect>,
    policy: StatusPolicy,
    timing: Timing,
    port: Option<Box<dyn Port>>,
    backoff: Backoff,
    last_reason: String,
    dialogue: Dialogue,
    store: Store,
    tells: bool,
    draws_codes: bool,
    /// A ticket broke off: the printer may still wait for so many bytes of it, and its beginning may be on the paper.
    broken_off: Option<usize>,
}

impl EscPosPrinter {
    /// Opens nothing yet: the port is opened when it is first needed, and again when it broke.
    pub fn with_timing(connect: Box<dyn Connect>, policy: StatusPolicy, timing: Timing) -> Self {
        Self {
            connect,
            policy,
            timing,
            port: None,
            backoff: Backoff::default(),
            last_reason: String::new(),
            dialogue: Dialogue::default(),
            store: Store::default(),
            tells: false,
            draws_codes: true,
            broken_off: None,
        }
    }

    /// Whether the printer can be told to say by itself what happens to it (GS a): then a fault is known although the line
    /// is full of a ticket. Such a printer also answers at once whatever it is doing, so that it is soon known to be off.
    #[must_use]
    pub fn telling(mut self, tells: bool) -> Self {
        self.tells = tells;
        if tells {
            self.timing.reply = self.timing.reply.min(AT_ONCE);
        }
        self.dialogue = Dialogue::new(tells);
        self
    }

    /// Where the printer keeps pictures that recur, if it does.
    #[must_use]
    pub fn keeping(mut self, keeps: Keeps) -> Self {
        self.store = Store::new(keeps);
        self
    }

    /// Whether the printer draws two-dimensional codes itself (GS ( k); to any other they go as pictures.
    #[must_use]
    pub fn drawing_codes(mut self, draws: bool) -> Self {
        self.draws_codes = draws;
        self
    }

    fn open(&mut self) -> Result<&mut dyn Port, PrinterFault> {
        if self.port.is_none() {
            let now = Instant::now();
            let opened =
                if self.backoff.due(now) { self.connect.connect() } else { Err(io::ErrorKind::WouldBlock.into()) };
            match opened {
                Ok(port) => {
                    self.backoff.succeeded();
                    self.store.reconnected();
                    self.port = Some(port);
                }
                Err(error) => {
                    if error.kind() != io::ErrorKind::WouldBlock {
                        self.backoff.failed(now);
                        self.last_reason = error.to_string();
                        tracing::warn!(port = self.connect.name(), %error, "the printer's port cannot be opened");
                    }
                    return Err(self.unreachable());
                }
            }
        }
        match &mut self.port {
            Some(port) => Ok(port.as_mut()),
            None => Err(PrinterFault::Silent),
        }
    }

    fn unreachable(&self) -> PrinterFault {
        PrinterFault::Unreachable { port: self.connect.name(), reason: self.last_reason.clone() }
    }

    /// Drops a broken connection, so that the next call opens a new one.
    fn broke(&mut self, error: &io::Error) -> PrinterFault {
        tracing::warn!(port = self.connect.name(), %error, "the connection to the printer broke");
        self.store.doubt();
        if let Some(mut port) = self.port.take() {
            port.discard();
        }
        self.last_reason = error.to_string();
        if is_timeout(error) { PrinterFault::Stalled } else { PrinterFault::Lost { reason: error.to_string() } }
    }

    /// How it is, now or after all that it was sent.
    fn ask(&mut self, when: When) -> PrinterStatus {
        if let Err(fault) = self.open() {
            return PrinterStatus::Unreachable { fault };
        }
        let Some(port) = &mut self.port else { return PrinterStatus::Silent };
        let answer = match when {
            When::Now => self.dialogue.ask_status(port.as_mut(), self.timing),
            When::AfterAll => self.dialogue.ask_after_all(port.as_mut(), self.timing),
        };
        match answer {
            Ok(status) => {
                // A line that answers nothing or nonsense may be one that died without a word: try a fresh one next time.
                if !matches!(status, PrinterStatus::Answered(_)) {
                    self.port = None;
                }
                status
            }
            Err(error) => PrinterStatus::Unreachable { fault: self.broke(&error) },
        }
    }
}

impl Printer for EscPosPrinter {
    fn status(&mut self) -> PrinterStatus {
        if self.policy == StatusPolicy::None {
            return match self.open() {
                Ok(_) => PrinterStatus::Answered(Condition::default()),
                Err(fault) => PrinterStatus::Unreachable { fault },
            };
        }
        let had_port = self.port.is_some();
        let status = match self.ask(When::Now) {
            // A connection may have died of age since the last ticket; only a fresh one tells about the printer.
            PrinterStatus::Unreachable { .. } if had_port => self.ask(When::Now),
            status => status,
        };
        match self.broken_off {
            Some(missing) if status.fault().is_none() => self.cut_off(missing).unwrap_or(status),
            // Some take questions for the dots that they still wait for. Those are filled up once, in case it is so.
            Some(missing @ 1..) if status == PrinterStatus::Silent => {
                self.broken_off = Some(0);
                self.cut_off(missing).unwrap_or_else(|| self.ask(When::Now))
            }
            _ => status,
        }
    }

    fn print(&mut self, job: &PrintJob) -> Result<Printed, PrintFailure> {
        if let Some(bytes) = job.longer_than(MAX_TICKET_BYTES) {
            return Err(PrintFailure::before(PrinterFault::TooLong { bytes, limit: MAX_TICKET_BYTES }));
        }
        if let Some(fault) = self.status().fault() {
            return Err(PrintFailure::before(fault));
        }
        let longest = job.parts.iter().map(Part::longest).max().unwrap_or_default();
        if let Err(fault) = self.prepare(job) {
            self.broken_off = Some(longest);
            return Err(PrintFailure::before(fault));
        }
        let outcome = self.send(&self.store.bytes(job, self.draws_codes));
        if let Err(PrintFailure { fault, begun: true }) = &outcome
            && fault.breaks_off()
        {
            self.broken_off = Some(longest);
        }
        outcome
    }

    fn keeps(&self) -> bool {
        self.policy != StatusPolicy::None && self.store.works()
    }

    fn keep(&mut self, job: &PrintJob) -> Result<(), PrinterFault> {
        match self.status().fault() {
            Some(fault) => Err(fault),
            None => self.prepare(job),
        }
    }
}

impl EscPosPrinter {
    /// Has the printer keep what recurs in a job. Definitions print nothing.
    fn prepare(&mut self, job: &PrintJob) -> Result<(), PrinterFault> {
        if self.policy == StatusPolicy::None {
            return Ok(());
        }
        self.open()?;
        let Some(port) = &mut self.port else { return Err(PrinterFault::Silent) };
        if self.tells
            && let Err(error) = write_all(port.as_mut(), &TELL, Instant::now() + self.timing.reply)
        {
            return Err(self.broke(&error));
        }
        let gave_up = self.store.gave_up();
        if let Err(error) = self.store.prepare(port.as_mut(), job, self.timing.reply / 3) {
            return Err(self.broke(&error));
        }
        if self.store.gave_up() && !gave_up {
            // It may keep nothing, or it may have been stopped while it was asked: then nothing is sent to it.
            if let Some(fault) = self.ask(When::Now).fault() {
                self.store.reconnected();
                return Err(fault);
            }
        }
        Ok(())
    }

    /// Sends a job to a printer that is ready, and waits for its word.
    fn send(&mut self, ticket: &[u8]) -> Result<Printed, PrintFailure> {
        self.open().map_err(PrintFailure::before)?;
        let Some(port) = &mut self.port else { return Err(PrintFailure::before(PrinterFault::Silent)) };
        let (dialogue, tells, mut replies) = (&mut self.dialogue, self.tells, Replies::default());
        let mut fault_told = false;
        let written = write_watched(port.as_mut(), ticket, self.timing.write_grace, |port| {
            fault_told = tells && dialogue.hears_fault(port, &mut replies)?;
            if fault_told { Err(io::ErrorKind::Other.into()) } else { Ok(()) }
        });
        match written {
            // It is asked which fault; the rest of the ticket is not sent.
            Err((_, taken)) if fault_told => {
                let fault = self.ask(When::Now).fault();
                self.broken_off = Some(ticket.len() - taken);
                let fault = fault.unwrap_or(PrinterFault::Offline);
                return Err(PrintFailure { fault, begun: taken > 0 });
            }
            Err((error, taken)) => return Err(PrintFailure { fault: self.broke(&error), begun: taken > 0 }),
            Ok(()) => {}
        }
        if self.policy == StatusPolicy::None {
            return Ok(Printed { confirmed: Confirmation::BytesAccepted, paper_near_end: false });
        }
        let status = self.ask(When::AfterAll);
        match status.fault() {
            Some(fault) => Err(PrintFailure::after(fault)),
            None => Ok(Printed { confirmed: Confirmation::ByPrinter, paper_near_end: status.paper_near_end() }),
        }
    }

    /// Ends a command that the printer may still wait for the end of, and cuts off what it printed of a ticket that broke
    /// off: NULs fill up dots or are passed over. How it is then, if that is not well.
    fn cut_off(&mut self, missing: usize) -> Option<PrinterStatus> {
        let end = [vec![0; missing], b"\n\x1dV\x41\x00".to_vec()].concat();
        if let Err(fault) = self.open() {
            return Some(PrinterStatus::Unreachable { fault });
        }
        let port = self.port.as_mut()?;
        tracing::warn!(port = self.connect.name(), missing, "a ticket broke off; what is on the paper is cut off");
        if let Err((error, _)) = write_watched(port.as_mut(), &end, self.timing.write_grace, |_| Ok(())) {
            return Some(PrinterStatus::Unreachable { fault: self.broke(&error) });
        }
        let status = self.ask(When::AfterAll);
        if status.fault().is_some() {
            return Some(status);
        }
        self.broken_off = None;
        None
    }
}
