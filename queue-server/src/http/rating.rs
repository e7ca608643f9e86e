//! Rating by whoever holds a ticket, the tablets at the counters (`/rate/{counter}`), and the results for everyone
//! (`/ratings`).

use std::{net::SocketAddr, time::Duration};

use axum::{
    Extension, Json, Router,
    body::Body as Stream,
    extract::{ConnectInfo, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use futures_util::stream::unfold;
use queue_core::{CommandId, CounterId, Lang, Ratings, Refusal, Role, Score, Scores, Task, TicketId};
use queue_protocol::wire::{DayRatings, RatedView, RatingRequest, RatingsView, ServiceRatings};
use serde::{Deserialize, Serialize};

use super::{
    authorize::by_token,
    body::{Body, CounterPath, TicketPath},
    phone::{citizen, html, own_form, settle, tongue},
    problem::Fault,
    router::Problems,
};
use crate::{app::App, auth::secret::Digest, phone, serve::Shared};

/// Holds a tablet's key. Sent to the rating pages and nowhere else.
const COOKIE: &str = "motcua_tablet";

/// A tablet looks at its counter at least this often: faces go away with the one who was served.
const LOOK: Duration = Duration::from_secs(2);

/// A tablet's key lives as long as the tablet stands there.
const YEAR_S: u32 = 365 * 24 * 3600;

/// The pages beside the API.
pub fn pages() -> Router<Shared> {
    Router::new()
        .route("/ratings", get(results_page))
        .route("/rate/{counter}", get(tablet).post(rate_here))
        .route("/rate/{counter}/key", post(key))
        .route("/rate/{counter}/events", get(events))
}

/// Rates the service of a ticket that was finished today. Once: the first stands.
#[utoipa::path(
    post, path = "/tickets/{id}/rating", operation_id = "rate", tag = "ratings", params(("id" = Uuid, Path)),
    request_body = RatingRequest,
    responses((status = 200, description = "It is rated", body = RatedView), Problems)
)]
pub async fn rate(
    State(app): State<Shared>,
    address: Option<Extension<ConnectInfo<SocketAddr>>>,
    TicketPath(ticket): TicketPath,
    Body(body): Body<RatingRequest>,
) -> Result<Json<RatedView>, Fault> {
    let task = Task::Rate { ticket, score: body.score };
    match citizen(&app, body.command_id, ("rate", ticket), &body, task).await {
        Ok(_) => Ok(Json(RatedView { ticket, rated: true })),
        Err(declined) => {
            let fault = Fault::from(declined);
            let missed = matches!(fault, Fault::Refused(Refusal::UnknownTicket { .. }));
            let Some(Extension(ConnectInfo(address))) = address.filter(|_| missed) else { return Err(fault) };
            Err(if app.phones.misses.too_many(address.ip()) { Fault::TooManyMisses } else { fault })
        }
    }
}

/// What citizens said, by service and day.
#[utoipa::path(
    get, path = "/ratings", operation_id = "ratings", tag = "ratings",
    responses((status = 200, description = "The results", body = RatingsView), Problems)
)]
pub async fn results(State(app): State<Shared>) -> Result<Json<RatingsView>, Fault> {
    view(&app).map(Json)
}

async fn results_page(State(app): State<Shared>, uri: Uri, headers: HeaderMap) -> Result<Response, Fault> {
    let tongue = tongue(&uri, &headers);
    let view = view(&app)?;
    let office = app.replica.read().site().map(|s| s.short_name.get(tongue.lang).to_owned()).unwrap_or_default();
    Ok(html(StatusCode::OK, tongue.lang, phone::results(&office, &view, tongue)))
}

async fn tablet(
    State(app): State<Shared>,
    CounterPath(counter): CounterPath,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let desk = desk(&app, &counter)?;
    let page =
        if is_tablet(&app, &headers).await? { phone::tablet(&desk, &counter) } else { phone::hello(&counter, false) };
    Ok(for_tablet(html(StatusCode::OK, Lang::Vi, page)))
}

/// The key that the installer types in once.
#[derive(Deserialize)]
struct Key {
    key: String,
}

async fn key(
    State(app): State<Shared>,
    CounterPath(counter): CounterPath,
    address: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    body: String,
) -> Result<Response, Fault> {
    desk(&app, &counter)?;
    let Key { key } = own_form(&headers, &body)?;
    let key = key.trim();
    if !holds(&app, key).await? {
        if address.is_some_and(|Extension(ConnectInfo(address))| app.phones.misses.too_many(address.ip())) {
            return Err(Fault::TooManyMisses);
        }
        return Ok(for_tablet(html(StatusCode::FORBIDDEN, Lang::Vi, phone::hello(&counter, true))));
    }
    let mut response = to_tablet(&counter);
    let cookie = format!("{COOKIE}={key}; Path=/rate; Max-Age={YEAR_S}; HttpOnly; SameSite=Strict");
    let cookie = HeaderValue::from_str(&cookie).map_err(|_| Fault::BadToken)?;
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    Ok(response)
}

