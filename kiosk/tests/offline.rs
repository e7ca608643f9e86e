//! The model without a server: numbers from the lease within the hours that it remembers, papers that come again, and what
//! a supervisor does from afar.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says why it failed")]

use std::time::Duration;

use kiosk::model::{Effect, Failure, Fault, Heard, Input, Link, Model, Page, PrinterHealth, Stock, Touch};
use queue_protocol::{
    client::new_ticket_id,
    core::{TicketId, UtcMillis},
    wire::TimeSignal,
};

#[path = "support/office.rs"]
#[allow(dead_code, reason = "only the office is needed here")]
mod office;

#[test]
fn a_kiosk_that_starts_without_a_server_gives_numbers_of_its_lease() {
    let mut k = Kiosk::new();
    k.hear(Heard::Kept { site: Box::new(office::site()), at: office::morning() });
    k.hear(Heard::Lost);
    assert!(matches!(k.model.link(), Link::Lost(_)));
    assert!(!k.model.gives_tickets(), "no lease, no numbers");
    k.hear(Heard::Stock(Stock { numbers_left: 3 }));
    assert!(k.model.gives_tickets());
    let wish = k.wish();
    let ticket = new_ticket_id();
    let printing = k.hear(Heard::GivenOffline { wish, ticket: Box::new(office::ticket(ticket, "dat-dai", "R007")) });
    assert!(matches!(printing.as_slice(), [Effect::Print { ticket: t, .. }] if t.id == ticket));
    assert!(k.model.is_offline_ticket() && k.model.page() == Page::Ticket);
    k.put(Input::Paper { ticket, outcome: Ok(()) });
    k.pass(29);
    assert_eq!(k.model.page(), Page::Ticket);
    k.pass(1);
    assert_eq!(k.model.page(), Page::Start);
    k.hear(Heard::Stock(Stock { numbers_left: 0 }));
    assert!(!k.model.gives_tickets(), "the lease is used up");
}

#[test]
fn an_offline_number_for_somebody_who_has_gone_is_given_back() {
    let mut k = Kiosk::away();
    let ticket = new_ticket_id();
    let given = office::ticket(ticket, "dat-dai", "R007");
    let effects = k.hear(Heard::GivenOffline { wish: new_ticket_id(), ticket: Box::new(given) });
    assert_eq!(effects, [Effect::Withdraw(ticket)]);
}

#[test]
fn the_hours_that_were_announced_hold_and_then_the_ordinary_week() {
    // Thursday: open until 11:30, again from 13:30; Saturday is no day of the week.
    let cases = [
        ("2019-08-01T02:00:00Z", true),
        ("2019-08-01T05:00:00Z", false),
        ("2019-08-01T07:00:00Z", true),
        ("2019-08-02T01:00:00Z", true),
        ("2019-08-03T01:00:00Z", false),
    ];
    for (at, open) in cases {
        let at: UtcMillis = at.parse().unwrap();
        let mut k = Kiosk::away();
        k.hear(Heard::Time(TimeSignal { seq: queue_protocol::core::Seq(1), at }));
        assert_eq!(k.model.gives_tickets(), open, "{at}");
    }
}

#[test]
fn a_kiosk_that_is_not_trusted_gives_nothing_of_its_own() {
    let mut k = Kiosk::away();
    assert!(k.model.gives_tickets());
    k.hear(Heard::Refused);
    assert!(!k.model.gives_tickets());
    k.hear(Heard::Lost);
    assert!(!k.model.gives_tickets());
}

