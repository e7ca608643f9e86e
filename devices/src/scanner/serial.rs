//! A scanner behind a port: read, framed, and opened again when the line broke.

use std::{
    io,
    time::{Duration, Instant},
};

use zeroize::{Zeroize, Zeroizing};

use super::{Framer, Scan, Scanner, ScannerFault, Tally};
use crate::{
    backoff::Backoff,
    printer::{Connect, Port, is_timeout},
};

/// After this long without a byte a line that was not ended is dropped: the slowest scanner sends a code in one go.
pub const QUIET: Duration = Duration::from_millis(200);

/// Bytes read at once; one packet of a USB scanner has 64.
const CHUNK: usize = 256;

/// The driver of every scanner that sends bytes.
pub struct SerialScanner {
    connect: Box<dyn Connect>,
    port: Option<Box<dyn Port>>,
    backoff: Backoff,
    /// What the port suffered from when last heard.
    fault: Option<ScannerFault>,
    framer: Framer,
    tally: Tally,
    chunk: Zeroizing<[u8; CHUNK]>,
    /// The part of the chunk that is not framed yet.
    unread: std::ops::Range<usize>,
}

impl SerialScanner {
    /// A scanner behind any port.
    pub fn new(connect: Box<dyn Connect>) -> Self {
        Self {
            connect,
            port: None,
            backoff: Backoff::default(),
            fault: None,
            framer: Framer::default(),
            tally: Tally::default(),
            chunk: Zeroizing::new([0; CHUNK]),
            unread: 0..0,
        }
    }
}

impl Scanner for SerialScanner {
    fn read(&mut self, patience: Duration) -> Result<Option<Scan>, ScannerFault> {
        let deadline = Instant::now() + patience;
        loop {
            if let Some(scan) = self.framed() {
                return Ok(Some(scan));
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(None);
            }
            self.receive(left.min(QUIET))?;
        }
    }

    fn tally(&self) -> &Tally {
        &self.tally
    }
}

impl SerialScanner {
    /// The next scan among the bytes at hand.
    fn framed(&mut self) -> Option<Scan> {
        let mut rest = self.chunk.get(self.unread.clone()).unwrap_or_default();
        let mut found = None;
        while let Some(outcome) = self.framer.take(&mut rest) {
            match outcome {
                Ok(scan) => {
                    found = Some(scan);
                    break;
                }
                Err(reason) => self.tally.count(reason),
            }
        }
        self.unread.start = self.unread.end - rest.len();
        if self.unread.is_empty() {
            self.chunk.zeroize();
        }
        found
    }

    /// Bytes from the port, if any come.
    fn receive(&mut self, patience: Duration) -> Result<(), ScannerFault> {
        if self.port.is_none() {
            self.port = Some(self.open()?);
        }
        let Some(port) = &mut self.port else { return Ok(()) };
        match port.read(self.chunk.as_mut(), patience) {
            Ok(0) => Err(self.lost(&io::ErrorKind::UnexpectedEof.into())),
            Ok(count) => {
                self.unread = 0..count;
                Ok(())
            }
            Err(error) if is_timeout(&error) => {
                // Only a wait that lasted proves that the line is quiet: a machine too busy to read is not.
                if patience >= QUIET
                    && let Some(reason) = self.framer.quiet()
                {
                    self.tally.count(reason);
                }
                Ok(())
            }
            Err(error) => Err(self.lost(&error)),
        }
    }

    fn open(&mut self) -> Result<Box<dyn Port>, ScannerFault> {
        let now = Instant::now();
        if let Some(fault) = self.fault.clone().filter(|_| !self.backoff.due(now)) {
            return Err(fault);
        }
        match self.connect.connect() {
            Ok(port) => {
                self.backoff.succeeded();
                self.fault = None;
                Ok(port)
            }
            Err(error) => {
                self.backoff.failed(now);
                let fault = ScannerFault::Unreachable { port: self.connect.name(), reason: error.to_string() };
                self.fault = Some(fault.clone());
                Err(fault)
            }
        }
    }

    fn lost(&mut self, error: &io::Error) -> ScannerFault {
        self.port = None;
        self.backoff.failed(Instant::now());
        if let Some(reason) = self.framer.quiet() {
            self.tally.count(reason);
        }
        let fault = ScannerFault::Lost { port: self.connect.name(), reason: error.to_string() };
        self.fault = Some(fault.clone());
        fault
    }
}
