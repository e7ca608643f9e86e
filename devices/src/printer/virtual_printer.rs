//! A printer made of software: it reads the bytes that would leave for a real one, prints them on paper of dots, and puts
//! one PNG and one .bin a ticket into a folder. It knows ESC/POS and nothing of tickets, so its paper is proof of the bytes.
//!
//! A file named like a fault in the folder (`paper-out`, `near-end`, `cover-open`, `cutter`, `offline`) puts the printer in
//! that condition, which is how faults are shown without a screwdriver.

mod command;
mod font;
mod graphics;
mod interpreter;
mod listing;
mod memory;
mod output;
mod roll;
mod terminal;

use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Condition, Connect, Paper, Port};
use output::Folder;

pub use interpreter::{Interpreter, Sheet, Unknown};
pub use listing::listing;
pub use memory::Capacity;
pub use output::{decode_png, encode_png};
pub use terminal::{Out, TerminalPrinter};

/// Opens the virtual printer: makes its folder.
#[derive(Clone, Debug)]
pub struct VirtualConnect {
    dir: PathBuf,
    dots: u32,
}

impl VirtualConnect {
    /// A printer of so many dots across.
    pub fn new(dir: PathBuf, dots: u32) -> Self {
        Self { dir, dots }
    }
}

impl Connect for VirtualConnect {
    fn connect(&mut self) -> io::Result<Box<dyn Port>> {
        let folder = Folder::open(&self.dir)?;
        Ok(Box::new(VirtualPort { interpreter: Interpreter::new(self.dots), folder, replies: VecDeque::new() }))
    }

    fn name(&self) -> String {
        format!("png:{}", self.dir.display())
    }
}

struct VirtualPort {
    interpreter: Interpreter,
    folder: Folder,
    replies: VecDeque<u8>,
}

impl Port for VirtualPort {
    fn write(&mut self, bytes: &[u8], _timeout: Duration) -> io::Result<usize> {
        self.interpreter.set_condition(condition(self.folder.dir()));
        self.replies.extend(self.interpreter.feed(bytes));
        for sheet in self.interpreter.take_sheets() {
            let path = self.folder.put(&sheet)?;
            if sheet.unknown.is_empty() {
                tracing::info!(paper = %path.display(), "virtual printer: a ticket was cut");
            } else {
                tracing::warn!(paper = %path.display(), unknown = ?sheet.unknown, "virtual printer: bytes it does not understand");
            }
        }
        Ok(bytes.len())
    }

    fn read(&mut self, into: &mut [u8], _timeout: Duration) -> io::Result<usize> {
        // Answers are there at once or never, so there is nothing to wait for.
        let count = into.len().min(self.replies.len());
        if count == 0 {
            return Err(io::ErrorKind::TimedOut.into());
        }
        for (slot, reply) in into.iter_mut().zip(self.replies.drain(..count)) {
            *slot = reply;
        }
        Ok(count)
    }

    fn travel_time(&self, bytes: usize) -> Duration {
        // Drawing takes its time, most of all on a machine that is busy with other things.
        Duration::from_micros(200) * bytes as u32
    }
}

fn condition(dir: &Path) -> Condition {
    let is = |name: &str| dir.join(name).exists();
    let paper = if is("paper-out") {
        Paper::Out
    } else if is("near-end") {
        Paper::NearEnd
    } else {
        Paper::Ok
    };
    Condition {
        offline: is("offline"),
        cover_open: is("cover-open"),
        paper,
        cutter_error: is("cutter"),
        ..Condition::default()
    }
}
