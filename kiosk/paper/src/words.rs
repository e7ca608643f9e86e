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
    pub(super) number_short: String,
    pub(super) trial_number: String,
    pub(super) priority_number: String,
    pub(super) reprint: String,
    pub(super) submit: String,
    pub(super) submit_narrow: String,
    pub(super) collect: String,
    pub(super) collect_narrow: String,
    pub(super) counter: String,
    pub(super) counters: String,
    pub(super) ahead: String,
    pub(super) ahead_short: String,
    pub(super) wait: String,
    pub(super) wait_narrow: String,
    pub(super) wait_unknown: String,
    pub(super) regular: String,
    pub(super) regular_short: String,
    pub(super) priority: String,
    pub(super) priority_group: String,
    pub(super) booked: String,
    pub(super) booked_short: String,
    pub(super) returning: String,
    pub(super) returning_short: String,
    pub(super) taken: String,
    pub(super) papers: String,
    pub(super) sample: String,
    pub(super) sample_narrow: String,
    pub(super) missed: String,
    pub(super) follow: String,
    pub(super) follow_narrow: String,
}

/// Longest list of counters that is spelt out.
const MAX_COUNTERS: usize = 12;

impl Words {
    /// Where to go: `Quầy 3, 4` or, where many stand side by side, `Quầy 1–5, 9`.
    pub(super) fn at_counters(&self, labels: &[String]) -> String {
        let words = if labels.len() == 1 { &self.counter } else { &self.counters };
        words.replace("{counters}", &listed(labels))
    }
}

fn listed(labels: &[String]) -> String {
    let mut runs: Vec<&[String]> = labels.chunk_by(|one, next| follows(one, next)).collect();
    let more = runs.len() > MAX_COUNTERS;
    runs.truncate(MAX_COUNTERS);
    let mut list = runs.iter().map(|run| run_of(run)).collect::<Vec<_>>().join(", ");
    if more {
        list.push('…');
    }
    list
}

fn follows(one: &str, next: &str) -> bool {
    one.parse::<u16>().is_ok_and(|one| next.parse() == Ok(u32::from(one) + 1))
}

fn run_of(run: &[String]) -> String {
    match run {
        [first, _, .., last] => format!("{first}–{last}"),
        _ => run.join(", "),
    }
}

impl Catalogue {
    pub(super) fn load() -> Result<Self, PaperError> {
        toml::from_str(include_str!("words.toml")).map_err(|error| PaperError::Words(error.to_string()))
    }
}
