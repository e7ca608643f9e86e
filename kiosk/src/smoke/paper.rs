//! The steps that need nothing but the printer: how it is, a test page, and a whole ticket against the clock.

use std::time::Duration;

use devices::printer::{
    Confirmation, PaperWidth, PrintJob, Printer, PrinterFault, PrinterStatus, PrinterUri, StatusPolicy, Target, Timing,
    virtual_printer::encode_png,
};

use crate::paper::{Layout, Press, sample};

use super::{
    bench::{Bench, Run},
    person::{Answer, Person},
    step::{Finding, Outcome, Picture},
    test_page::test_page,
};

/// Rates that printers are set to at the factory.
const USUAL_BAUDS: [u32; 5] = [9_600, 19_200, 38_400, 57_600, 115_200];

/// A printer that is asked at a guessed rate answers at once or not at all.
const GUESS: Timing = Timing {
    reply: Duration::from_millis(400),
    settle: Duration::from_millis(400),
    write_grace: Duration::from_millis(400),
};

/// What the printer says of itself. A fault that can be mended at once may be, and is then asked for again.
pub(super) fn status(bench: &mut Bench, person: &Person, uri: &PrinterUri) -> Finding {
    loop {
        let status = bench.status();
        let Some(fault) = status.fault() else {
            let said = match (&uri.status, status.paper_near_end()) {
                (StatusPolicy::None, _) => person.t("status-cannot-answer", &[]),
                (StatusPolicy::Ask, true) => person.t("status-near-end", &[]),
                (StatusPolicy::Ask, false) => person.t("status-well", &[]),
            };
            return Finding::passed(said);
        };
        let mut finding = failed(person, &fault);
        if let Some(baud) = other_baud(&status, uri) {
            finding.todo = Some(person.t("status-other-baud", &[("baud", baud.to_string().into())]));
        }
        if person.is_hasty() {
            return finding;
        }
        person.tell(&format!("  {} {}", finding.said, finding.todo.as_deref().unwrap_or_default()));
        if person.ask("ask-again") != Answer::Go {
            return finding;
        }
    }
}

/// The rate at which a printer on a serial line does answer.
fn other_baud(status: &PrinterStatus, uri: &PrinterUri) -> Option<u32> {
    let Target::Serial { baud: given, .. } = uri.target else { return None };
    if !matches!(status, PrinterStatus::Silent | PrinterStatus::Garbled) {
        return None;
    }
    USUAL_BAUDS.into_iter().filter(|baud| *baud != given).find(|other| {
        let mut guess = uri.clone();
        if let Target::Serial { baud, .. } = &mut guess.target {
            *baud = *other;
        }
        matches!(guess.printer_with(GUESS).status(), PrinterStatus::Answered(_))
    })
}

/// Prints the test page.
pub(super) fn page(bench: &mut Bench, person: &Person, uri: &PrinterUri, office: &str, time: &str) -> Finding {
    let run = bench.print(&test_page(person, office, uri, time));
    let picture = picture(&run, "test-page.png", person.t("page-picture", &[]));
    let mut finding = printed(&run, person, "ask-page");
    finding.pictures.extend(picture);
    with_run(finding, &run, person)
}

