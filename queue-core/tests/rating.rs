//! Ratings as rules: the first stands, groups come out whole, trials do not count, and old days go.

#![allow(clippy::unwrap_used)] // helpers of tests fail by panic

mod common;

use common::{Office, at, site};
use queue_core::{Event, Lane, Ratings, Refusal, Score, Task};

/// Serves one at counter 2 and gives the ticket.
fn served(office: &mut Office) -> queue_core::TicketId {
    let _ = office.act(Task::Open { counter: "quay-2".into() });
    let ticket = office.issue("dat-dai", Lane::Regular).unwrap();
    office.call("quay-2").unwrap();
    office.act(Task::Start(ticket)).unwrap();
    office.act(Task::Finish(ticket)).unwrap();
    ticket
}

fn published(office: &Office) -> u32 {
    office.state.ratings().published().map(|(_, _, scores)| scores.count()).sum()
}

#[test]
fn the_first_stands_and_nobody_is_on_record() {
    let mut office = Office::open();
    let waiting = office.issue("dat-dai", Lane::Regular).unwrap();
    let early = office.act(Task::Rate { ticket: waiting, score: Score::Two });
    assert!(matches!(early, Err(Refusal::WrongState { .. })), "{early:?}");
    office.act(Task::Cancel(waiting)).unwrap();
    let ticket = served(&mut office);
    let rated = office.act_as("lan", Task::Rate { ticket, score: Score::Zero }).unwrap();
    assert_eq!(rated, [Event::TicketRated { ticket, service: "dat-dai".into(), score: Some(Score::Zero) }]);
    assert!(!serde_json::to_string(&rated).unwrap().contains("lan"));
    let again = office.act(Task::Rate { ticket, score: Score::Two });
    assert!(matches!(again, Err(Refusal::AlreadyRated { .. })), "{again:?}");
    assert_eq!(office.state, office.replayed());
}

#[test]
fn results_come_out_in_whole_groups_and_outlive_the_day_for_a_quarter() {
    let mut office = Office::open();
    for n in 1..=12 {
        let ticket = served(&mut office);
        office.act(Task::Rate { ticket, score: Score::One }).unwrap();
        assert_eq!(published(&office), n / Ratings::GROUP * Ratings::GROUP);
    }
    assert_eq!(office.state.ratings().waiting(&"dat-dai".into()), 2);
    office.now = at("2019-08-02T01:00:00Z");
    office.act(Task::Tick).unwrap();
    assert_eq!((published(&office), office.state.ratings().waiting(&"dat-dai".into())), (10, 2));
    office.now = at("2019-11-05T01:00:00Z");
    office.act(Task::Tick).unwrap();
    office.now = at("2019-11-06T01:00:00Z");
    office.act(Task::Tick).unwrap();
    assert_eq!(published(&office), 0);
    let json = serde_json::to_string(&office.state).unwrap();
    assert_eq!(serde_json::from_str::<queue_core::State>(&json).unwrap(), office.state);
}

#[test]
fn a_trial_is_thanked_and_not_counted() {
    let mut trial = site();
    trial.trial = true;
    let mut office = Office::with(trial);
    for _ in 0..Ratings::GROUP {
        let ticket = served(&mut office);
        office.act(Task::Rate { ticket, score: Score::Two }).unwrap();
        assert!(office.state.ticket(ticket).unwrap().rated);
    }
    assert!(office.state.ratings().is_empty());
}
