//! What must hold for any commands in any order. `make prove` runs 10,000 cases (PROPTEST_CASES).

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{Office, issue, site, ticket_id};
use proptest::prelude::*;
use queue_core::{
    CallReason, CounterStatus, Event, Lane, LaneWeights, Refusal, State, Task, TicketId, TicketState, UtcMillis,
};

/// One step of a day gone wild.
#[derive(Clone, Debug)]
enum Step {
    Issue(u128, usize, usize),
    Collect(u128, usize),
    Leased(u128, u32),
    Lease(u32),
    Counter(usize, usize),
    CallNext(usize, bool),
    Ticket(usize, u128),
    Resume(u128, Option<usize>),
    Transfer(u128, Option<usize>, Option<usize>),
    Park(u128, bool),
    Clock(i64),
    Tick,
    Kiosk(usize, usize),
    Pick(usize, u128, bool),
    Support(usize, u128, usize),
    Lead(usize, usize),
    Note(u128, usize),
}

const SERVICES: [&str; 5] = ["dat-dai", "ho-tich", "cong-thuong", "tra-ket-qua", "khong-co"];
/// The first is the name by which the office acts, so it reports; the second never does.
const KIOSKS: [&str; 2] = ["quay", "kiosk-2"];
const COUNTERS: [&str; 4] = ["quay-1", "quay-2", "quay-3", "quay-9"];

fn step() -> impl Strategy<Value = Step> {
    let ticket = || 1..40_u128;
    prop_oneof![
        6 => (ticket(), 0..5_usize, 0..4_usize).prop_map(|(t, s, l)| Step::Issue(t, s, l)),
        1 => (ticket(), 0..5_usize).prop_map(|(t, s)| Step::Collect(t, s)),
        1 => (ticket(), 0..30_u32).prop_map(|(t, n)| Step::Leased(t, n)),
        1 => (0..12_u32).prop_map(Step::Lease),
        4 => (0..4_usize, 0..4_usize).prop_map(|(c, what)| Step::Counter(c, what)),
        6 => (0..4_usize, any::<bool>()).prop_map(|(c, f)| Step::CallNext(c, f)),
        8 => (0..10_usize, ticket()).prop_map(|(what, t)| Step::Ticket(what, t)),
        2 => (ticket(), proptest::option::of(0..4_usize)).prop_map(|(t, c)| Step::Resume(t, c)),
        2 => (ticket(), proptest::option::of(0..5_usize), proptest::option::of(0..4_usize))
            .prop_map(|(t, s, c)| Step::Transfer(t, s, c)),
        2 => (ticket(), any::<bool>()).prop_map(|(t, r)| Step::Park(t, r)),
        // Seconds: mostly minutes forward, sometimes days, sometimes back, once in a while a broken clock.
        3 => prop_oneof![6 => 0..900_i64, 1 => 0..200_000_i64, 1 => -90_000..0_i64, 1 => any::<i32>().prop_map(i64::from)]
            .prop_map(Step::Clock),
        1 => Just(Step::Tick),
        2 => (0..6_usize, 0..2_usize).prop_map(|(what, k)| Step::Kiosk(what, k)),
        2 => (0..4_usize, ticket(), any::<bool>()).prop_map(|(c, t, r)| Step::Pick(c, t, r)),
        2 => (0..3_usize, 0..6_u128, 0..4_usize).prop_map(|(what, n, c)| Step::Support(what, n, c)),
        1 => (0..4_usize, 0..3_usize).prop_map(|(c, s)| Step::Lead(c, s)),
        1 => (ticket(), 0..4_usize).prop_map(|(t, n)| Step::Note(t, n)),
    ]
}

