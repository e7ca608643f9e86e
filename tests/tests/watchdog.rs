//! The kiosk's own supervisor, with the real programs: killed or frozen, the window is back within fifteen seconds, and the
//! ticket whose paper was on its way is neither lost nor printed twice without saying so.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "rig/peer.rs"]
#[allow(dead_code, reason = "only a part of the printer is needed here")]
mod peer;

use std::{
    fs,
    time::{Duration, Instant},
};

use kiosk::{
    journal::{Entry, Given},
    storage::{Storage, machine_clock},
};
use motcua_tests::{
    office::Office,
    process::{PATIENCE, Process, output, program, wait_for},
    screen::Screen,
};
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use peer::{Peer, Trouble};
use queue_protocol::{
    client::{new_command_id, new_ticket_id},
    core::{PrintState, TicketId},
    wire::IssueRequest,
};

/// From the death to the new window.
const BACK_WITHIN: Duration = Duration::from_secs(15);

#[test]
fn killed_in_the_middle_of_a_paper() {
    let office = Office::open().unwrap();
    let peer = Peer::default();
    let uri = peer.tcp().unwrap();
    let ticket = due(&office);
    // The printer takes half of the paper and says no more.
    peer.set_at(4_000, Trouble::Silent);
    let screen = Screen::open(540, 960).unwrap();
    let watch = start(&office, &screen, &uri);
    wait_for("half a paper", || peer.tickets().first().is_some_and(|t| t.len() >= 4_000).then_some(())).unwrap();
    let child = child_of(&watch);
    kill(child, Signal::SIGKILL).unwrap();
    let killed = Instant::now();
    peer.set(None);
    let another = window_of_another(&screen, child, &watch);
    assert!(killed.elapsed() < BACK_WITHIN, "back after {:?}", killed.elapsed());
    assert_ne!(another, child);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let clerk = office.client("clerk", "quay").unwrap();
    let there = wait_for("the paper", || {
        let there = runtime.block_on(clerk.ticket(ticket)).ok()?;
        (there.print == PrintState::Printed).then_some(there)
    })
    .unwrap();
    assert_eq!(there.copies, 2, "the second paper is known as one, and says so");
}

#[test]
fn frozen() {
    let office = Office::open().unwrap();
    let peer = Peer::default();
    let uri = peer.tcp().unwrap();
    let screen = Screen::open(540, 960).unwrap();
    let watch = start(&office, &screen, &uri);
    let child = window_of_another(&screen, Pid::from_raw(0), &watch);
    kill(child, Signal::SIGSTOP).unwrap();
    let frozen = Instant::now();
    window_of_another(&screen, child, &watch);
    assert!(frozen.elapsed() < BACK_WITHIN, "back after {:?}", frozen.elapsed());
}

/// A ticket that was given, and whose paper was due when the kiosk last ended.
fn due(office: &Office) -> TicketId {
    let kiosk = office.client("kiosk", "kiosk-1").unwrap();
    let request = IssueRequest { service: "dat-dai".into(), intent: None, lane: None, lang: None, offline: None };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let ticket = runtime.block_on(kiosk.issue(new_ticket_id(), &request)).unwrap();
    let site = runtime.block_on(kiosk.site()).unwrap();
    let storage = Storage::open(&office.folder().join("kiosk"), machine_clock).unwrap();
    storage.keep_site(&site);
    let id = ticket.id;
    storage.note(Entry::Given(Box::new(Given { ticket, offline: None, command: new_command_id() })));
    id
}

fn start(office: &Office, screen: &Screen, printer: &str) -> Process {
    let mut command = screen.tool(program("kiosk").unwrap());
    command.args(["--watch", "--server", office.url(), "--printer", printer, "--window", "540x960", "--token-file"]);
    command.arg(office.token_file("kiosk", "kiosk-1").unwrap()).arg("--data").arg(office.folder().join("kiosk"));
    Process::start("kiosk", &mut command).unwrap()
}

/// The kiosk that is watched.
fn child_of(watch: &Process) -> Pid {
    let parent = watch.pid().to_string();
    wait_for("the child", || {
        fs::read_dir("/proc").ok()?.flatten().find_map(|entry| {
            let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
            // The parent's id is the second word after the name, which stands in brackets.
            let rest = stat.rsplit_once(") ")?.1;
            (rest.split(' ').nth(1)? == parent).then(|| entry.file_name().to_str()?.parse().ok()).flatten()
        })
    })
    .map(Pid::from_raw)
    .unwrap()
}

/// The process of a visible kiosk's window that is not this one.
fn window_of_another(screen: &Screen, than: Pid, watch: &Process) -> Pid {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let child = child_of(watch);
        let mut search = screen.tool("xdotool");
        search.args(["search", "--onlyvisible", "--pid", &child.to_string()]);
        if child != than && output(&mut search).is_ok_and(|found| !found.is_empty()) {
            return child;
        }
        assert!(Instant::now() < deadline, "no window");
    }
}
