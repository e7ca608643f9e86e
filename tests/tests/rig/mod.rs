//! A kiosk without its window: the real model, link, printing thread and data folder, played by touches in a time of its own
//! so that a day passes in a minute.

#![allow(dead_code, reason = "every test binary uses its own part of the rig")]

use std::{
    path::Path,
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail, ensure};
use devices::printer::{Digits, PaperWidth, Printer};
use kiosk::{
    link::{Link, Order, Plate},
    model::{self, Effect, Input, Model, Page, Touch},
    printing::{Job, Machine, Printing},
    storage::{Storage, machine_clock},
};
use motcua_tests::process::PATIENCE;
use queue_protocol::{
    client::{Client, new_ticket_id},
    core::UtcMillis,
    wire::TicketView,
};

/// Longer than a finger needs to be taken for another touch.
const BETWEEN_TOUCHES: Duration = Duration::from_millis(1_300);

/// A kiosk.
pub struct Rig {
    pub model: Model,
    pub storage: Storage,
    link: Link,
    printing: Printing,
    heard: Receiver<Input>,
    started: Instant,
    /// How far the model's time is ahead of the machine's.
    ahead: Duration,
    /// It was told to start again.
    pub restart: bool,
}

impl Rig {
    /// Starts a kiosk with a data folder.
    pub fn start(client: Client, data: &Path, printer: Box<dyn Printer>) -> Result<Self> {
        Self::start_at(client, data, printer, machine_clock)
    }

    /// Starts a kiosk whose machine has this clock.
    pub fn start_at(
        client: Client,
        data: &Path,
        printer: Box<dyn Printer>,
        clock: impl Fn() -> UtcMillis + Send + 'static,
    ) -> Result<Self> {
        let storage = Storage::open(data, clock)?;
        let (tell, heard) = channel();
        let from_printer = tell.clone();
        let printing =
            Printing::with(Machine::One(printer), PaperWidth::Mm80, Digits::Plain, storage.clone(), move |input| {
                let _ = from_printer.send(input);
            })?;
        let plate = Plate { version: "test".into(), printer: "rig".into() };
        let link = Link::start(client, storage.clone(), plate, move |input| {
            let _ = tell.send(input);
        })?;
        let model = Model::new(Box::new(new_ticket_id), None);
        Ok(Self {
            model,
            storage,
            link,
            printing,
            heard,
            started: Instant::now(),
            ahead: Duration::from_secs(1),
            restart: false,
        })
    }

    /// Waits until the kiosk is in a state.
    pub fn wait(&mut self, what: &str, mut is: impl FnMut(&Model) -> bool) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            self.hear()?;
            if is(&self.model) {
                return Ok(());
            }
            if Instant::now() > deadline {
                bail!("waited in vain for {what}: {:?}, {:?}", self.model.page(), self.model.link());
            }
        }
    }

    /// A finger, well after the one before.
    pub fn touch(&mut self, touch: Touch) {
        self.ahead += BETWEEN_TOUCHES;
        self.input(Input::Touch(touch));
    }

    /// A number, from the start page to the page that shows it. The paper may still be on its way.
    pub fn ask(&mut self, service: &str) -> Result<TicketView> {
        self.wait("numbers to be given", |m| m.page() == Page::Start && m.gives_tickets())?;
        self.touch(Touch::Submit);
        ensure!(matches!(self.model.page(), Page::Fields(_)), "no fields, but {:?}", self.model.page());
        self.touch(Touch::Field(service.into()));
        let deadline = Instant::now() + PATIENCE;
        loop {
            self.wait("a number", |m| m.ticket().is_some() || m.page() == Page::NotGiven)?;
            if let Some(ticket) = self.model.ticket() {
                return Ok(ticket.clone());
            }
            ensure!(Instant::now() < deadline, "no number: {:?}", self.model.attempt());
            self.touch(Touch::Retry);
            ensure!(self.model.page() != Page::Start, "the wish is gone");
        }
    }

    /// A number and its paper.
    pub fn take(&mut self, service: &str) -> Result<TicketView> {
        let ticket = self.ask(service)?;
        self.wait("the paper", Model::printed).with_context(|| ticket.number.to_string())?;
        self.touch(Touch::Done);
        Ok(ticket)
    }

    fn hear(&mut self) -> Result<()> {
        match self.heard.recv_timeout(Duration::from_millis(20)) {
            Ok(input) => self.input(input),
            Err(RecvTimeoutError::Timeout) => self.input(Input::Tick),
            Err(RecvTimeoutError::Disconnected) => bail!("the kiosk's threads have ended"),
        }
        Ok(())
    }

    fn input(&mut self, input: Input) {
        let mut inputs = vec![input];
        while let Some(input) = inputs.pop() {
            let effects = self.model.handle(input, self.started.elapsed() + self.ahead);
            inputs.extend(effects.into_iter().filter_map(|effect| self.act(effect)));
        }
    }

    /// As the running kiosk does.
    fn act(&mut self, effect: Effect) -> Option<Input> {
        match effect {
            Effect::Issue { ticket, request } => self.link.order(Order::Issue { ticket, request }),
            Effect::Withdraw(ticket) => self.link.order(Order::Withdraw(ticket)),
            Effect::Report(health) => self.link.order(Order::Report(health)),
            Effect::AskHelp(help) => self.link.order(Order::AskHelp(help)),
            Effect::Look(ticket) => self.link.order(Order::Look(ticket)),
            Effect::Reprint(ticket) => self.link.order(Order::Reprint(ticket)),
            Effect::Refresh => self.link.order(Order::Refresh),
            Effect::Print { ticket, site } => {
                let id = ticket.id;
                let refused: Option<model::Failure> = self.printing.print(Job::Ticket { ticket, site }).err();
                return refused.map(|failure| Input::Paper { ticket: id, outcome: Err(failure) });
            }
            Effect::TestPrint { site, at } => drop(self.printing.print(Job::Test { site, at })),
            Effect::Restart => self.restart = true,
            // Nobody listens here.
            Effect::Speak(..) | Effect::Hush | Effect::Tone { .. } => {}
        }
        None
    }
}
