//! What can happen to one ticket, and from which state.

use super::{counter, site};
use crate::{
    Actor, CallReason, CounterId, Event, Lane, MAX_NOTE, Refusal, ServiceId, State, Ticket, TicketId, TicketState,
    TicketState::{Called, NoShow, Parked, Serving, Waiting},
    looks_personal,
};

pub(super) fn recall(state: &State, id: TicketId) -> Result<Vec<Event>, Refusal> {
    let (t, counter) = at_counter(state, id, &[Called])?;
    let service = t.service.clone();
    Ok(vec![Event::TicketRecalled { ticket: id, number: t.number, service, counter, call: t.calls + 1 }])
}

pub(super) fn start(state: &State, id: TicketId) -> Result<Vec<Event>, Refusal> {
    let (t, counter) = at_counter(state, id, &[Called])?;
    let (lead, assists) = state.pair(&counter);
    Ok(vec![Event::TicketStarted { ticket: id, number: t.number, counter, lead, assists }])
}

pub(super) fn finish(state: &State, by: &Actor, id: TicketId) -> Result<Vec<Event>, Refusal> {
    let (t, counter) = at_counter(state, id, &[Serving])?;
    Ok(vec![finished(state, t, &counter, by)])
}

/// The end of a service.
pub(super) fn finished(state: &State, t: &Ticket, counter: &CounterId, by: &Actor) -> Event {
    let (service, staff) = (t.service.clone(), by.staff.clone());
    let (lead, assists) = state.pair(counter);
    Event::TicketFinished { ticket: t.id, number: t.number, service, counter: counter.clone(), staff, lead, assists }
}

pub(super) fn no_show(state: &State, id: TicketId) -> Result<Vec<Event>, Refusal> {
    let (t, counter) = at_counter(state, id, &[Called])?;
    Ok(vec![Event::TicketNoShow { ticket: id, number: t.number, counter }])
}

/// The call was missed by a moment: the ticket waits again, in the returning lane at its place by its first time.
pub(super) fn come_back(state: &State, id: TicketId) -> Result<Vec<Event>, Refusal> {
    let t = in_state(state, id, &[NoShow])?;
    let service = t.service.clone();
    Ok(vec![Event::TicketReturned { ticket: id, number: t.number, service, lane: Lane::Returning }])
}

/// What looks like a person's data is refused before it can reach the log.
pub(super) fn note(state: &State, id: TicketId, text: &str) -> Result<Vec<Event>, Refusal> {
    let t = in_state(state, id, &[Waiting, Called, Serving, Parked, NoShow])?;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > MAX_NOTE {
        return Err(Refusal::NoteTooLong { limit: MAX_NOTE });
    }
    if looks_personal(&text) {
        return Err(Refusal::NoteLooksPersonal);
    }
    if t.note.as_deref().unwrap_or_default() == text {
        return Ok(Vec::new());
    }
    Ok(vec![Event::TicketNoted { ticket: id, number: t.number, text }])
}

/// Reasons come from the site's list: free text about a citizen has no place in the log.
pub(super) fn park(state: &State, id: TicketId, reason: Option<&str>) -> Result<Vec<Event>, Refusal> {
    if let Some(reason) = reason
        && !site(state)?.park_reasons.iter().any(|r| r.id == reason)
    {
        return Err(Refusal::UnknownReason { reason: reason.to_owned() });
    }
    let (t, counter) = at_counter(state, id, &[Called, Serving])?;
    let reason = reason.map(str::to_owned);
    Ok(vec![Event::TicketParked { ticket: id, number: t.number, counter, reason }])
}

/// A parked ticket, or one that missed its call, comes back: straight to a free counter, or into the returning lane at
/// its old place by time.
pub(super) fn resume(state: &State, by: &Actor, id: TicketId, to: Option<&CounterId>) -> Result<Vec<Event>, Refusal> {
    let t = in_state(state, id, &[Parked, NoShow])?;
    let Some(to) = to else {
        let service = t.service.clone();
        return Ok(vec![Event::TicketResumed { ticket: id, number: t.number, service, lane: Lane::Returning }]);
    };
    counter::known(state, to)?;
    let at = counter::open_counter(state, to)?;
    counter::free(state, to, &at)?;
    Ok(vec![counter::called(t, to, by, CallReason::Resumed, at.turns)])
}

/// Keeps number, lane and place by time.
pub(super) fn transfer(
    state: &State,
    id: TicketId,
    service: Option<&ServiceId>,
    to: Option<&CounterId>,
) -> Result<Vec<Event>, Refusal> {
    let site = site(state)?;
    let t = in_state(state, id, &[Waiting, Called, Serving])?;
    if let Some(to) = to {
        counter::known(state, to)?;
    }
    let service = match service {
        Some(id) => &site.service(id).ok_or_else(|| Refusal::UnknownService { service: id.to_string() })?.id,
        None => &t.service,
    };
    if to.is_none() && site.counters_for(service).next().is_none() {
        return Err(Refusal::NobodyServes);
    }
    Ok(vec![Event::TicketTransferred {
        ticket: id,
        number: t.number,
        from: t.service.clone(),
        service: service.clone(),
        counter: to.cloned(),
        left: left(t),
    }])
}

pub(super) fn cancel(state: &State, id: TicketId) -> Result<Vec<Event>, Refusal> {
    let t = in_state(state, id, &[Waiting, Called, Parked, NoShow])?;
    Ok(vec![Event::TicketCancelled { ticket: id, number: t.number, left: left(t) }])
}

/// A ticket of today.
pub(super) fn known(state: &State, id: TicketId) -> Result<&Ticket, Refusal> {
    state.ticket(id).ok_or(Refusal::UnknownTicket { ticket: id })
}

pub(super) fn in_state<'a>(state: &'a State, id: TicketId, allowed: &[TicketState]) -> Result<&'a Ticket, Refusal> {
    let t = known(state, id)?;
    if allowed.contains(&t.state) { Ok(t) } else { Err(Refusal::WrongState { number: t.number, state: t.state }) }
}

fn at_counter<'a>(state: &'a State, id: TicketId, allowed: &[TicketState]) -> Result<(&'a Ticket, CounterId), Refusal> {
    let t = in_state(state, id, allowed)?;
    let counter = t.counter.clone().ok_or(Refusal::WrongState { number: t.number, state: t.state })?;
    Ok((t, counter))
}

/// The counter that a ticket leaves when it stops standing there.
fn left(t: &Ticket) -> Option<CounterId> {
    t.counter.clone().filter(|_| t.state.at_counter())
}
