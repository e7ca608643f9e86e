//! What surrounds every page: whose office, what time, whether the server and the printer are well, who is still here.

use queue_protocol::core::BusinessDay;
use slint::{ComponentHandle, SharedString};

use super::{Send, fault, words};
use crate::{
    model::{Idle, Link, Model, Page, Touch},
    ui::{self, KioskWindow, Screen, Theme},
};

/// Width of the screen to which the positions in the site file refer.
const REFERENCE_WIDTH: f32 = 1080.0;

pub fn bind(window: &KioskWindow, send: &Send) {
    let screen = window.global::<Screen>();
    let to = |touch: Touch| {
        let send = send.clone();
        move || send(touch.clone())
    };
    screen.on_touched(to(Touch::Anywhere));
    screen.on_language(to(Touch::Language));
    screen.on_contrast(to(Touch::Dark));
    screen.on_back(to(Touch::Back));
    screen.on_stay(to(Touch::Stay));
}

pub fn show(window: &KioskWindow, model: &Model) {
    let screen = window.global::<Screen>();
    window.global::<Theme>().set_dark(model.dark());
    screen.set_working(model.answer_is_slow());
    screen.set_printer(fault(model.printer_fault()));
    show_site(window, &screen, model);
    show_link(&screen, model);
    show_idle(&screen, model);
    screen.set_page(match (model.page(), model.hall()) {
        (Page::Start, None) => ui::Page::Connecting,
        (Page::Start, Some(_)) | (Page::Scanned, _) => ui::Page::Start,
        (Page::Fields(_), _) => ui::Page::Fields,
        (Page::Collect, _) => ui::Page::Collect,
        (Page::NotGiven, _) => ui::Page::NotGiven,
        (Page::Ticket, _) => ui::Page::Ticket,
        (Page::Fault(_), _) => ui::Page::Fault,
    });
}

fn show_site(window: &KioskWindow, screen: &Screen<'_>, model: &Model) {
    let Some(hall) = model.hall() else { return };
    let (site, lang) = (hall.site(), model.lang());
    screen.set_trial(site.trial);
    screen.set_office(words::one_line(site.name.get(lang)).into());
    screen.set_short_office(words::one_line(site.short_name.get(lang)).into());
    screen.set_place(words::one_line(site.place.name.get(lang)).into());
    screen.set_late_after(site.late_after.map_or_else(SharedString::new, |t| match t.minutes() % 60 {
        0 => slint::format!("{}", t.minutes() / 60),
        _ => words::hour(t),
    }));
    screen.set_slot(site.kiosk.slot_x as f32 / REFERENCE_WIDTH);
    if let Some(now) = model.server_time() {
        screen.set_clock(words::clock(now, site.utc_offset_min));
        screen.set_date(words::date(window, BusinessDay::of(now, site.utc_offset_min)));
    }
    let dated = hall.figures_at().filter(|_| model.link() == Link::Up);
    screen
        .set_figures_at(dated.map_or_else(SharedString::new, |at| words::clock_with_seconds(at, site.utc_offset_min)));
}

fn show_link(screen: &Screen<'_>, model: &Model) {
    let offset = model.hall().map_or(0, |h| h.site().utc_offset_min);
    screen.set_lost_since(match model.link() {
        Link::Lost(since) => words::clock(since, offset),
        _ => SharedString::new(),
    });
    screen.set_link(match model.link() {
        Link::Connecting => ui::Link::Connecting,
        Link::Up => ui::Link::Up,
        Link::Lost(_) => ui::Link::Lost,
        Link::Refused => ui::Link::Refused,
    });
}

fn show_idle(screen: &Screen<'_>, model: &Model) {
    let (asking, left) = match model.idle() {
        Idle::Asking(left) => (true, Some(left)),
        Idle::Closing(left) => (false, Some(left)),
        Idle::Quiet | Idle::Over => (false, None),
    };
    if let Some(left) = left {
        screen.set_seconds_left(left.seconds() as i32);
        screen.set_blocks_left(left.blocks() as i32);
    }
    screen.set_asking(asking);
}
