//! Code scanners on a serial line (CDC, virtual COM) and those that type like a keyboard. Both give one [`Scan`] a code,
//! framed by the same rules: a line of readable text that ends in CR or LF and is short enough to be a code. What is no
//! scan is dropped and counted. A code may be an identity card, so the text is wiped from memory wherever it was, and
//! stands in no message, log line or error.

mod fake;
mod fault;
mod framer;
mod listen;
mod serial;
mod tally;
mod uri;
mod wedge;

use std::{fmt, time::Duration};

use zeroize::Zeroizing;

pub use fake::FakeScanner;
pub use fault::ScannerFault;
pub use framer::{Framer, LONGEST, SHORTEST};
pub use listen::{Listening, News};
pub use serial::{QUIET, SerialScanner};
pub use tally::{Dropped, Tally};
pub use uri::{DEFAULT_BAUD, ScannerUri, ScannerUriError};
pub use wedge::{Key, Wedge};

/// A scanner of codes. Every call is bounded in time.
pub trait Scanner: Send {
    /// Waits for the next code, no longer than about `patience`.
    ///
    /// # Errors
    /// Why the scanner cannot be read. Asking again opens it again, when it is due.
    fn read(&mut self, patience: Duration) -> Result<Option<Scan>, ScannerFault>;

    /// What was dropped so far.
    fn tally(&self) -> &Tally;
}

/// The text of one code. It is wiped from memory when it is dropped, and nothing prints it.
#[derive(Clone, PartialEq, Eq)]
pub struct Scan(Zeroizing<String>);

impl Scan {
    /// The scan of a text.
    pub fn new(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// The text, without the line's end.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Scan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Scan(…)")
    }
}
