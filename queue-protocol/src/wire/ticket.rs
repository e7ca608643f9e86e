//! Tickets: asked for, seen, explained.

use queue_core::{
    BusinessDay, CallReason, CounterId, Intent, Lane, Lang, Leased, PrintState, Seq, ServiceId, TicketId, TicketNumber,
    TicketState, UtcMillis,
};
use serde::{Deserialize, Serialize};

/// Body of `PUT /tickets/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct IssueRequest {
    pub service: ServiceId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intent: Option<Intent>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lane: Option<Lane>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// A number that the kiosk gave from its lease while the server was away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offline: Option<Leased>,
}

/// An interval in seconds in which about four of five citizens are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct WaitView {
    pub low_s: u32,
    pub high_s: u32,
}

impl WaitView {
    /// A finer figure than this would promise more than anyone can know.
    pub const STEP_MIN: u32 = 5;

    /// The interval as people are told it: from and to in minutes, widened to whole steps.
    pub fn minutes(self) -> (u32, u32) {
        let step_s = Self::STEP_MIN * 60;
        let from = self.low_s / step_s * Self::STEP_MIN;
        let to = self.high_s.div_ceil(step_s).saturating_mul(Self::STEP_MIN);
        (from, to.max(from + Self::STEP_MIN))
    }
}

/// A ticket as its holder and the clerks see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketView {
    /// Identity.
    pub id: TicketId,
    /// Number as printed.
    pub number: TicketNumber,
    /// Service whose queue it stands in.
    pub service: ServiceId,
    /// Hand in or collect.
    pub intent: Intent,
    /// State.
    pub state: TicketState,
    /// Lane.
    pub lane: Lane,
    /// Language of the paper.
    pub lang: Lang,
    /// Business day of the number.
    pub day: BusinessDay,
    /// When the number was given.
    pub issued_at: UtcMillis,
    /// Citizens who will be called before, 0 unless waiting.
    pub ahead: u32,
    /// How long until the call; absent unless waiting, or where nobody can know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait: Option<WaitView>,
    /// The counter that called it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counter: Option<CounterId>,
    /// The counters that may call it.
    pub counters: Vec<CounterId>,
    /// What is known of the paper.
    pub print: PrintState,
    /// How often a printer was given it: where this is not 0, another paper says IN LẠI.
    #[serde(default)]
    pub copies: u32,
    /// When it was called first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called_at: Option<UtcMillis>,
    /// How often it was called.
    pub calls: u32,
    /// When service began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<UtcMillis>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<UtcMillis>,
    /// Why it is parked: an id of the site's reasons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Since when it is parked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parked_at: Option<UtcMillis>,
    /// A note among staff; nothing about a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether it came from another service or counter.
    pub transferred: bool,
    /// The day from which papers handed in now count (files after 15:00 count from the next working day).
    pub counts_from: BusinessDay,
    /// Whether it is a trial number.
    pub trial: bool,
    /// State of the log in which this was true.
    pub seq: Seq,
}

/// `GET /tickets/{id}/explain`: why this ticket was called when it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct Explanation {
    pub ticket: TicketView,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<CallReason>,
    /// One sentence in the caller's language.
    pub sentence: String,
}
