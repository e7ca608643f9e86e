//! Addresses that lead nowhere: few are mistyped, many are guessed. Only these are counted: behind one address of a mobile
//! carrier stand thousands of people whose tickets are good, and none of them must lock the others out.

use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    time::Duration,
};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Misses a minute for one address, and as many at once. Yesterday's paper is looked at a few times.
const A_MINUTE: NonZeroU32 = NonZeroU32::MIN.saturating_add(29);

/// Addresses remembered. Beyond it those that have been quiet are forgotten; if none has, all wait.
const REMEMBERED: usize = 10_000;

/// How long one who asks too often is told to wait.
pub const PAUSE: Duration = Duration::from_secs(60 / A_MINUTE.get() as u64);

/// Counts misses.
pub struct Misses(DefaultKeyedRateLimiter<IpAddr>);

impl Default for Misses {
    fn default() -> Self {
        Self(RateLimiter::keyed(Quota::per_minute(A_MINUTE)))
    }
}

impl Misses {
    /// How long whoever is told to wait should do so.
    pub const PAUSE: Duration = PAUSE;

    /// Counts one, and says whether there were too many.
    pub fn too_many(&self, address: IpAddr) -> bool {
        if self.0.len() >= REMEMBERED {
            self.0.retain_recent();
            if self.0.len() >= REMEMBERED {
                return true;
            }
        }
        self.0.check_key(&holder(address)).is_err()
    }
}

/// One who has an IPv6 address has the 2^64 beside it too.
fn holder(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from(u128::from(v6) & (u128::MAX << 64))),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_misses_are_forgiven_and_others_are_not_held_liable() {
        let misses = Misses::default();
        let guesser: IpAddr = "10.0.0.7".parse().unwrap();
        let missed = (0..60).filter(|_| misses.too_many(guesser)).count();
        assert!((25..=30).contains(&missed), "{missed} of 60 were too many");
        assert!(!misses.too_many("10.0.0.8".parse().unwrap()));
    }

    #[test]
    fn neighbours_of_an_ipv6_address_are_one() {
        let one = |text: &str| holder(text.parse().unwrap());
        assert_eq!(one("2001:db8::1"), one("2001:db8::ffff"));
        assert_ne!(one("2001:db8::1"), one("2001:db8:0:1::1"));
    }

    #[test]
    fn memory_is_bounded() {
        let misses = Misses::default();
        for n in 0..REMEMBERED as u32 + 500 {
            misses.too_many(IpAddr::V4(n.into()));
        }
        assert!(misses.0.len() <= REMEMBERED);
    }
}
