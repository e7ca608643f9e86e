//! The link's thread against a server of a few lines that speaks real HTTP: a lost answer, a refusal, and reports that
//! outlive an outage.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says why it failed")]

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        mpsc::{self, Receiver},
    },
    thread,
    time::{Duration, Instant},
};

use kiosk::{
    journal::Entry,
    link::{Link, Order, Plate},
    model::{Heard, Input, NotGiven},
    storage::Storage,
};
use queue_protocol::{
    client::{Client, Token, new_command_id, new_ticket_id},
    core::{Intent, Lane, Lang},
    wire::IssueRequest,
};

const DEADLINE: Duration = Duration::from_secs(20);

#[test]
fn a_lost_answer_is_asked_for_again_with_the_same_id() {
    let server = Server::start(|request, nth| match (request.starts_with("PUT "), nth) {
        // The first two wishes are cut off after they were read.
        (true, 0 | 1) => None,
        (true, _) => {
            Some((409, r#"{"type":"urn:motcua:problem:outside-hours","title":"t","status":409,"detail":"d"}"#))
        }
        _ => Some((404, "{}")),
    });
    let (link, _storage, heard) = server.link();
    let ticket = new_ticket_id();
    let request = IssueRequest {
        service: "dat-dai".into(),
        intent: Some(Intent::Submit),
        lane: Some(Lane::Regular),
        lang: Some(Lang::En),
        offline: None,
    };
    link.order(Order::Issue { ticket, request });
    let answer = find(&heard, |input| match input {
        Input::Heard(Heard::Answer { ticket: id, answer }) if id == ticket => Some(answer),
        _ => None,
    });
    assert_eq!(answer, Err(NotGiven::Closed));
    let puts = server.lines("PUT ");
    assert_eq!(puts.len(), 3, "{puts:?}");
    assert!(puts.iter().all(|line| line.contains(&ticket.to_string())), "{puts:?}");
}

#[test]
fn a_report_is_told_until_the_server_takes_it() {
    let server = Server::start(|request, nth| match (request.starts_with("POST "), nth) {
        (true, 0) => None,
        (true, 1) => Some((503, "{}")),
        // Refused for good, as for a ticket of yesterday: told, and not again.
        (true, _) => {
            Some((404, r#"{"type":"urn:motcua:problem:unknown-ticket","title":"t","status":404,"detail":"d"}"#))
        }
        _ => Some((404, "{}")),
    });
    let (_link, storage, _heard) = server.link();
    let (first, second) = (new_ticket_id(), new_ticket_id());
    storage.note(Entry::Printed { ticket: first, command: new_command_id() });
    storage.note(Entry::PrintFailed { ticket: second, command: new_command_id(), fault: "paper-out".into() });
    let posts = server.wait_for("POST ", 4);
    assert!(posts[..3].iter().all(|line| line.contains(&format!("{first}/printed"))), "{posts:?}");
    assert!(posts[3].contains(&format!("{second}/print-failed")), "in order: {posts:?}");
}

/// Answers each request by a rule that sees its first line and how many of the same method came before; no answer is a
/// connection cut off.
struct Server {
    address: String,
    seen: Arc<Mutex<Vec<String>>>,
}

type Rule = fn(&str, usize) -> Option<(u16, &'static str)>;

impl Server {
    fn start(rule: Rule) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let all = seen.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let seen = all.clone();
                thread::spawn(move || serve(&stream, &seen, rule));
            }
        });
        Self { address, seen }
    }

    fn link(&self) -> (Link, Storage, Receiver<Input>) {
        let (tell, heard) = mpsc::channel();
        let token = Token::new("0123456789abcdef0123456789abcdef").unwrap();
        let client = Client::new(&self.address, &token).unwrap();
        let storage = Storage::in_memory();
        let link = Link::start(client, storage.clone(), Plate::default(), move |input| {
            let _ = tell.send(input);
        });
        (link.unwrap(), storage, heard)
    }

    fn lines(&self, method: &str) -> Vec<String> {
        self.seen.lock().unwrap().iter().filter(|line| line.starts_with(method)).cloned().collect()
    }

    fn wait_for(&self, method: &str, count: usize) -> Vec<String> {
        let until = Instant::now() + DEADLINE;
        loop {
            let lines = self.lines(method);
            if lines.len() >= count {
                return lines;
            }
            assert!(Instant::now() < until, "only {lines:?}");
            thread::yield_now();
        }
    }
}

fn serve(stream: &TcpStream, seen: &Mutex<Vec<String>>, rule: Rule) {
    let mut reader = BufReader::new(stream);
    loop {
        let mut first = String::new();
        if reader.read_line(&mut first).unwrap_or(0) == 0 {
            return;
        }
        let mut length = 0;
        loop {
            let mut header = String::new();
            if reader.read_line(&mut header).unwrap_or(0) == 0 || header.trim().is_empty() {
                break;
            }
            let (name, value) = header.split_once(':').unwrap_or_default();
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().unwrap_or(0);
            }
        }
        let mut body = vec![0; length];
        if reader.read_exact(&mut body).is_err() {
            return;
        }
        let nth = {
            let mut seen = seen.lock().unwrap();
            let method = first.split(' ').next().unwrap_or_default();
            let nth = seen.iter().filter(|line| line.starts_with(method)).count();
            seen.push(first.trim().to_owned());
            nth
        };
        let Some((status, body)) = rule(&first, nth) else { return };
        let answer = format!(
            "HTTP/1.1 {status} x\r\ncontent-type: application/problem+json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        if (&mut &*stream).write_all(answer.as_bytes()).is_err() {
            return;
        }
    }
}

fn find<T>(heard: &Receiver<Input>, wanted: impl Fn(Input) -> Option<T>) -> T {
    let until = Instant::now() + DEADLINE;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        let input = heard.recv_timeout(left).expect("an answer within the deadline");
        if let Some(found) = wanted(input) {
            return found;
        }
    }
}
