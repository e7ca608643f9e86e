//! A subscriber: a socket on which bytes arrive until what is waited for is among them.

use std::time::Instant;

use anyhow::{Result, ensure};
use futures_util::future::try_join_all;
use memchr::memmem::find;
use tokio::{io::AsyncReadExt, net::TcpStream};

/// What ends a server-sent event.
const END: &[u8] = b"\n\n";

/// The receiving end of a stream.
pub struct Subscriber {
    socket: TcpStream,
    received: Vec<u8>,
}

impl Subscriber {
    /// Listens on a socket on which the subscription was already asked for.
    pub fn new(socket: TcpStream) -> Self {
        Self { socket, received: Vec::with_capacity(8 << 10) }
    }

    /// Reads until a message that contains `mark` has arrived in full. Gives the instant and the message from its mark.
    pub async fn until(&mut self, mark: &[u8]) -> Result<(Instant, Vec<u8>)> {
        loop {
            if let Some(begin) = find(&self.received, mark)
                && let Some(length) = find(&self.received[begin..], END)
            {
                let end = begin + length + END.len();
                let message = self.received[begin..end].to_vec();
                self.received.drain(..end);
                return Ok((Instant::now(), message));
            }
            self.read().await?;
        }
    }

    /// Reads until one byte has arrived.
    pub async fn first_byte(&mut self) -> Result<()> {
        self.read().await
    }

    /// Drops what has arrived: it was read, and is not looked for.
    pub fn forget(&mut self) {
        self.received.clear();
    }

    async fn read(&mut self) -> Result<()> {
        let read = self.socket.read_buf(&mut self.received).await?;
        ensure!(read > 0, "the stream ended");
        Ok(())
    }
}

/// When the last of all subscribers had the message with this mark.
pub async fn last(subscribers: &mut [Subscriber], mark: &[u8]) -> Result<Instant> {
    let arrivals = try_join_all(subscribers.iter_mut().map(async |s| s.until(mark).await.map(|(at, _)| at))).await?;
    Ok(arrivals.into_iter().max().unwrap_or_else(Instant::now))
}
