//! A counter's working state. What it serves and where it stands is site data.

use serde::{Deserialize, Serialize};

use crate::{StaffId, TicketId, UtcMillis};

/// Whether a counter takes citizens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CounterStatus {
    /// Đóng quầy.
    Closed,
    /// Đang mở.
    Open,
    /// Tạm ngưng.
    Paused,
}

/// Where a counter stands in sharing its calls among the lanes, each by [`crate::Lane::index`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Turns {
    /// Credits of the smooth weighted round robin, in calls times the sum of the weights.
    pub credits: [i64; 4],
    /// Calls that passed a lane over while someone waited in it.
    pub passed: [u32; 4],
    /// The lanes that had someone waiting at the last call, as bits.
    pub busy: u8,
}

/// A counter of the current business day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counter {
    /// Whether it takes citizens.
    pub status: CounterStatus,
    /// When a pause is expected to end.
    pub paused_until: Option<UtcMillis>,
    /// Who is on duty, if someone other than the site file's list signed in.
    pub staff: Option<StaffId>,
    /// Who leads at a paired counter, if not the first of its roster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<StaffId>,
    /// The ticket called or being served here.
    pub current: Option<TicketId>,
    /// Whose turn it is.
    pub turns: Turns,
    /// When it last opened or called: from then on the next call is expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_at: Option<UtcMillis>,
}

impl Default for Counter {
    fn default() -> Self {
        Self {
            status: CounterStatus::Closed,
            paused_until: None,
            staff: None,
            lead: None,
            current: None,
            turns: Turns::default(),
            moved_at: None,
        }
    }
}
