//! What goes wrong on a bus, counted by kind and told in words that say what to check.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// Why a question brought no good answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nobody answered in time.
    Silent,
    /// An answer stopped before its end.
    Short,
    /// An answer whose check sum is wrong.
    Garbled,
    /// A sound answer of another address, or to another question.
    Stranger,
    /// The unit answered that it will not, with its code.
    Refused(u8),
    /// The line is never quiet, or holds one level: a short circuit or swapped wires.
    Noise,
}

impl Trouble {
    /// Every kind.
    pub const CODES: [&str; 6] = ["silent", "short", "garbled", "stranger", "refused", "noise"];

    /// A stable name such as `garbled`.
    pub fn code(self) -> &'static str {
        Self::CODES[self.slot()]
    }

    /// What to check.
    pub fn words(self) -> String {
        match self {
            Self::Silent => "it does not answer: check its power, its cable, its address and the baud rate".into(),
            Self::Short => "its answers stop half-way: check the cable, and that the bus has one master only".into(),
            Self::Garbled => {
                "its answers arrive damaged: check the shield, the terminators at both ends, and the baud rate".into()
            }
            Self::Stranger => {
                "another unit answers in its place: check that every address on this bus is given once, and that the \
                 adapter does not echo"
                    .into()
            }
            Self::Refused(code) => format!(
                "it refuses with exception {code} ({}): check model, first register and layout in the panels file",
                exception(code)
            ),
            Self::Noise => {
                "the line is not quiet or stands at one level: check for a short circuit between A and B, for \
                            swapped wires, and for a second master"
                    .into()
            }
        }
    }

    fn slot(self) -> usize {
        match self {
            Self::Silent => 0,
            Self::Short => 1,
            Self::Garbled => 2,
            Self::Stranger => 3,
            Self::Refused(_) => 4,
            Self::Noise => 5,
        }
    }
}

/// The names that the Modbus specification gives.
fn exception(code: u8) -> &'static str {
    match code {
        1 => "function not known",
        2 => "no such register",
        3 => "value not allowed",
        4 => "failure in the device",
        6 => "device busy",
        _ => "unknown",
    }
}

/// Counters of one unit that any thread may read.
#[derive(Clone, Debug, Default)]
pub struct Tally(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    asked: AtomicU64,
    answered: AtomicU64,
    troubles: [AtomicU64; Trouble::CODES.len()],
}

impl Tally {
    /// Questions that were sent.
    pub fn asked(&self) -> u64 {
        self.0.asked.load(Ordering::Relaxed)
    }

    /// Questions that were answered well.
    pub fn answered(&self) -> u64 {
        self.0.answered.load(Ordering::Relaxed)
    }

    /// How often this went wrong.
    pub fn of(&self, trouble: Trouble) -> u64 {
        self.0.troubles[trouble.slot()].load(Ordering::Relaxed)
    }

    /// `612 asked, 489 answered, silent 61, garbled 62`, for people.
    pub fn line(&self) -> String {
        let mut line = format!("{} asked, {} answered", self.asked(), self.answered());
        for (code, count) in Trouble::CODES.iter().zip(&self.0.troubles) {
            let count = count.load(Ordering::Relaxed);
            if count > 0 {
                line.extend([", ", code, " ", &count.to_string()]);
            }
        }
        line
    }

    pub(super) fn count_asked(&self) {
        self.0.asked.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn count_answered(&self) {
        self.0.answered.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn count(&self, trouble: Trouble) {
        self.0.troubles[trouble.slot()].fetch_add(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_counter_and_says_what_to_check() {
        let all =
            [Trouble::Silent, Trouble::Short, Trouble::Garbled, Trouble::Stranger, Trouble::Refused(2), Trouble::Noise];
        let tally = Tally::default();
        for (at, trouble) in all.into_iter().enumerate() {
            for _ in 0..=at {
                tally.count(trouble);
            }
            assert_eq!(tally.of(trouble), at as u64 + 1);
            assert!(trouble.words().contains("check "), "{trouble:?}");
        }
        let line = tally.line();
        assert_eq!(line, "0 asked, 0 answered, silent 1, short 2, garbled 3, stranger 4, refused 5, noise 6");
    }
}
