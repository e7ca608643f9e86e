//! A printer behind any port: asked for its status before a ticket and after its cut, reopened when the line broke.

use std::io;
use std::time::{Duration, Instant};

use super::port::{is_timeout, read_byte, write_all};
use super::status::{is_flow_control, is_sensor_status, is_status};
use super::{
    Condition, Confirmation, Connect, Port, PrintFailure, PrintJob, Printed, Printer, PrinterFault, PrinterStatus,
    StatusPolicy,
};
use crate::backoff::Backoff;

/// 2,200 rows of 80 mm paper as plain raster: 275 mm, half again as long as the longest ticket that was ever wanted.
pub const MAX_TICKET_BYTES: usize = 160 * 1024;

/// Bytes that may lie unread on the line before a question. More than that is not a printer.
const MAX_STALE_BYTES: usize = 1024;

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

/// An ESC/POS printer over a port that can be reopened.
pub struct EscPosPrinter {
    connect: Box<dyn Connect>,
    policy: StatusPolicy,
    timing: Timing,
    port: Option<Box<dyn Port>>,
    backoff: Backoff,
    last_reason: String,
    /// False once the printer was found not to answer GS r, until it is connected again.
    answers_in_order: bool,
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
            answers_in_order: true,
        }
    }

    fn open(&mut self) -> Result<&mut dyn Port, PrinterFault> {
        if self.port.is_none() {
            let now = Instant::now();
            let opened =
                if self.backoff.due(now) { self.connect.connect() } else { Err(io::ErrorKind::WouldBlock.into()) };
            match opened {
                Ok(port) => {
                    self.backoff.succeeded();
                    self.answers_in_order = true;
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
        self.port = None;
        self.last_reason = error.to_string();
        if is_timeout(error) { PrinterFault::Stalled } else { PrinterFault::Lost { reason: error.to_string() } }
    }

    fn ask(&mut self, owed: bool) -> PrinterStatus {
        let timing = self.timing;
        let port = match self.open() {
            Ok(port) => port,
            Err(fault) => return PrinterStatus::Unreachable { fault },
        };
        match ask_all(port, timing, owed) {
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

    /// Waits until the printer has worked off everything before the question, cut included: GS r is answered in its turn,
    /// unlike DLE EOT, which overtakes a ticket that is still being printed. True if the answer is still owed.
    fn wait_for_paper(&mut self) -> Result<bool, PrinterFault> {
        if !self.answers_in_order {
            return Ok(false);
        }
        let timing = self.timing;
        match wait_in_order(self.open()?, timing) {
            Ok(answered) => {
                self.answers_in_order = answered;
                Ok(!answered)
            }
            Err(error) => Err(self.broke(&error)),
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
        match self.ask(false) {
            // A connection may have died of age since the last ticket; only a fresh one tells about the printer.
            PrinterStatus::Unreachable { .. } if had_port => self.ask(false),
            status => status,
        }
    }

    fn print(&mut self, job: &PrintJob) -> Result<Printed, PrintFailure> {
        let ticket = job.plain();
        if ticket.len() > MAX_TICKET_BYTES {
            let fault = PrinterFault::TooLong { bytes: ticket.len(), limit: MAX_TICKET_BYTES };
            return Err(PrintFailure::before(fault));
        }
        if let Some(fault) = self.status().fault() {
            return Err(PrintFailure::before(fault));
        }
        self.send(&ticket).map_err(PrintFailure::after)
    }
}

impl EscPosPrinter {
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
        let owed = self.wait_for_paper()?;
        let status = self.ask(owed);
        match status.fault() {
            Some(fault) => Err(fault),
            None => Ok(Printed { confirmed: Confirmation::ByPrinter, paper_near_end: status.paper_near_end() }),
        }
    }
}

/// DLE EOT 1 to 4, raw. `owed`: an answer to an earlier GS r may still come in between.
fn ask_all(port: &mut dyn Port, timing: Timing, mut owed: bool) -> io::Result<PrinterStatus> {
    drain(port)?;
    let mut replies = [0; 4];
    for (question, reply) in (1..=4).zip(&mut replies) {
        let deadline = Instant::now() + timing.reply;
        write_all(port, &[0x10, 0x04, question], deadline)?;
        *reply = loop {
            match read_byte(port, deadline)? {
                None => return Ok(PrinterStatus::Silent),
                Some(byte) if is_flow_control(byte) => {}
                Some(byte) if is_status(byte) => break byte,
                Some(byte) if owed && is_sensor_status(byte) => owed = false,
                Some(byte) if is_asb_head(byte) => {
                    for _ in 0..3 {
                        if read_byte(port, deadline)?.is_none_or(|byte| byte & 0x90 != 0) {
                            return Ok(PrinterStatus::Garbled);
                        }
                    }
                }
                Some(_) => return Ok(PrinterStatus::Garbled),
            }
        };
    }
    // A line full of noise may look like answers for a while; a printer says no more than it was asked.
    let surplus = drain(port)?;
    Ok(match Condition::from_replies(replies) {
        Some(condition) if surplus == 0 => PrinterStatus::Answered(condition),
        _ => PrinterStatus::Garbled,
    })
}

/// GS r 1, and its answer. False if none came.
fn wait_in_order(port: &mut dyn Port, timing: Timing) -> io::Result<bool> {
    let deadline = Instant::now() + timing.settle;
    write_all(port, &[0x1d, b'r', 1], deadline)?;
    while let Some(byte) = read_byte(port, deadline)? {
        if is_sensor_status(byte) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// First byte of an automatic status of four, which some printers are set to send on their own.
fn is_asb_head(byte: u8) -> bool {
    byte & 0x93 == 0x10
}

/// Throws away what lies on the line and tells how many bytes other than flow control that was.
fn drain(port: &mut dyn Port) -> io::Result<usize> {
    let mut stale = [0; 64];
    let (mut total, mut counted) = (0, 0);
    loop {
        match port.read(&mut stale, Duration::from_millis(1)) {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(count) => {
                total += count;
                counted += stale[..count].iter().filter(|byte| !is_flow_control(**byte)).count();
            }
            Err(error) if is_timeout(&error) => return Ok(counted),
            Err(error) => return Err(error),
        }
        if total > MAX_STALE_BYTES {
            return Ok(counted);
        }
    }
}
