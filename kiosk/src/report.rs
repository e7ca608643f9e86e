//! What staff are told of this kiosk, and when: a fault at once, figures that change with every ticket now and then.

use std::time::Duration;

use queue_protocol::core::KioskReport;
use tokio::time::Instant;

use crate::{link::Plate, model::Health, storage::Figures};

/// Between two reports in which only figures differ: each is an event of the office's log.
const FIGURES_EVERY: Duration = Duration::from_mins(1);

/// Remembers what was told.
#[derive(Debug, Default)]
pub struct Reporter {
    told: Option<(KioskReport, Instant)>,
    again: bool,
}

impl Reporter {
    /// The report, if it is time for one.
    pub fn due(&mut self, plate: &Plate, health: Health, figures: Figures, now: Instant) -> Option<KioskReport> {
        let report = report(plate, health, figures);
        self.again = false;
        let due = match &self.told {
            None => true,
            Some((told, at)) if *told != report => {
                without_figures(told) != without_figures(&report) || now.saturating_duration_since(*at) >= FIGURES_EVERY
            }
            Some(_) => false,
        };
        due.then_some(report)
    }

    /// The server has it.
    pub fn told(&mut self, report: KioskReport, now: Instant) {
        self.told = Some((report, now));
        self.again = true;
    }

    /// Whether one was told a moment ago, so that the next has to wait.
    pub fn is_due_again(&self) -> bool {
        self.again
    }

    /// Another server may answer next.
    pub fn forget(&mut self) {
        self.told = None;
    }
}

fn report(plate: &Plate, health: Health, figures: Figures) -> KioskReport {
    KioskReport {
        version: plate.version.clone(),
        printer: plate.printer.clone(),
        printer_fault: health.printer.main.map(str::to_owned),
        paper_near_end: health.printer.paper_near_end,
        reserve_fault: health.printer.reserve.map(str::to_owned),
        on_reserve: health.printer.on_reserve,
        scanner_fault: health.scanner.map(str::to_owned),
        last_print_at: figures.last_print_at,
        numbers_left: figures.numbers_left,
        untold: figures.untold,
        storage_fault: figures.fault.map(str::to_owned),
    }
}

/// What staff act upon. Whether any numbers are left is one of them, how many is not.
fn without_figures(report: &KioskReport) -> KioskReport {
    KioskReport { last_print_at: None, numbers_left: report.numbers_left.min(1), untold: 0, ..report.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PrinterHealth;

    #[test]
    fn faults_at_once_and_figures_now_and_then() {
        let plate = Plate { version: "1".into(), printer: "tcp://10.0.0.7:9100".into() };
        let mut reporter = Reporter::default();
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let (well, figures) = (Health::default(), Figures { numbers_left: 200, ..Figures::default() });
        let first = reporter.due(&plate, well, figures, at(0)).unwrap();
        assert_eq!(reporter.due(&plate, well, figures, at(1)).as_ref(), Some(&first), "until it is told");
        reporter.told(first, at(1));
        assert!(reporter.is_due_again());
        assert_eq!(reporter.due(&plate, well, figures, at(2)), None);
        let fewer = Figures { numbers_left: 199, untold: 3, ..figures };
        assert_eq!(reporter.due(&plate, well, fewer, at(3)), None);
        let none = Figures { numbers_left: 0, ..fewer };
        assert!(reporter.due(&plate, well, none, at(4)).is_some(), "the last number is news");
        let open = Health { printer: PrinterHealth { main: Some("cover-open"), ..well.printer }, ..well };
        let report = reporter.due(&plate, open, fewer, at(5)).unwrap();
        assert_eq!(report.printer_fault.as_deref(), Some("cover-open"));
        reporter.told(report, at(5));
        assert_eq!(reporter.due(&plate, open, Figures { untold: 4, ..fewer }, at(64)), None);
        assert!(reporter.due(&plate, open, Figures { untold: 4, ..fewer }, at(65)).is_some());
        reporter.forget();
        assert!(reporter.due(&plate, open, Figures { untold: 4, ..fewer }, at(66)).is_some());
    }
}
