//! The layer that asks who is there, and whether the table in [`policy`] lets them.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, Method, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::problem::Fault;
use crate::{
    app::App,
    auth::{
        Caller, Proof,
        policy::{self, Access},
        secret::Digest,
        sessions::{self, COOKIE},
        tokens,
    },
    serve::Shared,
};

/// Where the API stands.
pub const BASE: &str = "/api/v1";

/// The layer. A handler behind it finds the [`Caller`] among the request's extensions.
pub async fn authorize(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let (mut head, body) = request.into_parts();
    match admit(&app, &head).await {
        Ok(Some(caller)) => {
            head.extensions.insert(caller);
        }
        Ok(None) => {}
        Err(fault) => return fault.into_response(),
    }
    next.run(Request::from_parts(head, body)).await
}

async fn admit(app: &App, head: &Parts) -> Result<Option<Caller>, Fault> {
    let method = if head.method == Method::HEAD { &Method::GET } else { &head.method };
    let path = head.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let access = policy::access(method.as_str(), path.strip_prefix(BASE).unwrap_or(path)).ok_or(Fault::WrongRole)?;
    let Access::Roles(roles) = access else { return Ok(None) };
    let caller = recognise(app, &head.headers).await?;
    if roles.contains(&caller.actor.role) { Ok(Some(caller)) } else { Err(Fault::WrongRole) }
}

async fn recognise(app: &App, headers: &HeaderMap) -> Result<Caller, Fault> {
    if let Some(value) = headers.get(header::AUTHORIZATION) {
        let value = value.to_str().map_err(|_| Fault::BadToken)?;
        let (scheme, token) = value.split_once(' ').ok_or(Fault::BadToken)?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(Fault::BadToken);
        }
        return by_token(app, Digest::of(token.trim())).await?.ok_or(Fault::BadToken);
    }
    let cookie = cookie(headers).ok_or(Fault::NoToken)?;
    by_session(app, Digest::of(cookie)).ok_or(Fault::NoToken)
}

/// The holder of a token. Looked up at most every [`tokens::BELIEVED`].
pub async fn by_token(app: &App, digest: Digest) -> Result<Option<Caller>, Fault> {
    let now = Instant::now();
    let actor = match app.known.get(&digest, now) {
        Some(actor) => Some(actor),
        None => {
            let found = app.readers.with(move |conn| tokens::find(conn, &digest)).await?;
            app.known.put(digest, found, now)
        }
    };
    Ok(actor.map(|actor| Caller { actor, unit: None, proof: Proof::Token(digest) }))
}

/// The owner of a session.
pub fn by_session(app: &App, digest: Digest) -> Option<Caller> {
    let now = app.clock.now();
    let found = app.sessions.find(&digest, now)?;
    if found.stale {
        let writer = app.writer.clone();
        // Nobody waits for it: a lost record shortens an idle session by minutes.
        tokio::spawn(async move { writer.write(move |conn| sessions::record(conn, &digest, now)).await });
    }
    Some(Caller { actor: found.actor, unit: found.unit, proof: Proof::Session(digest) })
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(';'));
    pairs.filter_map(|pair| pair.trim().split_once('=')).find(|(name, _)| *name == COOKIE).map(|(_, value)| value)
}
