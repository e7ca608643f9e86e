//! Questions to a printer and its answers, over a line on which it may also talk unasked.

use std::io;
use std::time::{Duration, Instant};

use super::port::{is_timeout, read_byte, write_all};
use super::reply::{Replies, Reply};
use super::{Condition, Port, PrinterStatus, Timing};

/// Bytes that may lie unread on the line before a question. More than that is not a printer.
const MAX_STALE_BYTES: usize = 1024;

/// How often a printer that is busy with a ticket is asked whether something is wrong: staff are to know within two seconds.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// What is known of a line beside the bytes on it.
#[derive(Debug, Default)]
pub(super) struct Dialogue {
    /// Answers to GS r that were asked for and have not come: a printer that is held up by its cover gives them much later,
    /// and they say nothing of the ticket after.
    owed: u32,
    /// It answers DLE EOT whatever it is doing, as real ones do; some copies answer when the ticket is out.
    real_time: bool,
}

/// How waiting for a ticket to be worked off ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waited {
    /// The printer answered in its turn: everything before was carried out.
    Answered,
    /// It said that something is wrong.
    Trouble,
    /// It said what no printer says.
    Rubbish,
    /// Nothing, in the time that any ticket takes.
    Silence,
    /// Not even what it says at any time.
    Dead,
}

impl Dialogue {
    pub(super) fn new(real_time: bool) -> Self {
        Self { owed: 0, real_time }
    }

    /// DLE EOT 1 to 4, raw.
    pub(super) fn ask_status(&mut self, port: &mut dyn Port, timing: Timing) -> io::Result<PrinterStatus> {
        self.drain(port)?;
        let mut answers = [0; 4];
        for (question, answer) in (1..=4).zip(&mut answers) {
            let deadline = Instant::now() + port.backlog() + timing.reply;
            write_all(port, &[0x10, 0x04, question], deadline)?;
            let mut replies = Replies::default();
            *answer = loop {
                let Some(byte) = read_byte(port, deadline)? else {
                    let half = replies.is_unfinished();
                    return Ok(if half { PrinterStatus::Garbled } else { PrinterStatus::Silent });
                };
                match replies.push(byte) {
                    // An answer about its memory that came too late says nothing of its state.
                    None | Some(Reply::Automatic(_) | Reply::Block(..)) => {}
                    Some(Reply::RealTime(answer)) => break answer,
                    Some(Reply::InOrder(_)) if self.owed > 0 => self.owed -= 1,
                    Some(_) => return Ok(PrinterStatus::Garbled),
                }
            };
        }
        // A line full of noise may look like answers for a while; a printer says no more than it was asked.
        let surplus = self.drain(port)?;
        Ok(match Condition::from_replies(answers) {
            Some(condition) if surplus == 0 => PrinterStatus::Answered(condition),
            _ => PrinterStatus::Garbled,
        })
    }

    /// How the printer is once it has worked off everything that it was sent, cut included: GS r is answered in its turn,
    /// unlike DLE EOT, which overtakes a ticket that is still being printed and is asked meanwhile, so that a fault is known
    /// at once.
    pub(super) fn ask_after_all(&mut self, port: &mut dyn Port, timing: Timing) -> io::Result<PrinterStatus> {
        self.drain(port)?;
        let deadline = Instant::now() + port.backlog() + timing.settle;
        write_all(port, &[0x1d, b'r', 1], deadline)?;
        self.owed += 1;
        loop {
            match self.wait(port, timing, deadline)? {
                Waited::Answered => break,
                Waited::Rubbish => return Ok(PrinterStatus::Garbled),
                Waited::Dead => return Ok(PrinterStatus::Silent),
                Waited::Trouble => {
                    let status = self.ask_status(port, timing)?;
                    // Over already: then it goes on printing.
                    if status.fault().is_some() {
                        return Ok(status);
                    }
                }
                Waited::Silence => {
                    // It may be one that does not know the question; then these are no debts.
                    self.owed = 0;
                    break;
                }
            }
        }
        self.ask_status(port, timing)
    }

