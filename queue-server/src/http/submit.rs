//! What all commands have in common: from a request to the writer, and from its answer to a ticket.

use std::sync::Arc;

use axum::Json;
use queue_core::{Command, CommandId, CounterId, Refusal, Task, TicketId};
use queue_protocol::wire::{CounterDesk, TicketView};
use serde::Serialize;

use super::problem::Fault;
use crate::{
    app::App,
    auth::Caller,
    log::{
        answers::fingerprint,
        tickets::{self, Kept},
    },
    view,
    writer::{Answer, Declined, Submission},
};

/// Submits a command. `verb`, `object` and the body make its fingerprint: the same id with anything else is refused.
pub async fn submit(
    app: &App,
    caller: &Caller,
    id: CommandId,
    (verb, object): (&str, &str),
    body: &impl Serialize,
    task: Task,
) -> Result<Answer, Declined> {
    // A body that was parsed can be written again.
    let canonical = serde_json::to_vec(body).unwrap_or_default();
    let request = fingerprint(verb, object, &canonical);
    let by = Arc::unwrap_or_clone(caller.actor.clone());
    app.writer.submit(Submission { id: id.0.into_bytes(), request, command: Command { by, task } }).await
}

/// Submits a command on a ticket and answers with the ticket.
pub async fn on_ticket(
    app: &App,
    caller: &Caller,
    (id, verb): (CommandId, &str),
    ticket: TicketId,
    body: &impl Serialize,
    task: Task,
) -> Result<Json<TicketView>, Fault> {
    match submit(app, caller, id, (verb, &ticket.to_string()), body, task).await {
        Ok(_) => ticket_now(app, ticket).await.map(Json),
        // Yesterday's tickets are gone from the state, yet they are no strangers.
        Err(Declined::Refused(Refusal::UnknownTicket { ticket: unknown })) if unknown == ticket => {
            let kept = kept(app, ticket).await?.ticket;
            Err(Refusal::WrongState { number: kept.number, state: kept.state }.into())
        }
        Err(declined) => Err(declined.into()),
    }
}

/// Submits a command on a counter and answers with the clerk's view of it.
pub async fn on_counter(
    app: &App,
    caller: &Caller,
    (id, verb): (CommandId, &str),
    counter: &CounterId,
    body: &impl Serialize,
    task: Task,
) -> Result<Json<CounterDesk>, Fault> {
    submit(app, caller, id, (verb, counter.as_str()), body, task).await?;
    desk_now(app, counter).map(Json)
}

/// A ticket as it is now, of today or of any day.
pub async fn ticket_now(app: &App, id: TicketId) -> Result<TicketView, Fault> {
    let now = app.clock.now();
    {
        let state = app.replica.read();
        if let Some(ticket) = state.ticket(id) {
            return view::ticket(&state, ticket, now).ok_or(Fault::Refused(Refusal::NotConfigured));
        }
    }
    let kept = kept(app, id).await?;
    view::ticket(&app.replica.read(), &kept.ticket, now).ok_or(Fault::Refused(Refusal::NotConfigured))
}

/// A ticket as the table keeps it.
pub async fn kept(app: &App, id: TicketId) -> Result<Kept, Fault> {
    let found = app.readers.with(move |conn| tickets::find(conn, id)).await?;
    found.ok_or(Fault::Refused(Refusal::UnknownTicket { ticket: id }))
}

/// A counter as it is now.
pub fn desk_now(app: &App, id: &CounterId) -> Result<CounterDesk, Fault> {
    let unknown = Refusal::UnknownCounter { counter: id.clone() };
    view::desk(&app.replica.read(), id, app.clock.now()).ok_or(Fault::Refused(unknown))
}
