//! Numbers that were leased in advance, and how far they are used. They are given in one direction only, so that the
//! highest one given is all that has to be remembered.

use std::collections::BTreeMap;

use queue_protocol::{
    core::{BusinessDay, DeviceId, Series, TicketNumber},
    wire::Lease,
};
use serde::{Deserialize, Serialize};

/// What `leases.json` holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The device to which they were leased: with another journal they are not to be used.
    pub device: DeviceId,
    /// The kiosk's name at the server, to which they were leased.
    pub holder: String,
    /// The blocks.
    pub blocks: Vec<Lease>,
}

/// The blocks of this device, and what is used of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leases {
    blocks: Vec<Lease>,
    used: BTreeMap<(BusinessDay, Series), u32>,
}

impl Leases {
    /// The blocks as the server lists them.
    pub fn set_blocks(&mut self, mut blocks: Vec<Lease>) {
        blocks.sort_by_key(|b| (b.day, b.from));
        self.blocks = blocks;
    }

    /// The blocks.
    pub fn blocks(&self) -> &[Lease] {
        &self.blocks
    }

    /// The next number of a day.
    pub fn next(&self, day: BusinessDay) -> Option<TicketNumber> {
        let open = self.open(day).next()?;
        Some(TicketNumber { series: open.series, count: open.from })
    }

    /// How many numbers of a day are left.
    pub fn left(&self, day: BusinessDay) -> u32 {
        self.open(day).map(|block| block.to + 1 - block.from).sum()
    }

    /// Every number up to this one is used.
    pub fn use_up_to(&mut self, day: BusinessDay, number: TicketNumber) {
        let used = self.used.entry((day, number.series)).or_default();
        *used = (*used).max(number.count);
    }

    /// How far each series of each day is used, from `today` on.
    pub fn used(&self, today: BusinessDay) -> impl Iterator<Item = (BusinessDay, Series, u32)> {
        self.used
            .iter()
            .filter(move |((day, _), _)| *day >= today)
            .map(|((day, series), count)| (*day, *series, *count))
    }

    /// Whether so few numbers of a day are left that more should be leased, if a day takes `count`.
    pub fn runs_low(&self, day: BusinessDay, count: u32) -> bool {
        count > 0 && self.left(day) < count.div_ceil(3)
    }

    /// What is left of the blocks of a day.
    fn open(&self, day: BusinessDay) -> impl Iterator<Item = Lease> {
        self.blocks.iter().filter(move |block| block.day == day).filter_map(move |block| {
            let used = self.used.get(&(day, block.series)).copied().unwrap_or(0);
            let from = block.from.max(used + 1);
            (from <= block.to).then_some(Lease { from, ..*block })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> BusinessDay {
        text.parse().unwrap()
    }

    fn number(text: &str) -> TicketNumber {
        text.parse().unwrap()
    }

    fn block(at: &str, from: u32, to: u32) -> Lease {
        Lease { day: day(at), series: number("R001").series, from, to }
    }

    #[test]
    fn every_number_of_every_block_once_and_upwards() {
        let (today, tomorrow) = (day("2019-08-01"), day("2019-08-02"));
        let mut leases = Leases::default();
        leases.set_blocks(vec![block("2019-08-02", 1, 2), block("2019-08-01", 11, 12), block("2019-08-01", 3, 4)]);
        assert_eq!((leases.left(today), leases.left(tomorrow), leases.left(tomorrow.tomorrow())), (4, 2, 0));
        let mut given = Vec::new();
        while let Some(next) = leases.next(today) {
            leases.use_up_to(today, next);
            given.push(next.to_string());
        }
        assert_eq!(given, ["R003", "R004", "R011", "R012"]);
        assert_eq!((leases.left(today), leases.left(tomorrow)), (0, 2), "another day is another series");
        leases.use_up_to(today, number("R003"));
        assert_eq!(leases.left(today), 0, "never backwards");
    }

    #[test]
    fn more_are_leased_before_the_last_third_is_used() {
        let today = day("2019-08-01");
        let mut leases = Leases::default();
        assert!(leases.runs_low(today, 30) && !leases.runs_low(today, 0), "none, and none wanted");
        leases.set_blocks(vec![block("2019-08-01", 1, 30)]);
        leases.use_up_to(today, number("R020"));
        assert!(!leases.runs_low(today, 30));
        leases.use_up_to(today, number("R021"));
        assert!(leases.runs_low(today, 30));
    }
}
