//! Two printers that stand for one: what the main one cannot print, the reserve prints, but only if nothing of it can come
//! out of the main one, now or when somebody closes its cover. Otherwise there could be two papers of one number, and the
//! fault is told instead, with its doubt.

use super::{PrintFailure, PrintJob, Printed, Printer, PrinterFault, PrinterStatus};

/// A main printer and one in reserve, both with the same paper.
pub struct ReservePrinter {
    main: Box<dyn Printer>,
    reserve: Box<dyn Printer>,
    main_fault: Option<PrinterFault>,
    reserve_fault: Option<PrinterFault>,
    on_reserve: bool,
}

impl ReservePrinter {
    /// Nothing is asked yet.
    pub fn new(main: Box<dyn Printer>, reserve: Box<dyn Printer>) -> Self {
        Self { main, reserve, main_fault: None, reserve_fault: None, on_reserve: false }
    }

    /// What the main printer suffered from when it was last looked at.
    pub fn main_fault(&self) -> Option<&PrinterFault> {
        self.main_fault.as_ref()
    }

    /// The same of the reserve.
    pub fn reserve_fault(&self) -> Option<&PrinterFault> {
        self.reserve_fault.as_ref()
    }

    /// Whether the reserve prints in place of the main printer.
    pub fn on_reserve(&self) -> bool {
        self.on_reserve
    }
}

impl Printer for ReservePrinter {
    /// That of the printer that would print. If neither can, that of the main one: its fault is the one to mend.
    fn status(&mut self) -> PrinterStatus {
        let main = self.main.status();
        let reserve = self.reserve.status();
        self.main_fault = main.fault();
        self.reserve_fault = reserve.fault();
        self.on_reserve = self.main_fault.is_some() && self.reserve_fault.is_none();
        if self.on_reserve { reserve } else { main }
    }

    fn print(&mut self, job: &PrintJob) -> Result<Printed, PrintFailure> {
        let failure = match self.main.print(job) {
            Ok(printed) => {
                (self.main_fault, self.on_reserve) = (None, false);
                return Ok(printed);
            }
            Err(failure) => failure,
        };
        self.main_fault = Some(failure.fault.clone());
        if failure.begun {
            return Err(failure);
        }
        let outcome = self.reserve.print(job);
        self.reserve_fault = outcome.as_ref().err().map(|failure| failure.fault.clone());
        self.on_reserve = outcome.is_ok();
        match outcome {
            Err(second) if !second.begun => Err(failure),
            outcome => outcome,
        }
    }

    fn keeps(&self) -> bool {
        self.main.keeps() || self.reserve.keeps()
    }

    /// Both, so that the reserve is as quick when it is needed. The main printer's fault is told first.
    fn keep(&mut self, job: &PrintJob) -> Result<(), PrinterFault> {
        let main = self.main.keep(job);
        main.and(self.reserve.keep(job))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::printer::{Condition, FakePrinter};

    fn pair() -> (FakePrinter, FakePrinter, ReservePrinter) {
        let (main, reserve) = (FakePrinter::default(), FakePrinter::default());
        let both = ReservePrinter::new(Box::new(main.clone()), Box::new(reserve.clone()));
        (main, reserve, both)
    }

    fn broken() -> PrinterStatus {
        PrinterStatus::Answered(Condition { cover_open: true, ..Condition::default() })
    }

    fn well() -> PrinterStatus {
        PrinterStatus::Answered(Condition::default())
    }

    #[test]
    fn the_reserve_prints_what_the_main_printer_was_not_given() {
        let (main, reserve, mut both) = pair();
        let job = |text: &str| PrintJob::from(text.as_bytes().to_vec());
        assert!(both.print(&job("one")).is_ok() && !both.on_reserve());
        main.set_status(broken());
        assert!(both.print(&job("two")).is_ok() && both.on_reserve());
        assert_eq!(both.main_fault(), Some(&PrinterFault::CoverOpen));
        assert_eq!(both.status(), well(), "the one that prints is well");
        main.set_status(well());
        assert!(both.print(&job("three")).is_ok() && !both.on_reserve());
        assert_eq!(main.tickets(), [b"one".to_vec(), b"three".to_vec()]);
        assert_eq!(reserve.tickets(), [b"two".to_vec()]);
    }

    #[test]
    fn what_the_main_printer_may_still_print_is_not_printed_again() {
        let (main, reserve, mut both) = pair();
        main.set_status_after_cut(broken());
        let failure = both.print(&b"one".to_vec().into()).unwrap_err();
        assert_eq!((failure.code(), failure.begun), ("cover-open", true));
        assert!(reserve.tickets().is_empty());
    }

    #[test]
    fn if_neither_prints_the_main_fault_is_told() {
        let (main, reserve, mut both) = pair();
        main.set_status(broken());
        reserve.set_status(PrinterStatus::Silent);
        let failure = both.print(&b"one".to_vec().into()).unwrap_err();
        assert_eq!((failure.code(), failure.begun), ("cover-open", false));
        assert_eq!(both.reserve_fault(), Some(&PrinterFault::Silent));
        assert_eq!(both.status(), broken());
        // The reserve may have printed it: then that is the doubt to tell.
        reserve.set_status(well());
        reserve.set_status_after_cut(PrinterStatus::Silent);
        let failure = both.print(&b"two".to_vec().into()).unwrap_err();
        assert_eq!((failure.code(), failure.begun), ("silent", true));
    }
}
