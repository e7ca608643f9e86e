//! A kiosk alone in a hall, with the real programs: it reports how it is, a citizen calls for help by touch and is told that
//! somebody comes, and a supervisor closes it, opens it, has it print a page and starts it again from afar.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "rig/peer.rs"]
#[allow(dead_code, reason = "only a part of the printer is needed here")]
mod peer;

use std::path::Path;

use motcua_tests::{
    office::Office,
    process::{Process, program, wait_for},
    screen::{Picture, RED, Screen, near},
    visit::touch,
};
use peer::{Peer, Trouble};
use queue_protocol::{
    client::{Client, new_command_id},
    core::{HelpKind, KioskOrder},
    wire::KioskView,
};
use tokio::runtime::Runtime;

const NAME: &str = "kiosk-1";
/// "Hỗ trợ" in the bar of the start page.
const HELP: (u32, u32) = (414, 1708);
/// Beside the bell, where the button is dark once somebody was called.
const BELL: (u32, u32) = (310, 1660);

#[test]
fn a_kiosk_is_cared_for_from_afar() {
    let office = Office::open().unwrap();
    let peer = Peer::default();
    let uri = peer.tcp().unwrap();
    let screen = Screen::open(1080, 1920).unwrap();
    let page = office.folder().join("page.png");
    let mut kiosk = start(&office, &screen, &uri);
    let staff = Staff::of(&office);

    open(&screen, &page);
    let there = staff.see("the first report", |k| k.connected && k.kiosk.status.report.is_some());
    let report = there.kiosk.status.report.unwrap();
    assert_eq!((report.printer_fault, report.version), (None, env!("CARGO_PKG_VERSION").to_owned()));
    assert!(report.printer.contains("tcp://"), "{}", report.printer);

    // A fault is told by itself, and that it is over.
    peer.set(Some(Trouble::CoverOpen));
    let fault = |k: &KioskView| k.kiosk.status.report.as_ref().and_then(|r| r.printer_fault.clone());
    staff.see("the open cover", |k| fault(k).as_deref() == Some("cover-open"));
    peer.set(None);
    staff.see("the closed cover", |k| fault(k).is_none());

    // Help is called by touch, and the page says that it comes.
    let before = screen.picture(&page).unwrap().at(BELL.0, BELL.1);
    screen.touch(HELP.0, HELP.1).unwrap();
    let called = staff.see("the call for help", |k| k.kiosk.status.help.is_some());
    assert_eq!(called.kiosk.status.help.unwrap().kind, HelpKind::Attendant);
    let changed = |p: &Picture| !near(p.at(BELL.0, BELL.1), before);
    screen.wait_for("the page to say that help was called", &page, changed).unwrap();
    staff.answer();
    staff.see("the answer", |k| k.kiosk.status.help.is_none());

    // Closed and open again.
    staff.order(KioskOrder::Blank);
    screen.wait_for("the page that is out of service", &page, |p| !red(p)).unwrap();
    staff.see("that it is closed", |k| k.kiosk.status.blanked);
    staff.order(KioskOrder::Unblank);
    open(&screen, &page);

    // A page of paper that is no ticket.
    let papers = peer.tickets().len();
    staff.order(KioskOrder::TestPrint);
    wait_for("the test page", || (peer.tickets().len() > papers).then_some(())).unwrap();

    // Started again: the program ends by itself, and whoever watches over it starts the next.
    staff.order(KioskOrder::Restart);
    wait_for("the kiosk to end", || kiosk.check().err()).unwrap();
    staff.see("that it is gone", |k| !k.connected);
    let _again = start(&office, &screen, &uri);
    open(&screen, &page);
    staff.see("that it is back", |k| k.connected);
}

fn start(office: &Office, screen: &Screen, printer: &str) -> Process {
    let mut command = screen.tool(program("kiosk").unwrap());
    command.args(["--server", office.url(), "--printer", printer, "--fullscreen", "--token-file"]);
    command.arg(office.token_file("kiosk", NAME).unwrap()).arg("--data").arg(office.folder().join("kiosk"));
    Process::start("kiosk", &mut command).unwrap()
}

fn open(screen: &Screen, page: &Path) {
    screen.wait_for("the start page", page, red).unwrap();
}

fn red(page: &Picture) -> bool {
    near(page.at(touch::SUBMIT.0, touch::SUBMIT.1), RED)
}

/// The people who look after it.
struct Staff {
    runtime: Runtime,
    supervisor: Client,
}

impl Staff {
    fn of(office: &Office) -> Self {
        Self { runtime: Runtime::new().unwrap(), supervisor: office.client("supervisor", "truong-bo-phan").unwrap() }
    }

    fn see(&self, what: &str, mut is: impl FnMut(&KioskView) -> bool) -> KioskView {
        wait_for(what, || {
            let kiosks = self.runtime.block_on(self.supervisor.kiosks()).ok()?;
            kiosks.into_iter().find(|kiosk| kiosk.kiosk.name == NAME).filter(&mut is)
        })
        .unwrap()
    }

    fn order(&self, order: KioskOrder) {
        self.runtime.block_on(self.supervisor.order_kiosk(NAME, new_command_id(), order)).unwrap();
    }

    fn answer(&self) {
        self.runtime.block_on(self.supervisor.answer_help(NAME, new_command_id())).unwrap();
    }
}
