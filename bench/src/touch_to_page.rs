//! How quickly the kiosk answers a finger: from the touch to the first pixel of the next page, on a real X server under the
//! software renderer, divided by the tenth of a second that people take for "at once".

use std::time::Duration;

use anyhow::{Result, ensure};
use motcua_tests::{
    office::Office,
    screen::{RED, Screen, near},
    visit::{Kiosk, touch},
};

use crate::{
    figure::{Bound, Figure},
    finger::Finger,
    house::{self, House},
};

/// The figure.
pub const FIGURE: Figure = Figure {
    name: "touch_to_page",
    what: "the slowest of 100 touches (p99), from the touch to the first pixel of the next page ÷ 100 ms",
    bound: Bound::AtMost(1.0),
    aim: Some(0.5),
    rounds: measure,
};

/// What people take for "at once".
const AT_ONCE: Duration = Duration::from_millis(100);
/// Touches a round.
const TOUCHES: usize = 100;
/// Longer than the kiosk takes a touch for the last one's tremble.
const SETTLED: Duration = Duration::from_millis(600);
/// A page that takes this long will not come.
const NEVER: Duration = Duration::from_secs(10);
/// "Quay lại", first of the bar on the fields page.
const BACK: (u32, u32) = (130, 1708);

fn measure(house: &House) -> Result<Vec<f64>> {
    let office = Office::open()?;
    let screen = Screen::open(1080, 1920)?;
    let folder = house.temporary("touch")?;
    let mut kiosk = Kiosk::open(&office, &screen, &format!("png:{}", folder.path().join("paper").display()))?;
    kiosk.wait_for_start(&screen, &folder.path().join("page.png"))?;
    let finger = Finger::of(&screen)?;
    let mut ratios = Vec::new();
    for _ in 0..house.rounds(3) {
        let mut times = Vec::with_capacity(TOUCHES);
        for _ in 0..TOUCHES / 2 {
            times.push(answer(&finger, touch::SUBMIT, |colour| !near(colour, RED))?);
            times.push(answer(&finger, BACK, |colour| near(colour, RED))?);
        }
        times.sort_unstable();
        let (half, last) = (times[times.len() / 2], times[times.len() * 99 / 100]);
        house::say(&format!("half within {half:.1?}, 99 of 100 within {last:.1?}"));
        ratios.push(last.as_secs_f64() / AT_ONCE.as_secs_f64());
    }
    kiosk.process.check()?;
    Ok(ratios)
}

/// Touches, and watches the middle of the page until it has the colour of the next one.
fn answer(finger: &Finger, at: (u32, u32), next: impl Fn([u8; 3]) -> bool) -> Result<Duration> {
    std::thread::sleep(SETTLED);
    let touched = finger.press(at)?;
    // "Nộp hồ sơ" is red on the start page only.
    while !next(finger.colour(touch::SUBMIT)?) {
        ensure!(touched.elapsed() < NEVER, "the next page did not come");
    }
    Ok(touched.elapsed())
}
