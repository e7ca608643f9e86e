//! The part of the site that one wall looks after: the counters of its zones, with names ready to show.

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

/// A site as seen from some of its zones, in one language.
#[derive(Clone, Debug)]
pub struct Hall {
    site: SiteView,
    zones: Vec<String>,
    lang: Lang,
}

impl Hall {
    /// The hall of these zones, or the zones there are.
    pub fn new(site: SiteView, zones: &[String], lang: Lang) -> Result<Self, UnknownZone> {
        let Some(unknown) = zones.iter().find(|zone| site.counters.iter().all(|c| c.zone != **zone)) else {
            return Ok(Self { site, zones: zones.to_vec(), lang });
        };
        let there: BTreeSet<_> = site.counters.into_iter().map(|c| c.zone).collect();
        Err(UnknownZone { zone: unknown.clone(), zones: there.into_iter().collect() })
    }

    /// The site as the server describes it.
    pub fn site(&self) -> &SiteView {
        &self.site
    }

    /// A counter, if it stands in one of these zones.
    pub fn counter(&self, id: &CounterId) -> Option<&CounterConfig> {
        self.counters().find(|c| c.id == *id)
    }

    /// Whether a counter of these zones serves it.
    pub fn serves(&self, service: &ServiceId) -> bool {
        self.counters().any(|c| c.serves.contains(service))
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

    /// The sentences for the foot, which take turns.
    pub fn notices(&self) -> Vec<String> {
        let notices = std::iter::once(&self.site.notice).chain(&self.site.wall.notices);
        notices.map(|notice| self.text(notice)).filter(|notice| !notice.is_empty()).collect()
    }

    /// `07:00–11:30 · 13:30–17:00`.
    pub fn sessions(&self) -> String {
        let sessions = self.site.sessions.iter().map(|s| format!("{}–{}", s.from, s.to));
        sessions.collect::<Vec<_>>().join(" · ")
    }

    fn counters(&self) -> impl Iterator<Item = &CounterConfig> {
        self.site.counters.iter().filter(|c| self.zones.contains(&c.zone))
    }
}
