//! The link's thread against a server made of bytes: the site is asked for until it is known, and again after a cut.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::{TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::Receiver,
    },
    thread,
    time::Duration,
};

use display::{link, model::Input};
use queue_protocol::{
    client::{Client, Token},
    stream::LinkEvent,
};
use support::{board, site};

/// Longer than any pause of the link, so that only a hang runs into it.
const DEADLINE: Duration = Duration::from_secs(20);

#[test]
fn the_site_is_asked_for_until_it_is_known_and_again_after_a_cut() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let server = Arc::new(Server::default());
    let asked = Arc::clone(&server);
    thread::spawn(move || {
        for socket in listener.incoming() {
            let server = Arc::clone(&asked);
            thread::spawn(move || server.answer(socket.unwrap()));
        }
    });

    let woken = Arc::new(AtomicUsize::new(0));
    let wakes = Arc::clone(&woken);
    let client = Client::new(&address, &Token::new("secret").unwrap()).unwrap();
    let inbox = link::start(client, move || {
        wakes.fetch_add(1, Ordering::SeqCst);
    })
    .unwrap();

    // The first stream is cut after its snapshot, the second one stays; the first question for the site fails.
    let heard = until(&inbox, |heard| count(heard, "snapshot") == 2 && ends_known(heard));
    assert_eq!(heard[..2], ["connected", "snapshot"], "{heard:?}");
    assert!(heard.contains(&"lost"), "{heard:?}");
    assert!(server.sites.load(Ordering::SeqCst) >= 2);
    // The window is woken at least once for each message.
    assert!(woken.load(Ordering::SeqCst) >= heard.len() - 1);
}

/// Whether the site was heard after the last cut.
fn ends_known(heard: &[&str]) -> bool {
    let last = |what| heard.iter().rposition(|h| *h == what);
    last("site") > last("lost")
}

fn count(heard: &[&str], what: &str) -> usize {
    heard.iter().filter(|h| **h == what).count()
}

fn until(inbox: &Receiver<Input>, done: impl Fn(&[&str]) -> bool) -> Vec<&'static str> {
    let mut heard = Vec::new();
    while !done(&heard) {
        heard.push(match inbox.recv_timeout(DEADLINE).expect("the link hangs") {
            Input::Site(_) => "site",
            Input::Link(LinkEvent::Connected) => "connected",
            Input::Link(LinkEvent::Snapshot(_)) => "snapshot",
            Input::Link(LinkEvent::Lost { .. }) => "lost",
            other => panic!("{other:?}"),
        });
    }
    heard
}

#[derive(Default)]
struct Server {
    sites: AtomicUsize,
    streams: AtomicUsize,
}

impl Server {
    fn answer(&self, mut socket: TcpStream) {
        let mut lines = BufReader::new(socket.try_clone().unwrap()).lines().map(Result::unwrap);
        let asked = lines.next().unwrap_or_default();
        let _head: Vec<_> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
        if asked.starts_with("GET /api/v1/site ") {
            let known = self.sites.fetch_add(1, Ordering::SeqCst) > 0;
            let body = serde_json::to_string(&site()).unwrap();
            let (status, body) = if known { ("200 OK", body.as_str()) } else { ("502 Bad Gateway", "") };
            let length = body.len();
            write!(socket, "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}").unwrap();
        } else {
            let board = serde_json::to_string(&board(&site())).unwrap();
            write!(socket, "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n").unwrap();
            write!(socket, "event: snapshot\nid: 107\ndata: {board}\n\n").unwrap();
            if self.streams.fetch_add(1, Ordering::SeqCst) > 0 {
                // Stays until the other side goes.
                lines.next();
            }
        }
    }
}
