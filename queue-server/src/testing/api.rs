//! A caller of the API, by real requests.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "failing loudly is what a test kit is for"
)]

use std::net::SocketAddr;

use queue_core::{Lane, TicketId};
use queue_protocol::wire::{Board, CounterDesk, TicketView};
use reqwest::{Client, Method, StatusCode, header::HeaderMap};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Feed, Listener, PATIENCE};

/// Someone who calls.
#[derive(Clone)]
pub struct Api {
    http: Client,
    base: String,
    token: Option<String>,
    headers: HeaderMap,
}

/// An answer, read to its end.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|e| panic!("no JSON ({e}): {} {}", self.status, self.text))
    }

    /// The body as a type of the wire; the answer must be a success.
    pub fn read<T: DeserializeOwned>(&self) -> T {
        assert!((200..300).contains(&self.status), "{} {}", self.status, self.text);
        serde_json::from_str(&self.text).unwrap_or_else(|e| panic!("{e}: {}", self.text))
    }

    /// The last part of the problem's type.
    pub fn problem(&self) -> String {
        assert_eq!(self.headers["content-type"], "application/problem+json", "{}", self.text);
        let problem = self.json();
        assert_eq!(problem["status"], self.status, "{problem}");
        problem["type"].as_str().unwrap().strip_prefix("urn:motcua:problem:").unwrap().to_owned()
    }
}

impl Api {
    /// Someone at an address, with a token or without.
    pub fn new(address: SocketAddr, token: Option<&str>) -> Self {
        // One stalled answer is a finding, not a test that hangs. Streams live longer and bring their own patience.
        let http = Client::builder().connect_timeout(PATIENCE).build().unwrap();
        let token = token.map(str::to_owned);
        Self { http, base: format!("http://{address}"), token, headers: HeaderMap::new() }
    }

    /// The same caller with a header on every request.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(name, value.parse().unwrap());
        self
    }

    /// Sends a request with a body as given.
    pub async fn send(&self, method: &str, path: &str, body: Option<Vec<u8>>) -> Answer {
        let mut request = self.http.request(Method::from_bytes(method.as_bytes()).unwrap(), self.url(path));
        request = request.headers(self.headers.clone()).timeout(PATIENCE);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            if !self.headers.contains_key("content-type") {
                request = request.header("content-type", "application/json");
            }
            request = request.body(body);
        }
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Answer { status, headers, text: response.text().await.unwrap() }
    }

    /// GET below `/api/v1`.
    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", &format!("/api/v1{path}"), None).await
    }

    /// PUT below `/api/v1`.
    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send("PUT", &format!("/api/v1{path}"), Some(body.to_string().into_bytes())).await
    }

    /// POST below `/api/v1`.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send("POST", &format!("/api/v1{path}"), Some(body.to_string().into_bytes())).await
    }

    /// POST below `/api/v1` with a command id of its own.
    pub async fn command(&self, path: &str) -> Answer {
        self.post(path, json!({ "command_id": Uuid::now_v7() })).await
    }

    /// Takes a number.
    pub async fn issue(&self, service: &str) -> TicketView {
        self.put(&format!("/tickets/{}", Uuid::now_v7()), json!({ "service": service })).await.read()
    }

    /// Takes a number in a lane.
    pub async fn issue_in(&self, service: &str, lane: Lane) -> TicketView {
        self.put(&format!("/tickets/{}", Uuid::now_v7()), json!({ "service": service, "lane": lane })).await.read()
    }

    /// A ticket as it is now.
    pub async fn ticket(&self, id: TicketId) -> TicketView {
        self.get(&format!("/tickets/{id}")).await.read()
    }

    /// Opens a counter.
    pub async fn open(&self, counter: &str) -> CounterDesk {
        self.command(&format!("/counters/{counter}/open")).await.read()
    }

    /// Calls the next citizen, if anyone waits.
    pub async fn call_next(&self, counter: &str) -> Option<TicketView> {
        let answer = self.command(&format!("/counters/{counter}/call-next")).await;
        (answer.status != StatusCode::NO_CONTENT).then(|| answer.read())
    }

    /// The board.
    pub async fn board(&self) -> Board {
        self.get("/board").await.read()
    }

    /// Listens to the events, from the board or from a position.
    pub async fn listen(&self, after: Option<u64>) -> Listener {
        let mut request = self.http.get(self.url("/api/v1/events"));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if let Some(after) = after {
            request = request.header("last-event-id", after);
        }
        let response = request.headers(self.headers.clone()).send().await.unwrap();
        assert_eq!(response.status(), 200, "the stream was refused");
        Listener::new(response)
    }

    /// Listens to the stream of a page.
    pub async fn follow(&self, path: &str) -> Feed {
        let response = self.http.get(self.url(path)).headers(self.headers.clone()).send().await.unwrap();
        assert_eq!(response.status(), 200, "the stream was refused");
        Feed::new(response)
    }

    /// The same caller, shown where an answer leads instead of being led there.
    pub fn not_led(mut self) -> Self {
        let here = reqwest::redirect::Policy::none();
        self.http = Client::builder().connect_timeout(PATIENCE).redirect(here).build().unwrap();
        self
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}
