//! A wall that is cut off for half a minute, for ten minutes, and from a server that does not come back but is replaced: on
//! a clock that the test moves, what it shows meanwhile and from the first message after it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use display::model::{CardState, Connection, HOLD, Panel, Shape, View};
use queue_protocol::{
    core::{Lang, Seq, TicketState, UtcMillis},
    stream::{LinkEvent, LostReason},
    wire::Board,
};
use support::{Stage, at, board, call, site};

/// A wall says so within this time.
const STALE_WITHIN_MS: u64 = 5_000;

/// A wall looks at its clock this often.
const LOOK_MS: u64 = 250;

#[test]
fn half_a_minute_and_ten_minutes() {
    for away_s in [30, 600] {
        let (mut stage, stale) = cut(away_s);
        // While it was away A015 was served, B018 called, and E007 called in the last seconds.
        let mut now = board(&site());
        now.at = at(9, 12, 4 + away_s);
        now.counters[2].current = None;
        call(&mut now, &site(), "B018", 2, at(9, 12, 6), TicketState::Called);
        call(&mut now, &site(), "E007", 5, at(9, 12, 2 + away_s), TicketState::Called);
        stage.link(LinkEvent::Connected);
        assert_eq!(view(&mut stage), stale, "an answered connection alone proves nothing");
        stage.link(LinkEvent::Snapshot(Box::new(now.clone())));
        right(&view(&mut stage), &now);
        assert_eq!(block(&mut stage), "E007", "whoever was called seconds ago is still to be called");
        let tiles = view(&mut stage).cards;
        let tile = |counter: u32| tiles.iter().find(|c| c.counter == counter).unwrap();
        assert_eq!((tile(2).state, tile(2).ticket.as_str()), (CardState::Calling, "B018"));
        assert_eq!((tile(3).state, tile(5).ticket.as_str()), (CardState::Free, "E007"));
        // And it goes on from there.
        stage.seq = now.seq;
        stage.pass(HOLD, now.at);
        stage.calls("K002", 7, now.at.plus_s(8));
        assert_eq!(block(&mut stage), "K002");
    }
}

#[test]
fn a_server_that_was_replaced() {
    // Its log is shorter than what the wall has seen: it was put together from the backup of an hour ago.
    let (mut stage, _) = cut(30);
    let mut older = board(&site());
    (older.at, older.seq) = (at(9, 12, 34), Seq(12));
    older.calls.clear();
    older.counters.iter_mut().for_each(|c| c.current = None);
    call(&mut older, &site(), "A009", 3, at(8, 10, 0), TicketState::Called);
    stage.link(LinkEvent::Lost { reason: LostReason::Behind { server: Seq(12), seen: Seq(107) }, attempt: 0 });
    assert!(matches!(view(&mut stage).connection, Connection::Lost { .. }));
    stage.link(LinkEvent::Snapshot(Box::new(older.clone())));
    right(&view(&mut stage), &older);
    assert_eq!(block(&mut stage), "A009");
    assert!(view(&mut stage).recent.is_empty(), "calls that this server knows nothing of are gone");
    stage.seq = older.seq;
    stage.calls("A010", 4, older.at);
    assert_eq!((block(&mut stage).as_str(), view(&mut stage).last.unwrap().seq), ("A010", 14));
}

/// A wall that was heard, and then not for so long; how it looks at the end.
fn cut(away_s: i64) -> (Stage, View) {
    let mut stage = Stage::new(site(), board(&site()), Lang::Vi);
    let began = stage.now;
    stage.link(LinkEvent::Lost { reason: LostReason::Offline("cut".to_owned()), attempt: 0 });
    let mut stale_after = None;
    while stage.now.since(began) < away_s as u64 * 1000 {
        stage.silence(LOOK_MS);
        let away = stage.now.since(began);
        match view(&mut stage).connection {
            Connection::Lost { seconds, .. } => {
                assert_eq!(seconds, away / 1000);
                stale_after.get_or_insert(away);
            }
            Connection::Live => assert_eq!(stale_after, None, "nothing was heard that could have mended it"),
            Connection::Never { .. } => panic!("it was heard before"),
        }
    }
    assert!(stale_after.is_some_and(|ms| ms <= STALE_WITHIN_MS), "{stale_after:?}");
    let shown = view(&mut stage);
    // What it shows is dated, and its clock goes on.
    assert_eq!((shown.last.as_ref().unwrap().time.as_str(), shown.waits_at.as_str()), ("09:12:04", "09:12:04"));
    assert_eq!(shown.clock.as_ref().unwrap().time, hour_minute(at(9, 12, 4 + away_s)));
    (stage, shown)
}

/// Live, and as this board has it.
fn right(shown: &View, board: &Board) {
    assert_eq!(shown.connection, Connection::Live);
    assert_eq!(shown.last.as_ref().unwrap().seq, board.seq.0);
    assert_eq!(shown.clock.as_ref().unwrap().time, hour_minute(board.at));
}

fn hour_minute(at: UtcMillis) -> String {
    let local = at.local(support::OFFSET);
    format!("{:02}:{:02}", local.hour(), local.minute())
}

fn view(stage: &mut Stage) -> View {
    stage.wall.view(Shape::Landscape, stage.now)
}

fn block(stage: &mut Stage) -> String {
    match view(stage).panel {
        Panel::Calling(call) => call.number,
        other => format!("{other:?}"),
    }
}
