//! The printer's thread: one paper at a time, written down before its first byte and after its cut, and a look at the
//! printer while nothing is printed, so that staff hear of a fault before somebody relies on the paper.

mod fill;
mod machine;
mod outcome;
mod provision;
mod test_page;

use std::{
    io,
    sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender, TrySendError},
    thread,
    time::{Duration, Instant},
};

use devices::printer::{Digits, PaperWidth, PrintJob, PrinterUri};
use queue_protocol::{
    client::new_command_id,
    core::UtcMillis,
    wire::{SiteView, TicketView},
};

pub use fill::fill;
pub use machine::Machine;
use outcome::{Trouble, log};
use provision::Provision;

use crate::{
    journal::Entry,
    model::{Failure, Fault, Input},
    paper::Press,
    storage::Storage,
};

/// One citizen stands at a kiosk, so more than a few tickets on their way to paper mean that the printer hangs.
const QUEUE: usize = 8;

/// How often an idle printer is asked how it is: staff hear of a fault within two seconds, of which one is the report's.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// How long an idle printer is given pictures between two looks.
const PROVIDE_FOR: Duration = Duration::from_millis(250);

/// A paper to print.
pub enum Job {
    /// A ticket. It says IN LẠI where a paper of it may be out already.
    Ticket {
        /// What was given.
        ticket: Box<TicketView>,
        /// The office that gave it.
        site: Box<SiteView>,
    },
    /// None yet: the printer keeps the pictures of this office's tickets when it has nothing else to do.
    Provide {
        /// The office.
        site: Box<SiteView>,
    },
    /// A page that says that the printer works.
    Test {
        /// The office.
        site: Box<SiteView>,
        /// Now.
        at: UtcMillis,
    },
}

/// The way to the printer's thread.
#[derive(Clone)]
pub struct Printing {
    jobs: SyncSender<Job>,
}

impl Printing {
    /// Starts the thread for the printer behind `main`, and the one in reserve. `tell` is called from there.
    pub fn start(
        main: &PrinterUri,
        reserve: Option<&PrinterUri>,
        storage: Storage,
        tell: impl Fn(Input) + Send + 'static,
    ) -> io::Result<Self> {
        let machine = Machine::of(main.printer(), reserve.map(PrinterUri::printer));
        // What both can print: a line of 58 mm fits on 80, and plain digits come out of every printer.
        let narrow = reserve.is_some_and(|r| r.paper == PaperWidth::Mm58);
        let plain = reserve.is_some_and(|r| r.digits == Digits::Plain);
        let paper = if narrow { PaperWidth::Mm58 } else { main.paper };
        let digits = if plain { Digits::Plain } else { main.digits };
        Self::with(machine, paper, digits, storage, tell)
    }

    /// The same for printers that are at hand.
    pub fn with(
        machine: Machine,
        paper: PaperWidth,
        digits: Digits,
        storage: Storage,
        tell: impl Fn(Input) + Send + 'static,
    ) -> io::Result<Self> {
        let (jobs, queue) = mpsc::sync_channel(QUEUE);
        let desk = Desk { machine, paper, digits, storage, press: None, provision: Provision::default(), tell };
        thread::Builder::new().name("printing".into()).spawn(move || desk.run(&queue))?;
        Ok(Self { jobs })
    }

    /// Hands over a paper without waiting. Answers with the fault if the printer's queue is full or its thread gone.
    pub fn print(&self, job: Job) -> Result<(), Failure> {
        self.jobs.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => Failure { fault: Fault::Silent, code: "stalled" },
            TrySendError::Disconnected(_) => Failure { fault: Fault::Silent, code: "offline" },
        })
    }
}

struct Desk<T> {
    machine: Machine,
    paper: PaperWidth,
    digits: Digits,
    storage: Storage,
    /// Fonts and words for the paper.
    press: Option<Press>,
    provision: Provision,
    tell: T,
}

