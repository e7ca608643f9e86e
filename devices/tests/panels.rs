//! Panels and keypads of a program that nobody here wrote: pymodbus plays the slaves at the far end of a serial line, and
//! what passes between is damaged as told.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod slaves;

use std::{
    path::PathBuf,
    sync::mpsc::{Receiver, Sender, channel},
    time::{Duration, Instant},
};

use devices::{
    bus::{Bus, Health, News, Tally},
    keypad::{Key, Signal},
    panel::{Panel as _, Plan, Shown},
};
use slaves::{Line, Said, Slaves};

/// Longer than two busy cores ever keep a program waiting. The two seconds are proven in the line's own time, in the tests of
/// the bus; here the wall's clock belongs to whatever else this machine does, so questions are counted beside it.
const PATIENCE: Duration = Duration::from_mins(1);

/// Panels 1 to 8 and keypads 101, 102. Number 5 is not there.
const LIVING: [u8; 7] = [1, 2, 3, 4, 6, 7, 8];
const DEAD: u8 = 5;

fn plan(port: PathBuf) -> Plan {
    let add = |kind: &str, counter: u8, unit: u8, rest: &str| {
        format!("[[bus.{kind}]]\ncounter = \"quay-{counter}\"\nunit = {unit}\n{rest}\n")
    };
    let panel = |unit: u8| {
        let model = ["generic-ascii-registers", "generic-packed", "generic-bcd", "dm36"][usize::from(unit) % 4];
        add("panel", unit, unit, &format!("model = {model:?}"))
    };
    let panels: String = (1..=8).map(panel).collect();
    let keypads = [add("keypad", 1, 101, ""), add("keypad", 2, 102, "")].concat();
    // A tenth of a second for a program in an interpreted language, on a machine that has other things to do.
    let bus = format!("[[bus]]\nport = {:?}\nanswer_ms = 100\n", port.display().to_string());
    Plan::parse("test.toml".as_ref(), &[bus, panels, keypads].concat()).unwrap()
}

/// What the registers of a panel hold for a number such as `A012`.
fn registers(unit: u8, number: &str) -> Vec<u16> {
    let letters: Vec<u16> = number.bytes().map(u16::from).collect();
    match unit % 4 {
        0 => letters,
        1 => letters.chunks(2).map(|pair| pair[0] << 8 | pair[1]).collect(),
        2 => vec![0xf000 | u16::from_str_radix(&number[1..], 16).unwrap()],
        _ => [&[32, 32], letters.as_slice()].concat(),
    }
}

struct Hall {
    bus: Bus,
    news: Receiver<News>,
    slaves: Slaves,
    line: Line,
}

/// Nothing where pymodbus is not installed; `make setup` does that.
fn hall(seed: u64) -> Option<Hall> {
    let line = Line::new(seed);
    let slaves = Slaves::start(&line.far, &LIVING, &[101, 102])?;
    let plan = plan(line.near.clone());
    let (tell, news): (Sender<News>, _) = channel();
    let bus = Bus::start(&plan.buses[0], move |news| drop(tell.send(news))).unwrap();
    Some(Hall { bus, news, slaves, line })
}

impl Hall {
    /// Every panel gets a number of its own at once; gives how long that took to say, and to be right.
    fn call(&mut self, call: u16) -> (Duration, Duration) {
        let began = Instant::now();
        for (unit, (_, panel)) in (1_u8..).zip(self.bus.panels()) {
            panel.show(Shown::Text(format!("A{:03}", call * 10 + u16::from(unit))));
        }
        let said = began.elapsed();
        for unit in LIVING {
            let expected = registers(unit, &format!("A{:03}", call * 10 + u16::from(unit)));
            self.slaves.wait(&format!("panel {unit} to show call {call}"), |said| {
                said.registers(unit).is_some_and(|registers| registers.starts_with(&expected))
            });
        }
        (said, began.elapsed())
    }

    fn asked(&self) -> u64 {
        self.bus.tallies().iter().take(8).map(Tally::asked).sum()
    }

    fn hear(&self, what: &str, is: impl Fn(&News) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while let Ok(news) = self.news.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            if is(&news) {
                return;
            }
        }
        panic!("never told: {what}");
    }
}

#[test]
fn eight_panels_one_dead_and_a_fifth_of_all_frames_damaged() {
    let Some(mut hall) = hall(7) else { return };
    hall.call(0);
    hall.hear(
        "the dead panel",
        |news| matches!(news, News::Unit { unit, health: Health::Dead, .. } if *unit == format!("panel {DEAD}")),
    );
    hall.line.damage(20);
    let (mut longest, mut most) = (Duration::ZERO, 0);
    for call in 1..=12 {
        let before = hall.asked();
        let (said, right) = hall.call(call);
        assert!(said < Duration::from_secs(1), "a call waited {said:?} for a bus");
        longest = longest.max(right);
        most = most.max(hall.asked() - before);
    }
    hall.line.damage(0);
    let lines: Vec<_> = hall.bus.tallies().iter().map(Tally::line).collect();
    println!("12 bursts of seven calls: right within {longest:?}, at most {most} questions a burst");
    println!("{} of {} frames damaged; {lines:#?}", hall.line.damaged(), hall.line.passed());
    assert!(hall.line.damaged() * 10 >= hall.line.passed(), "the line was damaged");
    // 7 answers at best. At 9600 baud a question takes 45 ms when it is answered and 85 ms when it is not: 24 of them fit into
    // two seconds in the worst case, and a burst of chance gets some more before the test calls it a fault.
    assert!(most <= 36, "{most} questions for one burst");
    let dead = &hall.bus.tallies()[usize::from(DEAD) - 1];
    assert_eq!(dead.answered(), 0);
}

#[test]
fn a_key_of_a_foreign_keypad_is_one_press_and_its_lamp_answers() {
    let Some(mut hall) = hall(8) else { return };
    hall.hear(
        "the keypad",
        |news| matches!(news, News::Unit { unit, health: Health::Well, .. } if unit == "keypad 102"),
    );
    hall.line.damage(20);
    for key in Key::ALL {
        hall.slaves.order("release 102");
        hall.slaves.wait("the master to see it at rest", |said| said.rested(102));
        hall.slaves.order(&format!("press 102 {} 3", key.number()));
        hall.hear(
            key.code(),
            |news| matches!(news, News::Pressed { counter, key: pressed } if counter == "quay-2" && *pressed == key),
        );
    }
    let lamp = |hall: &Hall| hall.bus.lamps().nth(1).unwrap().1;
    lamp(&hall).set(Signal::Refused);
    hall.slaves.wait("the lamp to blink", |said: &Said| said.lamp(102) == Some(Signal::Refused as u8));
    let more: Vec<_> = hall.news.try_iter().filter(|news| matches!(news, News::Pressed { .. })).collect();
    assert!(more.is_empty(), "each press once: {more:?}");
}
