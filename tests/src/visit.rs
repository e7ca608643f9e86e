//! One citizen's visit, played by touches, keys and eyes: two touches to paper, a clerk's key, the number on the wall.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use queue_protocol::{
    client::{Client, new_command_id, new_ticket_id},
    core::{CounterId, Lane},
    wire::IssueRequest,
};

use crate::{
    browser::Browser,
    office::Office,
    process::{PATIENCE, Process, program, wait_for},
    read,
    screen::{Picture, RED, Screen, near},
};

/// Where a finger lands on the kiosk's pages, 1080x1920.
pub mod touch {
    /// "Nộp hồ sơ" on the start page.
    pub const SUBMIT: (u32, u32) = (540, 690);
    /// "Đất đai" on the fields page.
    pub const FIRST_FIELD: (u32, u32) = (286, 572);
}

/// After this long without an effect a person touches again.
const TRY_AGAIN: Duration = Duration::from_secs(3);

/// The clerk of the visit.
pub const CLERK: &str = "mau-le-minh-khoi";
/// The counter that serves land.
pub const COUNTER: &str = "quay-3";
/// The service the citizen came for.
pub const SERVICE: &str = "dat-dai";

/// What a visit left behind.
#[derive(Debug)]
pub struct Visit {
    /// The number on console, wall and paper.
    pub number: String,
    /// The paper, as the virtual printer drew it from the bytes.
    pub ticket: PathBuf,
    /// The bytes that left for the printer.
    pub bytes: PathBuf,
}

/// Opens kiosk, console and wall at an office and plays the visit; pictures go to `folder`.
pub fn play(office: &Office, folder: &Path, password: &str, say: &dyn Fn(&str)) -> Result<Visit> {
    fs::create_dir_all(folder)?;
    let runtime = tokio::runtime::Runtime::new()?;
    let clerk = office.client("clerk", "mau-quay")?;
    runtime.block_on(before(&clerk))?;

    say("a citizen touches the kiosk");
    let paper = folder.join("paper");
    let screen = Screen::open(1080, 1920)?;
    let mut kiosk = Kiosk::open(office, &screen, &format!("png:{}", paper.display()))?;
    let (ticket, bytes) = kiosk.take_ticket(&screen, &folder.join("kiosk.png"), &paper)?;
    fs::copy(&ticket, folder.join("ticket.png"))?;
    fs::copy(&bytes, folder.join("ticket.bin"))?;

    say("the wall opens");
    let hall = Screen::open(1920, 1080)?;
    let site = runtime.block_on(clerk.site())?;
    let zone = &site.counters.iter().find(|c| c.id.as_str() == COUNTER).context("no such counter")?.zone;
    let mut wall = Command::new(program("display")?);
    wall.args(["--server", office.url(), "--zone", zone, "--fullscreen", "--token-file"]);
    wall.arg(office.token_file("display", "bang-1")?);
    let mut wall = Process::start("display", hall.tool(wall.get_program()).args(wall.get_args()))?;
    hall.wait_for("the wall", &folder.join("display.png"), |p| p.part_of([0xFB, 0xF8, 0xF3]) > 0.2)?;

    say("a clerk calls from the console");
    let mut console = Browser::open(office.url(), (1366, 768), "vi")?;
    sign_in(&mut console, CLERK, password)?;
    console.click(&format!("counter-{COUNTER}"))?;
    let number = call_until_it_is(&mut console, &runtime, &clerk, &ticket)?;
    let on_console = console.text("current-number")?;
    ensure!(on_console == number, "the console shows {on_console} instead of {number}");
    console.picture(&folder.join("console.png"))?;

    say("the wall shows the number and the counter");
    let picture = folder.join("display.png");
    hall.wait_for("the call on the wall", &picture, |p| {
        p.part_of(RED) > 0.1 && read::line(&picture, WALL_NUMBER).is_ok_and(|n| n == number)
    })
    .with_context(|| format!("{number} is not on the wall; it reads {:?}", read::line(&picture, WALL_NUMBER)))?;
    wall.check()?;
    kiosk.process.check()?;
    Ok(Visit { number, ticket: folder.join("ticket.png"), bytes: folder.join("ticket.bin") })
}

/// Where the called number stands on a wall of 1920x1080.
pub const WALL_NUMBER: &str = "860x280+70+210";

/// A kiosk on a screen.
pub struct Kiosk {
    /// The program.
    pub process: Process,
}

impl Kiosk {
    /// Starts the kiosk full screen with a printer.
    pub fn open(office: &Office, screen: &Screen, printer: &str) -> Result<Self> {
        let mut command = screen.tool(program("kiosk")?);
        command.args(["--server", office.url(), "--printer", printer, "--fullscreen", "--token-file"]);
        command.arg(office.token_file("kiosk", "kiosk-1")?).arg("--data").arg(office.folder().join("kiosk"));
        Ok(Self { process: Process::start("kiosk", &mut command)? })
    }

