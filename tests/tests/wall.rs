//! The wall as a built program over a line that breaks: what it shows while it is cut off, how soon it owns up to that, and
//! how soon it is right again; also after another server has taken the first one's place.
#![allow(missing_docs, clippy::unwrap_used)]

use std::{
    path::PathBuf,
    process::Command,
    time::{Duration, Instant},
};

use motcua_tests::{
    office::Office,
    process::{Process, output, program, wait_for},
    proxy::{Line, Proxy},
    screen::{AMBER, Picture, RED, Screen, near},
};
use queue_protocol::{
    client::{Client, new_command_id, new_ticket_id},
    core::CounterId,
    wire::{IssueRequest, TicketView},
};
use tokio::runtime::Runtime;

/// A wall says within five seconds that it is cut off. A busy machine draws, photographs and reads late.
const STALE_WITHIN: Duration = Duration::from_secs(5);

/// A wall is right within a second of the line's return.
const RIGHT_WITHIN: Duration = Duration::from_secs(1);

/// What two busy cores may add to either: a picture alone takes half a second when others compile beside it.
const MARGIN: Duration = Duration::from_secs(4);

/// How long the line is cut.
const CUT: Duration = Duration::from_secs(30);

/// On a wall of 960 by 540: the header, and the block left of its number.
const HEADER: (u32, u32) = (480, 3);
const BLOCK: (u32, u32) = (30, 60);

#[test]
fn cut_for_thirty_seconds() {
    let hall = Hall::open();
    hall.call("quay-3");
    hall.shows("the call", Instant::now(), None, |p| red(p) && !amber(p));

    let cut = Instant::now();
    hall.proxy.set(Line::Cut);
    let stale = hall.shows("that it is cut off", cut, Some(STALE_WITHIN), amber);
    assert!(!red(&stale), "a call of which nobody knows whether it still stands is not red");
    // What happens meanwhile is not shown, and the look stays.
    let ticket = hall.call("quay-4");
    wait_for("the end of the cut", || (cut.elapsed() >= CUT).then_some(())).unwrap();
    let still = hall.screen.picture(&hall.file("still.png")).unwrap();
    assert!(amber(&still) && !red(&still));

    let back = Instant::now();
    hall.proxy.set(Line::Open);
    hall.shows("the call that was missed", back, Some(RIGHT_WITHIN), |p| !amber(p) && red(p));
    hall.reads(&ticket.number.to_string());
}

/// The line stays up and nothing comes down it, as when a router in between hangs.
#[test]
fn deaf() {
    let hall = Hall::open();
    hall.shows("the wall", Instant::now(), None, |p| !amber(p));
    let deaf = Instant::now();
    hall.proxy.set(Line::Deaf);
    hall.shows("that nothing is heard", deaf, Some(STALE_WITHIN), amber);
    let back = Instant::now();
    hall.proxy.set(Line::Open);
    hall.shows("the wall again", back, Some(RIGHT_WITHIN), |p| !amber(p));
}

/// The server's machine dies, and another takes over from the last backup: the log is shorter than what the wall has seen.
#[test]
fn server_replaced() {
    let mut hall = Hall::open();
    let kept = hall.call("quay-3");
    hall.shows("the call", Instant::now(), None, red);
    let backup = hall.office.folder().join("backup");
    output(hall.office.command("backup").unwrap().arg("--to").arg(&backup)).unwrap();
    // After the backup: the new server knows nothing of it.
    let lost = hall.call("quay-4");
    hall.reads(&lost.number.to_string());

    hall.office.kill().unwrap();
    let killed = Instant::now();
    hall.shows("that it is cut off", killed, Some(STALE_WITHIN), amber);
    std::fs::remove_dir_all(hall.office.data()).unwrap();
    let mut restore = Command::new(program("queue-server").unwrap());
    output(restore.arg("restore").arg("--from").arg(&backup).arg("--data").arg(hall.office.data())).unwrap();
    hall.office.restart().unwrap();
    let back = Instant::now();
    hall.shows("the wall again", back, Some(RIGHT_WITHIN), |p| !amber(p));
    // As far as this server knows, that one is still to come.
    hall.reads(&kept.number.to_string());
    let next = hall.call("quay-4");
    hall.reads(&next.number.to_string());
}

/// An office, a line that can break, and a wall at its end.
struct Hall {
    /// Ends before its screen does.
    _wall: Process,
    office: Office,
    proxy: Proxy,
    screen: Screen,
    runtime: Runtime,
    clerk: Client,
}

impl Hall {
    fn open() -> Self {
        let office = Office::open().unwrap();
        let proxy = Proxy::before(office.url()).unwrap();
        let screen = Screen::open(960, 540).unwrap();
        let runtime = Runtime::new().unwrap();
        let clerk = office.client("clerk", "quay").unwrap();
        let mut command = screen.tool(program("display").unwrap());
        command.args(["--server", &proxy.url(), "--fullscreen", "--reduced-motion", "--zone", &office.zone().unwrap()]);
        command.arg("--token-file").arg(office.token_file("display", "wall").unwrap());
        let wall = Process::start("display", &mut command).unwrap();
        let hall = Self { _wall: wall, office, proxy, screen, runtime, clerk };
        hall.shows("the wall", Instant::now(), None, |p| !near(p.at(480, 538), [0; 3]) && !amber(p));
        hall
    }

    /// A citizen comes and is called to a counter.
    fn call(&self, counter: &str) -> TicketView {
        let request = IssueRequest { service: "dat-dai".into(), intent: None, lane: None, lang: None, offline: None };
        let counter = CounterId::new(counter);
        self.runtime.block_on(async {
            self.clerk.issue(new_ticket_id(), &request).await.unwrap();
            self.clerk.open(&counter, new_command_id()).await.unwrap();
            self.clerk.call_next(&counter, new_command_id(), true).await.unwrap().unwrap()
        })
    }

    /// Looks until the wall shows it, and checks that it did in time.
    fn shows(
        &self,
        what: &str,
        since: Instant,
        within: Option<Duration>,
        shows: impl FnMut(&Picture) -> bool,
    ) -> Picture {
        let picture = self.screen.wait_for(what, &self.file("wall.png"), shows).unwrap();
        let took = since.elapsed();
        println!("{what}: after {took:.1?}");
        assert!(within.is_none_or(|within| took <= within + MARGIN), "{what} only after {took:.1?}");
        picture
    }

    /// Reads the number in the block.
    fn reads(&self, number: &str) {
        let path = self.file("wall.png");
        wait_for(&format!("{number} on the wall"), || {
            self.screen.picture(&path).ok()?;
            (motcua_tests::read::line(&path, "430x140+35+105").ok()? == number).then_some(())
        })
        .unwrap();
    }

    fn file(&self, name: &str) -> PathBuf {
        self.office.folder().join(name)
    }
}

fn amber(picture: &Picture) -> bool {
    near(picture.at(HEADER.0, HEADER.1), AMBER)
}

fn red(picture: &Picture) -> bool {
    near(picture.at(BLOCK.0, BLOCK.1), RED)
}
