//! A day and a night in a hall, at many times the speed of life: announcer and wall side by side, on one clock. Every
//! call is heard and shown, and the program is no larger at the end than after its first hour.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod sound;
mod support;

use std::{collections::VecDeque, fs, time::Instant};

use display::{
    announcer::{Desk, Outcome, Said, Voice},
    model::{Input, Mono, Panel, Shape},
};
use fastrand::Rng;
use queue_protocol::{
    client::new_ticket_id,
    core::{Event, Lang, TicketId, UtcMillis},
    stream::LinkEvent,
    wire::{LogEvent, SiteView, TimeSignal},
};
use sound::{Patterns, Tape, said};
use support::{Stage, at, called, counter_id, empty_board, site};

const HOURS: u64 = 24;
/// What the wall's timer does.
const TICK_MS: u64 = 250;
const COUNTERS: u32 = 8;
/// A call every so often at most: what eight counters do on a full day, day and night.
const BETWEEN_MS: std::ops::Range<u64> = 8_000..20_000;

/// Samples that a tape holds: some minutes.
const TAPE: usize = 2_000_000;

#[test]
#[ignore = "a proof of minutes: make prove"]
fn a_day_in_the_hall_is_heard_and_shown_whole() {
    let dir = tempfile::tempdir().unwrap();
    let patterns = Patterns::pack(dir.path(), 150);
    let tape = Tape::default();
    // Its memory is there from the start, so that what grows is not the tape.
    tape.lock().samples = vec![1; TAPE];
    tape.lock().samples.clear();
    let mut desk = Desk::new(&["sanh".to_owned()], Voice::open(dir.path()), Box::new(tape.clone()));
    let start = at(7, 0, 0);
    let office = SiteView { at: start, ..site() };
    let mut board = empty_board(&office);
    board.at = start;
    let mut stage = Stage::new(office.clone(), board.clone(), Lang::Vi);
    stage.now = Mono(0);
    desk.hear(&Input::Site(Box::new(office)), Mono(0));
    desk.hear(&Input::Link(LinkEvent::Snapshot(Box::new(board))), Mono(0));

    let (mut rng, began) = (Rng::with_seed(1), Instant::now());
    let (mut issued, mut next, mut calls, mut heard_all) = (0_u32, 5_000, 0, 0);
    let mut at_counters: Vec<VecDeque<(TicketId, String)>> = vec![VecDeque::new(); COUNTERS as usize];
    // Calls that the tape must hold, and those that the wall has not shown yet.
    let (mut to_hear, mut to_show) = (VecDeque::new(), VecDeque::<String>::new());
    // At the end of each hour.
    let mut kilobytes = Vec::new();
    for tick in 1..=HOURS * 3_600_000 / TICK_MS {
        let now = tick * TICK_MS;
        let clock = UtcMillis(start.0 + now as i64);
        stage.now = Mono(now);
        if now.is_multiple_of(2_000) {
            stage.time(clock);
            let seq = stage.seq;
            desk.hear(&Input::Link(LinkEvent::Time(TimeSignal { seq, at: clock })), Mono(now));
        }
        if now >= next {
            next = now + rng.u64(BETWEEN_MS);
            let counter = rng.u32(1..=COUNTERS);
            let mut event = |event: Event| {
                stage.event(clock, event.clone());
                let entry = LogEvent { seq: stage.seq, at: clock, event };
                desk.hear(&Input::Link(LinkEvent::Event(Box::new(entry))), Mono(now));
            };
            if let Some((ticket, number)) = at_counters[counter as usize - 1].pop_front() {
                let number = number.parse().unwrap();
                let (staff, counter, lead, assists) = (None, counter_id(counter), None, Vec::new());
                event(Event::TicketFinished {
                    ticket,
                    number,
                    service: "dat-dai".into(),
                    counter,
                    staff,
                    lead,
                    assists,
                });
            }
            issued = issued % 999 + 1;
            let number = format!("{}{issued:03}", char::from(b'A' + (calls / 999 % 26) as u8));
            let ticket = new_ticket_id();
            event(called(ticket, &number, counter));
            at_counters[counter as usize - 1].push_back((ticket, number.clone()));
            to_hear.push_back(format!("{number}→{counter}"));
            to_show.push_back(number);
            calls += 1_u64;
        }
        tape.at(Mono(now));
        desk.tick(Mono(now));
        for record in desk.records() {
            let Said::Call { number, .. } = record.announcement.said else { panic!("nobody pauses") };
            assert_eq!(record.outcome, Outcome::Said, "{number} at {clock}");
        }
        let shown = match stage.wall.view(Shape::Landscape, Mono(now)).panel {
            Panel::Calling(call) => vec![call],
            Panel::Together(calls) => calls,
            _ => Vec::new(),
        };
        if to_show.front().is_some_and(|number| shown.iter().any(|call| call.number == *number)) {
            to_show.pop_front();
        }
        if now.is_multiple_of(60_000) || tick == HOURS * 3_600_000 / TICK_MS {
            tape.lock().rewind(|samples| {
                for heard in patterns.read(samples) {
                    assert_eq!(Some(said(&heard)), to_hear.pop_front(), "{clock}");
                    heard_all += 1;
                }
            });
            if now.is_multiple_of(3_600_000) {
                kilobytes.push(resident_kb());
            }
        }
    }
    assert!(to_hear.len() <= 1 && to_show.len() <= 1, "missed: {to_hear:?} {to_show:?}");
    let speed = (HOURS * 3_600) as f64 / began.elapsed().as_secs_f64();
    println!("{calls} calls, {heard_all} read back, {speed:.0} x, kilobytes by the hour: {kilobytes:?}");
    assert!(calls > 5_000 && speed >= 20.0);
    let (first, most) = (kilobytes[0], kilobytes.iter().copied().max().unwrap());
    assert!(most * 100 <= first * 105, "{first} kB grew to {most} kB");
}

/// What this program holds of the machine's memory.
fn resident_kb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
