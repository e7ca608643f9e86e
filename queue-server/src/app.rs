//! What every request handler shares.

use std::{
    path::PathBuf,
    sync::{Arc, atomic::AtomicUsize},
};

use parking_lot::Mutex;
use queue_core::{Actor, Command, Role, Seq, Task, UtcMillis};
use rusqlite::Connection;
use tokio::sync::Semaphore;

use crate::{
    auth::{attempts::Attempts, sessions::Sessions, tokens::Known},
    clock::Clock,
    hub::{Hub, ReadLog},
    log::{self, LogError, answers::OWN, events},
    metrics::Metrics,
    phone::Phones,
    procedures::Boards,
    writer::{Answer, Declined, Replica, Submission, Writer},
};

/// Connections that read beside the writer: look-ups of past days, and subscribers that lag.
const READERS: usize = 4;

/// Passwords hashed at once. Each takes 19 MB and a core for some tens of milliseconds.
pub const HASHING: usize = 2;

/// The parts of a running server.
pub struct App {
    /// The way to the log.
    pub writer: Writer,
    /// The committed state.
    pub replica: Replica,
    /// The events.
    pub hub: Arc<Hub>,
    /// Past days.
    pub readers: Readers,
    /// What time it is.
    pub clock: Clock,
    /// Numbers for operators.
    pub metrics: Arc<Metrics>,
    /// Phones that follow a ticket.
    pub phones: Phones,
    /// The notice board.
    pub notice_boards: Boards,
    /// Tokens seen a moment ago.
    pub known: Known,
    /// People signed in.
    pub sessions: Sessions,
    /// Attempts to sign in.
    pub attempts: Attempts,
    /// Bounds [`HASHING`].
    pub hashing: Semaphore,
    /// Open connections.
    pub connections: Arc<AtomicUsize>,
    /// The data folder, for the question whether its disk is full.
    pub data: PathBuf,
}

impl App {
    /// The instant at which something asked now is answered.
    pub fn now(&self) -> UtcMillis {
        self.replica.read().effective(self.clock.now())
    }

    /// Does something by the server itself.
    pub async fn own(&self, task: Task) -> Result<Answer, Declined> {
        own(&self.writer, task).await
    }
}

/// Does something by the server itself, before there is an [`App`].
pub async fn own(writer: &Writer, task: Task) -> Result<Answer, Declined> {
    let by = Actor { role: Role::Admin, name: "queue-server".to_owned(), staff: None };
    writer.submit(Submission { id: OWN, request: OWN, command: Command { by, task } }).await
}

/// A small pool of read-only connections.
#[derive(Clone)]
pub struct Readers(Arc<Pool>);

struct Pool {
    file: PathBuf,
    free: Mutex<Vec<Connection>>,
    permits: Semaphore,
}

impl Readers {
    /// A pool for a database; connections open when they are needed.
    pub fn new(file: PathBuf) -> Self {
        Self(Arc::new(Pool { file, free: Mutex::default(), permits: Semaphore::new(READERS) }))
    }

    /// Lets go of the database: the server stops.
    pub fn close(&self) {
        self.0.permits.close();
        self.0.free.lock().clear();
    }

    /// Reads on a thread that may wait for the disk.
    pub async fn with<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, LogError> + Send + 'static,
    ) -> Result<T, LogError> {
        let gone = |_| LogError::File(std::io::Error::other("the server stops"));
        let _permit = self.0.permits.acquire().await.map_err(gone)?;
        let pool = self.0.clone();
        let work = move || {
            let free = pool.free.lock().pop();
            let conn = match free {
                Some(conn) => conn,
                None => log::open_reader(&pool.file)?,
            };
            let value = read(&conn)?;
            // Not put back after an error: the next one starts afresh.
            pool.free.lock().push(conn);
            Ok(value)
        };
        tokio::task::spawn_blocking(work).await.map_err(|e| LogError::File(std::io::Error::other(e)))?
    }
}

impl ReadLog for Readers {
    async fn read(&self, after: Seq, limit: usize) -> Result<Vec<events::Stored>, LogError> {
        self.with(move |conn| events::after(conn, after, limit)).await
    }
}
