//! What screens are configured with, and what hangs on the notice board.

use queue_core::{
    CounterConfig, Field, KioskConfig, LaneWeights, Neighbour, OpenState, Place, PriorityGroup, Procedure, Reason, Seq,
    Service, Staff, Text, TicketWords, TimeOfDay, Unit, UtcMillis, VoiceConfig, WallConfig,
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
    /// Reasons for calling a ticket out of its turn.
    #[serde(default)]
    pub pick_reasons: Vec<Reason>,
    pub ticket: TicketWords,
    pub kiosk: KioskConfig,
    /// Other sites of which people bring tickets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub neighbours: Vec<Neighbour>,
    pub notice: Text,
    /// How calls are spoken.
    #[serde(default)]
    pub voice: VoiceConfig,
    /// How the wall shows.
    #[serde(default)]
    pub wall: WallConfig,
    /// The authorities, which counters call for support.
    #[serde(default)]
    pub units: Vec<Unit>,
    /// Fields of work, with the authority that owns each.
    #[serde(default)]
    pub fields: Vec<Field>,
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
