//! An expected no. Each has a stable name for programs; the words for people stand in the translation catalogues.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{CounterId, StaffId, SupportId, TicketId, TicketNumber, TicketState, UtcMillis};

/// Why a command was refused. The state did not change.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "refusal", rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Refusal {
    #[error("the site is not configured yet")]
    NotConfigured,
    #[error("no service has this id")]
    UnknownService { service: String },
    #[error("no counter has this id")]
    UnknownCounter { counter: CounterId },
    #[error("no ticket has this id")]
    UnknownTicket { ticket: TicketId },
    #[error("no reason has this id")]
    UnknownReason { reason: String },
    #[error("the service does not do this")]
    IntentNotOffered,
    #[error("the office is closed")]
    OutsideHours { opens_at: Option<UtcMillis> },
    #[error("the service is not offered today")]
    ServiceClosedToday,
    #[error("no counter of the site serves it")]
    NobodyServes,
    #[error("the ticket exists with other contents")]
    TicketExists { number: TicketNumber },
    #[error("the leased number is not the caller's or is already used")]
    NumberNotLeased { number: TicketNumber },
    #[error("the counter is closed")]
    CounterClosed { counter: CounterId },
    #[error("the counter is paused")]
    CounterPaused { counter: CounterId },
    #[error("the counter still has its ticket open")]
    TicketStillOpen { counter: CounterId, number: TicketNumber },
    #[error("nobody waits")]
    NobodyWaits,
    #[error("the ticket is in another state")]
    WrongState { number: TicketNumber, state: TicketState },
    #[error("the counter does not serve what the ticket waits for")]
    NotServedHere { counter: CounterId, number: TicketNumber },
    #[error("the roster names no second person for this counter")]
    NotPaired { counter: CounterId },
    #[error("the roster of the counter does not name this person")]
    NotOnRoster { counter: CounterId, staff: StaffId },
    #[error("no authority has this id")]
    UnknownUnit { unit: String },
    #[error("nobody owns what the counter serves, so the authority must be said")]
    UnitNeeded,
    #[error("no call for support of today has this id")]
    UnknownSupport { support: SupportId },
    #[error("the call for support is over")]
    SupportOver,
    #[error("the counter calls enough authorities already")]
    TooManySupportCalls { counter: CounterId },
    #[error("the note is too long")]
    NoteTooLong { limit: usize },
    #[error("the note looks as if it held a person's number or address")]
    NoteLooksPersonal,
    #[error("the ticket was rated before")]
    AlreadyRated { number: TicketNumber },
    #[error("too many tickets today")]
    DayFull,
    #[error("too many numbers in one lease")]
    LeaseTooLarge,
    #[error("numbers are leased for the open business day and the week after it")]
    LeaseDay,
    #[error("no kiosk of this name has reported yet")]
    UnknownKiosk { kiosk: String },
    #[error("too many tickets wait for this kiosk's printer")]
    KioskBusy { kiosk: String },
    #[error("the clock of a live site must not be shifted")]
    ClockShiftOnLiveSite,
}

impl Refusal {
    /// The stable name: last part of the problem's `type`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotConfigured => "not-configured",
            Self::UnknownService { .. } => "unknown-service",
            Self::UnknownCounter { .. } => "unknown-counter",
            Self::UnknownTicket { .. } => "unknown-ticket",
            Self::UnknownReason { .. } => "unknown-reason",
            Self::IntentNotOffered => "intent-not-offered",
            Self::OutsideHours { .. } => "outside-hours",
            Self::ServiceClosedToday => "service-closed-today",
            Self::NobodyServes => "nobody-serves",
            Self::TicketExists { .. } => "ticket-exists",
            Self::NumberNotLeased { .. } => "number-not-leased",
            Self::CounterClosed { .. } => "counter-closed",
            Self::CounterPaused { .. } => "counter-paused",
            Self::TicketStillOpen { .. } => "ticket-still-open",
            Self::NobodyWaits => "nobody-waits",
            Self::WrongState { .. } => "wrong-state",
            Self::NotServedHere { .. } => "not-served-here",
            Self::NotPaired { .. } => "not-paired",
            Self::NotOnRoster { .. } => "not-on-roster",
            Self::UnknownUnit { .. } => "unknown-unit",
            Self::UnitNeeded => "unit-needed",
            Self::UnknownSupport { .. } => "unknown-support",
            Self::SupportOver => "support-over",
            Self::TooManySupportCalls { .. } => "too-many-support-calls",
            Self::NoteTooLong { .. } => "note-too-long",
            Self::NoteLooksPersonal => "note-looks-personal",
            Self::AlreadyRated { .. } => "already-rated",
            Self::DayFull => "day-full",
            Self::LeaseTooLarge => "lease-too-large",
            Self::LeaseDay => "lease-day",
            Self::UnknownKiosk { .. } => "unknown-kiosk",
            Self::KioskBusy { .. } => "kiosk-busy",
            Self::ClockShiftOnLiveSite => "clock-shift-on-live-site",
        }
    }
}
