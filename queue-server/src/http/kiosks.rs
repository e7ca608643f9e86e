//! `/kiosk`, `/kiosks` and `/leases`: what a kiosk says of itself and asks for, and what staff do for it.

use axum::{
    Extension, Json,
    extract::{Path, State, rejection::PathRejection},
    http::StatusCode,
};
use queue_core::{KioskReport, Refusal, Task};
use queue_protocol::wire::{
    CommandRequest, HelpRequest, KioskOrderRequest, KioskReportRequest, KioskView, Lease, LeaseRequest,
};

use super::{body::Body, paper::is_fault_code, problem::Fault, router::Problems, submit::submit};
use crate::{auth::Caller, serve::Shared, view};

/// Characters of a word in a report.
const MAX_WORDS: usize = 120;

/// Numbers in advance, for when the server is away.
#[utoipa::path(
    post, path = "/leases", tag = "kiosks", request_body = LeaseRequest,
    responses((status = 200, description = "All blocks of this device from today on", body = [Lease]), Problems)
)]
pub async fn lease(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    Body(body): Body<LeaseRequest>,
) -> Result<Json<Vec<Lease>>, Fault> {
    let task = Task::Lease { device: body.device, day: body.day, count: body.count };
    submit(&app, &caller, body.command_id, ("lease", &caller.actor.name), &body, task).await?;
    Ok(Json(view::leases(&app.replica.read(), &caller.actor.name, body.device)))
}

/// How the kiosk is: at every change, and when it connects.
#[utoipa::path(
    post, path = "/kiosk/report", tag = "kiosks", request_body = KioskReportRequest,
    responses((status = 204, description = "Noted"), Problems)
)]
pub async fn report(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    Body(body): Body<KioskReportRequest>,
) -> Result<StatusCode, Fault> {
    if let Some(field) = wrong_field(&body.report) {
        return Err(Fault::WrongField(format!("report.{field}")));
    }
    let task = Task::ReportKiosk(Box::new(body.report.clone()));
    submit(&app, &caller, body.command_id, ("report", &caller.actor.name), &body, task).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Somebody at the kiosk wants help.
#[utoipa::path(
    post, path = "/kiosk/help", tag = "kiosks", request_body = HelpRequest,
    responses((status = 204, description = "Staff are told"), Problems)
)]
pub async fn help(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    Body(body): Body<HelpRequest>,
) -> Result<StatusCode, Fault> {
    submit(&app, &caller, body.command_id, ("help", &caller.actor.name), &body, Task::AskHelp(body.help)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Every kiosk that ever reported, and whether its stream is open.
#[utoipa::path(
    get, path = "/kiosks", tag = "kiosks",
    responses((status = 200, description = "The kiosks, by name", body = [KioskView]), Problems)
)]
pub async fn list(State(app): State<Shared>) -> Result<Json<Vec<KioskView>>, Fault> {
    let connected = app.hub.connected();
    let kiosks = view::kiosks(&app.replica.read()).into_iter();
    Ok(Json(kiosks.map(|kiosk| KioskView { connected: connected.contains(&kiosk.name), kiosk }).collect()))
}

/// Somebody goes there.
#[utoipa::path(
    post, path = "/kiosks/{name}/answer-help", tag = "kiosks", params(("name" = String, Path)),
    request_body = CommandRequest, responses((status = 204, description = "The call stops ringing"), Problems)
)]
pub async fn answer_help(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    name: Result<Path<String>, PathRejection>,
    Body(body): Body<CommandRequest>,
) -> Result<StatusCode, Fault> {
    let Path(kiosk) = name.map_err(|_| Fault::MalformedPath)?;
    let task = Task::AnswerHelp { kiosk: kiosk.clone() };
    submit(&app, &caller, body.command_id, ("answer-help", &kiosk), &body, task).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A supervisor's word to a kiosk. One that is to act at once needs a kiosk that listens.
#[utoipa::path(
    post, path = "/kiosks/{name}/order", tag = "kiosks", params(("name" = String, Path)),
    request_body = KioskOrderRequest, responses((status = 204, description = "The kiosk is told"), Problems)
)]
pub async fn order(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    name: Result<Path<String>, PathRejection>,
    Body(body): Body<KioskOrderRequest>,
) -> Result<StatusCode, Fault> {
    use queue_core::KioskOrder::{Restart, TestPrint};
    let Path(kiosk) = name.map_err(|_| Fault::MalformedPath)?;
    if app.replica.read().kiosk(&kiosk).is_none() {
        return Err(Refusal::UnknownKiosk { kiosk }.into());
    }
    if matches!(body.order, Restart | TestPrint) && !app.hub.connected().contains(&kiosk) {
        return Err(Fault::KioskAway(kiosk));
    }
    let task = Task::OrderKiosk { kiosk: kiosk.clone(), order: body.order };
    submit(&app, &caller, body.command_id, ("order", &kiosk), &body, task).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Codes and short words only: nothing personal can hide in them.
fn wrong_field(report: &KioskReport) -> Option<&'static str> {
    let words = [("version", &report.version), ("printer", &report.printer)];
    let long = words.into_iter().find(|(_, text)| text.chars().count() > MAX_WORDS || text.contains(char::is_control));
    let codes = [
        ("printer_fault", &report.printer_fault),
        ("reserve_fault", &report.reserve_fault),
        ("scanner_fault", &report.scanner_fault),
        ("storage_fault", &report.storage_fault),
    ];
    let wrong = codes.into_iter().find(|(_, code)| code.as_ref().is_some_and(|code| !is_fault_code(code)));
    long.map(|(name, _)| name).or(wrong.map(|(name, _)| name))
}
