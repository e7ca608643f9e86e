//! The clock of the screen is the server's: heard now and then, carried on by the machine's own steady clock.

use std::time::Duration;

use queue_protocol::core::UtcMillis;

/// An instant of the program's own steady clock, counted from its start.
pub type Moment = Duration;

/// What time the server has, as far as this kiosk can know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerClock {
    heard: UtcMillis,
    at: Moment,
}

impl ServerClock {
    /// The server said at `at` that it was `heard`.
    pub fn heard(heard: UtcMillis, at: Moment) -> Self {
        Self { heard, at }
    }

    /// The server's time at `now`.
    pub fn at(&self, now: Moment) -> UtcMillis {
        let passed = now.saturating_sub(self.at).as_millis();
        UtcMillis(self.heard.0.saturating_add(i64::try_from(passed).unwrap_or(i64::MAX)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_on_from_what_was_heard() {
        let clock = ServerClock::heard(UtcMillis(1_000_000), Duration::from_secs(10));
        assert_eq!(clock.at(Duration::from_secs(10)), UtcMillis(1_000_000));
        assert_eq!(clock.at(Duration::from_millis(72_500)), UtcMillis(1_062_500));
        assert_eq!(clock.at(Duration::from_secs(3)), UtcMillis(1_000_000), "never before what was heard");
    }
}
