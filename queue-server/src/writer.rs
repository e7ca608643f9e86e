//! The one thread that writes. It owns the only connection that appends to the log, takes commands from a bounded queue,
//! commits them in groups and only then answers and publishes: what a caller was told, the disk has.

mod replica;
mod turn;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
};

use queue_core::{Command, Refusal, Seq, TicketId};
use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

pub use self::replica::Replica;
use self::turn::Desk;
use crate::{
    clock::Clock,
    hub::Hub,
    log::{LogError, answers::Fingerprint},
    metrics::Metrics,
};

/// Commands that may wait for the writer: at some thousand a second, the half second a caller may have to wait. Beyond
/// it the answer is 503 at once, which is kinder than a queue that only grows.
pub const QUEUE: usize = 2_048;

/// Commands of one transaction at most, so that one commit never holds up an answer for long.
pub const BATCH: usize = 256;

/// A command with its identity.
pub struct Submission {
    /// The command's id, or [`crate::log::answers::OWN`].
    pub id: [u8; 16],
    /// Its contents.
    pub request: Fingerprint,
    /// What is asked, by whom.
    pub command: Command,
}

/// The answer to a command, once it is on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The ticket it is about.
    pub ticket: Option<TicketId>,
    /// Whether it was answered before.
    pub again: bool,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Declined {
    /// The rules say no.
    Refused(Refusal),
    /// The id was used for another command.
    OtherBody,
    /// The disk does not take it.
    Failing,
    /// Too many wait.
    Full,
    /// The server stops.
    Stopping,
}

type Chore = Box<dyn FnOnce(&mut Connection) + Send>;

enum Job {
    Command(Submission, oneshot::Sender<Result<Answer, Declined>>),
    /// A write outside the log: accounts, sessions.
    Chore(Chore),
    Stop,
}

/// The way to the writer. Cheap to clone.
#[derive(Clone)]
pub struct Writer {
    jobs: mpsc::Sender<Job>,
    healthy: Arc<AtomicBool>,
}

/// What the writer works with.
pub struct Parts {
    /// The only writing connection.
    pub conn: Connection,
    /// The committed state, for readers.
    pub replica: Replica,
    /// Position of the newest snapshot.
    pub snapshot: Seq,
    /// Where events go after the commit.
    pub hub: Arc<Hub>,
    /// What time it is.
    pub clock: Clock,
    /// Counters for operators.
    pub metrics: Arc<Metrics>,
}

impl Writer {
    /// Starts the thread. It ends after [`Writer::stop`] with a last snapshot.
    pub fn start(parts: Parts) -> Result<(Self, JoinHandle<()>), LogError> {
        let (jobs, queue) = mpsc::channel(QUEUE);
        let healthy = Arc::new(AtomicBool::new(true));
        let desk = Desk::new(parts, healthy.clone())?;
        let thread = std::thread::Builder::new().name("writer".to_owned()).spawn(move || run(desk, queue))?;
        Ok((Self { jobs, healthy }, thread))
    }

    /// Hands a command to the writer and waits until it is committed or declined.
    pub async fn submit(&self, submission: Submission) -> Result<Answer, Declined> {
        let (reply, answer) = oneshot::channel();
        self.jobs.try_send(Job::Command(submission, reply)).map_err(|e| match e {
            mpsc::error::TrySendError::Full(_) => Declined::Full,
            mpsc::error::TrySendError::Closed(_) => Declined::Stopping,
        })?;
        answer.await.unwrap_or(Err(Declined::Stopping))
    }

    /// Runs a write outside the log on the writing connection, between two transactions.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, LogError> + Send + 'static,
    ) -> Result<T, Declined> {
        let (reply, done) = oneshot::channel();
        let chore: Chore = Box::new(move |conn| {
            let _ = reply.send(work(conn));
        });
        self.jobs.try_send(Job::Chore(chore)).map_err(|_| Declined::Full)?;
        match done.await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => {
                tracing::error!(%error, "a write outside the log failed");
                Err(Declined::Failing)
            }
            Err(_) => Err(Declined::Stopping),
        }
    }

    /// Whether the last commit went through.
    pub fn healthy(&self) -> bool {
        self.healthy.load(Ordering::Relaxed)
    }

    /// Tells the thread to finish what is queued and end.
    pub async fn stop(&self) {
        let _ = self.jobs.send(Job::Stop).await;
    }
}

fn run(mut desk: Desk, mut queue: mpsc::Receiver<Job>) {
    let mut batch = Vec::with_capacity(BATCH);
    let mut chores = Vec::new();
    let mut stop = false;
    while !stop {
        let Some(first) = queue.blocking_recv() else { break };
        let mut next = Some(first);
        while let Some(job) = next.take() {
            match job {
                Job::Command(submission, reply) => batch.push((submission, reply)),
                Job::Chore(chore) => chores.push(chore),
                Job::Stop => stop = true,
            }
            if batch.len() < BATCH {
                // Whoever came while the last batch was being committed shares this one.
                next = queue.try_recv().ok();
            }
        }
        desk.serve(&mut batch);
        for chore in chores.drain(..) {
            desk.chore(chore);
        }
    }
    desk.close();
}
