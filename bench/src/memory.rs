//! Does it fit a small computer? Resident memory of the running programs, divided by what they may take: the server
//! after a day of 5,000 tickets, the kiosk after one citizen, the wall in front of an open hall.

use std::time::Duration;

use anyhow::Result;
use futures_util::future::try_join_all;
use motcua_tests::{
    office::Office,
    process::{Process, program},
    screen::Screen,
    visit::Kiosk,
};

use crate::{
    clerk::Clerk,
    crowd::{CONNECTIONS, Crowd, wishes},
    figure::{Bound, Figure},
    house::{self, House},
    http::Caller,
    server::Server,
};

/// The server.
pub const SERVER: Figure = Figure {
    name: "memory_server",
    what: "resident memory of the server after a day of 5,000 tickets ÷ 60 MB",
    bound: Bound::AtMost(1.0),
    aim: None,
    rounds: server,
};

/// The kiosk.
pub const KIOSK: Figure = Figure {
    name: "memory_kiosk",
    what: "resident memory of the kiosk after a ticket ÷ 80 MB",
    bound: Bound::AtMost(1.0),
    aim: None,
    rounds: kiosk,
};

/// The wall.
pub const WALL: Figure = Figure {
    name: "memory_wall",
    what: "resident memory of the wall ÷ 80 MB",
    bound: Bound::AtMost(1.0),
    aim: None,
    rounds: wall,
};

const MB: f64 = 1e6;
const SERVER_MB: f64 = 60.0;
const SCREEN_MB: f64 = 80.0;
const DAY: usize = 5_000;
/// Looks at a program, and the time between two of them.
const LOOKS: usize = 5;
const BETWEEN: Duration = Duration::from_secs(1);
/// Citizens in the hall in front of the wall.
const HALL: usize = 200;

fn server(house: &House) -> Result<Vec<f64>> {
    let server = Server::empty(house)?;
    let (kiosk, clerk) = (server.caller("kiosk")?, server.caller("clerk")?);
    house::block_on(async {
        let client = server.client(&clerk)?;
        Crowd::gather(&kiosk, CONNECTIONS, wishes(&client).await?).await?.issue(DAY).await?;
        let counters = client.site().await?.counters;
        try_join_all(counters.iter().map(async |counter| {
            let mut clerk = Clerk::sit(&clerk, counter.id.as_str()).await?;
            while let Some(call) = clerk.call_next().await? {
                clerk.ticket(&call.ticket, "start").await?;
                clerk.ticket(&call.ticket, "finish").await?;
            }
            Ok::<(), anyhow::Error>(())
        }))
        .await
    })?;
    look(SERVER_MB, || server.resident())
}

fn kiosk(house: &House) -> Result<Vec<f64>> {
    let office = Office::open()?;
    let screen = Screen::open(1080, 1920)?;
    let folder = house.temporary("kiosk")?;
    let paper = folder.path().join("paper");
    let mut kiosk = Kiosk::open(&office, &screen, &format!("png:{}", paper.display()))?;
    kiosk.take_ticket(&screen, &folder.path().join("page.png"), &paper)?;
    let looks = look(SCREEN_MB, || kiosk.process.resident());
    kiosk.process.check()?;
    looks
}

fn wall(house: &House) -> Result<Vec<f64>> {
    let office = Office::open()?;
    house::block_on(open_hall(&office))?;
    let screen = Screen::open(1920, 1080)?;
    let mut command = screen.tool(program("display")?);
    command.args(["--server", office.url(), "--zone", &office.zone()?, "--fullscreen", "--token-file"]);
    let mut wall = Process::start("display", command.arg(office.token_file("display", "bang-1")?))?;
    let folder = house.temporary("wall")?;
    screen.wait_for("the wall", &folder.path().join("wall.png"), |p| p.part_of([0xFB, 0xF8, 0xF3]) > 0.2)?;
    let looks = look(SCREEN_MB, || wall.resident());
    wall.check()?;
    looks
}

/// People wait, and every counter has called someone.
async fn open_hall(office: &Office) -> Result<()> {
    let address = office.url().trim_start_matches("http://").parse()?;
    let caller = |role| Ok::<_, anyhow::Error>(Caller { address, token: office.token(role, "bench")? });
    let client = office.client("clerk", "bench-2")?;
    Crowd::gather(&caller("kiosk")?, CONNECTIONS, wishes(&client).await?).await?.issue(HALL).await?;
    let clerk = caller("clerk")?;
    for counter in client.site().await?.counters {
        Clerk::sit(&clerk, counter.id.as_str()).await?.call_next().await?;
    }
    Ok(())
}

/// Looks at a program's memory a few times.
fn look(bound_mb: f64, resident: impl Fn() -> Result<u64>) -> Result<Vec<f64>> {
    let mut looks = Vec::with_capacity(LOOKS);
    for _ in 0..LOOKS {
        std::thread::sleep(BETWEEN);
        let mb = resident()? as f64 / MB;
        house::say(&format!("{mb:.1} of {bound_mb:.0} MB resident"));
        looks.push(mb / bound_mb);
    }
    Ok(looks)
}
