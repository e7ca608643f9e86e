//! The part of the site that one wall looks after: the counters of its zone, with names ready to show.

use std::collections::BTreeSet;

use queue_protocol::{
    core::{CounterConfig, CounterId, Lang, ServiceId, StaffId, Text},
    wire::SiteView,
};

use super::Person;

/// A zone that the site does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no zone {zone:?}; there are {zones:?}")]
#[allow(missing_docs)]
pub struct UnknownZone {
    pub zone: String,
    pub zones: Vec<String>,
}

/// A site as seen from one zone, in one language.
#[derive(Clone, Debug)]
pub struct Hall {
    site: SiteView,
    zone: String,
    lang: Lang,
}

impl Hall {
    /// The hall of a zone, or the zones there are.
    pub fn new(site: SiteView, zone: &str, lang: Lang) -> Result<Self, UnknownZone> {
        if site.counters.iter().any(|c| c.zone == zone) {
            return Ok(Self { site, zone: zone.to_owned(), lang });
        }
        let zones: BTreeSet<_> = site.counters.into_iter().map(|c| c.zone).collect();
        Err(UnknownZone { zone: zone.to_owned(), zones: zones.into_iter().collect() })
    }

    /// The site as the server describes it.
    pub fn site(&self) -> &SiteView {
        &self.site
    }

    /// A counter, if it stands in this zone.
    pub fn counter(&self, id: &CounterId) -> Option<&CounterConfig> {
        self.site.counters.iter().find(|c| c.id == *id && c.zone == self.zone)
    }

    /// Whether a counter of this zone serves it.
    pub fn serves(&self, service: &ServiceId) -> bool {
        self.site.counters.iter().any(|c| c.zone == self.zone && c.serves.contains(service))
    }

    /// Name of a service on one line.
    pub fn service(&self, id: &ServiceId) -> String {
        self.site.services.iter().find(|s| s.id == *id).map(|s| self.text(&s.name)).unwrap_or_default()
    }

    /// Letter of a service's series.
    pub fn letter(&self, id: &ServiceId) -> String {
        self.site.services.iter().find(|s| s.id == *id).map(|s| s.letter.to_string()).unwrap_or_default()
    }

    /// A person on duty.
    pub fn person(&self, id: &StaffId) -> Option<Person> {
        let person = self.site.staff.iter().find(|p| p.id == *id)?;
        Some(Person { name: person.name.clone(), title: self.text(&person.title) })
    }

    /// A text in this wall's language, its break marks taken out.
    pub fn text(&self, text: &Text) -> String {
        text.get(self.lang).replace('\n', " ")
    }

    /// `07:00–11:30 · 13:30–17:00`.
    pub fn sessions(&self) -> String {
        let sessions = self.site.sessions.iter().map(|s| format!("{}–{}", s.from, s.to));
        sessions.collect::<Vec<_>>().join(" · ")
    }
}
