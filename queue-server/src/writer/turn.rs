//! One turn of the writer: a batch of commands decided on a working state, written in one transaction, then published.
//! If the disk does not take it, the working state is thrown away and the batch was never there.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use queue_core::{Event, Seq, State, UtcMillis, decide};
use rusqlite::Connection;
use tokio::sync::oneshot;

use super::{Answer, Chore, Declined, Parts, Replica, Submission};
use crate::{
    clock::Clock,
    hub::{Frame, Hub},
    log::{
        LogError,
        answers::{self, Answered, OWN},
        chain::Row,
        events::{self, Head},
        snapshots, tickets,
    },
    metrics::Metrics,
};

type Pending = (Submission, oneshot::Sender<Result<Answer, Declined>>);

/// The writer's desk: everything only its thread touches.
pub struct Desk {
    conn: Connection,
    head: Head,
    working: State,
    replica: Replica,
    snapshot: Seq,
    hub: Arc<Hub>,
    clock: Clock,
    metrics: Arc<Metrics>,
    healthy: Arc<AtomicBool>,
}

/// What a batch led to, before it is committed.
#[derive(Default)]
struct Outcome {
    answers: Vec<Result<Answer, Declined>>,
    events: Vec<(UtcMillis, Event)>,
    frames: Vec<Frame>,
    answered: usize,
}

impl Desk {
    pub fn new(parts: Parts, healthy: Arc<AtomicBool>) -> Result<Self, LogError> {
        let Parts { conn, replica, snapshot, hub, clock, metrics } = parts;
        let head = events::head(&conn)?;
        let working = replica.read().clone();
        Ok(Self { conn, head, working, replica, snapshot, hub, clock, metrics, healthy })
    }

    /// Decides, writes, commits; then publishes and answers.
    pub fn serve(&mut self, batch: &mut Vec<Pending>) {
        if batch.is_empty() {
            return;
        }
        let before = self.head;
        let started = std::time::Instant::now();
        match self.commit(batch) {
            Ok(outcome) => {
                self.metrics.batch(batch.len(), outcome.events.len(), started.elapsed());
                let turned = outcome.events.iter().any(|(_, e)| matches!(e, Event::DayClosed { .. }));
                self.replica.apply(outcome.events.iter());
                self.hub.publish(outcome.frames);
                for ((_, reply), answer) in batch.drain(..).zip(outcome.answers) {
                    // A caller that hung up finds its answer by asking again with the same id.
                    let _ = reply.send(answer);
                }
                if turned || snapshots::due(&self.working, self.snapshot) {
                    self.store_snapshot();
                }
            }
            Err(error) => {
                tracing::error!(%error, commands = batch.len(), "the log does not take a batch; nothing of it happened");
                self.metrics.commit_failed();
                self.healthy.store(false, Ordering::Relaxed);
                self.head = before;
                self.working = self.replica.read().clone();
                for (_, reply) in batch.drain(..) {
                    let _ = reply.send(Err(Declined::Failing));
                }
            }
        }
    }

    /// Runs a write outside the log.
    pub fn chore(&mut self, chore: Chore) {
        chore(&mut self.conn);
    }

    /// The last thing: a snapshot, so that the next start has nothing to replay, and one tidy file.
    pub fn close(mut self) {
        if self.head.seq > self.snapshot {
            self.store_snapshot();
        }
        if let Err(error) = self.conn.execute_batch("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);") {
            tracing::warn!(%error, "the write-ahead log stays beside the database");
        }
    }

    fn commit(&mut self, batch: &[Pending]) -> Result<Outcome, LogError> {
        self.conn.execute_batch("BEGIN IMMEDIATE")?;
        let written = self.write(batch).and_then(|outcome| {
            let nothing_new = outcome.answered == 0 && outcome.events.is_empty();
            let failing = !self.healthy.load(Ordering::Relaxed);
            if failing {
                self.conn.execute("INSERT OR REPLACE INTO probe (id, at) VALUES (1, ?1)", [self.clock.now().0])?;
            }
            self.conn.execute_batch(if nothing_new && !failing { "ROLLBACK" } else { "COMMIT" })?;
            self.healthy.store(true, Ordering::Relaxed);
            Ok(outcome)
        });
        if written.is_err() && !self.conn.is_autocommit() {
            let _ = self.conn.execute_batch("ROLLBACK");
        }
        written
    }

    fn write(&mut self, batch: &[Pending]) -> Result<Outcome, LogError> {
        let mut outcome = Outcome::default();
        for (submission, _) in batch {
            let answer = self.take(submission, &mut outcome)?;
            outcome.answers.push(answer);
        }
        Ok(outcome)
    }

    fn take(&mut self, submission: &Submission, outcome: &mut Outcome) -> Result<Result<Answer, Declined>, LogError> {
        let Submission { id, request, command } = submission;
        let repeatable = *id != OWN;
        if repeatable && let Some(before) = answers::find(&self.conn, id)? {
            let same = before.request == *request;
            return Ok(if same { Ok(Answer { ticket: before.ticket, again: true }) } else { Err(Declined::OtherBody) });
        }
        let at = self.working.effective(self.clock.now());
        let events = match decide(&self.working, command, at) {
            Ok(events) => events,
            Err(refusal) => return Ok(Err(Declined::Refused(refusal))),
        };
        let ticket = events.last().and_then(Event::ticket);
        for event in events {
            self.append(id, request, at, event, outcome)?;
        }
        if repeatable {
            answers::put(&self.conn, id, &Answered { request: *request, ticket })?;
            outcome.answered += 1;
        }
        Ok(Ok(Answer { ticket, again: false }))
    }

    fn append(
        &mut self,
        command: &[u8; 16],
        request: &[u8; 16],
        at: UtcMillis,
        event: Event,
        outcome: &mut Outcome,
    ) -> Result<(), LogError> {
        let seq = self.head.seq.next();
        let body = serde_json::to_string(&event).map_err(|e| LogError::Broken { seq: seq.0, what: e.to_string() })?;
        let row = Row { seq: seq.0, at: at.0, command, request, name: event.name(), body: &body };
        self.head = events::append(&self.conn, &self.head, &row)?;
        self.working.apply(at, &event);
        tickets::project(&self.conn, &self.working, seq, &event)?;
        outcome.frames.push(Frame::of(seq, at, event.name(), &body));
        outcome.events.push((at, event));
        Ok(())
    }

    fn store_snapshot(&mut self) {
        match snapshots::put(&self.conn, &self.working, &self.head) {
            Ok(()) => self.snapshot = self.head.seq,
            // A missing snapshot costs time at the next start, nothing else.
            Err(error) => tracing::warn!(%error, "no snapshot"),
        }
    }
}
