//! Kiosks as staff care for them: how they are, what they were told, and who asked for help at one.

use serde::{Deserialize, Serialize};

use crate::{Event, TicketId, UtcMillis};

/// How a kiosk is, in its own words. Faults are codes for staff such as `paper-out`; nothing here is about a citizen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct KioskReport {
    /// Version of the program.
    pub version: String,
    /// Where its printer is and what it can do, in words for staff.
    pub printer: String,
    /// What keeps the main printer from printing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printer_fault: Option<String>,
    /// The roll in use is nearly used up.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub paper_near_end: bool,
    /// What keeps the reserve printer from printing, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reserve_fault: Option<String>,
    /// The reserve printer prints in place of the main one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_reserve: bool,
    /// What keeps the scanner from reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scanner_fault: Option<String>,
    /// When a ticket was last confirmed on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_print_at: Option<UtcMillis>,
    /// Numbers left of today's lease, for when the server is away.
    #[serde(default)]
    pub numbers_left: u32,
    /// Reports that the server has not been told yet.
    #[serde(default)]
    pub untold: u32,
    /// What keeps the kiosk from storing its journal, such as `disk-full`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub storage_fault: Option<String>,
}

/// What a supervisor tells a kiosk from afar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum KioskOrder {
    /// Start the program again.
    Restart,
    /// Tạm ngưng: show that this kiosk gives no numbers.
    Blank,
    /// Give numbers again.
    Unblank,
    /// Print a page that says that the printer works.
    TestPrint,
}

/// What somebody at a kiosk asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum HelpKind {
    /// Hỗ trợ: somebody of the help desk.
    Attendant,
    /// Somebody who helps a wheelchair user.
    Wheelchair,
}

/// A call for help that nobody has answered yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct HelpCall {
    pub kind: HelpKind,
    pub at: UtcMillis,
}

/// What is known of one kiosk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KioskStatus {
    /// Its last report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<KioskReport>,
    /// When that was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported_at: Option<UtcMillis>,
    /// A supervisor closed it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub blanked: bool,
    /// Somebody waits there for help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<HelpCall>,
    /// Tickets that staff asked it to print and that it has not begun, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reprints: Vec<TicketId>,
}

impl KioskStatus {
    /// Tickets that may wait for one printer: more than anyone hands out by hand before looking at it.
    pub const MAX_REPRINTS: usize = 20;

    /// Folds an event about this kiosk, which happened at `at`.
    pub fn apply(&mut self, at: UtcMillis, event: &Event) {
        match event {
            Event::ReprintAsked { ticket, .. } => self.reprints.push(*ticket),
            Event::KioskReported { report, .. } => {
                self.report = Some(report.clone());
                self.reported_at = Some(at);
            }
            Event::KioskOrdered { order: KioskOrder::Blank, .. } => self.blanked = true,
            Event::KioskOrdered { order: KioskOrder::Unblank, .. } => self.blanked = false,
            Event::HelpAsked { help, .. } => self.help = Some(HelpCall { kind: *help, at }),
            Event::HelpAnswered { .. } => self.help = None,
            _ => {}
        }
    }

    /// Some printer began this ticket: it waits for none any more.
    pub fn begun(&mut self, ticket: TicketId) {
        self.reprints.retain(|id| *id != ticket);
    }

    /// The business day ended: nobody waits here over night, and no paper does.
    pub fn close_day(&mut self) {
        self.help = None;
        self.reprints.clear();
    }
}
