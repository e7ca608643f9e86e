//! HTTP/1.1 over one kept-alive socket, as cheap as it can be: what the load costs on two cores is taken from the
//! program under measure. Bytes go out as they are built, and every answer is read in full.

use std::{io::Write, net::SocketAddr};

use anyhow::{Context, Result, bail, ensure};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// Headers of an answer at most.
const HEADERS: usize = 32;

/// Who asks, and where.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The server.
    pub address: SocketAddr,
    /// The bearer token.
    pub token: String,
}

/// A kept-alive connection.
pub struct Connection {
    socket: TcpStream,
    caller: Caller,
    sent: Vec<u8>,
    received: Vec<u8>,
    taken: usize,
}

/// An answer.
pub struct Answer<'a> {
    /// Its status code.
    pub status: u16,
    /// Its body.
    pub body: &'a [u8],
}

impl Connection {
    /// Connects.
    pub async fn open(caller: &Caller) -> Result<Self> {
        let socket = TcpStream::connect(caller.address).await?;
        socket.set_nodelay(true)?;
        let (sent, received) = (Vec::with_capacity(1024), Vec::with_capacity(16 << 10));
        Ok(Self { socket, caller: caller.clone(), sent, received, taken: 0 })
    }

    /// Sends a request and reads its answer.
    pub async fn ask(&mut self, method: &str, path: std::fmt::Arguments<'_>, body: &str) -> Result<Answer<'_>> {
        self.received.drain(..self.taken);
        self.sent.clear();
        let (Caller { address, token }, length) = (&self.caller, body.len());
        write!(
            self.sent,
            "{method} {path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        )?;
        self.socket.write_all(&self.sent).await?;
        let (status, head, length) = loop {
            if let Some(found) = head(&self.received)? {
                break found;
            }
            self.read().await?;
        };
        self.taken = head + length;
        while self.received.len() < self.taken {
            self.read().await?;
        }
        Ok(Answer { status, body: &self.received[head..self.taken] })
    }

    async fn read(&mut self) -> Result<()> {
        let read = self.socket.read_buf(&mut self.received).await?;
        ensure!(read > 0, "the server hung up");
        Ok(())
    }
}

impl Answer<'_> {
    /// Fails, with what the server said, unless it is this.
    pub fn expect(&self, status: u16) -> Result<&Self> {
        if self.status != status {
            bail!("{} instead of {status}: {}", self.status, String::from_utf8_lossy(self.body));
        }
        Ok(self)
    }

    /// The body as JSON.
    pub fn json(&self) -> Result<serde_json::Value> {
        Ok(serde_json::from_slice(self.body)?)
    }
}

/// Status, length of the head and length of the body, once the head is complete.
fn head(bytes: &[u8]) -> Result<Option<(u16, usize, usize)>> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(head) = response.parse(bytes)? else { return Ok(None) };
    let status = response.code.context("no status")?;
    let length = response.headers.iter().find(|h| h.name.eq_ignore_ascii_case("content-length"));
    let length = match length {
        Some(length) => std::str::from_utf8(length.value)?.trim().parse()?,
        None if matches!(status, 204 | 304) => 0,
        None => bail!("an answer without content-length"),
    };
    Ok(Some((status, head, length)))
}
