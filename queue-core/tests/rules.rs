//! Cases by table: hours, the rule of 15:00, intents, series, leases and a clock that jumps.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{Office, at, issue, site, ticket_id, time};
use queue_core::{
    BusinessDay, Closure, Event, HelpKind, Intent, KioskOrder, Lane, Lang, PrintState, Refusal, Session, Site,
    SpecialDay, State, Task, TicketState, ticket_wait,
};

#[test]
fn opening_hours() {
    let mut site = site();
    site.hours.closures.push(Closure { date: "2019-09-02".parse().unwrap(), name: common::text("Quốc khánh") });
    let saturday = Session { from: time("07:00"), to: time("11:00") };
    site.hours.special.push(SpecialDay { date: "2019-08-03".parse().unwrap(), sessions: vec![saturday] });
    // Local time, whether tickets are given, and when that changes (UTC).
    let table = [
        ("2019-08-01T06:29:59+07:00", false, "2019-07-31T23:30:00Z"),
        ("2019-08-01T06:30:00+07:00", true, "2019-08-01T04:30:00Z"),
        ("2019-08-01T11:29:59+07:00", true, "2019-08-01T04:30:00Z"),
        ("2019-08-01T11:30:00+07:00", false, "2019-08-01T06:00:00Z"),
        ("2019-08-01T13:00:00+07:00", true, "2019-08-01T10:00:00Z"),
        ("2019-08-01T17:00:00+07:00", false, "2019-08-01T23:30:00Z"),
        ("2019-08-02T18:00:00+07:00", false, "2019-08-02T23:30:00Z"),
        ("2019-08-03T10:00:00+07:00", true, "2019-08-03T04:00:00Z"),
        ("2019-08-03T11:00:00+07:00", false, "2019-08-04T23:30:00Z"),
        ("2019-09-02T09:00:00+07:00", false, "2019-09-02T23:30:00Z"),
    ];
    for (now, open, changes_at) in table {
        let hours = site.hours.at(at(now), site.utc_offset_min);
        assert_eq!((hours.open, hours.changes_at), (open, Some(at(changes_at))), "{now}");
    }
    let holiday = site.hours.at(at("2019-09-02T09:00:00+07:00"), 420).holiday;
    assert_eq!(holiday.map(|h| h.vi), Some("Quốc khánh".into()));
}

#[test]
fn files_after_fifteen_hundred_count_from_the_next_working_day() {
    let site = site();
    let table = [
        ("2019-08-01T14:59:59+07:00", "2019-08-01"),
        ("2019-08-01T15:00:00+07:00", "2019-08-02"),
        ("2019-08-02T16:00:00+07:00", "2019-08-05"),
        ("2019-08-03T09:00:00+07:00", "2019-08-05"),
    ];
    for (now, day) in table {
        assert_eq!(site.counts_from(at(now)), day.parse::<BusinessDay>().unwrap(), "{now}");
    }
}

#[test]
fn issue_is_refused_with_its_reason() {
    let table: [(&str, &str, Refusal); 3] = [
        ("2019-08-01T12:00:00+07:00", "dat-dai", Refusal::OutsideHours { opens_at: Some(at("2019-08-01T06:00:00Z")) }),
        ("2019-08-01T09:00:00+07:00", "cong-thuong", Refusal::ServiceClosedToday),
        ("2019-08-01T09:00:00+07:00", "khong-co", Refusal::UnknownService { service: "khong-co".into() }),
    ];
    for (now, service, refusal) in table {
        let mut office = Office::open();
        office.now = at(now);
        assert_eq!(office.issue(service, Lane::Regular), Err(refusal), "{now} {service}");
    }
}

#[test]
fn collecting_leads_to_the_collecting_service() {
    let mut office = Office::open();
    let ask = |service: &str, intent| Task::Issue {
        ticket: ticket_id(7),
        service: service.into(),
        intent: Some(intent),
        lane: None,
        lang: Lang::Vi,
        leased: None,
    };
    assert_eq!(office.act(ask("tra-ket-qua", Intent::Submit)), Err(Refusal::IntentNotOffered));
    office.act(ask("dat-dai", Intent::Collect)).unwrap();
    let ticket = office.state.ticket(ticket_id(7)).unwrap();
    assert_eq!((ticket.number.to_string().as_str(), ticket.service.as_str()), ("T001", "tra-ket-qua"));
    // The same once more is the same ticket; with other contents it is refused.
    assert_eq!(office.act(ask("dat-dai", Intent::Collect)), Ok(vec![]));
    assert!(matches!(office.act(ask("dat-dai", Intent::Submit)), Err(Refusal::TicketExists { .. })));
}

