//! Giving numbers: one series per service and day, trial and leased series apart.

use super::site;
use crate::{Actor, Event, Intent, Lane, Lang, Refusal, ServiceId, Site, State, TicketId, TicketNumber, UtcMillis};

/// Numbers of one series and day: four digits still fit the paper and can be called out.
const MAX_COUNT: u32 = 9_999;
/// Numbers of one lease: a kiosk's day.
const MAX_LEASE: u32 = 500;
/// Characters of a fault code for staff.
const MAX_FAULT: usize = 64;

/// What is asked for.
pub(super) struct Ask<'a> {
    pub ticket: TicketId,
    pub service: &'a ServiceId,
    pub intent: Option<Intent>,
    pub lane: Option<Lane>,
    pub lang: Lang,
    pub leased: Option<TicketNumber>,
}

pub(super) fn issue(state: &State, by: &Actor, ask: &Ask<'_>, at: UtcMillis) -> Result<Vec<Event>, Refusal> {
    let site = site(state)?;
    let unknown = || Refusal::UnknownService { service: ask.service.to_string() };
    let asked = site.service(ask.service).ok_or_else(unknown)?;
    let intent = ask.intent.unwrap_or(asked.intent);
    let service = site.route(asked, intent).ok_or(Refusal::IntentNotOffered)?;
    let lane = ask.lane.unwrap_or(Lane::Regular);
    if let Some(there) = state.ticket(ask.ticket) {
        let same = (&there.service, there.intent, there.lane, there.lang) == (&service.id, intent, lane, ask.lang);
        return if same { Ok(Vec::new()) } else { Err(Refusal::TicketExists { number: there.number }) };
    }
    let number = if let Some(number) = ask.leased {
        // Issued while the server was away: the number is already in someone's hand, so hours no longer matter.
        leased(state, by, number)?
    } else {
        offered(site, service, at)?;
        next_number(state, site, service)?
    };
    Ok(vec![Event::TicketIssued {
        ticket: ask.ticket,
        number,
        service: service.id.clone(),
        intent,
        lane,
        lang: ask.lang,
        by: by.clone(),
    }])
}

fn offered(site: &Site, service: &crate::Service, at: UtcMillis) -> Result<(), Refusal> {
    let hours = site.hours.at(at, site.utc_offset_min);
    if !hours.open {
        return Err(Refusal::OutsideHours { opens_at: hours.changes_at });
    }
    if !service.offered_on(site.day_of(at).weekday()) {
        return Err(Refusal::ServiceClosedToday);
    }
    if site.counters_for(&service.id).next().is_none() {
        return Err(Refusal::NobodyServes);
    }
    Ok(())
}

fn next_number(state: &State, site: &Site, service: &crate::Service) -> Result<TicketNumber, Refusal> {
    let series = if site.trial { site.trial_series } else { service.letter };
    let count = state.last_count(series) + 1;
    if count > MAX_COUNT { Err(Refusal::DayFull) } else { Ok(TicketNumber { series, count }) }
}

fn leased(state: &State, by: &Actor, number: TicketNumber) -> Result<TicketNumber, Refusal> {
    let free = state.leases().iter().any(|b| b.holds(&by.name, number) && !b.used.contains(&number.count));
    if free { Ok(number) } else { Err(Refusal::NumberNotLeased { number }) }
}

pub(super) fn lease(state: &State, by: &Actor, count: u32) -> Result<Vec<Event>, Refusal> {
    let series = site(state)?.reserve_series;
    let from = state.last_count(series) + 1;
    if count == 0 || count > MAX_LEASE {
        return Err(Refusal::LeaseTooLarge);
    }
    if from + count - 1 > MAX_COUNT {
        return Err(Refusal::DayFull);
    }
    Ok(vec![Event::NumbersLeased { holder: by.name.clone(), series, from, to: from + count - 1 }])
}

pub(super) fn printed(state: &State, id: TicketId) -> Result<Vec<Event>, Refusal> {
    let ticket = super::ticket::known(state, id)?;
    if ticket.print == crate::PrintState::Printed {
        return Ok(Vec::new());
    }
    Ok(vec![Event::TicketPrinted { ticket: id, number: ticket.number }])
}

pub(super) fn print_failed(state: &State, id: TicketId, fault: &str) -> Result<Vec<Event>, Refusal> {
    let ticket = super::ticket::known(state, id)?;
    let fault = fault.chars().take(MAX_FAULT).collect();
    Ok(vec![Event::TicketPrintFailed { ticket: id, number: ticket.number, fault }])
}
