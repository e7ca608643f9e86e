//! What a step found, as it goes into the report.

use serde::Serialize;

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It was seen to work.
    Passed,
    /// It was seen not to work.
    Failed,
    /// Nobody saw either.
    Skipped,
}

/// One step of the walk.
#[derive(Debug, Serialize)]
pub(super) struct Step {
    pub id: &'static str,
    pub title: String,
    /// Local time at which it began.
    pub began: String,
    pub seconds: f64,
    #[serde(flatten)]
    pub finding: Finding,
    /// What the printer said, in hex, an entry an exchange.
    pub answers: Vec<String>,
}

/// What was found, in words.
#[derive(Debug, Serialize)]
pub(super) struct Finding {
    pub outcome: Outcome,
    pub said: String,
    /// What to do about it.
    pub todo: Option<String>,
    pub facts: Vec<Fact>,
    pub pictures: Vec<Picture>,
}

/// A figure with its name.
#[derive(Debug, Serialize)]
pub(super) struct Fact {
    pub label: String,
    pub value: String,
}

/// A picture, beside the report under its name.
#[derive(Debug, Serialize)]
pub(super) struct Picture {
    pub file: &'static str,
    pub caption: String,
    #[serde(skip)]
    pub png: Vec<u8>,
}

impl Finding {
    pub(super) fn passed(said: String) -> Self {
        Self::new(Outcome::Passed, said, None)
    }

    pub(super) fn skipped(said: String) -> Self {
        Self::new(Outcome::Skipped, said, None)
    }

    pub(super) fn failed(said: String, todo: String) -> Self {
        Self::new(Outcome::Failed, said, Some(todo))
    }

    pub(super) fn with_fact(mut self, label: String, value: String) -> Self {
        self.facts.push(Fact { label, value });
        self
    }

    fn new(outcome: Outcome, said: String, todo: Option<String>) -> Self {
        Self { outcome, said, todo, facts: Vec::new(), pictures: Vec::new() }
    }
}
