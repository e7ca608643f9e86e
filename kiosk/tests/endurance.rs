//! A day, and then a month of days: ten thousand citizens one after another at one window, with the paper that each takes.
//! What a citizen leaves behind in memory would show.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::{cell::Cell, cell::RefCell, rc::Rc, time::Duration};

use devices::printer::{PaperWidth, virtual_printer::Interpreter};
use i_slint_backend_testing::{TestingBackend, TestingBackendOptions, mock_elapsed_time};
use kiosk::{
    app::{Kiosk, Outside},
    model::{Effect, Heard, Input, Model, Touch},
    paper::{Layout, Press},
    printing::fill,
};
use queue_protocol::core::{Lane, ServiceId, TicketId};
use slint::{ComponentHandle, PhysicalSize};
use support::office;
use uuid::Uuid;

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
    let options = TestingBackendOptions { mock_time: true, threading: false, renderer_name: Some("software".into()) };
    let _ = slint::platform::set_platform(Box::new(TestingBackend::new(options)));
    let (now, papers) = (Rc::new(Cell::new(Duration::from_secs(1))), Rc::new(Cell::new(0)));
    let clock = now.clone();
    let mut last = 0_u128;
    let ids = move || {
        last += 1;
        TicketId(Uuid::from_u128(0x016c_4c2f_1e00_7000_8000_0000_0000_0000 + last))
    };
    let world = World {
        press: RefCell::new(Press::new().unwrap()),
        printer: RefCell::new(Interpreter::new(576)),
        papers: papers.clone(),
    };
    let kiosk = Kiosk::new(Model::new(Box::new(ids), None), Box::new(world), Box::new(move || clock.get())).unwrap();
    kiosk.window().window().set_size(PhysicalSize::new(1080, 1920));
    kiosk.window().show().unwrap();
    for heard in [Heard::Connected, Heard::Site(Box::new(office::site())), Heard::Board(Box::new(office::board()))] {
        kiosk.input(Input::Heard(heard));
    }
    let step = |input: Option<Touch>| {
        let second = Duration::from_secs(1);
        now.set(now.get() + second);
        mock_elapsed_time(second);
        kiosk.input(Input::Tick);
        input.into_iter().for_each(|touch| kiosk.input(Input::Touch(touch)));
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
            kiosk.window().window().take_snapshot().unwrap();
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