fn task(step: &Step, state: &State) -> Option<Task> {
    let counter = |i: usize| COUNTERS[i].into();
    Some(match step.clone() {
        Step::Issue(t, s, l) => issue(ticket_id(t), SERVICES[s], Lane::ALL[l]),
        Step::Collect(t, s) => Task::Issue {
            ticket: ticket_id(t),
            service: SERVICES[s].into(),
            intent: Some(queue_core::Intent::Collect),
            lane: None,
            lang: queue_core::Lang::En,
            leased: None,
        },
        Step::Leased(t, n) => Task::Issue {
            ticket: ticket_id(t),
            service: SERVICES[t as usize % 5].into(),
            intent: None,
            lane: None,
            lang: queue_core::Lang::Vi,
            leased: Some(queue_core::Leased {
                number: queue_core::TicketNumber { series: state.site()?.reserve_series, count: n },
                day: state.day()?.plus_days(i64::from(n % 3) - 1),
                issued_at: state.last_at().plus_s(t as i64 * 60 - 600),
            }),
        },
        Step::Lease(count) => Task::Lease {
            device: common::device(1),
            day: Some(state.day()?.plus_days(i64::from(count % 3) - 1)),
            count,
        },
        Step::Counter(c, 0 | 1) => Task::Open { counter: counter(c) },
        Step::Counter(c, 2) => Task::Pause { counter: counter(c), until: None },
        Step::Counter(c, _) => Task::Close { counter: counter(c) },
        Step::CallNext(c, finish) => Task::CallNext { counter: counter(c), finish },
        Step::Ticket(what, t) => {
            let id = ticket_id(t);
            match what {
                0 => Task::Recall(id),
                1 => Task::Start(id),
                2 => Task::Finish(id),
                3 => Task::NoShow(id),
                4 => Task::Printed(id),
                5 => Task::PrintFailed { ticket: id, fault: "paper-out".into() },
                6 => Task::Printing(id),
                8 => Task::Return(id),
                7 => Task::Reprint { ticket: id, kiosk: Some(KIOSKS[t as usize % 2].into()) },
                _ => Task::Cancel(id),
            }
        }
        Step::Resume(t, c) => Task::Resume { ticket: ticket_id(t), counter: c.map(counter) },
        Step::Transfer(t, s, c) => {
            Task::Transfer { ticket: ticket_id(t), service: s.map(|s| SERVICES[s].into()), counter: c.map(counter) }
        }
        Step::Park(t, known) => {
            Task::Park { ticket: ticket_id(t), reason: Some(if known { "le-phi" } else { "khac" }.into()) }
        }
        Step::Kiosk(what, k) => {
            let kiosk = KIOSKS[k].to_owned();
            match what {
                0 => Task::ReportKiosk(Box::default()),
                1 => Task::OrderKiosk { kiosk, order: queue_core::KioskOrder::Blank },
                2 => Task::OrderKiosk { kiosk, order: queue_core::KioskOrder::Unblank },
                3 => Task::OrderKiosk { kiosk, order: queue_core::KioskOrder::TestPrint },
                4 => Task::AskHelp(queue_core::HelpKind::Attendant),
                _ => Task::AnswerHelp { kiosk },
            }
        }
        Step::Pick(c, t, known) => Task::Call {
            counter: counter(c),
            ticket: ticket_id(t),
            reason: if known { queue_core::Site::PICK_REASONS[0] } else { "khac" }.into(),
        },
        Step::Support(what, n, c) => {
            let support = queue_core::SupportId(uuid::Uuid::from_u128(n));
            match what {
                0 => Task::AskSupport { support, counter: counter(c), unit: (n % 2 == 0).then(|| "huyen".into()) },
                1 => Task::AnswerSupport(support),
                _ => Task::EndSupport(support),
            }
        }
        Step::Lead(c, s) => Task::Lead { counter: counter(c), staff: ["a", "b", "khac"][s].into() },
        Step::Note(t, n) => {
            Task::Note { ticket: ticket_id(t), text: ["", "thiếu bản vẽ", "0912345678", "xong"][n].into() }
        }
        Step::Clock(_) | Step::Tick => Task::Tick,
    })
}

fn run(office: &mut Office, steps: &[Step]) -> Result<(), TestCaseError> {
    let mut numbers = BTreeSet::new();
    for step in steps {
        if let Step::Clock(seconds) = step {
            office.now = office.now.plus_s(*seconds);
        }
        let Some(task) = task(step, &office.state) else { continue };
        let before = office.state.clone();
        match office.act(task) {
            Err(_) => prop_assert_eq!(&office.state, &before, "a refusal changed the state"),
            Ok(events) => {
                for event in &events {
                    if let Event::TicketIssued { ticket, number, offline, .. } = event {
                        let day = offline.map(|o| o.day).or(office.state.day());
                        prop_assert!(numbers.insert((day, *number)), "{number} given twice on {day:?}");
                        prop_assert_eq!(office.state.ticket(*ticket).map(|t| t.number), Some(*number));
                    }
                }
            }
        }
        one_place_each(&office.state)?;
    }
    Ok(())
}

