//! The machine's clock, shifted for demos and trials, or turned by hand in tests. The only place that asks the
//! operating system what time it is.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use queue_core::UtcMillis;

/// Where `now` comes from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock and the milliseconds added to it.
    Machine {
        /// Zero except in demos, trials and tests.
        offset_ms: i64,
    },
    /// Stands still until a test moves it.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock as it is.
    pub fn machine() -> Self {
        Self::Machine { offset_ms: 0 }
    }

    /// A clock that stands at `at` until [`Clock::set`].
    pub fn manual(at: UtcMillis) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(at.0)))
    }

    /// The instant.
    pub fn now(&self) -> UtcMillis {
        match self {
            Self::Machine { offset_ms } => UtcMillis(machine_ms().saturating_add(*offset_ms)),
            Self::Manual(at) => UtcMillis(at.load(Ordering::SeqCst)),
        }
    }

    /// Moves a manual clock; the machine's cannot be moved.
    pub fn set(&self, to: UtcMillis) {
        if let Self::Manual(at) = self {
            at.store(to.0, Ordering::SeqCst);
        }
    }
}

fn machine_ms() -> i64 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => since.as_millis() as i64,
        // A battery ran empty and the clock says 1969: the log holds time where it was, see `State::effective`.
        Err(before) => -(before.duration().as_millis() as i64),
    }
}