#[test]
fn trial_numbers_have_a_series_of_their_own() {
    let mut office = Office::with(Site { trial: true, ..site() });
    let first = office.issue("dat-dai", Lane::Regular).unwrap();
    let second = office.issue("ho-tich", Lane::Regular).unwrap();
    assert_eq!((office.number(first), office.number(second)), ("X001".into(), "X002".into()));
    assert_eq!(office.state.last_count(common::letter('A')), 0);
}

#[test]
fn leased_numbers_belong_to_their_kiosk() {
    let mut office = Office::open();
    let lease = |count| Task::Lease { device: common::device(1), day: None, count };
    office.act_as("kiosk-1", lease(10)).unwrap();
    office.act_as("kiosk-2", lease(10)).unwrap();
    let leased = |id, number: &str| Task::Issue {
        ticket: ticket_id(id),
        service: "dat-dai".into(),
        intent: None,
        lane: None,
        lang: Lang::Vi,
        leased: Some(common::leased(number, "2019-08-01", "2019-08-01T09:00:00+07:00")),
    };
    // A ticket from the lease is taken at any hour: the citizen already holds it.
    office.now = at("2019-08-01T20:00:00+07:00");
    office.act_as("kiosk-2", leased(1, "R011")).unwrap();
    for (name, id, number) in [("kiosk-1", 2, "R011"), ("kiosk-2", 3, "R011"), ("kiosk-1", 4, "R021")] {
        let refused = office.act_as(name, leased(id, number));
        assert!(matches!(refused, Err(Refusal::NumberNotLeased { .. })), "{name} {number}");
    }
}

/// The kiosk was cut off over midnight: its tickets are on record, and nobody waits for people who went home yesterday.
#[test]
fn tickets_of_a_past_day_are_recorded_as_unserved() {
    let mut office = Office::open();
    let lease = |day: &str, count| Task::Lease { device: common::device(1), day: Some(day.parse().unwrap()), count };
    office.act_as("kiosk-1", lease("2019-08-01", 5)).unwrap();
    office.act_as("kiosk-1", lease("2019-08-02", 5)).unwrap();
    for (day, count, refusal) in [
        ("2019-07-31", 5, Refusal::LeaseDay),
        ("2019-08-09", 5, Refusal::LeaseDay),
        ("2019-08-02", 0, Refusal::LeaseTooLarge),
        ("2019-08-02", 501, Refusal::LeaseTooLarge),
    ] {
        assert_eq!(office.act_as("kiosk-1", lease(day, count)), Err(refusal), "{day} {count}");
    }
    let offline = |id, number: &str, day: &str, at: &str| Task::Issue {
        ticket: ticket_id(id),
        service: "dat-dai".into(),
        intent: None,
        lane: None,
        lang: Lang::Vi,
        leased: Some(common::leased(number, day, at)),
    };
    office.now = at("2019-08-02T08:00:00+07:00");
    office.act_as("kiosk-1", offline(1, "R002", "2019-08-01", "2019-08-01T16:00:00+07:00")).unwrap();
    office.act_as("kiosk-1", offline(2, "R002", "2019-08-02", "2019-08-02T07:30:00+07:00")).unwrap();
    let (late, today) = (office.state.ticket(ticket_id(1)).unwrap(), office.state.ticket(ticket_id(2)).unwrap());
    assert_eq!((late.day.to_string().as_str(), late.state), ("2019-08-01", TicketState::Unserved));
    assert_eq!((today.day.to_string().as_str(), today.state), ("2019-08-02", TicketState::Waiting));
    // Today's online numbers of the reserve series start behind the block that was leased yesterday for today.
    let events = office.act_as("kiosk-2", lease("2019-08-02", 3)).unwrap();
    assert!(matches!(events[..], [Event::NumbersLeased { from: 6, to: 8, .. }]), "{events:?}");
    let again = office.act_as("kiosk-1", offline(3, "R002", "2019-08-01", "2019-08-01T16:30:00+07:00"));
    assert!(matches!(again, Err(Refusal::NumberNotLeased { .. })), "{again:?}");
}

