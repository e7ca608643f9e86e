//! The server's clock, followed between two signals by this machine's own counter, which no one can set.

use queue_protocol::core::UtcMillis;

/// Milliseconds since this program started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mono(pub u64);

impl Mono {
    /// Milliseconds since an earlier instant.
    pub fn since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// The server's clock. Unknown until its first signal.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    /// What the server's clock is ahead of this machine's counter.
    ahead_ms: Option<i64>,
}

impl Clock {
    /// The server's clock showed `at` now.
    pub fn set(&mut self, at: UtcMillis, now: Mono) {
        self.ahead_ms = Some(at.0 - now.0 as i64);
    }

    /// What the server's clock shows now.
    pub fn at(&self, now: Mono) -> Option<UtcMillis> {
        self.ahead_ms.map(|ahead| UtcMillis(ahead + now.0 as i64))
    }
}

/// `09:12` at the site.
pub(super) fn hour_minute(at: UtcMillis, offset_min: i32) -> String {
    let local = at.local(offset_min);
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// `09:12:04` at the site.
pub(super) fn hour_minute_second(at: UtcMillis, offset_min: i32) -> String {
    let local = at.local(offset_min);
    format!("{:02}:{:02}:{:02}", local.hour(), local.minute(), local.second())
}

/// `1/8/2019` at the site.
pub(super) fn date(at: UtcMillis, offset_min: i32) -> String {
    let local = at.local(offset_min);
    format!("{}/{}/{}", local.day(), local.month(), local.year())
}

/// Day of the week at the site, Monday is 0.
pub(super) fn weekday(at: UtcMillis, offset_min: i32) -> i32 {
    i32::from(at.local(offset_min).weekday().to_monday_zero_offset())
}