    /// Waits until numbers can be taken. The page stays at `page`.
    pub fn wait_for_start(&self, screen: &Screen, page: &Path) -> Result<Picture> {
        screen.wait_for("the start page", page, |p| red_at(p, touch::SUBMIT))
    }

    /// Two touches to paper. Gives the paper's picture and bytes; the page stays at `page`.
    pub fn take_ticket(&mut self, screen: &Screen, page: &Path, paper: &Path) -> Result<(PathBuf, PathBuf)> {
        let before = papers(paper).len();
        self.wait_for_start(screen, page)?;
        fs::copy(page, page.with_file_name("kiosk-start.png"))?;
        touch_until(screen, touch::SUBMIT, "the fields page", || {
            // The badge of the first field, left of its name.
            screen.picture(page).ok().filter(|p| red_at(p, (72, 510)) && !red_at(p, touch::SUBMIT))
        })?;
        fs::copy(page, page.with_file_name("kiosk-fields.png"))?;
        let ticket = touch_until(screen, touch::FIRST_FIELD, "the paper", || papers(paper).get(before).cloned())?;
        // The strip that points to the slot.
        screen.wait_for("the ticket page", page, |p| red_at(p, (30, 1890)))?;
        Ok((ticket.clone(), ticket.with_extension("bin")))
    }
}

/// Touches once, and again where the kiosk took the touch for a bounce: it lets one pass that comes within a blink of a
/// new page, as from a trembling hand. A second touch on a tile is the same ticket.
fn touch_until<T>(screen: &Screen, (x, y): (u32, u32), what: &str, mut look: impl FnMut() -> Option<T>) -> Result<T> {
    let mut touched: Option<Instant> = None;
    wait_for(what, || {
        if let Some(seen) = look() {
            return Some(seen);
        }
        if touched.is_none_or(|at| at.elapsed() > TRY_AGAIN) {
            screen.touch(x, y).ok()?;
            touched = Some(Instant::now());
        }
        None
    })
}

/// The pictures in a virtual printer's folder, in the order of printing.
pub fn papers(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path());
    let mut papers: Vec<_> = entries.filter(|p| p.extension().is_some_and(|e| e == "png")).collect();
    papers.sort();
    papers
}

/// Signs a clerk in.
pub fn sign_in(console: &mut Browser, name: &str, password: &str) -> Result<()> {
    console.fill("user", name)?;
    console.fill("password", password)?;
    console.click("sign-in")
}

/// Space after Space, as a clerk does, until the number of this paper is called.
fn call_until_it_is(
    console: &mut Browser,
    runtime: &tokio::runtime::Runtime,
    clerk: &Client,
    ticket: &Path,
) -> Result<String> {
    let address = read::qr(ticket)?;
    let counter = CounterId::new(COUNTER);
    console.wait_selector("[data-testid=\"primary\"]")?;
    let deadline = Instant::now() + PATIENCE;
    loop {
        let desk = runtime.block_on(clerk.desk(&counter))?;
        if let Some(current) = desk.current {
            console.wait_text("current-number", &current.number.to_string())?;
            if address.contains(&current.id.to_string()) {
                return Ok(current.number.to_string());
            }
        }
        ensure!(Instant::now() < deadline, "the citizen was never called");
        // The console lets a press within 400 ms of the last one pass, as from a trembling hand: then press again.
        let before = desk.seq;
        let mut looks = 0;
        wait_for("the answer to Space", || {
            if looks % 12 == 0 {
                console.press("Space").ok()?;
            }
            looks += 1;
            runtime.block_on(clerk.desk(&counter)).ok().filter(|d| d.seq > before)
        })?;
    }
}

/// The morning before the visit: a hall with people in it, and clerks at work.
async fn before(clerk: &Client) -> Result<()> {
    let morning = [
        (SERVICE, Lane::Regular, 3),
        ("ho-tich", Lane::Regular, 3),
        ("chung-thuc", Lane::Regular, 2),
        ("xay-dung", Lane::Regular, 2),
        ("ho-kinh-doanh", Lane::Regular, 2),
        ("bao-tro-xa-hoi", Lane::Regular, 3),
        (SERVICE, Lane::Priority, 1),
    ];
    let offered: Vec<_> = clerk.board().await?.waits.into_iter().filter(|w| w.offered).map(|w| w.service).collect();
    for (service, lane, people) in morning {
        for _ in 0..people {
            let service = service.into();
            if offered.contains(&service) {
                let body = IssueRequest { service, intent: None, lane: Some(lane), lang: None, offline: None };
                clerk.issue(new_ticket_id(), &body).await?;
            }
        }
    }
    for counter in ["quay-2", "quay-4", "quay-5", "quay-6"].map(CounterId::new) {
        clerk.open(&counter, new_command_id()).await?;
        if let Some(called) = clerk.call_next(&counter, new_command_id(), false).await? {
            clerk.start(called.id, new_command_id()).await?;
        }
    }
    Ok(())
}

fn red_at(picture: &Picture, (x, y): (u32, u32)) -> bool {
    near(picture.at(x, y), RED)
}
