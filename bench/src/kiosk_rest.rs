//! Does the kiosk rest? Processor time of a kiosk that nobody touches, divided by one hundredth of a core.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use motcua_tests::{office::Office, screen::Screen, visit::Kiosk};

use crate::{
    figure::{Bound, Figure},
    house::{self, House},
};

/// The figure.
pub const FIGURE: Figure = Figure {
    name: "kiosk_at_rest",
    what: "processor time of a kiosk on its start page, with server and printer attached ÷ 1 % of one core",
    bound: Bound::AtMost(1.0),
    aim: None,
    rounds: rest,
};

/// One core's hundredth.
const SHARE: f64 = 0.01;
/// How long one look lasts.
const LOOK: Duration = Duration::from_secs(20);
/// Clock ticks a second in `/proc`: fixed at 100 for programs on Linux, whatever the kernel counts in.
const TICKS: f64 = 100.0;

fn rest(house: &House) -> Result<Vec<f64>> {
    let office = Office::open()?;
    let screen = Screen::open(1080, 1920)?;
    let folder = house.temporary("rest")?;
    let paper = folder.path().join("paper");
    let mut kiosk = Kiosk::open(&office, &screen, &format!("png:{}", paper.display()))?;
    kiosk.wait_for_start(&screen, &folder.path().join("page.png"))?;
    let rounds = (0..house.rounds(3)).map(|_| {
        let (before, started) = (ticks(kiosk.process.pid())?, Instant::now());
        std::thread::sleep(LOOK);
        let share = (ticks(kiosk.process.pid())? - before) / TICKS / started.elapsed().as_secs_f64();
        house::say(&format!("{:.2} % of one core", share * 100.0));
        Ok(share / SHARE)
    });
    let looks = rounds.collect();
    kiosk.process.check()?;
    looks
}

/// Time spent in the program and for it in the kernel.
fn ticks(pid: u32) -> Result<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
    // The name stands in parentheses and may hold anything, so count from behind it: fields 14 and 15 are user and system.
    let (_, rest) = stat.rsplit_once(')').context("no name in stat")?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let field =
        |at: usize| fields.get(at - 3).context("stat is too short")?.parse::<f64>().context("no number in stat");
    Ok(field(14)? + field(15)?)
}
