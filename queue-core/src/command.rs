//! What can be asked of the queue, by whom.

use serde::{Deserialize, Serialize};

use crate::{
    BusinessDay, CounterId, DeviceId, HelpKind, Intent, KioskOrder, KioskReport, Lane, Lang, Leased, Score, ServiceId,
    Site, StaffId, SupportId, TicketId, UnitId, UtcMillis,
};

/// What a caller may do. Checked in one place, before a command reaches the core.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Role {
    Kiosk,
    Display,
    Clerk,
    Supervisor,
    Admin,
}

/// Who asked, for the record: a role and the name of a device or account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct Actor {
    pub role: Role,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffId>,
}

/// A command with the one who asked.
#[derive(Clone, Debug)]
pub struct Command {
    /// Who.
    pub by: Actor,
    /// What.
    pub task: Task,
}

/// What is asked.
#[derive(Clone, Debug)]
pub enum Task {
    /// Starts the log, or replaces the site's configuration.
    Configure(Box<Site>),
    /// Puts on record that the clock runs shifted.
    ShiftClock {
        /// Milliseconds added to the machine's clock.
        offset_ms: i64,
    },
    /// Only the clock moved: ends the business day if it is over.
    Tick,
    /// Lấy số.
    Issue {
        /// The ticket's identity.
        ticket: TicketId,
        /// What for.
        service: ServiceId,
        /// Hand in or collect; the service's own intent if not said.
        intent: Option<Intent>,
        /// Regular if not said.
        lane: Option<Lane>,
        /// Language of the paper.
        lang: Lang,
        /// A number drawn from a leased block while the server was away.
        leased: Option<Leased>,
    },
    /// Leases a block of the reserve series to the kiosk that asks.
    Lease {
        /// The device that will keep the block.
        device: DeviceId,
        /// For which business day; the open one if not said.
        day: Option<BusinessDay>,
        /// How many numbers.
        count: u32,
    },
    /// A printer is given the ticket.
    Printing(TicketId),
    /// The printer confirmed the paper.
    Printed(TicketId),
    /// The printer did not.
    PrintFailed {
        /// Which ticket.
        ticket: TicketId,
        /// Cable, paper or cover: a code for staff.
        fault: String,
    },
    /// In lại: a kiosk is to print the ticket.
    Reprint {
        /// Which ticket.
        ticket: TicketId,
        /// Which kiosk; the one that asks, if not said.
        kiosk: Option<String>,
    },
    /// Mở quầy.
    Open {
        /// Which counter.
        counter: CounterId,
    },
    /// Tạm ngưng.
    Pause {
        /// Which counter.
        counter: CounterId,
        /// Until when, as told to the hall.
        until: Option<UtcMillis>,
    },
    /// Đóng quầy.
    Close {
        /// Which counter.
        counter: CounterId,
    },
    /// Gọi số tiếp theo.
    CallNext {
        /// Which counter.
        counter: CounterId,
        /// Finish what is being served here first, in the same step.
        finish: bool,
    },
    /// Mời ngoài lượt: a ticket that is not next, for a reason.
    Call {
        /// Which counter.
        counter: CounterId,
        /// Which ticket.
        ticket: TicketId,
        /// A reason of the site's list for picking.
        reason: String,
    },
    /// Đổi người làm chính at a paired counter.
    Lead {
        /// Which counter.
        counter: CounterId,
        /// Who leads from now on.
        staff: StaffId,
    },
    /// Gọi hỗ trợ.
    AskSupport {
        /// The call's identity.
        support: SupportId,
        /// Which counter asks.
        counter: CounterId,
        /// Which authority; the owner of the field being served, if not said.
        unit: Option<UnitId>,
    },
    /// Somebody there answers.
    AnswerSupport(SupportId),
    /// The call is over.
    EndSupport(SupportId),
    /// Gọi lại.
    Recall(TicketId),
    /// Khách đã đến.
    Start(TicketId),
    /// Kết thúc.
    Finish(TicketId),
    /// Vắng mặt.
    NoShow(TicketId),
    /// The citizen who missed the call is here after all, within the day.
    Return(TicketId),
    /// A note for colleagues; an empty one takes the note away.
    Note {
        /// Which ticket.
        ticket: TicketId,
        /// Nothing about a person.
        text: String,
    },
    /// Tạm giữ.
    Park {
        /// Which ticket.
        ticket: TicketId,
        /// A reason of the site's list.
        reason: Option<String>,
    },
    /// Mời vào lại: a parked ticket, or one that missed its call.
    Resume {
        /// Which ticket.
        ticket: TicketId,
        /// Straight to this counter; without it the ticket waits in the returning lane.
        counter: Option<CounterId>,
    },
    /// Chuyển to another service or counter, keeping number and place by time.
    Transfer {
        /// Which ticket.
        ticket: TicketId,
        /// The new service, if it changes.
        service: Option<ServiceId>,
        /// The only counter that may call it, if it is to be one.
        counter: Option<CounterId>,
    },
    /// Trả số: given back by the citizen or withdrawn.
    Cancel(TicketId),
    /// Đánh giá: the citizen rates the service after it, once.
    Rate {
        /// Which ticket.
        ticket: TicketId,
        /// How it was.
        score: Score,
    },
    /// How the kiosk that asks is.
    ReportKiosk(Box<KioskReport>),
    /// A supervisor's word to a kiosk.
    OrderKiosk {
        /// Which kiosk.
        kiosk: String,
        /// What.
        order: KioskOrder,
    },
    /// Somebody at the kiosk that asks wants help.
    AskHelp(HelpKind),
    /// Somebody goes there.
    AnswerHelp {
        /// To which kiosk.
        kiosk: String,
    },
}
