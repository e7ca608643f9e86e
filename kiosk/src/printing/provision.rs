//! What the printer is to keep before anybody needs it: the pictures of every service's ticket in both languages, so that
//! the first citizen of the morning does not wait for them on a slow line.

use std::collections::VecDeque;

use devices::printer::{Part, PrintJob};
use queue_protocol::{
    core::{Lang, ServiceId},
    wire::SiteView,
};

use super::fill::specimen;
use crate::paper::{Layout, TicketPaper};

/// One office's tickets, and those that are still to be given.
#[derive(Default)]
pub(super) struct Provision {
    site: Option<Box<SiteView>>,
    left: Vec<(ServiceId, Lang)>,
    /// What is left of the ticket at hand.
    parts: VecDeque<Part>,
}

impl Provision {
    /// The tickets of this office, from the first on.
    pub(super) fn stock(&mut self, site: Box<SiteView>) {
        self.site = Some(site);
        self.again();
    }

    /// From the first on. Vietnamese comes last: where there is no room for all, the printer drops what was given first.
    pub(super) fn again(&mut self) {
        let services = self.site.iter().flat_map(|site| &site.services).rev();
        let ids: Vec<ServiceId> = services.map(|service| service.id.clone()).collect();
        let of = |lang| ids.iter().map(move |id| (id.clone(), lang));
        // Taken from the end.
        self.left = of(Lang::Vi).chain(of(Lang::En)).collect();
        self.parts.clear();
    }

    /// The next thing to keep of the ticket at hand.
    pub(super) fn part(&mut self) -> Option<Part> {
        self.parts.pop_front()
    }

    /// What recurs in a paper is to be kept.
    pub(super) fn parts_of(&mut self, paper: PrintJob) {
        let recurs = |part: &Part| matches!(part, Part::Block(_) | Part::Once { .. });
        self.parts.extend(paper.parts.into_iter().filter(recurs));
    }

    /// The next ticket, once nothing is left of the one at hand.
    pub(super) fn ticket(&mut self) -> Option<TicketPaper> {
        if !self.parts.is_empty() {
            return None;
        }
        let (id, lang) = self.left.pop()?;
        let site = self.site.as_ref()?;
        let service = site.services.iter().find(|service| service.id == id)?;
        Some(specimen(site, service, lang))
    }

    /// The layout of the office's tickets.
    pub(super) fn layout(&self) -> Layout {
        self.site.as_ref().map(|site| site.ticket.layout).unwrap_or_default()
    }
}
