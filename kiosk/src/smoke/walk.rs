//! The walk itself: which step follows which, what is left out and why, and the report at the end.

use std::{
    fs, io,
    path::{Path, PathBuf},
    rc::Rc,
    time::Instant,
};

use devices::printer::{PrinterUri, StatusPolicy};
use jiff::ZonedDateTime;
use queue_protocol::core::Lang;

use crate::words::{self, Value};

use super::{
    bench::Bench,
    hands::{self, Act},
    options::SmokeOptions,
    paper,
    person::Person,
    report::Report,
    step::{Finding, Outcome, Step},
    touch,
};

/// Why there is no walk, or no report of it.
#[derive(Debug)]
pub enum SmokeError {
    /// The report's folder cannot be written to.
    Report {
        /// The folder.
        dir: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The keyboard cannot be listened to.
    Thread(io::Error),
}

impl SmokeError {
    /// One sentence with the remedy.
    pub fn sentence(&self, lang: Lang) -> String {
        let t = |key: &str, args: &[(&str, Value<'_>)]| words::text(lang, key, args);
        match self {
            Self::Report { dir, source } => {
                let dir = dir.display().to_string();
                t("smoke-report-folder", &[("dir", dir.into()), ("reason", source.to_string().into())])
            }
            Self::Thread(source) => t("start-thread", &[("reason", source.to_string().into())]),
        }
    }
}

/// Walks through all steps and writes the report. False if a step failed.
pub fn run(options: &SmokeOptions, lang: Lang) -> Result<bool, SmokeError> {
    // A folder that cannot be written to is told before somebody walks for ten minutes.
    let unwritable = |source| SmokeError::Report { dir: options.report.clone(), source };
    fs::create_dir_all(&options.report).and_then(|()| probe(&options.report)).map_err(unwritable)?;
    let person = Rc::new(Person::listen(lang, options.yes).map_err(SmokeError::Thread)?);
    let mut walk = Walk { person, options, bench: Bench::new(&options.printer), steps: Vec::new() };
    walk.person.tell(&walk.person.t("smoke-title", &[("version", env!("CARGO_PKG_VERSION").into())]));
    walk.all();
    let office = walk.office();
    let report = Report::new(lang, options, office, walk.steps);
    let path = report.write(&options.report).map_err(unwritable)?;
    let failed = report.count(Outcome::Failed);
    walk.person.tell("");
    walk.person.tell(&report.verdict());
    walk.person.tell(&walk.person.t("smoke-report-at", &[("path", path.display().to_string().into())]));
    Ok(failed == 0)
}

fn probe(dir: &Path) -> io::Result<()> {
    let probe = dir.join(".writable");
    fs::write(&probe, b"")?;
    fs::remove_file(probe)
}

struct Walk<'a> {
    person: Rc<Person>,
    options: &'a SmokeOptions,
    bench: Bench,
    steps: Vec<Step>,
}

impl Walk<'_> {
    fn all(&mut self) {
        let options = self.options;
        let uri = &options.printer;
        let patience = options.patience();
        let office = self.office();
        self.step("status", |bench, person| paper::status(bench, person, uri));
        let answers = self.steps.iter().all(|step| step.finding.outcome == Outcome::Passed);
        let mute = uri.status == StatusPolicy::None;
        let time = clock();
        self.on_paper("test-page", answers, |bench, person| paper::page(bench, person, uri, &office, &time));
        self.on_paper("ticket", answers, |bench, person| paper::ticket(bench, person, uri));
        for (id, act) in [("cover", Act::Cover), ("near-end", Act::NearEnd), ("paper-out", Act::Out)] {
            if mute {
                self.step(id, |_, person| Finding::skipped(person.t("skipped-mute", &[])));
            } else {
                self.on_paper(id, answers, |bench, person| hands::act(act, bench, person, patience));
            }
        }
        self.step("scan", |_, person| match &options.scanner {
            Some(_) if !person.goes_on() => Finding::skipped(person.t("skipped-by-hand", &[])),
            Some(scanner) => hands::scan(scanner, person, patience),
            None => Finding::skipped(person.t("skipped-no-scanner", &[])),
        });
        self.step("touch", |_, person| {
            if person.goes_on() {
                touch::touch(person.clone(), options.window, patience)
            } else {
                Finding::skipped(person.t("skipped-by-hand", &[]))
            }
        });
    }

    /// A step that makes no sense while the printer is not well, and that waits for the installer.
    fn on_paper(&mut self, id: &'static str, is_well: bool, task: impl FnOnce(&mut Bench, &Person) -> Finding) {
        self.step(id, |bench, person| {
            if !is_well {
                Finding::skipped(person.t("skipped-printer", &[]))
            } else if person.goes_on() {
                task(bench, person)
            } else {
                Finding::skipped(person.t("skipped-by-hand", &[]))
            }
        });
    }

    fn step(&mut self, id: &'static str, task: impl FnOnce(&mut Bench, &Rc<Person>) -> Finding) {
        let person = self.person.clone();
        let title = person.t(&format!("step-{id}"), &[]);
        person.tell(&format!("\n{}. {title}", self.steps.len() + 1));
        let (began, clock) = (clock(), Instant::now());
        let finding = task(&mut self.bench, &person);
        person.tell(&format!("  {}: {}", person.t(outcome_key(finding.outcome), &[]), finding.said));
        if let Some(todo) = &finding.todo {
            person.tell(&format!("  → {todo}"));
        }
        let (seconds, answers) = (clock.elapsed().as_secs_f64(), self.bench.take_answers());
        self.steps.push(Step { id, title, began, seconds, finding, answers });
    }

    fn office(&self) -> String {
        self.options.office.clone().unwrap_or_else(|| self.person.t("office-unnamed", &[]))
    }
}

/// The word for an outcome.
pub(super) fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Passed => "outcome-passed",
        Outcome::Failed => "outcome-failed",
        Outcome::Skipped => "outcome-skipped",
    }
}

/// Local time, as people write it.
pub(super) fn clock() -> String {
    ZonedDateTime::now().strftime("%H:%M:%S %d/%m/%Y").to_string()
}

/// What the printer's name says of it, for the report.
pub(super) fn printer_words(uri: &PrinterUri) -> String {
    format!("{uri} · {} ({})", uri.profile.name, uri.profile.id)
}
