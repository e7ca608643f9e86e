//! How often a line was no scan, by reason: enough to tell a wrong baud rate from a scratched code.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// Why a line was no scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// It stopped without CR or LF.
    Partial,
    /// Fewer bytes than any code has.
    TooShort,
    /// More bytes than any code has.
    TooLong,
    /// Its bytes are no UTF-8: a wrong baud rate or parity, or a scanner set to another code page.
    NotUtf8,
    /// NUL or another control character in it.
    Control,
    /// It came sooner after the one before than a person can show two codes.
    TooSoon,
}

impl Dropped {
    /// Every reason.
    pub const ALL: [Self; 6] =
        [Self::Partial, Self::TooShort, Self::TooLong, Self::NotUtf8, Self::Control, Self::TooSoon];

    /// A stable name such as `not-utf8`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Partial => "partial",
            Self::TooShort => "too-short",
            Self::TooLong => "too-long",
            Self::NotUtf8 => "not-utf8",
            Self::Control => "control",
            Self::TooSoon => "too-soon",
        }
    }
}

/// Counters that any thread may read.
#[derive(Clone, Debug, Default)]
pub struct Tally(Arc<[AtomicU64; Dropped::ALL.len()]>);

impl Tally {
    /// How often for this reason.
    pub fn of(&self, reason: Dropped) -> u64 {
        self.slot(reason).load(Ordering::Relaxed)
    }

    /// How often altogether.
    pub fn total(&self) -> u64 {
        Dropped::ALL.into_iter().map(|reason| self.of(reason)).sum()
    }

    /// One more.
    pub fn count(&self, reason: Dropped) {
        self.slot(reason).fetch_add(1, Ordering::Relaxed);
    }

    fn slot(&self, reason: Dropped) -> &AtomicU64 {
        &self.0[reason as usize]
    }
}
