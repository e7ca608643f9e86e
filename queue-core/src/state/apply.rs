//! Folding an event into the state. Cannot fail: an event is a fact, and what it does not touch stays.

use std::{collections::BTreeSet, sync::Arc};

use super::{LeasedBlock, RecentCall, ServiceTime, State};
use crate::{
    BusinessDay, CallReason, Counter, CounterId, CounterStatus, Event, KioskStatus, Lane, PrintState, Score, Seq,
    Support, Ticket, TicketId, TicketState, UtcMillis,
};

impl State {
    /// Applies the next event of the log, which happened at `at`.
    pub fn apply(&mut self, at: UtcMillis, event: &Event) {
        let seq = self.data.seq.next();
        self.data.seq = seq;
        self.data.last_at = self.data.last_at.max(at);
        match event {
            Event::SiteConfigured { site } => {
                self.data.counters.retain(|id, _| site.counter(id).is_some());
                self.data.site = Some(Arc::new((**site).clone()));
            }
            Event::ClockShifted { offset_ms } => self.data.clock_offset_ms = *offset_ms,
            Event::DayOpened { day } => self.open_day(*day),
            Event::DayClosed { day } => self.close_day(*day),
            Event::NumbersLeased { holder, series, from, to, day, device } => {
                let Some(day) = day.or(self.data.day) else { return };
                let block = LeasedBlock {
                    holder: holder.clone(),
                    device: *device,
                    day,
                    at,
                    series: *series,
                    from: *from,
                    to: *to,
                    used: BTreeSet::new(),
                };
                self.data.leases.push(block);
                self.count_leases();
            }
            Event::TicketIssued { .. } => self.issue(seq, at, event),
            Event::TicketPrinting { ticket, copy, .. } => {
                self.with(*ticket, |t| {
                    t.print = PrintState::Printing;
                    t.copies = *copy;
                });
                self.data.kiosks.values_mut().for_each(|k| k.begun(*ticket));
            }
            Event::TicketPrinted { ticket, .. } => self.with(*ticket, |t| t.print = PrintState::Printed),
            Event::TicketPrintFailed { ticket, .. } => self.with(*ticket, |t| t.print = PrintState::Failed),
            Event::TicketCalled { ticket, number, service, counter, call, reason, staff, turns, .. } => {
                self.unqueue(*ticket);
                self.with(*ticket, |t| {
                    t.state = TicketState::Called;
                    t.counter = Some(counter.clone());
                    t.called_at = Some(at);
                    t.last_called_at = Some(at);
                    t.calls = *call;
                    t.served_by.clone_from(staff);
                    t.parked_at = None;
                    t.reason = None;
                    t.ended_at = None;
                });
                let at_counter = self.counter_mut(counter);
                at_counter.current = Some(*ticket);
                at_counter.turns = *turns;
                at_counter.moved_at = Some(at);
                self.data.reasons.insert(counter.clone(), reason.clone());
                let (ticket, number) = (*ticket, *number);
                let (service, counter, call) = (service.clone(), counter.clone(), *call);
                self.remember(RecentCall { seq, ticket, number, service, counter, at, call });
            }
            Event::TicketRecalled { ticket, number, service, counter, call } => {
                self.with(*ticket, |t| {
                    t.calls = *call;
                    t.last_called_at = Some(at);
                });
                let (ticket, number) = (*ticket, *number);
                let (service, counter, call) = (service.clone(), counter.clone(), *call);
                self.remember(RecentCall { seq, ticket, number, service, counter, at, call });
            }
            Event::TicketStarted { ticket, lead, assists, .. } => self.with(*ticket, |t| {
                t.state = TicketState::Serving;
                t.started_at = Some(at);
                t.lead.clone_from(lead);
                t.assists.clone_from(assists);
            }),
            Event::TicketFinished { ticket, service, counter, lead, assists, .. } => {
                self.learn(*ticket, service, at);
                self.with(*ticket, |t| {
                    t.lead.clone_from(lead);
                    t.assists.clone_from(assists);
                });
                self.end(*ticket, TicketState::Done, at);
                self.leave(counter);
            }
            Event::TicketNoShow { ticket, counter, .. } => {
                self.end(*ticket, TicketState::NoShow, at);
                self.leave(counter);
            }
            Event::TicketParked { ticket, counter, reason, .. } => {
                self.with(*ticket, |t| {
                    t.state = TicketState::Parked;
                    t.parked_at = Some(at);
                    t.reason.clone_from(reason);
                });
                self.leave(counter);
            }
            Event::TicketNoted { ticket, text, .. } => {
                self.with(*ticket, |t| t.note = Some(text.clone()).filter(|text| !text.is_empty()));
            }
            Event::TicketResumed { ticket, lane, .. } | Event::TicketReturned { ticket, lane, .. } => {
                self.wait_again(*ticket, at, |t| {
                    t.lane = *lane;
                    t.reason = None;
                    t.parked_at = None;
                    t.ended_at = None;
                });
            }
            Event::TicketTransferred { ticket, service, counter, left, .. } => {
                self.unqueue(*ticket);
                self.wait_again(*ticket, at, |t| {
                    t.service = service.clone();
                    t.bound_to.clone_from(counter);
                    t.transferred = true;
                });
                left.iter().for_each(|c| self.leave(c));
            }
            Event::TicketCancelled { ticket, left, .. } => {
                self.unqueue(*ticket);
                self.end(*ticket, TicketState::Cancelled, at);
                left.iter().for_each(|c| self.leave(c));
            }
            Event::TicketUnserved { ticket, .. } => {
                self.unqueue(*ticket);
                if let Some(counter) = self.data.tickets.get(ticket).filter(|t| t.state.at_counter()) {
                    let counter = counter.counter.clone();
                    counter.iter().for_each(|c| self.leave(c));
                }
                self.end(*ticket, TicketState::Unserved, at);
            }
            Event::TicketRated { ticket, service, score } => self.rate(*ticket, service, *score),
            Event::CounterOpened { counter, staff } => {
                let counter = self.counter_mut(counter);
                counter.status = CounterStatus::Open;
                counter.paused_until = None;
                counter.staff.clone_from(staff);
                counter.moved_at = Some(at);
            }
            Event::CounterPaused { counter, until } => {
                let counter = self.counter_mut(counter);
                counter.status = CounterStatus::Paused;
                counter.paused_until = *until;
            }
            Event::CounterClosed { counter } => {
                *self.counter_mut(counter) = Counter::default();
                self.data.reasons.remove(counter);
            }
            Event::LeadChanged { counter, staff } => self.counter_mut(counter).lead = Some(staff.clone()),
            Event::SupportAsked { .. } | Event::SupportAnswered { .. } | Event::SupportEnded { .. } => {
                Support::fold(&mut self.data.support, at, event);
            }
            Event::ReprintAsked { kiosk, .. }
            | Event::KioskReported { kiosk, .. }
            | Event::KioskOrdered { kiosk, .. }
            | Event::HelpAsked { kiosk, .. }
            | Event::HelpAnswered { kiosk } => {
                self.data.kiosks.entry(kiosk.clone()).or_default().apply(at, event);
            }
        }
    }

