//! What is known of the paper of each ticket that was given here: enough for a kiosk that starts again to tell a ticket
//! whose paper nobody can have from one whose paper may lie in somebody's hand.

use std::collections::HashMap;

use queue_protocol::{
    core::{TicketId, UtcMillis},
    wire::TicketView,
};

use crate::journal::Entry;

/// How old a ticket may be for its paper to come out by itself after a restart: its citizen still stands there.
pub const FRESH_S: u64 = 600;

/// Tickets whose paper is remembered: a day of the busiest kiosk. The oldest that is settled goes first.
const LIMIT: usize = 2_000;

/// The paper of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// No printer was given it.
    Due,
    /// A printer was given it, and has not said what became of it.
    Begun,
    /// It is out, it failed, or nobody wants it: the server is told.
    Settled,
}

/// A ticket that was given here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintJob {
    /// The ticket, as long as its paper may have to be printed.
    pub ticket: Option<Box<TicketView>>,
    /// Its paper.
    pub paper: Paper,
    /// Whether any paper of it was begun: the next one says IN LẠI.
    pub begun: bool,
    at: UtcMillis,
}

/// The tickets of this kiosk.
#[derive(Debug, Default)]
pub struct PrintJobs {
    jobs: HashMap<TicketId, PrintJob>,
}

impl PrintJobs {
    /// What an entry of the journal means for a ticket's paper.
    pub fn apply(&mut self, at: UtcMillis, entry: &Entry) {
        match entry {
            Entry::Given(given) => {
                let job = self.job(given.ticket.id, at);
                // Given back before the answer came: nobody would take the paper.
                if job.paper == Paper::Due {
                    job.ticket = Some(Box::new(given.ticket.clone()));
                }
            }
            Entry::Printing { ticket, .. } => {
                let job = self.job(*ticket, at);
                (job.paper, job.begun) = (Paper::Begun, true);
            }
            Entry::Printed { ticket, .. } | Entry::PrintFailed { ticket, .. } | Entry::Withdrawn { ticket, .. } => {
                let job = self.job(*ticket, at);
                (job.paper, job.ticket) = (Paper::Settled, None);
            }
            Entry::Begun { tickets } => {
                for ticket in tickets {
                    let job = self.job(*ticket, at);
                    (job.paper, job.begun) = (Paper::Settled, true);
                }
            }
            Entry::Device { .. } | Entry::Told { .. } | Entry::Refused { .. } | Entry::Used { .. } => {}
        }
    }

    /// Whether a paper of this ticket may be out.
    pub fn may_be_out(&self, ticket: TicketId) -> bool {
        self.jobs.get(&ticket).is_some_and(|job| job.begun)
    }

    /// The jobs that are not settled, oldest ticket first.
    pub fn open(&self) -> Vec<(TicketId, &PrintJob)> {
        let unsettled = self.jobs.iter().filter(|(_, job)| job.paper != Paper::Settled);
        let mut open: Vec<_> = unsettled.map(|(id, job)| (*id, job)).collect();
        open.sort_by_key(|(id, job)| (job.at, *id));
        open
    }

    /// The tickets of which a paper was begun and that are settled.
    pub fn begun(&self) -> Vec<TicketId> {
        let mut begun: Vec<_> =
            self.jobs.iter().filter(|(_, j)| j.begun && j.paper == Paper::Settled).map(|(id, _)| *id).collect();
        begun.sort();
        begun
    }

    fn job(&mut self, ticket: TicketId, at: UtcMillis) -> &mut PrintJob {
        if self.jobs.len() >= LIMIT && !self.jobs.contains_key(&ticket) {
            // Ids are made in the order of time.
            let settled = self.jobs.iter().filter(|(_, job)| job.paper == Paper::Settled).map(|(id, _)| *id);
            if let Some(oldest) = settled.min() {
                self.jobs.remove(&oldest);
            }
        }
        self.jobs.entry(ticket).or_insert(PrintJob { ticket: None, paper: Paper::Due, begun: false, at })
    }
}

impl PrintJob {
    /// Whether its citizen may still stand there at `now`.
    pub fn is_fresh(&self, now: UtcMillis) -> bool {
        now.since_s(self.at) < FRESH_S
    }
}
