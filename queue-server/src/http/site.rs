//! `/site` and `/board`: what screens show before the stream begins.

use axum::{Json, extract::State};
use queue_core::Refusal;
use queue_protocol::wire::{Board, SiteView};

use super::{problem::Fault, router::Problems};
use crate::{serve::Shared, view};

/// The configuration that screens need.
#[utoipa::path(
    get, path = "/site", tag = "site",
    responses((status = 200, description = "The site", body = SiteView), Problems)
)]
pub async fn site(State(app): State<Shared>) -> Result<Json<SiteView>, Fault> {
    let now = app.clock.now();
    view::site(&app.replica.read(), now).map(Json).ok_or(Fault::Refused(Refusal::NotConfigured))
}

/// All that the hall may see.
#[utoipa::path(
    get, path = "/board", tag = "site",
    responses((status = 200, description = "The board", body = Board), Problems)
)]
pub async fn board(State(app): State<Shared>) -> Result<Json<Board>, Fault> {
    let now = app.clock.now();
    view::board(&app.replica.read(), now).map(Json).ok_or(Fault::Refused(Refusal::NotConfigured))
}
