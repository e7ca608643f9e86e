//! The wall's memory, without a window: which call stands, what a cut looks like, what comes after it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use display::model::{
    CardState, Connection, FRESH_S, HOLD, Input, Mono, NOTICE_MS, Page, Panel, STALE_AFTER_MS, Shape, View, Wall,
};
use queue_protocol::{
    core::{CounterStatus, Event, Lang, OpenState, TicketState},
    stream::{LinkEvent, LostReason},
};
use support::{Stage, at, board, busy_board, counter_id, empty_board, site, site_of_forty, site_of_twelve, text};

fn stage() -> Stage {
    Stage::new(site(), board(&site()), Lang::Vi)
}

fn view(stage: &mut Stage) -> View {
    stage.wall.view(Shape::Landscape, stage.now)
}

/// Number in the block, and whether someone is to come.
fn block(stage: &mut Stage) -> (String, bool) {
    match view(stage).panel {
        Panel::Calling(call) => (call.number, true),
        Panel::Together(calls) => (calls.into_iter().map(|c| c.number).collect::<Vec<_>>().join(" "), true),
        Panel::Past(call) => (call.number, false),
        Panel::Welcome => ("welcome".to_owned(), false),
        Panel::Closed => ("closed".to_owned(), false),
    }
}

fn calling(number: &str) -> (String, bool) {
    (number.to_owned(), true)
}

fn past(number: &str) -> (String, bool) {
    (number.to_owned(), false)
}

fn tile(stage: &mut Stage, counter: u32) -> (CardState, String) {
    let card = view(stage).cards.into_iter().find(|c| c.counter == counter).unwrap();
    (card.state, card.ticket)
}

#[test]
fn calls_of_the_same_second_stand_one_after_another_while_tiles_turn_at_once() {
    let mut stage = stage();
    for (number, counter) in [("B018", 2), ("E007", 5), ("G005", 6)] {
        stage.calls(number, counter, at(9, 12, 10));
    }
    for (number, counter) in [("B018", 2), ("E007", 5), ("G005", 6)] {
        assert_eq!(tile(&mut stage, counter), (CardState::Calling, number.to_owned()));
    }
    for number in ["B018", "E007", "G005"] {
        assert_eq!(block(&mut stage), calling(number));
        stage.pass(HOLD - 1, at(9, 12, 10));
        assert_eq!(block(&mut stage), calling(number));
        stage.pass(1, at(9, 12, 18));
    }
}

#[test]
fn a_recall_shows_again() {
    let mut stage = stage();
    let ticket = stage.calls("B018", 2, at(9, 12, 10));
    stage.pass(HOLD, at(9, 12, 10));
    stage.calls("E007", 5, at(9, 12, 20));
    assert_eq!(block(&mut stage), calling("E007"));
    let number = "B018".parse().unwrap();
    let recall =
        |call| Event::TicketRecalled { ticket, number, service: "ho-tich".into(), counter: counter_id(2), call };
    stage.event(at(9, 12, 21), recall(2));
    stage.pass(HOLD, at(9, 12, 21));
    assert_eq!(block(&mut stage), calling("B018"));
    // Recalled while it stands: its time begins anew, and it is in the list only once.
    stage.pass(HOLD - 1_000, at(9, 12, 29));
    stage.event(at(9, 12, 36), recall(3));
    stage.calls("G005", 6, at(9, 12, 36));
    stage.pass(HOLD - 1, at(9, 12, 36));
    assert_eq!(block(&mut stage), calling("B018"));
    stage.pass(1, at(9, 12, 44));
    assert_eq!(block(&mut stage), calling("G005"));
    assert_eq!(view(&mut stage).recent.iter().filter(|r| r.number == "B018").count(), 1);
}

