//! A wall that folds events over a snapshot shows what the server itself would show, after any commands in any order.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../../queue-core/tests/common/mod.rs"]
mod common;

use common::{Office, ticket_id};
use proptest::prelude::*;
use queue_protocol::{
    core::{CounterId, Event, Lane, Seq, Site, State, SupportId, Task, UtcMillis},
    wire::{Board, LogEvent},
};
use queue_server::view;

const PAIR: [&str; 2] = ["hoc-viec", "huong-dan"];
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
        1 => ticket().prop_map(Task::Return),
        1 => (counter(), ticket())
            .prop_map(|(counter, ticket)| Task::Call { counter, ticket, reason: Site::PICK_REASONS[0].into() }),
        1 => (counter(), 0..2_usize).prop_map(|(counter, s)| Task::Lead { counter, staff: PAIR[s].into() }),
        2 => (counter(), 1..5_u128)
            .prop_map(|(counter, n)| Task::AskSupport { support: support(n), counter, unit: None }),
        1 => (1..5_u128).prop_map(|n| Task::AnswerSupport(support(n))),
        1 => (1..5_u128).prop_map(|n| Task::EndSupport(support(n))),
    ];
    // Minutes that pass before it: now and then a night.
    (prop_oneof![20 => 0..3_u16, 1 => Just(24 * 60)], what)
}

/// What a screen is told of the state: the parts that the log alone decides.
fn seen(board: &Board) -> impl PartialEq + std::fmt::Debug + use<> {
    (board.seq, board.day, board.counters.clone(), board.calls.clone(), board.support.clone())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn folding_events_gives_the_servers_own_board(steps in proptest::collection::vec(task(), 1..80)) {
        let mut site = common::site();
        site.counters[1].staff = PAIR.map(Into::into).to_vec();
        let mut office = Office::with(site);
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

fn support(n: u128) -> SupportId {
    SupportId(uuid::Uuid::from_u128(n))
}

fn entry(index: usize, at: UtcMillis, event: &Event) -> LogEvent {
    LogEvent { seq: Seq(index as u64 + 1), at, event: event.clone() }
}
