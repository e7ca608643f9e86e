//! What prints: one printer, or two of which the second takes over.

use devices::printer::{PrintFailure, PrintJob, Printed, Printer, PrinterFault, ReservePrinter};

use super::outcome::failure_of;
use crate::model::PrinterHealth;

/// The printers of a kiosk, both with the same paper.
pub enum Machine {
    /// One.
    One(Box<dyn Printer>),
    /// A main printer and one in reserve.
    Two(ReservePrinter),
}

impl Machine {
    /// A main printer, and the one in reserve if there is one.
    pub fn of(main: Box<dyn Printer>, reserve: Option<Box<dyn Printer>>) -> Self {
        match reserve {
            Some(reserve) => Self::Two(ReservePrinter::new(main, reserve)),
            None => Self::One(main),
        }
    }

    /// Asks how they are; and why nothing can be printed.
    pub(super) fn look(&mut self) -> (PrinterHealth, Option<PrinterFault>) {
        let status = match self {
            Self::One(printer) => printer.status(),
            Self::Two(printers) => printers.status(),
        };
        let fault = status.fault();
        let code = |fault: Option<&PrinterFault>| fault.map(PrinterFault::code);
        let (main, reserve, on_reserve) = match self {
            Self::One(_) => (code(fault.as_ref()), None, false),
            Self::Two(p) => (code(p.main_fault()), code(p.reserve_fault()), p.on_reserve()),
        };
        let paper_near_end = status.paper_near_end();
        let failure = fault.as_ref().map(failure_of);
        (PrinterHealth { failure, main, reserve, on_reserve, paper_near_end }, fault)
    }

    /// Whether any of them keeps anything.
    pub(super) fn keeps(&self) -> bool {
        match self {
            Self::One(printer) => printer.keeps(),
            Self::Two(printers) => printers.keeps(),
        }
    }

    /// Has them keep what recurs in a job, where they can.
    pub(super) fn keep(&mut self, job: &PrintJob) -> Result<(), PrinterFault> {
        match self {
            Self::One(printer) => printer.keep(job),
            Self::Two(printers) => printers.keep(job),
        }
    }

    pub(super) fn print(&mut self, job: &PrintJob) -> Result<Printed, PrintFailure> {
        match self {
            Self::One(printer) => printer.print(job),
            Self::Two(printers) => printers.print(job),
        }
    }
}
