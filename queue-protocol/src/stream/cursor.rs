//! Where in the log a reader stands: what to pass on, what to drop, and when a connection cannot be trusted any more.

use queue_core::Seq;
use serde::de::DeserializeOwned;

use super::{LinkEvent, LostReason};
use crate::wire::{Board, LogEvent, TimeSignal, Waits};

/// What becomes of a message.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    Pass(LinkEvent),
    Drop,
    End(LostReason),
}

/// The position after the last event passed on.
#[derive(Debug)]
pub(super) struct Cursor {
    last: Option<Seq>,
    /// Whether this connection has brought anything.
    alive: bool,
    /// Where the last `time` stood, if it did not stand where this reader does.
    drift: Option<TimeSignal>,
}

impl Cursor {
    pub fn new(from: Option<Seq>) -> Self {
        Self { last: from, alive: false, drift: None }
    }

    pub fn position(&self) -> Option<Seq> {
        self.last
    }

    pub fn alive(&self) -> bool {
        self.alive
    }

    pub fn reconnected(&mut self) {
        (self.alive, self.drift) = (false, None);
    }

    /// Decides how to go on after a connection that began at `before`: whether it brought the reader forward. One that
    /// failed on its content without doing so would fail again, so the next one begins with a snapshot.
    pub fn settle(&mut self, reason: &LostReason, before: Option<Seq>) -> bool {
        let content = matches!(reason, LostReason::Gap { .. } | LostReason::Behind { .. } | LostReason::Garbled(_));
        let stuck = content && self.last == before;
        if stuck {
            self.last = None;
        }
        !stuck
    }

    /// One message of the stream.
    pub fn take(&mut self, name: &str, id: Option<&str>, data: &str) -> Step {
        let step = match name {
            "snapshot" => parse::<Board>(name, data).map(|board| {
                (self.last, self.drift) = (Some(board.seq), None);
                LinkEvent::Snapshot(Box::new(board))
            }),
            "waits" => parse::<Waits>(name, data).map(LinkEvent::Waits),
            "time" => parse::<TimeSignal>(name, data).and_then(|time| self.time(time)),
            _ => match parse::<LogEvent>(name, data).and_then(|entry| self.entry(name, id, entry)) {
                Ok(None) => return Step::Drop,
                Ok(Some(event)) => Ok(event),
                Err(reason) => Err(reason),
            },
        };
        match step {
            Ok(event) => {
                self.alive = true;
                Step::Pass(event)
            }
            Err(reason) => Step::End(reason),
        }
    }

    fn entry(&mut self, name: &str, id: Option<&str>, entry: LogEvent) -> Result<Option<LinkEvent>, LostReason> {
        if name != entry.event.name() || id.and_then(|id| id.parse().ok()) != Some(entry.seq.0) {
            return Err(LostReason::Garbled(format!("{name} with id {id:?} holds another event")));
        }
        let Some(last) = self.last else {
            return Err(LostReason::Garbled(format!("{name} came before any snapshot")));
        };
        if entry.seq <= last {
            return Ok(None);
        }
        if entry.seq != last.next() {
            return Err(LostReason::Gap { expected: last.next(), got: entry.seq });
        }
        (self.last, self.drift) = (Some(entry.seq), None);
        Ok(Some(LinkEvent::Event(Box::new(entry))))
    }

    /// A signal that stands elsewhere than this reader may only have overtaken an event. A second one that still does,
    /// with nothing in between, means that an event was lost or that the log was replaced.
    fn time(&mut self, time: TimeSignal) -> Result<LinkEvent, LostReason> {
        let Some(seen) = self.last.filter(|last| *last != time.seq) else {
            self.drift = None;
            return Ok(LinkEvent::Time(time));
        };
        match self.drift.replace(time) {
            Some(earlier) if earlier.seq > seen && time.seq > seen => {
                Err(LostReason::Gap { expected: seen.next(), got: time.seq })
            }
            Some(earlier) if earlier.seq < seen && time.seq < seen => {
                self.last = None;
                Err(LostReason::Behind { server: time.seq, seen })
            }
            _ => Ok(LinkEvent::Time(time)),
        }
    }
}

fn parse<T: DeserializeOwned>(name: &str, data: &str) -> Result<T, LostReason> {
    serde_json::from_str(data).map_err(|e| LostReason::Garbled(format!("{name}: {e}")))
}
