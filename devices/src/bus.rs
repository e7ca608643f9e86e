//! One RS-485 bus and its only master, on a thread of its own. Whoever wants something of a unit leaves it here and goes
//! on: panels get what is newest, keypads are asked all the time, and a unit that is dead or a line that is shorted costs
//! the others nothing but the rare moments in which it is tried again.

mod line;
mod master;
mod question;
#[cfg(test)]
mod tests;
mod trouble;
mod turns;
mod unit;

use std::{
    io,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::Instant,
};

use line::SystemClock;
use master::{Master, Step};
pub use question::{Judged, MAX_FRAME, Question, seal};
pub use trouble::{Tally, Trouble};

use crate::{
    keypad::{Key, Signal},
    panel::{BusPlan, Panel, Shown},
    printer::{Connect, Flow, SerialConnect},
};

/// What the master tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Somebody pressed a key: once, however the contact behaved.
    Pressed {
        /// Where the keypad stands.
        counter: String,
        /// Which key.
        key: Key,
    },
    /// How a panel or keypad is; told when it changes.
    Unit {
        /// Where it stands.
        counter: String,
        /// `panel 3`, `keypad 103`.
        unit: String,
        /// What it does.
        health: Health,
        /// What to check, if anything.
        words: String,
    },
    /// How the bus as a whole is; told when it changes.
    Bus {
        /// Whether anything works on it.
        well: bool,
        /// What to check, if anything.
        words: String,
    },
}

/// How a unit does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Health {
    /// It answers.
    Well,
    /// It answers, but often only when asked again.
    Poor,
    /// A key is stuck.
    Stuck,
    /// It does not answer any more, and is tried again now and then.
    Dead,
}

/// A bus at work. Dropping it ends its thread.
pub struct Bus {
    plan: BusPlan,
    shared: Arc<Shared>,
    tallies: Vec<Tally>,
}

impl Bus {
    /// Starts the master of a bus. `tell` is called from its thread.
    ///
    /// # Errors
    /// No thread could be started.
    pub fn start(plan: &BusPlan, tell: impl Fn(News) + Send + 'static) -> io::Result<Self> {
        let connect = SerialConnect { path: plan.port.clone(), baud: plan.baud, parity: plan.parity, flow: Flow::None };
        Self::over(Box::new(connect), plan, tell)
    }

    /// The same over a connection of the caller's.
    ///
    /// # Errors
    /// No thread could be started.
    pub fn over(connect: Box<dyn Connect>, plan: &BusPlan, tell: impl Fn(News) + Send + 'static) -> io::Result<Self> {
        let shared = Arc::new(Shared::new(plan.panels.len(), plan.keypads.len()));
        let mut master = Master::new(connect, plan, Arc::clone(&shared), SystemClock, Box::new(tell));
        let tallies = master.tallies();
        thread::Builder::new().name("bus".into()).spawn(move || {
            while let Some(changes) = master.shared().running() {
                if let Step::Idle(until) = master.step() {
                    master.shared().wait(changes, until);
                }
            }
        })?;
        Ok(Self { plan: plan.clone(), shared, tallies })
    }

    /// The panels with their counters, in the order of the plan.
    pub fn panels(&self) -> impl Iterator<Item = (&str, BusPanel)> {
        let place = |at| BusPanel { shared: Arc::clone(&self.shared), at };
        self.plan.panels.iter().enumerate().map(move |(at, panel)| (panel.counter.as_str(), place(at)))
    }

    /// The lamps of the keypads with their counters, in the order of the plan.
    pub fn lamps(&self) -> impl Iterator<Item = (&str, Lamp)> {
        let place = |at| Lamp { shared: Arc::clone(&self.shared), at };
        self.plan.keypads.iter().enumerate().map(move |(at, keypad)| (keypad.counter.as_str(), place(at)))
    }

    /// What was asked, answered and what went wrong: a tally for each panel, then one for each keypad.
    pub fn tallies(&self) -> &[Tally] {
        &self.tallies
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.shared.change(|wishes| {
            wishes.stop = true;
            true
        });
    }
}

/// A panel on a bus.
#[derive(Clone)]
pub struct BusPanel {
    shared: Arc<Shared>,
    at: usize,
}

impl Panel for BusPanel {
    fn show(&self, shown: Shown) {
        self.shared.change(|wishes| {
            let wish = wishes.panels.get_mut(self.at).filter(|wish| wish.shown != shown);
            wish.map(|wish| *wish = Wish { shown, edition: wish.edition + 1 }).is_some()
        });
    }
}

/// The lamp of a keypad.
#[derive(Clone)]
pub struct Lamp {
    shared: Arc<Shared>,
    at: usize,
}

impl Lamp {
    /// From now on it says this; the keypad learns it with its next poll.
    pub fn set(&self, signal: Signal) {
        // No need to wake anybody: polls come by themselves.
        if let Some(lamp) = self.shared.lock().lamps.get_mut(self.at) {
            *lamp = signal;
        }
    }
}

/// What is wanted of the master. Newest wins: there is one place a unit, and no queue that could grow.
#[derive(Debug)]
struct Shared {
    wishes: Mutex<Wishes>,
    woken: Condvar,
}

#[derive(Debug)]
struct Wishes {
    panels: Vec<Wish>,
    lamps: Vec<Signal>,
    changes: u64,
    stop: bool,
}

/// What a panel is to show. The edition tells whether it was changed.
#[derive(Clone, Debug)]
struct Wish {
    shown: Shown,
    edition: u64,
}

impl Shared {
    fn new(panels: usize, keypads: usize) -> Self {
        // A panel may show a number of yesterday; until it is known what it has to show, nobody shall believe it.
        let panels = vec![Wish { shown: Shown::Dashes, edition: 1 }; panels];
        let wishes = Wishes { panels, lamps: vec![Signal::Idle; keypads], changes: 1, stop: false };
        Self { wishes: Mutex::new(wishes), woken: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, Wishes> {
        self.wishes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes the master if the change is one.
    fn change(&self, change: impl FnOnce(&mut Wishes) -> bool) {
        let mut wishes = self.lock();
        if change(&mut wishes) {
            wishes.changes += 1;
            self.woken.notify_all();
        }
    }

    /// How often anything was changed; nothing when the master is to end.
    fn running(&self) -> Option<u64> {
        let wishes = self.lock();
        (!wishes.stop).then_some(wishes.changes)
    }

    fn wait(&self, changes: u64, until: Instant) {
        let left = until.saturating_duration_since(Instant::now());
        let same = |wishes: &mut Wishes| wishes.changes == changes && !wishes.stop;
        drop(self.woken.wait_timeout_while(self.lock(), left, same));
    }
}
