//! The master on a simulated line at 9600 baud, whose clock is the line's own: what takes two seconds there takes two
//! seconds on the wall, on any machine.

mod judge;
mod wire;

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use wire::{Wire, WireClock};

use super::{Bus, Health, Master, News, Panel as _, Shared, Step, Trouble};
use crate::{
    keypad::Key,
    panel::{Plan, Shown},
};

/// Panels 1 to 8, and keypads 101 to 108.
fn plan(panels: u8, keypads: u8) -> Plan {
    let panel = |n| format!("[[bus.panel]]\ncounter = \"quay-{n}\"\nunit = {n}\nmodel = \"generic-ascii-registers\"\n");
    let keypad = |n| format!("[[bus.keypad]]\ncounter = \"quay-{n}\"\nunit = {}\n", 100 + n);
    let units: Vec<_> = (1..=panels).map(panel).chain((1..=keypads).map(keypad)).collect();
    let text = format!("[[bus]]\nport = \"/dev/simulated\"\n{}", units.concat());
    Plan::parse("simulated.toml".as_ref(), &text).unwrap()
}

/// A bus on a simulated wire.
struct Hall {
    wire: Wire,
    bus: Bus,
    master: Master<WireClock>,
    news: Arc<Mutex<Vec<News>>>,
}

impl Hall {
    fn new(panels: u8, keypads: u8, seed: u64) -> Self {
        let plan = plan(panels, keypads).buses.remove(0);
        let wire = Wire::new(seed);
        (1..=panels).for_each(|unit| wire.plug_in(unit));
        (1..=keypads).for_each(|n| wire.plug_in(100 + n));
        let shared = Arc::new(Shared::new(plan.panels.len(), plan.keypads.len()));
        let news = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&news);
        let tell = Box::new(move |told| heard.lock().unwrap().push(told));
        let master = Master::new(Box::new(wire.clone()), &plan, Arc::clone(&shared), wire.clock(), tell);
        let tallies = master.tallies();
        Self { wire, bus: Bus { plan, shared, tallies }, master, news }
    }

    fn show(&self, panel: usize, text: &str) {
        let (_, panel) = self.bus.panels().nth(panel).unwrap();
        panel.show(Shown::Text(text.into()));
    }

    /// Runs the bus for so long, or until it is so. Gives how long it took.
    fn run(&mut self, most: Duration, mut done: impl FnMut(&Wire) -> bool) -> Option<Duration> {
        let start = self.wire.time();
        loop {
            if done(&self.wire) {
                return Some(self.wire.time().saturating_sub(start));
            }
            if self.wire.time() >= start + most {
                return None;
            }
            if let Step::Idle(until) = self.master.step() {
                self.wire.advance_to(until, start + most);
            }
        }
    }

    fn rest(&mut self, seconds: u64) {
        self.run(Duration::from_secs(seconds), |_| false);
    }

    fn shows(&self, unit: u8, text: &str) -> bool {
        self.wire.text(unit) == text
    }

    fn told(&self, is: impl Fn(&News) -> bool) -> usize {
        self.news.lock().unwrap().iter().filter(|news| is(news)).count()
    }
}

#[test]
fn right_digits_within_two_seconds_with_a_fifth_damaged_and_one_dead() {
    let mut longest = Duration::ZERO;
    for seed in 0..60 {
        let mut hall = Hall::new(8, 8, seed);
        hall.wire.unplug(5);
        hall.wire.damage(20);
        hall.rest(3);
        for call in 1..=9 {
            // All at once: the worst that a hall can ask for.
            (0..8).for_each(|panel| hall.show(panel, &format!("A{call}{panel:02}")));
            let right = |wire: &Wire| (0..8).all(|p| p == 4 || wire.text(p + 1) == format!("A{call}{p:02}"));
            let took = hall.run(Duration::from_secs(20), right);
            longest = longest.max(took.unwrap_or(Duration::MAX));
            hall.rest(1);
        }
    }
    println!("the longest of {} bursts of seven calls: {longest:?}", 60 * 9);
    assert!(longest <= Duration::from_secs(2), "{longest:?}");
}

