//! The link's thread: a small runtime that asks for numbers, tells what became of them, and listens to the stream. The
//! window never waits for it.

mod answers;

use std::{io, rc::Rc, thread, time::Duration};

use queue_protocol::{
    client::{Client, new_command_id},
    core::{Event, TicketId},
    stream::{LinkEvent, LostReason, subscribe},
    wire::IssueRequest,
};
use tokio::{sync::mpsc, task::JoinHandle};

use crate::{
    model::{Heard, Input},
    outbox::{Outbox, Report, What},
};

/// More orders than this wait only if the link's thread hangs.
const QUEUE: usize = 64;

/// Between two tries to read the site.
const READ_AGAIN: Duration = Duration::from_secs(1);

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
    /// A word on a ticket.
    Report(TicketId, What),
    /// How a ticket stands that was scanned.
    Look(TicketId),
    /// Another paper for a ticket, from this kiosk.
    Reprint(TicketId),
    /// The figures, now.
    Refresh,
}

/// The way to the link's thread.
pub struct Link {
    orders: mpsc::Sender<Order>,
}

impl Link {
    /// Starts the thread. `tell` is called from there.
    pub fn start(client: Client, outbox: Outbox, tell: impl Fn(Input) + Send + 'static) -> io::Result<Self> {
        let (orders, queue) = mpsc::channel(QUEUE);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        thread::Builder::new().name("link".into()).spawn(move || {
            let local = tokio::task::LocalSet::new();
            local.block_on(&runtime, run(client, outbox, queue, Rc::new(tell)));
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

/// Takes what the link heard to the window.
type Tell = Rc<dyn Fn(Input)>;

async fn run(client: Client, outbox: Outbox, mut orders: mpsc::Receiver<Order>, tell: Tell) {
    let mut stream = subscribe(client.clone(), None);
    let (reports, queue) = mpsc::channel(QUEUE);
    tokio::task::spawn_local(answers::tell_reports(client.clone(), outbox, queue, tell.clone()));
    let mut reading: Option<JoinHandle<()>> = None;
    loop {
        tokio::select! {
            order = orders.recv() => match order {
                Some(Order::Issue { ticket, request }) => {
                    tokio::task::spawn_local(answers::issue(client.clone(), ticket, request, tell.clone()));
                }
                Some(Order::Report(ticket, what)) => {
                    let report = Report { ticket, command: new_command_id(), what };
                    if reports.send(report).await.is_err() {
                        tracing::error!(%ticket, "the report of a ticket is lost");
                    }
                }
                Some(Order::Look(ticket)) => {
                    tokio::task::spawn_local(answers::look(client.clone(), ticket, tell.clone()));
                }
                Some(Order::Reprint(ticket)) => {
                    tokio::task::spawn_local(answers::reprint(client.clone(), ticket, tell.clone()));
                }
                Some(Order::Refresh) => read(&client, &mut reading, &tell),
                None => return,
            },
            event = stream.recv() => match event {
                Some(event) => {
                    if hear(event, &tell) {
                        read(&client, &mut reading, &tell);
                    }
                }
                None => return,
            },
        }
    }
}

/// Passes on what concerns a kiosk. True if the site has to be read again.
fn hear(event: LinkEvent, tell: &Tell) -> bool {
    let heard = match event {
        LinkEvent::Connected => {
            tell(Input::Heard(Heard::Connected));
            return true;
        }
        LinkEvent::Event(event) => return matches!(event.event, Event::SiteConfigured { .. }),
        LinkEvent::Snapshot(board) => Heard::Board(board),
        LinkEvent::Waits(waits) => Heard::Waits(waits),
        LinkEvent::Time(time) => Heard::Time(time),
        LinkEvent::Lost { reason, attempt } => {
            tracing::warn!(?reason, attempt, "the server cannot be heard");
            match reason {
                LostReason::Refused(problem) if matches!(problem.status, 401 | 403) => Heard::Refused,
                _ => Heard::Lost,
            }
        }
    };
    tell(Input::Heard(heard));
    false
}

/// Reads site and board until that succeeds; a newer reading takes the place of one that is still at it.
fn read(client: &Client, reading: &mut Option<JoinHandle<()>>, tell: &Tell) {
    if let Some(before) = reading.take() {
        before.abort();
    }
    let (client, tell) = (client.clone(), tell.clone());
    *reading = Some(tokio::task::spawn_local(async move {
        loop {
            match read_once(&client, &tell).await {
                Ok(()) => return,
                Err(error) => tracing::warn!(%error, "the site cannot be read"),
            }
            tokio::time::sleep(READ_AGAIN).await;
        }
    }));
}

async fn read_once(client: &Client, tell: &Tell) -> Result<(), queue_protocol::client::ClientError> {
    let site = client.site().await?;
    tell(Input::Heard(Heard::Site(Box::new(site))));
    let board = client.board().await?;
    tell(Input::Heard(Heard::Board(Box::new(board))));
    Ok(())
}
