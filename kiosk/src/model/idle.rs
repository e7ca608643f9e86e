//! Nobody stands here any more: when a page asks, and when it goes back to the start.

use std::time::Duration;

use super::Moment;

/// How long a page waits for a touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// Without a touch for this long, the page asks (or closes, if it does not ask).
    quiet: Duration,
    /// How long the question stands, if the page asks.
    question: Option<Duration>,
}

impl Patience {
    /// Choosing a field or a lane: long enough to read it all twice.
    pub const CHOICE: Self = Self { quiet: Duration::from_secs(45), question: Some(Duration::from_secs(15)) };
    /// A notice board has more to read.
    pub const BOARD: Self = Self { quiet: Duration::from_secs(90), question: Some(Duration::from_secs(15)) };
    /// The number is on paper.
    pub const TICKET: Self = Self { quiet: Duration::from_secs(20), question: None };
    /// A reserve number, with more to read.
    pub const OFFLINE: Self = Self { quiet: Duration::from_secs(30), question: None };
    /// The number is on the screen only and has to be remembered.
    pub const FAULT: Self = Self { quiet: Duration::from_mins(1), question: None };

    /// How it stands `now`, if the last touch was at `touched`.
    pub fn at(self, touched: Moment, now: Moment) -> Idle {
        let passed = now.saturating_sub(touched);
        match self.question {
            None if passed >= self.quiet => Idle::Over,
            None => Idle::Closing(Countdown { left: self.quiet.saturating_sub(passed), of: self.quiet }),
            Some(_) if passed < self.quiet => Idle::Quiet,
            Some(question) => match question.checked_sub(passed.saturating_sub(self.quiet)) {
                Some(left) if !left.is_zero() => Idle::Asking(Countdown { left, of: question }),
                _ => Idle::Over,
            },
        }
    }
}

/// What the page shows about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// Nothing.
    Quiet,
    /// "Màn hình tự đóng sau …".
    Closing(Countdown),
    /// "Quý khách còn ở đây không?".
    Asking(Countdown),
    /// Back to the start.
    Over,
}

/// Twenty blocks that empty one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Countdown {
    left: Duration,
    of: Duration,
}

impl Countdown {
    /// How many blocks there are.
    pub const BLOCKS: u32 = 20;

    /// Whole seconds left, the running one included.
    pub fn seconds(self) -> u32 {
        self.left.as_millis().div_ceil(1000) as u32
    }

    /// Blocks still full.
    pub fn blocks(self) -> u32 {
        (self.left.as_millis() * u128::from(Self::BLOCKS)).div_ceil(self.of.as_millis().max(1)) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asks_then_leaves() {
        let at = |s: u64| Patience::CHOICE.at(Duration::from_secs(100), Duration::from_secs(100 + s));
        assert_eq!(at(0), Idle::Quiet);
        assert_eq!(at(44), Idle::Quiet);
        let Idle::Asking(asked) = at(45) else { panic!("asks after 45 s, not {:?}", at(45)) };
        assert_eq!((asked.seconds(), asked.blocks()), (15, 20));
        let Idle::Asking(last) = at(59) else { panic!("still asks after 59 s, not {:?}", at(59)) };
        assert_eq!((last.seconds(), last.blocks()), (1, 2));
        assert_eq!(at(60), Idle::Over);
    }

    #[test]
    fn a_ticket_page_closes_without_asking() {
        let at = |s: u64| Patience::TICKET.at(Duration::ZERO, Duration::from_secs(s));
        let Idle::Closing(left) = at(4) else { panic!("counts down, not {:?}", at(4)) };
        assert_eq!((left.seconds(), left.blocks()), (16, 16));
        assert_eq!(at(20), Idle::Over);
    }
}