/// Every ticket is in one place: waiting in one line, or at one counter, or nowhere.
fn one_place_each(state: &State) -> Result<(), TestCaseError> {
    let mut at_counters = BTreeMap::<TicketId, usize>::new();
    let Some(site) = state.site() else { return Ok(()) };
    for config in &site.counters {
        if let Some(current) = state.counter(&config.id).current {
            *at_counters.entry(current).or_default() += 1;
            let ticket = state.ticket(current).unwrap();
            prop_assert!(ticket.state.at_counter(), "{} is shown at a counter, but {:?}", ticket.number, ticket.state);
            prop_assert_eq!(ticket.counter.as_ref(), Some(&config.id));
        }
    }
    for ticket in state.tickets() {
        let expected = usize::from(ticket.state.at_counter());
        prop_assert_eq!(at_counters.get(&ticket.id).copied().unwrap_or(0), expected, "{}", ticket.number);
    }
    let mut callable = BTreeSet::new();
    for config in &site.counters {
        for next in queue_core::upcoming(state, &config.id, 1000) {
            prop_assert_eq!(state.ticket(next.ticket).map(|t| t.state), Some(TicketState::Waiting));
            callable.insert(next.ticket);
        }
        prop_assert_eq!(queue_core::upcoming(state, &config.id, 1000).len(), state.waiting_at(&config.id));
    }
    let waiting: BTreeSet<_> = state.in_state(TicketState::Waiting).map(|t| t.id).collect();
    prop_assert_eq!(callable, waiting, "someone waits whom no counter can call");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    /// Numbers are unique per series and day, no ticket is in two places, refusals change nothing, nothing panics.
    #[test]
    fn any_commands_in_any_order(steps in proptest::collection::vec(step(), 1..120)) {
        let mut office = paired_office();
        run(&mut office, &steps)?;
    }

    /// Replaying the log gives the same state, byte for byte, and so does a stored state read back.
    #[test]
    fn replay_is_state(steps in proptest::collection::vec(step(), 1..120)) {
        let mut office = paired_office();
        run(&mut office, &steps)?;
        let live = serde_json::to_string(&office.state).unwrap();
        let lines: Vec<_> = office.log.iter().map(|(at, e)| (*at, serde_json::to_string(e).unwrap())).collect();
        let mut replayed = State::new();
        for (at, line) in &lines {
            replayed.apply(*at, &serde_json::from_str(line).unwrap());
        }
        prop_assert_eq!(serde_json::to_string(&replayed).unwrap(), live.clone());
        let read_back: State = serde_json::from_str(&live).unwrap();
        prop_assert_eq!(read_back, office.state);
    }

    /// Times in the log never run backwards, whatever the clock does.
    #[test]
    fn time_in_the_log_only_moves_forward(steps in proptest::collection::vec(step(), 1..120)) {
        let mut office = Office::open();
        run(&mut office, &steps)?;
        prop_assert!(office.log.windows(2).all(|w| w[0].0 <= w[1].0));
    }

    /// While the same lanes have someone waiting, each lane's share of a counter's calls is within one call of its
    /// weight, from the start of that stretch to any moment of it; and no lane is passed over for more than two of its
    /// rounds and the turns of the three others.
    #[test]
    fn lanes_share_calls_by_weight(
        weights in proptest::array::uniform4(1..9_u32),
        arrivals in proptest::collection::vec((0..4_usize, 0..3_usize), 20..200),
    ) {
        let [regular, priority, booked, returning] = weights;
        let lanes = LaneWeights { regular, priority, booked, returning };
        let mut office = Office::with(queue_core::Site { lanes, ..site() });
        office.act(Task::Open { counter: "quay-2".into() }).unwrap();
        let mut waiting = [0_u32; 4];
        let mut stretch: Option<([bool; 4], [u32; 4], u32)> = None;
        let mut unserved = [0_u32; 4];
        for (lane, calls) in arrivals {
            office.issue("dat-dai", Lane::ALL[lane]).unwrap();
            waiting[lane] += 1;
            for _ in 0..calls {
                let busy = waiting.map(|n| n > 0);
                let Ok(events) = office.act(Task::CallNext { counter: "quay-2".into(), finish: true }) else { break };
                let Some(Event::TicketCalled { ticket, reason, .. }) = events.last() else { break };
                let called = reason.lane().unwrap();
                office.act(Task::Start(*ticket)).unwrap();
                waiting[called.index()] -= 1;
                let (set, served, total) = stretch.get_or_insert((busy, [0; 4], 0));
                if *set != busy {
                    (*set, *served, *total) = (busy, [0; 4], 0);
                }
                served[called.index()] += 1;
                *total += 1;
                let sum: u32 = Lane::ALL.iter().filter(|l| busy[l.index()]).map(|l| lanes.of(*l)).sum();
                for l in Lane::ALL.into_iter().filter(|l| busy[l.index()]) {
                    let fair = f64::from(*total * lanes.of(l)) / f64::from(sum);
                    let off = (f64::from(served[l.index()]) - fair).abs();
                    prop_assert!(off <= 1.0, "{l:?}: {} of {} calls, fair {fair:.2}", served[l.index()], total);
                    unserved[l.index()] = if l == called { 0 } else { unserved[l.index()] + 1 };
                    let round = weights.iter().sum::<u32>().div_ceil(lanes.of(l));
                    prop_assert!(unserved[l.index()] <= 2 * round + 3, "{l:?} waited {} calls", unserved[l.index()]);
                }
                for l in Lane::ALL.into_iter().filter(|l| !busy[l.index()]) {
                    unserved[l.index()] = 0;
                }
            }
        }
    }

    /// Within a lane, over all services of the counter, the one who has waited longest comes first.
    #[test]
    fn oldest_first_within_a_lane(services in proptest::collection::vec(0..2_usize, 1..40)) {
        let mut office = Office::open();
        office.act(Task::Open { counter: "quay-3".into() }).unwrap();
        let issued: Vec<_> =
            services.iter().map(|s| office.issue(SERVICES[*s], Lane::Regular).unwrap()).collect();
        for expected in issued {
            let called = office.call("quay-3").unwrap();
            prop_assert_eq!(called, expected);
            office.act(Task::NoShow(called)).unwrap();
        }
        prop_assert_eq!(office.call("quay-3"), Err(Refusal::NobodyWaits));
    }

    /// What a counter announces as upcoming is what it then calls.
    #[test]
    fn upcoming_is_what_is_called(issues in proptest::collection::vec((0..2_usize, 0..4_usize), 1..40), before in 0..5_usize) {
        let mut office = Office::open();
        office.act(Task::Open { counter: "quay-3".into() }).unwrap();
        for (service, lane) in issues {
            office.issue(SERVICES[service], Lane::ALL[lane]).unwrap();
        }
        for _ in 0..before {
            if let Ok(called) = office.call("quay-3") {
                office.act(Task::NoShow(called)).unwrap();
            }
        }
        for next in queue_core::upcoming(&office.state, &"quay-3".into(), 100) {
            let events = office.act(Task::CallNext { counter: "quay-3".into(), finish: false }).unwrap();
            let Some(Event::TicketCalled { ticket, reason: CallReason::Turn { lane, .. }, .. }) = events.last() else {
                return Err(TestCaseError::fail("no call"));
            };
            prop_assert_eq!((*ticket, *lane), (next.ticket, next.lane));
            office.act(Task::NoShow(*ticket)).unwrap();
        }
        prop_assert_eq!(office.state.waiting_at(&"quay-3".into()), 0);
    }

    /// Intervals are ordered, in steps of five minutes, and a ticket further back never waits less.
    #[test]
    fn intervals_are_ordered(count in 1..60_usize, minute in 0..600_i64, open in any::<bool>()) {
        let mut office = Office::open();
        office.now = UtcMillis(office.now.0 + minute * 60_000);
        if open {
            office.act(Task::Open { counter: "quay-2".into() }).unwrap();
        }
        let issued: Vec<_> = (0..count).map_while(|_| office.issue("dat-dai", Lane::Regular).ok()).collect();
        let mut last = 0;
        for (position, id) in issued.iter().enumerate() {
            let ticket = office.state.ticket(*id).unwrap();
            let (ahead, wait) = queue_core::ticket_wait(&office.state, ticket, office.now);
            let wait = wait.unwrap();
            prop_assert_eq!(ahead as usize, position);
            prop_assert!(wait.low_s < wait.high_s, "{wait:?}");
            prop_assert!(wait.low_s % 300 == 0 && wait.high_s % 300 == 0, "{wait:?}");
            prop_assert!(wait.high_s >= last, "position {position}: {wait:?} after {last}");
            last = wait.high_s;
        }
    }
}

