//! Codes under the scanner of a kiosk without a window: what each brings about, and what it must not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says why it failed")]

mod support;

use std::time::Duration;

use devices::scanner::Scan;
use kiosk::model::{
    DOUBLE_SCAN, Effect, Failure, Fault, Heard, Input, Model, NOTE_STAYS, NotSeen, Page, Reprint, ScanNote, Touch,
};
use queue_protocol::{
    core::{Intent, Lane, Neighbour, PrintState, Text, TicketId, TicketState},
    wire::TicketView,
};
use support::office;
use uuid::Uuid;

const SLIP: &str = "000.00.14.H20-190801-0002";
const OTHER_SLIP: &str = "000.00.14.H20-190801-0003";
const OLD: &str = "087044000123||Nguyễn Thị Mẫu|01021944|Nữ|Ấp 1, Mỹ Quý|25062021";
const YOUNG: &str = "087090000123||Nguyễn Văn Mẫu|01021990|Nam|Ấp 1, Mỹ Quý|25062021";

#[test]
fn a_slip_brings_its_number_without_a_touch() {
    let mut k = Kiosk::open();
    let effects = k.scan(SLIP);
    let [Effect::Issue { ticket, request }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((request.service.as_str(), request.intent), ("tra-ket-qua", Some(Intent::Collect)));
    assert_eq!(request.lane, Some(Lane::Regular));
    assert_eq!(k.model.scan_note(), Some(&ScanNote::Read), "said at once, before the server answers");
    let printing = k.answer(*ticket);
    assert!(matches!(printing.as_slice(), [Effect::Print { .. }]));
    assert_eq!(k.model.page(), Page::Ticket);
}

#[test]
fn a_slip_that_lies_on_the_glass_is_one_number() {
    let mut k = Kiosk::open();
    let id = issued(&k.scan(SLIP));
    assert_eq!(k.scan(SLIP), [], "while the answer is out");
    k.answer(id);
    assert_eq!(k.scan(OTHER_SLIP), [], "nor another before the paper is out");
    k.put(Input::Paper { ticket: id, outcome: Ok(()) });
    k.pass(DOUBLE_SCAN);
    assert_eq!(k.scan(SLIP), [], "the same slip while its number is shown");
    assert_ne!(issued(&k.scan(OTHER_SLIP)), id, "the next citizen need not wait until the page closes");

    let mut k = Kiosk::open();
    let id = issued(&k.scan(SLIP));
    k.answer(id);
    k.put(Input::Paper { ticket: id, outcome: Ok(()) });
    k.pass(Duration::from_secs(1));
    k.put(Input::Touch(Touch::Done));
    assert_eq!((k.model.page(), k.scan(SLIP)), (Page::Start, vec![]), "still the same slip");
    k.pass(DOUBLE_SCAN);
    assert_ne!(issued(&k.scan(SLIP)), id);
}

#[test]
fn a_number_without_paper_is_not_scanned_away() {
    let mut k = Kiosk::open();
    let id = issued(&k.scan(SLIP));
    k.answer(id);
    k.put(Input::Paper { ticket: id, outcome: Err(Failure { fault: Fault::PaperOut, code: "paper-out" }) });
    k.pass(DOUBLE_SCAN);
    for code in [OTHER_SLIP, OLD, &follow(id)] {
        assert_eq!((k.scan(code), k.model.page()), (vec![], Page::Fault(Fault::PaperOut)), "{code}");
    }
}

#[test]
fn a_card_ticks_the_box_where_it_gives_the_right() {
    let mut k = Kiosk::open();
    assert_eq!(k.scan(OLD), []);
    assert_eq!((k.model.page(), k.model.priority()), (Page::Fields(Intent::Submit), true));
    let effects = k.touch(Touch::Field("dat-dai".into()));
    assert!(matches!(effects.as_slice(), [Effect::Issue { request, .. }] if request.lane == Some(Lane::Priority)));

    let mut k = Kiosk::open();
    k.scan(YOUNG);
    assert_eq!((k.model.page(), k.model.priority()), (Page::Fields(Intent::Submit), false), "and no word about age");
    k.touch(Touch::Priority);
    k.scan(YOUNG);
    assert!(k.model.priority(), "somebody with another right ticked it by hand");

    let mut site = office::site();
    site.kiosk.priority_age = None;
    let mut k = Kiosk::of(site);
    k.scan(OLD);
    assert_eq!((k.model.page(), k.model.priority()), (Page::Fields(Intent::Submit), false));
}

#[test]
fn a_card_and_then_a_slip_is_a_number_of_the_priority_lane() {
    let mut k = Kiosk::open();
    k.scan(OLD);
    let effects = k.scan(SLIP);
    assert!(matches!(effects.as_slice(), [Effect::Issue { request, .. }] if request.lane == Some(Lane::Priority)));
}

#[test]
fn a_ticket_shows_how_it_stands_and_is_printed_again() {
    let mut k = Kiosk::open();
    let id = TicketId(Uuid::from_u128(77));
    assert_eq!(k.scan(&follow(id)), [Effect::Look(id)]);
    assert_eq!(k.scan(&follow(id)), [], "one question at a time");
    assert_eq!(k.model.page(), Page::Start);
    k.hear(Heard::Seen { ticket: id, answer: Ok(Box::new(ticket(id))) });
    assert_eq!(k.model.page(), Page::Scanned);
    assert_eq!(k.model.shown_ticket().unwrap().ticket.id, id);
    assert!(k.model.can_reprint());
    assert_eq!(k.touch(Touch::Reprint), [Effect::Reprint(id)]);
    assert_eq!(k.touch(Touch::Reprint), [], "once");
    k.put(Input::Paper { ticket: id, outcome: Ok(()) });
    assert_eq!(k.model.shown_ticket().unwrap().reprint, Reprint::Printed);
    k.pass(Duration::from_secs(20));
    assert_eq!(k.model.page(), Page::Start);
    assert!(k.model.shown_ticket().is_none());
}

#[test]
fn a_reprint_that_fails_is_told() {
    let mut k = Kiosk::showing(TicketState::Waiting);
    let id = k.model.shown_ticket().unwrap().ticket.id;
    k.touch(Touch::Reprint);
    k.hear(Heard::ReprintRefused(id));
    assert_eq!(k.model.shown_ticket().unwrap().reprint, Reprint::Refused);

    let mut k = Kiosk::showing(TicketState::Waiting);
    k.touch(Touch::Reprint);
    k.put(Input::Paper { ticket: id, outcome: Err(Failure { fault: Fault::CoverOpen, code: "cover-open" }) });
    assert_eq!(k.model.shown_ticket().unwrap().reprint, Reprint::Failed(Fault::CoverOpen));

    for state in [TicketState::Done, TicketState::Cancelled, TicketState::NoShow, TicketState::Serving] {
        let mut k = Kiosk::showing(state);
        assert!(!k.model.can_reprint(), "{state:?}");
        assert_eq!(k.touch(Touch::Reprint), []);
    }
}

#[test]
fn what_cannot_be_done_is_said() {
    let id = TicketId(Uuid::from_u128(77));
    let mut k = Kiosk::open();
    assert_eq!((k.scan("8936036020014"), k.note()), (vec![], Some(ScanNote::Unknown)));
    let name = Text { vi: "Một cửa huyện Cao Lãnh".into(), en: "Cao Lãnh".into() };
    k.scan(&format!("http://10.0.1.2:8080/t/{id}"));
    assert_eq!(k.note(), Some(ScanNote::OtherSite(name)));
    assert_eq!(k.model.page(), Page::Start);
    k.pass(NOTE_STAYS);
    assert_eq!(k.note(), None);

    k.scan(&follow(id));
    k.hear(Heard::Seen { ticket: id, answer: Err(NotSeen::NoSuchTicket) });
    assert_eq!((k.note(), k.model.page()), (Some(ScanNote::NoSuchTicket), Page::Start));
    k.scan(&follow(id));
    k.hear(Heard::Seen { ticket: id, answer: Err(NotSeen::NoAnswer) });
    assert_eq!(k.note(), Some(ScanNote::NoAnswer));
    k.hear(Heard::Seen { ticket: id, answer: Ok(Box::new(ticket(id))) });
    assert_eq!(k.model.page(), Page::Start, "an answer that nobody waits for");

    k.hear(Heard::Board(Box::new(office::closed_board())));
    for code in [SLIP, OLD] {
        assert_eq!((k.scan(code), k.note(), k.model.page()), (vec![], Some(ScanNote::NoNumbers), Page::Start));
    }
    k.hear(Heard::Lost);
    assert_eq!((k.scan(&follow(id)), k.note()), (vec![], Some(ScanNote::NoAnswer)));
}

#[test]
fn a_kiosk_that_was_closed_from_afar_reads_nothing() {
    let mut k = Kiosk::open();
    k.hear(Heard::Blanked(true));
    for code in [SLIP, OLD, &follow(TicketId(Uuid::from_u128(77)))] {
        assert_eq!((k.put(Input::Scanned(Scan::new(code))), k.note()), (vec![], None), "{code}");
    }
    k.hear(Heard::Blanked(false));
    assert!(matches!(k.scan(SLIP).as_slice(), [Effect::Issue { .. }]));
}

#[test]
fn a_scan_means_that_somebody_is_here() {
    let mut k = Kiosk::open();
    k.touch(Touch::Submit);
    k.pass(Duration::from_secs(44));
    k.scan("8936036020014");
    k.pass(Duration::from_secs(44));
    assert_eq!(k.model.page(), Page::Fields(Intent::Submit));
}

#[test]
fn the_scanner_says_how_it_is() {
    let mut k = Kiosk::open();
    k.put(Input::Scanner(Err("unreachable")));
    assert_eq!(k.model.scanner_fault(), Some("unreachable"));
    k.put(Input::Scanner(Ok(())));
    assert_eq!(k.model.scanner_fault(), None);
}

struct Kiosk {
    model: Model,
    now: Duration,
}

impl Kiosk {
    fn open() -> Self {
        let mut site = office::site();
        site.kiosk.priority_age = Some(75);
        Self::of(site)
    }

    fn of(mut site: queue_protocol::wire::SiteView) -> Self {
        site.ticket.follow_url = "http://10.0.0.2:8080".into();
        let name = Text { vi: "Một cửa huyện Cao Lãnh".into(), en: "Cao Lãnh".into() };
        site.neighbours = vec![Neighbour { name, follow_url: "http://10.0.1.2:8080".into() }];
        let mut count = 0;
        let ids = move || {
            count += 1;
            TicketId(Uuid::from_u128(count))
        };
        let mut kiosk = Self { model: Model::new(Box::new(ids), None), now: Duration::from_secs(10) };
        kiosk.hear(Heard::Connected);
        kiosk.hear(Heard::Site(Box::new(site)));
        kiosk.hear(Heard::Board(Box::new(office::board())));
        kiosk
    }

    /// With a ticket on the page.
    fn showing(state: TicketState) -> Self {
        let mut kiosk = Self::open();
        let id = TicketId(Uuid::from_u128(77));
        kiosk.scan(&follow(id));
        kiosk.hear(Heard::Seen { ticket: id, answer: Ok(Box::new(TicketView { state, ..ticket(id) })) });
        kiosk
    }

    fn put(&mut self, input: Input) -> Vec<Effect> {
        self.model.handle(input, self.now)
    }

    fn hear(&mut self, heard: Heard) -> Vec<Effect> {
        self.put(Input::Heard(heard))
    }

    fn scan(&mut self, code: &str) -> Vec<Effect> {
        self.pass(Duration::from_millis(100));
        let mut effects = self.put(Input::Scanned(Scan::new(code)));
        let tone = effects.iter().position(|e| matches!(e, Effect::Tone { .. })).expect("every code is heard");
        let good = self.note() == Some(ScanNote::Read);
        assert_eq!(effects.remove(tone), Effect::Tone { good });
        effects
    }

    fn touch(&mut self, touch: Touch) -> Vec<Effect> {
        self.pass(Duration::from_secs(2));
        self.put(Input::Touch(touch))
    }

    fn answer(&mut self, id: TicketId) -> Vec<Effect> {
        self.hear(Heard::Answer { ticket: id, answer: Ok(Box::new(ticket(id))) })
    }

    fn pass(&mut self, time: Duration) {
        self.now += time;
        self.put(Input::Tick);
    }

    fn note(&self) -> Option<ScanNote> {
        self.model.scan_note().cloned()
    }
}

fn ticket(id: TicketId) -> TicketView {
    TicketView { print: PrintState::Printed, ..office::ticket(id, "tra-ket-qua", "T012") }
}

fn follow(id: TicketId) -> String {
    format!("http://10.0.0.2:8080/t/{id}")
}

fn issued(effects: &[Effect]) -> TicketId {
    match effects {
        [Effect::Issue { ticket, .. }] => *ticket,
        other => panic!("one number is asked for, not {other:?}"),
    }
}
