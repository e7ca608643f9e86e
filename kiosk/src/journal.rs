//! What this kiosk did, line by line in one file that outlives a power cut: an entry stands there before the paper moves.
//! A line that was being written when the power went is torn off at the next start; whatever it would have said had not
//! happened yet.

mod entry;
mod medium;

use std::{io, path::Path};

use queue_protocol::core::UtcMillis;
use serde::{Deserialize, Serialize};

pub use entry::{Entry, Given};
pub(crate) use medium::replace_file;
pub use medium::{JournalFile, Medium};

/// Beyond this size the journal is written anew with what still matters: several hundred tickets.
pub const REWRITE_BYTES: u64 = 1024 * 1024;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// When, by the office's clock as far as this kiosk knew it.
    pub at: UtcMillis,
    /// What.
    #[serde(flatten)]
    pub entry: Entry,
}

/// What a journal held when it was opened.
#[derive(Debug, Default)]
pub struct Past {
    /// The lines that can be read, oldest first.
    pub lines: Vec<Line>,
    /// The last line was cut off in the middle.
    pub torn: bool,
    /// Lines before the last that nobody can read: the disk is failing.
    pub damaged: usize,
}

/// The journal, open for more.
pub struct Journal {
    medium: Box<dyn Medium>,
    bytes: u64,
    /// How large it was when it was last written anew.
    least: u64,
}

impl Journal {
    /// Opens the file, which is made if it is missing, and reads it.
    pub fn open(path: &Path) -> io::Result<(Self, Past)> {
        let (file, text) = JournalFile::open(path)?;
        let past = read(&text);
        // Without the torn rest, so that the next line begins a line.
        let whole = text.len() - text.iter().rev().take_while(|byte| **byte != b'\n').count();
        let mut file = file;
        file.cut(whole as u64)?;
        Ok((Self { medium: Box::new(file), bytes: whole as u64, least: 0 }, past))
    }

    /// A journal on another medium.
    pub fn on(medium: Box<dyn Medium>) -> Self {
        Self { medium, bytes: 0, least: 0 }
    }

    /// Adds lines, all of them or none. When this returns, they outlive a power cut.
    pub fn append(&mut self, lines: &[Line]) -> io::Result<()> {
        let bytes = write(lines)?;
        // That something was told may be forgotten: then it is told again, under the same id.
        let durable = lines.iter().any(|line| !matches!(line.entry, Entry::Told { .. }));
        self.medium.append(&bytes, durable)?;
        self.bytes += bytes.len() as u64;
        Ok(())
    }

    /// Puts these lines in place of everything before, all at once.
    pub fn rewrite(&mut self, lines: &[Line]) -> io::Result<()> {
        let bytes = write(lines)?;
        self.medium.replace(&bytes)?;
        (self.bytes, self.least) = (bytes.len() as u64, bytes.len() as u64);
        Ok(())
    }

    /// The lines that can be read.
    pub fn read(&mut self) -> io::Result<Vec<Line>> {
        Ok(read(&self.medium.read()?).lines)
    }

    /// How large it has become.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Whether it should be written anew: it is large, and more than half of it may be settled by now. After a day without
    /// the server nothing is, and then rewriting it with every line would help nobody.
    pub fn is_long(&self) -> bool {
        self.bytes > REWRITE_BYTES.max(2 * self.least)
    }
}

fn write(lines: &[Line]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for line in lines {
        serde_json::to_writer(&mut bytes, line)?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}

fn read(text: &[u8]) -> Past {
    let mut past = Past::default();
    let mut lines: Vec<&[u8]> = text.split(|byte| *byte == b'\n').collect();
    // What stands behind the last line end is a line that never ended.
    past.torn = lines.pop().is_some_and(|rest| !rest.is_empty());
    for line in lines {
        match serde_json::from_slice(line) {
            Ok(line) => past.lines.push(line),
            Err(_) => past.damaged += 1,
        }
    }
    past
}

#[cfg(test)]
mod tests;
