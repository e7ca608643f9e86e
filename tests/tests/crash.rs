//! kill -9 at random moments under load: no acknowledged ticket is lost, doubled or renumbered, and the log's chain
//! holds. `MOTCUA_CRASH_ROUNDS` says how often (5; `make prove` 100), `MOTCUA_SEED` repeats a run.
#![allow(missing_docs, clippy::unwrap_used)]

use std::{
    collections::BTreeMap,
    env,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Instant,
};

use anyhow::{Context, Result, ensure};
use motcua_tests::{
    office::Office,
    process::{PATIENCE, output, wait_for},
};
use queue_protocol::{
    client::{Client, ClientError, new_command_id, new_ticket_id},
    core::{TicketId, TicketNumber},
    wire::IssueRequest,
};

/// Citizens at kiosks at the same time.
const KIOSKS: usize = 12;
/// Most tickets between two crashes.
const MOST: usize = 400;

/// What was acknowledged: the id the kiosk made and the number it was given.
type Acknowledged = Arc<Mutex<BTreeMap<TicketId, TicketNumber>>>;

#[test]
fn no_acknowledged_ticket_is_lost_doubled_or_renumbered() {
    let rounds = number("MOTCUA_CRASH_ROUNDS").unwrap_or(5);
    let seed = number("MOTCUA_SEED").unwrap_or_else(|| fastrand::u64(..));
    println!("seed {seed}, {rounds} rounds; MOTCUA_SEED={seed} repeats it");
    fastrand::seed(seed);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut office = Office::open().unwrap();
    let client = office.client("kiosk", "kiosk-1").unwrap();
    let clerk = office.client("clerk", "quay").unwrap();
    let services = runtime.block_on(services(&client)).unwrap();
    let acknowledged = Acknowledged::default();
    for round in 1..=rounds {
        let before = acknowledged.lock().unwrap().len();
        runtime.block_on(crash(&mut office, &client, &clerk, &services, &acknowledged)).unwrap();
        let verified = output(&mut office.command("verify").unwrap());
        assert!(verified.is_ok(), "round {round}: {verified:?}");
        office.restart().unwrap();
        let all = round == rounds;
        runtime.block_on(check(&client, &acknowledged, all)).with_context(|| format!("round {round}")).unwrap();
        println!("round {round}: {} tickets, then kill -9", acknowledged.lock().unwrap().len() - before);
    }
}

/// Load until a random number of tickets is acknowledged, then kill -9 with requests still out.
async fn crash(
    office: &mut Office,
    kiosk: &Client,
    clerk: &Client,
    services: &[String],
    acknowledged: &Acknowledged,
) -> Result<()> {
    let done = Arc::new(AtomicUsize::new(0));
    let mut load = tokio::task::JoinSet::new();
    for i in 0..KIOSKS {
        let (kiosk, acknowledged, done) = (kiosk.clone(), acknowledged.clone(), done.clone());
        let service = services[i % services.len()].clone();
        load.spawn(async move {
            let body =
                IssueRequest { service: service.as_str().into(), intent: None, lane: None, lang: None, offline: None };
            loop {
                let id = new_ticket_id();
                match kiosk.issue(id, &body).await {
                    Ok(ticket) => {
                        acknowledged.lock().unwrap().insert(id, ticket.number);
                        done.fetch_add(1, Ordering::Relaxed);
                    }
                    // The server is gone: this ticket was not acknowledged.
                    Err(e) if e.is_offline() => return Ok(()),
                    Err(e) => return Err(anyhow::Error::from(e)),
                }
            }
        });
    }
    let clerk = clerk.clone();
    load.spawn(async move {
        let counter = "quay-3".into();
        loop {
            let step: Result<(), ClientError> = async {
                clerk.open(&counter, new_command_id()).await?;
                if let Some(called) = clerk.call_next(&counter, new_command_id(), true).await? {
                    clerk.start(called.id, new_command_id()).await?;
                }
                Ok(())
            }
            .await;
            match step {
                Err(e) if e.is_offline() => return Ok(()),
                // The last call before the crash may still stand open: finish it first.
                Err(ClientError::Problem(_)) => {
                    if let Some(open) = clerk.desk(&counter).await.ok().and_then(|d| d.current) {
                        let _ = clerk.start(open.id, new_command_id()).await;
                    }
                }
                Err(e) => return Err(anyhow::Error::from(e)),
                Ok(()) => {}
            }
        }
    });
    let target = fastrand::usize(1..MOST);
    let deadline = Instant::now() + PATIENCE;
    while done.load(Ordering::Relaxed) < target {
        ensure!(Instant::now() < deadline, "{} of {target} tickets only", done.load(Ordering::Relaxed));
        tokio::task::yield_now().await;
    }
    office.kill()?;
    while let Some(ended) = load.join_next().await {
        ended??;
    }
    Ok(())
}

/// No number was given twice, and acknowledged tickets are there under their numbers: the latest and a few of the
/// earlier ones after each crash, every one at the end.
async fn check(kiosk: &Client, acknowledged: &Acknowledged, all: bool) -> Result<()> {
    let expected = acknowledged.lock().unwrap().clone();
    let mut numbers = BTreeMap::new();
    for (id, number) in &expected {
        if let Some(other) = numbers.insert(*number, *id) {
            anyhow::bail!("{number} was given to {other} and {id}");
        }
    }
    // Ids are made in the order of time.
    for (age, (id, number)) in expected.iter().rev().enumerate() {
        if all || age < 2 * MOST || fastrand::u8(..) < 8 {
            let ticket = kiosk.ticket(*id).await.with_context(|| format!("{number} is lost"))?;
            ensure!(ticket.number == *number, "{number} became {}", ticket.number);
        }
    }
    Ok(())
}

async fn services(client: &Client) -> Result<Vec<String>> {
    let site = client.site().await?;
    let waits = client.board().await?.waits;
    let offered = waits.into_iter().filter(|w| w.offered).map(|w| w.service.to_string()).collect::<Vec<_>>();
    ensure!(!offered.is_empty() && !site.counters.is_empty(), "the sample site offers nothing");
    Ok(offered)
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

/// The harness itself: a killed server is really gone, and a stopped one leaves its data to the next.
#[test]
fn a_stopped_server_starts_again_with_its_tickets() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut office = Office::open().unwrap();
    let client = office.client("kiosk", "kiosk-1").unwrap();
    let id = new_ticket_id();
    let body = IssueRequest { service: "dat-dai".into(), intent: None, lane: None, lang: None, offline: None };
    let first = runtime.block_on(client.issue(id, &body)).unwrap();
    office.stop().unwrap();
    assert!(runtime.block_on(client.ticket(id)).unwrap_err().is_offline());
    office.restart().unwrap();
    let again = wait_for("the ticket", || runtime.block_on(client.ticket(id)).ok()).unwrap();
    assert_eq!(again.number, first.number);
    let same = runtime.block_on(client.issue(id, &body)).unwrap();
    assert_eq!(same.number, first.number);
}
