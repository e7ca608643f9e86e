//! A server made of bytes: each connection reads one request and plays its part, so that every fault of a network can
//! be staged exactly.
#![allow(dead_code, reason = "each test binary uses its own part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::time::Duration;

use queue_protocol::{
    client::{Client, Token},
    core::{BusinessDay, CounterId, Event, OpenState, Seq, UtcMillis},
    stream::LinkEvent,
    wire::{Board, LogEvent, TimeSignal},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::mpsc,
};

/// Longer than any wait of the protocol, so that only a hang runs into it.
const DEADLINE: Duration = Duration::from_secs(20);

/// What a connection does after it has read the request.
pub enum Act {
    /// Sends these bytes.
    Send(String),
    /// Says nothing until the peer goes away.
    Hold,
}

/// Plays one script a connection, then refuses everyone. Hands over the head of each request.
pub async fn serve(scripts: Vec<Vec<Act>>) -> (String, mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (heads, seen) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        for script in scripts {
            let (socket, _) = listener.accept().await.unwrap();
            play(socket, script, &heads).await;
        }
    });
    (address, seen)
}

pub fn client(address: &str) -> Client {
    Client::new(address, &Token::new("secret-1").unwrap()).unwrap()
}

/// The next message of the link.
pub async fn next(link: &mut mpsc::Receiver<LinkEvent>) -> LinkEvent {
    tokio::time::timeout(DEADLINE, link.recv()).await.expect("the link hangs").expect("the link ended")
}

/// The sequence numbers of events and snapshots, until the one wanted.
pub async fn until(link: &mut mpsc::Receiver<LinkEvent>, wanted: u64) -> Vec<String> {
    let mut seen = Vec::new();
    loop {
        let line = match next(link).await {
            LinkEvent::Connected => "connected".to_owned(),
            LinkEvent::Snapshot(board) => format!("snapshot {}", board.seq),
            LinkEvent::Event(entry) => entry.seq.to_string(),
            LinkEvent::Waits(waits) => format!("waits {}", waits.seq),
            LinkEvent::Time(time) => format!("time {}", time.seq),
            LinkEvent::Lost { reason, attempt } => {
                format!("lost {attempt} {}", format!("{reason:?}").split(['(', ' ']).next().unwrap_or_default())
            }
        };
        let done = line == wanted.to_string() || line == format!("snapshot {wanted}");
        seen.push(line);
        if done {
            return seen;
        }
    }
}

/// Head of a stream that never ends by itself.
pub fn stream_head() -> String {
    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-store\r\n\r\n".to_owned()
}

/// A log event as the server frames it.
pub fn event(seq: u64) -> String {
    let entry = LogEvent {
        seq: Seq(seq),
        at: UtcMillis(1_564_625_524_000 + seq as i64),
        event: Event::CounterClosed { counter: CounterId::from("quay-1") },
    };
    frame("counter-closed", Some(seq), &serde_json::to_string(&entry).unwrap())
}

pub fn snapshot(seq: u64) -> String {
    frame("snapshot", Some(seq), &serde_json::to_string(&board(seq)).unwrap())
}

pub fn time(seq: u64) -> String {
    let signal = TimeSignal { seq: Seq(seq), at: UtcMillis(1_564_625_524_000) };
    frame("time", None, &serde_json::to_string(&signal).unwrap())
}

pub fn frame(name: &str, id: Option<u64>, data: &str) -> String {
    let id = id.map(|id| format!("id: {id}\n")).unwrap_or_default();
    format!("event: {name}\n{id}data: {data}\n\n")
}

pub fn board(seq: u64) -> Board {
    Board {
        seq: Seq(seq),
        at: UtcMillis(1_564_625_524_000),
        day: BusinessDay::of(UtcMillis(1_564_625_524_000), 420),
        open: OpenState { open: true, changes_at: None, holiday: None },
        counters: Vec::new(),
        calls: Vec::new(),
        kiosks: Vec::new(),
        support: Vec::new(),
        waits: Vec::new(),
    }
}

async fn play(mut socket: TcpStream, script: Vec<Act>, heads: &mpsc::UnboundedSender<String>) {
    heads.send(read_request(&mut socket).await).ok();
    for act in script {
        match act {
            Act::Send(bytes) => socket.write_all(bytes.as_bytes()).await.unwrap(),
            Act::Hold => {
                let mut rest = [0; 64];
                while socket.read(&mut rest).await.is_ok_and(|n| n > 0) {}
            }
        }
    }
}

async fn read_request(socket: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(socket.read_u8().await.unwrap());
    }
    let head = String::from_utf8(head).unwrap();
    let length = head.lines().find_map(|l| l.to_lowercase().strip_prefix("content-length: ").map(str::to_owned));
    let mut body = vec![0; length.map_or(0, |l| l.parse().unwrap())];
    socket.read_exact(&mut body).await.unwrap();
    head + str::from_utf8(&body).unwrap()
}
