//! What a code under the scanner brings about, without a touch: a number for a result slip, the priority box for a card, a
//! ticket's own state. Every code gets an answer, also one that this kiosk does not know.

use std::{
    hash::{BuildHasher, RandomState},
    time::Duration,
};

use queue_protocol::{
    core::{Intent, Text, TicketId, TicketState},
    wire::TicketView,
};

use super::{Attempt, Effect, Failure, Fault, Link, Model, Moment, Page};
use crate::scan::{BirthDate, Scan, classify};

/// A second slip within this time is the first one, held a little longer.
pub const DOUBLE_SCAN: Duration = Duration::from_secs(3);

/// How long the strip says what became of a code: long enough to look up from the glass and read two lines.
pub const NOTE_STAYS: Duration = Duration::from_secs(8);

/// What the strip at the scanner says of the last code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScanNote {
    /// Đã đọc mã.
    Read,
    /// Chưa đọc được, xin đưa lại gần hơn.
    Unknown,
    /// Phiếu này của nơi khác.
    OtherSite(Text),
    /// The code is good, but no numbers are given now.
    NoNumbers,
    /// A ticket of ours, but not of today.
    NoSuchTicket,
    /// The server did not say what becomes of this ticket.
    NoAnswer,
}

/// Why nothing can be said of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSeen {
    /// There is none of this id.
    NoSuchTicket,
    /// The server did not answer in time.
    NoAnswer,
}

/// A second paper for a scanned ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reprint {
    /// Not asked for.
    Offered,
    /// Asked for; the paper is not out yet.
    Asked,
    /// Out.
    Printed,
    /// The printer did not give it.
    Failed(Fault),
    /// The server refused or did not answer.
    Refused,
}

/// A ticket that somebody showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// As the server has it.
    pub ticket: Box<TicketView>,
    /// Another paper for it.
    pub reprint: Reprint,
}

/// What the model remembers of scans. No text of any code is among it.
#[derive(Debug, Default)]
pub(super) struct Scanning {
    note: Option<(ScanNote, Moment)>,
    /// When a slip last brought a number, and which slip, as a fingerprint that means nothing elsewhere.
    slip: Option<(u64, Moment)>,
    keys: RandomState,
    /// The ticket that the server is asked for.
    asked: Option<TicketId>,
    shown: Option<Shown>,
    fault: Option<&'static str>,
    /// There is a scanner.
    present: bool,
}

impl Scanning {
    /// The citizen has gone. The slip is remembered a little longer: it may still lie on the glass.
    pub(super) fn forget(&mut self) {
        self.asked = None;
        self.shown = None;
    }
}

impl Model {
    /// What the strip says, while it does.
    pub fn scan_note(&self) -> Option<&ScanNote> {
        let (note, since) = self.scanning.note.as_ref()?;
        (self.now.saturating_sub(*since) < NOTE_STAYS).then_some(note)
    }

    /// The ticket that somebody showed, on its page.
    pub fn shown_ticket(&self) -> Option<&Shown> {
        self.scanning.shown.as_ref().filter(|_| self.page == Page::Scanned)
    }

    /// Whether the page may offer another paper for the ticket that is shown.
    pub fn can_reprint(&self) -> bool {
        self.shown_ticket().is_some_and(|shown| {
            let lives = matches!(shown.ticket.state, TicketState::Waiting | TicketState::Called | TicketState::Parked);
            lives && shown.reprint == Reprint::Offered && self.link == Link::Up && self.printer.is_none()
        })
    }

