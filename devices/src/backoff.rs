//! When a port may be tried again: at once after it was well, then ever more rarely, so that a kiosk with a device
//! unplugged neither floods its log nor keeps a citizen waiting.

use std::time::{Duration, Instant};

const FIRST: Duration = Duration::from_millis(250);
/// A printer that was plugged in again is found within this.
const LONGEST: Duration = Duration::from_secs(8);

#[derive(Debug, Default)]
pub(crate) struct Backoff {
    wait: Option<(Instant, Duration)>,
}

impl Backoff {
    pub(crate) fn due(&self, now: Instant) -> bool {
        self.wait.is_none_or(|(until, _)| now >= until)
    }

    pub(crate) fn failed(&mut self, now: Instant) {
        let wait = self.wait.map_or(FIRST, |(_, last)| (last * 2).min(LONGEST));
        self.wait = Some((now + wait, wait));
    }

    pub(crate) fn succeeded(&mut self) {
        self.wait = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_limit_and_end_with_success() {
        let start = Instant::now();
        let mut backoff = Backoff::default();
        assert!(backoff.due(start));
        let mut waits = Vec::new();
        for _ in 0..8 {
            backoff.failed(start);
            let (until, wait) = backoff.wait.unwrap();
            assert!(!backoff.due(start + wait / 2) && backoff.due(until));
            waits.push(wait.as_millis());
        }
        assert_eq!(waits, [250, 500, 1000, 2000, 4000, 8000, 8000, 8000]);
        backoff.succeeded();
        assert!(backoff.due(start));
    }
}
