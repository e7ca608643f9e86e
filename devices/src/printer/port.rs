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

    /// How long what was written may still be on its way when nothing is wrong: until then nothing can be answered that was
    /// asked after it.
    fn backlog(&self) -> Duration {
        Duration::ZERO
    }

    /// Throws away what was written and has not left yet, where the port can: it is of a ticket that failed.
    fn discard(&mut self) {}
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

/// How often a writer that waits looks at what the printer says.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// Bytes that a port takes in before any of them has left: a terminal's buffer under Linux, which lets the next in only when
/// it is nearly empty.
const HELD_BY_PORT: usize = 4096;

/// Writes everything before `deadline`; `TimedOut` if it does not get through.
pub(super) fn write_all(port: &mut dyn Port, bytes: &[u8], deadline: Instant) -> io::Result<()> {
    let patience = deadline.saturating_duration_since(Instant::now());
    write_watched(port, bytes, patience, |_| Ok(())).map_err(|(error, _)| error)
}

/// Writes everything, and before each piece looks at the port. Gives up when nothing was taken for as long as the line needs
/// to empty its buffer, with `grace` beside, or when all takes half as long again as it should. With the error comes how many
/// bytes the port took.
pub(super) fn write_watched(
    port: &mut dyn Port,
    bytes: &[u8],
    grace: Duration,
    mut look: impl FnMut(&mut dyn Port) -> io::Result<()>,
) -> Result<(), (io::Error, usize)> {
    let mut taken = 0;
    let deadline = Instant::now() + port.travel_time(bytes.len()) * 3 / 2 + grace;
    let patience = port.travel_time(HELD_BY_PORT.min(bytes.len())) * 3 / 2 + grace;
    let mut progress = Instant::now();
    while taken < bytes.len() {
        look(port).map_err(|error| (error, taken))?;
        let left = deadline.min(progress + patience).saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err((io::ErrorKind::TimedOut.into(), taken));
        }
        match port.write(&bytes[taken..bytes.len().min(taken + CHUNK)], left.min(LOOK_EVERY)) {
            Ok(0) => return Err((io::ErrorKind::BrokenPipe.into(), taken)),
            Ok(count) => {
                taken += count;
                progress = Instant::now();
            }
            Err(error) if is_timeout(&error) => {}
            Err(error) => return Err((error, taken)),
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