/// Prints a whole ticket twice: the second time a printer that keeps pictures has them.
pub(super) fn ticket(bench: &mut Bench, person: &Person, uri: &PrinterUri) -> Finding {
    let job = Press::new()
        .and_then(|mut press| press.ticket(&sample(), Layout::default(), uri.paper, uri.digits))
        .map_err(|error| error.to_string());
    let job: PrintJob = match job {
        Ok(job) => job,
        Err(reason) => {
            let todo = person.t("ticket-layout-todo", &[]);
            return Finding::failed(person.t("ticket-layout", &[("reason", reason.into())]), todo);
        }
    };
    let first = bench.print(&job);
    if first.outcome.is_err() {
        return with_run(printed(&first, person, "ask-ticket"), &first, person);
    }
    let second = bench.print(&job);
    let mut finding = printed(&second, person, "ask-ticket");
    finding.pictures.extend(picture(&second, "ticket.png", person.t("ticket-picture", &[])));
    let whole = job.plain().len();
    finding = finding
        .with_fact(person.t("fact-bytes-whole", &[]), bytes(whole, uri, person))
        .with_fact(person.t("fact-bytes-first", &[]), bytes(first.sent, uri, person))
        .with_fact(person.t("fact-bytes-next", &[]), bytes(second.sent, uri, person))
        .with_fact(person.t("fact-seconds-first", &[]), seconds(first.took))
        .with_fact(person.t("fact-seconds-next", &[]), seconds(second.took));
    if let Some(sheet) = &second.sheet {
        let mm = f64::from(sheet.paper.height()) / 8.0;
        let roll = match uri.paper {
            PaperWidth::Mm80 => 80,
            PaperWidth::Mm58 => 58,
        };
        finding = finding.with_fact(person.t("fact-length", &[]), format!("{mm:.0} mm × {roll} mm"));
    }
    finding
}

/// Bytes, and the time that they take on a line of known speed.
fn bytes(count: usize, uri: &PrinterUri, person: &Person) -> String {
    match uri.target {
        // Start bit, eight bits, stop bit.
        Target::Serial { baud, .. } => person.t(
            "bytes-at-baud",
            &[
                ("bytes", count.to_string().into()),
                ("seconds", format!("{:.2}", count as f64 * 10.0 / f64::from(baud)).into()),
                ("baud", baud.to_string().into()),
            ],
        ),
        _ => person.t("bytes", &[("bytes", count.to_string().into())]),
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

fn with_run(finding: Finding, run: &Run, person: &Person) -> Finding {
    finding
        .with_fact(person.t("fact-bytes", &[]), run.sent.to_string())
        .with_fact(person.t("fact-seconds", &[]), seconds(run.took))
}

fn picture(run: &Run, file: &'static str, caption: String) -> Option<Picture> {
    let png = run.sheet.as_ref().and_then(|sheet| encode_png(&sheet.paper).ok())?;
    Some(Picture { file, caption, png })
}

/// What became of a job: the printer's word, and the installer's eye where it may be asked.
fn printed(run: &Run, person: &Person, question: &str) -> Finding {
    let confirmed = match &run.outcome {
        Ok(printed) => printed.confirmed,
        Err(failure) => return failed(person, &failure.fault),
    };
    if !person.is_hasty() {
        return match person.ask(question) {
            Answer::Go => Finding::passed(person.t("printed-seen", &[])),
            Answer::No => Finding::failed(person.t("printed-wrong", &[]), person.t("printed-wrong-todo", &[])),
            Answer::Skip | Answer::Gone => Finding::skipped(person.t("printed-unseen", &[])),
        };
    }
    match confirmed {
        Confirmation::ByPrinter => Finding::passed(person.t("printed-confirmed", &[])),
        Confirmation::BytesAccepted => Finding::skipped(person.t("printed-unseen", &[])),
    }
}

/// A fault in words: what is wrong, and what to do.
pub(super) fn failed(person: &Person, fault: &PrinterFault) -> Finding {
    let code = fault.code();
    let (port, reason) = match fault {
        PrinterFault::Unreachable { port, reason } => (port.clone(), reason.clone()),
        PrinterFault::Lost { reason } => (String::new(), reason.clone()),
        _ => (String::new(), String::new()),
    };
    let args = [("port", port.into()), ("reason", reason.into())];
    let (said, todo) = (format!("fault-{code}"), format!("fault-{code}-todo"));
    let mut finding = Finding::failed(person.t(&said, &args), person.t(&todo, &args));
    finding = finding.with_fact(person.t("fact-code", &[]), code.to_owned());
    debug_assert_eq!(finding.outcome, Outcome::Failed);
    finding
}