/// A kiosk's clock runs wrong in either direction: its ticket stands between the lease and now.
#[test]
fn a_wrong_clock_at_the_kiosk_neither_jumps_the_queue_nor_waits_in_the_future() {
    let mut office = Office::open();
    let leased_at = office.now;
    office.act_as("kiosk-1", Task::Lease { device: common::device(1), day: None, count: 5 }).unwrap();
    office.now = office.now.plus_s(3600);
    for (id, number, clock, stands) in [
        (1, "R001", "2001-01-01T00:00:00Z", leased_at),
        (2, "R002", "2040-01-01T00:00:00Z", office.now),
        (3, "R003", "2019-08-01T01:20:00Z", at("2019-08-01T01:20:00Z")),
    ] {
        let task = Task::Issue {
            ticket: ticket_id(id),
            service: "dat-dai".into(),
            intent: None,
            lane: None,
            lang: Lang::Vi,
            leased: Some(common::leased(number, "2019-08-01", clock)),
        };
        office.act_as("kiosk-1", task).unwrap();
        let ticket = office.state.ticket(ticket_id(id)).unwrap();
        assert_eq!((ticket.issued_at, ticket.queued_at), (stands, stands), "{number}");
    }
}

#[test]
fn paper_is_counted_and_asked_for_once() {
    let mut office = Office::open();
    let id = office.issue("dat-dai", Lane::Regular).unwrap();
    let print = |office: &Office| {
        let ticket = office.state.ticket(id).unwrap();
        (ticket.print, ticket.copies)
    };
    let ask = |kiosk: &str| Task::Reprint { ticket: id, kiosk: Some(kiosk.to_owned()) };
    assert_eq!(office.act(ask("kiosk-1")), Err(Refusal::UnknownKiosk { kiosk: "kiosk-1".into() }));
    office.act_as("kiosk-1", Task::ReportKiosk(Box::default())).unwrap();
    assert_eq!(office.act_as("kiosk-1", Task::ReportKiosk(Box::default())), Ok(vec![]), "the same report is no news");
    office.act_as("kiosk-1", Task::Printing(id)).unwrap();
    office.act_as("kiosk-1", Task::PrintFailed { ticket: id, fault: "paper-out".into() }).unwrap();
    assert_eq!(print(&office), (PrintState::Failed, 1));
    assert_eq!(office.act(ask("kiosk-1")).unwrap().len(), 1);
    assert_eq!(office.act(ask("kiosk-1")), Ok(vec![]), "asked twice, it is one paper");
    assert_eq!(office.state.kiosk("kiosk-1").unwrap().reprints, [id]);
    office.act_as("kiosk-1", Task::Printing(id)).unwrap();
    assert_eq!(office.state.kiosk("kiosk-1").unwrap().reprints, []);
    office.act_as("kiosk-1", Task::Printed(id)).unwrap();
    assert_eq!(print(&office), (PrintState::Printed, 2));
    office.act(Task::Cancel(id)).unwrap();
    assert!(matches!(office.act(ask("kiosk-1")), Err(Refusal::WrongState { .. })));
}

#[test]
fn a_call_for_help_rings_until_somebody_goes() {
    let mut office = Office::open();
    let answer = || Task::AnswerHelp { kiosk: "kiosk-1".into() };
    assert!(matches!(office.act(answer()), Err(Refusal::UnknownKiosk { .. })));
    assert_eq!(office.act_as("kiosk-1", Task::AskHelp(HelpKind::Attendant)).unwrap().len(), 1);
    assert_eq!(office.act_as("kiosk-1", Task::AskHelp(HelpKind::Attendant)), Ok(vec![]));
    assert_eq!(office.act_as("kiosk-1", Task::AskHelp(HelpKind::Wheelchair)).unwrap().len(), 1);
    assert_eq!(office.state.kiosk("kiosk-1").unwrap().help.unwrap().kind, HelpKind::Wheelchair);
    assert_eq!(office.act(answer()).unwrap().len(), 1);
    assert_eq!(office.act(answer()), Ok(vec![]));
    office.act(Task::OrderKiosk { kiosk: "kiosk-1".into(), order: KioskOrder::Blank }).unwrap();
    office.now = office.now.plus_s(24 * 3600);
    office.act(Task::Tick).unwrap();
    assert!(office.state.kiosk("kiosk-1").unwrap().blanked, "what a supervisor closed stays closed over night");
    assert_eq!(office.replayed(), office.state);
}

