//! What screens are configured with, and what hangs on the notice board.

use queue_core::{
    CounterConfig, Field, KioskConfig, LaneWeights, Neighbour, OpenState, Place, PriorityGroup, Procedure, Reason, Seq,
    Service, Staff, Text, TicketWords, TimeOfDay, UtcMillis,
};
use serde::{Deserialize, Serialize};

/// `GET /site`: the configuration that screens need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct SiteView {
    pub seq: Seq,
    /// The server's clock, which all screens follow.
    pub at: UtcMillis,
    pub id: String,
    pub name: Text,
    pub short_name: Text,
    pub utc_offset_min: i32,
    pub trial: bool,
    pub place: Place,
    pub services: Vec<Service>,
    pub lanes: LaneWeights,
    pub counters: Vec<CounterConfig>,
    pub staff: Vec<Staff>,
    pub open: OpenState,
    /// Sessions of an ordinary day, for the line under the header.
    pub sessions: Vec<queue_core::Session>,
    pub weekdays: Vec<queue_core::Weekday>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_after: Option<TimeOfDay>,
    pub priority_groups: Vec<PriorityGroup>,
    pub park_reasons: Vec<Reason>,
    pub ticket: TicketWords,
    pub kiosk: KioskConfig,
    /// Other sites of which people bring tickets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub neighbours: Vec<Neighbour>,
    pub notice: Text,
}

/// `GET /notice-board`: the whole notice board (bảng niêm yết), also what holds only later, for a screen that searches it
/// on its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct NoticeBoard {
    pub seq: Seq,
    pub procedures: Vec<Procedure>,
    /// The fields of work, by which procedures are found.
    pub fields: Vec<Field>,
}
