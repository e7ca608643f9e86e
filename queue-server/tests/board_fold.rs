//! A wall that folds events over a snapshot shows what the server itself would show, after any commands in any order.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../../queue-core/tests/common/mod.rs"]
mod common;

use common::{Office, ticket_id};
use proptest::prelude::*;
use queue_protocol::{
    core::{CounterId, Event, Lane, Seq, State, Task, UtcMillis},
    wire::{Board, LogEvent},
};
use queue_server::view;

const COUNTERS: [&str; 3] = ["quay-1", "quay-2", "quay-3"];

fn task() -> impl Strategy<Value = (u16, Task)> {
    let ticket = || (1..25_u128).prop_map(ticket_id);
    let counter = || (0..3_usize).prop_map(|i| CounterId::new(COUNTERS[i]));
    let what = prop_oneof![
        6 => (ticket(), 0..2_usize, 0..4_usize)
            .prop_map(|(t, s, l)| common::issue(t, ["dat-dai", "ho-tich"][s], Lane::ALL[l])),
        4 => counter().prop_map(|counter| Task::Open { counter }),
        1 => counter().prop_map(|counter| Task::Pause { counter, until: None }),
        1 => counter().prop_map(|counter| Task::Close { counter }),
        6 => (counter(), any::<bool>()).prop_map(|(counter, finish)| Task::CallNext { counter, finish }),
        2 => ticket().prop_map(Task::Recall),
        4 => ticket().prop_map(Task::Start),
        2 => ticket().prop_map(Task::Finish),
        2 => ticket().prop_map(Task::NoShow),
        1 => ticket().prop_map(|ticket| Task::Park { ticket, reason: None }),
        2 => (ticket(), proptest::option::of(counter()))
            .prop_map(|(ticket, counter)| Task::Resume { ticket, counter }),
        1 => (ticket(), counter())
            .prop_map(|(ticket, c)| Task::Transfer { ticket, service: None, counter: Some(c) }),
        1 => ticket().prop_map(Task::Cancel),
    ];
    // Minutes that pass before it: now and then a night.
    (prop_oneof![20 => 0..3_u16, 1 => Just(24 * 60)], what)
}

/// What a screen is told of the state: the parts that the log alone decides.
fn seen(board: &Board) -> impl PartialEq + std::fmt::Debug + use<> {
    (board.seq, board.day, board.counters.clone(), board.calls.clone())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn folding_events_gives_the_servers_own_board(steps in proptest::collection::vec(task(), 1..80)) {
        let mut office = Office::open();
        let mut folded = view::board(&office.state, office.now).unwrap();
        for (minutes, task) in steps {
            office.now = office.now.plus_s(i64::from(minutes) * 60);
            let before = office.log.len();
            if office.act(task).is_err() {
                continue;
            }
            for (i, (at, event)) in office.log.iter().enumerate().skip(before) {
                folded.apply(&entry(i, *at, event));
            }
            let server = view::board(&office.state, office.now).unwrap();
            prop_assert_eq!(seen(&folded), seen(&server));
            prop_assert_eq!(State::seq(&office.state), folded.seq);
        }
    }
}

fn entry(index: usize, at: UtcMillis, event: &Event) -> LogEvent {
    LogEvent { seq: Seq(index as u64 + 1), at, event: event.clone() }
}
