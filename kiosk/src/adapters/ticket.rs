//! The number, with its paper or without.

use std::rc::Rc;

use devices::raster::{EcLevel, qr_code};
use queue_protocol::{
    core::{CounterId, Intent, Lane},
    wire::{SiteView, TicketView},
};
use slint::{ComponentHandle, Image, ModelRc, Rgb8Pixel, SharedPixelBuffer, SharedString, VecModel};

use super::{Send, fault, wait, words};
use crate::{
    model::{Interval, Model, Page, Touch},
    ui::{KioskWindow, TicketPage},
};

pub fn bind(window: &KioskWindow, send: &Send) {
    let (done, reprint) = (send.clone(), send.clone());
    let page = window.global::<TicketPage>();
    page.on_done(move || done(Touch::Done));
    page.on_reprint(move || reprint(Touch::Reprint));
}

pub fn show(window: &KioskWindow, model: &Model) {
    let Some((ticket, hall)) = model.ticket().zip(model.hall()) else { return };
    let page = window.global::<TicketPage>();
    fill(window, model, ticket);
    page.set_printed(model.printed());
    page.set_fault(fault(match model.page() {
        Page::Fault(fault) => Some(fault),
        _ => None,
    }));
    page.set_reported_at(
        model.reported_at().map_or_else(SharedString::new, |at| words::clock(at, hall.site().utc_offset_min)),
    );
    page.set_offline(model.is_offline_ticket());
    page.set_can_reprint(model.can_print_again());
}

/// What every page of a ticket shows of it.
pub fn fill(window: &KioskWindow, model: &Model, ticket: &TicketView) {
    let Some(hall) = model.hall() else { return };
    let page = window.global::<TicketPage>();
    let site = hall.site();
    let number = slint::format!("{}", ticket.number);
    page.set_offline(false);
    page.set_issued_at(words::clock(ticket.issued_at, site.utc_offset_min));
    let service = hall.service(&ticket.service);
    page.set_service(service.map(|s| words::one_line(s.name.get(model.lang()))).unwrap_or_default().into());
    page.set_collect(ticket.intent == Intent::Collect);
    page.set_priority(ticket.lane == Lane::Priority);
    page.set_counters(counters(site, &ticket.counters));
    page.set_several_counters(ticket.counters.len() > 1);
    page.set_ahead(i32::try_from(ticket.ahead).unwrap_or(i32::MAX));
    let interval = ticket.wait.map(Interval::of);
    page.set_wait(wait(interval));
    if let Some(interval) = interval {
        let (from, to) = interval.clock_times(ticket.issued_at);
        page.set_from(words::clock(from, site.utc_offset_min));
        page.set_to(words::clock(to, site.utc_offset_min));
    }
    // The rest is the same as long as the number is.
    let papers: Vec<SharedString> = service
        .map(|s| s.papers.iter().map(|p| words::one_line(p.get(model.lang())).into()).collect())
        .unwrap_or_default();
    page.set_papers_sample(service.is_some_and(|s| s.papers_sample));
    if page.get_number() != number || !same(&page.get_papers(), &papers) {
        page.set_papers(ModelRc::from(Rc::new(VecModel::from(papers))));
        show_code(&page, site, ticket);
        page.set_number(number);
    }
}

/// "3, 4".
pub fn counters(site: &SiteView, serving: &[CounterId]) -> SharedString {
    let here = site.counters.iter().filter(|c| serving.contains(&c.id));
    here.map(|c| c.number.to_string()).collect::<Vec<_>>().join(", ").into()
}

fn same(shown: &ModelRc<SharedString>, papers: &[SharedString]) -> bool {
    use slint::Model as _;
    shown.row_count() == papers.len() && shown.iter().zip(papers).all(|(a, b)| a == *b)
}

fn show_code(page: &TicketPage<'_>, site: &SiteView, ticket: &TicketView) {
    let code = crate::follow::address(site, ticket.id).and_then(|address| code(&address));
    page.set_has_code(code.is_some());
    page.set_code(code.unwrap_or_default());
}

/// The QR, one pixel a module, with a quiet zone of one module: the page around it is paper.
fn code(address: &str) -> Option<Image> {
    const QUIET: u32 = 1;
    let code = qr_code(address.as_bytes(), EcLevel::M).ok()?;
    let side = code.width() + 2 * QUIET;
    let mut pixels = SharedPixelBuffer::<Rgb8Pixel>::new(side, side);
    for (i, pixel) in (0..).zip(pixels.make_mut_slice()) {
        let dark = code.get((i % side) as i32 - QUIET as i32, (i / side) as i32 - QUIET as i32);
        *pixel = if dark { Rgb8Pixel::new(0, 0, 0) } else { Rgb8Pixel::new(255, 255, 255) };
    }
    Some(Image::from_rgb8(pixels))
}
