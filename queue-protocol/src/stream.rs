//! The one stream by which a screen learns what happened. It reconnects, resumes from the last event it passed on, and
//! hands over every event once and in order, whatever the network does in between.

mod cursor;

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use backon::{BackoffBuilder, ExponentialBuilder};
use bytes::Bytes;
use futures_util::StreamExt as _;
use queue_core::Seq;
use reqwest::header;
use sse_stream::{Sse, SseByteStream};
use tokio::sync::mpsc;

use self::cursor::{Cursor, Step};
use crate::{
    client::{Client, ClientError},
    wire::{Board, LogEvent, Problem, TimeSignal, Waits},
};

/// How long the stream may say nothing. The server sends `time` every two seconds, so one lost in four is no cut, and
/// a screen can say "not connected" within five seconds of one.
pub const SILENCE: Duration = Duration::from_secs(4);

/// Messages that wait for a slow reader. Beyond them the socket fills and the server feeds this reader from its log.
pub const LINK_QUEUE: usize = 256;

/// The longest single message: a snapshot of the largest site is a tenth of it.
pub const MAX_MESSAGE_BYTES: usize = 4 * 1024 * 1024;

/// First pause before reconnecting: a server that restarts is back within a second.
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// Longest pause before reconnecting, doubled at most by chance so that twenty screens do not knock together: a hall
/// should be right within a second of the network's return, and two attempts in a second burden nobody.
const LONGEST_PAUSE: Duration = Duration::from_millis(400);

/// Pause after a refusal: the server is there, and will not change its mind within a second.
const REFUSED_PAUSE: Duration = Duration::from_secs(2);

/// What comes down the stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkEvent {
    /// The server answered; state follows.
    Connected,
    /// The whole board: replaces what was known.
    Snapshot(Box<Board>),
    /// The next event of the log.
    Event(Box<LogEvent>),
    /// Waiting times and opening hours.
    Waits(Waits),
    /// The connection lives, and this is the server's clock.
    Time(TimeSignal),
    /// Not connected.
    Lost {
        /// Why.
        reason: LostReason,
        /// 0 when a live connection was cut, then how many attempts to reconnect have failed.
        attempt: u32,
    },
}

/// Why a connection ended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LostReason {
    /// No connection, or it was cut.
    #[error("the connection was cut: {0}")]
    Offline(String),
    /// The server said no.
    #[error("the server refuses the stream: {}", .0.title)]
    Refused(Box<Problem>),
    /// Nothing came for [`SILENCE`].
    #[error("the server fell silent")]
    Silent,
    /// An event is missing. The link asks again from the last good one.
    #[error("event {expected} is missing, {got} came instead")]
    Gap {
        /// The one that had to come.
        expected: Seq,
        /// The one that came.
        got: Seq,
    },
    /// The server's log ends before what was already seen here: it was replaced. The link takes a snapshot.
    #[error("the server's log ends at {server}, {seen} was already seen")]
    Behind {
        /// Where the server stands.
        server: Seq,
        /// What was passed on.
        seen: Seq,
    },
    /// A message that nobody can read.
    #[error("unreadable message: {0}")]
    Garbled(String),
}

/// Follows the log after `from`, or from a snapshot on. Must be called inside a tokio runtime; ends when the receiver is
/// dropped.
pub fn subscribe(client: Client, from: Option<Seq>) -> mpsc::Receiver<LinkEvent> {
    let (sender, receiver) = mpsc::channel(LINK_QUEUE);
    tokio::spawn(follow(client, from, sender));
    receiver
}

async fn follow(client: Client, from: Option<Seq>, out: mpsc::Sender<LinkEvent>) {
    let mut cursor = Cursor::new(from);
    let mut pauses = pauses();
    let mut attempt = 0;
    loop {
        let before = cursor.position();
        cursor.reconnected();
        let reason = tokio::select! {
            () = out.closed() => return,
            reason = one_connection(&client, &mut cursor, &out) => reason,
        };
        if cursor.alive() {
            attempt = 0;
        } else {
            attempt += 1;
        }
        // A connection that repeats its fault at the same place earns a longer pause, and in the end a fresh start.
        if cursor.alive() && cursor.settle(&reason, before) {
            pauses = self::pauses();
        }
        tracing::debug!(%reason, attempt, "stream lost");
        let refused = matches!(reason, LostReason::Refused(_));
        if out.send(LinkEvent::Lost { reason, attempt }).await.is_err() {
            return;
        }
        let pause = pauses.next().unwrap_or(LONGEST_PAUSE).max(if refused { REFUSED_PAUSE } else { FIRST_PAUSE });
        tokio::select! {
            () = out.closed() => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

fn pauses() -> impl Iterator<Item = Duration> {
    ExponentialBuilder::new()
        .with_min_delay(FIRST_PAUSE)
        .with_max_delay(LONGEST_PAUSE)
        .with_jitter()
        .without_max_times()
        .build()
}

/// Reads one connection to its end, and says why it ended.
async fn one_connection(client: &Client, cursor: &mut Cursor, out: &mpsc::Sender<LinkEvent>) -> LostReason {
    let answer = match tokio::time::timeout(SILENCE, client.events(cursor.position())).await {
        Err(_) => return LostReason::Silent,
        Ok(Err(error)) => return error.into(),
        Ok(Ok(answer)) => answer,
    };
    let content = answer.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if !content.starts_with("text/event-stream") {
        return LostReason::Garbled(format!("\"{content}\" is no event stream"));
    }
    if out.send(LinkEvent::Connected).await.is_err() {
        return closed_here();
    }
    let unread = Arc::new(AtomicUsize::new(0));
    let mut messages = SseByteStream::new(bounded(answer, Arc::clone(&unread)));
    loop {
        let message = match tokio::time::timeout(SILENCE, messages.next()).await {
            Err(_) => return LostReason::Silent,
            Ok(None) => return LostReason::Offline("the server ended the stream".to_owned()),
            Ok(Some(Err(sse_stream::Error::Body(error)))) => return LostReason::Offline(error.to_string()),
            Ok(Some(Err(error))) => return LostReason::Garbled(error.to_string()),
            Ok(Some(Ok(message))) => message,
        };
        unread.store(0, Ordering::Relaxed);
        let Sse { event: Some(name), data: Some(data), id, .. } = message else { continue };
        match cursor.take(&name, id.as_deref(), &data) {
            Step::Pass(event) => {
                if out.send(event).await.is_err() {
                    return closed_here();
                }
            }
            Step::Drop => {}
            Step::End(reason) => return reason,
        }
    }
}

/// The bytes of an answer, cut off where a single message grows beyond all measure.
fn bounded(
    answer: reqwest::Response,
    unread: Arc<AtomicUsize>,
) -> impl futures_util::Stream<Item = io::Result<Bytes>> + Unpin {
    Box::pin(answer.bytes_stream().map(move |chunk| {
        let chunk = chunk.map_err(io::Error::other)?;
        if unread.fetch_add(chunk.len(), Ordering::Relaxed) + chunk.len() > MAX_MESSAGE_BYTES {
            return Err(io::Error::other("a message without end"));
        }
        Ok(chunk)
    }))
}

fn closed_here() -> LostReason {
    LostReason::Offline("closed on this side".to_owned())
}

impl From<ClientError> for LostReason {
    fn from(error: ClientError) -> Self {
        match error {
            ClientError::Problem(problem) => Self::Refused(problem),
            ClientError::Protocol { reason } => Self::Garbled(reason),
            other => Self::Offline(other.to_string()),
        }
    }
}
