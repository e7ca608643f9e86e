//! The printer's thread: one ticket at a time, and a look at the printer while nothing is printed, so that the start page
//! can say that there is no paper before somebody relies on it.

mod fill;

use std::{
    io,
    sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender, TrySendError},
    thread,
    time::Duration,
};

use devices::printer::{Digits, PaperWidth, Printer, PrinterFault, PrinterUri};
use queue_protocol::{
    core::TicketId,
    wire::{SiteView, TicketView},
};

pub use fill::fill;

use crate::{
    model::{Failure, Fault, Input},
    paper::{PaperError, Press},
};

/// One citizen stands at a kiosk, so more than a few tickets on their way to paper mean that the printer hangs.
const QUEUE: usize = 8;

/// How often an idle printer is asked how it is: staff open the cover and change the roll within this time.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// A ticket to print.
pub struct Job {
    /// What was given.
    pub ticket: Box<TicketView>,
    /// The office that gave it.
    pub site: Box<SiteView>,
}

/// The way to the printer's thread.
pub struct Printing {
    jobs: SyncSender<Job>,
}

impl Printing {
    /// Starts the thread for the printer behind `uri`. `tell` is called from there.
    pub fn start(uri: &PrinterUri, tell: impl Fn(Input) + Send + 'static) -> io::Result<Self> {
        Self::with(uri.printer(), uri.paper, uri.digits, tell)
    }

    /// The same for a printer that is at hand.
    pub fn with(
        printer: Box<dyn Printer>,
        paper: PaperWidth,
        digits: Digits,
        tell: impl Fn(Input) + Send + 'static,
    ) -> io::Result<Self> {
        let (jobs, queue) = mpsc::sync_channel(QUEUE);
        let desk = Desk { printer, paper, digits, press: None, tell };
        thread::Builder::new().name("printing".into()).spawn(move || desk.run(&queue))?;
        Ok(Self { jobs })
    }

    /// Hands over a ticket without waiting. Answers with the fault if the printer's queue is full or its thread gone.
    pub fn print(&self, job: Job) -> Result<(), Failure> {
        self.jobs.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => Failure { fault: Fault::Silent, code: "stalled" },
            TrySendError::Disconnected(_) => Failure { fault: Fault::Silent, code: "offline" },
        })
    }
}

struct Desk<T> {
    printer: Box<dyn Printer>,
    paper: PaperWidth,
    digits: Digits,
    /// Fonts and words for the paper.
    press: Option<Press>,
    tell: T,
}

impl<T: Fn(Input)> Desk<T> {
    fn run(mut self, queue: &Receiver<Job>) {
        self.look();
        // The first citizen should not wait for fonts to be read. If that fails, it is told with the first ticket.
        self.press = Press::new().ok();
        loop {
            match queue.recv_timeout(LOOK_EVERY) {
                Ok(job) => {
                    let ticket = job.ticket.id;
                    let outcome = self.print(&job);
                    log(ticket, &outcome);
                    (self.tell)(Input::Paper { ticket, outcome: outcome.map_err(|f| f.failure()) });
                }
                Err(RecvTimeoutError::Timeout) => self.look(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn look(&mut self) {
        let state = self.printer.status().fault().map_or(Ok(()), |f| Err(fault_of(f.code())));
        (self.tell)(Input::Printer(state));
    }

    fn print(&mut self, job: &Job) -> Result<(), Trouble> {
        let press = match &mut self.press {
            Some(press) => press,
            none => none.insert(Press::new()?),
        };
        let bytes = press.ticket(&fill(&job.site, &job.ticket), self.paper, self.digits)?;
        self.printer.print(&bytes)?;
        Ok(())
    }
}

#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error(transparent)]
    Paper(#[from] PaperError),
    #[error(transparent)]
    Printer(#[from] PrinterFault),
}

impl Trouble {
    fn failure(&self) -> Failure {
        match self {
            Self::Paper(_) => Failure { fault: Fault::Jammed, code: "layout" },
            Self::Printer(fault) => Failure { fault: fault_of(fault.code()), code: fault.code() },
        }
    }
}

/// The words for the citizen; staff get the driver's own code.
fn fault_of(code: &str) -> Fault {
    match code {
        "paper-out" => Fault::PaperOut,
        "cover-open" => Fault::CoverOpen,
        "cutter" | "unrecoverable" | "recoverable" => Fault::Jammed,
        _ => Fault::Silent,
    }
}

fn log(ticket: TicketId, outcome: &Result<(), Trouble>) {
    match outcome {
        Ok(()) => tracing::info!(%ticket, "printed"),
        Err(trouble) => tracing::warn!(%ticket, %trouble, "not printed"),
    }
}
