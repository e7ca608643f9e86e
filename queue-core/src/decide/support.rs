//! Calls for support: asked by a counter, answered once, ended by whoever is done first.

use super::{counter, site};
use crate::{Actor, CounterId, CounterStatus, Event, Refusal, State, Support, SupportId, UnitId};

/// The authority that a counter calls if none is said: the owner of the field being served; with nobody there, of the
/// first field that the counter serves.
pub fn owning_unit(state: &State, id: &CounterId) -> Option<UnitId> {
    let site = state.site()?;
    let served = state.counter(id).current.and_then(|t| state.ticket(t)).map(|t| &t.service);
    let services = served.map_or_else(|| site.counter(id).map(|c| c.serves.iter().collect()), |s| Some(vec![s]))?;
    let mut fields = services.into_iter().filter_map(|id| site.service(id)).flat_map(|service| &service.fields);
    fields.find_map(|id| site.fields.iter().find(|f| f.id == *id)).map(|field| field.owner.clone())
}

/// Asked twice for the same authority, it is one call.
pub(super) fn ask(
    state: &State,
    support: SupportId,
    id: &CounterId,
    unit: Option<&UnitId>,
) -> Result<Vec<Event>, Refusal> {
    counter::known(state, id)?;
    let at = state.counter(id);
    if at.status == CounterStatus::Closed {
        return Err(Refusal::CounterClosed { counter: id.clone() });
    }
    let site = site(state)?;
    let ticket = at.current.and_then(|t| state.ticket(t));
    let unit = match unit {
        Some(unit) if site.units.iter().any(|u| u.id == *unit) => unit.clone(),
        Some(unit) => return Err(Refusal::UnknownUnit { unit: unit.to_string() }),
        None => owning_unit(state, id).ok_or(Refusal::UnitNeeded)?,
    };
    if open_at(state, id).any(|call| call.unit == unit) {
        return Ok(Vec::new());
    }
    if open_at(state, id).count() >= MAX_OPEN {
        return Err(Refusal::TooManySupportCalls { counter: id.clone() });
    }
    Ok(vec![Event::SupportAsked { support, counter: id.clone(), unit, ticket: ticket.map(|t| t.id) }])
}

/// The first answer stands.
pub(super) fn answer(state: &State, by: &Actor, id: SupportId) -> Result<Vec<Event>, Refusal> {
    let call = known(state, id)?;
    if !call.is_open() {
        return Err(Refusal::SupportOver);
    }
    if call.answered_at.is_some() {
        return Ok(Vec::new());
    }
    Ok(vec![Event::SupportAnswered { support: id, counter: call.counter.clone(), by: by.clone() }])
}

pub(super) fn end(state: &State, id: SupportId) -> Result<Vec<Event>, Refusal> {
    let call = known(state, id)?;
    Ok(if call.is_open() { vec![ended(call)] } else { Vec::new() })
}

/// What ends with a counter that closes.
pub(super) fn end_at(state: &State, counter: &CounterId) -> Vec<Event> {
    open_at(state, counter).map(ended).collect()
}

/// Authorities that one counter may be calling at once: a field has one owner, and a file seldom needs a third.
const MAX_OPEN: usize = 3;

fn open_at<'a>(state: &'a State, counter: &'a CounterId) -> impl Iterator<Item = &'a Support> {
    state.support().iter().filter(move |call| call.is_open() && call.counter == *counter)
}

fn ended(call: &Support) -> Event {
    Event::SupportEnded { support: call.id, counter: call.counter.clone() }
}

fn known(state: &State, id: SupportId) -> Result<&Support, Refusal> {
    state.support().iter().find(|call| call.id == id).ok_or(Refusal::UnknownSupport { support: id })
}