/// The office with two people at its second counter.
fn paired_office() -> Office {
    let mut site = site();
    site.counters[1].staff = vec!["a".into(), "b".into()];
    Office::with(site)
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(256)
}

/// The day's end closes who still waits as unserved, and the next day starts at 001.
#[test]
fn the_day_ends_and_the_next_starts_at_001() {
    let mut office = Office::open();
    office.act(Task::Open { counter: "quay-2".into() }).unwrap();
    let served = office.issue("dat-dai", Lane::Regular).unwrap();
    let waiting = office.issue("dat-dai", Lane::Regular).unwrap();
    assert_eq!(office.call("quay-2"), Ok(served));
    office.act(Task::Start(served)).unwrap();
    office.act(Task::Finish(served)).unwrap();
    office.now = office.now.plus_s(24 * 3600);
    let events = office.act(Task::Tick).unwrap();
    let unserved: Vec<_> =
        events.iter().filter(|e| matches!(e, Event::TicketUnserved { .. })).map(Event::ticket).collect();
    assert_eq!(unserved, [Some(waiting)]);
    assert!(events.iter().any(|e| matches!(e, Event::DayClosed { .. })));
    assert_eq!(office.state.counter(&"quay-2".into()).status, CounterStatus::Closed);
    let first = office.issue("dat-dai", Lane::Regular).unwrap();
    assert_eq!(office.number(first), "A001");
    assert_eq!(office.replayed(), office.state);
}