impl<T: Fn(Input)> Desk<T> {
    fn run(mut self, queue: &Receiver<Job>) {
        let _ = self.look();
        // The first citizen should not wait for fonts to be read. If that fails, it is told with the first ticket.
        self.press = Press::new().ok();
        loop {
            match queue.recv_timeout(LOOK_EVERY) {
                Ok(Job::Ticket { ticket, site }) => self.ticket(&ticket, &site),
                Ok(Job::Test { site, at }) => self.test(&site, at),
                Ok(Job::Provide { site }) => self.provision.stock(site),
                Err(RecvTimeoutError::Timeout) => self.rest(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Nobody waits for paper: a look at the printer, and some pictures for it to keep. One at a time, so that whoever comes
    /// now waits for one picture on a slow line and not for all. A printer with a fault may have lost what it kept.
    fn rest(&mut self) {
        if self.look().is_err() {
            return self.provision.again();
        }
        if !self.machine.keeps() {
            return;
        }
        let since = Instant::now();
        while since.elapsed() < PROVIDE_FOR
            && let Some(part) = self.provision.part()
        {
            if let Err(fault) = self.machine.keep(&PrintJob { parts: vec![part] }) {
                tracing::info!(%fault, "a ticket's picture was not kept; it goes with the ticket");
                return;
            }
        }
        if let Some(specimen) = self.provision.ticket() {
            let (layout, width, digits) = (self.provision.layout(), self.paper, self.digits);
            match self.press().and_then(|press| Ok(press.ticket(&specimen, layout, width, digits)?)) {
                Ok(paper) => self.provision.parts_of(paper),
                Err(trouble) => tracing::info!(%trouble, "a ticket's pictures cannot be made"),
            }
        }
    }

    /// Asks the printers how they are, and tells.
    fn look(&mut self) -> Result<(), Trouble> {
        let (health, fault) = self.machine.look();
        (self.tell)(Input::Printer(health));
        fault.map_or(Ok(()), |fault| Err(fault.into()))
    }

    fn ticket(&mut self, ticket: &TicketView, site: &SiteView) {
        let id = ticket.id;
        let outcome = self.print(ticket, site);
        log(id, &outcome);
        let command = new_command_id();
        self.storage.note(match &outcome {
            Ok(()) => Entry::Printed { ticket: id, command },
            Err(trouble) => Entry::PrintFailed { ticket: id, command, fault: trouble.failure().code.to_owned() },
        });
        let failed = outcome.is_err();
        (self.tell)(Input::Paper { ticket: id, outcome: outcome.map_err(|trouble| trouble.failure()) });
        if failed {
            // Staff hear of the fault now, not with the next look.
            let _ = self.look();
        }
    }

    /// The journal says "printing" between the look that finds the printer well and the first byte: what fails before it
    /// cannot have left a paper, what fails after it may have.
    fn print(&mut self, ticket: &TicketView, site: &SiteView) -> Result<(), Trouble> {
        let mut filled = fill(site, ticket);
        filled.reprint = ticket.copies > 0 || self.storage.may_be_out(ticket.id);
        let (width, digits) = (self.paper, self.digits);
        let paper = self.press()?.ticket(&filled, site.ticket.layout, width, digits)?;
        self.look()?;
        // A full disk does not take the paper from somebody who has a number: then only a crash within the next seconds
        // could print it twice, and staff are told that the disk is full.
        self.storage.note(Entry::Printing { ticket: ticket.id, command: new_command_id() });
        self.machine.print(&paper).map_err(|failure| failure.fault)?;
        Ok(())
    }

    /// What becomes of it staff see at the printer, and a fault in the report.
    fn test(&mut self, site: &SiteView, at: UtcMillis) {
        let printed = test_page::test_page(site, at, self.paper).map_err(Trouble::from).and_then(|page| {
            self.look()?;
            Ok(self.machine.print(&page).map_err(|failure| failure.fault)?)
        });
        match printed {
            Ok(_) => tracing::info!("the test page is printed"),
            Err(trouble) => tracing::warn!(%trouble, "no test page"),
        }
        let _ = self.look();
    }

    fn press(&mut self) -> Result<&mut Press, Trouble> {
        Ok(match &mut self.press {
            Some(press) => press,
            none => none.insert(Press::new()?),
        })
    }
}
