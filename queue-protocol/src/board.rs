//! How a board follows the log: the wall takes a snapshot once and folds each event into it, as the server does.

use queue_core::{CounterId, CounterStatus, Event, KioskStatus, Support, TicketId, TicketState};

use crate::wire::{Board, BoardCall, BoardCounter, BoardKiosk, BoardTicket, LogEvent};

impl Board {
    /// Folds one event of the log. An event that the board already contains changes nothing.
    ///
    /// Waiting times and opening hours are derived from more than the log and come by a message of their own.
    pub fn apply(&mut self, entry: &LogEvent) {
        if entry.seq <= self.seq {
            return;
        }
        self.seq = entry.seq;
        self.at = entry.at;
        match &entry.event {
            Event::SiteConfigured { site } => {
                let known = std::mem::take(&mut self.counters);
                let as_before = |id: &CounterId| known.iter().find(|c| c.id == *id).cloned();
                self.counters =
                    site.counters.iter().map(|c| as_before(&c.id).unwrap_or_else(|| closed(&c.id))).collect();
            }
            Event::DayOpened { day } => self.day = *day,
            Event::DayClosed { .. } => {
                self.calls.clear();
                self.support.clear();
                self.kiosks.iter_mut().for_each(|k| k.status.close_day());
                self.counters.iter_mut().for_each(|c| *c = closed(&c.id));
            }
            Event::TicketCalled { ticket, number, service, counter, call, .. }
            | Event::TicketRecalled { ticket, number, service, counter, call } => self.call(BoardCall {
                seq: entry.seq,
                ticket: *ticket,
                number: *number,
                service: service.clone(),
                counter: counter.clone(),
                at: entry.at,
                call: *call,
            }),
            Event::TicketStarted { ticket, .. } => {
                let tickets = self.counters.iter_mut().filter_map(|c| c.current.as_mut());
                tickets.filter(|t| t.ticket == *ticket).for_each(|t| t.state = TicketState::Serving);
            }
            Event::TicketFinished { counter, .. }
            | Event::TicketNoShow { counter, .. }
            | Event::TicketParked { counter, .. } => self.with(counter, |c| c.current = None),
            Event::TicketTransferred { left, .. } | Event::TicketCancelled { left, .. } => {
                if let Some(counter) = left {
                    self.with(counter, |c| c.current = None);
                }
            }
            Event::TicketUnserved { ticket, .. } => self.vanish(*ticket),
            Event::CounterOpened { counter, staff } => self.with(counter, |c| {
                c.status = CounterStatus::Open;
                c.paused_until = None;
                c.staff.clone_from(staff);
            }),
            Event::CounterPaused { counter, until } => self.with(counter, |c| {
                c.status = CounterStatus::Paused;
                c.paused_until = *until;
            }),
            Event::CounterClosed { counter } => self.with(counter, |c| *c = closed(&c.id)),
            Event::LeadChanged { counter, staff } => self.with(counter, |c| c.lead = Some(staff.clone())),
            Event::SupportAsked { .. } | Event::SupportAnswered { .. } | Event::SupportEnded { .. } => {
                Support::fold(&mut self.support, entry.at, &entry.event);
                self.support.retain(Support::is_open);
            }
            Event::TicketPrinting { ticket, .. } => self.kiosks.iter_mut().for_each(|k| k.status.begun(*ticket)),
            Event::ReprintAsked { kiosk, .. }
            | Event::KioskReported { kiosk, .. }
            | Event::KioskOrdered { kiosk, .. }
            | Event::HelpAsked { kiosk, .. }
            | Event::HelpAnswered { kiosk } => self.kiosk_mut(kiosk).apply(entry.at, &entry.event),
            Event::ClockShifted { .. }
            | Event::NumbersLeased { .. }
            | Event::TicketIssued { .. }
            | Event::TicketPrinted { .. }
            | Event::TicketPrintFailed { .. }
            | Event::TicketRated { .. }
            | Event::TicketResumed { .. }
            | Event::TicketReturned { .. }
            | Event::TicketNoted { .. } => {}
        }
    }

    /// A ticket stands among the recent calls once: a recall moves it to the front.
    fn call(&mut self, call: BoardCall) {
        self.with(&call.counter, |c| {
            c.current = Some(BoardTicket {
                ticket: call.ticket,
                number: call.number,
                service: call.service.clone(),
                state: TicketState::Called,
                at: call.at,
                call: call.call,
            });
        });
        self.calls.retain(|c| c.ticket != call.ticket);
        self.calls.insert(0, call);
        self.calls.truncate(Self::CALLS);
    }

    fn vanish(&mut self, ticket: TicketId) {
        for counter in &mut self.counters {
            counter.current = counter.current.take().filter(|current| current.ticket != ticket);
        }
    }

    /// Kiosks stand by name, as the server lists them.
    fn kiosk_mut(&mut self, name: &str) -> &mut KioskStatus {
        let at = self.kiosks.binary_search_by(|k| k.name.as_str().cmp(name)).unwrap_or_else(|at| {
            self.kiosks.insert(at, BoardKiosk { name: name.to_owned(), status: KioskStatus::default() });
            at
        });
        &mut self.kiosks[at].status
    }

    fn with(&mut self, id: &CounterId, change: impl FnOnce(&mut BoardCounter)) {
        if let Some(counter) = self.counters.iter_mut().find(|c| c.id == *id) {
            change(counter);
        }
    }
}

fn closed(id: &CounterId) -> BoardCounter {
    BoardCounter {
        id: id.clone(),
        status: CounterStatus::Closed,
        paused_until: None,
        staff: None,
        lead: None,
        current: None,
    }
}
