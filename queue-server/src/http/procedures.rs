//! `/procedures`: the notice board.

use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use queue_core::{Procedure, Refusal};
use serde::Deserialize;

use super::{problem::Fault, router::Problems};
use crate::{serve::Shared, view};

/// Procedures in one answer: the first screenful and more.
const LIMIT: usize = 50;

/// Characters of a query.
const MAX_QUERY: usize = 200;

/// What is looked for.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// Words, with or without diacritics. Nothing finds the whole board.
    #[serde(default)]
    q: String,
}

/// The procedures that match, best first.
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
    let site = app.replica.read().site().cloned().ok_or(Fault::Refused(Refusal::NotConfigured))?;
    Ok(Json(view::procedures(&site, &q, LIMIT)))
}
