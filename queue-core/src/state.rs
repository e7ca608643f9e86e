//! The state of one business day: the sum of the log's events. Yesterday's tickets are in the log, not here, so that a
//! million of them cost nothing.

mod apply;
mod queues;

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(crate) use self::queues::{Line, Place as QueuePlace, Queues};
use crate::{
    BusinessDay, CallReason, Counter, CounterId, DeviceId, KioskStatus, Ratings, Seq, Series, ServiceId, Site, StaffId,
    Support, Ticket, TicketId, TicketNumber, TicketState, UtcMillis,
};

/// Everything the rules need to know. Equal logs give equal states, byte for byte once serialised.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    pub(crate) data: Data,
    /// Who waits where, derived from the tickets: never stored, always rebuilt.
    pub(crate) queues: Queues,
}

/// The stored part of the state.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Data {
    pub seq: Seq,
    pub last_at: UtcMillis,
    pub clock_offset_ms: i64,
    pub site: Option<Arc<Site>>,
    pub day: Option<BusinessDay>,
    pub tickets: BTreeMap<TicketId, Ticket>,
    /// Last count given in each series today.
    pub series: BTreeMap<Series, u32>,
    pub leases: Vec<LeasedBlock>,
    pub counters: BTreeMap<CounterId, Counter>,
    /// Why the ticket at each counter was called.
    pub reasons: BTreeMap<CounterId, CallReason>,
    pub calls: VecDeque<RecentCall>,
    pub times: BTreeMap<ServiceId, ServiceTime>,
    /// What is known of each kiosk, by the name of its token.
    #[serde(default)]
    pub kiosks: BTreeMap<String, KioskStatus>,
    /// Calls for support of today, oldest first.
    #[serde(default)]
    pub support: Vec<Support>,
    #[serde(default, skip_serializing_if = "Ratings::is_empty")]
    pub ratings: Ratings,
}

/// A block of the reserve series that a kiosk may hand out while the server is away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeasedBlock {
    /// Name of the device that holds it.
    pub holder: String,
    /// The device that keeps it, if it said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<DeviceId>,
    /// The business day of its numbers.
    pub day: BusinessDay,
    /// When it was leased.
    pub at: UtcMillis,
    /// The reserve series.
    pub series: Series,
    /// First count.
    pub from: u32,
    /// Last count.
    pub to: u32,
    /// Counts already on a ticket.
    pub used: BTreeSet<u32>,
}

/// A call of the recent past. A ticket stands here once: a recall moves it to the front.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct RecentCall {
    pub seq: Seq,
    pub ticket: TicketId,
    pub number: TicketNumber,
    pub service: ServiceId,
    pub counter: CounterId,
    pub at: UtcMillis,
    pub call: u32,
}

/// How long a service takes at the counter, learnt from those served: exponentially weighted, in milliseconds, kept in
/// integers so that a replay gives the same on any machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ServiceTime {
    pub mean_ms: i64,
    /// Mean absolute deviation.
    pub deviation_ms: i64,
}

impl State {
    /// How many calls of the past are kept: more than any wall shows.
    pub const RECENT_CALLS: usize = 12;

    /// The state before the first event.
    pub fn new() -> Self {
        Self::default()
    }

    /// Position of the last event applied.
    pub fn seq(&self) -> Seq {
        self.data.seq
    }

    /// Time of the last event applied.
    pub fn last_at(&self) -> UtcMillis {
        self.data.last_at
    }

    /// The instant at which something decided now happens: never before what the log already holds.
    pub fn effective(&self, now: UtcMillis) -> UtcMillis {
        now.max(self.data.last_at)
    }

    /// Milliseconds by which the clock is shifted, on record.
    pub fn clock_offset_ms(&self) -> i64 {
        self.data.clock_offset_ms
    }

    /// The site, once configured.
    pub fn site(&self) -> Option<&Arc<Site>> {
        self.data.site.as_ref()
    }

    /// The open business day.
    pub fn day(&self) -> Option<BusinessDay> {
        self.data.day
    }

    /// A ticket of today.
    pub fn ticket(&self, id: TicketId) -> Option<&Ticket> {
        self.data.tickets.get(&id)
    }

