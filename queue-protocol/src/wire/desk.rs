//! A clerk's view of one counter.

use queue_core::{CallReason, Lane, Seq, ServiceId, TicketId, TicketNumber, UnitId, UtcMillis};
use serde::{Deserialize, Serialize};

use super::{BoardCounter, TicketView};

/// Someone who waits, in the order of calling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct QueueEntry {
    pub id: TicketId,
    pub number: TicketNumber,
    pub service: ServiceId,
    pub lane: Lane,
    pub issued_at: UtcMillis,
    pub transferred: bool,
}

/// `GET /counters/{id}`: a clerk's whole view of one counter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct CounterDesk {
    pub seq: Seq,
    pub at: UtcMillis,
    pub counter: BoardCounter,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<TicketView>,
    /// Why the current ticket was called before the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<CallReason>,
    /// The authority that the counter calls for support if it names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<UnitId>,
    /// How many wait for this counter's services.
    pub waiting_total: u32,
    /// The first of them in the order of calling, at most 50.
    pub waiting: Vec<QueueEntry>,
    /// Parked tickets of this counter's services.
    pub parked: Vec<TicketView>,
    /// No-shows of today at this counter's services, newest first, at most 20.
    pub no_shows: Vec<TicketView>,
}
