//! Which call stands in the big block. Each new call stands long enough to be read; those that come meanwhile wait
//! their turn, and the more of them wait, the shorter each stands.

use std::collections::VecDeque;

use queue_protocol::{core::TicketId, wire::BoardCall};

use super::Mono;

/// How long a call stands before the next one may take its place: read twice from the last row, without hurry.
pub const HOLD: u64 = 8_000;

/// The least a call stands while many wait: read once.
pub const HOLD_LEAST: u64 = 3_000;

/// How long the calls that wait may take altogether before each of them stands for less than [`HOLD`]. A citizen should
/// not stand up half a minute late.
const ALTOGETHER: u64 = 24_000;

/// Calls that wait at most. Of more than these the oldest is left out: it is in the list and on its counter's tile.
pub const WAITING_CALLS: usize = 16;

/// The call that stands, and those that wait.
#[derive(Debug, Default)]
pub struct CallQueue {
    standing: Option<(BoardCall, Mono)>,
    waiting: VecDeque<BoardCall>,
}

impl CallQueue {
    /// A new call, or a recall: that one begins anew where it stands or waits.
    pub fn push(&mut self, call: BoardCall, now: Mono) {
        self.advance(now);
        match &mut self.standing {
            Some((standing, since)) if standing.ticket == call.ticket => (*standing, *since) = (call, now),
            None => self.standing = Some((call, now)),
            Some(_) => {
                if let Some(waiting) = self.waiting.iter_mut().find(|w| w.ticket == call.ticket) {
                    *waiting = call;
                    return;
                }
                self.waiting.push_back(call);
                if self.waiting.len() > WAITING_CALLS {
                    self.waiting.pop_front();
                }
            }
        }
    }

    /// A ticket that no longer has to come: nobody is called to where they already are.
    pub fn withdraw(&mut self, ticket: TicketId) {
        self.waiting.retain(|w| w.ticket != ticket);
    }

    /// Everyone goes home.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// The call that stands now, while its time lasts.
    pub fn standing(&mut self, now: Mono) -> Option<&BoardCall> {
        self.advance(now);
        self.standing.as_ref().map(|(call, _)| call)
    }

    /// How many wait.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    fn advance(&mut self, now: Mono) {
        while let Some((_, since)) = &self.standing {
            let ends = Mono(since.0 + hold(self.waiting.len()));
            if now < ends {
                return;
            }
            // The next one stands from when this one ended: however seldom the wall looks, nothing stands longer.
            self.standing = self.waiting.pop_front().map(|next| (next, ends));
        }
    }
}

fn hold(waiting: usize) -> u64 {
    (ALTOGETHER / waiting.max(1) as u64).clamp(HOLD_LEAST, HOLD)
}
