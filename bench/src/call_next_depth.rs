//! Does a full hall slow the clerk down? The time of call-next with ten thousand waiting for the counter, divided by the
//! time with ten. Each call is followed by a no-show and a new ticket, so that the depth stays.

use anyhow::{Context, Result};
use queue_protocol::core::CounterId;

use crate::{
    clerk::Clerk,
    crowd::{CONNECTIONS, Crowd, wishes_for},
    figure::{Bound, Figure, median},
    house::{self, House},
    server::Server,
};

/// The figure.
pub const FIGURE: Figure = Figure {
    name: "call_next_depth",
    what: "time of call-next with 10,000 waiting ÷ with 10",
    bound: Bound::AtMost(1.2),
    aim: None,
    rounds,
};

const DEEP: usize = 10_000;
const SHALLOW: usize = 10;
/// Calls whose median is one side of a round.
const CALLS: usize = 60;

fn rounds(house: &House) -> Result<Vec<f64>> {
    let (deep, shallow) = (Server::empty(house)?, Server::empty(house)?);
    house::block_on(async {
        let mut deep = Hall::fill(&deep, DEEP).await?;
        let mut shallow = Hall::fill(&shallow, SHALLOW).await?;
        deep.calls().await?;
        shallow.calls().await?;
        house::in_turn("ms", house.rounds(15), async || deep.calls().await, async || shallow.calls().await).await
    })
}

/// A counter and those who wait for it.
struct Hall {
    clerk: Clerk,
    door: Crowd,
}

impl Hall {
    async fn fill(server: &Server, waiting: usize) -> Result<Self> {
        let (kiosk, clerk) = (server.caller("kiosk")?, server.caller("clerk")?);
        let client = server.client(&clerk)?;
        let waits = client.board().await?.waits;
        let offered = |s: &_| waits.iter().any(|w| w.offered && w.service == *s);
        // The counter with the most services: their lanes are merged at each call, and their numbers suffice.
        let counters = client.site().await?.counters.into_iter();
        let counters = counters.map(|c| (c.id, c.serves.into_iter().filter(offered).collect::<Vec<_>>()));
        let (counter, serves) = counters.max_by_key(|(_, serves)| serves.len()).context("the site has no counter")?;
        let wishes = wishes_for(&serves)?;
        Crowd::gather(&kiosk, CONNECTIONS, wishes.clone()).await?.issue(waiting).await?;
        let waiting_now = client.desk(&CounterId::new(counter.as_str())).await?.waiting_total;
        anyhow::ensure!(waiting_now as usize == waiting, "{waiting_now} wait instead of {waiting}");
        let door = Crowd::gather(&kiosk, 1, wishes).await?;
        Ok(Self { clerk: Clerk::sit(&clerk, counter.as_str()).await?, door })
    }

    /// The median time of a call in milliseconds.
    async fn calls(&mut self) -> Result<f64> {
        let mut times = Vec::with_capacity(CALLS);
        for _ in 0..CALLS {
            let call = self.clerk.call_next().await?.context("nobody waits")?;
            times.push(call.took.as_secs_f64() * 1000.0);
            self.clerk.ticket(&call.ticket, "no-show").await?;
            self.door.issue(1).await?;
        }
        Ok(median(&times))
    }
}
