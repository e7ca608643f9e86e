//! Does the log slow the office down as it grows? The rate of issue with a million tickets in it, divided by the rate
//! with none, by the same load on two servers in turn.

use anyhow::Result;

use crate::{
    crowd::{CONNECTIONS, Crowd, wishes},
    figure::{Bound, Figure},
    house::{self, House},
    million,
    server::Server,
};

/// The figure.
pub const FIGURE: Figure = Figure {
    name: "growth_1m",
    what: "rate of issue with 1,000,000 tickets in the log ÷ with none",
    bound: Bound::AtLeast(0.9),
    aim: None,
    rounds,
};

const TICKETS: usize = 2_000;
const WARM: usize = 2_000;

fn rounds(house: &House) -> Result<Vec<f64>> {
    let folder = million::copy(house)?;
    let (grown, empty) = (Server::over(house, folder.path())?, Server::empty(house)?);
    house::block_on(async {
        let mut at_grown = crowd(&grown).await?;
        let mut at_empty = crowd(&empty).await?;
        let (ours, theirs) = (async || at_grown.issue(TICKETS).await, async || at_empty.issue(TICKETS).await);
        house::in_turn("a second", house.rounds(25), ours, theirs).await
    })
}

async fn crowd(server: &Server) -> Result<Crowd> {
    let kiosk = server.caller("kiosk")?;
    let wishes = wishes(&server.client(&kiosk)?).await?;
    let mut crowd = Crowd::gather(&kiosk, CONNECTIONS, wishes).await?;
    crowd.issue(WARM).await?;
    Ok(crowd)
}
