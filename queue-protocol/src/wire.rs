//! Shapes of the API, as JSON. Instants are RFC 3339 in UTC, days `2019-08-01`, durations whole seconds.

use queue_core::{
    BusinessDay, CallReason, CommandId, CounterConfig, CounterId, CounterStatus, Event, Intent, KioskConfig, Lane,
    LaneWeights, Lang, OpenState, Place, PrintState, PriorityGroup, Reason, Role, Seq, Service, ServiceId, Staff,
    StaffId, Text, TicketId, TicketNumber, TicketState, TicketWords, TimeOfDay, UtcMillis,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

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
    /// Whether it came from another service or counter.
    pub transferred: bool,
    /// The day from which papers handed in now count (files after 15:00 count from the next working day).
    pub counts_from: BusinessDay,
    /// Whether it is a trial number.
    pub trial: bool,
    /// State of the log in which this was true.
    pub seq: Seq,
}

/// Body of every command without arguments of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct CommandRequest {
    pub command_id: CommandId,
}

/// Body of `print-failed`: a code for staff such as `paper-out`, `cover-open`, `offline`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct PrintFailedRequest {
    pub command_id: CommandId,
    pub fault: String,
}

/// Body of `park`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct ParkRequest {
    pub command_id: CommandId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Body of `resume`: straight to `counter`, or without it into the returning lane.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct ResumeRequest {
    pub command_id: CommandId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counter: Option<CounterId>,
}

/// Body of `transfer`: to a service, to a counter, or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct TransferRequest {
    pub command_id: CommandId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counter: Option<CounterId>,
}

/// Body of `pause`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct PauseRequest {
    pub command_id: CommandId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<UtcMillis>,
}

/// Body of `call-next`. `finish` ends what is being served at the counter in the same step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct CallNextRequest {
    pub command_id: CommandId,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub finish: bool,
}

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
    pub notice: Text,
}

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
}

/// Stream message `time` (no `id:`), every two seconds: the connection lives and this is the server's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct TimeSignal {
    pub seq: Seq,
    pub at: UtcMillis,
}

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
    /// How many wait for this counter's services.
    pub waiting_total: u32,
    /// The first of them in the order of calling, at most 50.
    pub waiting: Vec<QueueEntry>,
    /// Parked tickets of this counter's services.
    pub parked: Vec<TicketView>,
    /// No-shows of today at this counter's services, newest first, at most 20.
    pub no_shows: Vec<TicketView>,
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

/// Body of `POST /session`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SignInRequest {
    pub name: String,
    pub password: String,
}

/// Who is signed in: answer of `POST /session` and `GET /session`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct SessionView {
    pub name: String,
    pub role: Role,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffId>,
}

/// Body of `POST /setup`: the one-time link's token makes the first administrator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SetupRequest {
    pub token: String,
    pub name: String,
    pub password: String,
}

/// Body of `POST /users` (administrators): an account for the web fronts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct UserRequest {
    pub name: String,
    pub password: String,
    pub role: Role,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffId>,
}

/// RFC 9457 problem. `type` is stable: `urn:motcua:problem:` and a name such as `outside-hours`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct Problem {
    #[serde(rename = "type")]
    pub kind: String,
    /// What is wrong, in the caller's language.
    pub title: String,
    pub status: u16,
    /// What to do about it, in the caller's language.
    pub detail: String,
    /// The field of the body that is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Trace of the request, for the server's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<Uuid>,
}