#[test]
fn a_dead_panel_costs_a_call_no_more_than_one_wait() {
    let worst = |dead: bool| {
        let mut worst = Duration::ZERO;
        for seed in 0..40 {
            let mut hall = Hall::new(8, 8, seed);
            if dead {
                hall.wire.unplug(5);
            }
            hall.rest(5);
            for call in 1..=40_u64 {
                // Over the refreshes and the tries of the dead one, at every phase; also in the middle of a question.
                let at = hall.wire.time() + Duration::from_millis(211 + 17 * (call % 13));
                hall.run(at.saturating_sub(hall.wire.time()), |_| false);
                hall.show(2, &format!("B{call:03}"));
                let right = |wire: &Wire| wire.text(3) == format!("B{call:03}");
                hall.run(Duration::from_secs(20), right).unwrap();
                worst = worst.max(hall.wire.time().saturating_sub(at));
            }
        }
        worst
    };
    let (alone, beside) = (worst(false), worst(true));
    assert!(alone <= Duration::from_millis(250), "a sound bus: {alone:?}");
    println!("a call on a sound bus takes at most {alone:?}, beside a dead panel {beside:?}");
    // The wait for its answer, and the frame before it.
    assert!(beside <= alone + Duration::from_millis(100), "{beside:?} instead of {alone:?}");
}

#[test]
fn a_dead_panel_is_told_once_tried_rarely_and_found_again() {
    let mut hall = Hall::new(3, 8, 1);
    hall.wire.unplug(2);
    hall.rest(60);
    let dead = |news: &News| {
        matches!(news, News::Unit { counter, health: Health::Dead, words, .. }
        if counter == "quay-2" && words.contains("does not answer"))
    };
    assert_eq!(hall.told(dead), 1);
    let asked = hall.bus.tallies()[1].asked();
    assert!((13..=20).contains(&asked), "{asked}");
    hall.show(1, "C007");
    hall.wire.plug_in(2);
    assert!(hall.run(Duration::from_secs(12), |wire| wire.text(2) == "C007").is_some());
    let well = |news: &News| matches!(news, News::Unit { unit, health: Health::Well, .. } if unit == "panel 2");
    assert_eq!(hall.told(well), 1);
}

#[test]
fn a_panel_that_was_switched_off_shows_the_number_again() {
    let mut hall = Hall::new(2, 0, 1);
    hall.show(0, "D004");
    hall.rest(2);
    hall.wire.unplug(1);
    hall.wire.plug_in(1);
    assert_eq!(hall.wire.text(1), "    ", "it forgot");
    assert!(hall.run(Duration::from_secs(12), |wire| wire.text(1) == "D004").is_some());
}

#[test]
fn only_the_newest_number_reaches_a_panel() {
    let mut hall = Hall::new(1, 0, 1);
    hall.rest(1);
    let before = hall.wire.writes(1);
    (1..=500).for_each(|n| hall.show(0, &format!("E{n:03}")));
    hall.rest(1);
    assert!(hall.shows(1, "E500"));
    assert!(hall.wire.writes(1) - before <= 1, "one frame, not five hundred");
}

#[test]
fn every_press_is_one_action_over_a_bad_line() {
    for seed in 0..20 {
        let mut hall = Hall::new(8, 8, seed);
        hall.wire.unplug(5);
        hall.wire.damage(20);
        hall.rest(5);
        let mut pressed = Vec::new();
        for n in 0..20_u8 {
            let (keypad, key) = (n % 8, Key::ALL[usize::from(n) % 5]);
            pressed.push((format!("quay-{}", keypad + 1), key));
            // The contact bounces when it closes and when it opens, and is down for a tenth of a second.
            hall.wire.press(101 + keypad, key.number(), 3);
            hall.run(Duration::from_millis(100), |_| false);
            hall.wire.release(101 + keypad, 2);
            hall.run(Duration::from_millis(700), |_| false);
        }
        hall.rest(3);
        let news = hall.news.lock().unwrap();
        let acted = news.iter().filter_map(|news| match news {
            News::Pressed { counter, key } => Some((counter.clone(), *key)),
            _ => None,
        });
        // Each keypad's in their order; which keypad is heard first is a matter of the line.
        let mut acted: Vec<_> = acted.collect();
        acted.sort_by(|a, b| a.0.cmp(&b.0));
        pressed.sort_by(|a, b| a.0.cmp(&b.0));
        assert_eq!(acted, pressed, "seed {seed}");
    }
}

