//! The catalogue of a ticket's own words.

use serde::Deserialize;

use super::PaperError;

/// Both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Catalogue {
    pub(super) vi: Words,
    pub(super) en: Words,
}

/// One language, key by key as in `words.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) trial_banner: String,
    pub(super) trial_line: String,
    pub(super) number: String,
    pub(super) trial_number: String,
    pub(super) submit: String,
    pub(super) collect: String,
    pub(super) counters: String,
    pub(super) ahead: String,
    pub(super) wait: String,
    pub(super) wait_narrow: String,
    pub(super) wait_unknown: String,
    pub(super) regular: String,
    pub(super) priority: String,
    pub(super) priority_group: String,
    pub(super) booked: String,
    pub(super) returning: String,
    pub(super) taken: String,
    pub(super) papers: String,
    pub(super) sample: String,
    pub(super) sample_narrow: String,
    pub(super) follow: String,
    pub(super) follow_narrow: String,
}

impl Catalogue {
    pub(super) fn load() -> Result<Self, PaperError> {
        toml::from_str(include_str!("words.toml")).map_err(|error| PaperError::Words(error.to_string()))
    }
}
