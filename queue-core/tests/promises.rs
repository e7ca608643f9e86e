//! What people are told about their wait: it never runs backwards without a cause, and it comes true for most.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use common::{Office, issue, ticket_id};
use proptest::prelude::*;
use queue_core::{
    CounterConfig, CounterId, Event, Lane, ServiceId, State, Task, Ticket, TicketId, TicketState, Wait, ticket_wait,
};

const SERVICES: [&str; 3] = ["dat-dai", "ho-tich", "tra-ket-qua"];
const COUNTERS: [&str; 3] = ["quay-1", "quay-2", "quay-3"];

/// What happens in a hall, without the office's own changes of plan. Seconds pass before each.
#[derive(Clone, Debug)]
enum Step {
    Issue(usize, usize),
    CallNext(usize),
    Counter(usize, usize),
    Ticket(usize, u128),
    Move(u128, Option<usize>, Option<usize>),
    Pick(usize, u128),
    Nothing,
}

fn steps() -> impl Strategy<Value = Vec<(i64, Step)>> {
    let ticket = || 1..40_u128;
    let step = prop_oneof![
        8 => (0..3_usize, prop_oneof![4 => Just(0_usize), 2 => 1..4_usize]).prop_map(|(s, l)| Step::Issue(s, l)),
        6 => (0..3_usize).prop_map(Step::CallNext),
        2 => (0..3_usize, 0..4_usize).prop_map(|(c, what)| Step::Counter(c, what)),
        4 => (0..10_usize, ticket()).prop_map(|(what, t)| Step::Ticket(what, t)),
        1 => (ticket(), proptest::option::of(0..3_usize), proptest::option::of(0..3_usize))
            .prop_map(|(t, s, c)| Step::Move(t, s, c)),
        1 => (0..3_usize, ticket()).prop_map(|(c, t)| Step::Pick(c, t)),
        3 => Just(Step::Nothing),
    ];
    proptest::collection::vec((0..400_i64, step), 1..100)
}

fn task(step: &Step, next: u128) -> Task {
    let counter = |i: usize| COUNTERS[i].into();
    match step {
        Step::Issue(s, l) => issue(ticket_id(next), SERVICES[*s], Lane::ALL[*l]),
        Step::CallNext(c) => Task::CallNext { counter: counter(*c), finish: true },
        Step::Counter(c, 0 | 1) => Task::Open { counter: counter(*c) },
        Step::Counter(c, 2) => Task::Pause { counter: counter(*c), until: None },
        Step::Counter(c, _) => Task::Close { counter: counter(*c) },
        Step::Ticket(what, t) => {
            let id = ticket_id(*t);
            match what {
                0 | 1 => Task::Start(id),
                2 => Task::Finish(id),
                3 => Task::NoShow(id),
                4 => Task::Park { ticket: id, reason: None },
                5 => Task::Return(id),
                6 => Task::Resume { ticket: id, counter: None },
                7 => Task::Note { ticket: id, text: "x".into() },
                8 => Task::Printing(id),
                _ => Task::Cancel(id),
            }
        }
        Step::Move(t, s, c) => {
            Task::Transfer { ticket: ticket_id(*t), service: s.map(|s| SERVICES[s].into()), counter: c.map(counter) }
        }
        Step::Pick(c, t) => {
            Task::Call { counter: counter(*c), ticket: ticket_id(*t), reason: queue_core::Site::PICK_REASONS[0].into() }
        }
        Step::Nothing => Task::Tick,
    }
}

/// What everyone who waits is told.
fn told(state: &State, now: queue_core::UtcMillis) -> BTreeMap<TicketId, (u32, Wait)> {
    state
        .in_state(TicketState::Waiting)
        .filter_map(|t| {
            let (ahead, wait) = ticket_wait(state, t, now);
            Some((t.id, (ahead, wait?)))
        })
        .collect()
}

