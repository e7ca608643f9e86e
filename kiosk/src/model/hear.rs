//! What the server and the printer bring about.

use queue_protocol::{core::TicketId, wire::TicketView};

use super::{Effect, Failure, Hall, Heard, Link, Model, NotGiven, Page, Progress, Stock};

impl Model {
    pub(super) fn hear(&mut self, heard: Heard) -> Vec<Effect> {
        match heard {
            Heard::Site(site) => {
                self.set_clock(site.at);
                let fresh = self.page == Page::Start && self.is_as_the_site_wants();
                match &mut self.hall {
                    Some(hall) => hall.reconfigure(*site),
                    None => self.hall = Some(Hall::new(*site)),
                }
                if fresh {
                    self.set_defaults();
                }
                self.index_notices();
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
                self.link = match self.link {
                    Link::Up => self.server_time().map_or(Link::Connecting, Link::Lost),
                    // Started without the server, from what was kept of the office.
                    Link::Connecting if self.hall.is_some() => self.server_time().map_or(Link::Connecting, Link::Lost),
                    Link::Refused => Link::Connecting,
                    before => before,
                }
            }
            Heard::Refused => {
                self.link = Link::Refused;
                // A kiosk that is not trusted gives no numbers of its own either.
                self.hear_stock(Stock::default());
            }
            Heard::Answer { ticket, answer } => return self.hear_answer(ticket, answer),
            Heard::Seen { ticket, answer } => self.hear_seen(ticket, answer),
            Heard::ReprintRefused(ticket) => self.hear_reprint_refused(ticket),
            Heard::Reported(ticket) => {
                if self.ticket().is_some_and(|t| t.id == ticket) {
                    self.reported_at = self.server_time();
                }
            }
            Heard::Kept { site, at } => self.hear_kept(*site, at),
            Heard::Stock(stock) => self.hear_stock(stock),
            Heard::GivenOffline { wish, ticket } => return self.hear_offline(wish, ticket),
            Heard::Recovered(ticket) => return self.hear_recovered(ticket),
            Heard::PrintAgain(ticket) => return self.print(ticket),
            Heard::NoticeBoard(board) => self.hear_notices(*board),
            Heard::Blanked(blanked) => self.hear_blanked(blanked),
            Heard::HelpAnswered => self.hear_help_answered(),
            Heard::Restart => self.hear_restart(),
            Heard::TestPrint => return self.test_print(),
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
            Ok(view) => self.give(view),
            Err(_) if !attempt.is_asked() => Vec::new(),
            Err(reason) => {
                attempt.progress = Progress::NotGiven(reason);
                self.show(Page::NotGiven);
                Vec::new()
            }
        }
    }

    pub(super) fn paper(&mut self, ticket: TicketId, outcome: Result<(), Failure>) {
        self.printer = outcome.err().map(|f| f.fault);
        self.reprinted(ticket, outcome);
        let here = self.ticket().is_some_and(|t| t.id == ticket);
        if !here || !matches!(self.page, Page::Ticket | Page::Fault(_)) {
            return;
        }
        match outcome {
            Ok(()) => {
                self.printed = true;
                self.touched = self.now;
                if self.page != Page::Ticket {
                    self.show(Page::Ticket);
                }
            }
            Err(failure) => self.show(Page::Fault(failure.fault)),
        }
    }
}
