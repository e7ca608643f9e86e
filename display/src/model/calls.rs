//! Which calls stand in the big block. Each stands long enough to be read, one after another; in a rush, when more wait
//! than people would wait for, up to three share the block, so that none stands shorter and none comes much too late.

use std::collections::VecDeque;

use queue_protocol::{core::TicketId, wire::BoardCall};

use super::Mono;

/// How long a call stands before the next one may take its place, unless the site says otherwise: read twice from the
/// last row, without hurry.
pub const HOLD: u64 = 8_000;

/// Calls that share the block in a rush. Three rows are still read from the last row of a hall, four are not.
pub const TOGETHER: usize = 3;

/// Calls that may wait before it is a rush: the last of them comes half a minute late, and no citizen should stand up
/// later than that.
pub const PATIENT: usize = 3;

/// Calls that wait at most: one from every counter that a site can have. Of more the oldest is left out: it is in the
/// list and on its counter's tile.
pub const WAITING_CALLS: usize = 99;

/// The calls that stand, and those that wait. Of `n` calls at the same instant the last one begins to stand within
/// `⌈n / TOGETHER⌉ + PATIENT` holds.
#[derive(Debug)]
pub struct CallQueue {
    hold: u64,
    standing: Vec<BoardCall>,
    since: Mono,
    waiting: VecDeque<BoardCall>,
}

impl CallQueue {
    /// How long a call stands from now on, in milliseconds.
    pub fn set_hold(&mut self, hold: u64) {
        self.hold = hold;
    }

    /// A new call, or a recall. That one begins anew where it stands; where others wait it lines up behind them instead,
    /// so that nobody can hold the block for themselves.
    pub fn push(&mut self, call: BoardCall, now: Mono) {
        self.advance(now);
        // Nobody waits either while nobody stands.
        if self.waiting.is_empty() && self.standing.iter().all(|s| s.ticket == call.ticket) {
            (self.standing, self.since) = (vec![call], now);
        } else if let Some(waiting) = self.waiting.iter_mut().find(|w| w.ticket == call.ticket) {
            *waiting = call;
        } else {
            self.waiting.push_back(call);
            if self.waiting.len() > WAITING_CALLS {
                self.waiting.pop_front();
            }
        }
    }

    /// A ticket that no longer has to come: nobody is called to where they already are.
    pub fn withdraw(&mut self, ticket: TicketId) {
        self.waiting.retain(|w| w.ticket != ticket);
    }

    /// Everyone goes home.
    pub fn clear(&mut self) {
        *self = Self { hold: self.hold, ..Self::default() };
    }

    /// The calls that stand now, while their time lasts.
    pub fn standing(&mut self, now: Mono) -> &[BoardCall] {
        self.advance(now);
        &self.standing
    }

    /// Whether any stand, as of the last look.
    pub fn stands(&self) -> bool {
        !self.standing.is_empty()
    }

    /// How long they have stood.
    pub fn stood(&self, now: Mono) -> u64 {
        now.since(self.since)
    }

    /// How many wait.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    fn advance(&mut self, now: Mono) {
        while !self.standing.is_empty() {
            let ends = Mono(self.since.0 + self.hold);
            if now < ends {
                return;
            }
            let next = if self.waiting.len() > PATIENT { TOGETHER } else { self.waiting.len().min(1) };
            // The next ones stand from when these ended: however seldom the wall looks, nothing stands longer.
            (self.standing, self.since) = (self.waiting.drain(..next).collect(), ends);
        }
    }
}

impl Default for CallQueue {
    fn default() -> Self {
        Self { hold: HOLD, standing: Vec::new(), since: Mono::default(), waiting: VecDeque::new() }
    }
}
