//! A durable ticket against nothing: the rate of `PUT /tickets`, each on the disk before it is answered, divided by the
//! rate of an HTTP server of the same kind whose handler does nothing. The same load on both, in turn.

use anyhow::Result;

use crate::{
    crowd::{CONNECTIONS, Crowd, wishes},
    figure::{Bound, Figure},
    house::{self, House},
    http::Caller,
    raw::Raw,
    server::Server,
};

/// The figure.
pub const FIGURE: Figure = Figure {
    name: "issue_vs_noop",
    what: "rate of durable PUT /tickets ÷ rate of a no-op handler, 64 connections",
    bound: Bound::AtLeast(0.30),
    aim: Some(0.50),
    rounds,
};

/// Tickets a round. Some checkpoints of the log fall into each run, and a business day's numbers last for all rounds.
const TICKETS: usize = 4_000;
/// Requests to the no-op a round: about as long a time.
const NOTHINGS: usize = 10_000;
/// Unmeasured, until caches and connections are warm.
const WARM: usize = 2_000;

fn rounds(house: &House) -> Result<Vec<f64>> {
    let server = Server::empty(house)?;
    let kiosk = server.caller("kiosk")?;
    let raw = Raw::Noop.start()?;
    house::block_on(async {
        let wishes = wishes(&server.client(&kiosk)?).await?;
        let nobody = Caller { address: raw.address, ..kiosk.clone() };
        let mut crowd = Crowd::gather(&kiosk, CONNECTIONS, wishes.clone()).await?;
        let mut idle = Crowd::gather(&nobody, CONNECTIONS, wishes).await?;
        crowd.issue(WARM).await?;
        idle.issue(WARM).await?;
        let (ours, theirs) = (async || crowd.issue(TICKETS).await, async || idle.issue(NOTHINGS).await);
        house::in_turn("a second", house.rounds(17), ours, theirs).await
    })
}
