//! The report: one HTML file that needs nothing beside it, the same as JSON, and the pictures.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use base64::{Engine, prelude::BASE64_STANDARD};
use minijinja::{AutoEscape, Environment, context};
use queue_protocol::core::Lang;
use serde::Serialize;

use crate::words;

use super::{
    options::SmokeOptions,
    step::{Fact, Outcome, Step},
    walk::{clock, outcome_key, printer_words},
};

const PAGE: &str = include_str!("report.html");
/// The house's typeface, so that every letter has its marks wherever the report is opened.
const MEDIUM: &[u8] = include_bytes!("../../../devices/fonts/BeVietnamPro_500Medium.ttf");
const BOLD: &[u8] = include_bytes!("../../../devices/fonts/BeVietnamPro_700Bold.ttf");

#[derive(Serialize)]
pub(super) struct Report {
    #[serde(skip)]
    lang: Lang,
    office: String,
    at: String,
    version: &'static str,
    system: String,
    printer: String,
    scanner: Option<String>,
    passed: usize,
    failed: usize,
    skipped: usize,
    steps: Vec<Step>,
}

/// A step as the page shows it.
#[derive(Serialize)]
struct Shown<'a> {
    number: usize,
    outcome: Outcome,
    word: String,
    title: &'a str,
    said: &'a str,
    todo: Option<&'a str>,
    began: &'a str,
    seconds: String,
    facts: &'a [Fact],
    answers: &'a [String],
    pictures: Vec<ShownPicture<'a>>,
}

#[derive(Serialize)]
struct ShownPicture<'a> {
    caption: &'a str,
    file: &'a str,
    data: String,
}

impl Report {
    pub(super) fn new(lang: Lang, options: &SmokeOptions, office: String, steps: Vec<Step>) -> Self {
        let count = |outcome| steps.iter().filter(|step| step.finding.outcome == outcome).count();
        Self {
            lang,
            office,
            at: clock(),
            version: env!("CARGO_PKG_VERSION"),
            system: system(),
            printer: printer_words(&options.printer),
            scanner: options.scanner.as_ref().map(ToString::to_string),
            passed: count(Outcome::Passed),
            failed: count(Outcome::Failed),
            skipped: count(Outcome::Skipped),
            steps,
        }
    }

    pub(super) fn count(&self, outcome: Outcome) -> usize {
        match outcome {
            Outcome::Passed => self.passed,
            Outcome::Failed => self.failed,
            Outcome::Skipped => self.skipped,
        }
    }

    /// All in one sentence.
    pub(super) fn verdict(&self) -> String {
        let key = match (self.failed, self.skipped) {
            (0, 0) => "verdict-all",
            (0, _) => "verdict-some",
            _ => "verdict-failed",
        };
        let number = |count: usize| count.to_string().into();
        let args =
            [("passed", number(self.passed)), ("failed", number(self.failed)), ("skipped", number(self.skipped))];
        words::text(self.lang, key, &args)
    }

    /// Writes everything and gives the path of the page.
    pub(super) fn write(&self, dir: &Path) -> io::Result<PathBuf> {
        for picture in self.steps.iter().flat_map(|step| &step.finding.pictures) {
            fs::write(dir.join(picture.file), &picture.png)?;
        }
        fs::write(dir.join("report.json"), serde_json::to_vec_pretty(self)?)?;
        let page = dir.join("report.html");
        fs::write(&page, self.page().map_err(io::Error::other)?)?;
        Ok(page)
    }

    fn page(&self) -> Result<String, minijinja::Error> {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        let lang = self.lang;
        environment.add_function("t", move |key: &str| words::text(lang, key, &[]));
        environment.add_template("report", PAGE)?;
        let data = |mime: &str, bytes: &[u8]| format!("data:{mime};base64,{}", BASE64_STANDARD.encode(bytes));
        let steps: Vec<Shown<'_>> = self.steps.iter().zip(1..).map(|(step, number)| self.shown(step, number)).collect();
        environment.get_template("report")?.render(context! {
            lang => match lang { Lang::Vi => "vi", Lang::En => "en" },
            report => self,
            verdict => self.verdict(),
            steps,
            medium => data("font/ttf", MEDIUM),
            bold => data("font/ttf", BOLD),
        })
    }

    fn shown<'a>(&self, step: &'a Step, number: usize) -> Shown<'a> {
        let finding = &step.finding;
        let shown = |picture: &'a super::step::Picture| ShownPicture {
            caption: &picture.caption,
            file: picture.file,
            data: format!("data:image/png;base64,{}", BASE64_STANDARD.encode(&picture.png)),
        };
        Shown {
            number,
            outcome: finding.outcome,
            word: words::text(self.lang, outcome_key(finding.outcome), &[]),
            title: &step.title,
            said: &finding.said,
            todo: finding.todo.as_deref(),
            began: &step.began,
            seconds: format!("{:.1}", step.seconds),
            facts: &finding.facts,
            answers: &step.answers,
            pictures: finding.pictures.iter().map(shown).collect(),
        }
    }
}

/// The machine in one line.
fn system() -> String {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let name = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME=")).unwrap_or("Linux").trim_matches('"');
    let host = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    format!("{} · {name} · {} · {}", host.trim(), kernel.trim(), std::env::consts::ARCH)
}
