//! The way bytes take to a printer and back.

use std::io;
use std::time::{Duration, Instant};

/// An open connection to a printer.
pub trait Port: Send {
    /// Writes what the port takes within `timeout`.
    ///
    /// # Errors
    /// `TimedOut` or `WouldBlock` if it took nothing; anything else breaks the connection.
    fn write(&mut self, bytes: &[u8], timeout: Duration) -> io::Result<usize>;

    /// Reads what comes within `timeout`. `Ok(0)` is a disconnect.
    ///
    /// # Errors
    /// `TimedOut` or `WouldBlock` if nothing came; anything else breaks the connection.
    fn read(&mut self, into: &mut [u8], timeout: Duration) -> io::Result<usize>;

    /// How long so many bytes take on this line when nothing is wrong.
    fn travel_time(&self, bytes: usize) -> Duration;
}

/// Opens the connection, again and again.
pub trait Connect: Send {
    /// Opens it, bounded in time.
    ///
    /// # Errors
    /// Why not.
    fn connect(&mut self) -> io::Result<Box<dyn Port>>;

    /// Its name for people, as they wrote it.
    fn name(&self) -> String;
}

/// Whether an error only says that nothing happened in time.
pub(crate) fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted)
}

/// Bytes handed to a port in one call, so that progress is seen on a slow line.
const CHUNK: usize = 1024;

/// Writes everything before `deadline`; `TimedOut` if it does not get through.
pub(super) fn write_all(port: &mut dyn Port, mut bytes: &[u8], deadline: Instant) -> io::Result<()> {
    while !bytes.is_empty() {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        match port.write(&bytes[..bytes.len().min(CHUNK)], left) {
            Ok(0) => return Err(io::ErrorKind::BrokenPipe.into()),
            Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
            Err(error) if is_timeout(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The next byte before `deadline`, if one comes.
pub(super) fn read_byte(port: &mut dyn Port, deadline: Instant) -> io::Result<Option<u8>> {
    let mut byte = [0];
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(None);
        }
        match port.read(&mut byte, left) {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(_) => return Ok(Some(byte[0])),
            Err(error) if is_timeout(&error) => {}
            Err(error) => return Err(error),
        }
    }
}
