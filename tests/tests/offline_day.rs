//! A day with a server that dies and a network that breaks, at random: every citizen gets one number, every number is at the
//! server in the end, none twice. `MOTCUA_SEED` repeats a run.
#![allow(missing_docs, clippy::unwrap_used)]

mod rig;

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use devices::printer::FakePrinter;
use motcua_tests::{
    office::Office,
    process::PATIENCE,
    proxy::{Line, Proxy},
};
use queue_protocol::{
    client::{Client, Token},
    core::{Event, PrintState, Seq, TicketId, TicketNumber},
    stream::{LinkEvent, subscribe},
};
use rig::Rig;

const SERVICE: &str = "dat-dai";

#[test]
fn every_number_is_unique_and_at_the_server() {
    let seed = env::var("MOTCUA_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or_else(|| fastrand::u64(..));
    day(seed, 500).with_context(|| format!("MOTCUA_SEED={seed} repeats it")).unwrap();
}

#[test]
#[ignore = "hours; part of the long proofs"]
fn offline_day_two_hundred_seeds() {
    for seed in 0..200 {
        day(seed, 500).with_context(|| format!("seed {seed}")).unwrap();
    }
}

/// One day: `tickets` citizens, and trouble before some of them.
fn day(seed: u64, tickets: usize) -> Result<()> {
    let mut chance = fastrand::Rng::with_seed(seed);
    let mut office = Office::open()?;
    let proxy = Proxy::before(office.url())?;
    let token = Token::new(&office.token("kiosk", "kiosk-1")?)?;
    let data = office.folder().join("kiosk");
    let printer = FakePrinter::default();
    let mut kiosk = Rig::start(Client::new(&proxy.url(), &token)?, &data, Box::new(printer.clone()))?;
    kiosk.wait("a lease", |m| m.stock().numbers_left > 0)?;
    let mut given: BTreeMap<TicketId, TicketNumber> = BTreeMap::new();
    let (mut alive, mut line, mut troubles) = (true, Line::Open, 0);
    while given.len() < tickets {
        if chance.u8(..) < 10 {
            troubles += 1;
            match chance.u8(..4) {
                0 if alive => {
                    office.kill()?;
                    alive = false;
                }
                0 => {
                    office.restart()?;
                    alive = true;
                }
                1 => line = if line == Line::Open { Line::Cut } else { Line::Open },
                2 => line = if line == Line::Open { Line::Deaf } else { Line::Open },
                _ => {
                    line = Line::Open;
                    if !alive {
                        office.restart()?;
                        alive = true;
                    }
                }
            }
            proxy.set(line);
        }
        // Numbers in reserve are a day's: one that lasts longer than them stands still, and so does this kiosk.
        if !(alive && line == Line::Open) && kiosk.model.stock().numbers_left < 20 {
            proxy.set(Line::Open);
            line = Line::Open;
            if !alive {
                office.restart()?;
                alive = true;
            }
            kiosk.wait("more numbers", |m| m.stock().numbers_left > 100)?;
        }
        let ticket = kiosk.take(SERVICE).with_context(|| format!("citizen {}", given.len() + 1))?;
        ensure!(given.insert(ticket.id, ticket.number).is_none(), "{} is the ticket before", ticket.number);
    }
    proxy.set(Line::Open);
    if !alive {
        office.restart()?;
    }
    let offline = given.values().filter(|n| n.series.letter() == 'R').count();
    let storage = kiosk.storage.clone();
    kiosk.wait("everything to be told", |_| storage.next_report().is_none())?;
    check(&office, &kiosk, &given)?;
    ensure!(printer.tickets().len() == tickets, "{} papers for {tickets} citizens", printer.tickets().len());
    println!("seed {seed}: {tickets} numbers, {offline} of them from the lease, {troubles} troubles");
    Ok(())
}

/// Everything that was given is at the server as it was given, printed once; and nothing else waits there.
fn check(office: &Office, kiosk: &Rig, given: &BTreeMap<TicketId, TicketNumber>) -> Result<()> {
    let numbers: BTreeSet<_> = given.values().collect();
    ensure!(numbers.len() == given.len(), "a number was given twice");
    ensure!(kiosk.storage.refused().is_empty(), "refused: {:?}", kiosk.storage.refused());
    let clerk = office.client("clerk", "quay")?;
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        for (id, number) in given {
            let ticket = clerk.ticket(*id).await.with_context(|| format!("{number} is lost"))?;
            ensure!(ticket.number == *number, "{number} became {}", ticket.number);
            ensure!(ticket.print == PrintState::Printed && ticket.copies == 1, "{number}: {ticket:?}");
        }
        let waiting = waiting(&clerk).await?;
        let strays: Vec<_> = waiting.keys().filter(|id| !given.contains_key(id)).collect();
        ensure!(strays.is_empty(), "nobody has {strays:?}");
        ensure!(waiting.len() == given.len(), "{} wait of {}", waiting.len(), given.len());
        Ok(())
    })
}

/// The tickets of the log that were not given back.
async fn waiting(clerk: &Client) -> Result<BTreeMap<TicketId, TicketNumber>> {
    let end = clerk.board().await?.seq;
    let mut stream = subscribe(clerk.clone(), Some(Seq(0)));
    let mut waiting = BTreeMap::new();
    let deadline = Instant::now() + PATIENCE;
    loop {
        ensure!(Instant::now() < deadline, "the log does not end");
        let event = tokio::time::timeout(Duration::from_secs(10), stream.recv()).await?.context("no stream")?;
        let LinkEvent::Event(entry) = event else { continue };
        match entry.event {
            Event::TicketIssued { ticket, number, .. } => {
                ensure!(waiting.insert(ticket, number).is_none(), "{number} was issued twice");
            }
            Event::TicketCancelled { ticket, .. } => drop(waiting.remove(&ticket)),
            _ => {}
        }
        if entry.seq >= end {
            return Ok(waiting);
        }
    }
}
