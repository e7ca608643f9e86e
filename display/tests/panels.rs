//! What stands on the LED panels, and what the keys of the keypads ask for, without a bus.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "the stage of the wall's tests is shared")]

mod support;

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use devices::{
    keypad::Key,
    panel::{FakePanel, Panel, Shown},
};
use display::{
    model::Input,
    panels::{Deed, Faces, Refused, STALE_AFTER, deed},
};
use queue_protocol::{
    core::{CounterStatus, Event, TicketState},
    stream::{LinkEvent, LostReason},
    wire::{Board, LogEvent, TimeSignal},
};
use support::{at, board, call, counter_id, empty_board, site};

/// Panels at counters 1 to 3, two of them at counter 3, and one at a counter that is none.
struct Hall {
    faces: Faces,
    panels: Vec<FakePanel>,
    now: Instant,
    board: Board,
}

impl Hall {
    fn new() -> Self {
        let panels = vec![FakePanel::default(); 5].into_iter().map(|_| FakePanel::default()).collect::<Vec<_>>();
        let mut by_counter: BTreeMap<String, Vec<Box<dyn Panel>>> = BTreeMap::new();
        for (panel, counter) in panels.iter().zip(["quay-1", "quay-2", "quay-3", "quay-3", "quay-99"]) {
            by_counter.entry(counter.into()).or_default().push(Box::new(panel.clone()));
        }
        let board = empty_board(&site());
        Self { faces: Faces::new(by_counter, vec!["quay-1".into()]), panels, now: Instant::now(), board }
    }

    fn snapshot(&mut self) {
        let snapshot = LinkEvent::Snapshot(Box::new(self.board.clone()));
        self.faces.hear(&Input::Link(snapshot), self.now);
    }

    fn event(&mut self, event: Event) {
        self.board.seq = self.board.seq.next();
        let entry = LogEvent { seq: self.board.seq, at: at(9, 30, 0), event };
        self.faces.hear(&Input::Link(LinkEvent::Event(Box::new(entry))), self.now);
    }

    fn pass(&mut self, time: Duration) {
        self.now += time;
        self.faces.show(self.now);
    }

    fn shown(&self) -> Vec<Shown> {
        self.panels.iter().map(FakePanel::shown).collect()
    }
}

fn number(text: &str) -> Shown {
    Shown::Text(text.into())
}

#[test]
fn a_panel_shows_its_counters_number_and_nothing_else() {
    let mut hall = Hall::new();
    hall.pass(Duration::ZERO);
    assert_eq!(hall.shown(), vec![Shown::Dashes; 5], "before anything is known");
    let site = site();
    call(&mut hall.board, &site, "A012", 1, at(9, 12, 0), TicketState::Called);
    call(&mut hall.board, &site, "B007", 3, at(9, 13, 0), TicketState::Serving);
    hall.snapshot();
    let shown = [number("A012"), Shown::Blank, number("B007"), number("B007"), Shown::Dashes];
    assert_eq!(hall.shown(), shown);
    hall.event(Event::CounterOpened { counter: counter_id(2), staff: None });
    assert_eq!(hall.shown()[1], Shown::Blank, "open and free");
    hall.event(Event::CounterPaused { counter: counter_id(2), until: None });
    assert_eq!(hall.shown()[1], Shown::Dashes, "paused");
    hall.event(Event::CounterClosed { counter: counter_id(3) });
    assert_eq!(hall.shown()[2..4], [Shown::Blank, Shown::Blank], "closed");
}

#[test]
fn no_panel_shows_a_number_that_it_cannot_date() {
    let mut hall = Hall::new();
    call(&mut hall.board, &site(), "A012", 1, at(9, 12, 0), TicketState::Called);
    hall.snapshot();
    let lost = LinkEvent::Lost { reason: LostReason::Silent, attempt: 1 };
    hall.faces.hear(&Input::Link(lost), hall.now);
    hall.pass(STALE_AFTER.saturating_sub(Duration::from_millis(1)));
    assert_eq!(hall.shown()[0], number("A012"), "a short cut is no news");
    assert!(hall.faces.current("quay-1", hall.now).is_some());
    hall.pass(Duration::from_millis(1));
    assert_eq!(hall.shown(), vec![Shown::Dashes; 5]);
    assert!(hall.faces.current("quay-1", hall.now).is_none(), "no key acts on what is stale");
    let time = TimeSignal { seq: hall.board.seq, at: at(9, 12, 30) };
    hall.faces.hear(&Input::Link(LinkEvent::Time(time)), hall.now);
    assert_eq!(hall.shown()[0], number("A012"));
}

#[test]
fn each_key_in_each_state_of_its_counter() {
    let site = site();
    let state = |status, ticket: Option<TicketState>| {
        let mut board = board(&site);
        let counter = board.counters.iter_mut().find(|c| c.id == counter_id(1)).unwrap();
        counter.current = None;
        if let Some(state) = ticket {
            call(&mut board, &site, "A012", 1, at(9, 12, 0), state);
        }
        let mut counter = board.counters.into_iter().find(|c| c.id == counter_id(1)).unwrap();
        counter.status = status;
        counter
    };
    let called = state(CounterStatus::Open, Some(TicketState::Called));
    let serving = state(CounterStatus::Open, Some(TicketState::Serving));
    let (c, s) = (called.current.as_ref().unwrap().ticket, serving.current.as_ref().unwrap().ticket);
    let nobody = (Err(Refused::NobodyCalled), Err(Refused::NobodyCalled), Err(Refused::NobodyServed));
    let cases = [
        ("free", state(CounterStatus::Open, None), Ok(Deed::CallNext { finish: false }), nobody, Deed::Pause),
        (
            "called",
            called,
            Err(Refused::StillCalled),
            (Ok(Deed::Recall(c)), Ok(Deed::Start(c)), Err(Refused::NobodyServed)),
            Deed::Pause,
        ),
        (
            "serving",
            serving,
            Ok(Deed::CallNext { finish: true }),
            (Err(Refused::NobodyCalled), Err(Refused::NobodyCalled), Ok(Deed::Finish(s))),
            Deed::Pause,
        ),
        ("paused", state(CounterStatus::Paused, None), Err(Refused::Paused), nobody, Deed::Open),
        ("closed", state(CounterStatus::Closed, None), Err(Refused::Closed), nobody, Deed::Open),
    ];
    for (name, counter, next, (recall, start, finish), pause) in cases {
        let expected = [next, recall, start, finish, Ok(pause)];
        for (key, expected) in Key::ALL.into_iter().zip(expected) {
            assert_eq!(deed(key, Some(&counter)), expected, "{name}, {}", key.code());
            assert_eq!(deed(key, None), Err(Refused::NotConnected));
        }
    }
}