    fn wait(&mut self, port: &mut dyn Port, timing: Timing, deadline: Instant) -> io::Result<Waited> {
        let mut replies = Replies::default();
        let mut looked: Option<Instant> = None;
        // The first look stands behind the ticket on the line, and so does its answer.
        let mut look = Instant::now() + port.backlog() + LOOK_EVERY;
        loop {
            // An answer to DLE EOT that is on its way must not be taken for one to the next question.
            let asked = looked.is_some_and(|at| at.elapsed() < timing.reply);
            if self.owed == 0 && !asked {
                return Ok(Waited::Answered);
            }
            let Some(byte) = read_byte(port, if self.owed == 0 { deadline } else { look.min(deadline) })? else {
                if Instant::now() >= deadline {
                    return Ok(if self.owed == 0 { Waited::Answered } else { Waited::Silence });
                }
                if !asked {
                    if self.real_time && looked.is_some() {
                        return Ok(Waited::Dead);
                    }
                    write_all(port, &[0x10, 0x04, 1], deadline)?;
                    looked = Some(Instant::now());
                }
                look = Instant::now() + LOOK_EVERY;
                continue;
            };
            let mut trouble = false;
            match replies.push(byte) {
                None | Some(Reply::Block(..)) => {}
                Some(Reply::InOrder(_)) if self.owed > 0 => self.owed -= 1,
                Some(Reply::RealTime(state)) if looked.is_some() => {
                    looked = None;
                    trouble = state & 0x08 != 0;
                }
                Some(Reply::Automatic(frame)) => trouble = Condition::from_automatic(frame).fault().is_some(),
                Some(_) => return Ok(Waited::Rubbish),
            }
            if trouble && looked.is_none() {
                return Ok(Waited::Trouble);
            }
        }
    }

    /// Looks at what the printer says while it is being sent a ticket. True if it told a fault by itself.
    pub(super) fn hears_fault(&mut self, port: &mut dyn Port, replies: &mut Replies) -> io::Result<bool> {
        let mut heard = [0; 64];
        match port.read(&mut heard, Duration::from_millis(1)) {
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(count) => {
                let mut fault = false;
                for reply in heard[..count].iter().filter_map(|byte| replies.push(*byte)) {
                    match reply {
                        Reply::Automatic(frame) => fault = Condition::from_automatic(frame).fault().is_some(),
                        Reply::InOrder(_) => self.owed = self.owed.saturating_sub(1),
                        _ => {}
                    }
                }
                Ok(fault)
            }
            Err(error) if is_timeout(&error) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Throws away what lies on the line and tells how much of it nobody had asked for.
    fn drain(&mut self, port: &mut dyn Port) -> io::Result<usize> {
        let mut stale = [0; 64];
        let mut replies = Replies::default();
        let (mut total, mut surplus) = (0, 0);
        loop {
            match port.read(&mut stale, Duration::from_millis(1)) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(count) => {
                    total += count;
                    for reply in stale[..count].iter().filter_map(|byte| replies.push(*byte)) {
                        match reply {
                            Reply::InOrder(_) if self.owed > 0 => self.owed -= 1,
                            Reply::Automatic(_) | Reply::Block(..) => {}
                            _ => surplus += 1,
                        }
                    }
                }
                Err(error) if is_timeout(&error) => return Ok(surplus + usize::from(replies.is_unfinished())),
                Err(error) => return Err(error),
            }
            if total > MAX_STALE_BYTES {
                return Ok(total);
            }
        }
    }
}

/// Asks for an answer of the form 37H, identifier, text, 00H; nothing if the printer answers otherwise or not within `reply`
/// of having read the question, or tells a fault instead.
pub(super) fn ask_block(
    port: &mut dyn Port,
    question: &[u8],
    identifier: u8,
    reply: Duration,
) -> io::Result<Option<Vec<u8>>> {
    let deadline = Instant::now() + port.backlog() + reply;
    write_all(port, question, deadline)?;
    let mut replies = Replies::default();
    while let Some(byte) = read_byte(port, deadline)? {
        match replies.push(byte) {
            None => {}
            Some(Reply::Automatic(frame)) if Condition::from_automatic(frame).fault().is_none() => {}
            Some(Reply::Block(found, text)) if found == identifier => return Ok(Some(text)),
            Some(_) => return Ok(None),
        }
    }
    Ok(None)
}
