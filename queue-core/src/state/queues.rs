//! Who waits where: one line per service (or per counter, for tickets transferred to one) and lane, oldest first.

use std::collections::BTreeMap;

use crate::{CounterConfig, CounterId, Lane, ServiceId, Ticket, TicketId, TicketState, UtcMillis};

/// A place in time: when the ticket began to wait, then the order of issue.
pub(crate) type Place = (UtcMillis, u64);

/// What a ticket waits for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Line {
    Service(ServiceId),
    Counter(CounterId),
}

impl Line {
    /// The lines that a counter calls from.
    pub fn all_of(counter: &CounterConfig) -> impl Iterator<Item = Self> {
        std::iter::once(Self::Counter(counter.id.clone()))
            .chain(counter.serves.iter().map(|s| Self::Service(s.clone())))
    }

    /// The line a waiting ticket stands in.
    pub fn of(ticket: &Ticket) -> Self {
        match &ticket.bound_to {
            Some(counter) => Self::Counter(counter.clone()),
            None => Self::Service(ticket.service.clone()),
        }
    }
}

/// All lines. Four lanes each, in the order of [`Lane::ALL`].
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Queues {
    lines: BTreeMap<Line, [BTreeMap<Place, TicketId>; 4]>,
}

impl Queues {
    /// Rebuilt from the tickets.
    pub fn of<'a>(tickets: impl Iterator<Item = &'a Ticket>) -> Self {
        let mut queues = Self::default();
        tickets.filter(|t| t.state == TicketState::Waiting).for_each(|t| queues.insert(t));
        queues
    }

    /// Adds a waiting ticket.
    pub fn insert(&mut self, ticket: &Ticket) {
        self.lines.entry(Line::of(ticket)).or_default()[ticket.lane.index()]
            .insert((ticket.queued_at, ticket.order), ticket.id);
    }

    /// Takes a ticket out of its line; nothing happens if it is in none.
    pub fn remove(&mut self, ticket: &Ticket) {
        let line = Line::of(ticket);
        let Some(lanes) = self.lines.get_mut(&line) else { return };
        lanes[ticket.lane.index()].remove(&(ticket.queued_at, ticket.order));
        if lanes.iter().all(BTreeMap::is_empty) {
            self.lines.remove(&line);
        }
    }

    /// Those who wait in one lane of a line, oldest first.
    pub fn lane(&self, line: &Line, lane: Lane) -> impl Iterator<Item = (Place, TicketId)> {
        self.lines.get(line).into_iter().flat_map(move |lanes| lanes[lane.index()].iter().map(|(p, t)| (*p, *t)))
    }

    /// How many wait in one lane of a line.
    pub fn len(&self, line: &Line, lane: Lane) -> usize {
        self.lines.get(line).map_or(0, |lanes| lanes[lane.index()].len())
    }

    /// How many of one lane of a line stand before a place in time; all of them, without one. Counted from the nearer
    /// end: of those who just came and of those who are next, people ask all the time.
    pub fn before(&self, line: &Line, lane: Lane, place: Option<Place>) -> usize {
        let Some(waiting) = self.lines.get(line).map(|lanes| &lanes[lane.index()]) else { return 0 };
        let Some(place) = place else { return waiting.len() };
        let (mut older, mut younger) = (waiting.range(..place), waiting.range(place..));
        let mut counted = 0;
        loop {
            if older.next().is_none() {
                return counted;
            }
            if younger.next().is_none() {
                return waiting.len() - counted;
            }
            counted += 1;
        }
    }

    /// How many wait for a service, in all lanes.
    pub fn waiting(&self, service: &ServiceId) -> usize {
        let line = Line::Service(service.clone());
        Lane::ALL.iter().map(|l| self.len(&line, *l)).sum()
    }
}
