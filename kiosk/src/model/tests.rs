//! The kiosk as a citizen, a server and a printer meet it, told second by second.

use std::time::Duration;

use queue_protocol::{
    core::{BusinessDay, Intent, Lane, Lang, OpenState, PrintState, Seq, TicketId, TicketState},
    wire::{Board, ServiceWait, SiteView, TicketView, TimeSignal, WaitView},
};
use serde_json::json;
use uuid::Uuid;

use super::*;

#[test]
fn two_touches_to_paper() {
    let mut k = Kiosk::open();
    k.touch(Touch::Submit);
    assert_eq!(k.page(), Page::Fields(Intent::Submit));
    let asked = k.touch(Touch::Field("dat-dai".into()));
    let [Effect::Issue { ticket, request }] = asked.as_slice() else { panic!("asks once: {asked:?}") };
    assert_eq!(
        (request.service.as_str(), request.lane, request.lang),
        ("dat-dai", Some(Lane::Regular), Some(Lang::Vi))
    );
    let printing = k.answer(*ticket, "A023");
    assert!(matches!(printing.as_slice(), [Effect::Print { ticket: t, .. }] if t.id == *ticket));
    assert_eq!((k.page(), k.model.printed()), (Page::Ticket, false));
    assert_eq!(k.model.idle(), Idle::Quiet, "the page does not close before the paper is out");
    k.put(Input::Paper { ticket: *ticket, outcome: Ok(()) });
    assert!(k.model.printed(), "printed is said only after the printer said so");
    k.wait(19);
    assert_eq!(k.page(), Page::Ticket);
    k.wait(1);
    assert_eq!(k.page(), Page::Start);
}

#[test]
fn a_double_touch_is_one_ticket() {
    let field = || Touch::Field("dat-dai".into());
    let mut k = Kiosk::open();
    k.touch(Touch::Submit);
    let id = issued(&k.touch(field()));
    assert_eq!(k.touch_within(field(), 200), [], "while the answer is out");
    assert_eq!(k.touch_within(Touch::Field("ho-tich".into()), 600), [], "nor another field");
    k.answer(id, "A023");
    assert_eq!(k.touch_within(Touch::Done, 100), [], "the second half of the touch does not close the page");
    assert_eq!(k.page(), Page::Ticket);
    k.touch(Touch::Done);
    assert_eq!(k.page(), Page::Start);
    k.touch(Touch::Submit);
    assert_ne!(issued(&k.touch(field())), id, "the next citizen gets another ticket");
}

#[test]
fn a_bouncing_finger_does_not_reach_the_next_page() {
    let mut k = Kiosk::open();
    k.touch(Touch::Submit);
    assert_eq!(k.touch_within(Touch::Field("dat-dai".into()), 150), []);
    assert_eq!(k.page(), Page::Fields(Intent::Submit));
    k.touch(Touch::Priority);
    k.touch_within(Touch::Priority, 150);
    assert!(k.model.priority(), "a double touch ticks the box once");
}

#[test]
fn no_answer_is_said_and_tried_again_with_the_same_id() {
    let mut k = Kiosk::open();
    k.touch(Touch::Submit);
    let id = issued(&k.touch(Touch::Field("dat-dai".into())));
    k.pass(SLOW_ANSWER);
    assert!(k.model.answer_is_slow());
    k.pass(ANSWER_BOUND);
    assert_eq!(k.page(), Page::NotGiven);
    assert_eq!(issued(&k.touch(Touch::Retry)), id);
    assert_eq!(k.touch(Touch::Retry), [], "once at a time");
    k.pass(ANSWER_BOUND);
    // Back, and the same field again: still the same wish.
    k.touch(Touch::Back);
    assert_eq!(k.page(), Page::Fields(Intent::Submit));
    assert_eq!(issued(&k.touch(Touch::Field("dat-dai".into()))), id);
    k.answer(id, "A023");
    assert_eq!(k.page(), Page::Ticket);
}

#[test]
fn a_late_answer_still_finds_the_citizen_or_is_given_back() {
    let mut k = Kiosk::open();
    k.touch(Touch::Submit);
    let id = issued(&k.touch(Touch::Field("dat-dai".into())));
    k.pass(ANSWER_BOUND);
    assert_eq!(k.page(), Page::NotGiven);
    k.answer(id, "A023");
    assert_eq!(k.page(), Page::Ticket, "the page still stands: here it is");

    let mut k = Kiosk::open();
    k.touch(Touch::Submit);
    let id = issued(&k.touch(Touch::Field("dat-dai".into())));
    k.pass(ANSWER_BOUND);
    assert_eq!(k.wait(60), [Effect::Withdraw(id)], "nobody waits for it any more");
    assert_eq!(k.answer(id, "A023"), [], "and nobody would take the paper");
    assert_eq!(k.page(), Page::Start);

    let mut k = Kiosk::open();
    k.touch(Touch::Submit);
    let id = issued(&k.touch(Touch::Field("dat-dai".into())));
    k.pass(ANSWER_BOUND);
    k.touch(Touch::Back);
    let effects = k.touch(Touch::Field("ho-tich".into()));
    assert!(
        matches!(effects.as_slice(), [Effect::Issue { ticket, .. }, Effect::Withdraw(old)] if *old == id && *ticket != id)
    );
}

