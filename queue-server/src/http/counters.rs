//! `/counters`: a clerk's desk.

use axum::{
    Extension, Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use queue_core::{Refusal, Task};
use queue_protocol::wire::{
    CallNextRequest, CallRequest, CommandRequest, CounterDesk, LeadRequest, PauseRequest, TicketView,
};

use super::{
    body::{Body, CounterPath},
    problem::Fault,
    router::Problems,
    submit::{desk_now, on_counter, submit, ticket_now},
};
use crate::{auth::Caller, serve::Shared, writer::Declined};

/// Everything a clerk sees of one counter.
#[utoipa::path(
    get, path = "/counters/{id}", tag = "counters", params(("id" = String, Path)),
    responses((status = 200, description = "The desk", body = CounterDesk), Problems)
)]
pub async fn desk(State(app): State<Shared>, CounterPath(counter): CounterPath) -> Result<Json<CounterDesk>, Fault> {
    desk_now(&app, &counter).map(Json)
}

/// Opens the counter.
#[utoipa::path(
    post, path = "/counters/{id}/open", tag = "counters", params(("id" = String, Path)), request_body = CommandRequest,
    responses((status = 200, description = "The desk", body = CounterDesk), Problems)
)]
pub async fn open(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    CounterPath(counter): CounterPath,
    Body(body): Body<CommandRequest>,
) -> Result<Json<CounterDesk>, Fault> {
    let task = Task::Open { counter: counter.clone() };
    on_counter(&app, &caller, (body.command_id, "open"), &counter, &body, task).await
}

/// Pauses the counter, if known until when.
#[utoipa::path(
    post, path = "/counters/{id}/pause", tag = "counters", params(("id" = String, Path)), request_body = PauseRequest,
    responses((status = 200, description = "The desk", body = CounterDesk), Problems)
)]
pub async fn pause(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    CounterPath(counter): CounterPath,
    Body(body): Body<PauseRequest>,
) -> Result<Json<CounterDesk>, Fault> {
    let task = Task::Pause { counter: counter.clone(), until: body.until };
    on_counter(&app, &caller, (body.command_id, "pause"), &counter, &body, task).await
}

/// Closes the counter.
#[utoipa::path(
    post, path = "/counters/{id}/close", tag = "counters", params(("id" = String, Path)), request_body = CommandRequest,
    responses((status = 200, description = "The desk", body = CounterDesk), Problems)
)]
pub async fn close(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    CounterPath(counter): CounterPath,
    Body(body): Body<CommandRequest>,
) -> Result<Json<CounterDesk>, Fault> {
    let task = Task::Close { counter: counter.clone() };
    on_counter(&app, &caller, (body.command_id, "close"), &counter, &body, task).await
}

/// Calls the next citizen.
#[utoipa::path(
    post, path = "/counters/{id}/call-next", tag = "counters", params(("id" = String, Path)),
    request_body = CallNextRequest,
    responses(
        (status = 200, description = "The ticket called", body = TicketView),
        (status = 204, description = "Nobody waits"),
        Problems
    )
)]
pub async fn call_next(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    CounterPath(counter): CounterPath,
    Body(body): Body<CallNextRequest>,
) -> Result<Response, Fault> {
    let task = Task::CallNext { counter: counter.clone(), finish: body.finish };
    let answer = submit(&app, &caller, body.command_id, ("call-next", counter.as_str()), &body, task).await;
    match answer {
        Ok(answer) => match answer.ticket {
            Some(ticket) => Ok(Json(ticket_now(&app, ticket).await?).into_response()),
            None => Ok(StatusCode::NO_CONTENT.into_response()),
        },
        Err(Declined::Refused(Refusal::NobodyWaits)) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(declined) => Err(declined.into()),
    }
}

/// Calls someone who is not next, for a reason that goes on record.
#[utoipa::path(
    post, path = "/counters/{id}/call", tag = "counters", params(("id" = String, Path)), request_body = CallRequest,
    responses((status = 200, description = "The ticket called", body = TicketView), Problems)
)]
pub async fn call(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    CounterPath(counter): CounterPath,
    Body(body): Body<CallRequest>,
) -> Result<Json<TicketView>, Fault> {
    let ticket = body.ticket;
    let task = Task::Call { counter: counter.clone(), ticket, reason: body.reason.clone() };
    submit(&app, &caller, body.command_id, ("call", counter.as_str()), &body, task).await?;
    ticket_now(&app, ticket).await.map(Json)
}

/// Changes who leads at a paired counter.
#[utoipa::path(
    post, path = "/counters/{id}/lead", tag = "counters", params(("id" = String, Path)), request_body = LeadRequest,
    responses((status = 200, description = "The desk", body = CounterDesk), Problems)
)]
pub async fn lead(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    CounterPath(counter): CounterPath,
    Body(body): Body<LeadRequest>,
) -> Result<Json<CounterDesk>, Fault> {
    let task = Task::Lead { counter: counter.clone(), staff: body.staff.clone() };
    on_counter(&app, &caller, (body.command_id, "lead"), &counter, &body, task).await
}
