//! Can a hall look at its phones? Five thousand open pages: what they cost the server in memory, and the clerk in time.
//! One page: what it weighs, and when it is seen at the far end of a slow line, reckoned from its bytes.

use anyhow::{Context, Result, ensure};
use futures_util::future::try_join_all;
use queue_protocol::core::CounterId;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use uuid::Uuid;

use crate::{
    clerk::Clerk,
    crowd::{CONNECTIONS, wishes},
    figure::{Bound, Figure, median},
    house::{self, House},
    http::{Caller, Connection},
    server::Server,
    subscriber::{Subscriber, last},
};

/// Memory of the open pages.
pub const MEMORY: Figure = Figure {
    name: "phone_memory",
    what: "resident memory that 5,000 open phone pages add to the server ÷ 200 MB",
    bound: Bound::AtMost(1.0),
    aim: None,
    rounds: memory,
};

/// The clerk meanwhile.
pub const CALL: Figure = Figure {
    name: "phone_call_next",
    what: "time of call-next with 5,000 open phone pages ÷ without one, 5,000 waiting",
    bound: Bound::AtMost(1.5),
    aim: None,
    rounds: call,
};

/// Bytes of the heaviest page.
pub const WEIGHT: Figure = Figure {
    name: "phone_weight",
    what: "bytes of the heaviest phone page, style and script included ÷ 30,000",
    bound: Bound::AtMost(1.0),
    aim: Some(0.5),
    rounds: weight,
};

/// Time to the first view.
pub const FIRST_VIEW: Figure = Figure {
    name: "phone_first_view",
    what: "first view of the phone page on 3G (300 ms round trip, 1.6 Mbit/s, new connection) ÷ 1 s",
    bound: Bound::AtMost(1.0),
    aim: None,
    rounds: first_view,
};

const PAGES: usize = 5_000;
const MEMORY_MB: f64 = 200.0;
const HEAVY: f64 = 30_000.0;
/// Pages opened at a time: fewer than a listening socket holds in its queue.
const AT_A_TIME: usize = 100;
/// Calls whose median is one side of a round.
const CALLS: usize = 40;

/// A third generation line, as browsers' own tools reckon it.
const ROUND_TRIP_S: f64 = 0.3;
const BYTES_A_S: f64 = 1_600_000.0 / 8.0;
/// What a server may send before it has heard anything (RFC 6928), doubled with each round trip.
const FIRST_WINDOW: f64 = 10.0 * 1460.0;

fn memory(house: &House) -> Result<Vec<f64>> {
    let server = Server::empty(house)?;
    house::block_on(async {
        let tickets = hall(&server, PAGES).await?;
        let before = server.resident()?;
        let _pages = open(&server, &tickets).await?;
        let added = (server.resident()?.saturating_sub(before)) as f64 / 1e6;
        house::say(&format!("{added:.1} of {MEMORY_MB:.0} MB, {:.1} kB a page", added * 1000.0 / PAGES as f64));
        Ok(vec![added / MEMORY_MB])
    })
}

fn call(house: &House) -> Result<Vec<f64>> {
    let (watched, alone) = (Server::empty(house)?, Server::empty(house)?);
    house::block_on(async {
        let tickets = hall(&watched, PAGES).await?;
        hall(&alone, PAGES).await?;
        for mut page in open(&watched, &tickets).await? {
            // Phones read what they are told.
            tokio::spawn(async move {
                while page.first_byte().await.is_ok() {
                    page.forget();
                }
            });
        }
        calls(&watched).await?;
        calls(&alone).await?;
        house::in_turn("ms", house.rounds(9), async || calls(&watched).await, async || calls(&alone).await).await
    })
}

fn weight(house: &House) -> Result<Vec<f64>> {
    let (bytes, _) = heaviest(house)?;
    Ok(vec![bytes as f64 / HEAVY])
}

