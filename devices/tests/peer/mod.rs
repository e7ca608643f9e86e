//! A printer at the other end of a line, made of a script: it answers questions as it is told and keeps the ticket bytes.

use std::io::{ErrorKind, Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{JoinHandle, spawn};
use std::time::{Duration, Instant};

/// How it behaves. `before` is answered until the cut of a ticket was seen, `after` from then on.
#[derive(Clone)]
pub struct Script {
    pub before: Answers,
    pub after: Answers,
    /// The answer to GS r, if it knows that command.
    pub in_order: Option<u8>,
    /// Hangs up when the cut was seen.
    pub hangs_up_after_cut: bool,
    /// Sends back all it is sent.
    pub echoes: bool,
    /// Stops reading once ticket bytes come.
    pub stops_reading: bool,
}

/// What is sent for DLE EOT 1 to 4.
pub type Answers = [&'static [u8]; 4];

const WELL: Answers = [&[0x12], &[0x12], &[0x12], &[0x12]];

impl Default for Script {
    fn default() -> Self {
        Self {
            before: WELL,
            after: WELL,
            in_order: Some(0),
            hangs_up_after_cut: false,
            echoes: false,
            stops_reading: false,
        }
    }
}

/// A running peer; `finish` gives what it was sent beside questions.
pub struct Peer {
    stop: std::sync::mpsc::Sender<()>,
    thread: JoinHandle<Vec<u8>>,
}

impl Peer {
    pub fn start(line: impl Read + Write + Send + 'static, script: Script) -> Self {
        let (stop, stopped) = channel();
        Self { stop, thread: spawn(move || serve(line, &script, &stopped)) }
    }

    pub fn finish(self) -> Vec<u8> {
        drop(self.stop);
        self.thread.join().unwrap()
    }
}

/// Reads with the short timeout that the line was given, so that it sees the end of the test.
fn serve(mut line: impl Read + Write, script: &Script, stopped: &Receiver<()>) -> Vec<u8> {
    let give_up = Instant::now() + Duration::from_secs(30);
    let (mut pending, mut ticket, mut cut) = (Vec::new(), Vec::new(), false);
    let mut buffer = [0; 4096];
    while Instant::now() < give_up && stopped.try_recv() != Err(std::sync::mpsc::TryRecvError::Disconnected) {
        if script.stops_reading && !ticket.is_empty() {
            std::thread::yield_now();
            continue;
        }
        match line.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => pending.extend(&buffer[..count]),
            Err(error) if matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock) => continue,
            // The other end of a pty is not open at the moment.
            Err(_) => {
                std::thread::yield_now();
                continue;
            }
        }
        if script.echoes {
            let _ = line.write_all(&std::mem::take(&mut pending));
            continue;
        }
        while let Some(taken) = step(&pending, script, cut, &mut line, &mut ticket) {
            pending.drain(..taken);
            cut = cut || ticket.ends_with(CUT);
        }
        if cut && script.hangs_up_after_cut {
            break;
        }
    }
    ticket
}

pub const CUT: &[u8] = &[0x1d, b'V', 65, 0];

fn step(bytes: &[u8], script: &Script, cut: bool, line: &mut impl Write, ticket: &mut Vec<u8>) -> Option<usize> {
    match *bytes {
        [0x10, 4, question @ 1..=4, ..] => {
            let answers = if cut { script.after } else { script.before };
            let _ = line.write_all(answers[usize::from(question) - 1]);
            Some(3)
        }
        [0x1d, b'r', 1, ..] => {
            let _ = line.write_all(script.in_order.as_slice());
            Some(3)
        }
        [] | [0x10 | 0x1d] | [0x10, 4] | [0x1d, b'r'] => None,
        [byte, ..] => {
            ticket.push(byte);
            Some(1)
        }
    }
}
