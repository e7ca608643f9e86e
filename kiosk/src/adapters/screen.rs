//! What surrounds every page: whose office, what time, whether the server and the printer are well, who is still here.

use queue_protocol::core::BusinessDay;
use slint::{ComponentHandle, SharedString};

use super::{Send, fault, words};
use crate::{
    model::{Help, Idle, Link, Model, Page, ScanNote, Touch},
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
    screen.on_reach(to(Touch::Low));
    screen.on_call_help(to(Touch::Help));
    screen.on_notices(to(Touch::Board));
    screen.on_listen(to(Touch::Listen));
    screen.on_stay(to(Touch::Stay));
}

pub fn show(window: &KioskWindow, model: &Model) {
    let screen = window.global::<Screen>();
    window.global::<Theme>().set_dark(model.dark());
    screen.set_working(model.answer_is_slow());
    screen.set_low(model.low());
    screen.set_gives(model.gives_tickets());
    screen.set_can_listen(model.can_listen());
    screen.set_listening(model.is_reading());
    screen.set_reading(model.phrase_read().map(|p| p.id().into()).unwrap_or_default());
    show_help(&screen, model);
    show_scanner(&screen, model);
    screen.set_printer(fault(model.printer_fault()));
    show_site(window, &screen, model);
    show_link(&screen, model);
    show_idle(&screen, model);
    screen.set_page(match (model.page(), model.hall()) {
        (Page::Start, None) => ui::Page::Connecting,
        (Page::Start, Some(_)) if model.is_blanked() => ui::Page::Paused,
        (Page::Start, Some(_)) => ui::Page::Start,
        (Page::Fields(_), _) => ui::Page::Fields,
        (Page::Collect, _) => ui::Page::Collect,
        (Page::Board, _) => ui::Page::Board,
        (Page::Scanned, _) => ui::Page::Scanned,
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
    screen.set_scanner(site.kiosk.scanner_x as f32 / REFERENCE_WIDTH);
    if let Some(now) = model.server_time() {
        screen.set_clock(words::clock(now, site.utc_offset_min));
        screen.set_date(words::date(window, BusinessDay::of(now, site.utc_offset_min)));
    }
    let dated = hall.figures_at().filter(|_| model.link() == Link::Up);
    screen
        .set_figures_at(dated.map_or_else(SharedString::new, |at| words::clock_with_seconds(at, site.utc_offset_min)));
}

fn show_help(screen: &Screen<'_>, model: &Model) {
    screen.set_help(match model.help() {
        Help::Offered => ui::Help::Offered,
        Help::Called => ui::Help::Called,
        Help::Coming => ui::Help::Coming,
        Help::Away => ui::Help::Away,
    });
}

fn show_scanner(screen: &Screen<'_>, model: &Model) {
    screen.set_has_scanner(model.scans());
    screen.set_scan_site(match model.scan_note() {
        Some(ScanNote::OtherSite(name)) => words::one_line(name.get(model.lang())).into(),
        _ => SharedString::new(),
    });
    screen.set_scan_note(match model.scan_note() {
        None => ui::ScanNote::None,
        Some(ScanNote::Read) => ui::ScanNote::Read,
        Some(ScanNote::Unknown) => ui::ScanNote::Unknown,
        Some(ScanNote::OtherSite(_)) => ui::ScanNote::OtherSite,
        Some(ScanNote::NoNumbers) => ui::ScanNote::NoNumbers,
        Some(ScanNote::NoSuchTicket) => ui::ScanNote::NoSuchTicket,
        Some(ScanNote::NoAnswer) => ui::ScanNote::NoAnswer,
    });
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