    fn issue(&mut self, seq: Seq, at: UtcMillis, event: &Event) {
        let Event::TicketIssued { ticket, number, service, intent, lane, lang, by, offline } = event else { return };
        let Some(day) = offline.map(|o| o.day).or(self.data.day) else { return };
        if offline.is_some() {
            let block = self.data.leases.iter_mut().find(|b| b.holds(&by.name, day, *number));
            block.into_iter().for_each(|b| _ = b.used.insert(number.count));
        } else {
            let last = self.data.series.entry(number.series).or_insert(0);
            *last = (*last).max(number.count);
        }
        let issued_at = offline.map_or(at, |o| o.issued_at);
        let ticket = Ticket {
            id: *ticket,
            number: *number,
            service: service.clone(),
            intent: *intent,
            lane: *lane,
            lang: *lang,
            day,
            state: TicketState::Waiting,
            print: PrintState::Issued,
            copies: 0,
            issued_at,
            order: seq.0,
            queued_at: issued_at,
            waiting_since: offline.map(|_| at),
            bound_to: None,
            counter: None,
            called_at: None,
            last_called_at: None,
            calls: 0,
            started_at: None,
            ended_at: None,
            served_by: None,
            lead: None,
            assists: Vec::new(),
            note: None,
            reason: None,
            parked_at: None,
            transferred: false,
            rated: false,
        };
        self.queues.insert(&ticket);
        self.data.tickets.insert(ticket.id, ticket);
    }

    fn with(&mut self, id: TicketId, change: impl FnOnce(&mut Ticket)) {
        if let Some(ticket) = self.data.tickets.get_mut(&id) {
            change(ticket);
        }
    }

