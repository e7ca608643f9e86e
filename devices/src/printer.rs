//! Receipt printers that speak ESC/POS. [`PrinterUri`] names one, [`Printer`] is what it can do, and every fault says what
//! to check. The real drivers and the virtual printer differ only in the port that bytes go through: all of them are asked
//! for their status in the same raw bytes, so what is tested against one holds for the others.

mod dialogue;
mod escpos;
mod fake;
mod fault;
mod file;
mod job;
mod port;
mod profile;
mod reply;
mod reserve;
mod serial;
mod status;
mod store;
mod tcp;
mod uri;
pub mod virtual_printer;

pub use escpos::{EscPosPrinter, MAX_TICKET_BYTES, Timing};
pub use fake::FakePrinter;
pub use fault::{PrintFailure, PrinterFault};
pub use job::{Part, PrintJob};
pub(crate) use port::is_timeout;
pub use port::{Connect, Port};
pub use profile::{Keeps, Profile, ProfileError};
pub use reserve::ReservePrinter;
pub(crate) use serial::SerialConnect;
pub use status::{Condition, Paper, PrinterStatus};
pub use uri::{Digits, Flow, PaperWidth, Parity, PrinterUri, PrinterUriError, StatusPolicy, Target};

/// A printer of tickets. Every call is bounded in time; none waits for a person.
pub trait Printer: Send {
    /// Asks how the printer is. A printer that cannot be reached or says nothing is a status too, never an error.
    fn status(&mut self) -> PrinterStatus;

    /// Prints one job that ends with its cut. Nothing is sent to a printer that is not ready, so that no paper comes out
    /// later, when someone closes the cover.
    ///
    /// # Errors
    /// The fault that kept the paper from being confirmed, and whether it may have come out all the same.
    fn print(&mut self, job: &PrintJob) -> Result<Printed, PrintFailure>;

    /// Whether it keeps anything, as far as is known.
    fn keeps(&self) -> bool {
        false
    }

    /// Has the printer keep what recurs in a job, where it can, so that the job itself is short. Nothing comes out. For the
    /// quiet minutes before a citizen comes.
    ///
    /// # Errors
    /// The fault that kept the printer from taking it.
    fn keep(&mut self, job: &PrintJob) -> Result<(), PrinterFault> {
        let _ = job;
        Ok(())
    }
}

/// A ticket that left the printer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Printed {
    /// Who says so.
    pub confirmed: Confirmation,
    /// The roll is nearly used up.
    pub paper_near_end: bool,
}

/// On whose word a ticket counts as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// The printer answered after the cut that all is well.
    ByPrinter,
    /// The port took the bytes; the printer is configured as one that cannot answer (`?status=none`).
    BytesAccepted,
}