#[test]
fn refusals_are_told_in_words_and_not_tried_again() {
    for reason in [NotGiven::Closed, NotGiven::ServiceClosed, NotGiven::NobodyServes, NotGiven::DayFull] {
        let mut k = Kiosk::open();
        k.touch(Touch::Submit);
        let ticket = issued(&k.touch(Touch::Field("dat-dai".into())));
        k.hear(Heard::Answer { ticket, answer: Err(reason.clone()) });
        assert_eq!(k.page(), Page::NotGiven);
        assert_eq!(k.model.attempt().map(|a| a.progress.clone()), Some(Progress::NotGiven(reason)));
        k.pass(Duration::from_secs(2));
        assert_eq!(k.touch(Touch::Retry), []);
    }
}

#[test]
fn priority_counts_every_tile_again_and_clears_after_the_ticket() {
    let mut k = Kiosk::open();
    k.touch(Touch::Submit);
    let land = |k: &Kiosk| {
        let choice = k.model.choices(Intent::Submit, k.model.lane()).remove(0);
        (choice.ahead, choice.wait.map(|w| (w.from, w.to)))
    };
    assert_eq!(land(&k), (Some(9), Some((25, 35))));
    k.touch(Touch::Priority);
    assert_eq!(land(&k), (Some(6), Some((15, 25))));
    let effects = k.touch(Touch::Field("dat-dai".into()));
    let [Effect::Issue { ticket, request }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(request.lane, Some(Lane::Priority));
    k.answer(*ticket, "A023");
    assert!(!k.model.priority());
}

#[test]
fn collecting_has_two_large_buttons() {
    let mut k = Kiosk::open();
    k.touch(Touch::Collect);
    assert_eq!(k.page(), Page::Collect);
    let effects = k.touch(Touch::CollectIn(Lane::Priority));
    let [Effect::Issue { request, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(
        (request.service.as_str(), request.intent, request.lane),
        ("tra-ket-qua", Some(Intent::Collect), Some(Lane::Priority))
    );
}

#[test]
fn a_field_without_service_today_gives_no_number() {
    let mut k = Kiosk::open();
    k.touch(Touch::Submit);
    let choices = k.model.choices(Intent::Submit, Lane::Regular);
    assert_eq!(choices.iter().map(|c| c.offered).collect::<Vec<_>>(), [true, true, false], "it keeps its place");
    assert_eq!(k.touch(Touch::Field("cong-thuong".into())), []);
    assert_eq!(k.touch(Touch::Field("no-such-field".into())), []);
    assert_eq!(k.page(), Page::Fields(Intent::Submit));
}

#[test]
fn closed_and_away_give_no_numbers() {
    let mut k = Kiosk::open();
    k.hear(Heard::Board(Box::new(Board {
        open: OpenState { open: false, changes_at: None, holiday: None },
        ..board()
    })));
    k.touch(Touch::Submit);
    assert_eq!(k.page(), Page::Start);

    let mut k = Kiosk::open();
    k.hear(Heard::Lost);
    assert!(matches!(k.model.link(), Link::Lost(_)));
    k.touch(Touch::Submit);
    assert_eq!(k.page(), Page::Start);
    assert!(k.model.choices(Intent::Submit, Lane::Regular).iter().all(|c| c.ahead.is_none() && c.wait.is_none()));
    k.hear(Heard::Connected);
    k.touch(Touch::Submit);
    assert_eq!(k.page(), Page::Fields(Intent::Submit));
}

#[test]
fn since_when_the_server_is_away_is_the_first_loss() {
    let mut k = Kiosk::open();
    k.hear(Heard::Lost);
    let since = k.model.link();
    k.wait(30);
    k.hear(Heard::Lost);
    assert_eq!(k.model.link(), since);
    k.hear(Heard::Refused);
    assert_eq!(k.model.link(), Link::Refused);
    k.hear(Heard::Connected);
    assert_eq!(k.model.link(), Link::Up);
}

#[test]
fn a_printer_fault_changes_the_page_and_not_the_number() {
    for fault in [Fault::PaperOut, Fault::CoverOpen, Fault::Jammed, Fault::Silent] {
        let mut k = Kiosk::open();
        k.touch(Touch::Submit);
        let ticket = issued(&k.touch(Touch::Field("dat-dai".into())));
        k.answer(ticket, "A023");
        k.put(Input::Paper { ticket, outcome: Err(Failure { fault, code: "the-code" }) });
        assert_eq!(k.page(), Page::Fault(fault));
        assert_eq!(k.model.ticket().map(|t| t.number.to_string()).as_deref(), Some("A023"));
        assert_eq!(k.model.reported_at(), None, "staff know when the server took it, not before");
        k.hear(Heard::Reported(ticket));
        assert!(k.model.reported_at().is_some());
        k.wait(59);
        assert_eq!(k.page(), Page::Fault(fault));
        k.wait(1);
        assert_eq!(k.page(), Page::Start);
        assert_eq!(k.model.printer_fault(), Some(fault), "the start page says so");
        k.put(Input::Printer(PrinterHealth::default()));
        assert_eq!(k.model.printer_fault(), None);
    }
}

#[test]
fn a_silent_printer_does_not_hold_the_citizen() {
    let mut k = Kiosk::open();
    k.touch(Touch::Submit);
    let ticket = issued(&k.touch(Touch::Field("dat-dai".into())));
    k.answer(ticket, "A023");
    k.pass(PAPER_BOUND);
    assert_eq!(k.page(), Page::Fault(Fault::Silent));
    k.put(Input::Paper { ticket, outcome: Ok(()) });
    assert_eq!((k.page(), k.model.printed()), (Page::Ticket, true), "here it comes");
}

#[test]
fn the_question_comes_and_any_touch_answers_it() {
    let mut k = Kiosk::open();
    k.touch(Touch::Language);
    k.touch(Touch::Submit);
    k.wait(45);
    assert!(matches!(k.model.idle(), Idle::Asking(_)));
    k.put(Input::Touch(Touch::Anywhere));
    assert!(matches!(k.model.idle(), Idle::Asking(_)), "the question stays under the finger until it leaves");
    k.touch(Touch::Stay);
    assert_eq!(k.model.idle(), Idle::Quiet);
    k.wait(44);
    k.put(Input::Touch(Touch::Anywhere));
    k.wait(44);
    assert_eq!(k.model.idle(), Idle::Quiet);
    k.touch(Touch::Back);
    assert_eq!((k.page(), k.model.lang()), (Page::Start, Lang::En), "back keeps the language");
    k.touch(Touch::Submit);
    k.wait(60);
    assert_eq!((k.page(), k.model.lang()), (Page::Start, Lang::Vi), "leaving does not");
}

#[test]
fn language_and_contrast_left_on_the_start_page_go_back_by_themselves() {
    let mut k = Kiosk::open();
    k.touch(Touch::Language);
    k.touch(Touch::Dark);
    k.wait(59);
    assert_eq!((k.model.lang(), k.model.dark(), k.model.idle()), (Lang::En, true, Idle::Quiet));
    k.wait(1);
    assert_eq!((k.model.lang(), k.model.dark()), (Lang::Vi, false));
}

#[test]
fn the_clock_is_the_servers() {
    let mut k = Kiosk::open();
    let first = k.model.server_time().unwrap();
    k.wait(90);
    assert_eq!(k.model.server_time().unwrap().since_s(first), 90);
    k.hear(Heard::Time(TimeSignal { seq: Seq(9), at: first.plus_s(300) }));
    assert_eq!(k.model.server_time(), Some(first.plus_s(300)));
}

#[test]
fn the_board_is_read_again_when_the_clock_passes_an_opening() {
    let mut k = Kiosk::open();
    let soon = k.model.server_time().unwrap().plus_s(2);
    let open = OpenState { open: true, changes_at: Some(soon), holiday: None };
    k.hear(Heard::Board(Box::new(Board { open, ..board() })));
    assert_eq!(k.pass(Duration::from_millis(1500)), []);
    k.pass(Duration::from_secs(4));
    let passed = k.pass(Duration::from_secs(2));
    let again = k.pass(Duration::from_millis(250));
    assert_eq!(again, [], "not at every tick");
    assert!(passed.len() <= 1);
}

// The stage.

struct Kiosk {
    model: Model,
    now: Duration,
}

impl Kiosk {
    /// Connected, the sample office open.
    fn open() -> Self {
        let mut count = 0;
        let ids = move || {
            count += 1;
            TicketId(Uuid::from_u128(count))
        };
        let mut kiosk = Self { model: Model::new(Box::new(ids), None), now: Duration::from_secs(1) };
        kiosk.hear(Heard::Connected);
        kiosk.hear(Heard::Site(Box::new(site())));
        kiosk.hear(Heard::Board(Box::new(board())));
        kiosk
    }

    fn page(&self) -> Page {
        self.model.page()
    }

    fn put(&mut self, input: Input) -> Vec<Effect> {
        self.model.handle(input, self.now)
    }

    fn hear(&mut self, heard: Heard) -> Vec<Effect> {
        self.put(Input::Heard(heard))
    }

    /// A touch well after the one before.
    fn touch(&mut self, touch: Touch) -> Vec<Effect> {
        self.touch_within(touch, 1_200)
    }

    fn touch_within(&mut self, touch: Touch, millis: u64) -> Vec<Effect> {
        self.now += Duration::from_millis(millis);
        self.put(Input::Touch(touch))
    }

    fn answer(&mut self, id: TicketId, number: &str) -> Vec<Effect> {
        self.hear(Heard::Answer { ticket: id, answer: Ok(Box::new(ticket(id, number))) })
    }

    fn pass(&mut self, time: Duration) -> Vec<Effect> {
        self.now += time;
        self.put(Input::Tick)
    }

    fn wait(&mut self, seconds: u64) -> Vec<Effect> {
        (0..seconds).flat_map(|_| self.pass(Duration::from_secs(1))).collect()
    }
}

fn issued(effects: &[Effect]) -> TicketId {
    match effects {
        [Effect::Issue { ticket, .. }] => *ticket,
        other => panic!("one number is asked for, not {other:?}"),
    }
}

fn site() -> SiteView {
    let service = |id: &str, letter: &str, intent: &str| {
        json!({ "id": id, "name": { "vi": id, "en": id }, "letter": letter, "intent": intent, "fields": [], "minutes": 8,
            "papers": [], "papers_sample": false })
    };
    let text = json!({ "vi": "", "en": "" });
    serde_json::from_value(json!({
        "seq": 1, "at": "2019-08-01T02:13:04Z", "id": "s", "name": text, "short_name": text, "utc_offset_min": 420,
        "trial": false,
        "place": { "id": "p", "name": text, "address": text, "unit": "u", "sample": true },
        "services": [service("dat-dai", "A", "submit"), service("ho-tich", "B", "submit"),
            service("cong-thuong", "P", "submit"), service("tra-ket-qua", "T", "collect")],
        "lanes": { "regular": 2, "priority": 1, "booked": 1, "returning": 1 },
        "counters": [], "staff": [], "open": { "open": true, "changes_at": null, "holiday": null },
        "sessions": [], "weekdays": [], "priority_groups": [], "park_reasons": [],
        "ticket": { "head": text, "place": text, "notes": [], "follow_url": "" },
        "kiosk": { "scanner_x": 200, "slot_x": 860, "lang": "vi" }, "notice": text
    }))
    .unwrap()
}

fn board() -> Board {
    let wait = |service: &str, ahead, priority_ahead, offered| ServiceWait {
        service: service.into(),
        waiting: ahead,
        ahead,
        wait: Some(WaitView { low_s: 1500, high_s: 2100 }),
        priority_ahead,
        priority_wait: Some(WaitView { low_s: 900, high_s: 1500 }),
        offered,
    };
    Board {
        seq: Seq(1),
        at: "2019-08-01T02:13:04Z".parse().unwrap(),
        day: day(),
        open: site().open,
        counters: Vec::new(),
        calls: Vec::new(),
        kiosks: Vec::new(),
        support: Vec::new(),
        waits: vec![
            wait("dat-dai", 9, 6, true),
            wait("ho-tich", 3, 2, true),
            wait("cong-thuong", 0, 0, false),
            wait("tra-ket-qua", 3, 1, true),
        ],
    }
}

fn day() -> BusinessDay {
    "2019-08-01".parse().unwrap()
}

fn ticket(id: TicketId, number: &str) -> TicketView {
    TicketView {
        id,
        number: number.parse().unwrap(),
        service: "dat-dai".into(),
        intent: Intent::Submit,
        state: TicketState::Waiting,
        lane: Lane::Regular,
        lang: Lang::Vi,
        day: day(),
        issued_at: "2019-08-01T02:14:04Z".parse().unwrap(),
        ahead: 9,
        wait: None,
        counter: None,
        counters: Vec::new(),
        print: PrintState::Issued,
        copies: 0,
        called_at: None,
        calls: 0,
        started_at: None,
        ended_at: None,
        reason: None,
        parked_at: None,
        note: None,
        transferred: false,
        counts_from: day(),
        trial: false,
        seq: Seq(2),
    }
}
