//! 32 clerks drain 2,000 tickets on 8 counters: each is called exactly once, and no clerk meets an error while anyone
//! waits, other than "your ticket is still open".
#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use motcua_tests::office::Office;
use queue_protocol::{
    client::{Client, ClientError, new_command_id, new_ticket_id},
    core::{CounterId, TicketId, TicketState},
    wire::IssueRequest,
};

const TICKETS: usize = 2_000;
const CLERKS: usize = 32;
const COUNTERS: usize = 8;

#[test]
fn thirty_two_clerks_call_each_ticket_exactly_once() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let office = Office::open().unwrap();
    let kiosk = office.client("kiosk", "kiosk-1").unwrap();
    let clerk = office.client("clerk", "quay").unwrap();
    runtime.block_on(async {
        let issued = issue_all(&kiosk).await.unwrap();
        let counters: Vec<_> = kiosk.site().await.unwrap().counters.into_iter().map(|c| c.id).collect();
        assert_eq!(counters.len(), COUNTERS);
        for counter in &counters {
            clerk.open(counter, new_command_id()).await.unwrap();
        }
        let mut clerks = tokio::task::JoinSet::new();
        for i in 0..CLERKS {
            clerks.spawn(drain(clerk.clone(), counters[i % COUNTERS].clone()));
        }
        let mut calls = BTreeMap::<TicketId, u32>::new();
        while let Some(called) = clerks.join_next().await {
            for id in called.unwrap().unwrap() {
                *calls.entry(id).or_default() += 1;
            }
        }
        assert!(calls.values().all(|n| *n == 1), "called twice: {:?}", calls.iter().find(|(_, n)| **n > 1));
        assert_eq!(calls.len(), issued.len(), "not everyone was called");
        for id in issued {
            assert_eq!(kiosk.ticket(id).await.unwrap().state, TicketState::Done);
        }
    });
}

/// Calls, starts and finishes until nobody waits at this counter.
async fn drain(clerk: Client, counter: CounterId) -> Result<Vec<TicketId>> {
    let mut called = Vec::new();
    loop {
        match clerk.call_next(&counter, new_command_id(), false).await {
            Ok(Some(ticket)) => {
                clerk.start(ticket.id, new_command_id()).await?;
                clerk.finish(ticket.id, new_command_id()).await?;
                called.push(ticket.id);
            }
            Ok(None) => return Ok(called),
            // A colleague at the same counter was faster; theirs is still open.
            Err(ClientError::Problem(p)) if p.kind.ends_with("ticket-still-open") => tokio::task::yield_now().await,
            Err(e) => bail!("{counter}: {e}"),
        }
    }
}

async fn issue_all(kiosk: &Client) -> Result<Vec<TicketId>> {
    let offered: Vec<_> = kiosk.board().await?.waits.into_iter().filter(|w| w.offered).map(|w| w.service).collect();
    let mut issuing = tokio::task::JoinSet::new();
    let mut issued = Vec::new();
    for i in 0..TICKETS {
        let (kiosk, service) = (kiosk.clone(), offered[i % offered.len()].clone());
        issuing.spawn(async move {
            let id = new_ticket_id();
            let body = IssueRequest { service, intent: None, lane: None, lang: None, offline: None };
            kiosk.issue(id, &body).await.map(|_| id)
        });
        if issuing.len() >= 32 {
            issued.push(issuing.join_next().await.unwrap()??);
        }
    }
    while let Some(one) = issuing.join_next().await {
        issued.push(one??);
    }
    Ok(issued)
}
