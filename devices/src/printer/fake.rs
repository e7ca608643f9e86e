//! A printer for tests of those who print: it is in the condition it is put in, and keeps what it was given.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Condition, Confirmation, PrintFailure, PrintJob, Printed, Printer, PrinterFault, PrinterStatus};

/// Clones are the same printer: keep one, hand the other to the code under test.
#[derive(Clone, Debug)]
pub struct FakePrinter {
    desk: Arc<Mutex<Desk>>,
}

#[derive(Debug)]
struct Desk {
    status: PrinterStatus,
    after_cut: Option<PrinterStatus>,
    tickets: Vec<Vec<u8>>,
    kept: Vec<PrintJob>,
}

impl Default for FakePrinter {
    fn default() -> Self {
        let status = PrinterStatus::Answered(Condition::default());
        Self { desk: Arc::new(Mutex::new(Desk { status, after_cut: None, tickets: Vec::new(), kept: Vec::new() })) }
    }
}

impl FakePrinter {
    /// How it is from now on.
    pub fn set_status(&self, status: PrinterStatus) {
        self.with(|desk| desk.status = status);
    }

    /// How it will be found after the cut of the next ticket, and from then on.
    pub fn set_status_after_cut(&self, status: PrinterStatus) {
        self.with(|desk| desk.after_cut = Some(status));
    }

    /// The bytes of every ticket that was sent, also of those that then failed.
    pub fn tickets(&self) -> Vec<Vec<u8>> {
        self.with(|desk| desk.tickets.clone())
    }

    /// Every job whose pictures it was to keep.
    pub fn kept(&self) -> Vec<PrintJob> {
        self.with(|desk| desk.kept.clone())
    }

    fn with<T>(&self, task: impl FnOnce(&mut Desk) -> T) -> T {
        task(&mut self.desk.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Printer for FakePrinter {
    fn status(&mut self) -> PrinterStatus {
        self.with(|desk| desk.status.clone())
    }

    fn keeps(&self) -> bool {
        true
    }

    fn keep(&mut self, job: &PrintJob) -> Result<(), PrinterFault> {
        self.with(|desk| {
            desk.kept.push(job.clone());
            desk.status.fault().map_or(Ok(()), Err)
        })
    }

    fn print(&mut self, job: &PrintJob) -> Result<Printed, PrintFailure> {
        self.with(|desk| {
            if let Some(fault) = desk.status.fault() {
                return Err(PrintFailure::before(fault));
            }
            desk.tickets.push(job.plain());
            if let Some(status) = desk.after_cut.take() {
                desk.status = status;
            }
            match desk.status.fault() {
                Some(fault) => Err(PrintFailure::after(fault)),
                None => {
                    Ok(Printed { confirmed: Confirmation::ByPrinter, paper_near_end: desk.status.paper_near_end() })
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_as_it_was_told_to_be() {
        let fake = FakePrinter::default();
        let mut printer = fake.clone();
        let mut print = |text: &[u8]| printer.print(&text.to_vec().into());
        assert!(print(b"one").is_ok());
        let open = PrinterStatus::Answered(Condition { cover_open: true, ..Condition::default() });
        fake.set_status_after_cut(open);
        assert_eq!(print(b"two"), Err(PrintFailure::after(PrinterFault::CoverOpen)));
        assert_eq!(print(b"three"), Err(PrintFailure::before(PrinterFault::CoverOpen)));
        assert_eq!(fake.tickets(), [b"one".to_vec(), b"two".to_vec()], "the third was never sent");
        fake.set_status(PrinterStatus::Silent);
        assert_eq!(printer.status().fault(), Some(PrinterFault::Silent));
    }
}
