//! A wait as people are told it: an interval in steps of five minutes, or nothing.

use queue_protocol::{core::UtcMillis, wire::WaitView};

/// Minutes from and to, both multiples of [`Interval::STEP`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub struct Interval {
    // `to` first: intervals are compared by how long the wait may be.
    pub to: u32,
    pub from: u32,
}

impl Interval {
    /// A finer figure would promise more than anyone can know.
    pub const STEP: u32 = WaitView::STEP_MIN;

    /// The seconds of the server widened to whole steps.
    pub fn of(wait: WaitView) -> Self {
        let (from, to) = wait.minutes();
        Self { to, from }
    }

    /// The times of the clock between which it ends, to the nearest step, for an interval that was true at `at`.
    pub fn clock_times(self, at: UtcMillis) -> (UtcMillis, UtcMillis) {
        let step_ms = i64::from(Self::STEP) * 60_000;
        let near = |minutes: u32| {
            let instant = at.plus_s(i64::from(minutes) * 60).0;
            // Never before now: rounding must not promise the past.
            UtcMillis(((instant + step_ms / 2).div_euclid(step_ms) * step_ms).max(at.0))
        };
        (near(self.from), near(self.to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widens_to_steps() {
        let cases = [
            ((0, 0), (0, 5)),
            ((0, 299), (0, 5)),
            ((301, 599), (5, 10)),
            ((1500, 2100), (25, 35)),
            ((1499, 2101), (20, 40)),
            ((600, 600), (10, 15)),
            ((900, 60), (15, 20)),
        ];
        for ((low_s, high_s), (from, to)) in cases {
            assert_eq!(Interval::of(WaitView { low_s, high_s }), Interval { to, from }, "{low_s}–{high_s} s");
        }
    }

    #[test]
    fn clock_times_are_steps_of_the_clock() {
        let at: UtcMillis = "2019-08-01T02:14:04Z".parse().unwrap();
        let (soonest, _) = Interval { from: 0, to: 15 }.clock_times(at.plus_s(120));
        assert_eq!(soonest, at.plus_s(120), "not before now");
        let (from, to) = Interval { from: 25, to: 35 }.clock_times(at);
        assert_eq!(
            (from.to_string(), to.to_string()),
            ("2019-08-01T02:40:00.000Z".into(), "2019-08-01T02:50:00.000Z".into())
        );
    }
}
