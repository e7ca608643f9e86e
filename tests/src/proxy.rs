//! A network that breaks as told: a TCP proxy before the server that can be cut, or swallow what comes back.

use std::net::SocketAddr;

use anyhow::{Context, Result};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    runtime::Runtime,
    sync::watch,
};

/// What becomes of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// They pass.
    Open,
    /// Every connection is cut, and none comes about.
    Cut,
    /// What is sent arrives, what is answered does not.
    Deaf,
}

/// The proxy. Gone when dropped.
pub struct Proxy {
    address: SocketAddr,
    line: watch::Sender<Line>,
    _runtime: Runtime,
}

impl Proxy {
    /// Stands before the server at `url`.
    pub fn before(url: &str) -> Result<Self> {
        let server = url.strip_prefix("http://").context("no address")?.to_owned();
        let runtime = Runtime::new()?;
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
        let address = listener.local_addr()?;
        let (line, state) = watch::channel(Line::Open);
        runtime.spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(connect(client, server.clone(), state.clone()));
            }
        });
        Ok(Self { address, line, _runtime: runtime })
    }

    /// Where it answers.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Breaks or mends the line. Connections over which something was lost end.
    pub fn set(&self, line: Line) {
        self.line.send_replace(line);
    }
}

async fn connect(client: TcpStream, server: String, state: watch::Receiver<Line>) {
    if *state.borrow() == Line::Cut {
        return;
    }
    let Ok(server) = TcpStream::connect(server).await else { return };
    let ((from_client, to_client), (from_server, to_server)) = (client.into_split(), server.into_split());
    // The end of one direction is the end of both.
    tokio::select! {
        () = pass(from_client, to_server, state.clone(), true) => {}
        () = pass(from_server, to_client, state, false) => {}
    }
}

async fn pass(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, mut state: watch::Receiver<Line>, up: bool) {
    let mut buffer = vec![0; 16 * 1024];
    let began = *state.borrow_and_update();
    let mut whole = began == Line::Open;
    loop {
        tokio::select! {
            read = from.read(&mut buffer) => {
                let Ok(count @ 1..) = read else { return };
                let passes = up || *state.borrow() == Line::Open;
                if passes && to.write_all(&buffer[..count]).await.is_err() {
                    return;
                }
                whole &= passes;
            }
            changed = state.changed() => match *state.borrow_and_update() {
                _ if changed.is_err() => return,
                Line::Cut => return,
                Line::Open if !whole => return,
                Line::Open | Line::Deaf => whole = false,
            },
        }
    }
}