    fn end(&mut self, id: TicketId, state: TicketState, at: UtcMillis) {
        self.with(id, |t| {
            t.state = state;
            t.ended_at = Some(at);
        });
    }

    fn unqueue(&mut self, id: TicketId) {
        if let Some(ticket) = self.data.tickets.get(&id) {
            self.queues.remove(ticket);
        }
    }

    fn wait_again(&mut self, id: TicketId, at: UtcMillis, change: impl FnOnce(&mut Ticket)) {
        if let Some(ticket) = self.data.tickets.get_mut(&id) {
            change(ticket);
            ticket.state = TicketState::Waiting;
            ticket.counter = None;
            ticket.started_at = None;
            ticket.waiting_since = Some(at);
            self.queues.insert(ticket);
        }
    }

    fn counter_mut(&mut self, id: &CounterId) -> &mut Counter {
        self.data.counters.entry(id.clone()).or_default()
    }

    fn leave(&mut self, counter: &CounterId) {
        self.counter_mut(counter).current = None;
        self.data.reasons.remove(counter);
    }

    fn remember(&mut self, call: RecentCall) {
        self.data.calls.retain(|c| c.ticket != call.ticket);
        self.data.calls.push_front(call);
        self.data.calls.truncate(Self::RECENT_CALLS);
    }

    /// One more service time: an eighth of the new against seven of the old, as TCP smooths its round trips (RFC 6298).
    fn learn(&mut self, ticket: TicketId, service: &crate::ServiceId, at: UtcMillis) {
        let Some(started) = self.data.tickets.get(&ticket).and_then(|t| t.started_at) else { return };
        let planned =
            self.data.site.as_ref().and_then(|s| s.service(service)).map_or(600_000, |s| i64::from(s.minutes) * 60_000);
        let time = self
            .data
            .times
            .entry(service.clone())
            .or_insert_with(|| ServiceTime { mean_ms: planned, deviation_ms: planned / 2 });
        let error = (at.0 - started.0).max(0) - time.mean_ms;
        time.deviation_ms += (error.abs() - time.deviation_ms) / 8;
        time.mean_ms += error / 8;
    }

    /// A trial number stays out of all statistics.
    fn rate(&mut self, id: TicketId, service: &crate::ServiceId, score: Option<Score>) {
        self.with(id, |t| t.rated = true);
        let series = self.data.tickets.get(&id).map(|t| t.number.series);
        let trial = series.is_some() && series == self.data.site.as_ref().map(|s| s.trial_series);
        if let (Some(day), Some(score), false) = (self.data.day, score, trial) {
            self.data.ratings.add(day, service, score);
        }
    }

    fn open_day(&mut self, day: BusinessDay) {
        self.data.day = Some(day);
        self.count_leases();
    }

    /// Numbers leased for today count as given, whether or not they are on a ticket yet.
    fn count_leases(&mut self) {
        for block in self.data.leases.iter().filter(|b| Some(b.day) == self.data.day) {
            let last = self.data.series.entry(block.series).or_insert(0);
            *last = (*last).max(block.to);
        }
    }

    fn close_day(&mut self, day: BusinessDay) {
        self.data.tickets.clear();
        self.queues = super::Queues::default();
        self.data.series.clear();
        // A kiosk that was cut off may hand over its tickets days later, and has blocks for the days to come.
        self.data.leases.retain(|b| b.day.plus_days(LeasedBlock::KEPT_DAYS) >= day);
        self.data.kiosks.values_mut().for_each(KioskStatus::close_day);
        self.data.ratings.close_day(day);
        self.data.counters.clear();
        self.data.support.clear();
        self.data.reasons.clear();
        self.data.calls.clear();
    }
}

impl LeasedBlock {
    /// Whether this block lets `holder` hand out `number`.
    pub(crate) fn holds(&self, holder: &str, day: BusinessDay, number: crate::TicketNumber) -> bool {
        self.holder == holder
            && self.day == day
            && self.series == number.series
            && (self.from..=self.to).contains(&number.count)
    }

    /// How long a block is remembered after its day, for tickets that are handed over late.
    pub(crate) const KEPT_DAYS: i64 = 31;
}

/// The reason given for a ticket that came back, and the lane it waits in.
impl CallReason {
    /// The lane whose turn it was, if a turn decided.
    pub fn lane(&self) -> Option<Lane> {
        match self {
            Self::Turn { lane, .. } => Some(*lane),
            Self::Resumed | Self::OutOfOrder { .. } => None,
        }
    }
}
