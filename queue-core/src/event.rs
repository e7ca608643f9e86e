//! What happened. The log is a list of these, and the state is nothing but their sum.

use serde::{Deserialize, Serialize};

use crate::{
    Actor, BusinessDay, CounterId, DeviceId, HelpKind, Intent, KioskOrder, KioskReport, Lane, Lang, Score, Series,
    ServiceId, Site, StaffId, SupportId, TicketId, TicketNumber, Turns, UnitId, UtcMillis,
};

/// Why a ticket was called before the others: enough to tell a citizen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum CallReason {
    /// It had waited longest in the lane whose turn it was.
    Turn {
        /// The lane whose turn it was.
        lane: Lane,
        /// Lanes that had someone waiting, with their weights.
        weights: Vec<(Lane, u32)>,
        /// Waiting citizens the counter could have called.
        waiting: u32,
    },
    /// It came back to the counter that had parked it.
    Resumed,
    /// A clerk picked it out of its turn.
    OutOfOrder {
        /// A reason of the site's list.
        reason: String,
    },
}

/// Why a ticket ended without being served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnservedReason {
    /// The business day ended.
    EndOfDay,
    /// It was given while the server was away, and told only after its business day had ended.
    HandedOverLate,
}

/// When and on which business day a ticket was given while the server was away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct Offline {
    pub day: BusinessDay,
    pub issued_at: UtcMillis,
}

/// One thing that happened. Ticket events carry number and service, so that a wall needs nothing else to show them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Event {
    SiteConfigured {
        site: Box<Site>,
    },
    ClockShifted {
        offset_ms: i64,
    },
    DayOpened {
        day: BusinessDay,
    },
    DayClosed {
        day: BusinessDay,
    },
    NumbersLeased {
        holder: String,
        series: Series,
        from: u32,
        to: u32,
        /// The business day of the numbers; the open one, if not said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        day: Option<BusinessDay>,
        /// The device that keeps the block.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        device: Option<DeviceId>,
    },
    TicketIssued {
        ticket: TicketId,
        number: TicketNumber,
        service: ServiceId,
        intent: Intent,
        lane: Lane,
        lang: Lang,
        by: Actor,
        /// Where it was given while the server was away: its business day and time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        offline: Option<Offline>,
    },
    TicketPrinting {
        ticket: TicketId,
        number: TicketNumber,
        /// Which paper of this ticket it is: 1, then reprints.
        copy: u32,
        kiosk: String,
    },
    TicketPrinted {
        ticket: TicketId,
        number: TicketNumber,
    },
    TicketPrintFailed {
        ticket: TicketId,
        number: TicketNumber,
        fault: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        kiosk: String,
    },
    ReprintAsked {
        ticket: TicketId,
        number: TicketNumber,
        /// The kiosk that is to print it.
        kiosk: String,
    },
    TicketCalled {
        ticket: TicketId,
        number: TicketNumber,
        service: ServiceId,
        lane: Lane,
        counter: CounterId,
        call: u32,
        reason: CallReason,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        staff: Option<StaffId>,
        /// Whose turn it is at this counter after this call.
        turns: Turns,
    },
    TicketRecalled {
        ticket: TicketId,
        number: TicketNumber,
        service: ServiceId,
        counter: CounterId,
        call: u32,
    },
    TicketStarted {
        ticket: TicketId,
        number: TicketNumber,
        counter: CounterId,
        /// Who leads at a paired counter (làm chính).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lead: Option<StaffId>,
        /// Who assists there (hỗ trợ).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        assists: Vec<StaffId>,
    },
    TicketFinished {
        ticket: TicketId,
        number: TicketNumber,
        service: ServiceId,
        counter: CounterId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        staff: Option<StaffId>,
        /// Who led at a paired counter.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lead: Option<StaffId>,
        /// Who assisted there.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        assists: Vec<StaffId>,
    },
    TicketNoShow {
        ticket: TicketId,
        number: TicketNumber,
        counter: CounterId,
    },
    /// Who missed the call came after all.
    TicketReturned {
        ticket: TicketId,
        number: TicketNumber,
        service: ServiceId,
        lane: Lane,
    },
    TicketNoted {
        ticket: TicketId,
        number: TicketNumber,
        /// Empty where the note was taken away. The stream does not tell it: walls and kiosks listen too.
        #[serde(default)]
        text: String,
    },
    TicketParked {
        ticket: TicketId,
        number: TicketNumber,
        counter: CounterId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    TicketResumed {
        ticket: TicketId,
        number: TicketNumber,
        service: ServiceId,
        lane: Lane,
    },
    TicketTransferred {
        ticket: TicketId,
        number: TicketNumber,
        from: ServiceId,
        service: ServiceId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        counter: Option<CounterId>,
        /// The counter it left, if it stood at one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        left: Option<CounterId>,
    },
    TicketCancelled {
        ticket: TicketId,
        number: TicketNumber,
        /// The counter it left, if it stood at one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        left: Option<CounterId>,
    },
    TicketUnserved {
        ticket: TicketId,
        number: TicketNumber,
        reason: UnservedReason,
    },
    TicketRated {
        ticket: TicketId,
        service: ServiceId,
        /// In the log only. The stream leaves it out: the clerk who has just served must not read what the citizen said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<u8>, maximum = 2))]
        score: Option<Score>,
    },
    CounterOpened {
        counter: CounterId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        staff: Option<StaffId>,
    },
    CounterPaused {
        counter: CounterId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<UtcMillis>,
    },
    CounterClosed {
        counter: CounterId,
    },
    LeadChanged {
        counter: CounterId,
        staff: StaffId,
    },
    SupportAsked {
        support: SupportId,
        counter: CounterId,
        unit: UnitId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ticket: Option<TicketId>,
    },
    SupportAnswered {
        support: SupportId,
        counter: CounterId,
        by: Actor,
    },
    SupportEnded {
        support: SupportId,
        counter: CounterId,
    },
    KioskReported {
        kiosk: String,
        report: KioskReport,
    },
    KioskOrdered {
        kiosk: String,
        order: KioskOrder,
    },
    HelpAsked {
        kiosk: String,
        help: HelpKind,
    },
    HelpAnswered {
        kiosk: String,
    },
}

