//! Giving numbers: one series per service and day, trial and leased series apart.

use super::{lease, site};
use crate::{
    Actor, Event, Intent, Lane, Lang, Leased, Refusal, ServiceId, Site, State, TicketId, TicketNumber, UnservedReason,
    UtcMillis,
};

/// Numbers of one series and day: four digits still fit the paper and can be called out.
pub(super) const MAX_COUNT: u32 = 9_999;

/// What is asked for.
pub(super) struct Ask<'a> {
    pub ticket: TicketId,
    pub service: &'a ServiceId,
    pub intent: Option<Intent>,
    pub lane: Option<Lane>,
    pub lang: Lang,
    pub leased: Option<Leased>,
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
    let (number, offline) = match ask.leased {
        // Issued while the server was away: the number is already in someone's hand, so hours no longer matter.
        Some(leased) => (leased.number, Some(lease::redeem(state, by, leased, at)?)),
        None => {
            offered(site, service, at)?;
            (next_number(state, site, service)?, None)
        }
    };
    let mut events = vec![Event::TicketIssued {
        ticket: ask.ticket,
        number,
        service: service.id.clone(),
        intent,
        lane,
        lang: ask.lang,
        by: by.clone(),
        offline,
    }];
    if offline.is_some_and(|o| Some(o.day) != state.day()) {
        events.push(Event::TicketUnserved { ticket: ask.ticket, number, reason: UnservedReason::HandedOverLate });
    }
    Ok(events)
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
