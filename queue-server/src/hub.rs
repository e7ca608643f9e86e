//! The hub: what was committed, ready to be sent. Each event is written out once, whoever listens; the newest frames
//! stay in a ring from which every subscriber pulls at its own pace. Pulling by position is what makes the stream
//! gap-free: a subscriber that lags behind the ring is fed from the log, and none is ever sent a frame twice.

mod beat;
mod frame;
mod stream;

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};

use bytes::{Bytes, BytesMut};
use parking_lot::{Mutex, RwLock};
use queue_core::Seq;
use tokio::sync::{Semaphore, watch};

pub use self::{
    beat::run as beat,
    frame::{Frame, message},
    stream::{ReadLog, Start, stream},
};

/// Frames kept in memory: what a busy office does in a quarter of an hour.
const RING: usize = 4_096;

/// Bytes kept in memory beside [`RING`]: a site's configuration is a large frame.
const RING_BYTES: usize = 4 << 20;

/// Subscribers at once. A site has some dozens of screens; the phones that follow a ticket listen elsewhere.
pub const SUBSCRIBERS: usize = 2_048;

/// Bytes written to a subscriber in one go.
const CHUNK: usize = 64 << 10;

/// What changed, for those who wait: cheap to copy, and a subscriber that missed ten of them misses nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Pulse {
    newest: Seq,
    waits: u64,
    time: u64,
    stopped: bool,
}

/// The messages beside the events, written out once for all.
#[derive(Default)]
struct Messages {
    waits: Bytes,
    time: Bytes,
}

struct Ring {
    frames: VecDeque<Frame>,
    bytes: usize,
}

/// The hub.
pub struct Hub {
    ring: RwLock<Ring>,
    messages: RwLock<Messages>,
    pulse: watch::Sender<Pulse>,
    /// Open streams of each kiosk.
    kiosks: Mutex<BTreeMap<String, usize>>,
    seats: Arc<Semaphore>,
}

/// What a subscriber finds in the ring.
enum Pulled {
    /// Frames after its position, joined, and the position after them.
    Frames(Bytes, Seq),
    /// The ring no longer reaches back to its position.
    Behind,
    /// Nothing new.
    Nothing,
}

impl Hub {
    /// A hub for a log that ends at `newest`.
    pub fn new(newest: Seq) -> Self {
        Self {
            ring: RwLock::new(Ring { frames: VecDeque::with_capacity(RING), bytes: 0 }),
            messages: RwLock::default(),
            pulse: watch::Sender::new(Pulse { newest, ..Pulse::default() }),
            kiosks: Mutex::default(),
            seats: Arc::new(Semaphore::new(SUBSCRIBERS)),
        }
    }

    /// Adds committed events, in order, and wakes everyone.
    pub fn publish(&self, frames: Vec<Frame>) {
        let Some(newest) = frames.last().map(|f| f.seq) else { return };
        {
            let mut ring = self.ring.write();
            for frame in frames {
                ring.bytes += frame.bytes.len();
                ring.frames.push_back(frame);
            }
            while ring.frames.len() > RING || (ring.bytes > RING_BYTES && ring.frames.len() > 1) {
                let Some(oldest) = ring.frames.pop_front() else { break };
                ring.bytes -= oldest.bytes.len();
            }
        }
        self.pulse.send_modify(|pulse| pulse.newest = newest);
    }

    /// Ends every stream: the server stops.
    pub fn stop(&self) {
        self.pulse.send_modify(|pulse| pulse.stopped = true);
    }

    /// Position of the last event published.
    pub fn newest(&self) -> Seq {
        self.pulse.borrow().newest
    }

    /// Waits until something lies behind `after`, and gives the newest position. Nothing when the server stops.
    pub async fn news(&self, after: Seq) -> Option<Seq> {
        let mut pulse = self.pulse.subscribe();
        let news = *pulse.wait_for(|p| p.stopped || p.newest > after).await.ok()?;
        (!news.stopped).then_some(news.newest)
    }

    /// How many listen.
    pub fn subscribers(&self) -> usize {
        SUBSCRIBERS - self.seats.available_permits()
    }

    /// Names of the kiosks that listen.
    pub fn connected(&self) -> Vec<String> {
        self.kiosks.lock().keys().cloned().collect()
    }

    fn arrive(&self, kiosk: &str) {
        *self.kiosks.lock().entry(kiosk.to_owned()).or_default() += 1;
    }

    fn leave(&self, kiosk: &str) {
        let mut kiosks = self.kiosks.lock();
        if let Some(streams) = kiosks.get_mut(kiosk) {
            *streams -= 1;
            if *streams == 0 {
                kiosks.remove(kiosk);
            }
        }
    }

    fn set_waits(&self, message: Bytes) {
        self.messages.write().waits = message;
        self.pulse.send_modify(|pulse| pulse.waits += 1);
    }

    fn set_time(&self, message: Bytes) {
        self.messages.write().time = message;
        self.pulse.send_modify(|pulse| pulse.time += 1);
    }

    fn pull(&self, after: Seq) -> Pulled {
        let newest = self.newest();
        if newest <= after {
            return Pulled::Nothing;
        }
        let ring = self.ring.read();
        let Some(first) = ring.frames.front().map(|f| f.seq).filter(|first| *first <= after.next()) else {
            return Pulled::Behind;
        };
        let skip = (after.next().0 - first.0) as usize;
        let mut pending = ring.frames.range(skip..);
        let Some(one) = pending.next() else { return Pulled::Nothing };
        let (mut last, mut chunk) = (one.seq, one.bytes.clone());
        let mut joined = BytesMut::new();
        for frame in pending {
            if joined.is_empty() {
                joined.extend_from_slice(&chunk);
            }
            joined.extend_from_slice(&frame.bytes);
            last = frame.seq;
            if joined.len() >= CHUNK {
                break;
            }
        }
        if !joined.is_empty() {
            chunk = joined.freeze();
        }
        Pulled::Frames(chunk, last)
    }
}
