//! Counters: open, pause, close, and the call of the next citizen.

use super::{site, support, ticket};
use crate::{
    Actor, CallReason, Counter, CounterConfig, CounterId, CounterStatus, Event, Refusal, StaffId, State, TicketId,
    TicketState, Turns, UtcMillis, policy, state::Line,
};

pub(super) fn open(state: &State, by: &Actor, id: &CounterId) -> Result<Vec<Event>, Refusal> {
    known(state, id)?;
    let counter = state.counter(id);
    if counter.status == CounterStatus::Open && counter.staff == by.staff {
        return Ok(Vec::new());
    }
    Ok(vec![Event::CounterOpened { counter: id.clone(), staff: by.staff.clone() }])
}

/// A pause keeps the citizen who is already at the counter; only new calls stop.
pub(super) fn pause(state: &State, id: &CounterId, until: Option<UtcMillis>) -> Result<Vec<Event>, Refusal> {
    known(state, id)?;
    match state.counter(id).status {
        CounterStatus::Closed => Err(Refusal::CounterClosed { counter: id.clone() }),
        CounterStatus::Open | CounterStatus::Paused => Ok(vec![Event::CounterPaused { counter: id.clone(), until }]),
    }
}

pub(super) fn close(state: &State, id: &CounterId) -> Result<Vec<Event>, Refusal> {
    known(state, id)?;
    let counter = state.counter(id);
    free(state, id, &counter)?;
    if counter.status == CounterStatus::Closed {
        return Ok(Vec::new());
    }
    let mut events = support::end_at(state, id);
    events.push(Event::CounterClosed { counter: id.clone() });
    Ok(events)
}

/// Calls the next citizen. With `finish`, whoever is being served here is finished in the same step, also when nobody
/// waits: then the answer holds no call.
pub(super) fn call_next(state: &State, by: &Actor, id: &CounterId, finish: bool) -> Result<Vec<Event>, Refusal> {
    let config = known(state, id)?;
    let counter = open_counter(state, id)?;
    let mut events = Vec::new();
    match counter.current.and_then(|t| state.ticket(t)) {
        Some(current) if finish && current.state == TicketState::Serving => {
            events.push(ticket::finished(state, current, id, by));
        }
        _ => free(state, id, &counter)?,
    }
    let Some(pick) = policy::pick(state, config, site(state)?.lanes) else {
        return if events.is_empty() { Err(Refusal::NobodyWaits) } else { Ok(events) };
    };
    let next = ticket::known(state, pick.ticket)?;
    let waiting = u32::try_from(state.waiting_at(id)).unwrap_or(u32::MAX);
    let reason = CallReason::Turn { lane: pick.lane, weights: pick.weights, waiting };
    events.push(called(next, id, by, reason, pick.turns));
    Ok(events)
}

/// Calls someone who is not next. Turns stay as they are: the one picked takes nobody's turn but costs everybody a little
/// time, so a reason of the site's list is on record.
pub(super) fn call(
    state: &State,
    by: &Actor,
    id: &CounterId,
    ticket: TicketId,
    reason: &str,
) -> Result<Vec<Event>, Refusal> {
    let config = known(state, id)?;
    if !site(state)?.allows_picking(reason) {
        return Err(Refusal::UnknownReason { reason: reason.to_owned() });
    }
    let counter = open_counter(state, id)?;
    free(state, id, &counter)?;
    let picked = ticket::in_state(state, ticket, &[TicketState::Waiting])?;
    let line = Line::of(picked);
    if !Line::all_of(config).any(|own| own == line) {
        return Err(Refusal::NotServedHere { counter: id.clone(), number: picked.number });
    }
    let reason = CallReason::OutOfOrder { reason: reason.to_owned() };
    Ok(vec![called(picked, id, by, reason, counter.turns)])
}

/// Who leads at a paired counter from now on, also in the middle of a service.
pub(super) fn lead(state: &State, id: &CounterId, staff: &StaffId) -> Result<Vec<Event>, Refusal> {
    let config = known(state, id)?;
    if !config.is_paired() {
        return Err(Refusal::NotPaired { counter: id.clone() });
    }
    if !config.staff.contains(staff) {
        return Err(Refusal::NotOnRoster { counter: id.clone(), staff: staff.clone() });
    }
    if state.counter_status(id) == CounterStatus::Closed {
        return Err(Refusal::CounterClosed { counter: id.clone() });
    }
    if state.pair(id).0.as_ref() == Some(staff) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::LeadChanged { counter: id.clone(), staff: staff.clone() }])
}

/// The call of a ticket at a counter.
pub(super) fn called(next: &crate::Ticket, counter: &CounterId, by: &Actor, reason: CallReason, turns: Turns) -> Event {
    Event::TicketCalled {
        ticket: next.id,
        number: next.number,
        service: next.service.clone(),
        lane: next.lane,
        counter: counter.clone(),
        call: next.calls + 1,
        reason,
        staff: by.staff.clone(),
        turns,
    }
}

/// A counter of the site.
pub(super) fn known<'a>(state: &'a State, id: &CounterId) -> Result<&'a CounterConfig, Refusal> {
    site(state)?.counter(id).ok_or_else(|| Refusal::UnknownCounter { counter: id.clone() })
}

/// A counter that takes citizens.
pub(super) fn open_counter(state: &State, id: &CounterId) -> Result<Counter, Refusal> {
    let counter = state.counter(id);
    match counter.status {
        CounterStatus::Open => Ok(counter),
        CounterStatus::Closed => Err(Refusal::CounterClosed { counter: id.clone() }),
        CounterStatus::Paused => Err(Refusal::CounterPaused { counter: id.clone() }),
    }
}

/// Refuses while the counter still has its ticket open.
pub(super) fn free(state: &State, id: &CounterId, counter: &Counter) -> Result<(), Refusal> {
    match counter.current.and_then(|t| state.ticket(t)) {
        Some(open) => Err(Refusal::TicketStillOpen { counter: id.clone(), number: open.number }),
        None => Ok(()),
    }
}
