//! Whose turn it is on the bus. What has to be done first stands first, a unit that fails is asked again soon and then
//! ever more rarely, and a dead one never stands before a call.

use std::time::{Duration, Instant};

/// A unit that failed so often in a row is taken for dead. With a fifth of all frames damaged, a question fails by chance
/// in one case of three, so that ten in a row are one in thirty thousand.
pub const DEAD_AFTER: u32 = 10;

/// The first pause after a failure; each following one is longer by this.
const SOON: Duration = Duration::from_millis(10);

/// The first pause of a dead unit, doubled each time.
const RARELY: Duration = Duration::from_secs(2);

/// With [`DEAD_SLACK`], a unit that was plugged in again is found within twelve seconds.
const RAREST: Duration = Duration::from_secs(8);

/// How long the try of a dead unit may be put off by keypads and refreshes, which may take all the time that calls leave.
const DEAD_SLACK: Duration = Duration::from_secs(3);

/// Between two looks at a keypad. A person does not feel it, and no press is lost however short: keypads count them.
pub const POLL_EVERY: Duration = Duration::from_millis(80);

/// A panel is told again what it shows: it may have been switched off and on meanwhile, or died.
pub const REFRESH_EVERY: Duration = Duration::from_secs(10);

/// After an answer that took several attempts the panel is told once more: one of the late answers may have been to an
/// older question.
pub const CONFIRM_AFTER: Duration = Duration::from_millis(500);

/// How long each kind of work may be put off by work that is more urgent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// A new number.
    Now,
    /// A keypad: late by this only while a hall full of numbers changes at once on a bad line.
    Poll,
    /// What is shown, once more.
    Refresh,
}

impl Urgency {
    fn slack(self) -> Duration {
        match self {
            Self::Now => Duration::ZERO,
            Self::Poll => Duration::from_millis(750),
            Self::Refresh => Duration::from_millis(1_500),
        }
    }
}

/// Where one unit stands.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    /// Not before.
    due: Instant,
    urgency: Urgency,
    failures: u32,
}

impl Turn {
    /// A unit that was never asked.
    pub fn new(now: Instant, urgency: Urgency) -> Self {
        Self { due: now, urgency, failures: 0 }
    }

    /// There is something new. A dead unit is not asked for it before its time: it would cost the living ones theirs.
    pub fn hurry(&mut self, now: Instant) {
        self.urgency = Urgency::Now;
        if self.failures == 0 {
            self.due = now;
        }
    }

    /// It answered; next after `pause`.
    pub fn answered(&mut self, now: Instant, pause: Duration, urgency: Urgency) {
        *self = Self { due: now + pause, urgency, failures: 0 };
    }

    /// It did not.
    pub fn failed(&mut self, now: Instant) {
        self.failures = self.failures.saturating_add(1);
        self.due = now + pause_after(self.failures);
    }

    /// Whether its last answer lies too many questions back.
    pub fn is_dead(&self) -> bool {
        self.failures >= DEAD_AFTER
    }

    /// Failures since the last answer.
    pub fn failures(&self) -> u32 {
        self.failures
    }

    /// Not before.
    pub fn due(&self) -> Instant {
        self.due
    }

    /// By when it ought to have had its turn.
    fn deadline(&self) -> Instant {
        self.due + if self.is_dead() { DEAD_SLACK } else { self.urgency.slack() }
    }
}

/// The place of the unit to be asked now, if one is due.
pub fn choose<'a>(turns: impl Iterator<Item = &'a Turn>, now: Instant) -> Option<usize> {
    let due = turns.enumerate().filter(|(_, turn)| turn.due <= now);
    due.min_by_key(|(_, turn)| turn.deadline()).map(|(at, _)| at)
}

fn pause_after(failures: u32) -> Duration {
    match failures.checked_sub(DEAD_AFTER) {
        None => SOON * failures,
        Some(times) => (RARELY * 2_u32.saturating_pow(times.min(8))).min(RAREST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_unit_is_asked_soon_and_then_rarely() {
        let pauses: Vec<_> = (1..=14).map(|n| pause_after(n).as_millis()).collect();
        assert_eq!(pauses, [10, 20, 30, 40, 50, 60, 70, 80, 90, 2000, 4000, 8000, 8000, 8000]);
    }

    #[test]
    fn a_number_goes_first_and_nobody_waits_for_ever() {
        let before = Instant::now();
        let now = before + RARELY;
        let later = now + Duration::from_millis(800);
        let mut dead = Turn::new(before, Urgency::Now);
        (0..DEAD_AFTER).for_each(|_| dead.failed(before));
        assert!(dead.due() == now && dead.is_dead());
        let (poll, call) = (Turn::new(now, Urgency::Poll), Turn::new(now, Urgency::Now));
        assert_eq!(choose([dead, poll, call].iter(), now), Some(2), "the call");
        let fresh = Turn::new(later, Urgency::Now);
        assert_eq!(choose([dead, poll, fresh].iter(), later), Some(1), "the keypad, which waited long enough");
        assert_eq!(choose([dead].iter(), now), Some(0), "the dead, with nothing else to do");
        let busy = now + DEAD_SLACK;
        assert_eq!(choose([dead, Turn::new(busy, Urgency::Poll)].iter(), busy), Some(0), "the dead, put off for long");
        let mut pending = dead;
        pending.hurry(now);
        assert_eq!(pending.due(), dead.due(), "a call does not hurry the dead");
    }
}
