//! Giving a number from the lease. The journal has it before anyone sees it.
//!
//! A wish whose request may have reached the server is never given its offline number under the same id: the server may
//! hold a ticket of that id with a number of its own, and then one paper would name one number and the queue another. So the
//! old wish is written down as withdrawn and the offline ticket gets a new id, both in one step: whatever happens next, the
//! old ticket is given back, and the citizen's number is the only one that stays.

use std::io;

use queue_protocol::{
    client::new_command_id,
    core::{BusinessDay, Intent, Lane, Lang, Leased, PrintState, Seq, TicketId, TicketState, UtcMillis},
    wire::{IssueRequest, SiteView, TicketView},
};

use super::Storage;
use crate::journal::{Entry, Given, Line};

/// A wish that the server cannot hear.
pub struct Wish<'a> {
    /// What for.
    pub request: &'a IssueRequest,
    /// Its id, if the server may have heard it after all.
    pub sent: Option<TicketId>,
    /// The id of the ticket that is given instead.
    pub ticket: TicketId,
}

/// Why there is none.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum NoNumber {
    #[error("no leased numbers are left for {0}")]
    UsedUp(BusinessDay),
    #[error("the number could not be stored ({0}), so it was not given")]
    NotStored(#[from] io::Error),
}

impl Storage {
    /// Gives the next number of today.
    pub fn give(&self, wish: &Wish<'_>, site: &SiteView) -> Result<TicketView, NoNumber> {
        let mut state = self.state();
        let at = state.now();
        let day = BusinessDay::of(at, site.utc_offset_min);
        let number = state.leases.next(day).filter(|_| state.journal.is_some()).ok_or(NoNumber::UsedUp(day))?;
        let offline = Some(Leased { number, day, issued_at: at });
        let request = IssueRequest { offline, ..wish.request.clone() };
        let ticket = view(wish.ticket, &request, number, day, site, at);
        let given = Given { ticket: ticket.clone(), offline: Some(request), command: new_command_id() };
        let withdrawn = wish.sent.map(|ticket| Entry::Withdrawn { ticket, command: new_command_id() });
        let entries = withdrawn.into_iter().chain([Entry::Given(Box::new(given))]);
        let lines: Vec<_> = entries.map(|entry| Line { at, entry }).collect();
        state.write(&lines)?;
        lines.into_iter().for_each(|line| state.apply(line));
        state.tidy();
        drop(state);
        self.shared.news.notify_one();
        Ok(ticket)
    }
}

/// The ticket as far as it can be known here: nobody knows who waits before it, or how long.
fn view(
    id: TicketId,
    request: &IssueRequest,
    number: queue_protocol::core::TicketNumber,
    day: BusinessDay,
    site: &SiteView,
    at: UtcMillis,
) -> TicketView {
    let service = site.services.iter().find(|s| s.id == request.service);
    TicketView {
        id,
        number,
        service: request.service.clone(),
        intent: request.intent.or(service.map(|s| s.intent)).unwrap_or(Intent::Submit),
        state: TicketState::Waiting,
        lane: request.lane.unwrap_or(Lane::Regular),
        lang: request.lang.unwrap_or(Lang::Vi),
        day,
        issued_at: at,
        ahead: 0,
        wait: None,
        counter: None,
        counters: site.counters.iter().filter(|c| c.serves.contains(&request.service)).map(|c| c.id.clone()).collect(),
        print: PrintState::Issued,
        copies: 0,
        called_at: None,
        calls: 0,
        started_at: None,
        ended_at: None,
        reason: None,
        parked_at: None,
        note: None,
        transferred: false,
        counts_from: day,
        trial: site.trial,
        seq: Seq(0),
    }
}
