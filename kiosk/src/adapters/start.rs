//! The start: open or closed, and the two intents with what a newcomer would find.

use queue_protocol::core::{BusinessDay, Intent};
use slint::ComponentHandle;

use super::{Send, count, wait, words};
use crate::{
    model::{Hall, Link, Model, Touch},
    ui::{self, KioskWindow, StartPage, Words},
};

pub fn bind(window: &KioskWindow, send: &Send) {
    let page = window.global::<StartPage>();
    let (submit, collect) = (send.clone(), send.clone());
    page.on_choose_submit(move || submit(Touch::Submit));
    page.on_choose_collect(move || collect(Touch::Collect));
}

pub fn show(window: &KioskWindow, model: &Model) {
    let Some(hall) = model.hall() else { return };
    let page = window.global::<StartPage>();
    let site = hall.site();
    page.set_open(model.is_open());
    page.set_has_board(model.has_notices());
    page.set_hours(words::sessions(window, &site.sessions));
    page.set_days(words::days_line(window, &site.weekdays));
    let holiday = hall.open().holiday.as_ref().map(|name| words::one_line(name.get(model.lang())));
    page.set_holiday(holiday.unwrap_or_default().into());
    show_opening(window, &page, model, hall);
    page.set_submit(summary(hall, Intent::Submit, model.link()));
    page.set_collect(summary(hall, Intent::Collect, model.link()));
}

fn show_opening(window: &KioskWindow, page: &StartPage<'_>, model: &Model, hall: &Hall) {
    let offset = hall.site().utc_offset_min;
    let Some((at, now)) = hall.open().changes_at.zip(model.server_time()) else {
        page.set_opens(ui::Opens::Unknown);
        return;
    };
    let (day, today) = (BusinessDay::of(at, offset), BusinessDay::of(now, offset));
    let local = at.local(offset);
    page.set_opens_at(slint::format!("{}:{:02}", local.hour(), local.minute()));
    let word = window.global::<Words>();
    page.set_opens_weekday(word.invoke_weekday(words::weekday_number(day.weekday())));
    page.set_opens_date(word.invoke_short_date(i32::from(day.0.day()), i32::from(day.0.month())));
    page.set_opens(match day {
        _ if day <= today => ui::Opens::Today,
        _ if day == today.tomorrow() => ui::Opens::Tomorrow,
        _ => ui::Opens::Later,
    });
}

fn summary(hall: &Hall, intent: Intent, link: Link) -> ui::Summary {
    let offered = hall.services(intent).next().is_some();
    let summary = hall.summary(intent);
    // Without the server nobody can say when a figure was true.
    let known = link == Link::Up;
    ui::Summary {
        offered,
        waiting: count(summary.waiting.filter(|_| known)),
        wait: wait(summary.longest.filter(|_| known)),
        single: summary.single,
    }
}
