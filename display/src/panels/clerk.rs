//! The hand behind the keypads: a thread with a runtime of its own, which sends commands for a clerk and looks once a
//! second whether the panels are stale.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use devices::{
    bus::Lamp,
    keypad::{Key, Signal},
};
use queue_protocol::{
    client::{Client, ClientError, new_command_id},
    core::{CommandId, CounterId},
};
use tokio::{sync::mpsc, time::MissedTickBehavior};

use super::{Deed, Faces, Refused, deed};

/// Keys that wait to be looked at: one a counter is acted upon, the others are refused at once.
const KEYS: usize = 64;

/// How often the panels are looked at for being stale.
const TICK: Duration = Duration::from_secs(1);

/// So long a command is sent again when the network took it away; then the clerk presses again.
const PATIENCE: Duration = Duration::from_secs(8);

/// Between two attempts.
const AGAIN: Duration = Duration::from_millis(300);

/// How long the lamp says that it was done.
const DONE: Duration = Duration::from_secs(1);

/// How long it blinks when it was not.
const REFUSED: Duration = Duration::from_secs(3);

/// Where the buses leave the keys that were pressed.
#[derive(Clone)]
pub(super) struct Keys(mpsc::Sender<(String, Key)>);

impl Keys {
    pub(super) fn press(&self, counter: String, key: Key) {
        if self.0.try_send((counter, key)).is_err() {
            tracing::warn!(key = key.code(), "a key was pressed that nobody takes");
        }
    }
}

/// Both ends.
pub(super) fn keys() -> (Keys, mpsc::Receiver<(String, Key)>) {
    let (sender, receiver) = mpsc::channel(KEYS);
    (Keys(sender), receiver)
}

/// The lamps of the keypads by counter.
#[derive(Default)]
pub struct Lamps(BTreeMap<String, Vec<Lamp>>);

impl Lamps {
    /// One more keypad at a counter.
    pub fn add(&mut self, counter: &str, lamp: Lamp) {
        self.0.entry(counter.to_owned()).or_default().push(lamp);
    }

    /// The counters that have one.
    pub fn counters(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    fn set(&self, counter: &str, signal: Signal) {
        self.0.get(counter).into_iter().flatten().for_each(|lamp| lamp.set(signal));
    }
}

/// Starts the thread. It ends with the last of the buses.
pub(super) fn start(
    faces: Arc<Mutex<Faces>>,
    clerk: Option<Client>,
    lamps: Lamps,
    mut pressed: mpsc::Receiver<(String, Key)>,
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let desk = Arc::new(Desk { clerk, lamps, faces, busy: Mutex::default() });
    thread::Builder::new().name("keypads".to_owned()).spawn(move || {
        runtime.block_on(async {
            let mut tick = tokio::time::interval(TICK);
            tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
            loop {
                tokio::select! {
                    key = pressed.recv() => {
                        let Some((counter, key)) = key else { return };
                        tokio::spawn(Arc::clone(&desk).act(counter, key));
                    }
                    _ = tick.tick() => locked(&desk.faces).show(Instant::now()),
                }
            }
        });
    })?;
    Ok(())
}

struct Desk {
    clerk: Option<Client>,
    lamps: Lamps,
    faces: Arc<Mutex<Faces>>,
    /// Counters whose last key is being acted upon.
    busy: Mutex<BTreeSet<String>>,
}

impl Desk {
    /// One press, to its answer.
    async fn act(self: Arc<Self>, counter: String, key: Key) {
        let Some(clerk) = &self.clerk else { return };
        if !locked(&self.busy).insert(counter.clone()) {
            tracing::warn!(counter, key = key.code(), reason = %Refused::Busy, "a key did nothing");
            return;
        }
        let wanted = deed(key, locked(&self.faces).current(&counter, Instant::now()));
        let outcome = match wanted {
            Ok(wanted) => {
                self.lamps.set(&counter, Signal::Pending);
                send_until_answered(clerk, &counter, wanted).await
            }
            Err(refused) => Err(refused.to_string()),
        };
        locked(&self.busy).remove(&counter);
        let (signal, pause) = match outcome {
            Ok(()) => (Signal::Done, DONE),
            Err(reason) => {
                tracing::warn!(counter, key = key.code(), reason, "a key did nothing");
                (Signal::Refused, REFUSED)
            }
        };
        self.lamps.set(&counter, signal);
        tokio::time::sleep(pause).await;
        // Whatever was pressed meanwhile has the lamp now.
        if !locked(&self.busy).contains(&counter) {
            self.lamps.set(&counter, Signal::Idle);
        }
    }
}

/// Sends a command, and again with the same id for as long as the network may have lost it.
async fn send_until_answered(clerk: &Client, counter: &str, deed: Deed) -> Result<(), String> {
    let (id, began) = (new_command_id(), Instant::now());
    loop {
        match send(clerk, &CounterId::new(counter), id, deed).await {
            Ok(true) => return Ok(()),
            Ok(false) => return Err("nobody waits for this counter".to_owned()),
            Err(error) if error.is_offline() && began.elapsed() < PATIENCE => {
                tracing::debug!(counter, %error, "a key is sent again");
                tokio::time::sleep(AGAIN).await;
            }
            Err(error) => return Err(error.to_string()),
        }
    }
}

/// Whether there was anything to do.
async fn send(clerk: &Client, counter: &CounterId, id: CommandId, deed: Deed) -> Result<bool, ClientError> {
    match deed {
        Deed::CallNext { finish } => return Ok(clerk.call_next(counter, id, finish).await?.is_some()),
        Deed::Recall(ticket) => drop(clerk.recall(ticket, id).await?),
        Deed::Start(ticket) => drop(clerk.start(ticket, id).await?),
        Deed::Finish(ticket) => drop(clerk.finish(ticket, id).await?),
        Deed::Pause => clerk.pause(counter, id, None).await?,
        Deed::Open => clerk.open(counter, id).await?,
    }
    Ok(true)
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
