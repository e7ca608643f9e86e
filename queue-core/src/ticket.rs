//! A ticket and the states it passes through.

use serde::{Deserialize, Serialize};

use crate::{BusinessDay, CounterId, Lane, Lang, ServiceId, StaffId, TicketId, TicketNumber, UtcMillis};

/// What the citizen came to do: the two queues of a One-Stop office never mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// Nộp hồ sơ: hand in papers.
    Submit,
    /// Nhận kết quả: collect a result.
    Collect,
}

/// Where a ticket is in its life. `transferred` is no state: a transferred ticket waits again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TicketState {
    /// Đang chờ.
    Waiting,
    /// Đang gọi.
    Called,
    /// Đang phục vụ.
    Serving,
    /// Đã xong.
    Done,
    /// Vắng mặt.
    NoShow,
    /// Tạm giữ: the citizen fetches a missing paper and comes back without queueing.
    Parked,
    /// Đã trả số: given back or withdrawn.
    Cancelled,
    /// Chưa được phục vụ: still open when the day ended.
    Unserved,
}

impl TicketState {
    /// Whether the ticket stands at a counter.
    pub fn at_counter(self) -> bool {
        matches!(self, Self::Called | Self::Serving)
    }

    /// Whether nothing can happen to the ticket any more.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Done | Self::Cancelled | Self::Unserved)
    }
}

/// What is known of the paper. The number exists before the paper does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PrintState {
    /// Nothing reported yet.
    Issued,
    /// A printer was given the ticket and has not said what became of it.
    Printing,
    /// The printer said so after the cut.
    Printed,
    /// The kiosk reported a fault.
    Failed,
}

/// A number drawn from a block that was leased to the kiosk, while the server was away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Leased {
    /// The number on the paper.
    pub number: crate::TicketNumber,
    /// The business day of the block.
    pub day: BusinessDay,
    /// When it was given, by the kiosk's clock.
    pub issued_at: UtcMillis,
}

/// One ticket of the current business day. What is not known of it is not written: it is stored with every step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Ticket {
    pub id: TicketId,
    pub number: TicketNumber,
    pub service: ServiceId,
    pub intent: Intent,
    pub lane: Lane,
    pub lang: Lang,
    pub day: BusinessDay,
    pub state: TicketState,
    pub print: PrintState,
    /// How often a printer was given the ticket: a second paper says IN LẠI.
    #[serde(default)]
    pub copies: u32,
    pub issued_at: UtcMillis,
    /// Log position of its issue: breaks ties between tickets of the same millisecond.
    pub order: u64,
    /// Position in time within a lane: the instant of issue, so that a transfer keeps its place.
    pub queued_at: UtcMillis,
    /// Since when it waits, where that is not since it was given: after it came back, was moved, or was handed over late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting_since: Option<UtcMillis>,
    /// The only counter that may call it, after a transfer to a counter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound_to: Option<CounterId>,
    /// The counter that called it last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counter: Option<CounterId>,
    /// When it was called first at this counter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called_at: Option<UtcMillis>,
    /// When it was called last, recalls included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_called_at: Option<UtcMillis>,
    /// How often it was called, recalls included.
    pub calls: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<UtcMillis>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<UtcMillis>,
    /// Who served, for the record that decree 61/2018 asks of a one-stop section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub served_by: Option<StaffId>,
    /// Who led at a paired counter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<StaffId>,
    /// Who assisted there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assists: Vec<StaffId>,
    /// A note among colleagues.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Why it is parked or was withdrawn: a slug of the site's list, never free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Since when it is parked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parked_at: Option<UtcMillis>,
    /// Whether it was moved here from another service or counter.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub transferred: bool,
    /// Whether the citizen has rated the service. What they said is not kept with the ticket.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rated: bool,
}
