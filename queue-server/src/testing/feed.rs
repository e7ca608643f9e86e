//! A page's stream, block by block as it arrives.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "failing loudly is what a test kit is for"
)]

use reqwest::Response;

use super::PATIENCE;

/// An open stream of a page.
pub struct Feed {
    response: Response,
    buffer: Vec<u8>,
}

impl Feed {
    pub(super) fn new(response: Response) -> Self {
        Self { response, buffer: Vec::new() }
    }

    /// The next block.
    pub async fn next(&mut self) -> String {
        self.block().await.expect("the stream ended")
    }

    /// The next block that says how the page looks.
    pub async fn page(&mut self) -> String {
        loop {
            let block = self.next().await;
            if block.starts_with("event: page\n") {
                return block;
            }
        }
    }

    /// Whether the stream ends, after whatever is still on its way.
    pub async fn ends(&mut self) -> bool {
        while self.block().await.is_some() {}
        true
    }

    async fn block(&mut self) -> Option<String> {
        loop {
            if let Some(end) = self.buffer.windows(2).position(|pair| pair == b"\n\n") {
                let block: Vec<u8> = self.buffer.drain(..end + 2).collect();
                return Some(String::from_utf8(block).unwrap());
            }
            let chunk = tokio::time::timeout(PATIENCE, self.response.chunk()).await.expect("the stream is silent");
            self.buffer.extend_from_slice(&chunk.ok().flatten()?);
        }
    }
}
