//! A hall in a rush: forty calls within ten seconds. Each stands as long as any other call, and the last one's citizen
//! does not sit for minutes while the counter waits.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeMap;

use display::model::{CallQueue, HOLD, Mono, PATIENT, Panel, Shape, TOGETHER, WAITING_CALLS};
use queue_protocol::{
    client::new_ticket_id,
    core::{Lang, Seq, TicketId},
    wire::BoardCall,
};
use support::{Stage, at, board, counter_id, site_of_forty, started};

/// How often a wall looks at its clock, and so how exact its times are.
const LOOK_MS: u64 = 250;

/// From the instant at which `calls` were made together to that at which the last one stands: what the queue promises.
fn bound(calls: usize) -> u64 {
    (calls.div_ceil(TOGETHER) + PATIENT) as u64 * HOLD
}

#[test]
fn forty_calls_in_ten_seconds() {
    let site = site_of_forty();
    let mut stage = Stage::new(site.clone(), board(&site), Lang::Vi);
    let began = stage.now;
    // When each number was called, and when it was seen first and last.
    let mut called = BTreeMap::new();
    let mut seen: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    while seen.len() < 40 || seen.values().any(|(first, _)| stage.now.since(began) < first + 2 * HOLD) {
        let ms = stage.now.since(began);
        assert!(ms < 600_000, "{} of 40 were shown", seen.len());
        while called.len() < 40 && called.len() as u64 * 250 <= ms {
            let counter = called.len() as u32 + 1;
            let number = format!("D{counter:03}");
            stage.calls(&number, counter, at(9, 12, 10 + ms as i64 / 1000));
            called.insert(number.clone(), ms);
            // Its tile is red at once.
            let view = stage.wall.view(Shape::Landscape, stage.now);
            let tile = view.cards.iter().find(|c| c.counter == counter);
            assert!(tile.is_none_or(|t| t.ticket == number));
        }
        let standing = match stage.wall.view(Shape::Landscape, stage.now).panel {
            Panel::Calling(call) => vec![call],
            Panel::Together(calls) => calls,
            other => panic!("{other:?}"),
        };
        assert!((1..=TOGETHER).contains(&standing.len()));
        for call in standing.into_iter().filter(|c| called.contains_key(&c.number)) {
            seen.entry(call.number).or_insert((ms, ms)).1 = ms;
        }
        stage.silence(LOOK_MS);
        if stage.now.since(began).is_multiple_of(2_000) {
            stage.time(at(9, 12, 10 + stage.now.since(began) as i64 / 1000));
        }
    }
    for (number, (first, last)) in &seen {
        assert!(last - first + LOOK_MS >= HOLD, "{number} stood for {} ms", last - first);
    }
    let latest = seen["D040"].0 - called["D040"];
    assert!(latest <= bound(40), "the last came after {latest} ms");
    // In the order of calling.
    let mut order: Vec<_> = seen.iter().map(|(number, (first, _))| (*first, number.clone())).collect();
    order.sort();
    assert!(order.windows(2).all(|pair| pair[0].1 < pair[1].1), "{order:?}");
}

#[test]
fn all_at_once_keep_the_bound_whatever_their_count() {
    for count in 1..=WAITING_CALLS {
        let mut queue = CallQueue::default();
        let calls: Vec<_> = (0..count).map(|_| call(new_ticket_id())).collect();
        for call in &calls {
            queue.push(call.clone(), Mono(0));
        }
        let last = calls.last().unwrap().ticket;
        let mut now = 0;
        while queue.standing(Mono(now)).iter().all(|c| c.ticket != last) {
            now += 100;
            assert!(now <= bound(count), "the last of {count} has not come after {now} ms");
        }
    }
}

#[test]
fn nobody_holds_the_block_by_recalling() {
    let mut queue = CallQueue::default();
    let (loud, other) = (new_ticket_id(), new_ticket_id());
    queue.push(call(loud), Mono(0));
    queue.push(call(other), Mono(1));
    for ms in (1_000..=HOLD).step_by(1_000) {
        queue.push(call(loud), Mono(ms));
    }
    assert_eq!(queue.standing(Mono(HOLD))[0].ticket, other);
    // And is shown again after that.
    assert_eq!(queue.standing(Mono(2 * HOLD))[0].ticket, loud);
    assert_eq!(queue.waiting(), 0);
}

#[test]
fn a_queue_without_end_forgets_the_oldest() {
    let mut queue = CallQueue::default();
    let calls: Vec<_> = (0..WAITING_CALLS + 5).map(|_| call(new_ticket_id())).collect();
    for call in &calls {
        queue.push(call.clone(), Mono(0));
    }
    assert_eq!(queue.waiting(), WAITING_CALLS);
    assert_eq!(queue.standing(Mono(HOLD))[0].ticket, calls[5].ticket);
}

#[test]
fn whoever_has_come_gives_way_in_a_rush() {
    let site = site_of_forty();
    let mut stage = Stage::new(site.clone(), board(&site), Lang::Vi);
    let tickets: Vec<_> = (1..=6).map(|n| stage.calls(&format!("D{n:03}"), n, at(9, 12, 10))).collect();
    stage.event(at(9, 12, 11), started(tickets[1], "D002", 2));
    stage.silence(HOLD);
    let Panel::Together(calls) = stage.wall.view(Shape::Landscape, stage.now).panel else { panic!("not together") };
    assert_eq!(calls.iter().map(|c| c.number.as_str()).collect::<Vec<_>>(), ["D003", "D004", "D005"]);
}

fn call(ticket: TicketId) -> BoardCall {
    BoardCall {
        seq: Seq(1),
        ticket,
        number: "A001".parse().unwrap(),
        service: "dat-dai".into(),
        counter: counter_id(1),
        at: at(9, 12, 0),
        call: 1,
    }
}
