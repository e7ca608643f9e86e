//! One adapter a page: each fills the page's properties from the model and turns its callbacks into touches.

mod board;
mod collect;
mod fields;
pub mod keys;
mod not_given;
mod scanned;
mod screen;
mod start;
mod ticket;
mod words;

use std::rc::Rc;

use crate::{
    model::{Interval, Model, Page, Touch},
    ui,
};

/// Takes a touch to the model.
type Send = Rc<dyn Fn(Touch)>;

/// Connects every callback of the window.
pub fn bind(window: &ui::KioskWindow, send: Rc<dyn Fn(Touch)>) {
    screen::bind(window, &send);
    start::bind(window, &send);
    fields::bind(window, &send);
    collect::bind(window, &send);
    board::bind(window, &send);
    scanned::bind(window, &send);
    not_given::bind(window, &send);
    ticket::bind(window, &send);
}

/// Shows the model. Properties that do not change cost nothing: the window repaints only what differs.
pub fn show(window: &ui::KioskWindow, model: &Model) {
    match model.page() {
        Page::Start => start::show(window, model),
        Page::Fields(intent) => fields::show(window, model, intent),
        Page::Collect => collect::show(window, model),
        Page::NotGiven => not_given::show(window, model),
        Page::Ticket | Page::Fault(_) => ticket::show(window, model),
        Page::Board => board::show(window, model),
        Page::Scanned => scanned::show(window, model),
    }
    // Last, since it changes the page: the new page is complete when it appears.
    screen::show(window, model);
}

fn wait(interval: Option<Interval>) -> ui::Wait {
    interval.map_or(ui::Wait { known: false, from: 0, to: 0 }, |i| ui::Wait {
        known: true,
        from: i.from as i32,
        to: i.to as i32,
    })
}

/// A count, or below 0 where nobody knows.
fn count(known: Option<u32>) -> i32 {
    known.map_or(-1, |n| i32::try_from(n).unwrap_or(i32::MAX))
}

fn fault(fault: Option<crate::model::Fault>) -> ui::Fault {
    use crate::model::Fault;
    match fault {
        None => ui::Fault::None,
        Some(Fault::PaperOut) => ui::Fault::PaperOut,
        Some(Fault::CoverOpen) => ui::Fault::CoverOpen,
        Some(Fault::Jammed) => ui::Fault::Jammed,
        Some(Fault::Silent) => ui::Fault::Silent,
    }
}
