//! The business day: how it opens, how it ends, and the records that start a log.

use crate::{BusinessDay, CounterStatus, Event, Refusal, Site, State, UnservedReason, UtcMillis};

/// The events that turn the day, if `at` lies on a later one than the log. A clock that jumps back turns nothing.
pub(super) fn turn(state: &State, at: UtcMillis) -> Vec<Event> {
    let Some(site) = state.site() else { return Vec::new() };
    let today = site.day_of(at);
    match state.day() {
        Some(day) if day >= today => Vec::new(),
        Some(day) => {
            let mut events = close(state, day);
            events.push(Event::DayOpened { day: today });
            events
        }
        None => vec![Event::DayOpened { day: today }],
    }
}

/// Who still waits, is parked or stands at a counter is closed as unserved, in the order of issue.
fn close(state: &State, day: BusinessDay) -> Vec<Event> {
    let ended = |t: &&crate::Ticket| t.state.is_final() || t.state == crate::TicketState::NoShow;
    let mut open: Vec<_> = state.tickets().filter(|t| !ended(t)).collect();
    open.sort_unstable_by_key(|t| t.order);
    let unserved = open.into_iter().map(|t| Event::TicketUnserved {
        ticket: t.id,
        number: t.number,
        reason: UnservedReason::EndOfDay,
    });
    let counters = state.data.counters.iter().filter(|(_, c)| c.status != CounterStatus::Closed).flat_map(|(id, _)| {
        super::support::end_at(state, id).into_iter().chain([Event::CounterClosed { counter: id.clone() }])
    });
    unserved.chain(counters).chain([Event::DayClosed { day }]).collect()
}

pub(super) fn configure(state: &State, site: &Site, at: UtcMillis) -> Result<Vec<Event>, Refusal> {
    if site.live && state.clock_offset_ms() != 0 {
        return Err(Refusal::ClockShiftOnLiveSite);
    }
    let mut events = vec![Event::SiteConfigured { site: Box::new(site.clone()) }];
    if state.day().is_none() {
        events.push(Event::DayOpened { day: site.day_of(at) });
    }
    Ok(events)
}

/// A shifted clock is for demos, trials and tests: on a live site it would give citizens wrong times.
pub(super) fn shift_clock(state: &State, offset_ms: i64) -> Result<Vec<Event>, Refusal> {
    if state.site().is_some_and(|s| s.live) && offset_ms != 0 {
        return Err(Refusal::ClockShiftOnLiveSite);
    }
    Ok(if offset_ms == state.clock_offset_ms() { Vec::new() } else { vec![Event::ClockShifted { offset_ms }] })
}
