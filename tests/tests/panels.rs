//! A clerk without a mouse: the built server and wall, and at the counter a panel and a keypad played by pymodbus. A key
//! calls, the panel shows; what makes no sense is refused; a key whose answer the network swallowed acts once.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod bus;

use std::fs::{self, File};

use bus::{DONE, Far, REFUSED};
use devices::keypad::Key;
use motcua_tests::{
    office::Office,
    process::{Process, program, wait_for},
    proxy::{Line, Proxy},
    screen::Screen,
};
use queue_protocol::{
    client::{Client, new_command_id, new_ticket_id},
    core::{CounterId, CounterStatus, TicketState},
    wire::{CounterDesk, IssueRequest},
};
use tokio::runtime::Runtime;

const PANEL: u8 = 3;
const KEYPAD: u8 = 103;

struct Hall {
    runtime: Runtime,
    clerk: Client,
    counter: CounterId,
    far: Far,
}

impl Hall {
    fn desk(&self) -> CounterDesk {
        self.runtime.block_on(self.clerk.desk(&self.counter)).unwrap()
    }

    /// Presses a key that bounces, waits for what it does, and lets go.
    fn press(&mut self, key: Key, does: &str, done: impl Fn(&CounterDesk) -> bool) -> CounterDesk {
        self.far.order(&format!("press {KEYPAD} {} 3", key.number()));
        let desk = wait_for(does, || Some(self.desk()).filter(&done)).unwrap();
        self.far.release(KEYPAD);
        desk
    }

    /// The registers of the panel, as letters.
    fn shows(&mut self, text: &str) {
        let expected: Vec<u16> = text.bytes().map(u16::from).collect();
        self.far.wait(&format!("{text:?} on the panel"), |said| said.registers.starts_with(&expected));
    }
}

#[test]
fn a_key_calls_and_the_panel_shows() {
    let Some(far) = Far::start(PANEL, KEYPAD) else { return };
    let office = Office::open().unwrap();
    let runtime = Runtime::new().unwrap();
    let clerk = office.client("clerk", "mau-quay-3").unwrap();
    let counter = CounterId::new("quay-3");
    let site = runtime.block_on(clerk.site()).unwrap();
    let here = site.counters.iter().find(|c| c.id == counter).unwrap().clone();
    for _ in 0..4 {
        let service = here.serves[0].clone();
        let body = IssueRequest { service, intent: None, lane: None, lang: None, offline: None };
        runtime.block_on(clerk.issue(new_ticket_id(), &body)).unwrap();
    }
    runtime.block_on(clerk.open(&counter, new_command_id())).unwrap();

    let proxy = Proxy::before(office.url()).unwrap();
    let screen = Screen::open(1280, 720).unwrap();
    let (file, log) = (office.folder().join("panels.toml"), office.folder().join("display.log"));
    let port = far.port().display().to_string();
    fs::write(
        &file,
        format!(
            "[[bus]]\nport = {port:?}\nanswer_ms = 100\n[[bus.panel]]\ncounter = \"quay-3\"\nunit = {PANEL}\n\
             model = \"generic-ascii-registers\"\n[[bus.keypad]]\ncounter = \"quay-3\"\nunit = {KEYPAD}\n"
        ),
    )
    .unwrap();
    let mut command = screen.tool(program("display").unwrap());
    command.args(["--server", &proxy.url(), "--zone", &here.zone, "--window", "1280x720", "--token-file"]);
    command.arg(office.token_file("display", "bang-1").unwrap()).arg("--panels").arg(&file);
    command.arg("--keypad-token-file").arg(office.token_file("clerk", "ban-phim").unwrap());
    command.env("RUST_LOG", "display=info").env("NO_COLOR", "1").stderr(File::create(&log).unwrap());
    let mut wall = Process::start("display", &mut command).unwrap();
    let mut hall = Hall { runtime, clerk, counter, far };

    // Open and free. Whoever has nothing to be told is at rest, so the first press counts.
    hall.shows("    ");
    hall.far.release(KEYPAD);

    let desk = hall.press(Key::Next, "the call", |desk| desk.current.is_some());
    let first = desk.current.unwrap();
    hall.shows(&first.number.to_string());
    assert_eq!(desk.waiting_total, 3, "one press, one call");
    let desk = hall.press(Key::Recall, "the recall", |desk| desk.counter.current.as_ref().is_some_and(|t| t.call == 2));
    assert_eq!(desk.current.unwrap().id, first.id);
    hall.press(Key::Start, "the start", |desk| desk.current.as_ref().is_some_and(|t| t.state == TicketState::Serving));
    hall.shows(&first.number.to_string());
    hall.press(Key::Finish, "the end", |desk| desk.current.is_none());
    hall.shows("    ");
    hall.press(Key::Pause, "the pause", |desk| desk.counter.status == CounterStatus::Paused);
    hall.shows("----");

    // Nobody is called at a paused counter: the lamp blinks, the log says why, and nothing happened.
    let before = hall.desk().seq;
    hall.far.order(&format!("press {KEYPAD} {} 1", Key::Next.number()));
    hall.far.wait("the lamp to blink", |said| said.lamp == REFUSED);
    hall.far.release(KEYPAD);
    assert_eq!(hall.desk().seq, before);
    let said = fs::read_to_string(&log).unwrap();
    assert!(said.contains("a key did nothing") && said.contains("the counter is paused"), "{said}");
    hall.press(Key::Pause, "the counter to open", |desk| desk.counter.status == CounterStatus::Open);

    // The command arrives, its answer does not: it is sent again with the same id, and one number is called.
    proxy.set(Line::Deaf);
    hall.far.order(&format!("press {KEYPAD} {} 1", Key::Next.number()));
    let second = wait_for("the call", || hall.desk().current).unwrap();
    proxy.set(Line::Open);
    hall.far.wait("the lamp to say done", |said| said.lamp == DONE);
    hall.shows(&second.number.to_string());
    let desk = hall.desk();
    assert_eq!((desk.current.unwrap().id, desk.waiting_total), (second.id, 2), "called once");
    wall.check().unwrap();
}
