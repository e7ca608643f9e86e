//! A virtual printer at the end of a pseudo-terminal that carries bytes no faster than a serial line: what is written is
//! buffered at once and arrives later, as with many adapters.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use serialport::{SerialPort, TTYPort};

use super::{Interpreter, Sheet};

/// Start, eight bits, stop.
const BITS: f64 = 10.0;
/// How long the line is listened to for bytes.
const PATIENCE: Duration = Duration::from_millis(20);
/// What a printer takes in at once.
const PIECE: usize = 64;

/// A printer behind a serial line of its own, until it is dropped.
pub struct TerminalPrinter {
    path: PathBuf,
    out: Arc<Mutex<Out>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// What came out of it.
#[derive(Debug, Default)]
pub struct Out {
    /// Papers, oldest first, each with the moment at which the byte that cut it had arrived.
    pub sheets: Vec<(Sheet, Instant)>,
    /// Bytes that arrived, questions included.
    pub bytes: usize,
}

impl TerminalPrinter {
    /// A printer of so many dots across behind a line of `baud` bits a second.
    ///
    /// # Errors
    /// No pseudo-terminal or thread is to be had.
    pub fn start(dots: u32, baud: u32) -> io::Result<Self> {
        let (mut master, mut slave) = TTYPort::pair()?;
        let path = PathBuf::from(slave.name().unwrap_or_default());
        // Stays open, so that waiting for bytes is waiting and not the end of the line.
        slave.set_exclusive(false)?;
        let other_end = OpenOptions::new().read(true).write(true).open(&path)?;
        drop(slave);
        master.set_timeout(PATIENCE)?;
        let (out, stop) = (Arc::new(Mutex::new(Out::default())), Arc::new(AtomicBool::new(false)));
        let line = Line { master, _other_end: other_end, byte: Duration::from_secs_f64(BITS / f64::from(baud.max(1))) };
        let (shared, end) = (out.clone(), stop.clone());
        let thread = std::thread::Builder::new()
            .name("printer".into())
            .spawn(move || serve(line, Interpreter::new(dots), &shared, &end))?;
        Ok(Self { path, out, stop, thread: Some(thread) })
    }

    /// The terminal to open.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Looks at what came out so far.
    pub fn look<T>(&self, at: impl FnOnce(&Out) -> T) -> T {
        at(&self.out.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for TerminalPrinter {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

struct Line {
    master: TTYPort,
    _other_end: File,
    byte: Duration,
}

fn serve(mut line: Line, mut printer: Interpreter, out: &Mutex<Out>, stop: &AtomicBool) {
    let (mut free_from, mut more) = (Instant::now(), false);
    let mut piece = [0; PIECE];
    while !stop.load(Ordering::Relaxed) {
        let count = match line.master.read(&mut piece) {
            Ok(0) => return,
            Ok(count) => count,
            Err(error) if matches!(error.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock) => continue,
            Err(_) => return,
        };
        // The line was free, or carried these right after those before, however late they are looked at.
        let since = if more { free_from } else { free_from.max(Instant::now()) };
        free_from = since + line.byte * count as u32;
        more = count == PIECE;
        std::thread::sleep(free_from.saturating_duration_since(Instant::now()));
        let reply = printer.feed(&piece[..count]);
        let mut out = out.lock().unwrap_or_else(PoisonError::into_inner);
        out.bytes += count;
        out.sheets.extend(printer.take_sheets().into_iter().map(|sheet| (sheet, Instant::now())));
        drop(out);
        // A peer that does not read its answers is the driver's to find out.
        let _ = line.master.write_all(&reply);
    }
}
