//! `/events`: the log as a stream that resumes.

use axum::{
    Extension,
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use queue_core::{Refusal, Role, Seq};

use super::{problem::Fault, router::Problems};
use crate::{
    app::App,
    auth::Caller,
    hub::{self, Start, message},
    serve::Shared,
    view,
};

/// Events replayed to one who comes back. Beyond it the board and the tail are shorter to read than the past.
const REPLAY: u64 = 10_000;

/// Server-sent events: `snapshot` (a board) unless `Last-Event-ID` says where to resume, then every event of the log,
/// `waits` after they changed, `time` every two seconds.
#[utoipa::path(
    get, path = "/events", tag = "site",
    params(("Last-Event-ID" = Option<u64>, Header, description = "Position of the last event received")),
    responses((status = 200, description = "The stream", content_type = "text/event-stream", body = String), Problems)
)]
pub async fn events(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let mut start = start(&app, last_event_id(&headers))?;
    start.kiosk = (caller.actor.role == Role::Kiosk).then(|| caller.actor.name.clone());
    let stream = hub::stream(&app.hub, app.readers.clone(), start).ok_or(Fault::TooManyStreams)?;
    let mut response = Body::from_stream(stream).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// A position that cannot be read is none: the stream then starts with the board, which is always right.
fn last_event_id(headers: &HeaderMap) -> Option<Seq> {
    headers.get("last-event-id")?.to_str().ok()?.trim().parse().ok().map(Seq)
}

fn start(app: &App, after: Option<Seq>) -> Result<Start, Fault> {
    let newest = app.hub.newest();
    match after {
        // A position beyond the end is from another log: the server was restored from a backup.
        Some(after) if after <= newest && newest.0 - after.0 <= REPLAY => Ok(Start { after, first: None, kiosk: None }),
        _ => {
            let board = view::board(&app.replica.read(), app.clock.now());
            let board = board.ok_or(Fault::Refused(Refusal::NotConfigured))?;
            let first = message(Some(board.seq), "snapshot", &board).map_err(|_| Fault::Failing)?;
            Ok(Start { after: board.seq, first: Some(first), kiosk: None })
        }
    }
}
