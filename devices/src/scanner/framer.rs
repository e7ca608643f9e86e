//! Where a scan begins and ends in what a scanner sends, and what is none.

use std::fmt;

use zeroize::{Zeroize, Zeroizing};

use super::{Dropped, Scan};

/// Bytes of the longest code. An identity card has about 200; a QR of this much text is as large as a hand.
pub const LONGEST: usize = 1024;

/// Bytes of the shortest. Less is noise on the line or half of a code.
pub const SHORTEST: usize = 4;

/// Collects the bytes of one line. Its memory never grows.
pub struct Framer {
    line: Zeroizing<Vec<u8>>,
    /// The line is longer than any code and dropped up to its end.
    overlong: bool,
}

impl Default for Framer {
    fn default() -> Self {
        Self { line: Zeroizing::new(Vec::with_capacity(LONGEST)), overlong: false }
    }
}

impl Framer {
    /// Takes bytes up to the end of a line and says what that line was. Ask again until `bytes` is empty.
    pub fn take(&mut self, bytes: &mut &[u8]) -> Option<Result<Scan, Dropped>> {
        while let Some((byte, rest)) = bytes.split_first() {
            *bytes = rest;
            match byte {
                b'\r' | b'\n' => {
                    if let Some(outcome) = self.end() {
                        return Some(outcome);
                    }
                }
                _ if self.overlong => {}
                _ if self.line.len() == LONGEST => {
                    self.overlong = true;
                    self.line.zeroize();
                }
                byte => self.line.push(*byte),
            }
        }
        None
    }

    /// Nothing came for so long that the line will not be ended any more.
    pub fn quiet(&mut self) -> Option<Dropped> {
        let dropped = match (self.overlong, self.line.is_empty()) {
            (true, _) => Some(Dropped::TooLong),
            (false, false) => Some(Dropped::Partial),
            (false, true) => None,
        };
        self.overlong = false;
        self.line.zeroize();
        dropped
    }

    /// An empty line is no scan and no fault: CR LF ends a line twice.
    fn end(&mut self) -> Option<Result<Scan, Dropped>> {
        let outcome = match () {
            () if std::mem::take(&mut self.overlong) => Err(Dropped::TooLong),
            () if self.line.is_empty() => return None,
            () if self.line.len() < SHORTEST => Err(Dropped::TooShort),
            () => match str::from_utf8(&self.line) {
                Err(_) => Err(Dropped::NotUtf8),
                Ok(text) if text.contains(char::is_control) => Err(Dropped::Control),
                Ok(text) => Ok(Scan::new(text)),
            },
        };
        self.line.zeroize();
        Some(outcome)
    }
}

/// Without the bytes: half of a card is personal too.
impl fmt::Debug for Framer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Framer").field("bytes", &self.line.len()).field("overlong", &self.overlong).finish()
    }
}