#[test]
fn a_clock_that_jumps_back_gives_no_number_twice() {
    let mut office = Office::open();
    office.issue("dat-dai", Lane::Regular).unwrap();
    office.now = office.now.plus_s(24 * 3600);
    let friday = office.issue("dat-dai", Lane::Regular).unwrap();
    office.now = office.now.plus_s(-30 * 3600);
    let after_jump = office.issue("dat-dai", Lane::Regular).unwrap();
    assert_eq!((office.number(friday), office.number(after_jump)), ("A001".into(), "A002".into()));
    assert_eq!(office.state.ticket(after_jump).unwrap().day, office.state.ticket(friday).unwrap().day);
    assert!(office.log.windows(2).all(|w| w[0].0 <= w[1].0));
}

#[test]
fn a_counter_with_its_ticket_open_calls_nobody() {
    let mut office = Office::open();
    let first = office.issue("dat-dai", Lane::Regular).unwrap();
    let second = office.issue("dat-dai", Lane::Regular).unwrap();
    assert!(matches!(office.call("quay-2"), Err(Refusal::CounterClosed { .. })));
    office.act(Task::Open { counter: "quay-2".into() }).unwrap();
    assert_eq!(office.call("quay-2"), Ok(first));
    assert!(matches!(office.call("quay-2"), Err(Refusal::TicketStillOpen { .. })));
    office.act(Task::Start(first)).unwrap();
    office.act(Task::CallNext { counter: "quay-2".into(), finish: true }).unwrap();
    let states = [first, second].map(|id| office.state.ticket(id).unwrap().state);
    assert_eq!(states, [TicketState::Done, TicketState::Called]);
}

#[test]
fn parked_comes_back_without_queueing() {
    let mut office = Office::open();
    let first = office.issue("dat-dai", Lane::Regular).unwrap();
    let second = office.issue("dat-dai", Lane::Regular).unwrap();
    office.act(Task::Open { counter: "quay-2".into() }).unwrap();
    office.call("quay-2").unwrap();
    office.act(Task::Park { ticket: first, reason: Some("le-phi".into()) }).unwrap();
    office.act(Task::Resume { ticket: first, counter: Some("quay-2".into()) }).unwrap();
    assert_eq!(office.state.counter(&"quay-2".into()).current, Some(first));
    office.act(Task::NoShow(first)).unwrap();
    // A no-show that turns up waits in the returning lane, at its old place by time.
    office.act(Task::Resume { ticket: first, counter: None }).unwrap();
    let returned = office.state.ticket(first).unwrap();
    assert_eq!((returned.state, returned.lane), (TicketState::Waiting, Lane::Returning));
    assert_eq!(office.call("quay-2"), Ok(second), "the regular lane has two turns of three");
}

#[test]
fn transfer_keeps_number_and_place_by_time() {
    let mut office = Office::open();
    let moved = office.issue("ho-tich", Lane::Regular).unwrap();
    office.now = office.now.plus_s(60);
    let later = office.issue("dat-dai", Lane::Regular).unwrap();
    office.act(Task::Transfer { ticket: moved, service: Some("dat-dai".into()), counter: None }).unwrap();
    office.act(Task::Open { counter: "quay-2".into() }).unwrap();
    assert_eq!(office.call("quay-2"), Ok(moved));
    assert_eq!(office.number(moved), "B001");
    // To one counter: nobody else can call it.
    office.act(Task::Transfer { ticket: moved, service: None, counter: Some("quay-1".into()) }).unwrap();
    assert_eq!(office.call("quay-2"), Ok(later));
    office.act(Task::Open { counter: "quay-1".into() }).unwrap();
    assert_eq!(office.call("quay-1"), Ok(moved));
}

