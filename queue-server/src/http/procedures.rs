//! `/procedures` and `/notice-board`: what hangs in the hall for everyone to read.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use queue_core::{Procedure, Refusal, Seq};
use queue_protocol::wire::NoticeBoard;
use serde::Deserialize;

use super::{problem::Fault, router::Problems};
use crate::{procedures::Board, serve::Shared};

/// Procedures in one answer: the first screenful and more.
const LIMIT: usize = 50;

/// Characters of a query.
const MAX_QUERY: usize = 200;

/// What is looked for.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// Words, with or without diacritics, or their initials. Nothing finds the first of the whole board.
    #[serde(default)]
    q: String,
}

/// The procedures in effect today that match, best first.
#[utoipa::path(
    get, path = "/procedures", tag = "site", params(Search),
    responses((status = 200, description = "The procedures", body = [Procedure]), Problems)
)]
pub async fn search(
    State(app): State<Shared>,
    query: Result<Query<Search>, QueryRejection>,
) -> Result<Json<Vec<Procedure>>, Fault> {
    let Query(Search { q }) = query.map_err(|_| Fault::WrongField("q".to_owned()))?;
    if q.chars().count() > MAX_QUERY {
        return Err(Fault::WrongField("q".to_owned()));
    }
    let (_, board) = board(&app)?;
    let today = board.site().day_of(app.now());
    Ok(Json(board.search(&q, today, LIMIT).cloned().collect()))
}

/// The whole notice board in Vietnamese order, also what holds only on other days.
#[utoipa::path(
    get, path = "/notice-board", tag = "site",
    responses((status = 200, description = "The notice board", body = NoticeBoard), Problems)
)]
pub async fn notice_board(State(app): State<Shared>) -> Result<Json<NoticeBoard>, Fault> {
    let (seq, board) = board(&app)?;
    let procedures = board.in_order().cloned().collect();
    Ok(Json(NoticeBoard { seq, procedures, fields: board.site().fields.clone() }))
}

fn board(app: &Shared) -> Result<(Seq, Arc<Board>), Fault> {
    let state = app.replica.read();
    let (seq, site) = (state.seq(), state.site().cloned().ok_or(Fault::Refused(Refusal::NotConfigured))?);
    drop(state);
    Ok((seq, app.notice_boards.of(&site)))
}
