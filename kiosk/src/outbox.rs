//! What the kiosk still has to tell the server about tickets, in the order in which it happened. The journal keeps it over
//! a restart; here it stands in line.

use std::collections::VecDeque;

use queue_protocol::{
    core::{CommandId, TicketId},
    wire::IssueRequest,
};

use crate::journal::Entry;

/// A word on one ticket. Its command id makes telling it twice harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Which ticket.
    pub ticket: TicketId,
    /// Identity of the telling.
    pub command: CommandId,
    /// What.
    pub what: What,
}

/// What there is to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The number was given here while the server was away.
    Offline(Box<IssueRequest>),
    /// A paper was begun.
    Printing,
    /// The printer confirmed the paper.
    Printed,
    /// It did not: the driver's code.
    Fault(String),
    /// Nobody heard the answer to this wish, and the citizen has gone: if a number was given, it is given back.
    Withdrawn,
}

impl What {
    /// Its name for records.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Offline(_) => "offline",
            Self::Printing => "printing",
            Self::Printed => "printed",
            Self::Fault(_) => "print-failed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether a ticket would be lost, or stand in the queue for nobody, if this were never told.
    fn is_about_the_number(&self) -> bool {
        matches!(self, Self::Offline(_) | Self::Withdrawn)
    }
}

/// The reports not told yet, oldest first.
#[derive(Debug, Default)]
pub struct Outbox {
    reports: VecDeque<Report>,
}

impl Outbox {
    /// Several days of the busiest kiosk. Beyond it the oldest word on a paper is dropped; words on a number never are:
    /// the leases bound them.
    pub const LIMIT: usize = 6_000;

    /// What an entry of the journal means for the server.
    pub fn apply(&mut self, entry: &Entry) {
        let (ticket, command, what) = match entry {
            Entry::Given(given) => match &given.offline {
                Some(request) => (given.ticket.id, given.command, What::Offline(Box::new(request.clone()))),
                None => return,
            },
            Entry::Printing { ticket, command } => (*ticket, *command, What::Printing),
            Entry::Printed { ticket, command } => (*ticket, *command, What::Printed),
            Entry::PrintFailed { ticket, command, fault } => (*ticket, *command, What::Fault(fault.clone())),
            Entry::Withdrawn { ticket, command } => (*ticket, *command, What::Withdrawn),
            Entry::Told { command } | Entry::Refused { command, .. } => {
                // Nearly always the first.
                if let Some(at) = self.reports.iter().position(|r| r.command == *command) {
                    self.reports.remove(at);
                }
                return;
            }
            Entry::Device { .. } | Entry::Used { .. } | Entry::Begun { .. } => return,
        };
        self.reports.push_back(Report { ticket, command, what });
        if self.reports.len() > Self::LIMIT
            && let Some(oldest) = self.reports.iter().position(|r| !r.what.is_about_the_number())
        {
            self.reports.remove(oldest);
        }
    }

    /// The next to tell.
    pub fn next(&self) -> Option<&Report> {
        self.reports.front()
    }

    /// All of them.
    pub fn reports(&self) -> impl Iterator<Item = &Report> {
        self.reports.iter()
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.reports.len()
    }

    /// Whether the server knows everything.
    pub fn is_empty(&self) -> bool {
        self.reports.is_empty()
    }

    /// Puts everything about a ticket behind the others, in its order: it must not hold them up.
    pub fn defer(&mut self, ticket: TicketId) {
        let (of_it, others): (VecDeque<_>, VecDeque<_>) = self.reports.drain(..).partition(|r| r.ticket == ticket);
        self.reports = others;
        self.reports.extend(of_it);
    }
}

#[cfg(test)]
mod tests {
    use queue_protocol::client::new_command_id;

    use super::*;

    fn printed() -> (TicketId, CommandId, Entry) {
        let (ticket, command) = (TicketId(new_command_id().0), new_command_id());
        (ticket, command, Entry::Printed { ticket, command })
    }

    #[test]
    fn told_in_order_and_once() {
        let mut outbox = Outbox::default();
        let (ticket, first, entry) = printed();
        outbox.apply(&Entry::Printing { ticket, command: CommandId(ticket.0) });
        outbox.apply(&entry);
        let (_, other, entry) = printed();
        outbox.apply(&entry);
        outbox.defer(ticket);
        let order: Vec<_> = outbox.reports().map(|r| r.command).collect();
        assert_eq!(order, [other, CommandId(ticket.0), first], "what belongs to a ticket keeps its order");
        outbox.apply(&Entry::Told { command: other });
        outbox.apply(&Entry::Told { command: other });
        outbox.apply(&Entry::Refused { ticket, command: CommandId(ticket.0), why: String::new() });
        assert_eq!(outbox.next().map(|r| &r.what), Some(&What::Printed));
        assert_eq!(outbox.len(), 1);
    }

    #[test]
    fn is_bounded_but_forgets_no_number() {
        let mut outbox = Outbox::default();
        let (ticket, _, _) = printed();
        outbox.apply(&Entry::Withdrawn { ticket, command: new_command_id() });
        for _ in 0..Outbox::LIMIT + 5 {
            outbox.apply(&printed().2);
        }
        assert_eq!(outbox.len(), Outbox::LIMIT);
        assert_eq!(outbox.next().map(|r| &r.what), Some(&What::Withdrawn));
    }
}
