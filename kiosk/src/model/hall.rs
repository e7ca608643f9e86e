//! What the server says of the hall: the site, whether it is open, who waits how long.

use queue_protocol::{
    core::{Intent, Lane, OpenState, Seq, Service, ServiceId, UtcMillis},
    wire::{Board, ServiceWait, SiteView, Waits},
};

use super::Interval;
use crate::scan::Rules;

/// The hall as last heard, with the instant at which it was true.
#[derive(Clone, Debug)]
pub struct Hall {
    site: SiteView,
    /// What its codes look like.
    rules: Rules,
    open: OpenState,
    waits: Vec<ServiceWait>,
    at: UtcMillis,
    seq: Seq,
}

/// One choice: how many wait before a newcomer, and how long it will take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Which service.
    pub service: ServiceId,
    /// Whether it is offered today.
    pub offered: bool,
    /// Citizens who will be called before a newcomer, if known.
    pub ahead: Option<u32>,
    /// The interval, if known.
    pub wait: Option<Interval>,
}

/// All services of an intent together, for the start page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Citizens waiting, if known.
    pub waiting: Option<u32>,
    /// The longest of the intervals, if any is known.
    pub longest: Option<Interval>,
    /// Whether it is the only one, so that "longest" need not be said.
    pub single: bool,
}

impl Hall {
    /// The hall of a site whose figures have not been heard yet.
    pub fn new(site: SiteView) -> Self {
        let rules = Rules::of(&site);
        Self { open: site.open.clone(), at: site.at, seq: site.seq, waits: Vec::new(), rules, site }
    }

    /// The site.
    pub fn site(&self) -> &SiteView {
        &self.site
    }

    /// What its codes look like.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Whether tickets are given.
    pub fn open(&self) -> &OpenState {
        &self.open
    }

    /// When the figures were true; nothing before the first.
    pub fn figures_at(&self) -> Option<UtcMillis> {
        (!self.waits.is_empty()).then_some(self.at)
    }

    /// The site was read again: the configuration is new, the figures stay until new ones come.
    pub fn reconfigure(&mut self, site: SiteView) {
        self.open = site.open.clone();
        self.rules = Rules::of(&site);
        self.site = site;
    }

    /// The whole board arrived.
    pub fn hear_board(&mut self, board: Board) {
        self.hear(board.seq, board.at, board.open, board.waits);
    }

    /// New figures arrived.
    pub fn hear_waits(&mut self, waits: Waits) {
        self.hear(waits.seq, waits.at, waits.open, waits.waits);
    }

    /// The services of an intent, in the order of the tiles.
    pub fn services(&self, intent: Intent) -> impl Iterator<Item = &Service> {
        self.site.services.iter().filter(move |s| s.intent == intent)
    }

    /// The service of an id.
    pub fn service(&self, id: &ServiceId) -> Option<&Service> {
        self.site.services.iter().find(|s| s.id == *id)
    }

    /// What a newcomer of `lane` would find at a service at `now`.
    pub fn choice(&self, service: &Service, lane: Lane, now: UtcMillis) -> Choice {
        let day = queue_protocol::core::BusinessDay::of(now, self.site.utc_offset_min);
        // What was heard of another day says nothing of this one.
        let same_day = queue_protocol::core::BusinessDay::of(self.at, self.site.utc_offset_min) == day;
        let heard = self.heard(&service.id).filter(|_| same_day);
        let (ahead, wait) = match (heard, lane) {
            (None, _) => (None, None),
            (Some(w), Lane::Priority) => (Some(w.priority_ahead), w.priority_wait),
            (Some(w), _) => (Some(w.ahead), w.wait),
        };
        Choice {
            service: service.id.clone(),
            offered: heard.map_or_else(|| service.offered_on(day.weekday()), |w| w.offered),
            ahead,
            wait: wait.map(Interval::of),
        }
    }

    /// All services of an intent together.
    pub fn summary(&self, intent: Intent) -> Summary {
        let heard: Vec<_> = self.services(intent).filter_map(|s| self.heard(&s.id)).filter(|w| w.offered).collect();
        Summary {
            waiting: (!heard.is_empty()).then(|| heard.iter().map(|w| w.waiting).sum()),
            longest: heard.iter().filter_map(|w| w.wait).map(Interval::of).max(),
            single: self.services(intent).count() == 1,
        }
    }

    fn heard(&self, service: &ServiceId) -> Option<&ServiceWait> {
        self.waits.iter().find(|w| w.service == *service)
    }

    fn hear(&mut self, seq: Seq, at: UtcMillis, open: OpenState, waits: Vec<ServiceWait>) {
        self.seq = seq;
        self.at = at;
        self.open = open;
        self.waits = waits;
    }
}
