//! What stands on a ticket's paper: the office's words and the ticket's figures, in the ticket's language.

use queue_protocol::{
    core::Lane,
    wire::{SiteView, TicketView},
};

use crate::{
    follow,
    model::Interval,
    paper::{Note, PaperLane, TicketPaper},
};

/// Fills in the paper of a ticket.
pub fn fill(site: &SiteView, ticket: &TicketView) -> TicketPaper {
    let lang = ticket.lang;
    let service = site.services.iter().find(|s| s.id == ticket.service);
    let local = ticket.issued_at.local(site.utc_offset_min);
    let texts = |list: &[queue_protocol::core::Text]| list.iter().map(|t| t.get(lang).to_owned()).collect::<Vec<_>>();
    TicketPaper {
        lang,
        trial: ticket.trial,
        reprint: false,
        head: site.ticket.head.get(lang).to_owned(),
        place: site.ticket.place.get(lang).to_owned(),
        number: ticket.number.to_string(),
        service: service.map(|s| s.name.get(lang).replace('\n', " ")).unwrap_or_default(),
        intent: ticket.intent,
        counters: site
            .counters
            .iter()
            .filter(|c| ticket.counters.contains(&c.id))
            .map(|c| c.number.to_string())
            .collect(),
        ahead: Some(ticket.ahead),
        wait_min: ticket.wait.map(Interval::of).map(|i| (i.from, i.to)),
        lane: match ticket.lane {
            Lane::Regular => PaperLane::Regular,
            Lane::Priority => PaperLane::Priority(None),
            Lane::Booked => PaperLane::Booked,
            Lane::Returning => PaperLane::Returning,
        },
        time: format!("{:02}:{:02}", local.hour(), local.minute()),
        date: format!("{}/{}/{}", local.day(), local.month(), local.year()),
        papers: service.map(|s| texts(&s.papers)).unwrap_or_default(),
        papers_sample: service.is_some_and(|s| s.papers_sample),
        notes: texts(&site.ticket.notes).into_iter().map(|text| Note { text, strong: false }).collect(),
        follow_url: follow::address(site, ticket),
    }
}
