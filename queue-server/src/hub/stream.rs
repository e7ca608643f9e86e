//! One subscriber's stream. It holds a position and nothing else; each step sends what lies behind it, from the ring or
//! from the log, or waits.

use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use futures_util::{Stream, stream::unfold};
use queue_core::Seq;
use tokio::sync::{OwnedSemaphorePermit, watch};

use super::{CHUNK, Frame, Hub, Pulled, Pulse};
use crate::log::{LogError, events};

/// Events read from the log at a time for a subscriber that lags.
const FROM_LOG: usize = 256;

/// Where a stream begins.
pub struct Start {
    /// The subscriber has everything up to here.
    pub after: Seq,
    /// Sent before anything else: the board, where the gap is too large to replay.
    pub first: Option<Bytes>,
    /// The kiosk that listens, if one does: staff see who is connected.
    pub kiosk: Option<String>,
}

/// A kiosk is present as long as its stream lives, however that ends.
struct Presence {
    hub: Arc<Hub>,
    kiosk: String,
}

impl Presence {
    fn of(hub: &Arc<Hub>, kiosk: String) -> Self {
        hub.arrive(&kiosk);
        Self { hub: hub.clone(), kiosk }
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        self.hub.leave(&self.kiosk);
    }
}

struct Subscriber<R> {
    hub: Arc<Hub>,
    reader: R,
    pulse: watch::Receiver<Pulse>,
    seen: Pulse,
    after: Seq,
    first: Option<Bytes>,
    _seat: OwnedSemaphorePermit,
    _presence: Option<Presence>,
}

/// Reads events after a position from the log, away from the threads that serve requests.
pub trait ReadLog: Clone + Send + 'static {
    /// Up to `limit` events after `after`.
    fn read(&self, after: Seq, limit: usize) -> impl Future<Output = Result<Vec<events::Stored>, LogError>> + Send;
}

/// Takes a seat at the hub and makes the stream, or nothing if all seats are taken.
pub fn stream(
    hub: &Arc<Hub>,
    reader: impl ReadLog,
    start: Start,
) -> Option<impl Stream<Item = Result<Bytes, LogError>> + Send + 'static> {
    let seat = hub.seats.clone().try_acquire_owned().ok()?;
    let mut pulse = hub.pulse.subscribe();
    // Messages that exist already are sent at the first step, so nothing counts as seen.
    let seen = Pulse { stopped: false, waits: 0, time: 0, newest: pulse.borrow_and_update().newest };
    let Start { after, first, kiosk } = start;
    let presence = kiosk.map(|kiosk| Presence::of(hub, kiosk));
    let subscriber =
        Subscriber { hub: hub.clone(), reader, pulse, seen, after, first, _seat: seat, _presence: presence };
    Some(unfold(subscriber, |mut subscriber| async move {
        let step = subscriber.step().await;
        step.map(|chunk| (chunk, subscriber))
    }))
}

impl<R: ReadLog> Subscriber<R> {
    /// The next chunk, or nothing when the stream ends.
    async fn step(&mut self) -> Option<Result<Bytes, LogError>> {
        if let Some(first) = self.first.take() {
            return Some(Ok(first));
        }
        loop {
            let now = *self.pulse.borrow_and_update();
            if now.stopped {
                return None;
            }
            match self.hub.pull(self.after) {
                Pulled::Frames(chunk, last) => {
                    self.after = last;
                    return Some(Ok(self.with_messages(now, chunk)));
                }
                Pulled::Behind => match self.read_log().await {
                    Ok(None) => {}
                    Ok(Some(chunk)) => return Some(Ok(chunk)),
                    Err(error) => return Some(Err(error)),
                },
                Pulled::Nothing => {}
            }
            let messages = self.with_messages(now, Bytes::new());
            if !messages.is_empty() {
                return Some(Ok(messages));
            }
            self.pulse.changed().await.ok()?;
        }
    }

    async fn read_log(&mut self) -> Result<Option<Bytes>, LogError> {
        let mut chunk = BytesMut::with_capacity(CHUNK);
        for stored in self.reader.read(self.after, FROM_LOG).await? {
            // Rows that do not follow are a log that is being restored under us: better to end than to skip.
            if stored.seq != self.after.next() {
                return Err(LogError::Broken { seq: self.after.next().0, what: "it is missing".to_owned() });
            }
            chunk.extend_from_slice(&Frame::of(stored.seq, stored.at, &stored.name, &stored.body).bytes);
            self.after = stored.seq;
            if chunk.len() >= CHUNK {
                break;
            }
        }
        Ok((!chunk.is_empty()).then(|| chunk.freeze()))
    }

    /// The chunk with the messages behind it that changed meanwhile: a rush of events does not hold up the clock.
    fn with_messages(&mut self, now: Pulse, chunk: Bytes) -> Bytes {
        let waits = now.waits != self.seen.waits;
        let time = now.time != self.seen.time;
        self.seen = now;
        if !waits && !time {
            return chunk;
        }
        let messages = self.hub.messages.read();
        let mut joined = BytesMut::from(chunk);
        if waits {
            joined.extend_from_slice(&messages.waits);
        }
        if time {
            joined.extend_from_slice(&messages.time);
        }
        joined.freeze()
    }
}
