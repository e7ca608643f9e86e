//! `/tickets`: a number for a citizen, and all that happens to it.

use axum::{
    Extension, Json,
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode},
};
use queue_core::{Lane, PrintState, Role, Task, Ticket, TicketNumber};
use queue_protocol::wire::{
    CommandRequest, Explanation, IssueRequest, NoteRequest, ParkRequest, ResumeRequest, TicketView, TransferRequest,
};

use super::{
    body::{Body, TicketPath},
    problem::Fault,
    router::Problems,
    speak::language,
    submit::{kept, on_ticket, submit, ticket_now},
};
use serde::Deserialize;

use crate::{auth::Caller, explain, serve::Shared, view};

/// Issues the ticket of an id that the caller made. The same id and body again answer with the same ticket.
#[utoipa::path(
    put, path = "/tickets/{id}", tag = "tickets", params(("id" = Uuid, Path, description = "UUIDv7 made at the touch")),
    request_body = IssueRequest,
    responses(
        (status = 201, description = "The ticket", body = TicketView),
        (status = 200, description = "The ticket was issued before; as it is now", body = TicketView),
        Problems
    )
)]
pub async fn issue(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    TicketPath(ticket): TicketPath,
    Body(mut body): Body<IssueRequest>,
) -> Result<(StatusCode, Json<TicketView>), Fault> {
    // Only a kiosk gives numbers on its own.
    if body.offline.is_some() && caller.actor.role != Role::Kiosk {
        return Err(Fault::WrongRole);
    }
    // Said or left out, the default is the same request.
    let lane = *body.lane.get_or_insert(Lane::Regular);
    let lang = *body.lang.get_or_insert_default();
    let service = body.service.clone();
    let task = Task::Issue { ticket, service, intent: body.intent, lane: Some(lane), lang, leased: body.offline };
    // The ticket's id is the command's.
    let id = queue_core::CommandId(ticket.0);
    let answer = submit(&app, &caller, id, ("issue", &ticket.to_string()), &body, task).await?;
    let status = if answer.again { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(ticket_now(&app, ticket).await?)))
}

/// What is looked for: a number, or what became of the paper.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Sought {
    /// As printed, such as `A023`.
    #[param(value_type = Option<String>)]
    number: Option<TicketNumber>,
    /// Such as `failed`: who still has no paper.
    print: Option<PrintState>,
}

/// Tickets listed at once: more papers than fail before somebody looks at the printer.
const FOUND: usize = 50;

/// Today's tickets of a number (one, or none) or of a state of the paper, oldest first. What has ended needs no paper.
#[utoipa::path(
    get, path = "/tickets", tag = "tickets", params(Sought),
    responses((status = 200, description = "The tickets", body = [TicketView]), Problems)
)]
pub async fn find(
    State(app): State<Shared>,
    query: Result<Query<Sought>, QueryRejection>,
) -> Result<Json<Vec<TicketView>>, Fault> {
    let Query(sought) = query.map_err(|_| Fault::WrongField("number".to_owned()))?;
    if sought.number.is_none() && sought.print.is_none() {
        return Err(Fault::MissingField("number".to_owned()));
    }
    let (state, now) = (app.replica.read(), app.clock.now());
    let fits = |t: &&Ticket| {
        Some(t.day) == state.day()
            && sought.number.is_none_or(|number| t.number == number)
            && sought.print.is_none_or(|print| t.print == print && !t.state.is_final())
    };
    let mut found: Vec<&Ticket> = state.tickets().filter(fits).collect();
    found.sort_unstable_by_key(|t| t.order);
    Ok(Json(found.into_iter().take(FOUND).filter_map(|t| view::ticket(&state, t, now)).collect()))
}

/// The ticket as it is now.
#[utoipa::path(
    get, path = "/tickets/{id}", operation_id = "ticket", tag = "tickets", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The ticket", body = TicketView), Problems)
)]
pub async fn show(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    TicketPath(ticket): TicketPath,
) -> Result<Json<TicketView>, Fault> {
    let view = ticket_now(&app, ticket).await?;
    // Notes are for colleagues, not for the screen that a ticket is held up to.
    let note = view.note.filter(|_| caller.actor.role != Role::Kiosk);
    Ok(Json(TicketView { note, ..view }))
}

/// Why the ticket was called when it was.
#[utoipa::path(
    get, path = "/tickets/{id}/explain", tag = "tickets", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The reason, in one sentence of the caller's language", body = Explanation), Problems)
)]
pub async fn explain(
    State(app): State<Shared>,
    TicketPath(id): TicketPath,
    headers: HeaderMap,
) -> Result<Json<Explanation>, Fault> {
    let ticket = ticket_now(&app, id).await?;
    let called = kept(&app, id).await?.called;
    let reason = match called {
        Some(seq) => app.readers.with(move |conn| explain::reason(conn, seq)).await?,
        None => None,
    };
    let reasons = app.replica.read().site().map(|site| view::pick_reasons(site)).unwrap_or_default();
    let sentence = explain::sentence(&ticket, reason.as_ref(), &reasons, language(&headers));
    Ok(Json(Explanation { ticket, reason, sentence }))
}

/// Calls the citizen once more.
#[utoipa::path(
    post, path = "/tickets/{id}/recall", tag = "tickets", params(("id" = Uuid, Path)), request_body = CommandRequest,
    responses((status = 200, description = "The ticket", body = TicketView), Problems)
)]
pub async fn recall(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    TicketPath(ticket): TicketPath,
    Body(body): Body<CommandRequest>,
) -> Result<Json<TicketView>, Fault> {
    on_ticket(&app, &caller, (body.command_id, "recall"), ticket, &body, Task::Recall(ticket)).await
}