    /// Today's tickets, by id.
    pub fn tickets(&self) -> impl Iterator<Item = &Ticket> {
        self.data.tickets.values()
    }

    /// How many tickets were issued today.
    pub fn ticket_count(&self) -> usize {
        self.data.tickets.len()
    }

    /// A counter's working state. A counter that never opened today is closed.
    pub fn counter(&self, id: &CounterId) -> Counter {
        self.data.counters.get(id).cloned().unwrap_or_default()
    }

    /// A counter of today, if anything happened there yet.
    pub(crate) fn counter_ref(&self, id: &CounterId) -> Option<&Counter> {
        self.data.counters.get(id)
    }

    /// Whether a counter takes citizens.
    pub fn counter_status(&self, id: &CounterId) -> crate::CounterStatus {
        self.data.counters.get(id).map_or(crate::CounterStatus::Closed, |c| c.status)
    }

    /// Who leads and who assists at a paired counter; nobody at any other. By default the first of the roster leads: the
    /// trainee does the work, the mentor sits beside.
    pub fn pair(&self, id: &CounterId) -> (Option<StaffId>, Vec<StaffId>) {
        let Some(config) = self.site().and_then(|s| s.counter(id)).filter(|c| c.is_paired()) else {
            return (None, Vec::new());
        };
        let chosen = self.data.counters.get(id).and_then(|c| c.lead.as_ref()).filter(|s| config.staff.contains(s));
        let lead = chosen.or(config.staff.first()).cloned();
        let assists = config.staff.iter().filter(|s| Some(*s) != lead.as_ref()).cloned().collect();
        (lead, assists)
    }

    /// Calls for support of today, oldest first, at most [`Support::KEPT`] unless more are open.
    pub fn support(&self) -> &[Support] {
        &self.data.support
    }

    /// Whose turn it is at a counter.
    pub fn turns(&self, id: &CounterId) -> crate::Turns {
        self.data.counters.get(id).map(|c| c.turns).unwrap_or_default()
    }

    /// Whether nobody stands at a counter.
    pub fn is_free(&self, id: &CounterId) -> bool {
        self.data.counters.get(id).is_none_or(|c| c.current.is_none())
    }

    /// Why the ticket at a counter was called before the others.
    pub fn call_reason(&self, id: &CounterId) -> Option<&CallReason> {
        self.data.reasons.get(id)
    }

    /// The last calls, newest first, at most [`State::RECENT_CALLS`].
    pub fn recent_calls(&self) -> impl Iterator<Item = &RecentCall> {
        self.data.calls.iter()
    }

    /// How many wait for a service, in all lanes.
    pub fn waiting(&self, service: &ServiceId) -> usize {
        self.queues.waiting(service)
    }

    /// How many a counter could call now.
    pub fn waiting_at(&self, counter: &CounterId) -> usize {
        let Some(config) = self.site().and_then(|s| s.counter(counter)) else { return 0 };
        Line::all_of(config)
            .map(|line| crate::Lane::ALL.iter().map(|l| self.queues.len(&line, *l)).sum::<usize>())
            .sum()
    }

    /// Tickets of today in one state, by id.
    pub fn in_state(&self, state: TicketState) -> impl Iterator<Item = &Ticket> {
        self.data.tickets.values().filter(move |t| t.state == state)
    }

    /// Blocks leased for today and the days around it.
    pub fn leases(&self) -> &[LeasedBlock] {
        &self.data.leases
    }

    /// What is known of each kiosk, by name.
    pub fn kiosks(&self) -> impl Iterator<Item = (&str, &KioskStatus)> {
        self.data.kiosks.iter().map(|(name, status)| (name.as_str(), status))
    }

    /// What is known of one kiosk.
    pub fn kiosk(&self, name: &str) -> Option<&KioskStatus> {
        self.data.kiosks.get(name)
    }

    /// How citizens rated.
    pub fn ratings(&self) -> &Ratings {
        &self.data.ratings
    }

    /// The last count given in a series today, 0 if none.
    pub fn last_count(&self, series: Series) -> u32 {
        self.data.series.get(&series).copied().unwrap_or(0)
    }
}

impl Serialize for State {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.data.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for State {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let data = Data::deserialize(deserializer)?;
        let queues = Queues::of(data.tickets.values());
        Ok(Self { data, queues })
    }
}
