//! Whatever happens to a printer, at whichever moment and on whichever line: no number is lost, none comes out twice without
//! IN LẠI on the second paper, and staff are told within two seconds.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "rig/peer.rs"]
mod peer;
mod rig;

use std::{
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use devices::printer::{PrinterUri, Timing};
use kiosk::{
    model::{Model, Page, Touch},
    paper::{Layout, Press},
    printing::fill,
};
use motcua_tests::{office::Office, process::PATIENCE};
use peer::{Peer, Trouble};
use queue_protocol::{
    client::Client,
    core::{Event, PrintState, TicketId},
    stream::{LinkEvent, subscribe},
    wire::{SiteView, TicketView},
};
use rig::Rig;

/// From the page that tells the citizen to the event that tells staff.
const TOLD_WITHIN: Duration = Duration::from_secs(2);

/// As a printer answers in a hall, but without its patience: a silent one is known to be silent a little sooner.
const TIMING: Timing = Timing {
    reply: Duration::from_millis(400),
    settle: Duration::from_millis(800),
    write_grace: Duration::from_secs(2),
};

/// More bytes than it takes to cut off a ticket that broke off, but for the nothing that fills up what was missing of it.
const CUT_OFF: usize = 64;

#[derive(Clone, Copy, Debug)]
enum Line {
    Tcp,
    Serial,
}

/// When it happens: before the first byte, or when this part of the ticket's bytes has come.
#[derive(Clone, Copy, Debug)]
enum Moment {
    Before,
    After { hundredths: usize },
}

const MOMENTS: [Moment; 5] = [
    Moment::Before,
    Moment::After { hundredths: 5 },
    Moment::After { hundredths: 50 },
    // Before the cut, and behind it.
    Moment::After { hundredths: 95 },
    Moment::After { hundredths: 100 },
];

#[test]
fn every_fault_at_every_moment_on_every_line() {
    let office = Office::open().unwrap();
    let told = told(office.client("clerk", "quay").unwrap());
    let mut wrong = Vec::new();
    for line in [Line::Tcp, Line::Serial] {
        let mut cells = Cells::start(&office, line).unwrap();
        for trouble in Trouble::ALL {
            for moment in MOMENTS {
                if let Err(error) = cells.play(trouble, moment, &told) {
                    wrong.push(format!("{line:?}, {trouble:?}, {moment:?}: {error:#}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} cells: {wrong:#?}", wrong.len());
}

/// What the log says of papers that failed, as it says it.
fn told(clerk: Client) -> Receiver<(TicketId, Instant)> {
    let (send, told) = channel();
    thread::spawn(move || {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let mut stream = subscribe(clerk, None);
            while let Some(event) = stream.recv().await {
                if let LinkEvent::Event(entry) = event
                    && let Event::TicketPrintFailed { ticket, .. } = entry.event
                    && send.send((ticket, Instant::now())).is_err()
                {
                    return;
                }
            }
        });
    });
    told
}

/// One kiosk with one printer, through all troubles.
struct Cells {
    kiosk: Rig,
    peer: Peer,
    clerk: Client,
    runtime: tokio::runtime::Runtime,
    site: SiteView,
    press: Press,
}

impl Cells {
    fn start(office: &Office, line: Line) -> Result<Self> {
        let name = match line {
            Line::Tcp => "kiosk-1",
            Line::Serial => "kiosk-2",
        };
        let peer = Peer::default();
        let uri: PrinterUri = match line {
            Line::Tcp => peer.tcp()?,
            Line::Serial => peer.serial()?,
        }
        .parse()?;
        let client = office.client("kiosk", name)?;
        let runtime = tokio::runtime::Runtime::new()?;
        let site = runtime.block_on(client.site())?;
        let printer = Box::new(uri.printer_with(TIMING));
        let kiosk = Rig::start(client.clone(), &office.folder().join(name), printer)?;
        Ok(Self { kiosk, peer, clerk: client, runtime, site, press: Press::new()? })
    }

    fn play(&mut self, trouble: Trouble, moment: Moment, told: &Receiver<(TicketId, Instant)>) -> Result<()> {
        self.peer.set(None);
        self.kiosk.wait("the printer to be well", |m| m.printer_fault().is_none() && m.page() == Page::Start)?;
        let before = self.peer.tickets().len();
        let length = {
            // The length of this ticket is not known before it is there, but all of them are within a few bytes.
            let ticket = self.kiosk.take("dat-dai").context("a paper without trouble")?;
            self.plain(&ticket, false)?.len()
        };
        ensure!(self.peer.tickets().len() == before + 1, "one paper without trouble");
        match moment {
            Moment::Before => self.peer.set(Some(trouble)),
            Moment::After { hundredths: 100 } => self.peer.set_at(length - 40, trouble),
            Moment::After { hundredths } => self.peer.set_at(length * hundredths / 100, trouble),
        }
        let ticket = self.kiosk.ask("dat-dai")?;
        self.kiosk.wait("the fault's page", |m| matches!(m.page(), Page::Fault(_)))?;
        let shown = Instant::now();
        ensure!(self.kiosk.model.ticket().is_some_and(|t| t.id == ticket.id), "the number left the screen");
        let at = loop {
            let left = PATIENCE.saturating_sub(shown.elapsed());
            let (failed, at) = told.recv_timeout(left).context("staff are never told")?;
            if failed == ticket.id {
                break at;
            }
        };
        ensure!(at.saturating_duration_since(shown) <= TOLD_WITHIN, "told after {:?}", at - shown);
        // Somebody mends it, and the citizen asks for the paper.
        self.peer.set(None);
        self.kiosk.wait("the printer to be mended", Model::can_print_again)?;
        self.kiosk.touch(Touch::Reprint);
        self.kiosk.wait("the paper after all", Model::printed)?;
        self.kiosk.touch(Touch::Done);
        self.check(&ticket, before + 1)
    }

    /// The number is at the server with its paper, and only its first paper is unmarked.
    fn check(&mut self, ticket: &TicketView, from: usize) -> Result<()> {
        let storage = self.kiosk.storage.clone();
        self.kiosk.wait("everything to be told", |_| storage.next_report().is_none())?;
        let there = self.runtime.block_on(self.clerk.ticket(ticket.id))?;
        ensure!(there.number == ticket.number && there.print == PrintState::Printed, "{there:?}");
        let (unmarked, marked) = (self.plain(ticket, false)?, self.plain(ticket, true)?);
        let same = unmarked.iter().zip(&marked).take_while(|(a, b)| a == b).count();
        let mark = &marked[same..same + 48];
        ensure!(memchr::memmem::find(&unmarked, mark).is_none(), "the mark is not one");
        let mut papers = self.peer.tickets().split_off(from);
        // Over a new connection the driver first cuts off what may hang in the printer.
        papers.retain(|paper| paper.iter().filter(|byte| **byte != 0).count() > CUT_OFF);
        ensure!(!papers.is_empty() && papers.len() <= 2, "{} papers", papers.len());
        let is_marked: Vec<_> = papers.iter().map(|p| memchr::memmem::find(p, mark).is_some()).collect();
        ensure!(!is_marked[0] && is_marked[1..].iter().all(|marked| *marked), "marked: {is_marked:?}");
        Ok(())
    }

    fn plain(&mut self, ticket: &TicketView, reprint: bool) -> Result<Vec<u8>> {
        let mut paper = fill(&self.site, ticket);
        paper.reprint = reprint;
        let (width, digits) = (devices::printer::PaperWidth::Mm80, devices::printer::Digits::Plain);
        Ok(self.press.ticket(&paper, Layout::default(), width, digits)?.plain())
    }
}
