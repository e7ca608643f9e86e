//! How citizens rate a service (decree 61/2018, art. 27 to 32): three scores, and what is published of them. A rating is
//! tied to no person. Results come out in groups: whoever watches them must not read off what the last citizen said.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{BusinessDay, ServiceId};

/// A score of circular 01/2018/TT-VPCP. Travels as 0, 1 or 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub enum Score {
    /// Chưa hài lòng.
    Zero,
    /// Bình thường.
    One,
    /// Hài lòng.
    Two,
}

impl From<Score> for u8 {
    fn from(score: Score) -> Self {
        score as Self
    }
}

impl TryFrom<u8> for Score {
    type Error = &'static str;

    fn try_from(points: u8) -> Result<Self, Self::Error> {
        match points {
            0 => Ok(Self::Zero),
            1 => Ok(Self::One),
            2 => Ok(Self::Two),
            _ => Err("a score is 0, 1 or 2"),
        }
    }
}

/// How often each score was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scores(pub [u32; 3]);

impl Scores {
    /// How many ratings these are.
    pub fn count(self) -> u32 {
        self.0.iter().sum()
    }

    /// Points reached of those that could be, in tenths of a percent; nothing without a rating.
    pub fn per_mille(self) -> Option<u32> {
        let (count, [_, one, two]) = (u64::from(self.count()), self.0.map(u64::from));
        (count > 0).then(|| ((1000 * (one + 2 * two) + count) / (2 * count)) as u32)
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at].saturating_add(other.0[at])))
    }
}

/// All ratings: those that came out, by the day on which their group was full, and those that still wait for one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ratings {
    days: BTreeMap<BusinessDay, BTreeMap<ServiceId, Scores>>,
    waiting: BTreeMap<ServiceId, Scores>,
}

impl Ratings {
    /// Ratings of a service that come out together. One more in a published count would tell the clerk what the citizen
    /// said who has just left; of five nobody can tell who gave which.
    pub const GROUP: u32 = 5;

    /// Days that are kept: a quarter, the period over which offices report.
    pub const KEPT_DAYS: i64 = 92;

    /// What was published, oldest day first.
    pub fn published(&self) -> impl Iterator<Item = (BusinessDay, &ServiceId, Scores)> {
        self.days.iter().flat_map(|(day, services)| services.iter().map(move |(service, s)| (*day, service, *s)))
    }

    /// How many ratings of a service wait for their group to fill.
    pub fn waiting(&self, service: &ServiceId) -> u32 {
        self.waiting.get(service).map_or(0, |s| s.count())
    }

    /// Whether nobody has rated yet.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty() && self.waiting.is_empty()
    }

    pub(crate) fn add(&mut self, day: BusinessDay, service: &ServiceId, score: Score) {
        let group = self.waiting.entry(service.clone()).or_default();
        group.0[usize::from(u8::from(score))] += 1;
        if group.count() < Self::GROUP {
            return;
        }
        let published = self.days.entry(day).or_default().entry(service.clone()).or_default();
        *published = published.plus(*group);
        self.waiting.remove(service);
    }

    pub(crate) fn close_day(&mut self, day: BusinessDay) {
        self.days.retain(|kept, _| kept.plus_days(Self::KEPT_DAYS) > day);
    }
}
