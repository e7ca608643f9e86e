//! What the page shows of a ticket: the same view that paper, wall and console have, with names instead of ids.

use queue_core::{BusinessDay, Lang, Site, State, Text, Ticket, TicketId, TicketState, UtcMillis};

use crate::view;

/// Steps in which clock times are told, as the intervals are.
const STEP_MS: i64 = 300_000;

/// A ticket as its holder sees it.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Look {
    pub lang: Lang,
    pub id: TicketId,
    pub office: String,
    pub number: String,
    pub service: String,
    /// What is painted on the counters that may call it.
    pub counters: Vec<u32>,
    pub trial: bool,
    pub moment: Moment,
    pub documents: Vec<String>,
    pub documents_sample: bool,
    /// Local time at which all this was true.
    pub at: String,
}

/// Where the ticket stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Moment {
    Waiting {
        ahead: u32,
        /// From and to, in minutes and as clock times.
        wait: Option<((u32, u32), (String, String))>,
        /// When the office opens again, while it is closed.
        opens: Option<String>,
    },
    Called {
        counter: u32,
        call: u32,
        at: String,
    },
    Serving {
        counter: u32,
    },
    Held {
        counter: u32,
        reason: Option<String>,
    },
    Missed,
    Done {
        rated: bool,
    },
    Back,
    Over,
}

impl Moment {
    /// The name by which the style sheet knows it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Waiting { .. } => "wait",
            Self::Called { .. } => "called",
            Self::Serving { .. } => "serving",
            Self::Held { .. } => "held",
            Self::Missed => "missed",
            Self::Done { .. } => "done",
            Self::Back => "back",
            Self::Over => "over",
        }
    }

    /// Whether nothing more will happen that the citizen waits for.
    pub fn is_last(&self) -> bool {
        matches!(self, Self::Done { .. } | Self::Back | Self::Over)
    }

    /// Whether the number may be given back.
    pub fn may_give_back(&self) -> bool {
        matches!(self, Self::Waiting { .. } | Self::Called { .. } | Self::Held { .. } | Self::Missed)
    }
}

/// A ticket of today, or nothing: of one of another day there is no more to say than of one that never was.
pub fn look(state: &State, id: TicketId, lang: Lang, now: UtcMillis) -> Option<Look> {
    let site = state.site()?;
    let now = state.effective(now);
    let ticket = state.ticket(id).filter(|t| t.day == site.day_of(now))?;
    let view = view::ticket(state, ticket, now)?;
    let service = site.service(&ticket.service)?;
    let text = |text: &Text| one_line(text.get(lang));
    let mut counters: Vec<u32> = view.counters.iter().filter_map(|c| Some(site.counter(c)?.number)).collect();
    counters.sort_unstable();
    let zone = Zone(site);
    let moment = match ticket.state {
        TicketState::Waiting => Moment::Waiting {
            ahead: view.ahead,
            wait: view.wait.map(|w| {
                let clock = |seconds: u32| zone.minute(nearest(now.plus_s(i64::from(seconds))));
                (w.minutes(), (clock(w.low_s), clock(w.high_s)))
            }),
            opens: zone.opens(now),
        },
        TicketState::Called => Moment::Called {
            counter: number(site, ticket),
            call: ticket.calls,
            at: zone.second(ticket.last_called_at.unwrap_or(now)),
        },
        TicketState::Serving => Moment::Serving { counter: number(site, ticket) },
        TicketState::Parked => {
            let reason = site.park_reasons.iter().find(|r| ticket.reason.as_ref() == Some(&r.id));
            Moment::Held { counter: number(site, ticket), reason: reason.map(|r| text(&r.name)) }
        }
        TicketState::NoShow => Moment::Missed,
        TicketState::Done => Moment::Done { rated: ticket.rated },
        TicketState::Cancelled => Moment::Back,
        TicketState::Unserved => Moment::Over,
    };
    Some(Look {
        lang,
        id,
        office: text(&site.short_name),
        number: ticket.number.to_string(),
        service: text(&service.name),
        counters,
        trial: view.trial,
        moment,
        documents: service.papers.iter().map(text).collect(),
        documents_sample: service.papers_sample,
        at: zone.second(now),
    })
}

/// Local time of a site, as it is read here.
pub struct Zone<'a>(pub &'a Site);

impl Zone<'_> {
    /// `09:15:45`
    pub fn second(&self, at: UtcMillis) -> String {
        let local = at.local(self.0.utc_offset_min);
        format!("{:02}:{:02}:{:02}", local.hour(), local.minute(), local.second())
    }

    /// `09:15`
    pub fn minute(&self, at: UtcMillis) -> String {
        let local = at.local(self.0.utc_offset_min);
        format!("{:02}:{:02}", local.hour(), local.minute())
    }

    /// When the office opens again today, if it is closed.
    fn opens(&self, now: UtcMillis) -> Option<String> {
        let open = self.0.hours.at(now, self.0.utc_offset_min);
        let again = open.changes_at.filter(|at| !open.open && self.day(*at) == self.day(now))?;
        Some(self.minute(again))
    }

    fn day(&self, at: UtcMillis) -> BusinessDay {
        self.0.day_of(at)
    }
}

/// A line break of the site file is where a narrow tile may break; a page breaks by itself.
pub fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}

fn nearest(at: UtcMillis) -> UtcMillis {
    UtcMillis((at.0 + STEP_MS / 2).div_euclid(STEP_MS) * STEP_MS)
}

fn number(site: &Site, ticket: &Ticket) -> u32 {
    ticket.counter.as_ref().and_then(|c| site.counter(c)).map_or(0, |c| c.number)
}