#[test]
fn whoever_has_come_is_called_no_more() {
    let mut stage = stage();
    let first = stage.calls("B018", 2, at(9, 12, 10));
    let second = stage.calls("E007", 5, at(9, 12, 10));
    stage.event(
        at(9, 12, 12),
        Event::TicketStarted {
            ticket: second,
            number: "E007".parse().unwrap(),
            counter: counter_id(5),
            lead: None,
            assists: Vec::new(),
        },
    );
    stage.event(
        at(9, 12, 13),
        Event::TicketStarted {
            ticket: first,
            number: "B018".parse().unwrap(),
            counter: counter_id(2),
            lead: None,
            assists: Vec::new(),
        },
    );
    assert_eq!(tile(&mut stage, 2), (CardState::Serving, "B018".to_owned()));
    // The call that stands keeps its time; the one that waited is dropped; A015 of the snapshot has not come yet.
    assert_eq!(block(&mut stage), calling("B018"));
    stage.pass(HOLD, at(9, 12, 13));
    assert_eq!(block(&mut stage), calling("A015"));
}

#[test]
fn when_everyone_has_come_the_last_call_stands_quietly() {
    let mut stage = stage();
    let ticket = stage.calls("A016", 3, at(9, 12, 10));
    stage.event(
        at(9, 12, 12),
        Event::TicketStarted {
            ticket,
            number: "A016".parse().unwrap(),
            counter: counter_id(3),
            lead: None,
            assists: Vec::new(),
        },
    );
    stage.pass(HOLD, at(9, 12, 12));
    assert_eq!(block(&mut stage), past("A016"));
    let ended = Event::TicketFinished {
        ticket,
        number: "A016".parse().unwrap(),
        service: "dat-dai".into(),
        counter: counter_id(3),
        staff: None,
        lead: None,
        assists: Vec::new(),
    };
    stage.event(at(9, 12, 30), ended);
    assert_eq!(tile(&mut stage, 3), (CardState::Free, String::new()));
    assert_eq!(block(&mut stage), past("A016"));
}

#[test]
fn a_cut_is_owned_up_to_within_five_seconds_and_counted() {
    let mut stage = stage();
    stage.silence(STALE_AFTER_MS - 1);
    assert_eq!(view(&mut stage).connection, Connection::Live);
    stage.silence(1);
    const { assert!(STALE_AFTER_MS < 5_000) };
    let lost = |seconds, attempt| Connection::Lost { seconds, since: "09:12".to_owned(), attempt, refused: None };
    assert_eq!(view(&mut stage).connection, lost(STALE_AFTER_MS / 1000, 0));
    stage.link(LinkEvent::Lost { reason: LostReason::Silent, attempt: 4 });
    stage.silence(12_000 - STALE_AFTER_MS);
    let stale = view(&mut stage);
    assert_eq!(stale.connection, lost(12, 4));
    assert_eq!(stale.last.unwrap().time, "09:12:04");
    assert_eq!(stale.waits_at, "09:12:04");
    // The clock goes on by itself.
    stage.silence(60_000);
    assert_eq!(view(&mut stage).clock.unwrap().time, "09:13");
    // An answered connection alone proves nothing; the first message does.
    stage.link(LinkEvent::Connected);
    assert!(matches!(view(&mut stage).connection, Connection::Lost { .. }));
    stage.time(at(9, 13, 16));
    assert_eq!(view(&mut stage).connection, Connection::Live);
}

#[test]
fn a_short_cut_shows_what_was_missed_and_a_long_one_only_its_result() {
    for (seconds_away, expected) in [(FRESH_S as i64 - 1, calling("B018")), (FRESH_S as i64 + 1, calling("E007"))] {
        // Both were called while the wall was cut off; after a short cut both are announced, the older first.
        let mut stage = stage();
        stage.silence(seconds_away as u64 * 1000);
        stage.time(at(9, 12, 5 + seconds_away));
        stage.calls("B018", 2, at(9, 12, 5));
        stage.calls("E007", 5, at(9, 12, 5));
        assert_eq!(block(&mut stage), expected, "after {seconds_away} s");
        assert_eq!(tile(&mut stage, 2), (CardState::Calling, "B018".to_owned()));
    }
}

