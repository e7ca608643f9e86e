//! How long is the office without its server? From the start of the process until `/readyz` says yes, after kill -9,
//! with a million tickets in the log (a snapshot and a tail behind it), divided by the same with an empty log.

use std::{path::Path, time::Instant};

use anyhow::Result;

use crate::{
    crowd::{CONNECTIONS, Crowd, wishes},
    figure::{Bound, Figure},
    house::{self, House},
    http::{Caller, Connection},
    million,
    server::Server,
};

/// The figure.
pub const FIGURE: Figure = Figure {
    name: "restart_1m",
    what: "time from start to /readyz with 1,000,000 tickets (snapshot and tail) ÷ with an empty log",
    bound: Bound::AtMost(2.0),
    aim: None,
    rounds,
};

/// Tickets of a morning behind the last snapshot when the power fails: as many as stand between two snapshots.
const TAIL: usize = 950;

fn rounds(house: &House) -> Result<Vec<f64>> {
    let (grown, empty) = (million::copy(house)?, house.temporary("empty")?);
    let server = Server::over(house, grown.path())?;
    let kiosk = server.caller("kiosk")?;
    house::block_on(async {
        let wishes = wishes(&server.client(&kiosk)?).await?;
        Crowd::gather(&kiosk, CONNECTIONS, wishes).await?.issue(TAIL).await
    })?;
    server.kill()?;
    Server::over(house, empty.path())?.kill()?;
    house::block_on(async {
        let (ours, theirs) = (async || start(house, grown.path()).await, async || start(house, empty.path()).await);
        house::in_turn("ms", house.rounds(15), ours, theirs).await
    })
}

/// Milliseconds until a server over this folder is ready. Killed when it is.
async fn start(house: &House, data: &Path) -> Result<f64> {
    let begun = Instant::now();
    let server = Server::over(house, data)?;
    let anyone = Caller { address: server.address(), token: String::new() };
    let mut connection = Connection::open(&anyone).await?;
    while connection.ask("GET", format_args!("/readyz"), "").await?.status != 200 {
        tokio::task::yield_now().await;
    }
    let took = begun.elapsed();
    server.kill()?;
    Ok(took.as_secs_f64() * 1000.0)
}
