//! The link's thread: a small runtime that asks for numbers, tells what became of them, and listens to the stream. The
//! window never waits for it.

mod answers;
mod care;
mod context;
mod hear;
mod recover;
mod reports;

use std::{io, rc::Rc, thread};

use queue_protocol::{
    client::{Client, new_command_id},
    core::{HelpKind, TicketId},
    stream::subscribe,
    wire::IssueRequest,
};
use tokio::{sync::mpsc, task::spawn_local};

use self::context::Context;
use crate::{
    journal::Entry,
    model::{Health, Input},
    storage::Storage,
};

/// More orders than this wait only if the link's thread hangs.
const QUEUE: usize = 64;

/// What the window asks of the link.
#[derive(Debug)]
pub enum Order {
    /// A number.
    Issue {
        /// Identity.
        ticket: TicketId,
        /// What for.
        request: IssueRequest,
    },
    /// Nobody waits any more for the answer to a wish.
    Withdraw(TicketId),
    /// How the devices are.
    Report(Health),
    /// Somebody wants help.
    AskHelp(HelpKind),
    /// How a ticket stands that was scanned.
    Look(TicketId),
    /// Another paper for a ticket, from this kiosk.
    Reprint(TicketId),
    /// The figures, now.
    Refresh,
}

/// What staff are told once about this kiosk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plate {
    /// Version of the program.
    pub version: String,
    /// Where its printer is.
    pub printer: String,
}

/// The way to the link's thread.
pub struct Link {
    orders: mpsc::Sender<Order>,
}

impl Link {
    /// Starts the thread. `tell` is called from there.
    pub fn start(
        client: Client,
        storage: Storage,
        plate: Plate,
        tell: impl Fn(Input) + Send + 'static,
    ) -> io::Result<Self> {
        let (orders, queue) = mpsc::channel(QUEUE);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        thread::Builder::new().name("link".into()).spawn(move || {
            let local = tokio::task::LocalSet::new();
            local.block_on(&runtime, run(Rc::new(Context::new(client, storage, plate, Box::new(tell))), queue));
        })?;
        Ok(Self { orders })
    }

    /// Gives an order without waiting. An order that is not taken is one without an answer, which the model bounds.
    pub fn order(&self, order: Order) {
        if let Err(error) = self.orders.try_send(order) {
            tracing::error!(%error, "the link takes no orders");
        }
    }
}

async fn run(context: Rc<Context>, mut orders: mpsc::Receiver<Order>) {
    let mut stream = subscribe(context.client.clone(), None);
    context.show_kept();
    spawn_local(recover::recover(context.clone(), context.storage.open_jobs()));
    spawn_local(reports::tell_all(context.clone()));
    spawn_local(care::care(context.clone()));
    loop {
        tokio::select! {
            order = orders.recv() => match order {
                Some(order) => obey(&context, order),
                None => return,
            },
            event = stream.recv() => match event {
                Some(event) => hear::hear(&context, event),
                None => return,
            },
        }
    }
}

fn obey(context: &Rc<Context>, order: Order) {
    let context = context.clone();
    match order {
        Order::Issue { ticket, request } => drop(spawn_local(answers::issue(context, ticket, request))),
        Order::Withdraw(ticket) => context.storage.note(Entry::Withdrawn { ticket, command: new_command_id() }),
        Order::Report(health) => care::set_health(&context, health),
        Order::AskHelp(help) => drop(spawn_local(care::ask_help(context, help))),
        Order::Look(ticket) => drop(spawn_local(answers::look(context, ticket))),
        Order::Reprint(ticket) => drop(spawn_local(answers::reprint(context, ticket))),
        Order::Refresh => hear::read(&context),
    }
}
