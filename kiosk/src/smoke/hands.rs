//! The steps that need a hand at the cabinet: the cover, the roll, and a code under the scanner.

use std::time::{Duration, Instant};

use devices::{
    printer::{Condition, Paper, PrinterStatus},
    scanner::{Scanner, ScannerFault, ScannerUri},
};
use queue_protocol::core::{KioskConfig, Lang};

use crate::scan::{Rules, Scan, classify};

use super::{bench::Bench, paper::failed, person::Person, step::Finding, test_page::CODE};

/// Between two looks: a hand sees no difference, and a slow line has time to answer.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// What a hand is asked to bring about, and to undo.
#[derive(Clone, Copy)]
pub(super) enum Act {
    Cover,
    NearEnd,
    Out,
}

impl Act {
    /// Asked, not there in time, undone, not undone in time, all well.
    fn keys(self) -> [&'static str; 5] {
        match self {
            Self::Cover => ["cover-open", "cover-not-opened", "cover-close", "cover-not-closed", "cover-well"],
            Self::NearEnd => ["near-end-ask", "near-end-not-seen", "near-end-undo", "near-end-stays", "near-end-well"],
            Self::Out => ["out-ask", "out-not-seen", "out-undo", "out-stays", "out-well"],
        }
    }

    fn is_seen(self, condition: Condition) -> bool {
        match self {
            Self::Cover => condition.cover_open,
            Self::NearEnd => condition.paper == Paper::NearEnd,
            Self::Out => condition.paper == Paper::Out,
        }
    }
}

/// Has something done to the printer and undone again, and sees both in what it says.
pub(super) fn act(act: Act, bench: &mut Bench, person: &Person, patience: Duration) -> Finding {
    let [ask, not_seen, undo, stays, well] = act.keys();
    let todo = |key: &str| person.t(&format!("{key}-todo"), &[]);
    person.tell(&format!("  {} {}", person.t(ask, &[]), person.t("ask-skip", &[])));
    // Some models fall silent while the cover is open.
    let mut silent = false;
    let begun = wait(bench, person, patience, |status| match status {
        PrinterStatus::Answered(condition) => act.is_seen(*condition),
        PrinterStatus::Silent if matches!(act, Act::Cover) => {
            silent = true;
            true
        }
        _ => false,
    });
    match begun {
        Waited::Seen => {}
        Waited::Skipped => return Finding::skipped(person.t("skipped-by-hand", &[])),
        Waited::InVain(_) => return Finding::failed(person.t(not_seen, &[]), todo(not_seen)),
    }
    person.tell(&format!("  {}", person.t(undo, &[])));
    let well_again = |status: &PrinterStatus| matches!(status, PrinterStatus::Answered(condition) if condition.fault().is_none() && !act.is_seen(*condition));
    match wait(bench, person, patience, well_again) {
        Waited::Seen if silent => Finding::passed(person.t("cover-well-silent", &[])),
        Waited::Seen => Finding::passed(person.t(well, &[])),
        Waited::Skipped => Finding::skipped(person.t("skipped-by-hand", &[])),
        Waited::InVain(status) => match status.fault() {
            Some(fault) => failed(person, &fault),
            None => Finding::failed(person.t(stays, &[]), todo(stays)),
        },
    }
}

enum Waited {
    Seen,
    Skipped,
    InVain(PrinterStatus),
}

fn wait(
    bench: &mut Bench,
    person: &Person,
    patience: Duration,
    mut seen: impl FnMut(&PrinterStatus) -> bool,
) -> Waited {
    let end = Instant::now() + patience;
    loop {
        let status = bench.status();
        if seen(&status) {
            return Waited::Seen;
        }
        if person.skips_within(LOOK_EVERY) {
            return Waited::Skipped;
        }
        if Instant::now() >= end {
            return Waited::InVain(status);
        }
    }
}

/// Waits for a code and tells its kind. What it says is not shown, kept or logged.
pub(super) fn scan(uri: &ScannerUri, person: &Person, patience: Duration) -> Finding {
    let rules = Rules::without_site(&KioskConfig::new(0, 0, Lang::Vi));
    let mut scanner = uri.scanner();
    let mut unknown = false;
    let end = Instant::now() + patience;
    person.tell(&format!("  {} {}", person.t("scan-ask", &[]), person.t("ask-skip", &[])));
    loop {
        match scanner.read(LOOK_EVERY) {
            Ok(Some(scan)) => {
                let kind = if scan.text().trim() == CODE {
                    "kind-test-page"
                } else {
                    match classify(scan.text(), &rules) {
                        Scan::FileCode => "kind-file-code",
                        Scan::Ticket(_) | Scan::OtherSite(_) => "kind-ticket",
                        Scan::Card(_) => "kind-card",
                        Scan::Unknown => "kind-unknown",
                    }
                };
                let said = person.t("scan-read", &[("kind", person.t(kind, &[]).into())]);
                person.tell(&format!("  {said}"));
                if kind != "kind-unknown" {
                    return Finding::passed(said);
                }
                unknown = true;
            }
            Ok(None) => {}
            Err(fault) => return scanner_failed(person, &fault),
        }
        if person.skips_within(Duration::ZERO) {
            return Finding::skipped(person.t("skipped-by-hand", &[]));
        }
        if Instant::now() >= end {
            let key = if unknown { "scan-unknown" } else { "scan-nothing" };
            return Finding::failed(person.t(key, &[]), person.t(&format!("{key}-todo"), &[]));
        }
    }
}

fn scanner_failed(person: &Person, fault: &ScannerFault) -> Finding {
    let (ScannerFault::Unreachable { port, reason } | ScannerFault::Lost { port, reason }) = fault;
    let args = [("port", port.clone().into()), ("reason", reason.clone().into())];
    let key = format!("scanner-{}", fault.code());
    Finding::failed(person.t(&key, &args), person.t(&format!("{key}-todo"), &args))
}
