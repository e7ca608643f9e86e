//! The printer on the workbench: what goes to it and what comes back is overheard, and a virtual printer beside it prints
//! the same bytes, so that the report shows the paper as it should have come out.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use devices::printer::{
    Connect, EscPosPrinter, Port, PrintFailure, PrintJob, Printed, Printer, PrinterStatus, PrinterUri, Timing,
    virtual_printer::{Interpreter, Sheet},
};

/// More than this of either direction in one exchange is not worth keeping: a printer that talks without end.
const MOST: usize = 512 * 1024;

/// Bytes of an answer that the report shows.
const SHOWN: usize = 48;

/// Exchanges of one step that the report shows: the first ones and the last.
const EXCHANGES: usize = 12;

pub(super) struct Bench {
    printer: EscPosPrinter,
    tape: Tape,
    twin: Interpreter,
    answers: Vec<String>,
}

/// A job that was sent.
pub(super) struct Run {
    pub outcome: Result<Printed, PrintFailure>,
    pub took: Duration,
    /// Bytes on the line, questions included.
    pub sent: usize,
    /// The paper that these bytes make.
    pub sheet: Option<Sheet>,
}

impl Bench {
    pub(super) fn new(uri: &PrinterUri) -> Self {
        let tape = Tape::default();
        let connect = Overheard { inner: uri.connect(), tape: tape.clone() };
        let printer = uri.printer_over(Box::new(connect), Timing::default());
        Self { printer, tape, twin: Interpreter::new(uri.paper.dots()), answers: Vec::new() }
    }

    pub(super) fn status(&mut self) -> PrinterStatus {
        let status = self.printer.status();
        self.hear();
        status
    }

    pub(super) fn print(&mut self, job: &PrintJob) -> Run {
        let began = Instant::now();
        let outcome = self.printer.print(job);
        let took = began.elapsed();
        let sent = self.hear();
        Run { outcome, took, sent, sheet: self.twin.take_sheets().pop() }
    }

    /// What the printer said since the last call, in hex.
    pub(super) fn take_answers(&mut self) -> Vec<String> {
        std::mem::take(&mut self.answers)
    }

    fn hear(&mut self) -> usize {
        let (sent, heard) = self.tape.take();
        self.twin.feed(&sent);
        let words = if heard.is_empty() { "—".to_owned() } else { hex(&heard) };
        // Waiting for a cover asks the same again and again.
        if self.answers.last() != Some(&words) {
            if self.answers.len() == EXCHANGES {
                self.answers.remove(EXCHANGES / 2);
            }
            self.answers.push(words);
        }
        sent.len()
    }
}

fn hex(bytes: &[u8]) -> String {
    let shown: Vec<String> = bytes.iter().take(SHOWN).map(|byte| format!("{byte:02x}")).collect();
    let more = if bytes.len() > SHOWN { format!(" … ({})", bytes.len()) } else { String::new() };
    shown.join(" ") + &more
}

/// Both directions of one exchange.
#[derive(Clone, Default)]
struct Tape(Arc<Mutex<(Vec<u8>, Vec<u8>)>>);

impl Tape {
    fn add(&self, sent: &[u8], heard: &[u8]) {
        let mut reels = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let room = MOST.saturating_sub(reels.0.len()).min(sent.len());
        reels.0.extend(&sent[..room]);
        let room = MOST.saturating_sub(reels.1.len()).min(heard.len());
        reels.1.extend(&heard[..room]);
    }

    fn take(&self) -> (Vec<u8>, Vec<u8>) {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

struct Overheard {
    inner: Box<dyn Connect>,
    tape: Tape,
}

impl Connect for Overheard {
    fn connect(&mut self) -> io::Result<Box<dyn Port>> {
        Ok(Box::new(Line { inner: self.inner.connect()?, tape: self.tape.clone() }))
    }

    fn name(&self) -> String {
        self.inner.name()
    }
}

struct Line {
    inner: Box<dyn Port>,
    tape: Tape,
}

impl Port for Line {
    fn write(&mut self, bytes: &[u8], timeout: Duration) -> io::Result<usize> {
        let count = self.inner.write(bytes, timeout)?;
        self.tape.add(bytes.get(..count).unwrap_or(bytes), &[]);
        Ok(count)
    }

    fn read(&mut self, into: &mut [u8], timeout: Duration) -> io::Result<usize> {
        let count = self.inner.read(into, timeout)?;
        self.tape.add(&[], into.get(..count).unwrap_or_default());
        Ok(count)
    }

    fn travel_time(&self, bytes: usize) -> Duration {
        self.inner.travel_time(bytes)
    }

    fn backlog(&self) -> Duration {
        self.inner.backlog()
    }
}