impl Event {
    /// The name that the log and the stream use, such as `ticket-called`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::SiteConfigured { .. } => "site-configured",
            Self::ClockShifted { .. } => "clock-shifted",
            Self::DayOpened { .. } => "day-opened",
            Self::DayClosed { .. } => "day-closed",
            Self::NumbersLeased { .. } => "numbers-leased",
            Self::TicketIssued { .. } => "ticket-issued",
            Self::TicketPrinting { .. } => "ticket-printing",
            Self::TicketPrinted { .. } => "ticket-printed",
            Self::TicketPrintFailed { .. } => "ticket-print-failed",
            Self::ReprintAsked { .. } => "reprint-asked",
            Self::TicketCalled { .. } => "ticket-called",
            Self::TicketRecalled { .. } => "ticket-recalled",
            Self::TicketStarted { .. } => "ticket-started",
            Self::TicketFinished { .. } => "ticket-finished",
            Self::TicketNoShow { .. } => "ticket-no-show",
            Self::TicketReturned { .. } => "ticket-returned",
            Self::TicketNoted { .. } => "ticket-noted",
            Self::TicketParked { .. } => "ticket-parked",
            Self::TicketResumed { .. } => "ticket-resumed",
            Self::TicketTransferred { .. } => "ticket-transferred",
            Self::TicketCancelled { .. } => "ticket-cancelled",
            Self::TicketUnserved { .. } => "ticket-unserved",
            Self::TicketRated { .. } => "ticket-rated",
            Self::CounterOpened { .. } => "counter-opened",
            Self::CounterPaused { .. } => "counter-paused",
            Self::CounterClosed { .. } => "counter-closed",
            Self::LeadChanged { .. } => "lead-changed",
            Self::SupportAsked { .. } => "support-asked",
            Self::SupportAnswered { .. } => "support-answered",
            Self::SupportEnded { .. } => "support-ended",
            Self::KioskReported { .. } => "kiosk-reported",
            Self::KioskOrdered { .. } => "kiosk-ordered",
            Self::HelpAsked { .. } => "help-asked",
            Self::HelpAnswered { .. } => "help-answered",
        }
    }

    /// The ticket it is about.
    pub fn ticket(&self) -> Option<TicketId> {
        match self {
            Self::TicketIssued { ticket, .. }
            | Self::TicketPrinting { ticket, .. }
            | Self::TicketPrinted { ticket, .. }
            | Self::TicketPrintFailed { ticket, .. }
            | Self::ReprintAsked { ticket, .. }
            | Self::TicketCalled { ticket, .. }
            | Self::TicketRecalled { ticket, .. }
            | Self::TicketStarted { ticket, .. }
            | Self::TicketFinished { ticket, .. }
            | Self::TicketNoShow { ticket, .. }
            | Self::TicketReturned { ticket, .. }
            | Self::TicketNoted { ticket, .. }
            | Self::TicketParked { ticket, .. }
            | Self::TicketResumed { ticket, .. }
            | Self::TicketTransferred { ticket, .. }
            | Self::TicketCancelled { ticket, .. }
            | Self::TicketUnserved { ticket, .. }
            | Self::TicketRated { ticket, .. } => Some(*ticket),
            _ => None,
        }
    }
}
