//! A virtual printer at the other end of a real line, with a fault that comes at a chosen byte.

use std::io::{ErrorKind, Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::Instant;

use devices::printer::virtual_printer::{Interpreter, Sheet};
use devices::printer::{Condition, Paper};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Cover,
    PaperOut,
    Cutter,
    Unrecoverable,
    Recoverable,
    Offline,
    /// Its power fails: it says nothing, and what it was sent is lost.
    Power,
    /// The line goes.
    HangUp,
    /// It prints and answers nonsense.
    Rubbish,
}

impl Fault {
    pub const ALL: [Self; 9] = [
        Self::Cover,
        Self::PaperOut,
        Self::Cutter,
        Self::Unrecoverable,
        Self::Recoverable,
        Self::Offline,
        Self::Power,
        Self::HangUp,
        Self::Rubbish,
    ];

    fn condition(self) -> Condition {
        let well = Condition::default();
        match self {
            Self::Cover => Condition { cover_open: true, ..well },
            Self::PaperOut => Condition { paper: Paper::Out, ..well },
            Self::Cutter => Condition { cutter_error: true, ..well },
            Self::Unrecoverable => Condition { unrecoverable_error: true, ..well },
            Self::Recoverable => Condition { recoverable_error: true, ..well },
            Self::Offline => Condition { offline: true, ..well },
            Self::Power | Self::HangUp | Self::Rubbish => well,
        }
    }
}

pub struct Machine {
    pub printer: Interpreter,
    pub sheets: Vec<Sheet>,
    /// Bytes it took, questions about the status left out.
    pub taken: usize,
    pub fault: Option<(Fault, usize)>,
    /// When the fault came.
    pub since: Option<Instant>,
    broken: Option<Fault>,
    question: Vec<u8>,
}

/// A machine that runs on a thread of its own until it is dropped.
pub struct Running {
    machine: Arc<Mutex<Machine>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    /// `open` gives the line, and gives it again when it is asked after a hang-up. Lines read with a short timeout.
    pub fn start<L: Read + Write>(fault: Option<(Fault, usize)>, open: impl FnOnce() -> L + Send + 'static) -> Self {
        let machine = Machine {
            printer: Interpreter::new(384),
            sheets: Vec::new(),
            taken: 0,
            fault,
            since: None,
            broken: None,
            question: Vec::new(),
        };
        let machine = Arc::new(Mutex::new(machine));
        let stop = Arc::new(AtomicBool::new(false));
        let (shared, end) = (machine.clone(), stop.clone());
        let thread = std::thread::spawn(move || serve(open(), &shared, &end));
        Self { machine, stop, thread: Some(thread) }
    }

    pub fn look(&self) -> MutexGuard<'_, Machine> {
        self.machine.lock().unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

fn serve(mut line: impl Read + Write, machine: &Mutex<Machine>, stop: &AtomicBool) {
    let mut buffer = [0; 512];
    while !stop.load(Ordering::Relaxed) {
        let count = match line.read(&mut buffer) {
            Ok(0) => return,
            Ok(count) => count,
            Err(error) if matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock) => 0,
            Err(_) => return,
        };
        let mut machine = machine.lock().unwrap();
        let reply = machine.take(&buffer[..count]);
        if machine.broken == Some(Fault::HangUp) {
            return;
        }
        drop(machine);
        let _ = line.write_all(&reply);
    }
}

impl Machine {
    /// Clears the fault; after a power failure the machine is as it was switched on.
    pub fn mend(&mut self) {
        if self.broken == Some(Fault::Power) {
            self.printer.power_cycle();
        }
        (self.broken, self.fault) = (None, None);
        self.printer.set_condition(Condition::default());
        let said = self.printer.feed(&[]);
        drop(said);
        self.collect();
    }

    fn take(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut reply = Vec::new();
        self.break_if_due();
        for byte in bytes {
            self.count(*byte);
            match self.broken {
                Some(Fault::Power | Fault::HangUp) => {}
                Some(Fault::Rubbish) => {
                    let said = self.printer.feed(&[*byte]);
                    reply.extend(said.iter().map(|byte| byte ^ 0x81));
                }
                _ => reply.extend(self.printer.feed(&[*byte])),
            }
            self.collect();
            self.break_if_due();
        }
        if self.broken != Some(Fault::Power) {
            reply.extend(self.printer.feed(&[]));
        }
        reply
    }

    fn break_if_due(&mut self) {
        if let Some((fault, at)) = self.fault
            && self.broken.is_none()
            && self.question.is_empty()
            && self.taken >= at
        {
            self.broken = Some(fault);
            self.since = Some(Instant::now());
            self.printer.set_condition(fault.condition());
        }
    }

    /// Questions are not of the ticket: 10 04 n, GS r 1, GS a n.
    fn count(&mut self, byte: u8) {
        self.question.push(byte);
        match self.question[..] {
            [0x10 | 0x1d] | [0x10, 0x04] | [0x1d, b'r' | b'a'] => {}
            [0x10, 0x04, _] | [0x1d, b'r' | b'a', _] => self.question.clear(),
            _ => self.taken += std::mem::take(&mut self.question).len(),
        }
    }

    fn collect(&mut self) {
        self.sheets.extend(self.printer.take_sheets());
    }
}
