//! How late is the wall? From the key that a clerk presses in Chromium to the changed dot on the wall's window, with the
//! browser, the server and its commit in between, against a bare socket that carries the same bytes to the same window of
//! another wall. One frame of the screen is not counted: a picture that has just missed one is nobody's fault.

mod bare;

use std::{
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use anyhow::{Context, Result};
use motcua_tests::{
    browser::Browser,
    office::Office,
    process::{Process, program},
    screen::{RED, Screen},
    visit::{CLERK, COUNTER, SERVICE, sign_in},
};
use queue_protocol::{
    client::{Client, new_ticket_id},
    wire::IssueRequest,
};
use tokio::{io::AsyncWriteExt as _, net::TcpStream};

use self::bare::Bare;
use crate::{
    eye::Eye,
    figure::{Bound, Figure},
    house::{self, House},
    http::{Caller, Connection},
    subscriber::Subscriber,
};

/// The figure.
pub const FIGURE: Figure = Figure {
    name: "click_to_wall",
    what: "keypress in Chromium to changed pixel on the wall, less one frame ÷ a bare socket with the same bytes to the same window",
    bound: Bound::AtMost(3.0),
    aim: Some(1.5),
    rounds,
};

/// A frame at 60 a second.
const FRAME_MS: f64 = 1000.0 / 60.0;
/// Calls measured.
const CALLS: usize = 25;
/// Longer than the console takes a second press for the first one's tremble.
const SETTLED: Duration = Duration::from_millis(700);
/// On the tile of the only open counter: red while it calls, green while it serves.
const TILE: (i16, i16) = (60, 622);
const GREEN: [u8; 3] = [0x14, 0x57, 0x3A];
const PASSWORD: &str = "mot-cua-do-thoi-gian";

fn rounds(house: &House) -> Result<Vec<f64>> {
    let calls = house.rounds(CALLS);
    let office = Office::open()?;
    house::block_on(async {
        let mut hall = Hall::open(&office, calls).await?;
        let mut ratios = Vec::with_capacity(calls);
        for round in 1..=calls {
            let (ours, before, bytes) = hall.click().await?;
            let theirs = hall.bare.carry(&before, &bytes, &hall.bare_eye, GREEN)?;
            house::say(&format!("round {round} of {calls}: {ours:.1} against {theirs:.1} ms"));
            ratios.push((ours - FRAME_MS).max(0.0) / theirs);
        }
        hall.wall.check()?;
        hall.bare_wall.check()?;
        Ok(ratios)
    })
}

/// A clerk's browser, a wall behind the server, and a wall behind a bare socket.
struct Hall {
    wall: Process,
    bare_wall: Process,
    eye: Eye,
    bare_eye: Eye,
    _screens: [Screen; 2],
    bare: Bare,
    console: Browser,
    client: Client,
    stream: Subscriber,
}

impl Hall {
    async fn open(office: &Office, calls: usize) -> Result<Self> {
        let client = office.client("clerk", "desk")?;
        for _ in 0..calls + 2 {
            let request = IssueRequest { service: SERVICE.into(), intent: None, lane: None, lang: None, offline: None };
            client.issue(new_ticket_id(), &request).await?;
        }
        let address = office.url().trim_start_matches("http://").parse()?;
        let caller = Caller { address, token: office.token("display", "eye")? };
        let site = Connection::open(&caller)
            .await?
            .ask("GET", format_args!("/api/v1/site"), "")
            .await?
            .expect(200)?
            .body
            .to_vec();
        let bare = Bare::open(site)?;
        let screens = [Screen::open(1920, 1080)?, Screen::open(1920, 1080)?];
        let token = office.token_file("display", "wall")?;
        let counters = client.site().await?.counters;
        let zone = counters.into_iter().find(|c| c.id.as_str() == COUNTER).context("no such counter")?.zone;
        let start = |screen: &Screen, url: &str| {
            let mut command = screen.tool(program("display")?);
            command.args(["--server", url, "--zone", &zone, "--fullscreen", "--reduced-motion", "--token-file"]);
            Process::start("display", command.arg(&token))
        };
        let wall = start(&screens[0], office.url())?;
        let bare_wall = start(&screens[1], &bare.url())?;
        let (eye, bare_eye) = (Eye::on(&screens[0], TILE)?, Eye::on(&screens[1], TILE)?);
        office.account("clerk", CLERK, PASSWORD, Some(CLERK))?;
        let mut console = Browser::open(office.url(), (1366, 768), "vi")?;
        sign_in(&mut console, CLERK, PASSWORD)?;
        console.click(&format!("counter-{COUNTER}"))?;
        console.wait_selector("[data-testid=\"primary\"]")?;
        console.evaluate(
            "document.addEventListener('keydown', (e) => { window.pressed = performance.timeOrigin + e.timeStamp; }, true)",
        )?;
        let stream = subscribe(&caller).await?;
        let mut hall = Self { wall, bare_wall, eye, bare_eye, _screens: screens, bare, console, client, stream };
        hall.first_call().await?;
        Ok(hall)
    }

    /// Milliseconds from the key to the wall; and the board before it, and the bytes of what it brought about.
    async fn click(&mut self) -> Result<(f64, queue_protocol::wire::Board, Vec<u8>)> {
        // Whoever was called has come, so that the tile is green.
        self.press()?;
        self.eye.see(GREEN)?;
        let before = self.client.board().await?;
        self.drain(before.seq.0).await?;
        thread::sleep(SETTLED);
        let (console, eye) = (&mut self.console, &self.eye);
        let seen = thread::scope(|scope| {
            let seen = scope.spawn(|| eye.see(RED));
            console.press("Space")?;
            seen.join().ok().context("the eye was lost")?
        })?;
        let pressed = console.evaluate("window.pressed")?.as_f64().context("no key was pressed")?;
        let (_, mut bytes) = self.stream.until(format!("id: {}\n", before.seq.0 + 1).as_bytes()).await?;
        while !called(&bytes) {
            bytes.extend(self.stream.until(b"id: ").await?.1);
        }
        Ok((since_epoch_ms(seen)? - pressed, before, bytes))
    }

    /// Presses until the first number is called, whatever the counter asks for before.
    async fn first_call(&mut self) -> Result<()> {
        loop {
            self.press()?;
            let desk = self.client.desk(&COUNTER.into()).await?;
            if desk.current.is_some() {
                self.eye.see(RED)?;
                return Ok(());
            }
        }
    }

    fn press(&mut self) -> Result<()> {
        thread::sleep(SETTLED);
        self.console.press("Space")
    }

    /// Reads what is already known.
    async fn drain(&mut self, seq: u64) -> Result<()> {
        self.stream.until(format!("id: {seq}\n").as_bytes()).await.map(drop)
    }
}

/// Whether the last of these events is a call.
fn called(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"event: ticket-called\n").is_some()
}

async fn subscribe(caller: &Caller) -> Result<Subscriber> {
    let Caller { address, token } = caller;
    let mut socket = TcpStream::connect(address).await?;
    socket.set_nodelay(true)?;
    let hello = format!("GET /api/v1/events HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\n\r\n");
    socket.write_all(hello.as_bytes()).await?;
    Ok(Subscriber::new(socket))
}

fn since_epoch_ms(at: SystemTime) -> Result<f64> {
    Ok(at.duration_since(UNIX_EPOCH)?.as_secs_f64() * 1000.0)
}