#[test]
fn a_stuck_key_acts_once_and_is_told() {
    let mut hall = Hall::new(1, 1, 1);
    hall.rest(1);
    hall.wire.press(101, Key::Next.number(), 1);
    hall.rest(30);
    assert_eq!(hall.told(|news| matches!(news, News::Pressed { .. })), 1);
    let stuck =
        |news: &News| matches!(news, News::Unit { health: Health::Stuck, words, .. } if words.contains("check"));
    assert_eq!(hall.told(stuck), 1);
    hall.wire.release(101, 1);
    hall.rest(1);
    hall.wire.press(101, Key::Next.number(), 1);
    hall.rest(1);
    assert_eq!(hall.told(|news| matches!(news, News::Pressed { .. })), 2, "it works again");
}

#[test]
fn a_shorted_bus_is_told_in_words_tried_rarely_and_works_again() {
    let mut hall = Hall::new(8, 8, 1);
    hall.rest(1);
    hall.wire.short(true);
    hall.rest(60);
    let shorted = |news: &News| matches!(news, News::Bus { well: false, words } if words.contains("short circuit"));
    assert_eq!(hall.told(shorted), 1);
    let asked: u64 = hall.bus.tallies().iter().map(super::Tally::asked).sum();
    let noise: u64 = hall.bus.tallies().iter().map(|tally| tally.of(Trouble::Noise)).sum();
    assert!(noise > 0 && asked < 16 * 40, "{noise} of {asked}");
    hall.show(0, "F001");
    hall.wire.short(false);
    assert!(hall.run(Duration::from_secs(12), |wire| wire.text(1) == "F001").is_some());
    assert_eq!(hall.told(|news| matches!(news, News::Bus { well: true, .. })), 2, "before and after");
}

#[test]
fn each_trouble_is_counted_and_told() {
    let cases = [
        (wire::Manner::AnswersAs(9), Trouble::Stranger, "every address on this bus is given once"),
        (wire::Manner::Damaged, Trouble::Garbled, "terminators"),
        (wire::Manner::Half, Trouble::Short, "one master only"),
        (wire::Manner::Refuses(2), Trouble::Refused(2), "no such register"),
        (wire::Manner::Mute, Trouble::Silent, "its power"),
    ];
    for (manner, trouble, words) in cases {
        let mut hall = Hall::new(2, 0, 1);
        hall.wire.set(2, manner);
        hall.show(0, "G001");
        hall.rest(10);
        assert!(hall.shows(1, "G001"), "{manner:?}: the other panel");
        let tally = &hall.bus.tallies()[1];
        assert!(tally.of(trouble) >= 10 && tally.answered() == 0, "{manner:?}: {}", tally.line());
        let told =
            |news: &News| matches!(news, News::Unit { health: Health::Dead, words: told, .. } if told.contains(words));
        assert_eq!(hall.told(told), 1, "{manner:?}: {:?}", hall.news.lock().unwrap());
    }
}

#[test]
fn a_bad_line_is_told_while_it_still_works() {
    let mut hall = Hall::new(1, 1, 3);
    hall.wire.damage(20);
    hall.rest(30);
    let poor = |news: &News| matches!(news, News::Unit { health: Health::Poor, unit, .. } if unit == "keypad 101");
    assert_eq!(hall.told(poor), 1, "{:?}", hall.news.lock().unwrap());
    hall.wire.damage(0);
    hall.rest(30);
    let well = |news: &News| matches!(news, News::Unit { health: Health::Well, unit, .. } if unit == "keypad 101");
    assert_eq!(hall.told(well), 2, "before and after: {:?}", hall.news.lock().unwrap());
}

#[test]
fn a_port_that_goes_is_opened_again_and_says_everything_anew() {
    let mut hall = Hall::new(2, 1, 1);
    hall.show(0, "H001");
    hall.rest(1);
    hall.wire.hang_up(true);
    hall.rest(20);
    let away = |news: &News| matches!(news, News::Bus { well: false, words } if words.contains("/dev/serial/by-id"));
    assert_eq!(hall.told(away), 1);
    hall.show(0, "H002");
    hall.wire.hang_up(false);
    assert!(hall.run(Duration::from_secs(10), |wire| wire.text(1) == "H002").is_some());
}