/// The citizen has come.
#[utoipa::path(
    post, path = "/tickets/{id}/start", tag = "tickets", params(("id" = Uuid, Path)), request_body = CommandRequest,
    responses((status = 200, description = "The ticket", body = TicketView), Problems)
)]
pub async fn start(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    TicketPath(ticket): TicketPath,
    Body(body): Body<CommandRequest>,
) -> Result<Json<TicketView>, Fault> {
    on_ticket(&app, &caller, (body.command_id, "start"), ticket, &body, Task::Start(ticket)).await
}

/// The citizen is served.
#[utoipa::path(
    post, path = "/tickets/{id}/finish", tag = "tickets", params(("id" = Uuid, Path)), request_body = CommandRequest,
    responses((status = 200, description = "The ticket", body = TicketView), Problems)
)]
pub async fn finish(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    TicketPath(ticket): TicketPath,
    Body(body): Body<CommandRequest>,
) -> Result<Json<TicketView>, Fault> {
    on_ticket(&app, &caller, (body.command_id, "finish"), ticket, &body, Task::Finish(ticket)).await
}

/// The citizen did not come.
#[utoipa::path(
    post, path = "/tickets/{id}/no-show", tag = "tickets", params(("id" = Uuid, Path)), request_body = CommandRequest,
    responses((status = 200, description = "The ticket", body = TicketView), Problems)
)]
pub async fn no_show(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    TicketPath(ticket): TicketPath,
    Body(body): Body<CommandRequest>,
) -> Result<Json<TicketView>, Fault> {
    on_ticket(&app, &caller, (body.command_id, "no-show"), ticket, &body, Task::NoShow(ticket)).await
}

/// The citizen who missed the call is here after all: waits again, at the place of the first time.
#[utoipa::path(
    post, path = "/tickets/{id}/return", operation_id = "return", tag = "tickets", params(("id" = Uuid, Path)),
    request_body = CommandRequest, responses((status = 200, description = "The ticket", body = TicketView), Problems)
)]
pub async fn come_back(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    TicketPath(ticket): TicketPath,
    Body(body): Body<CommandRequest>,
) -> Result<Json<TicketView>, Fault> {
    on_ticket(&app, &caller, (body.command_id, "return"), ticket, &body, Task::Return(ticket)).await
}

/// Writes a note for colleagues, in place of the one before.
#[utoipa::path(
    post, path = "/tickets/{id}/note", tag = "tickets", params(("id" = Uuid, Path)), request_body = NoteRequest,
    responses((status = 200, description = "The ticket", body = TicketView), Problems)
)]
pub async fn note(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    TicketPath(ticket): TicketPath,
    Body(body): Body<NoteRequest>,
) -> Result<Json<TicketView>, Fault> {
    let task = Task::Note { ticket, text: body.text.clone() };
    on_ticket(&app, &caller, (body.command_id, "note"), ticket, &body, task).await
}

/// Holds the ticket while the citizen fetches something.
#[utoipa::path(
    post, path = "/tickets/{id}/park", tag = "tickets", params(("id" = Uuid, Path)), request_body = ParkRequest,
    responses((status = 200, description = "The ticket", body = TicketView), Problems)
)]
pub async fn park(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    TicketPath(ticket): TicketPath,
    Body(body): Body<ParkRequest>,
) -> Result<Json<TicketView>, Fault> {
    let task = Task::Park { ticket, reason: body.reason.clone() };
    on_ticket(&app, &caller, (body.command_id, "park"), ticket, &body, task).await
}

/// Takes a parked or missed ticket back.
#[utoipa::path(
    post, path = "/tickets/{id}/resume", tag = "tickets", params(("id" = Uuid, Path)), request_body = ResumeRequest,
    responses((status = 200, description = "The ticket", body = TicketView), Problems)
)]
pub async fn resume(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    TicketPath(ticket): TicketPath,
    Body(body): Body<ResumeRequest>,
) -> Result<Json<TicketView>, Fault> {
    let task = Task::Resume { ticket, counter: body.counter.clone() };
    on_ticket(&app, &caller, (body.command_id, "resume"), ticket, &body, task).await
}

/// Sends the ticket to another service, another counter, or both.
#[utoipa::path(
    post, path = "/tickets/{id}/transfer", tag = "tickets", params(("id" = Uuid, Path)), request_body = TransferRequest,
    responses((status = 200, description = "The ticket", body = TicketView), Problems)
)]
pub async fn transfer(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    TicketPath(ticket): TicketPath,
    Body(body): Body<TransferRequest>,
) -> Result<Json<TicketView>, Fault> {
    if body.service.is_none() && body.counter.is_none() {
        return Err(Fault::MissingField("service".to_owned()));
    }
    let task = Task::Transfer { ticket, service: body.service.clone(), counter: body.counter.clone() };
    on_ticket(&app, &caller, (body.command_id, "transfer"), ticket, &body, task).await
}

/// Gives the ticket back.
#[utoipa::path(
    post, path = "/tickets/{id}/cancel", tag = "tickets", params(("id" = Uuid, Path)), request_body = CommandRequest,
    responses((status = 200, description = "The ticket", body = TicketView), Problems)
)]
pub async fn cancel(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    TicketPath(ticket): TicketPath,
    Body(body): Body<CommandRequest>,
) -> Result<Json<TicketView>, Fault> {
    on_ticket(&app, &caller, (body.command_id, "cancel"), ticket, &body, Task::Cancel(ticket)).await
}