    /// What the scanner suffers from: the driver's code.
    pub fn scanner_fault(&self) -> Option<&'static str> {
        self.scanning.fault
    }

    /// Whether something can be put under a scanner.
    pub fn scans(&self) -> bool {
        self.scanning.present && self.scanning.fault.is_none()
    }

    pub(super) fn set_scanner(&mut self, state: Result<(), &'static str>) {
        self.scanning.present = true;
        self.scanning.fault = state.err();
    }

    /// A code was read. Its text ends here: it is wiped when the caller drops it.
    pub(super) fn scan(&mut self, scan: &devices::scanner::Scan) -> Vec<Effect> {
        // A kiosk that was closed from afar is closed for codes too.
        let Some(hall) = self.hall.as_ref().filter(|_| !self.is_blanked()) else { return Vec::new() };
        let found = classify(scan.text(), hall.rules());
        tracing::info!(kind = found.kind(), "a code was read");
        self.touched = self.now;
        self.note(ScanNote::Read);
        let mut effects = match found {
            Scan::FileCode => self.scan_slip(scan),
            Scan::Card(birth) => self.scan_card(birth),
            Scan::Ticket(ticket) => self.scan_ticket(ticket),
            Scan::OtherSite(name) => self.note(ScanNote::OtherSite(name)),
            Scan::Unknown => self.note(ScanNote::Unknown),
        };
        effects.push(Effect::Tone { good: self.scan_note() == Some(&ScanNote::Read) });
        effects
    }

    pub(super) fn hear_seen(&mut self, ticket: TicketId, answer: Result<Box<TicketView>, NotSeen>) {
        if self.scanning.asked != Some(ticket) {
            return;
        }
        self.scanning.asked = None;
        match answer {
            // Meanwhile the citizen took a number: that one is shown.
            Ok(_) if self.is_occupied() => {}
            Ok(ticket) => {
                self.leave_ticket();
                self.scanning.shown = Some(Shown { ticket, reprint: Reprint::Offered });
                self.show(Page::Scanned);
            }
            Err(NotSeen::NoSuchTicket) => drop(self.note(ScanNote::NoSuchTicket)),
            Err(NotSeen::NoAnswer) => drop(self.note(ScanNote::NoAnswer)),
        }
    }

    pub(super) fn reprint(&mut self) -> Vec<Effect> {
        if !self.can_reprint() {
            return Vec::new();
        }
        self.set_reprint(Reprint::Asked);
        self.shown_ticket().map_or_else(Vec::new, |shown| vec![Effect::Reprint(shown.ticket.id)])
    }

    /// The server does not want it printed again.
    pub(super) fn hear_reprint_refused(&mut self, ticket: TicketId) {
        if self.shown_ticket().is_some_and(|s| s.ticket.id == ticket && s.reprint == Reprint::Asked) {
            self.set_reprint(Reprint::Refused);
        }
    }

    /// The printer's word on a ticket, if it is the one shown.
    pub(super) fn reprinted(&mut self, ticket: TicketId, outcome: Result<(), Failure>) {
        if self.shown_ticket().is_some_and(|s| s.ticket.id == ticket && s.reprint == Reprint::Asked) {
            self.touched = self.now;
            self.set_reprint(outcome.map_or_else(|failure| Reprint::Failed(failure.fault), |()| Reprint::Printed));
        }
    }

    fn set_reprint(&mut self, reprint: Reprint) {
        if let Some(shown) = &mut self.scanning.shown {
            shown.reprint = reprint;
        }
    }

    fn scan_slip(&mut self, scan: &devices::scanner::Scan) -> Vec<Effect> {
        let slip = self.scanning.keys.hash_one(scan.text());
        let again = self.scanning.slip.is_some_and(|(last, at)| {
            self.now.saturating_sub(at) < DOUBLE_SCAN || last == slip && self.attempt.is_some()
        });
        if again || self.is_occupied() {
            return Vec::new();
        }
        let now = self.server_time().unwrap_or_default();
        let lane = self.lane();
        let Some(hall) = self.hall.as_ref().filter(|_| self.gives_tickets()) else {
            return self.note(ScanNote::NoNumbers);
        };
        let offered = hall.services(Intent::Collect).filter(|s| hall.choice(s, lane, now).offered);
        let mut offered: Vec<_> = offered.map(|s| s.id.clone()).collect();
        let Some(service) = offered.pop() else { return self.note(ScanNote::NoNumbers) };
        self.scanning.slip = Some((slip, self.now));
        self.leave_ticket();
        if offered.is_empty() {
            return self.ask(service, Intent::Collect, lane);
        }
        // Which counter has this result the slip does not say: one touch is left.
        self.show(self.collecting_page());
        Vec::new()
    }

    /// Nothing of the card stays but, where it gives a right, the tick in the box.
    fn scan_card(&mut self, birth: BirthDate) -> Vec<Effect> {
        if self.is_occupied() {
            return Vec::new();
        }
        let Some((hall, now)) = self.hall.as_ref().zip(self.server_time()).filter(|_| self.gives_tickets()) else {
            return self.note(ScanNote::NoNumbers);
        };
        let today = queue_protocol::core::BusinessDay::of(now, hall.site().utc_offset_min);
        let entitled = hall.rules().is_entitled(birth, today);
        if !matches!(self.page, Page::Fields(_) | Page::Collect) {
            self.leave_ticket();
            self.show(Page::Fields(Intent::Submit));
        }
        self.priority |= entitled;
        Vec::new()
    }

    fn scan_ticket(&mut self, ticket: TicketId) -> Vec<Effect> {
        if self.is_occupied() || self.scanning.asked == Some(ticket) {
            return Vec::new();
        }
        if self.link != Link::Up {
            return self.note(ScanNote::NoAnswer);
        }
        self.scanning.asked = Some(ticket);
        vec![Effect::Look(ticket)]
    }

    fn note(&mut self, note: ScanNote) -> Vec<Effect> {
        self.scanning.note = Some((note, self.now));
        Vec::new()
    }

    /// Whether a number is on its way to somebody, or stands on the screen without paper: a code must not take it away.
    fn is_occupied(&self) -> bool {
        self.attempt.as_ref().is_some_and(Attempt::is_asked)
            || matches!(self.page, Page::Fault(_))
            || self.page == Page::Ticket && !self.printed
    }

    /// Whoever scans now is the next citizen, or the one before with another wish.
    fn leave_ticket(&mut self) {
        if matches!(self.page, Page::Ticket | Page::Scanned) {
            self.reset();
        }
    }
}
