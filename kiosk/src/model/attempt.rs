//! One wish for a number, from the touch to the answer. Its id is made at the touch, so every retry is the same ticket.

use std::time::Duration;

use queue_protocol::{
    core::{Intent, Lane, Lang, ServiceId, TicketId},
    wire::{IssueRequest, TicketView},
};

use super::Moment;

/// How long the citizen is kept waiting for the server's answer before being told that there is none: longer than one
/// try of the client takes, shorter than anyone's patience.
pub const ANSWER_BOUND: Duration = Duration::from_secs(8);

/// When the page starts to say that it is working: an answer before that needs no words.
pub const SLOW_ANSWER: Duration = Duration::from_millis(400);

/// A second touch within this time is the first one again.
pub const DOUBLE_TOUCH: Duration = Duration::from_secs(1);

/// Why no number was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotGiven {
    /// The server did not answer in time: the same wish can be sent again.
    NoAnswer,
    /// Outside hours.
    Closed,
    /// The service is not offered today.
    ServiceClosed,
    /// No counter serves it.
    NobodyServes,
    /// The day's numbers are used up.
    DayFull,
    /// The server does not accept this kiosk's token.
    NotAllowed,
    /// The server is away, and no reserve number could be stored, so none was given.
    NotStored,
    /// The server is away, and no reserve numbers are left.
    NoneLeft,
    /// Anything else, in the server's words.
    Other {
        /// What is wrong.
        title: String,
        /// What to do.
        detail: String,
    },
}

impl NotGiven {
    /// Whether asking again can help.
    pub fn can_retry(&self) -> bool {
        matches!(self, Self::NoAnswer | Self::Other { .. })
    }
}

/// Where an attempt stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The answer is out since this moment.
    Asked(Moment),
    /// No number.
    NotGiven(NotGiven),
    /// The number.
    Given(Box<TicketView>),
}

/// The attempt of the citizen who stands here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The ticket's identity.
    pub id: TicketId,
    /// What is asked.
    pub request: IssueRequest,
    /// When the tile was touched.
    pub touched: Moment,
    /// Where it stands.
    pub progress: Progress,
}

impl Attempt {
    /// A touch at `now`.
    pub fn new(id: TicketId, service: ServiceId, intent: Intent, lane: Lane, lang: Lang, now: Moment) -> Self {
        let request = IssueRequest { service, intent: Some(intent), lane: Some(lane), lang: Some(lang), offline: None };
        Self { id, request, touched: now, progress: Progress::Asked(now) }
    }

    /// Whether the answer is out.
    pub fn is_asked(&self) -> bool {
        matches!(self.progress, Progress::Asked(_))
    }

    /// Whether a touch at `now` belongs to this attempt rather than to a new wish.
    pub fn covers(&self, now: Moment) -> bool {
        self.is_asked() || now.saturating_sub(self.touched) < DOUBLE_TOUCH
    }

    /// Whether the citizen has waited for the answer longer than `bound`.
    pub fn waited(&self, bound: Duration, now: Moment) -> bool {
        matches!(self.progress, Progress::Asked(since) if now.saturating_sub(since) >= bound)
    }

    /// The lane asked for.
    pub fn lane(&self) -> Lane {
        self.request.lane.unwrap_or(Lane::Regular)
    }
}
