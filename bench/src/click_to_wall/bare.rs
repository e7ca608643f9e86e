//! A server made of bytes: it hands a wall the site and a snapshot that were recorded from a real one, and then whatever it
//! is given, without deciding, storing or serialising anything.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Condvar, Mutex, PoisonError},
    thread,
    time::{Duration, SystemTime},
};

use anyhow::{Context, Result};
use motcua_tests::screen::RED;
use queue_protocol::wire::{Board, Waits};

use crate::eye::Eye;

/// How long the wall may take to connect.
const PATIENCE: Duration = Duration::from_mins(1);

/// How often the line shows that it lives: more often than a wall would take its silence for a cut.
const BEAT: Duration = Duration::from_secs(1);

/// The server of one wall.
pub struct Bare {
    address: SocketAddr,
    line: Arc<Line>,
}

/// The stream to the wall, once it has one.
#[derive(Default)]
struct Line {
    socket: Mutex<Option<TcpStream>>,
    there: Condvar,
    /// What says that the line lives, without moving the reader in the log.
    beat: Mutex<String>,
}

impl Bare {
    /// Listens, and knows the site that it hands out.
    pub fn open(site: Vec<u8>) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let bare = Self { address: listener.local_addr()?, line: Arc::default() };
        let (line, site) = (Arc::clone(&bare.line), Arc::new(site));
        // Ends with the process: nobody else connects.
        thread::spawn(move || {
            for socket in listener.incoming().map_while(Result::ok) {
                let (line, site) = (Arc::clone(&line), Arc::clone(&site));
                // A connection that breaks is that connection's end.
                thread::spawn(move || answer(socket, &site, &line));
            }
        });
        let line = Arc::downgrade(&bare.line);
        thread::spawn(move || {
            while let Some(line) = line.upgrade() {
                line.beat();
                drop(line);
                thread::sleep(BEAT);
            }
        });
        Ok(bare)
    }

    /// Where it answers.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Milliseconds from handing over these bytes to the changed dot of a wall that knew the board before them.
    pub fn carry(&self, before: &Board, bytes: &[u8], eye: &Eye, quiet: [u8; 3]) -> Result<f64> {
        let waiting = self.line.socket.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut socket, _) = self
            .line
            .there
            .wait_timeout_while(waiting, PATIENCE, |socket| socket.is_none())
            .unwrap_or_else(PoisonError::into_inner);
        let socket = socket.as_mut().context("the wall does not connect")?;
        let Board { seq, at, open, waits, .. } = before.clone();
        let beat = serde_json::to_string(&Waits { seq, at, open, waits, connected: Vec::new() })?;
        *self.line.beat.lock().unwrap_or_else(PoisonError::into_inner) = format!("event: waits\ndata: {beat}\n\n");
        write!(socket, "event: snapshot\nid: {}\ndata: {}\n\n", before.seq.0, serde_json::to_string(before)?)?;
        eye.see(quiet)?;
        let begun = SystemTime::now();
        socket.write_all(bytes)?;
        Ok(eye.see(RED)?.duration_since(begun)?.as_secs_f64() * 1000.0)
    }
}

impl Line {
    fn beat(&self) {
        let mut socket = self.socket.lock().unwrap_or_else(PoisonError::into_inner);
        let beat = self.beat.lock().unwrap_or_else(PoisonError::into_inner);
        // A wall that has gone comes again by itself.
        if socket.as_mut().is_some_and(|socket| socket.write_all(beat.as_bytes()).is_err()) {
            *socket = None;
        }
    }
}

fn answer(mut socket: TcpStream, site: &[u8], line: &Line) -> Result<()> {
    let mut lines = BufReader::new(socket.try_clone()?).lines();
    let asked = lines.next().context("nothing was asked")??;
    while lines.next().transpose()?.is_some_and(|header| !header.is_empty()) {}
    if asked.starts_with("GET /api/v1/site ") {
        let length = site.len();
        write!(
            socket,
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n"
        )?;
        socket.write_all(site)?;
    } else {
        socket.set_nodelay(true)?;
        write!(socket, "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n")?;
        *line.socket.lock().unwrap_or_else(PoisonError::into_inner) = Some(socket);
        line.there.notify_all();
    }
    Ok(())
}
