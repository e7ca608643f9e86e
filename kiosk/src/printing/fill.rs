//! What stands on a ticket's paper: the office's words and the ticket's figures, in the ticket's language.

use queue_protocol::{
    core::{CounterId, Intent, Lane, Lang, Service, Text, TicketId},
    wire::{SiteView, TicketView},
};

use uuid::Uuid;

use crate::{
    follow,
    model::Interval,
    paper::{Note, PaperLane, TicketPaper},
};

/// Fills in the paper of a ticket.
pub fn fill(site: &SiteView, ticket: &TicketView) -> TicketPaper {
    let service = site.services.iter().find(|s| s.id == ticket.service);
    let local = ticket.issued_at.local(site.utc_offset_min);
    TicketPaper {
        trial: ticket.trial,
        number: ticket.number.to_string(),
        intent: ticket.intent,
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
        follow_url: follow::address(site, ticket.id),
        ..blank(site, service, ticket.lang, |counter| ticket.counters.contains(counter))
    }
}

/// The paper of a service before anybody has taken it: all that its tickets have in common.
pub(super) fn specimen(site: &SiteView, service: &Service, lang: Lang) -> TicketPaper {
    let serves = |id: &CounterId| site.counters.iter().any(|c| c.id == *id && c.serves.contains(&service.id));
    blank(site, Some(service), lang, serves)
}

fn blank(site: &SiteView, service: Option<&Service>, lang: Lang, at: impl Fn(&CounterId) -> bool) -> TicketPaper {
    let texts = |list: &[Text]| list.iter().map(|t| t.get(lang).to_owned()).collect::<Vec<_>>();
    TicketPaper {
        lang,
        trial: site.trial,
        reprint: false,
        head: site.ticket.head.get(lang).to_owned(),
        place: site.ticket.place.get(lang).to_owned(),
        number: service.map(|s| format!("{}001", s.letter)).unwrap_or_default(),
        service: service.map(|s| s.name.get(lang).replace('\n', " ")).unwrap_or_default(),
        intent: service.map_or(Intent::Submit, |s| s.intent),
        counters: site.counters.iter().filter(|c| at(&c.id)).map(|c| c.number.to_string()).collect(),
        ahead: Some(1),
        wait_min: Some((5, 10)),
        lane: PaperLane::Regular,
        time: "08:00".to_owned(),
        date: "1/1/2019".to_owned(),
        papers: service.map(|s| texts(&s.papers)).unwrap_or_default(),
        papers_sample: service.is_some_and(|s| s.papers_sample),
        notes: texts(&site.ticket.notes).into_iter().map(|text| Note { text, strong: false }).collect(),
        follow_url: follow::address(site, TicketId(Uuid::nil())),
    }
}
