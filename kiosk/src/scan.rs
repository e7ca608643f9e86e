//! What a code is that somebody held under the scanner: the file code of a result slip, our own ticket, another office's
//! ticket, an identity card, or nothing that this kiosk knows. Of a card only the birth date is kept; of what is unknown,
//! nothing.

mod address;
mod card;

use queue_protocol::{
    core::{BusinessDay, KioskConfig, Text, TicketId},
    wire::SiteView,
};
use regex::{Regex, RegexBuilder};

pub use card::BirthDate;

/// A pattern larger than this is no file code. It bounds what a site file can make every kiosk hold.
const PATTERN_BYTES: usize = 1 << 20;

/// What was scanned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scan {
    /// The file code (mã hồ sơ) of a result slip. Which one does not matter for a number, and is not kept.
    FileCode,
    /// A ticket of this office.
    Ticket(TicketId),
    /// A ticket of another office.
    OtherSite(Text),
    /// An identity card.
    Card(BirthDate),
    /// Anything else.
    Unknown,
}

/// What the codes of a site look like.
#[derive(Clone, Debug)]
pub struct Rules {
    file_code: Option<Regex>,
    follow_url: String,
    neighbours: Vec<(String, Text)>,
    priority_age: Option<u32>,
}

impl Scan {
    /// What kind it is, for the log.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::FileCode => "file-code",
            Self::Ticket(_) => "ticket",
            Self::OtherSite(_) => "other-site",
            Self::Card(_) => "card",
            Self::Unknown => "unknown",
        }
    }
}

impl Rules {
    /// The rules of a site.
    pub fn of(site: &SiteView) -> Self {
        Self {
            follow_url: site.ticket.follow_url.clone(),
            neighbours: site.neighbours.iter().map(|n| (n.follow_url.clone(), n.name.clone())).collect(),
            ..Self::without_site(&site.kiosk)
        }
    }

    /// The rules where no site is known: every ticket is another office's.
    pub fn without_site(kiosk: &KioskConfig) -> Self {
        let pattern = format!("^(?:{})$", kiosk.file_code);
        let file_code = RegexBuilder::new(&pattern).size_limit(PATTERN_BYTES).build();
        Self {
            file_code: file_code
                .inspect_err(
                    |error| tracing::error!(%error, "the site's file_code is no pattern, so no file code is known"),
                )
                .ok(),
            follow_url: String::new(),
            neighbours: Vec::new(),
            priority_age: kiosk.priority_age,
        }
    }

    /// Whether a birth date gives priority on a day. Nothing does where the site has no such age.
    pub fn is_entitled(&self, birth: BirthDate, today: BusinessDay) -> bool {
        self.priority_age.is_some_and(|age| birth.age_on(today).is_some_and(|years| years >= age))
    }
}

/// What a text is. A card is looked for first, and its text goes nowhere else.
pub fn classify(text: &str, rules: &Rules) -> Scan {
    let text = text.trim();
    if let Some(birth) = card::birth_date(text) {
        return Scan::Card(birth);
    }
    if rules.file_code.as_ref().is_some_and(|pattern| pattern.is_match(text)) {
        return Scan::FileCode;
    }
    if let Some(ticket) = address::ticket_below(&rules.follow_url, text) {
        return ticket.parse().map_or(Scan::Unknown, Scan::Ticket);
    }
    let neighbour = rules.neighbours.iter().find(|(base, _)| address::ticket_below(base, text).is_some());
    if let Some((_, name)) = neighbour {
        return Scan::OtherSite(name.clone());
    }
    address::host_of_ticket(text).map_or(Scan::Unknown, |host| Scan::OtherSite(Text { vi: host.clone(), en: host }))
}
