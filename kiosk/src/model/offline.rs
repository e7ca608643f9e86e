//! What the kiosk does without the server: numbers from the lease, the hours it remembers, papers that come again.

use queue_protocol::{
    core::{BusinessDay, TicketId, UtcMillis},
    wire::{SiteView, TicketView},
};

use super::{Attempt, Effect, Hall, Link, Model, NotGiven, Page, Progress};

/// What of the kiosk's own storage concerns the citizen and the report to staff.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stock {
    /// Numbers of today's lease that are left.
    pub numbers_left: u32,
}

/// What the kiosk knows of the office beyond its site and hall.
#[derive(Debug, Default)]
pub(super) struct Standing {
    stock: Stock,
    /// Closed from afar.
    blanked: bool,
    /// To start again, once nobody is in the middle of something.
    restart: bool,
}

impl Model {
    /// Whether a number can be had now: from the server, or while it is away from the lease, within the hours that are
    /// known.
    pub fn gives_tickets(&self) -> bool {
        let Some(hall) = self.hall.as_ref().filter(|_| !self.standing.blanked) else { return false };
        match self.link {
            Link::Up => hall.open().open,
            Link::Refused => false,
            Link::Lost(_) | Link::Connecting => {
                self.standing.stock.numbers_left > 0 && self.server_time().is_some_and(|now| hall.is_open_at(now))
            }
        }
    }

    /// Whether the hall is open, as far as can be known now.
    pub fn is_open(&self) -> bool {
        let known = self.hall.as_ref().zip(self.server_time());
        known.is_some_and(|(hall, now)| if self.link == Link::Up { hall.open().open } else { hall.is_open_at(now) })
    }

    /// Numbers of today's lease that are left.
    pub fn stock(&self) -> Stock {
        self.standing.stock
    }

    /// Tạm ngưng: a supervisor closed this kiosk from afar.
    pub fn is_blanked(&self) -> bool {
        self.standing.blanked
    }

    /// Whether the ticket on the page is a reserve number, given while the server was away.
    pub fn is_offline_ticket(&self) -> bool {
        self.attempt.as_ref().is_some_and(|a| a.request.offline.is_some())
    }

    /// Whether the ticket on the fault page can be printed now.
    pub fn can_print_again(&self) -> bool {
        matches!(self.page, Page::Fault(_)) && self.printer.is_none() && self.ticket().is_some()
    }

    pub(super) fn hear_kept(&mut self, site: SiteView, at: UtcMillis) {
        if self.hall.is_none() {
            self.set_clock(at);
            self.hall = Some(Hall::new(site));
            self.set_defaults();
        }
    }

    pub(super) fn hear_stock(&mut self, stock: Stock) {
        self.standing.stock = stock;
    }

    pub(super) fn hear_blanked(&mut self, blanked: bool) {
        self.standing.blanked = blanked;
        // Whoever has a number on the screen keeps it; whoever was choosing finds the kiosk closed.
        if blanked && self.attempt.is_none() {
            self.reset();
        }
    }

    pub(super) fn hear_restart(&mut self) {
        self.standing.restart = true;
    }

    /// The number that was given for a wish from the lease. Its ticket may have another id than the wish.
    pub(super) fn hear_offline(&mut self, wish: TicketId, ticket: Box<TicketView>) -> Vec<Effect> {
        let Some(attempt) = self.attempt.as_mut().filter(|a| a.id == wish && !matches!(a.progress, Progress::Given(_)))
        else {
            // The citizen has gone; nobody would take the paper.
            return vec![Effect::Withdraw(ticket.id)];
        };
        attempt.request.offline =
            Some(queue_protocol::core::Leased { number: ticket.number, day: ticket.day, issued_at: ticket.issued_at });
        self.give(ticket)
    }

    /// A paper that was due when the program last ended: its citizen probably still stands there.
    pub(super) fn hear_recovered(&mut self, ticket: Box<TicketView>) -> Vec<Effect> {
        if self.page == Page::Start && self.attempt.is_none() {
            let t = &ticket;
            let mut attempt = Attempt::new(t.id, t.service.clone(), t.intent, t.lane, t.lang, self.now);
            self.lang = ticket.lang;
            attempt.progress = Progress::NotGiven(NotGiven::NoAnswer);
            self.attempt = Some(attempt);
            return self.give(ticket);
        }
        self.print(ticket)
    }

    /// In lại, on the page that says why there was no paper.
    pub(super) fn print_again(&mut self) -> Vec<Effect> {
        let Some(ticket) = self.ticket().filter(|_| self.can_print_again()).cloned() else { return Vec::new() };
        self.printed = false;
        self.show(Page::Ticket);
        self.print(Box::new(ticket))
    }

    /// The number is there: shown, and put on paper.
    pub(super) fn give(&mut self, ticket: Box<TicketView>) -> Vec<Effect> {
        if let Some(attempt) = &mut self.attempt {
            attempt.progress = Progress::Given(ticket.clone());
        }
        self.priority = false;
        self.printed = false;
        self.show(Page::Ticket);
        self.print(ticket)
    }

    pub(super) fn print(&self, ticket: Box<TicketView>) -> Vec<Effect> {
        let site = self.hall.as_ref().map(|h| Box::new(h.site().clone()));
        site.map_or_else(Vec::new, |site| vec![Effect::Print { ticket, site }])
    }

    pub(super) fn test_print(&self) -> Vec<Effect> {
        let site = self.hall.as_ref().map(|h| Box::new(h.site().clone()));
        site.map_or_else(Vec::new, |site| vec![Effect::TestPrint { site, at: self.server_time().unwrap_or_default() }])
    }

    /// Starts again when asked to, but takes no number out of anyone's sight.
    pub(super) fn pass_restart(&mut self) -> Option<Effect> {
        let busy = self.attempt.is_some() || !matches!(self.page, Page::Start);
        (!busy && std::mem::take(&mut self.standing.restart)).then_some(Effect::Restart)
    }
}

impl Hall {
    /// Whether the hall is open, of which was last heard some time ago: what was said holds until the change that was
    /// announced; beyond it the ordinary week does, since nothing here knows of holidays.
    pub fn is_open_at(&self, now: UtcMillis) -> bool {
        if self.open().changes_at.is_none_or(|at| now < at) {
            return self.open().open;
        }
        let site = self.site();
        let day = BusinessDay::of(now, site.utc_offset_min);
        let within = |s: &queue_protocol::core::Session| {
            (day.at(s.from, site.utc_offset_min)..day.at(s.to, site.utc_offset_min)).contains(&now)
        };
        site.weekdays.contains(&day.weekday()) && site.sessions.iter().any(within)
    }
}
