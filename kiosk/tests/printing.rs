//! The printer's thread with a printer that behaves as told: what the model hears of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says why it failed")]

use std::{
    sync::mpsc::{self, Receiver},
    time::Duration,
};

use devices::printer::{Digits, FakePrinter, PaperWidth, PrinterStatus};
use kiosk::{
    model::{Fault, Input},
    printing::{Job, Machine, Printing, fill},
    storage::Storage,
};
use queue_protocol::{client::new_ticket_id, core::Lang};

#[path = "support/office.rs"]
#[allow(dead_code, reason = "only the office is needed here")]
mod office;

#[test]
fn printed_is_said_after_the_printer_said_so() {
    let printer = FakePrinter::default();
    let (printing, heard) = start(&printer);
    let id = new_ticket_id();
    let ticket = Box::new(office::ticket(id, "dat-dai", "A023"));
    printing.print(Job::Ticket { ticket, site: Box::new(office::site()) }).unwrap();
    assert_eq!(outcome(&heard), (id, Ok(())));
    let sent = printer.tickets();
    assert_eq!(sent.len(), 1);
    assert!(!sent[0].is_empty());
}

/// All that a ticket has in common with others of its service is in the printer before anybody takes it.
#[test]
fn an_idle_printer_keeps_the_pictures_of_every_ticket() {
    let printer = FakePrinter::default();
    let (printing, heard) = start(&printer);
    let site = office::site();
    printing.print(Job::Provide { site: Box::new(site.clone()) }).unwrap();
    let mut quiet = 0;
    while quiet < 5 {
        let before = printer.kept().len();
        heard.recv_timeout(Duration::from_secs(30)).expect("a look at the printer between two");
        quiet = if printer.kept().len() == before && before > 0 { quiet + 1 } else { 0 };
    }
    assert!(printer.kept().iter().all(|job| job.parts.len() == 1), "one at a time: a citizen may come meanwhile");
    let mut press = kiosk::paper::Press::new().unwrap();
    let kept: Vec<_> = printer.kept().into_iter().flat_map(|job| job.parts).collect();
    let mut blocks = 0;
    for ticket in [Lang::Vi, Lang::En].map(|lang| {
        let ticket = office::ticket(new_ticket_id(), "dat-dai", "A023");
        queue_protocol::wire::TicketView { lang, ..ticket }
    }) {
        let job = press.ticket(&fill(&site, &ticket), site.ticket.layout, PaperWidth::Mm80, Digits::Plain).unwrap();
        for part in job.parts.iter().filter(|part| matches!(part, devices::printer::Part::Block(_))) {
            assert!(kept.contains(part), "a picture of the {:?} ticket was not kept", ticket.lang);
            blocks += 1;
        }
    }
    assert!(blocks > 4, "{blocks} pictures");
    assert!(printer.tickets().is_empty());
}

#[test]
fn silence_is_a_fault_and_prints_nothing() {
    let printer = FakePrinter::default();
    printer.set_status(PrinterStatus::Silent);
    let (printing, heard) = start(&printer);
    let id = new_ticket_id();
    let ticket = Box::new(office::ticket(id, "dat-dai", "A023"));
    printing.print(Job::Ticket { ticket, site: Box::new(office::site()) }).unwrap();
    let (told, outcome) = outcome(&heard);
    assert_eq!((told, outcome.map_err(|f| f.fault)), (id, Err(Fault::Silent)));
    assert!(printer.tickets().is_empty());
}

#[test]
fn paper_says_what_the_screen_says() {
    let id = new_ticket_id();
    let mut ticket = office::ticket(id, "dat-dai", "A023");
    let paper = fill(&office::site(), &ticket);
    assert_eq!((paper.number.as_str(), paper.service.as_str()), ("A023", "Đất đai"));
    assert_eq!((paper.ahead, paper.wait_min), (Some(9), Some((25, 35))));
    assert_eq!((paper.time.as_str(), paper.date.as_str()), ("09:14", "1/8/2019"));
    assert_eq!(paper.counters, ["3", "4"]);
    assert_eq!(paper.follow_url, Some(format!("http://motcua.example/t/{id}")));
    ticket.lang = Lang::En;
    ticket.wait = None;
    let paper = fill(&office::site(), &ticket);
    assert_eq!((paper.service.as_str(), paper.wait_min), ("Land", None), "no interval is made up");
}

fn start(printer: &FakePrinter) -> (Printing, Receiver<Input>) {
    let (tell, heard) = mpsc::channel();
    let printing = Printing::with(
        Machine::One(Box::new(printer.clone())),
        PaperWidth::Mm80,
        Digits::Plain,
        Storage::in_memory(),
        move |input| {
            let _ = tell.send(input);
        },
    );
    (printing.unwrap(), heard)
}

fn outcome(heard: &Receiver<Input>) -> (queue_protocol::core::TicketId, Result<(), kiosk::model::Failure>) {
    loop {
        if let Input::Paper { ticket, outcome } = heard.recv_timeout(Duration::from_secs(30)).unwrap() {
            return (ticket, outcome);
        }
    }
}
