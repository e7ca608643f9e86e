//! `hours.toml`: sessions, working days, holidays, special days, and from when a file counts for the next day.

use std::collections::BTreeMap;

use queue_core::{BusinessDay, Closure, Hours, Session, SpecialDay, TimeOfDay, Weekday};

use super::{
    item::Item,
    limits::{BEFORE, DAYS, LABEL, SESSIONS},
    table::Table,
};

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

/// Reads the file: the hours, and the time after which files count for the next day.
pub(super) fn read(root: Option<Table<'_>>) -> Option<(Hours, Option<TimeOfDay>)> {
    let root = root?;
    let usual = root.need("sessions").map(|item| sessions(&item));
    let days = root.need("weekdays").map(|item| weekdays(&item));
    let before = root.need("tickets_before_min").and_then(|item| item.number(0..=BEFORE));
    let late_after = root.may("late_after").and_then(|item| item.time());

    let mut dates = BTreeMap::new();
    let closures = root.tables("closure", DAYS);
    let closures = closures.iter().filter_map(|table| {
        let date = table.need("date").and_then(|item| date(&item, &mut dates));
        let name = table.need("name").and_then(|item| item.text(LABEL));
        Some(Closure { date: date?, name: name? })
    });
    let closures = closures.collect();
    let special = root.tables("special", DAYS);
    let special = special.iter().filter_map(|table| {
        let date = table.need("date").and_then(|item| date(&item, &mut dates));
        let own = table.need("sessions").map(|item| sessions(&item));
        Some(SpecialDay { date: date?, sessions: own? })
    });
    let special = special.collect();
    let hours = Hours { sessions: usual?, weekdays: days?, closures, special, tickets_before_min: before? };
    Some((hours, late_after))
}

/// Weekdays, each at most once, at least one.
pub(super) fn weekdays(item: &Item<'_>) -> Vec<Weekday> {
    let mut days = Vec::new();
    let items = item.list(WEEKDAYS.len());
    for one in &items {
        let Some(day) = one.choice(&WEEKDAYS) else { continue };
        if days.contains(&day) {
            one.tell("site-list-twice", &[("found", &one.value.as_str().unwrap_or_default()), ("key", &item.name())]);
        }
        days.push(day);
    }
    item.tell_if_empty("site-days-none");
    days
}

/// Sessions in order, each after the one before.
fn sessions(item: &Item<'_>) -> Vec<Session> {
    let mut sessions: Vec<Session> = Vec::new();
    for one in item.list(SESSIONS) {
        let Some(table) = one.table() else { continue };
        let from = table.need("from").and_then(|item| item.time());
        let to = table.need("to").and_then(|item| item.time());
        let (Some(from), Some(to)) = (from, to) else { continue };
        if from >= to {
            one.tell("site-session-backwards", &[("from", &from), ("to", &to)]);
        } else if let Some(before) = sessions.last().filter(|before| from < before.to) {
            one.tell("site-session-overlaps", &[("from", &from), ("before", &before.to)]);
        }
        sessions.push(Session { from, to });
    }
    item.tell_if_empty("site-sessions-none");
    sessions
}

/// A day can be a holiday or a special day, and either only once.
fn date(item: &Item<'_>, dates: &mut BTreeMap<BusinessDay, String>) -> Option<BusinessDay> {
    let date = item.date()?;
    if let Some(first) = dates.get(&date) {
        item.tell("site-date-twice", &[("date", &date), ("first", first)]);
    } else {
        dates.insert(date, item.place());
    }
    Some(date)
}
