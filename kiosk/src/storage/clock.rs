//! What time it is: the server's clock once it was heard, carried on by the machine's steady clock; before that the
//! machine's own, but never before the last line of the journal. So a kiosk that starts without the server after its battery
//! ran flat stands still rather than going back.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use queue_protocol::core::UtcMillis;

/// The clock of a kiosk.
pub(super) struct Clock {
    machine: Box<dyn Fn() -> UtcMillis + Send>,
    heard: Option<(UtcMillis, Instant)>,
}

impl Clock {
    pub fn new(machine: Box<dyn Fn() -> UtcMillis + Send>) -> Self {
        Self { machine, heard: None }
    }

    pub fn hear(&mut self, at: UtcMillis) {
        self.heard = Some((at, Instant::now()));
    }

    /// Now, if the journal's last line was written at `last`.
    pub fn now(&self, last: Option<UtcMillis>) -> UtcMillis {
        match self.heard {
            Some((at, since)) => {
                UtcMillis(at.0.saturating_add(i64::try_from(since.elapsed().as_millis()).unwrap_or(i64::MAX)))
            }
            None => (self.machine)().max(last.unwrap_or_default()),
        }
    }
}

/// The machine's clock.
pub fn machine_clock() -> UtcMillis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UtcMillis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
