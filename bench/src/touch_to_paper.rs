//! How long a citizen waits for paper on the slowest line in use: from the touch on a field to the byte that cuts the
//! ticket, with the real kiosk and server and a printer behind a pseudo-terminal that carries 9,600 bits a second. The
//! journal is on the disk before the first byte.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use devices::printer::virtual_printer::TerminalPrinter;
use motcua_tests::{
    office::Office,
    process::wait_for,
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
    name: "touch_to_paper_9600",
    what: "from the touch on a field to the cut's last byte at 9,600 baud, the slowest of a round's five ÷ 1.5 s",
    bound: Bound::AtMost(1.0),
    aim: Some(0.53),
    rounds: measure,
};

const BAUD: u32 = 9_600;
const ALLOWED: Duration = Duration::from_millis(1500);
/// Tickets a round.
const TICKETS: usize = 5;
/// Longer than the kiosk takes a touch for the last one's tremble.
const SETTLED: Duration = Duration::from_millis(700);
/// A line that carried nothing but questions for so long has been given all pictures there are.
const PROVIDED: Duration = Duration::from_secs(6);
/// A question about the printer's health, its answers left out.
const QUESTION: usize = 3 * 4;
/// "Xong" on the ticket page.
const DONE: (u32, u32) = (646, 1617);

fn measure(house: &House) -> Result<Vec<f64>> {
    let office = Office::open()?;
    let screen = Screen::open(1080, 1920)?;
    let folder = house.temporary("paper")?;
    let page = folder.path().join("page.png");
    let printer = TerminalPrinter::start(576, BAUD)?;
    let uri = format!("serial:{}?baud={BAUD}&keeps=download", printer.path().display());
    let kiosk = Kiosk::open(&office, &screen, &uri)?;
    kiosk.wait_for_start(&screen, &page)?;
    provided(&printer);
    let finger = Finger::of(&screen)?;
    let mut ratios = Vec::new();
    for _ in 0..house.rounds(4) {
        let mut slowest = Duration::ZERO;
        for _ in 0..TICKETS {
            slowest = slowest.max(take_ticket(&finger, &printer)?);
        }
        house::say(&format!("the slowest of {TICKETS}: {slowest:.2?}"));
        ratios.push(slowest.as_secs_f64() / ALLOWED.as_secs_f64());
    }
    Ok(ratios)
}

/// Waits until the printer has been given what it is to keep in quiet minutes.
fn provided(printer: &TerminalPrinter) {
    let (mut bytes, mut since) = (printer.look(|out| out.bytes), Instant::now());
    while since.elapsed() < PROVIDED {
        std::thread::sleep(Duration::from_millis(250));
        let now = printer.look(|out| out.bytes);
        if now > bytes + 2 * QUESTION {
            since = Instant::now();
        }
        bytes = now;
    }
    house::say(&format!("{bytes} bytes before the first ticket"));
}

fn take_ticket(finger: &Finger, printer: &TerminalPrinter) -> Result<Duration> {
    let red = |at| finger.colour(at).is_ok_and(|colour| near(colour, RED));
    wait_for("the start page", || red(touch::SUBMIT).then_some(()))?;
    std::thread::sleep(SETTLED);
    finger.press(touch::SUBMIT)?;
    wait_for("the fields page", || (!red(touch::SUBMIT)).then_some(()))?;
    std::thread::sleep(SETTLED);
    let (before, bytes) = printer.look(|out| (out.sheets.len(), out.bytes));
    let touched = finger.press(touch::FIRST_FIELD)?;
    let cut = wait_for("the cut", || printer.look(|out| out.sheets.get(before).map(|sheet| sheet.1)))?;
    let took = cut.saturating_duration_since(touched);
    ensure!(took > Duration::ZERO, "a paper before the touch");
    house::say(&format!("{took:.2?} for {} bytes", printer.look(|out| out.bytes) - bytes));
    std::thread::sleep(SETTLED);
    finger.press(DONE)?;
    Ok(took)
}