#[test]
fn the_paper_comes_again_once_the_printer_is_well() {
    let mut k = Kiosk::away();
    let wish = k.wish();
    k.hear(Heard::GivenOffline { wish, ticket: Box::new(office::ticket(wish, "dat-dai", "R007")) });
    let failure = Failure { fault: Fault::PaperOut, code: "paper-out" };
    k.put(Input::Printer(PrinterHealth { failure: Some(failure), ..PrinterHealth::default() }));
    k.put(Input::Paper { ticket: wish, outcome: Err(failure) });
    assert_eq!(k.model.page(), Page::Fault(Fault::PaperOut));
    assert_eq!(k.touch(Touch::Reprint), [], "not yet");
    let told = k.put(Input::Printer(PrinterHealth::default()));
    assert!(matches!(told.as_slice(), [Effect::Report(health)] if health.printer.main.is_none()), "staff are told");
    let again = k.touch(Touch::Reprint);
    assert!(matches!(again.as_slice(), [Effect::Print { ticket, .. }] if ticket.id == wish));
    assert!(k.model.page() == Page::Ticket && !k.model.printed());
}

#[test]
fn a_paper_that_was_due_is_shown_again_to_whoever_stands_there() {
    let mut k = Kiosk::away();
    let ticket = new_ticket_id();
    let effects = k.hear(Heard::Recovered(Box::new(office::ticket(ticket, "dat-dai", "A023"))));
    assert!(matches!(effects.as_slice(), [Effect::Print { ticket: t, .. }] if t.id == ticket));
    assert_eq!(k.model.ticket().map(|t| t.number.to_string()).as_deref(), Some("A023"));
    // Another one while the first is shown comes out without taking the page.
    let other = new_ticket_id();
    let effects = k.hear(Heard::Recovered(Box::new(office::ticket(other, "dat-dai", "A024"))));
    assert!(matches!(effects.as_slice(), [Effect::Print { ticket: t, .. }] if t.id == other));
    assert_eq!(k.model.ticket().map(|t| t.id), Some(ticket));
}

#[test]
fn closed_and_started_again_from_afar() {
    let mut k = Kiosk::away();
    k.hear(Heard::Blanked(true));
    assert!(k.model.is_blanked() && !k.model.gives_tickets());
    k.hear(Heard::Blanked(false));
    let wish = k.wish();
    k.hear(Heard::Blanked(true));
    assert_eq!(k.hear(Heard::Restart), [], "not while somebody waits for a number");
    k.hear(Heard::GivenOffline { wish, ticket: Box::new(office::ticket(wish, "dat-dai", "R007")) });
    k.put(Input::Paper { ticket: wish, outcome: Ok(()) });
    assert_eq!(k.model.page(), Page::Ticket, "the number stays where it is read");
    assert_eq!(k.touch(Touch::Done), [Effect::Restart]);
    assert!(matches!(k.hear(Heard::TestPrint).as_slice(), [Effect::TestPrint { .. }]));
}

struct Kiosk {
    model: Model,
    now: Duration,
}

impl Kiosk {
    fn new() -> Self {
        Self { model: Model::new(Box::new(new_ticket_id), None), now: Duration::from_secs(1) }
    }

    /// The server was heard this morning, and there are numbers in reserve.
    fn away() -> Self {
        let mut kiosk = Self::new();
        kiosk.hear(Heard::Connected);
        kiosk.hear(Heard::Site(Box::new(office::site())));
        kiosk.hear(Heard::Stock(Stock { numbers_left: 3 }));
        kiosk.hear(Heard::Lost);
        kiosk
    }

    fn put(&mut self, input: Input) -> Vec<Effect> {
        self.model.handle(input, self.now)
    }

    fn hear(&mut self, heard: Heard) -> Vec<Effect> {
        self.put(Input::Heard(heard))
    }

    fn touch(&mut self, touch: Touch) -> Vec<Effect> {
        self.now += Duration::from_millis(1_200);
        self.put(Input::Touch(touch))
    }

    fn pass(&mut self, seconds: u64) {
        for _ in 0..seconds {
            self.now += Duration::from_secs(1);
            self.put(Input::Tick);
        }
    }

    /// Two touches.
    fn wish(&mut self) -> TicketId {
        self.touch(Touch::Submit);
        match self.touch(Touch::Field("dat-dai".into())).as_slice() {
            [Effect::Issue { ticket, .. }] => *ticket,
            other => panic!("one number asked for, not {other:?}"),
        }
    }
}
