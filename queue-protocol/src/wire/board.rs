//! What the hall may see, and the stream that keeps it true.

use queue_core::{
    BusinessDay, CounterId, CounterStatus, Event, KioskStatus, OpenState, Seq, ServiceId, StaffId, Support, TicketId,
    TicketNumber, TicketState, UtcMillis,
};
use serde::{Deserialize, Serialize};

use super::WaitView;

/// A counter as the wall shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct BoardCounter {
    pub id: CounterId,
    pub status: CounterStatus,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paused_until: Option<UtcMillis>,
    /// Who signed in, if not the roster of the site file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffId>,
    /// Who leads at a paired counter, if not the first of its roster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<StaffId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<BoardTicket>,
}

/// The ticket at a counter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct BoardTicket {
    pub ticket: TicketId,
    pub number: TicketNumber,
    pub service: ServiceId,
    /// `called` or `serving`.
    pub state: TicketState,
    /// When it was last called.
    pub at: UtcMillis,
    /// Which call it is: 1, then recalls.
    pub call: u32,
}

/// A call of the recent past.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct BoardCall {
    pub seq: Seq,
    pub ticket: TicketId,
    pub number: TicketNumber,
    pub service: ServiceId,
    pub counter: CounterId,
    pub at: UtcMillis,
    pub call: u32,
}

/// What someone who takes a ticket now would find.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct ServiceWait {
    pub service: ServiceId,
    /// Citizens waiting for the service, all lanes.
    pub waiting: u32,
    /// Citizens who would be called before a newcomer of the regular lane.
    pub ahead: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait: Option<WaitView>,
    /// The same for a newcomer of the priority lane.
    pub priority_ahead: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority_wait: Option<WaitView>,
    /// Whether it is offered today.
    pub offered: bool,
}

/// `GET /board`, and the data of the stream's `snapshot`: all that the hall may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct Board {
    pub seq: Seq,
    /// The server's clock when this was true.
    pub at: UtcMillis,
    pub day: BusinessDay,
    pub open: OpenState,
    /// Every counter of the site, in site order.
    pub counters: Vec<BoardCounter>,
    /// Newest first, at most [`Board::CALLS`].
    pub calls: Vec<BoardCall>,
    /// Every service of the site, in site order.
    pub waits: Vec<ServiceWait>,
    /// Every kiosk that ever reported or called for help, by name.
    #[serde(default)]
    pub kiosks: Vec<BoardKiosk>,
    /// Calls for support that are not over, oldest first.
    #[serde(default)]
    pub support: Vec<Support>,
}

/// A kiosk as staff care for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct BoardKiosk {
    pub name: String,
    #[serde(flatten)]
    pub status: KioskStatus,
}

/// `GET /kiosks`: a kiosk, and whether its stream is open now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct KioskView {
    #[serde(flatten)]
    pub kiosk: BoardKiosk,
    pub connected: bool,
}

impl Board {
    /// How many calls of the past a board keeps: more than any wall shows.
    pub const CALLS: usize = 12;
}

/// An event of the log as the stream carries it: `event:` is [`Event::name`], `id:` is `seq`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct LogEvent {
    pub seq: Seq,
    pub at: UtcMillis,
    #[serde(flatten)]
    pub event: Event,
}

/// Stream message `waits` (no `id:`): derived from the log, sent after it changed, at most once a second.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct Waits {
    pub seq: Seq,
    pub at: UtcMillis,
    pub open: OpenState,
    pub waits: Vec<ServiceWait>,
    /// Names of the kiosks whose stream is open.
    #[serde(default)]
    pub connected: Vec<String>,
}

/// Stream message `time` (no `id:`), every two seconds: the connection lives and this is the server's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct TimeSignal {
    pub seq: Seq,
    pub at: UtcMillis,
}