#[test]
fn a_snapshot_after_a_cut_replaces_everything() {
    let mut stage = stage();
    let mut later = board(&site());
    later.at = at(9, 40, 0);
    later.calls.clear();
    later.counters.iter_mut().for_each(|c| c.current = None);
    support::call(&mut later, &site(), "K002", 7, at(9, 39, 58), TicketState::Called);
    later.seq.0 = 400;
    stage.silence(1_700_000);
    stage.link(LinkEvent::Snapshot(Box::new(later)));
    let view = view(&mut stage);
    assert_eq!(view.connection, Connection::Live);
    assert!(matches!(view.panel, Panel::Calling(call) if call.number == "K002"));
    assert_eq!((view.recent.len(), view.last.unwrap().seq), (0, 400));
    assert_eq!(view.clock.unwrap().time, "09:40");
}

#[test]
fn only_the_own_zone_is_shown() {
    let mut site = site();
    for counter in site.counters.iter_mut().skip(4) {
        counter.zone = "tang-2".to_owned();
    }
    let board = board(&site);
    let mut stage = Stage::new(site.clone(), board, Lang::Vi);
    let shown = view(&mut stage);
    assert_eq!(shown.cards.iter().map(|c| c.counter).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert_eq!(shown.recent.iter().map(|r| r.number.as_str()).collect::<Vec<_>>(), ["T021", "B017", "A014"]);
    assert_eq!(shown.waits.iter().map(|w| w.letter.as_str()).collect::<String>(), "ABCT");
    stage.calls("E007", 5, at(9, 12, 10));
    assert_eq!(block(&mut stage), calling("A015"));

    // Several zones are one wall.
    let zones = ["tang-2", "sanh"].map(str::to_owned);
    let mut both = Stage::new(site.clone(), self::board(&site), Lang::Vi);
    both.wall = Wall::new(&zones, Lang::Vi);
    both.hear(Input::Site(Box::new(site.clone())));
    both.link(LinkEvent::Snapshot(Box::new(self::board(&site))));
    assert_eq!(view(&mut both).cards.len(), 8);
    both.calls("E007", 5, at(9, 12, 10));
    assert_eq!(block(&mut both), calling("E007"));

    let zones = ["sanh", "tang-3"].map(str::to_owned);
    let mut lost = Wall::new(&zones, Lang::Vi);
    let unknown = lost.hear(Input::Site(Box::new(site)), Mono(0)).unwrap_err();
    assert_eq!((unknown.zone.as_str(), unknown.zones), ("tang-3", vec!["sanh".to_owned(), "tang-2".to_owned()]));
}

#[test]
fn counters_say_what_they_do() {
    let mut stage = stage();
    assert_eq!(tile(&mut stage, 1), (CardState::Serving, "T021".to_owned()));
    assert_eq!(tile(&mut stage, 3), (CardState::Calling, "A015".to_owned()));
    assert_eq!(tile(&mut stage, 8), (CardState::Free, String::new()));
    let seventh = view(&mut stage).cards.remove(6);
    assert_eq!((seventh.state, seventh.until.as_str()), (CardState::Paused, "09:20"));
    assert_eq!((seventh.services.as_str(), seventh.wait), ("Bảo trợ xã hội, Người có công", Some((15, 30))));
    stage.pass(500_000, at(9, 12, 4));
    let late = view(&mut stage).cards.remove(6);
    assert_eq!((late.state, late.until.as_str()), (CardState::Paused, ""));
    let third = view(&mut stage).cards.remove(2);
    assert_eq!(third.people.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["Lê Minh Khôi", "Nguyễn Thị Thu Hà"]);
    // Someone else sits down there; a closed counter disappears.
    stage.event(at(9, 13, 0), Event::CounterOpened { counter: counter_id(3), staff: Some("Trần Văn Lộc".into()) });
    stage.event(at(9, 13, 1), Event::CounterClosed { counter: counter_id(1) });
    let shown = view(&mut stage).cards;
    assert_eq!(shown.len(), 7);
    assert_eq!(shown[1].people.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["Trần Văn Lộc"]);
}

#[test]
fn many_counters_turn_pages_and_the_page_of_a_call_comes_first() {
    let site = site_of_forty();
    let mut quiet = busy_board(&site);
    for ticket in quiet.counters.iter_mut().filter_map(|c| c.current.as_mut()) {
        ticket.state = TicketState::Serving;
    }
    let mut stage = Stage::new(site, quiet, Lang::Vi);
    let page = |stage: &mut Stage| view(stage).page.unwrap();
    let (first, second) = (Page { from: 1, to: 20, of: 40 }, Page { from: 21, to: 40, of: 40 });
    assert!(view(&mut stage).compact);
    assert_eq!(page(&mut stage), first);
    stage.pass(10_000, at(9, 12, 10));
    assert_eq!(page(&mut stage), second);
    stage.calls("B018", 2, at(9, 12, 20));
    assert_eq!(page(&mut stage), first);
    stage.calls("B019", 34, at(9, 12, 20));
    stage.pass(HOLD, at(9, 12, 20));
    assert_eq!(page(&mut stage), second);
    // A tall wall turns the same pages.
    let tall = stage.wall.view(Shape::Portrait, stage.now);
    assert_eq!((tall.compact, tall.cards.len(), tall.page), (true, 20, Some(second)));
}

#[test]
fn between_eight_and_forty_counters_every_one_has_its_turn() {
    for count in 8..=40 {
        let mut site = site_of_forty();
        site.counters.truncate(count);
        let mut quiet = busy_board(&site);
        for ticket in quiet.counters.iter_mut().filter_map(|c| c.current.as_mut()) {
            ticket.state = TicketState::Serving;
        }
        for shape in [Shape::Landscape, Shape::Portrait] {
            let mut stage = Stage::new(site.clone(), quiet.clone(), Lang::Vi);
            let mut seen = std::collections::BTreeSet::new();
            for _ in 0..2 {
                let shown = stage.wall.view(shape, stage.now);
                assert!(shown.cards.len() <= 20 && shown.compact == (count > 8), "{count}");
                seen.extend(shown.cards.iter().map(|c| c.counter));
                stage.pass(10_000, at(9, 12, 10));
            }
            assert_eq!(seen.len(), count);
        }
    }
}

#[test]
fn a_new_call_blinks_twice_unless_nothing_may() {
    for (asked, configured) in [(false, false), (true, false), (false, true)] {
        let (mut stage, mut site) = (stage(), site());
        site.wall.reduced_motion = configured;
        stage.wall = support::wall(Lang::Vi).still(asked);
        stage.hear(Input::Site(Box::new(site.clone())));
        stage.link(LinkEvent::Snapshot(Box::new(board(&site))));
        assert!(!view(&mut stage).lit);
        stage.calls("B018", 2, at(9, 12, 10));
        let mut lit = Vec::new();
        for _ in 0..12 {
            lit.push(view(&mut stage).lit);
            stage.silence(250);
        }
        let blinks = [true, true, false, false, true, true, false, false, false, false, false, false];
        assert_eq!(lit, if asked || configured { [false; 12] } else { blinks });
    }
}

#[test]
fn a_site_says_how_long_a_call_stands() {
    let mut site = site();
    site.wall.min_show_s = 12;
    let mut stage = Stage::new(site.clone(), board(&site), Lang::Vi);
    stage.calls("B018", 2, at(9, 12, 10));
    stage.calls("E007", 5, at(9, 12, 10));
    stage.pass(11_999, at(9, 12, 10));
    assert_eq!(block(&mut stage), calling("B018"));
    stage.pass(1, at(9, 12, 22));
    assert_eq!(block(&mut stage), calling("E007"));
}

#[test]
fn services_that_have_no_room_are_counted() {
    let mut site = site_of_twelve();
    site.counters[0].serves = site.services.iter().map(|s| s.id.clone()).collect();
    let mut stage = Stage::new(site.clone(), board(&site), Lang::Vi);
    let card = view(&mut stage).cards.remove(0);
    assert_eq!((card.services.as_str(), card.more_services), ("Đất đai, Hộ tịch", 10));
}

#[test]
fn a_notice_stands_until_the_next_one_has_its_turn() {
    let mut site = site();
    let mut stage = Stage::new(site.clone(), board(&site), Lang::Vi);
    let first = view(&mut stage).notice;
    assert_eq!(first, "Hồ sơ nộp sau 15 giờ được tính từ ngày làm việc tiếp theo.");
    stage.pass(NOTICE_MS, at(9, 12, 4));
    assert_eq!(view(&mut stage).notice, first, "the only one stays");
    site.wall.notices =
        vec![text("Chiều thứ Sáu nghỉ sớm.", "Friday we close early."), text("Giữ trật tự.", "Quiet, please.")];
    stage.hear(Input::Site(Box::new(site)));
    let mut seen: Vec<_> = (0..3)
        .map(|_| {
            stage.pass(NOTICE_MS, at(9, 12, 4));
            view(&mut stage).notice
        })
        .collect();
    seen.sort();
    assert_eq!(seen, ["Chiều thứ Sáu nghỉ sớm.", "Giữ trật tự.", first.as_str()]);
    stage.hear(Input::Mute(true));
    assert!(view(&mut stage).mute);
}

#[test]
fn morning_lunch_and_night() {
    let site = site();
    let mut open_counters = empty_board(&site);
    open_counters.counters.iter_mut().for_each(|c| c.status = CounterStatus::Open);
    let mut stage = Stage::new(site.clone(), open_counters, Lang::Vi);
    assert_eq!(block(&mut stage), past("welcome"));
    assert_eq!(view(&mut stage).closed, None);
    stage.calls("A001", 3, at(7, 5, 0));
    assert_eq!(block(&mut stage), calling("A001"));

    // Tickets are no longer given while the counters still serve: calls go on.
    let shut = OpenState { open: false, changes_at: Some(at(13, 15, 0)), holiday: None };
    stage.waits(shut, empty_board(&site).waits, at(11, 30, 0));
    assert_eq!(block(&mut stage), calling("A001"));
    let closed = view(&mut stage).closed.unwrap();
    assert_eq!(
        (closed.time.as_str(), closed.date.as_str(), closed.sessions.as_str()),
        ("13:15", "", "07:00–11:30 · 13:30–17:00")
    );

    // The day is closed: yesterday's numbers are gone, and the next opening has a date.
    let holiday = Some(text("Lễ Quốc khánh", "National Day"));
    let night = OpenState { open: false, changes_at: Some(at(6, 45, 0).plus_s(24 * 3600)), holiday };
    stage.event(at(17, 30, 0), Event::DayClosed { day: support::day() });
    stage.waits(night, Vec::new(), at(17, 30, 1));
    let shown = view(&mut stage);
    assert_eq!((shown.panel, shown.cards.len(), shown.recent.len()), (Panel::Closed, 0, 0));
    let closed = shown.closed.unwrap();
    assert_eq!((closed.date.as_str(), closed.weekday, closed.holiday.as_str()), ("2/8/2019", 4, "Lễ Quốc khánh"));
}

#[test]
fn a_trial_has_no_letters_and_many_services_take_the_place_of_a_call() {
    let mut site = site_of_twelve();
    assert_eq!(view(&mut Stage::new(site.clone(), board(&site), Lang::Vi)).recent.len(), 4);
    site.trial = true;
    let shown = view(&mut Stage::new(site.clone(), board(&site), Lang::En));
    assert!(shown.trial);
    assert!(shown.waits.iter().all(|w| w.letter.is_empty()));
    assert_eq!(shown.waits[4].service, "Household business");
    assert_eq!(shown.waits[0].minutes, Some((25, 35)));
}

#[test]
fn before_anything_is_heard_nothing_is_claimed() {
    let mut wall = support::wall(Lang::Vi);
    let shown = wall.view(Shape::Landscape, Mono(0));
    assert_eq!(shown.connection, Connection::Never { attempt: 0, refused: None });
    assert_eq!((shown.clock, shown.last), (None, None));
    wall.hear(Input::Link(LinkEvent::Snapshot(Box::new(board(&site())))), Mono(5)).unwrap();
    // Without the site's names there is nothing to show yet.
    assert!(wall.view(Shape::Landscape, Mono(5)).cards.is_empty());
    wall.hear(Input::Site(Box::new(site())), Mono(6)).unwrap();
    assert_eq!(wall.view(Shape::Landscape, Mono(6)).connection, Connection::Live);
    assert_eq!(wall.view(Shape::Landscape, Mono(6)).cards.len(), 8);
}
