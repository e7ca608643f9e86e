//! `/t/{id}`: the page behind a ticket's QR. It asks for no proof but its address, and carries no cookie that another
//! site could misuse; what leads to no ticket of today gets one quiet page, whatever the reason.

use std::net::SocketAddr;

use axum::{
    Extension, Router,
    body::Body,
    extract::{ConnectInfo, FromRequestParts, Path, Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
    routing::{any, get, post},
};
use maud::Markup;
use queue_core::{Actor, Command, CommandId, Lang, Role, Score, Task, TicketId};
use serde::{Deserialize, Serialize};

use super::{problem::Fault, speak::language};
use crate::{
    app::App,
    log::answers::fingerprint,
    phone::{self, Look, Misses, POLICY, Tongue},
    serve::Shared,
    writer::{Answer, Declined, Submission},
};

/// The pages below `/t`.
pub fn pages() -> Router<Shared> {
    Router::new()
        .route("/", any(nowhere))
        .route("/{id}", get(show))
        .route("/{id}/events", get(events))
        .route("/{id}/return", get(ask_back).post(give_back))
        .route("/{id}/rating", post(rate))
        .fallback(nowhere)
}

/// The ticket that an address leads to, in the language that was asked for.
struct Asked {
    look: Look,
    tongue: Tongue,
}

impl FromRequestParts<Shared> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Response> {
        let tongue = tongue(&parts.uri, &parts.headers);
        let id = Path::<String>::from_request_parts(parts, app).await.ok();
        let id = id.and_then(|Path(id)| id.parse::<TicketId>().ok());
        let found = id.and_then(|id| phone::look(&app.replica.read(), id, tongue.lang, app.clock.now()));
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| *address);
        found.map(|look| Self { look, tongue }).ok_or_else(|| quiet(app, tongue.lang, address))
    }
}

async fn show(asked: Asked) -> Response {
    html(StatusCode::OK, asked.tongue.lang, phone::page(&asked.look, asked.tongue))
}

/// What keeps the page true: `page` when something changed, `time` in between.
async fn events(State(app): State<Shared>, asked: Asked) -> Result<Response, Fault> {
    let stream = phone::follow(&app, &asked.look).ok_or(Fault::TooManyStreams)?;
    let mut response = Body::from_stream(stream).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    Ok(response)
}

async fn ask_back(asked: Asked) -> Response {
    if !asked.look.moment.may_give_back() {
        return to_page(&asked);
    }
    html(StatusCode::OK, asked.tongue.lang, phone::asked_back(&asked.look, asked.tongue))
}

/// A form's hidden field.
#[derive(Deserialize, Serialize)]
struct GiveBack {
    command_id: CommandId,
}

async fn give_back(
    State(app): State<Shared>,
    asked: Asked,
    headers: HeaderMap,
    body: String,
) -> Result<Response, Fault> {
    let form: GiveBack = own_form(&headers, &body)?;
    let ticket = asked.look.id;
    settle(citizen(&app, form.command_id, ("cancel", ticket), &form, Task::Cancel(ticket)).await)?;
    Ok(to_page(&asked))
}

/// What a face sends.
#[derive(Deserialize, Serialize)]
struct Rate {
    command_id: CommandId,
    score: u8,
}

async fn rate(State(app): State<Shared>, asked: Asked, headers: HeaderMap, body: String) -> Result<Response, Fault> {
    let form: Rate = own_form(&headers, &body)?;
    let score = Score::try_from(form.score).map_err(|_| Fault::WrongField("score".to_owned()))?;
    let ticket = asked.look.id;
    settle(citizen(&app, form.command_id, ("rate", ticket), &form, Task::Rate { ticket, score }).await)?;
    Ok(to_page(&asked))
}

/// Any address below `/t` that is none.
pub async fn nowhere(
    State(app): State<Shared>,
    address: Option<Extension<ConnectInfo<SocketAddr>>>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    quiet(&app, tongue(&uri, &headers).lang, address.map(|Extension(ConnectInfo(address))| address))
}

/// Submits what a citizen asks. Who it is, nobody knows.
pub async fn citizen(
    app: &App,
    id: CommandId,
    (verb, ticket): (&str, TicketId),
    body: &impl Serialize,
    task: Task,
) -> Result<Answer, Declined> {
    // A body that was parsed can be written again.
    let canonical = serde_json::to_vec(body).unwrap_or_default();
    let request = fingerprint(verb, &ticket.to_string(), &canonical);
    let by = Actor { role: Role::Kiosk, name: "phone".to_owned(), staff: None };
    app.writer.submit(Submission { id: id.0.into_bytes(), request, command: Command { by, task } }).await
}

/// A form that was sent twice, or too late, leads to the page: it says how the ticket stands.
pub fn settle(answer: Result<Answer, Declined>) -> Result<(), Fault> {
    match answer {
        Ok(_) | Err(Declined::Refused(_) | Declined::OtherBody) => Ok(()),
        Err(declined) => Err(declined.into()),
    }
}

/// A form of our own page. Its address is the proof, and no other site knows it; one that does, and says that it is another,
/// is turned away all the same. (The layer that guards the API would turn away our own forms too: without a referrer a
/// browser sends them with the origin "null".)
pub fn own_form<T: serde::de::DeserializeOwned>(headers: &HeaderMap, body: &str) -> Result<T, Fault> {
    let says = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let elsewhere = says("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none"));
    let host = says("host").unwrap_or_default();
    let foreign =
        says("origin").is_some_and(|o| o != "null" && o.split_once("://").is_none_or(|(_, from)| from != host));
    if elsewhere || foreign {
        return Err(Fault::CrossSite);
    }
    // A form is written as a query is.
    let uri: Uri = format!("/?{body}").parse().map_err(|_| Fault::MalformedBody)?;
    Query::try_from_uri(&uri).map(|Query(form)| form).map_err(|_| Fault::MalformedBody)
}

/// A page for citizens.
pub fn html(status: StatusCode, lang: Lang, markup: Markup) -> Response {
    let mut response = (status, markup.into_string()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    if let Ok(policy) = HeaderValue::from_str(&POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    let spoken = if lang == Lang::En { "en" } else { "vi" };
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(spoken));
    response
}

/// The language of a link, else the browser's.
pub fn tongue(uri: &Uri, headers: &HeaderMap) -> Tongue {
    let chosen = uri.query().unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("lang="));
    match chosen {
        Some("en") => Tongue { lang: Lang::En, by_link: true },
        Some("vi") => Tongue { lang: Lang::Vi, by_link: true },
        _ => Tongue { lang: language(headers), by_link: false },
    }
}

fn quiet(app: &App, lang: Lang, address: Option<SocketAddr>) -> Response {
    let too_many = address.is_some_and(|address| app.phones.misses.too_many(address.ip()));
    let status = if too_many { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::NOT_FOUND };
    let mut response = html(status, lang, phone::quiet(lang));
    if too_many {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(Misses::PAUSE.as_secs()));
    }
    response
}

fn to_page(asked: &Asked) -> Response {
    Redirect::to(&format!("/t/{}{}", asked.look.id, asked.tongue.query())).into_response()
}