#[test]
fn the_interval_follows_counters_lunch_and_closing() {
    let wait = |now: &str, people: usize, open: &[&str]| {
        let mut office = Office::open();
        office.now = at(now);
        for counter in open {
            office.act(Task::Open { counter: (*counter).into() }).unwrap();
        }
        let last = (0..people).map(|_| office.issue("dat-dai", Lane::Regular).unwrap()).last().unwrap();
        let (ahead, wait) = ticket_wait(&office.state, office.state.ticket(last).unwrap(), office.now);
        let wait = wait.unwrap();
        (ahead, wait.low_s / 60, wait.high_s / 60)
    };
    let nobody_before = wait("2019-08-01T09:00:00+07:00", 1, &["quay-2"]);
    assert_eq!(nobody_before, (0, 0, 5));
    let (ahead, one_low, one_high) = wait("2019-08-01T09:00:00+07:00", 10, &["quay-2"]);
    let (_, two_low, two_high) = wait("2019-08-01T09:00:00+07:00", 10, &["quay-2", "quay-3"]);
    assert_eq!(ahead, 9);
    assert!(two_low < one_low && two_high < one_high, "two counters are faster than one");
    assert!(one_low <= 55 && 55 <= one_high, "nine citizens of six minutes: {one_low}–{one_high}");
    let (_, low, _) = wait("2019-08-01T11:20:00+07:00", 10, &["quay-2"]);
    assert!(low >= 120, "two hours of lunch lie between: {low}");
    let (_, _, high) = wait("2019-08-01T16:30:00+07:00", 30, &["quay-2"]);
    assert_eq!(high, 30, "nobody is called after closing");
}

#[test]
fn a_shared_counter_serves_in_the_order_of_waiting() {
    let mut office = Office::open();
    office.act(Task::Open { counter: "quay-1".into() }).unwrap();
    for _ in 0..4 {
        office.issue("tra-ket-qua", Lane::Regular).unwrap();
    }
    // Nobody else waits for civil status, but four stand before a newcomer at the only open counter that serves it.
    let queue =
        queue_core::service_waits(&office.state, office.now).into_iter().find(|q| q.service.as_str() == "ho-tich");
    let queue = queue.unwrap();
    assert_eq!((queue.waiting, queue.ahead), (0, 4));
    assert!(queue.wait.unwrap().low_s >= 900, "{:?}", queue.wait);
    // A newcomer of the priority lane lets two regular ones pass at most.
    assert_eq!(queue.priority_ahead, 1);
}

/// Found by the property of lanes: with half of the credit carried over, a lane starved while others came and went.
#[test]
fn a_lane_does_not_starve_when_others_come_and_go() {
    let lanes = queue_core::LaneWeights { regular: 5, priority: 1, booked: 2, returning: 1 };
    let mut office = Office::with(Site { lanes, ..site() });
    office.act(Task::Open { counter: "quay-2".into() }).unwrap();
    let waits = office.issue("dat-dai", Lane::Priority).unwrap();
    for call in 0..=2 * 9 + 3 {
        // Someone booked comes and gives the number back: the set of busy lanes changes at every call.
        office.issue("dat-dai", Lane::Regular).unwrap();
        let booked = (call % 2 == 0).then(|| office.issue("dat-dai", Lane::Booked).unwrap());
        let called = office.call("quay-2").unwrap();
        if let Some(booked) = booked {
            office.act(Task::Cancel(booked)).unwrap();
        }
        if called == waits {
            return;
        }
        office.act(Task::NoShow(called)).unwrap();
    }
    panic!("the priority lane was passed over for more than two rounds");
}

#[test]
fn a_state_without_site_refuses_everything() {
    let by = queue_core::Actor { role: queue_core::Role::Kiosk, name: "k".into(), staff: None };
    let command = queue_core::Command { by, task: issue(ticket_id(1), "dat-dai", Lane::Regular) };
    assert_eq!(queue_core::decide(&State::new(), &command, at(common::OPENING)), Err(Refusal::NotConfigured));
}
