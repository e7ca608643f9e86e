//! Lanes (làn): the classes of waiting citizens that share a counter's calls by weight.

use serde::{Deserialize, Serialize};

/// The lane in which a ticket waits. Every waiting ticket stands in exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// Thường.
    Regular,
    /// Ưu tiên: groups named in the site file (elderly, disabled, with an infant, persons of merit).
    Priority,
    /// Hẹn giờ: came by appointment.
    Booked,
    /// Trở lại: was parked or missed the call and came back within the day.
    Returning,
}

impl Lane {
    /// All lanes, in the order that breaks ties.
    pub const ALL: [Self; 4] = [Self::Regular, Self::Priority, Self::Booked, Self::Returning];

    /// Position in [`Lane::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}

/// How many calls each lane gets of a counter's calls while all of them have someone waiting ("2 thường : 1 ưu tiên").
/// Decided in the site file under `[lanes]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct LaneWeights {
    pub regular: u32,
    pub priority: u32,
    pub booked: u32,
    pub returning: u32,
}

impl LaneWeights {
    /// The weight of one lane, at least 1: a lane without weight would starve.
    pub fn of(&self, lane: Lane) -> u32 {
        match lane {
            Lane::Regular => self.regular,
            Lane::Priority => self.priority,
            Lane::Booked => self.booked,
            Lane::Returning => self.returning,
        }
        .max(1)
    }
}
