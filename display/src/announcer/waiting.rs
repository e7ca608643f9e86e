//! The announcements that wait, as a function of what was heard and of the time. They are said in the order of their
//! events; each leaves either to be said or with a record of why not.

use std::collections::{HashMap, VecDeque};

use queue_protocol::{
    core::{CounterId, CounterStatus, Event, Seq, TicketId, TicketNumber, TicketState, UtcMillis},
    stream::LinkEvent,
    wire::{Board, LogEvent, SiteView},
};

use super::{Announcement, Outcome, Record, Said};
use crate::model::{Clock, Input, Mono};

/// Announcements that wait at most: far more than can be said before they expire. Of more than these the oldest is left
/// out.
pub const WAITING: usize = 64;

/// From so many on, those that wait are said without chime and English, so that the last one is still in time.
pub const BRIEF_FROM: usize = 4;

/// Records that nobody has taken yet, at most. The oldest is forgotten.
const RECORDS: usize = 256;

/// The announcements of a wall's zones that are still to be said.
#[derive(Debug)]
pub struct Waiting {
    zones: Vec<String>,
    /// What is painted on each counter of the zones, once the site is known.
    counters: Option<HashMap<CounterId, u32>>,
    offset_min: i32,
    clock: Clock,
    seq: Option<Seq>,
    queue: VecDeque<Announcement>,
    records: VecDeque<Record>,
}

impl Waiting {
    /// Nothing waits, and nothing is known.
    pub fn new(zones: &[String]) -> Self {
        Self {
            zones: zones.to_vec(),
            counters: None,
            offset_min: 0,
            clock: Clock::default(),
            seq: None,
            queue: VecDeque::new(),
            records: VecDeque::new(),
        }
    }

    /// Takes in what was heard.
    pub fn hear(&mut self, input: &Input, now: Mono) {
        match input {
            Input::Site(site) => self.site(site, now),
            Input::Link(LinkEvent::Snapshot(board)) => self.snapshot(board, now),
            Input::Link(LinkEvent::Event(entry)) => self.event(entry),
            Input::Link(LinkEvent::Time(time)) => self.clock.set(time.at, now),
            Input::Link(LinkEvent::Waits(waits)) => self.clock.set(waits.at, now),
            _ => {}
        }
    }

    /// Lets go of what is older than it is of use.
    pub fn expire(&mut self, expires_s: u64, now: Mono) {
        let Some(at) = self.clock.at(now) else { return };
        self.drop_where(&Outcome::Expired, |a| at.since_s(a.at) >= expires_s);
    }

    /// The next one, with what is painted on its counter. It waits until it is [taken](Self::take).
    pub fn next(&self) -> Option<(&Announcement, u32)> {
        let next = self.queue.front()?;
        Some((next, *self.counters.as_ref()?.get(&next.counter)?))
    }

    /// Takes the next one out, to be said.
    pub fn take(&mut self) -> Option<Announcement> {
        self.queue.pop_front()
    }

