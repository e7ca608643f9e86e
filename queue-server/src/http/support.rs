//! `/support`: a counter calls the authority that owns its field, and somebody there answers.

use axum::{
    Extension, Json,
    extract::{Path, State, rejection::PathRejection},
};
use queue_core::{Refusal, Support, SupportId, Task, owning_unit};
use queue_protocol::wire::{CommandRequest, SupportRequest};

use super::{
    body::{Body, CounterPath},
    problem::Fault,
    router::Problems,
    submit::submit,
};
use crate::{app::App, auth::Caller, serve::Shared};

/// Calls an authority to the counter: the one said, or the owner of the field being served. While it is being called
/// already, the answer is that call.
#[utoipa::path(
    post, path = "/counters/{id}/support", tag = "support", operation_id = "ask_support",
    params(("id" = String, Path)), request_body = SupportRequest,
    responses((status = 200, description = "The call", body = Support), Problems)
)]
pub async fn ask(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    CounterPath(counter): CounterPath,
    Body(body): Body<SupportRequest>,
) -> Result<Json<Support>, Fault> {
    let support = SupportId(body.command_id.0);
    let task = Task::AskSupport { support, counter: counter.clone(), unit: body.unit.clone() };
    submit(&app, &caller, body.command_id, ("support", counter.as_str()), &body, task).await?;
    let state = app.replica.read();
    let unit = body.unit.or_else(|| owning_unit(&state, &counter));
    let calls = || state.support().iter().rev();
    let rings = || calls().find(|call| call.is_open() && call.counter == counter && Some(&call.unit) == unit.as_ref());
    let call = calls().find(|call| call.id == support).or_else(rings).cloned();
    call.map(Json).ok_or(Fault::Refused(Refusal::UnknownSupport { support }))
}

/// The calls for support of today, oldest first, also those that are over.
#[utoipa::path(
    get, path = "/support", tag = "support", operation_id = "support",
    responses((status = 200, description = "The calls", body = [Support]), Problems)
)]
pub async fn list(State(app): State<Shared>) -> Json<Vec<Support>> {
    Json(app.replica.read().support().to_vec())
}

/// Somebody answers. The first answer stands.
#[utoipa::path(
    post, path = "/support/{id}/answer", tag = "support", operation_id = "answer_support",
    params(("id" = Uuid, Path)), request_body = CommandRequest,
    responses((status = 200, description = "The call", body = Support), Problems)
)]
pub async fn answer(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    id: Result<Path<String>, PathRejection>,
    Body(body): Body<CommandRequest>,
) -> Result<Json<Support>, Fault> {
    let id = parse(id)?;
    on_call(&app, &caller, "answer-support", id, &body, Task::AnswerSupport(id)).await
}

/// The call is over.
#[utoipa::path(
    post, path = "/support/{id}/end", tag = "support", operation_id = "end_support",
    params(("id" = Uuid, Path)), request_body = CommandRequest,
    responses((status = 200, description = "The call", body = Support), Problems)
)]
pub async fn end(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    id: Result<Path<String>, PathRejection>,
    Body(body): Body<CommandRequest>,
) -> Result<Json<Support>, Fault> {
    let id = parse(id)?;
    on_call(&app, &caller, "end-support", id, &body, Task::EndSupport(id)).await
}

async fn on_call(
    app: &App,
    caller: &Caller,
    verb: &str,
    id: SupportId,
    body: &CommandRequest,
    task: Task,
) -> Result<Json<Support>, Fault> {
    submit(app, caller, body.command_id, (verb, &id.to_string()), body, task).await?;
    let call = app.replica.read().support().iter().find(|call| call.id == id).cloned();
    call.map(Json).ok_or(Fault::Refused(Refusal::UnknownSupport { support: id }))
}

fn parse(id: Result<Path<String>, PathRejection>) -> Result<SupportId, Fault> {
    let Path(id) = id.map_err(|_| Fault::MalformedPath)?;
    id.parse().map_err(|_| Fault::MalformedId)
}
