//! A day, and then a month of days: ten thousand citizens one after another at one window, with the paper that each takes.
//! What a citizen leaves behind in memory would show.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::{cell::Cell, cell::RefCell, rc::Rc, time::Duration};

use devices::printer::{PaperWidth, virtual_printer::Interpreter};
use kiosk::{
    app::Outside,
    model::{Effect, Heard, Input, Touch},
    paper::{Layout, Press},
    printing::fill,
};
use queue_protocol::core::{Lane, ServiceId};
use slint::ComponentHandle;
use support::{PORTRAIT, Stage, office};

/// What ten thousand citizens may leave behind.
const GROWTH: usize = 2_000_000;
/// Citizens before the first look: caches are filled by then.
const BEFORE: u32 = 300;

/// Answers at once: the server with a number, the printer with paper.
struct World {
    press: RefCell<Press>,
    printer: RefCell<Interpreter>,
    papers: Rc<Cell<u32>>,
}

impl Outside for World {
    fn act(&self, effect: Effect) -> Option<Input> {
        match effect {
            Effect::Issue { ticket, request } => {
                let view = office::ticket(ticket, request.service.as_str(), "A023");
                Some(Input::Heard(Heard::Answer { ticket, answer: Ok(Box::new(view)) }))
            }
            Effect::Print { ticket, site } => {
                let filled = fill(&site, &ticket);
                let digits = devices::printer::Digits::Drawn;
                let job = self.press.borrow_mut().ticket(&filled, Layout::Compact, PaperWidth::Mm80, digits).unwrap();
                let mut printer = self.printer.borrow_mut();
                printer.feed(&job.plain());
                assert_eq!(printer.take_sheets().len(), 1);
                self.papers.set(self.papers.get() + 1);
                Some(Input::Paper { ticket: ticket.id, outcome: Ok(()) })
            }
            _ => None,
        }
    }
}

#[test]
fn four_hundred_citizens_leave_nothing_behind() {
    citizens(400);
}

#[test]
#[ignore = "minutes: run by make prove"]
fn ten_thousand_citizens_leave_nothing_behind() {
    citizens(10_000);
}

fn citizens(count: u32) {
    let papers = Rc::new(Cell::new(0));
    let world = World {
        press: RefCell::new(Press::new().unwrap()),
        printer: RefCell::new(Interpreter::new(576)),
        papers: papers.clone(),
    };
    let stage = Stage::before(Box::new(world), PORTRAIT, None);
    stage.hear_the_office();
    let step = |input: Option<Touch>| {
        stage.pass(Duration::from_secs(1));
        input.into_iter().for_each(|touch| stage.kiosk.input(Input::Touch(touch)));
    };
    let services = office::site().services;
    let mut settled = 0;
    for citizen in 0..count {
        let service = &services[citizen as usize % services.len()];
        if service.intent == queue_protocol::core::Intent::Collect {
            step(Some(Touch::Collect));
            step(Some(Touch::CollectIn(Lane::Regular)));
        } else {
            step(Some(Touch::Submit));
            step(Some(Touch::Field(ServiceId::clone(&service.id))));
        }
        // What the page looks like, as the screen would have it.
        if citizen % 20 == 0 {
            stage.window().window().take_snapshot().unwrap();
        }
        step(None);
        step(Some(Touch::Done));
        step(None);
        step(Some(Touch::Back));
        if citizen + 1 == BEFORE {
            settled = resident();
        }
    }
    let offered = papers.get();
    assert!(offered >= count / 2, "only {offered} of {count} citizens got paper");
    let grown = resident().saturating_sub(settled);
    println!("{offered} papers for {count} citizens; {grown} bytes more than after {BEFORE}");
    assert!(grown < GROWTH, "{grown} bytes more after {count} citizens than after {BEFORE}");
}

/// Resident memory of this process in bytes.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 1024
}
