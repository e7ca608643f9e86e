//! A crowd at the kiosks: kept-alive connections that each ask for a ticket as soon as they have the last one.

use std::{cell::Cell, time::Instant};

use anyhow::{Result, ensure};
use futures_util::future::try_join_all;
use queue_protocol::{
    client::Client,
    core::{Lane, Lang, ServiceId},
    wire::IssueRequest,
};
use uuid::Uuid;

use crate::http::{Caller, Connection};

/// Connections at once, as the figures name them.
pub const CONNECTIONS: usize = 64;

/// One in so many comes to the priority lane.
const PRIORITY_EVERY: usize = 5;

/// The crowd.
pub struct Crowd {
    connections: Vec<Connection>,
    wishes: Vec<String>,
}

impl Crowd {
    /// Connects `size` citizens who want these things.
    pub async fn gather(caller: &Caller, size: usize, wishes: Vec<String>) -> Result<Self> {
        ensure!(!wishes.is_empty(), "no service is offered");
        let connections = try_join_all((0..size).map(|_| Connection::open(caller))).await?;
        Ok(Self { connections, wishes })
    }

    /// Asks for `count` tickets and gives the tickets a second. Anything but a new ticket is a failure.
    pub async fn issue(&mut self, count: usize) -> Result<f64> {
        let (taken, wishes) = (Cell::new(0), &self.wishes);
        let begun = Instant::now();
        let citizens = self.connections.iter_mut().map(async |connection| {
            loop {
                let n = taken.replace(taken.get() + 1);
                if n >= count {
                    return Ok::<(), anyhow::Error>(());
                }
                let (ticket, wish) = (Uuid::now_v7(), &wishes[n % wishes.len()]);
                connection.ask("PUT", format_args!("/api/v1/tickets/{ticket}"), wish).await?.expect(201)?;
            }
        });
        try_join_all(citizens).await?;
        Ok(count as f64 / begun.elapsed().as_secs_f64())
    }
}

/// What citizens may want today: every service that is offered, one in five of them by the priority lane.
pub async fn wishes(client: &Client) -> Result<Vec<String>> {
    let offered = client.board().await?.waits.into_iter().filter(|w| w.offered).map(|w| w.service);
    wishes_for(&offered.collect::<Vec<_>>())
}

/// The same for some services.
pub fn wishes_for(services: &[ServiceId]) -> Result<Vec<String>> {
    let wishes = (0..services.len() * PRIORITY_EVERY).map(|n| {
        let lane = if n % PRIORITY_EVERY == 0 { Lane::Priority } else { Lane::Regular };
        let service = services[n % services.len()].clone();
        let wish = IssueRequest { service, intent: None, lane: Some(lane), lang: Some(Lang::Vi), offline: None };
        Ok(serde_json::to_string(&wish)?)
    });
    wishes.collect()
}