/// Whether an event is a cause for one who waits to be called later than was said.
fn is_cause(state: &State, ticket: &Ticket, event: &Event) -> bool {
    let site = state.site().unwrap();
    let desks: Vec<&CounterConfig> = match &ticket.bound_to {
        Some(counter) => site.counter(counter).into_iter().collect(),
        None => site.counters_for(&ticket.service).collect(),
    };
    let at_desk = |id: &CounterId| desks.iter().any(|c| c.id == *id);
    let line_of_desk = |service: &ServiceId| desks.iter().any(|c| c.serves.contains(service));
    // Who joins stands before this one only in another lane, or at an older place of the same one.
    let joins = |id: &TicketId| {
        let other = state.ticket(*id).unwrap();
        let reaches = other.bound_to.as_ref().map_or_else(|| line_of_desk(&other.service), at_desk);
        let older = (other.queued_at, other.order) < (ticket.queued_at, ticket.order);
        *id == ticket.id || (reaches && (other.lane != ticket.lane || older))
    };
    let of_another_lane = |id: &TicketId| state.ticket(*id).unwrap().lane != ticket.lane;
    match event {
        Event::TicketIssued { ticket: id, .. }
        | Event::TicketResumed { ticket: id, .. }
        | Event::TicketReturned { ticket: id, .. } => joins(id),
        // Of another lane so many pass before this one: where one of them leaves, the next one may take longer.
        Event::TicketTransferred { ticket: id, .. } => joins(id) || of_another_lane(id),
        Event::TicketCalled { counter, .. } if at_desk(counter) => true,
        Event::TicketCalled { ticket: id, .. } | Event::TicketCancelled { ticket: id, .. } => of_another_lane(id),
        // Fewer at work at a counter that shares a line.
        Event::CounterOpened { counter, .. }
        | Event::CounterPaused { counter, .. }
        | Event::CounterClosed { counter } => {
            site.counter(counter).is_some_and(|c| at_desk(counter) || c.serves.iter().any(line_of_desk))
        }
        // What was learnt of a service time.
        Event::TicketFinished { service, .. } => line_of_desk(service),
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// While nothing happens, neither end of an interval grows, up to the break; and an event that is no cause moves
    /// neither end further away.
    #[test]
    fn a_wait_never_runs_backwards_without_a_cause(steps in steps(), start in 0..6_i64) {
        let mut office = Office::open();
        office.now = office.now.plus_s(start * 3600 - 3600);
        let mut next = 0;
        for (seconds, step) in steps {
            let before = told(&office.state, office.now);
            office.now = office.now.plus_s(seconds);
            let after = told(&office.state, office.now);
            for (id, (_, wait)) in &before {
                let later = after[id].1;
                let grew = later.low_s > wait.low_s || later.high_s > wait.high_s;
                prop_assert!(!grew || runs_into_a_break(&office, seconds, *wait),
                    "{wait:?} became {later:?} in {seconds} s");
            }
            next += 1;
            let Ok(events) = office.act(task(&step, next)) else { continue };
            let now = told(&office.state, office.now);
            for (id, (ahead, wait)) in &after {
                let Some((ahead_now, then)) = now.get(id) else { continue };
                let ticket = office.state.ticket(*id).unwrap();
                let cause = events.iter().any(|event| is_cause(&office.state, ticket, event));
                // A counter that comes free takes its doubt with it: the near end may move into the interval.
                let narrows = events.iter().any(frees_a_counter);
                prop_assert!(cause || ((narrows || then.low_s <= wait.low_s) && then.high_s <= wait.high_s && ahead_now <= ahead),
                    "{}: {ahead} ahead, {wait:?} became {ahead_now}, {then:?} by {events:?}", ticket.number);
            }
        }
    }

    /// Nobody who comes later changes what one who waits in the same lane was told.
    #[test]
    fn who_comes_later_changes_nothing(count in 1..30_usize, behind in proptest::collection::vec(0..2_usize, 1..30), open in 0..4_usize) {
        let mut site = common::site();
        site.services.iter_mut().zip([6, 15]).for_each(|(service, minutes)| service.minutes = minutes);
        let mut office = Office::with(site);
        COUNTERS.iter().take(open).for_each(|c| drop(office.act(Task::Open { counter: (*c).into() }).unwrap()));
        for i in 0..count {
            office.issue(SERVICES[i % 2], Lane::Regular).unwrap();
        }
        let before = told(&office.state, office.now);
        for service in behind {
            office.issue(SERVICES[service], Lane::Regular).unwrap();
        }
        let after = told(&office.state, office.now);
        for (id, told) in before {
            prop_assert_eq!(after[&id], told);
        }
    }
}

fn frees_a_counter(event: &Event) -> bool {
    match event {
        Event::TicketNoShow { .. } | Event::TicketParked { .. } => true,
        Event::TicketCancelled { left, .. } | Event::TicketTransferred { left, .. } => left.is_some(),
        _ => false,
    }
}

/// A line that stands still is carried over the break: then everybody can see the cause.
fn runs_into_a_break(office: &Office, seconds: i64, wait: Wait) -> bool {
    let site = office.state.site().unwrap();
    let today = site.day_of(office.now);
    let (earlier, far) = (office.now.plus_s(-seconds), office.now.plus_s(i64::from(wait.high_s)));
    site.hours
        .sessions_on(today)
        .iter()
        .map(|s| today.at(s.to, site.utc_offset_min))
        .any(|end| earlier <= end && end <= far)
}