fn first_view(house: &House) -> Result<Vec<f64>> {
    let (_, answer) = heaviest(house)?;
    let bytes = answer as f64;
    // One round trip to connect, one from the question to the first byte, and one more whenever a window is used up.
    let (mut sent, mut window, mut trips) = (FIRST_WINDOW, FIRST_WINDOW, 2.0);
    while sent < bytes {
        window *= 2.0;
        sent += window;
        trips += 1.0;
    }
    let seconds = trips * ROUND_TRIP_S + bytes / BYTES_A_S;
    house::say(&format!("{bytes:.0} bytes with their head, {trips} round trips, {seconds:.2} s"));
    Ok(vec![seconds])
}

/// Bytes of the heaviest page of a ticket that waits, and of the answer that carries it.
fn heaviest(house: &House) -> Result<(usize, usize)> {
    let server = Server::empty(house)?;
    house::block_on(async {
        let mut heaviest = (0, 0);
        for ticket in hall(&server, CONNECTIONS).await? {
            let mut socket = TcpStream::connect(server.address()).await?;
            let question =
                format!("GET /t/{ticket} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", server.address());
            socket.write_all(question.as_bytes()).await?;
            let mut answer = Vec::new();
            socket.read_to_end(&mut answer).await?;
            ensure!(answer.starts_with(b"HTTP/1.1 200"), "the page was not shown");
            let head = memchr::memmem::find(&answer, b"\r\n\r\n").context("an answer without an end of its head")?;
            heaviest = heaviest.max((answer.len() - head - 4, answer.len()));
        }
        house::say(&format!("{} bytes", heaviest.0));
        Ok(heaviest)
    })
}

/// Citizens who wait, spread over all services.
async fn hall(server: &Server, size: usize) -> Result<Vec<Uuid>> {
    let kiosk = server.caller("kiosk")?;
    let wishes = wishes(&server.client(&kiosk)?).await?;
    let doors = (0..CONNECTIONS).map(async |door| {
        let mut connection = Connection::open(&kiosk).await?;
        let mut tickets = Vec::new();
        for n in (door..size).step_by(CONNECTIONS) {
            let ticket = Uuid::now_v7();
            let path = format_args!("/api/v1/tickets/{ticket}");
            connection.ask("PUT", path, &wishes[n % wishes.len()]).await?.expect(201)?;
            tickets.push(ticket);
        }
        Ok::<_, anyhow::Error>(tickets)
    });
    Ok(try_join_all(doors).await?.concat())
}

/// A page for each ticket, each with its first message.
async fn open(server: &Server, tickets: &[Uuid]) -> Result<Vec<Subscriber>> {
    let address = server.address();
    let mut pages = Vec::with_capacity(tickets.len());
    for some in tickets.chunks(AT_A_TIME) {
        let opened = some.iter().map(async |ticket| {
            let mut socket = TcpStream::connect(address).await?;
            let question = format!("GET /t/{ticket}/events?lang=vi HTTP/1.1\r\nhost: {address}\r\n\r\n");
            socket.write_all(question.as_bytes()).await?;
            Ok::<_, anyhow::Error>(Subscriber::new(socket))
        });
        pages.extend(try_join_all(opened).await?);
    }
    last(&mut pages, b"event: page\n").await?;
    Ok(pages)
}

/// A clerk at the counter with the most to do.
async fn sit(server: &Server) -> Result<Clerk> {
    let clerk: Caller = server.caller("clerk")?;
    let counters = server.client(&clerk)?.site().await?.counters;
    let busiest = counters.into_iter().max_by_key(|c| c.serves.len()).context("the site has no counter")?;
    Clerk::sit(&clerk, CounterId::new(busiest.id.as_str()).as_str()).await
}

/// The median time of a call in milliseconds. The clerk comes anew each time: a connection that is idle while the other
/// side is measured would be given up.
async fn calls(server: &Server) -> Result<f64> {
    let mut clerk = sit(server).await?;
    let mut times = Vec::with_capacity(CALLS);
    for _ in 0..CALLS {
        let call = clerk.call_next().await?.context("nobody waits")?;
        times.push(call.took.as_secs_f64() * 1000.0);
        clerk.ticket(&call.ticket, "no-show").await?;
    }
    Ok(median(&times))
}
