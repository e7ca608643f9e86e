//! A printer behind any port: asked for its status before a ticket and after its cut, reopened when the line broke.

use std::io;
use std::time::{Duration, Instant};

use super::dialogue::Dialogue;
use super::port::{is_timeout, write_all};
use super::store::Store;
use super::{
    Condition, Confirmation, Connect, Keeps, Port, PrintFailure, PrintJob, Printed, Printer, PrinterFault,
    PrinterStatus, StatusPolicy,
};
use crate::backoff::Backoff;

/// 2,200 rows of 80 mm paper as plain raster: 275 mm, half again as long as the longest ticket that was ever wanted.
pub const MAX_TICKET_BYTES: usize = 160 * 1024;

/// How long to wait for what.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// For one byte of status. Real-time answers take milliseconds; a print server may add a second.
    pub reply: Duration,
    /// For the printer to work off a ticket whose bytes it has: 166 mm at 100 mm/s and the cut, doubled.
    pub settle: Duration,
    /// Beyond the time that the bytes take on the line.
    pub write_grace: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self { reply: Duration::from_millis(1500), settle: Duration::from_secs(4), write_grace: Duration::from_secs(5) }
    }
}

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
        }
    }

    /// Where the printer keeps pictures that recur, if it does.
    #[must_use]
    pub fn keeping(mut self, keeps: Keeps) -> Self {
        self.store = Store::new(keeps);
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
        self.port = None;
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
        match self.ask(When::Now) {
            // A connection may have died of age since the last ticket; only a fresh one tells about the printer.
            PrinterStatus::Unreachable { .. } if had_port => self.ask(When::Now),
            status => status,
        }
    }

    fn print(&mut self, job: &PrintJob) -> Result<Printed, PrintFailure> {
        let bytes = job.plain().len();
        if bytes > MAX_TICKET_BYTES {
            return Err(PrintFailure::before(PrinterFault::TooLong { bytes, limit: MAX_TICKET_BYTES }));
        }
        if let Some(fault) = self.status().fault() {
            return Err(PrintFailure::before(fault));
        }
        self.prepare(job).map_err(PrintFailure::before)?;
        self.send(&self.store.bytes(job)).map_err(PrintFailure::after)
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
        let reply = self.timing.reply;
        let Some(port) = &mut self.port else { return Err(PrinterFault::Silent) };
        let done = self.store.prepare(port.as_mut(), job, reply);
        done.map_err(|error| self.broke(&error))
    }

    /// Sends a job to a printer that is ready, and waits for its word.
    fn send(&mut self, ticket: &[u8]) -> Result<Printed, PrinterFault> {
        let grace = self.timing.write_grace;
        let port = self.open()?;
        // A half more than the line needs: start and stop bits, a printer that pauses its host while it prints.
        let deadline = Instant::now() + port.travel_time(ticket.len()) * 3 / 2 + grace;
        if let Err(error) = write_all(port, ticket, deadline) {
            return Err(self.broke(&error));
        }
        if self.policy == StatusPolicy::None {
            return Ok(Printed { confirmed: Confirmation::BytesAccepted, paper_near_end: false });
        }
        let status = self.ask(When::AfterAll);
        match status.fault() {
            Some(fault) => Err(fault),
            None => Ok(Printed { confirmed: Confirmation::ByPrinter, paper_near_end: status.paper_near_end() }),
        }
    }
}
