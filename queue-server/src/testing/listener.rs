//! A subscriber of the event stream, reading real bytes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "failing loudly is what a test kit is for"
)]

use reqwest::Response;
use serde_json::Value;

use super::PATIENCE;

/// An open stream.
pub struct Listener {
    response: Response,
    buffer: Vec<u8>,
}

/// One message of the stream.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Message {
    pub id: Option<u64>,
    pub event: String,
    pub data: Value,
}

impl Listener {
    pub(super) fn new(response: Response) -> Self {
        Self { response, buffer: Vec::new() }
    }

    /// The next message; nothing when the stream ended.
    pub async fn next(&mut self) -> Option<Message> {
        loop {
            if let Some(end) = self.buffer.windows(2).position(|pair| pair == b"\n\n") {
                let block: Vec<u8> = self.buffer.drain(..end + 2).collect();
                return Some(parse(std::str::from_utf8(&block).unwrap()));
            }
            let chunk = tokio::time::timeout(PATIENCE, self.response.chunk()).await.expect("the stream is silent");
            match chunk {
                Ok(Some(bytes)) => self.buffer.extend_from_slice(&bytes),
                Ok(None) | Err(_) => return None,
            }
        }
    }

    /// The next message of a name, passing over others.
    pub async fn wait_for(&mut self, event: &str) -> Message {
        loop {
            let message = self.next().await.expect("the stream ended");
            if message.event == event {
                return message;
            }
        }
    }

    /// The next event of the log, passing over `waits`, `time` and `snapshot`.
    pub async fn next_event(&mut self) -> Option<Message> {
        loop {
            let message = self.next().await?;
            if message.id.is_some() && message.event != "snapshot" {
                return Some(message);
            }
        }
    }
}

fn parse(block: &str) -> Message {
    let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    Message {
        id: field("id").map(|id| id.parse().unwrap()),
        event: field("event").unwrap().to_owned(),
        data: serde_json::from_str(field("data").unwrap()).unwrap(),
    }
}