    /// Whether so many wait that each is to be short.
    pub fn is_crowded(&self) -> bool {
        self.queue.len() > BRIEF_FROM
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.queue.len()
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    /// The server's clock now, and the site's minutes east of UTC.
    pub fn time(&self, now: Mono) -> Option<(UtcMillis, i32)> {
        Some((self.clock.at(now)?, self.offset_min))
    }

    /// What is painted on the counters of the zones.
    pub fn counters(&self) -> impl Iterator<Item = u32> {
        self.counters.iter().flat_map(HashMap::values).copied()
    }

    /// Puts on record what became of an announcement that was taken.
    pub fn record(&mut self, announcement: Announcement, outcome: Outcome) {
        if self.records.len() == RECORDS {
            self.records.pop_front();
        }
        self.records.push_back(Record { announcement, outcome });
    }

    /// What became of announcements since the last look.
    pub fn records(&mut self) -> Vec<Record> {
        self.records.drain(..).collect()
    }

    fn site(&mut self, site: &SiteView, now: Mono) {
        self.clock.set(site.at, now);
        self.offset_min = site.utc_offset_min;
        let here = site.counters.iter().filter(|c| self.zones.contains(&c.zone));
        self.counters = Some(here.map(|c| (c.id.clone(), c.number)).collect());
        let counters = self.counters.clone().unwrap_or_default();
        self.drop_where(&Outcome::Elsewhere, |a| !counters.contains_key(&a.counter));
    }

    /// After a cut, or at the start: whom the board still calls is news, if it was not known before.
    fn snapshot(&mut self, board: &Board, now: Mono) {
        self.clock.set(board.at, now);
        // A server whose log is shorter than what was known is another one.
        let before = self.seq.replace(board.seq).filter(|seq| *seq <= board.seq);
        let calls = |ticket: TicketId| {
            let current = board.counters.iter().filter_map(|c| c.current.as_ref());
            current.into_iter().any(|t| t.ticket == ticket && t.state == TicketState::Called)
        };
        let pauses =
            |counter: &CounterId| board.counters.iter().any(|c| c.id == *counter && c.status == CounterStatus::Paused);
        self.drop_where(&Outcome::Answered, |a| a.ticket().is_some_and(|ticket| !calls(ticket)));
        self.drop_where(&Outcome::Over, |a| a.said == Said::Pause && !pauses(&a.counter));
        let missed = board.calls.iter().rev().filter(|c| before.is_none_or(|seq| c.seq > seq) && calls(c.ticket));
        for call in missed {
            self.call(call.seq, call.at, call.ticket, call.number, &call.counter);
        }
    }

    fn event(&mut self, entry: &LogEvent) {
        if self.seq.is_some_and(|seq| entry.seq <= seq) {
            return;
        }
        self.seq = Some(entry.seq);
        match &entry.event {
            Event::TicketCalled { ticket, number, counter, .. }
            | Event::TicketRecalled { ticket, number, counter, .. } => {
                self.call(entry.seq, entry.at, *ticket, *number, counter);
            }
            Event::TicketStarted { ticket, .. }
            | Event::TicketFinished { ticket, .. }
            | Event::TicketNoShow { ticket, .. }
            | Event::TicketParked { ticket, .. }
            | Event::TicketResumed { ticket, .. }
            | Event::TicketTransferred { ticket, .. }
            | Event::TicketCancelled { ticket, .. }
            | Event::TicketUnserved { ticket, .. } => {
                self.drop_where(&Outcome::Answered, |a| a.ticket() == Some(*ticket));
            }
            Event::CounterPaused { counter, .. } => {
                self.drop_where(&Outcome::Over, |a| a.is_pause_of(counter));
                let (place, counter) = (entry.seq, counter.clone());
                self.push(Announcement { place, seq: place, at: entry.at, counter, said: Said::Pause });
            }
            Event::CounterOpened { counter, .. } | Event::CounterClosed { counter } => {
                self.drop_where(&Outcome::Over, |a| a.is_pause_of(counter));
            }
            Event::DayClosed { .. } => self.drop_where(&Outcome::Over, |_| true),
            _ => {}
        }
    }

    /// A call or a recall. One whose call still waits is said in the call's place, and once.
    fn call(&mut self, seq: Seq, at: UtcMillis, ticket: TicketId, number: TicketNumber, counter: &CounterId) {
        let new = Announcement { place: seq, seq, at, counter: counter.clone(), said: Said::Call { ticket, number } };
        let Some(waiting) = self.queue.iter_mut().find(|a| a.ticket() == Some(ticket)) else {
            return self.push(new);
        };
        let place = waiting.place;
        let old = std::mem::replace(waiting, Announcement { place, ..new });
        self.record(old, Outcome::Recalled);
    }

    fn push(&mut self, announcement: Announcement) {
        if self.counters.as_ref().is_some_and(|here| !here.contains_key(&announcement.counter)) {
            return;
        }
        if self.queue.len() == WAITING
            && let Some(oldest) = self.queue.pop_front()
        {
            self.record(oldest, Outcome::Crowded);
        }
        self.queue.push_back(announcement);
    }

    fn drop_where(&mut self, outcome: &Outcome, which: impl Fn(&Announcement) -> bool) {
        let (dropped, kept) = std::mem::take(&mut self.queue).into_iter().partition(|a| which(a));
        self.queue = kept;
        let dropped: VecDeque<_> = dropped;
        dropped.into_iter().for_each(|a| self.record(a, outcome.clone()));
    }
}