/// What a face on a tablet sends.
#[derive(Deserialize, Serialize)]
struct RateHere {
    command_id: CommandId,
    ticket: TicketId,
    score: u8,
}

async fn rate_here(
    State(app): State<Shared>,
    CounterPath(counter): CounterPath,
    headers: HeaderMap,
    body: String,
) -> Result<Response, Fault> {
    if !is_tablet(&app, &headers).await? {
        return Err(Fault::NoToken);
    }
    let form: RateHere = own_form(&headers, &body)?;
    let score = Score::try_from(form.score).map_err(|_| Fault::WrongField("score".to_owned()))?;
    // Only what was finished at this counter is rated on its tablet.
    let here = app.replica.read().ticket(form.ticket).is_some_and(|t| t.counter.as_ref() == Some(&counter));
    if here {
        let task = Task::Rate { ticket: form.ticket, score };
        settle(citizen(&app, form.command_id, ("rate", form.ticket), &form, task).await)?;
    }
    Ok(to_tablet(&counter))
}

async fn events(
    State(app): State<Shared>,
    CounterPath(counter): CounterPath,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    desk(&app, &counter)?;
    if !is_tablet(&app, &headers).await? {
        return Err(Fault::NoToken);
    }
    let stream = unfold((app, counter, None, queue_core::Seq(0)), |(app, counter, last, seen)| async move {
        let mut seen = seen;
        loop {
            let now = desk(&app, &counter).ok()?;
            if last.as_ref() != Some(&now) {
                let told = phone::desk_told(&now, &counter);
                return Some((Ok::<_, std::convert::Infallible>(told), (app, counter, Some(now), seen)));
            }
            if let Ok(news) = tokio::time::timeout(LOOK, app.hub.news(seen)).await {
                seen = news?;
            }
        }
    });
    let mut response = Stream::from_stream(stream).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    Ok(response)
}

fn view(app: &App) -> Result<RatingsView, Fault> {
    let (at, state) = (app.now(), app.replica.read());
    let site = state.site().ok_or(Fault::Refused(Refusal::NotConfigured))?;
    let ratings = state.ratings();
    let sum = |of: Option<&queue_core::ServiceId>| {
        let some = ratings.published().filter(|(_, service, _)| of.is_none_or(|of| of == *service));
        some.fold(Scores::default(), |sum, (_, _, scores)| sum.plus(scores))
    };
    let services = site.services.iter().map(|service| ServiceRatings {
        service: service.id.clone(),
        name: service.name.clone(),
        counts: phone::counts(sum(Some(&service.id))),
        waiting: ratings.waiting(&service.id),
    });
    let days = ratings.published().map(|(day, service, scores)| DayRatings {
        day,
        service: service.clone(),
        counts: phone::counts(scores),
    });
    Ok(RatingsView {
        seq: state.seq(),
        at,
        group: Ratings::GROUP,
        total: phone::counts(sum(None)),
        services: services.collect(),
        days: days.collect(),
    })
}

fn desk(app: &App, counter: &CounterId) -> Result<phone::Desk, Fault> {
    let unknown = Refusal::UnknownCounter { counter: counter.clone() };
    phone::desk(&app.replica.read(), counter, app.clock.now()).ok_or(Fault::Refused(unknown))
}

async fn is_tablet(app: &App, headers: &HeaderMap) -> Result<bool, Fault> {
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(';'));
    let key = pairs.filter_map(|pair| pair.trim().split_once('=')).find(|(name, _)| *name == COOKIE);
    match key {
        Some((_, key)) => holds(app, key).await,
        None => Ok(false),
    }
}

/// Whether this is the token of a device in the hall.
async fn holds(app: &App, key: &str) -> Result<bool, Fault> {
    let caller = by_token(app, Digest::of(key)).await?;
    Ok(caller.is_some_and(|caller| matches!(caller.actor.role, Role::Display | Role::Kiosk)))
}

/// A tablet's pages prove themselves by a cookie, so their forms must say where they come from.
fn for_tablet(mut response: Response) -> Response {
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    response
}

fn to_tablet(counter: &CounterId) -> Response {
    Redirect::to(&format!("/rate/{counter}")).into_response()
}
