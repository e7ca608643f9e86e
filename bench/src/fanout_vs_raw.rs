//! How late is the last screen? From the moment a command leaves until the last of a thousand subscribers has read its
//! event in full (so with the commit in between), divided by the time in which a bare broadcast brings the same bytes to
//! a thousand plain sockets.

use std::time::Instant;

use anyhow::{Context, Result, ensure};
use futures_util::future::{try_join, try_join_all};
use tokio::{io::AsyncWriteExt, net::TcpStream};
use uuid::Uuid;

use crate::{
    crowd::wishes,
    figure::{Bound, Figure},
    house::{self, House},
    http::{Caller, Connection},
    raw::{
        Raw,
        broadcast::{LISTENER, SPEAKER},
    },
    server::Server,
    subscriber::{Subscriber, last},
};

/// The figure.
pub const FIGURE: Figure = Figure {
    name: "fanout_vs_raw",
    what: "delay of the last of 1,000 SSE subscribers, commit included ÷ of a bare broadcast to 1,000 sockets",
    bound: Bound::AtMost(3.0),
    aim: Some(1.5),
    rounds,
};

const SUBSCRIBERS: usize = 1_000;
/// Connections opened at a time: fewer than a listening socket holds in its queue.
const AT_A_TIME: usize = 100;

fn rounds(house: &House) -> Result<Vec<f64>> {
    let server = Server::empty(house)?;
    let raw = Raw::Broadcast.start()?;
    house::block_on(async {
        let mut ours = Ours::open(&server).await?;
        let mut theirs = Theirs::open(raw.address).await?;
        let mut ratios = Vec::new();
        for round in 1..=house.rounds(25) {
            let (a, event) = ours.event().await?;
            let b = theirs.event(&event).await?;
            house::say(&format!("round {round}: {a:.2} against {b:.2} ms, {:.3}", a / b));
            ratios.push(a / b);
        }
        Ok(ratios)
    })
}

struct Ours {
    subscribers: Vec<Subscriber>,
    door: Connection,
    wish: String,
    seq: u64,
}

impl Ours {
    async fn open(server: &Server) -> Result<Self> {
        let (kiosk, display) = (server.caller("kiosk")?, server.caller("display")?);
        let client = server.client(&kiosk)?;
        let wish = wishes(&client).await?.swap_remove(0);
        let hello = |Caller { address, token }: &Caller| {
            format!("GET /api/v1/events HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\n\r\n")
        };
        let mut subscribers = subscribe(&display, hello(&display).as_bytes()).await?;
        last(&mut subscribers, b"event: snapshot\n").await?;
        let seq = client.board().await?.seq.0;
        Ok(Self { subscribers, door: Connection::open(&kiosk).await?, wish, seq })
    }

    /// Milliseconds from the command to the last subscriber, and the event.
    async fn event(&mut self) -> Result<(f64, Vec<u8>)> {
        self.seq += 1;
        let (mark, ticket) = (format!("id: {}\n", self.seq), Uuid::now_v7());
        let (first, rest) = self.subscribers.split_first_mut().context("no subscriber")?;
        let command = async {
            let begun = Instant::now();
            let path = format_args!("/api/v1/tickets/{ticket}");
            let answer = self.door.ask("PUT", path, &self.wish).await?;
            let seq = answer.expect(201)?.json()?["seq"].as_u64();
            ensure!(seq == Some(self.seq), "the ticket is event {seq:?} instead of {}", self.seq);
            Ok(begun)
        };
        // All listen before the command leaves: futures are polled in order.
        let listening = try_join(first.until(mark.as_bytes()), last(rest, mark.as_bytes()));
        let (((one, event), others), begun) = try_join(listening, command).await?;
        // The waits follow within a second. After them the line is quiet.
        last(&mut self.subscribers, b"event: waits\n").await?;
        Ok(((one.max(others) - begun).as_secs_f64() * 1000.0, event))
    }
}

struct Theirs {
    subscribers: Vec<Subscriber>,
    speaker: TcpStream,
}

impl Theirs {
    async fn open(address: std::net::SocketAddr) -> Result<Self> {
        let caller = Caller { address, token: String::new() };
        let mut subscribers = subscribe(&caller, &[LISTENER]).await?;
        try_join_all(subscribers.iter_mut().map(Subscriber::first_byte)).await?;
        let mut speaker = TcpStream::connect(address).await?;
        speaker.set_nodelay(true)?;
        speaker.write_u8(SPEAKER).await?;
        Ok(Self { subscribers, speaker })
    }

    /// Milliseconds from handing over the bytes to the last subscriber.
    async fn event(&mut self, event: &[u8]) -> Result<f64> {
        let length = u32::try_from(event.len())?;
        let message = [&length.to_be_bytes(), event].concat();
        let command = async {
            let begun = Instant::now();
            self.speaker.write_all(&message).await?;
            Ok(begun)
        };
        // The event begins with its position, which no other has.
        let mark = event.split_inclusive(|b| *b == b'\n').next().context("an empty event")?;
        let (last, begun) = try_join(last(&mut self.subscribers, mark), command).await?;
        Ok((last - begun).as_secs_f64() * 1000.0)
    }
}

async fn subscribe(caller: &Caller, hello: &[u8]) -> Result<Vec<Subscriber>> {
    let mut subscribers = Vec::with_capacity(SUBSCRIBERS);
    while subscribers.len() < SUBSCRIBERS {
        let some = (0..AT_A_TIME).map(async |_| {
            let mut socket = TcpStream::connect(caller.address).await?;
            socket.set_nodelay(true)?;
            socket.write_all(hello).await?;
            Ok::<_, anyhow::Error>(Subscriber::new(socket))
        });
        subscribers.extend(try_join_all(some).await?);
    }
    Ok(subscribers)
}
