//! Signing in is slow for one who guesses: a few attempts a minute for each name and each address.

use std::{
    collections::HashMap,
    net::IpAddr,
    time::{Duration, Instant},
};

use parking_lot::Mutex;

/// Attempts within [`WINDOW`] for one name or one address. A clerk mistypes twice; a guesser needs thousands.
const ALLOWED: u32 = 10;

/// After this the count starts again.
const WINDOW: Duration = Duration::from_mins(1);

/// Names and addresses remembered at once; beyond it the oldest window goes.
const REMEMBERED: usize = 10_000;

#[derive(Clone, PartialEq, Eq, Hash)]
enum Who {
    Name(String),
    Address(IpAddr),
}

/// Counts attempts to sign in.
#[derive(Default)]
pub struct Attempts(Mutex<HashMap<Who, (Instant, u32)>>);

impl Attempts {
    /// Counts an attempt. The error is how long to wait before the next.
    pub fn count(&self, name: &str, address: Option<IpAddr>, now: Instant) -> Result<(), Duration> {
        let mut counts = self.0.lock();
        let mut verdict = Ok(());
        for who in [Some(Who::Name(name.to_owned())), address.map(Who::Address)].into_iter().flatten() {
            if counts.len() >= REMEMBERED && !counts.contains_key(&who) {
                forget(&mut counts, now);
            }
            let (since, count) = counts.entry(who).or_insert((now, 0));
            if now.duration_since(*since) >= WINDOW {
                (*since, *count) = (now, 0);
            }
            *count += 1;
            if *count > ALLOWED {
                verdict = Err(WINDOW.saturating_sub(now.duration_since(*since)));
            }
        }
        verdict
    }

    /// Forgets a name's attempts: its owner is in.
    pub fn succeeded(&self, name: &str) {
        self.0.lock().remove(&Who::Name(name.to_owned()));
    }
}

fn forget(counts: &mut HashMap<Who, (Instant, u32)>, now: Instant) {
    counts.retain(|_, (since, _)| now.duration_since(*since) < WINDOW);
    if counts.len() >= REMEMBERED
        && let Some(oldest) = counts.iter().min_by_key(|(_, (since, _))| *since).map(|(who, _)| who.clone())
    {
        counts.remove(&oldest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eleventh_attempt_of_a_minute_waits_for_the_next() {
        let attempts = Attempts::default();
        let start = Instant::now();
        for _ in 0..ALLOWED {
            assert_eq!(attempts.count("lan", None, start), Ok(()));
        }
        let later = start + Duration::from_secs(20);
        assert_eq!(attempts.count("lan", None, later), Err(Duration::from_secs(40)));
        assert_eq!(attempts.count("minh", None, later), Ok(()));
        assert_eq!(attempts.count("lan", None, start + WINDOW), Ok(()));
    }

    #[test]
    fn memory_is_bounded() {
        let attempts = Attempts::default();
        let now = Instant::now();
        for name in 0..REMEMBERED + 100 {
            let _ = attempts.count(&name.to_string(), None, now);
        }
        assert_eq!(attempts.0.lock().len(), REMEMBERED);
    }
}
