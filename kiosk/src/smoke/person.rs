//! The installer at the terminal: is told things, and answers with Enter, with a letter, or not at all.

use std::{
    cell::Cell,
    io::{self, BufRead, Read},
    sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    thread,
    time::{Duration, Instant},
};

use queue_protocol::core::Lang;

use crate::words::{self, Value};

/// No answer is longer; a longer line is read in pieces that are no answers.
const LONGEST: u64 = 64;

/// Answers typed ahead; a person does not type more.
const AHEAD: usize = 16;

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// Enter, or yes.
    Go,
    Skip,
    No,
    /// There is no keyboard any more.
    Gone,
}

/// The installer.
pub(super) struct Person {
    lang: Lang,
    /// Does not want to be asked.
    hasty: bool,
    gone: Cell<bool>,
    answers: Receiver<Answer>,
    /// Keeps waiting for an answer a wait, also when there is no keyboard.
    _open: SyncSender<Answer>,
}

impl Person {
    /// Begins to listen to the keyboard.
    pub(super) fn listen(lang: Lang, hasty: bool) -> io::Result<Self> {
        let (sender, answers) = sync_channel(AHEAD);
        let open = sender.clone();
        thread::Builder::new().name("keyboard".into()).spawn(move || {
            let mut keyboard = io::stdin().lock();
            loop {
                let mut line = Vec::new();
                let read = keyboard.by_ref().take(LONGEST).read_until(b'\n', &mut line);
                let answer = match read {
                    Ok(0) | Err(_) => Some(Answer::Gone),
                    Ok(_) => answer(&line),
                };
                if answer.is_some_and(|answer| sender.send(answer).is_err()) || answer == Some(Answer::Gone) {
                    return;
                }
            }
        })?;
        Ok(Self { lang, hasty, gone: Cell::new(false), answers, _open: open })
    }

    /// A sentence of the catalogue.
    pub(super) fn t(&self, key: &str, args: &[(&str, Value<'_>)]) -> String {
        words::text(self.lang, key, args)
    }

    /// Whether questions are left out.
    pub(super) fn is_hasty(&self) -> bool {
        self.hasty
    }

    /// Puts a line on the terminal.
    #[allow(clippy::unused_self, reason = "only who listens to the installer speaks to them")]
    pub(super) fn tell(&self, line: &str) {
        println!("{line}");
    }

    /// Asks before a step begins. Whoever is hasty has said yes to all of them.
    pub(super) fn goes_on(&self) -> bool {
        self.hasty || self.ask("ask-begin") == Answer::Go
    }

    /// Asks and waits for the answer, however long it takes. Without a keyboard nobody answers.
    pub(super) fn ask(&self, key: &str) -> Answer {
        self.tell(&format!("  {}", self.t(key, &[])));
        while !self.gone.get() {
            match self.answers.recv() {
                Ok(Answer::Gone) | Err(_) => self.gone.set(true),
                Ok(answer) => return answer,
            }
        }
        Answer::Gone
    }

    /// Waits so long, and tells whether the step is to be skipped.
    pub(super) fn skips_within(&self, time: Duration) -> bool {
        let end = Instant::now() + time;
        loop {
            match self.answers.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(Answer::Skip) => return true,
                Ok(Answer::Gone) => self.gone.set(true),
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return false,
            }
        }
    }
}

fn answer(line: &[u8]) -> Option<Answer> {
    match String::from_utf8_lossy(line).trim().to_lowercase().as_str() {
        "" | "y" | "yes" | "c" | "có" => Some(Answer::Go),
        "s" | "skip" | "b" | "bỏ qua" => Some(Answer::Skip),
        "n" | "no" | "k" | "không" => Some(Answer::No),
        _ => None,
    }
}
