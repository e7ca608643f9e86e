//! What the server and the printer bring about.

use queue_protocol::{core::TicketId, wire::TicketView};

use super::{Effect, Failure, Hall, Heard, Link, Model, NotGiven, Page, Progress};

impl Model {
    pub(super) fn hear(&mut self, heard: Heard) -> Vec<Effect> {
        match heard {
            Heard::Site(site) => {
                self.set_clock(site.at);
                let fresh = self.page == Page::Start && self.lang == self.default_lang();
                match &mut self.hall {
                    Some(hall) => hall.reconfigure(*site),
                    None => self.hall = Some(Hall::new(*site)),
                }
                if fresh {
                    self.lang = self.default_lang();
                }
            }
            Heard::Board(board) => {
                self.set_clock(board.at);
                if let Some(hall) = &mut self.hall {
                    hall.hear_board(*board);
                }
            }
            Heard::Waits(waits) => {
                self.set_clock(waits.at);
                if let Some(hall) = &mut self.hall {
                    hall.hear_waits(waits);
                }
            }
            Heard::Time(time) => self.set_clock(time.at),
            Heard::Connected => self.link = Link::Up,
            Heard::Lost => {
                if self.link == Link::Up {
                    self.link = self.server_time().map_or(Link::Connecting, Link::Lost);
                } else if self.link == Link::Refused {
                    self.link = Link::Connecting;
                }
            }
            Heard::Refused => self.link = Link::Refused,
            Heard::Answer { ticket, answer } => return self.hear_answer(ticket, answer),
            Heard::Seen { ticket, answer } => self.hear_seen(ticket, answer),
            Heard::ReprintRefused(ticket) => self.hear_reprint_refused(ticket),
            Heard::Reported(ticket) => {
                if self.ticket().is_some_and(|t| t.id == ticket) {
                    self.reported_at = self.server_time();
                }
            }
        }
        Vec::new()
    }

    fn hear_answer(&mut self, ticket: TicketId, answer: Result<Box<TicketView>, NotGiven>) -> Vec<Effect> {
        let Some(attempt) = self.attempt.as_mut().filter(|a| a.id == ticket) else {
            // The citizen has gone; nobody would take the paper.
            return Vec::new();
        };
        match answer {
            _ if matches!(attempt.progress, Progress::Given(_)) => Vec::new(),
            Ok(view) => {
                attempt.progress = Progress::Given(view.clone());
                self.priority = false;
                self.printed = false;
                self.show(Page::Ticket);
                let site = self.hall.as_ref().map(|h| Box::new(h.site().clone()));
                site.map_or_else(Vec::new, |site| vec![Effect::Print { ticket: view, site }])
            }
            Err(_) if !attempt.is_asked() => Vec::new(),
            Err(reason) => {
                attempt.progress = Progress::NotGiven(reason);
                self.show(Page::NotGiven);
                Vec::new()
            }
        }
    }

    pub(super) fn paper(&mut self, ticket: TicketId, outcome: Result<(), Failure>) -> Vec<Effect> {
        self.printer = outcome.err().map(|f| f.fault);
        self.reprinted(ticket, outcome);
        let here = self.ticket().is_some_and(|t| t.id == ticket);
        match outcome {
            Ok(()) => {
                if here && matches!(self.page, Page::Ticket | Page::Fault(_)) {
                    self.printed = true;
                    self.touched = self.now;
                    if self.page != Page::Ticket {
                        self.show(Page::Ticket);
                    }
                }
                vec![Effect::ReportPrinted(ticket)]
            }
            Err(Failure { fault, code }) => {
                if here && matches!(self.page, Page::Ticket | Page::Fault(_)) {
                    self.show(Page::Fault(fault));
                }
                vec![Effect::ReportFault(ticket, code)]
            }
        }
    }
}
