//! A receipt printer at the other end of a line that breaks as told, at a chosen byte of a ticket: it answers the questions
//! of the protocol, keeps the bytes of every ticket, and cuts a paper only where it got the cut.

use std::{
    fs::File,
    io::{Read, Write},
    net::TcpListener,
    os::fd::OwnedFd,
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use anyhow::{Context as _, Result};
use devices::printer::{Condition, Paper};

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    CoverOpen,
    PaperOut,
    Cutter,
    Unrecoverable,
    Silent,
    Rubbish,
}

impl Trouble {
    pub const ALL: [Self; 6] =
        [Self::CoverOpen, Self::PaperOut, Self::Cutter, Self::Unrecoverable, Self::Silent, Self::Rubbish];

    fn answer(trouble: Option<Self>, question: u8) -> Option<u8> {
        let condition = match trouble {
            None => Condition::default(),
            Some(Self::CoverOpen) => Condition { cover_open: true, ..Condition::default() },
            Some(Self::PaperOut) => Condition { paper: Paper::Out, ..Condition::default() },
            Some(Self::Cutter) => Condition { cutter_error: true, ..Condition::default() },
            Some(Self::Unrecoverable) => Condition { unrecoverable_error: true, ..Condition::default() },
            Some(Self::Silent) => return None,
            Some(Self::Rubbish) => return Some(0xff),
        };
        condition.to_replies().get(usize::from(question).wrapping_sub(1)).copied()
    }
}

/// The printer. Clones are the same one.
#[derive(Clone, Default)]
pub struct Peer {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    trouble: Option<Trouble>,
    /// Trouble that begins when so many bytes of the next ticket have come.
    at: Option<(usize, Trouble)>,
    /// The bytes of each ticket.
    tickets: Vec<Vec<u8>>,
    /// Whether the next byte begins a ticket.
    between: bool,
}

impl Peer {
    /// Listens on a port of its own; gives its URI.
    pub fn tcp(&self) -> Result<String> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let uri = format!("tcp://{}", listener.local_addr()?);
        let peer = self.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = stream.set_nodelay(true);
                let Ok(back) = stream.try_clone() else { continue };
                let peer = peer.clone();
                thread::spawn(move || peer.serve(stream, back));
            }
        });
        Ok(uri)
    }

    /// Answers at the far end of a serial line; gives its URI.
    pub fn serial(&self) -> Result<String> {
        let pair = nix::pty::openpty(None, None)?;
        let name = nix::unistd::ttyname(&pair.slave).context("no name")?;
        let line = File::from(pair.master);
        let (back, peer, keep) = (line.try_clone()?, self.clone(), pair.slave);
        thread::spawn(move || {
            peer.serve(line, back);
            drop::<OwnedFd>(keep);
        });
        Ok(format!("serial:{}?baud=115200", name.display()))
    }

    /// From now on it is so.
    pub fn set(&self, trouble: Option<Trouble>) {
        self.with(|s| (s.trouble, s.at) = (trouble, None));
    }

    /// So many bytes into the next ticket it will be so.
    pub fn set_at(&self, byte: usize, trouble: Trouble) {
        self.with(|s| s.at = Some((byte, trouble)));
    }

    /// The bytes of every ticket that was begun.
    pub fn tickets(&self) -> Vec<Vec<u8>> {
        self.with(|s| s.tickets.clone())
    }

    fn with<T>(&self, task: impl FnOnce(&mut State) -> T) -> T {
        task(&mut self.state.lock().unwrap())
    }

    fn serve(&self, mut from: impl Read, mut to: impl Write) {
        let mut bytes = [0; 4096];
        while let Ok(count @ 1..) = from.read(&mut bytes) {
            let answers = self.with(|state| state.hear(&bytes[..count]));
            if to.write_all(&answers).and_then(|()| to.flush()).is_err() {
                return;
            }
        }
        // A line on which nothing more comes: closed, or nobody has opened it.
        thread::park_timeout(Duration::from_millis(20));
    }
}

impl State {
    /// The driver waits for each answer, so a question ends what comes at once.
    fn hear(&mut self, bytes: &[u8]) -> Vec<u8> {
        let (body, answer) = match bytes {
            [body @ .., 0x10, 0x04, question] => (body, Some(*question)),
            [body @ .., 0x1d, b'r', 1] => (body, Some(0)),
            body => (body, None),
        };
        self.print(body);
        let answer = answer.and_then(|question| match question {
            // In its turn: after the paper, which a printer in trouble does not finish.
            0 => {
                self.between = true;
                self.trouble.is_none().then_some(0)
            }
            question => {
                self.between = true;
                Trouble::answer(self.trouble, question)
            }
        });
        answer.into_iter().collect()
    }

    fn print(&mut self, body: &[u8]) {
        if body.is_empty() {
            return;
        }
        if self.between || self.tickets.is_empty() {
            self.tickets.push(Vec::new());
            self.between = false;
        }
        let Some(ticket) = self.tickets.last_mut() else { return };
        ticket.extend_from_slice(body);
        if let Some((byte, trouble)) = self.at
            && ticket.len() >= byte
        {
            (self.trouble, self.at) = (Some(trouble), None);
        }
    }
}
