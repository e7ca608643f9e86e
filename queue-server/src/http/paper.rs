//! `/tickets/{id}/…`: what became of a ticket's paper, and who is to print it again.

use axum::{Extension, Json, extract::State};
use queue_core::{Role, Task};
use queue_protocol::wire::{CommandRequest, PrintFailedRequest, ReprintRequest, TicketView};

use super::{
    body::{Body, TicketPath},
    problem::Fault,
    router::Problems,
    submit::on_ticket,
};
use crate::{auth::Caller, serve::Shared};

/// A printer is given the ticket. `copies` of the answer says which paper it is.
#[utoipa::path(
    post, path = "/tickets/{id}/printing", tag = "tickets", params(("id" = Uuid, Path)), request_body = CommandRequest,
    responses((status = 200, description = "The ticket", body = TicketView), Problems)
)]
pub async fn printing(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    TicketPath(ticket): TicketPath,
    Body(body): Body<CommandRequest>,
) -> Result<Json<TicketView>, Fault> {
    on_ticket(&app, &caller, (body.command_id, "printing"), ticket, &body, Task::Printing(ticket)).await
}

/// A kiosk is to print the ticket again.
#[utoipa::path(
    post, path = "/tickets/{id}/reprint", tag = "tickets", params(("id" = Uuid, Path)), request_body = ReprintRequest,
    responses((status = 200, description = "The ticket", body = TicketView), Problems)
)]
pub async fn reprint(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    TicketPath(ticket): TicketPath,
    Body(body): Body<ReprintRequest>,
) -> Result<Json<TicketView>, Fault> {
    match (caller.actor.role, &body.kiosk) {
        // A kiosk speaks for its own printer only.
        (Role::Kiosk, Some(name)) if *name != caller.actor.name => return Err(Fault::WrongRole),
        (Role::Kiosk, _) | (_, Some(_)) => {}
        (_, None) => return Err(Fault::MissingField("kiosk".to_owned())),
    }
    let task = Task::Reprint { ticket, kiosk: body.kiosk.clone() };
    on_ticket(&app, &caller, (body.command_id, "reprint"), ticket, &body, task).await
}

/// The printer confirmed the paper.
#[utoipa::path(
    post, path = "/tickets/{id}/printed", tag = "tickets", params(("id" = Uuid, Path)), request_body = CommandRequest,
    responses((status = 200, description = "The ticket", body = TicketView), Problems)
)]
pub async fn printed(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    TicketPath(ticket): TicketPath,
    Body(body): Body<CommandRequest>,
) -> Result<Json<TicketView>, Fault> {
    on_ticket(&app, &caller, (body.command_id, "printed"), ticket, &body, Task::Printed(ticket)).await
}

/// The printer did not print. The fault is a code for staff, such as `paper-out`.
#[utoipa::path(
    post, path = "/tickets/{id}/print-failed", tag = "tickets", params(("id" = Uuid, Path)),
    request_body = PrintFailedRequest,
    responses((status = 200, description = "The ticket", body = TicketView), Problems)
)]
pub async fn print_failed(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    TicketPath(ticket): TicketPath,
    Body(body): Body<PrintFailedRequest>,
) -> Result<Json<TicketView>, Fault> {
    if !is_fault_code(&body.fault) {
        return Err(Fault::WrongField("fault".to_owned()));
    }
    let task = Task::PrintFailed { ticket, fault: body.fault.clone() };
    on_ticket(&app, &caller, (body.command_id, "print-failed"), ticket, &body, task).await
}

/// A slug and no sentence: nothing personal can hide in it.
pub(super) fn is_fault_code(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
