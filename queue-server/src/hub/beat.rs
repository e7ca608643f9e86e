//! The messages that come by time: the server's clock every two seconds, and how long the waits are after a change, at
//! most once a second.

use std::{sync::Arc, time::Duration};

use queue_core::UtcMillis;
use queue_protocol::wire::{TimeSignal, Waits};
use tokio::time::MissedTickBehavior;

use super::{Hub, message};
use crate::{clock::Clock, view, writer::Replica};

/// Between two looks at the waits: faster than anyone reads, slower than a rush of events.
const WAITS_EVERY: Duration = Duration::from_secs(1);

/// Looks between two `time` messages: two seconds, half of the silence after which a screen says that it is not
/// connected.
const TIME_EVERY: u64 = 2;

/// Unchanged, the intervals still shrink as time passes: looked at again every ten seconds.
const STALE_AFTER: u64 = 10;

/// Runs until the hub is dropped by everyone else.
pub async fn run(hub: Arc<Hub>, replica: Replica, clock: Clock) {
    let mut ticks = tokio::time::interval(WAITS_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut told, mut present) = (None, Vec::new());
    for round in 0_u64.. {
        ticks.tick().await;
        let now = clock.now();
        let connected = hub.connected();
        if told != Some(hub.newest()) || present != connected || round % STALE_AFTER == 0 {
            told = Some(tell_waits(&hub, &replica, now, &connected));
            present = connected;
        }
        if round % TIME_EVERY == 0 {
            let signal = TimeSignal { seq: hub.newest(), at: replica.read().effective(now) };
            if let Ok(bytes) = message(None, "time", &signal) {
                hub.set_time(bytes);
            }
        }
    }
}

fn tell_waits(hub: &Hub, replica: &Replica, now: UtcMillis, connected: &[String]) -> queue_core::Seq {
    let waits = Waits { connected: connected.to_vec(), ..view::waits(&replica.read(), now) };
    let seq = waits.seq;
    if let Ok(bytes) = message(None, "waits", &waits) {
        hub.set_waits(bytes);
    }
    seq
}
