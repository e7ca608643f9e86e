//! One question on the wire: quiet first, then the frame, then the answer, each within its time. Time is an argument, so
//! that a simulated line at 9600 baud proves what a test against real processes cannot time.

use std::{
    io,
    time::{Duration, Instant},
};

use super::{
    Trouble,
    question::{Judged, MAX_FRAME, Question},
};
use crate::printer::{Port, is_timeout};

/// The least quiet between two frames that everyone understands, above 19200 baud too.
const LEAST_QUIET: Duration = Duration::from_micros(1_750);

/// A line that is not quiet within this carries somebody else.
const NEVER_QUIET: Duration = Duration::from_millis(50);

/// An answer that pauses for longer has ended: USB adapters hand over what they have every 16 ms.
const PAUSE: Duration = Duration::from_millis(25);

/// How long the port may take to accept a frame beyond the time that it travels.
const ACCEPTS: Duration = Duration::from_millis(100);

/// More than any answer and its echo: what is beyond is noise.
const HEARD_AT_MOST: usize = 2 * MAX_FRAME;

/// Where the time comes from.
pub trait Clock: Send {
    /// Now.
    fn now(&self) -> Instant;
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::now()
    }
}

/// Why a question failed.
#[derive(Debug)]
pub enum Failure {
    /// The unit or the line.
    Unit(Trouble),
    /// The port itself is gone.
    Port(io::Error),
}

/// Asks one question. The unit has `patience` to begin its answer.
pub fn ask(
    port: &mut dyn Port,
    clock: &dyn Clock,
    question: &Question,
    patience: Duration,
) -> Result<Vec<u8>, Failure> {
    if !quiet(port, clock)? {
        return Err(Failure::Unit(Trouble::Noise));
    }
    write(port, clock, question.bytes())?;
    // The port took the frame at once, and sends it for as long as it is.
    let sent = clock.now() + port.travel_time(question.bytes().len());
    if !question.is_answered() {
        return Ok(Vec::new());
    }
    let deadline = sent + patience + port.travel_time(question.answer_len());
    listen(port, clock, question, deadline)
}

/// Waits for the pause between two frames and drops what still comes of an earlier one.
fn quiet(port: &mut dyn Port, clock: &dyn Clock) -> Result<bool, Failure> {
    let pause = (port.travel_time(7) / 2).max(LEAST_QUIET);
    let deadline = clock.now() + NEVER_QUIET + pause;
    let mut dropped = [0; MAX_FRAME];
    while clock.now() < deadline {
        if read(port, &mut dropped, pause)? == 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

fn write(port: &mut dyn Port, clock: &dyn Clock, bytes: &[u8]) -> Result<(), Failure> {
    let deadline = clock.now() + ACCEPTS + port.travel_time(bytes.len());
    let mut rest = bytes;
    while !rest.is_empty() {
        let left = deadline.saturating_duration_since(clock.now());
        if left.is_zero() {
            return Err(Failure::Port(io::ErrorKind::TimedOut.into()));
        }
        match port.write(rest, left) {
            Ok(0) => return Err(Failure::Port(io::ErrorKind::BrokenPipe.into())),
            Ok(count) => rest = &rest[count..],
            Err(error) if is_timeout(&error) => {}
            Err(error) => return Err(Failure::Port(error)),
        }
    }
    Ok(())
}

fn listen(port: &mut dyn Port, clock: &dyn Clock, question: &Question, deadline: Instant) -> Result<Vec<u8>, Failure> {
    let mut heard = Vec::new();
    let mut chunk = [0; MAX_FRAME];
    loop {
        let left = deadline.saturating_duration_since(clock.now());
        // Somebody else's answer does not end the wait for the right one; a piece of one does.
        let waits = heard.is_empty() || question.post_mortem(&heard) == Trouble::Stranger;
        let count = if left.is_zero() || heard.len() >= HEARD_AT_MOST {
            0
        } else {
            read(port, &mut chunk, if waits { left } else { left.min(PAUSE) })?
        };
        if count == 0 {
            return Err(Failure::Unit(question.post_mortem(&heard)));
        }
        heard.extend_from_slice(&chunk[..count]);
        match question.judge(&heard) {
            Judged::More => {}
            Judged::Done(payload) => return Ok(payload),
            Judged::Trouble(trouble) => return Err(Failure::Unit(trouble)),
        }
    }
}

/// What comes within `wait`; 0 when nothing does.
fn read(port: &mut dyn Port, into: &mut [u8], wait: Duration) -> Result<usize, Failure> {
    match port.read(into, wait) {
        Ok(0) => Err(Failure::Port(io::ErrorKind::UnexpectedEof.into())),
        Ok(count) => Ok(count),
        Err(error) if is_timeout(&error) => Ok(0),
        Err(error) => Err(Failure::Port(error)),
    }
}
