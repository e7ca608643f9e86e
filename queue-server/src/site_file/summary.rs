//! One page about a site without mistakes: what an installer compares with the hall before switching on.

use queue_core::{Intent, Layout, Service, Session, Site, Weekday};

use crate::words::{self, Lang, Value};

/// The page.
pub(super) fn of(site: &Site, lang: Lang) -> String {
    let say = |key: &str, args: &[(&str, Value<'_>)]| words::text(lang, key, args);
    let mut lines = vec![say("site-summary-head", &[("name", site.name.get(lang).into())])];
    if let Some(here) = site.here() {
        let (place, address) = (here.name.get(lang).into(), here.address.get(lang).into());
        lines.push(say("site-summary-place", &[("place", place), ("address", address)]));
    }
    let mode = match (site.trial, site.live) {
        (true, _) => "trial",
        (false, true) => "live",
        (false, false) => "sample",
    };
    let (trial, reserve) = (site.trial_series.to_string().into(), site.reserve_series.to_string().into());
    lines.push(say("site-summary-mode", &[("mode", mode.into()), ("trial", trial), ("reserve", reserve)]));
    let (sessions, days) = (sessions(&site.hours.sessions), weekdays(&site.hours.weekdays, lang));
    lines.push(say("site-summary-hours", &[("sessions", sessions.into()), ("days", days.into())]));
    if let Some(time) = site.late_after {
        lines.push(say("site-summary-late", &[("time", time.to_string().into())]));
    }
    let (closures, special) = (site.hours.closures.len().into(), site.hours.special.len().into());
    lines.push(say("site-summary-closures", &[("closures", closures), ("special", special)]));
    let lanes = site.lanes;
    let weights = [
        ("regular", lanes.regular),
        ("priority", lanes.priority),
        ("booked", lanes.booked),
        ("returning", lanes.returning),
    ];
    lines.push(say("site-summary-lanes", &weights.map(|(name, weight)| (name, weight.into()))));
    let layout = match site.ticket.layout {
        Layout::Compact => "compact",
        Layout::Full => "full",
    };
    let (lease, age) = (site.kiosk.lease.into(), site.kiosk.priority_age.unwrap_or(0).into());
    lines.push(say("site-summary-kiosk", &[("layout", layout.into()), ("lease", lease), ("age", age)]));

    lines.push(format!("\n{}", say("site-summary-services", &[])));
    lines.extend(site.services.iter().map(|service| service_line(site, service, lang)));
    lines.push(format!("\n{}", say("site-summary-counters", &[])));
    for counter in &site.counters {
        let name = say("site-summary-counter", &[("number", counter.number.into())]);
        let letters = counter.serves.iter().filter_map(|id| site.service(id)).map(|service| service.letter.to_string());
        let people = counter.staff.iter().filter_map(|id| site.person(id)).map(|person| person.name.clone());
        let (letters, people): (Vec<_>, Vec<_>) = (letters.collect(), people.collect());
        lines.push(format!("  {name:<12} {:<8} {}", letters.join(" "), people.join(", ")));
    }
    lines.push(format!("\n{}", say("site-summary-procedures", &[("count", site.procedures.len().into())])));
    lines.join("\n") + "\n"
}

fn service_line(site: &Site, service: &Service, lang: Lang) -> String {
    let name = service.name.get(lang).replace('\n', " ");
    let numbers: Vec<_> = site.counters_for(&service.id).map(|counter| counter.number.to_string()).collect();
    let counters = words::text(lang, "site-summary-counter", &[("number", numbers.join(", ").into())]);
    let arrow = match service.intent {
        Intent::Submit => "→",
        Intent::Collect => "←",
    };
    let days = service.days.as_ref().map(|days| format!("  ({})", weekdays(days, lang))).unwrap_or_default();
    format!("  {} {name:<24} {arrow} {counters}{days}", service.letter)
}

fn sessions(sessions: &[Session]) -> String {
    let each: Vec<_> = sessions.iter().map(|session| format!("{}–{}", session.from, session.to)).collect();
    each.join(", ")
}

fn weekdays(days: &[Weekday], lang: Lang) -> String {
    let key = |day: &Weekday| match day {
        Weekday::Mon => "weekday-mon",
        Weekday::Tue => "weekday-tue",
        Weekday::Wed => "weekday-wed",
        Weekday::Thu => "weekday-thu",
        Weekday::Fri => "weekday-fri",
        Weekday::Sat => "weekday-sat",
        Weekday::Sun => "weekday-sun",
    };
    let each: Vec<_> = days.iter().map(|day| words::text(lang, key(day), &[])).collect();
    each.join(", ")
}
