//! `/session`: people sign in to the web fronts.

use std::{net::SocketAddr, time::Instant};

use axum::{
    Extension, Json,
    extract::{ConnectInfo, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
};
use queue_protocol::wire::{SessionView, SignInRequest};

use super::{body::Body, problem::Fault, router::Problems};
use crate::{
    app::App,
    auth::{
        Caller, Proof, password, secret,
        sessions::{self, COOKIE, LIFE_S},
        users::{self, User},
    },
    serve::Shared,
};

/// Signs in; the answer sets a cookie.
#[utoipa::path(
    post, path = "/session", tag = "access", request_body = SignInRequest,
    responses((status = 200, description = "Who signed in", body = SessionView), Problems)
)]
pub async fn sign_in(
    State(app): State<Shared>,
    address: Option<Extension<ConnectInfo<SocketAddr>>>,
    Body(body): Body<SignInRequest>,
) -> Result<(HeaderMap, Json<SessionView>), Fault> {
    let address = address.map(|Extension(ConnectInfo(address))| address.ip());
    app.attempts.count(&body.name, address, Instant::now()).map_err(Fault::TooManyAttempts)?;
    let name = body.name;
    let user = app.readers.with({
        let name = name.clone();
        move |conn| users::find(conn, &name)
    });
    let user = user.await?;
    let phc = user.as_ref().map(|u| u.password.clone());
    // The same work for a name that does not exist, so that the time tells nothing.
    let verified = hashing(&app, move || {
        body.password.len() <= password::MAX_BYTES && password::verify(&body.password, phc.as_deref())
    });
    let right = verified.await?;
    let user = user.filter(|_| right).ok_or(Fault::WrongPassword)?;
    app.attempts.succeeded(&name);
    open(&app, &user).await
}

/// Who is signed in.
#[utoipa::path(
    get, path = "/session", tag = "access",
    responses((status = 200, description = "Who is signed in", body = SessionView), Problems)
)]
pub async fn show(Extension(caller): Extension<Caller>) -> Json<SessionView> {
    let actor = &caller.actor;
    Json(SessionView {
        name: actor.name.clone(),
        role: actor.role,
        staff: actor.staff.clone(),
        unit: caller.unit.clone(),
    })
}

/// Signs out.
#[utoipa::path(
    delete, path = "/session", tag = "access",
    responses((status = 204, description = "Nobody is signed in any more"), Problems)
)]
pub async fn sign_out(
    State(app): State<Shared>,
    Extension(caller): Extension<Caller>,
) -> Result<(StatusCode, HeaderMap), Fault> {
    if let Proof::Session(digest) = caller.proof {
        app.sessions.end(&digest);
        app.writer.write(move |conn| sessions::remove(conn, &digest)).await?;
    }
    Ok((StatusCode::NO_CONTENT, set_cookie("", 0)?))
}

/// Makes a session and the answer that carries its cookie.
pub async fn open(app: &App, user: &User) -> Result<(HeaderMap, Json<SessionView>), Fault> {
    let secret = secret::random().map_err(|error| {
        tracing::error!(%error, "no random numbers");
        Fault::Failing
    })?;
    let (digest, now, name) = (secret::Digest::of(&secret), app.clock.now(), user.name.clone());
    app.writer.write(move |conn| sessions::store(conn, &digest, &name, now)).await?;
    if !app.sessions.add(digest, user, now) {
        return Err(Fault::Busy);
    }
    Ok((set_cookie(&secret, LIFE_S)?, Json(user.view())))
}

/// Runs password work where it does not hold up requests, a few at a time.
pub async fn hashing<T: Send + 'static>(app: &App, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    let _permit = app.hashing.acquire().await.map_err(|_| Fault::Busy)?;
    tokio::task::spawn_blocking(work).await.map_err(|_| Fault::Failing)
}

/// No `Secure`: on an office's own network there is no TLS in front of this server, and a browser would drop the cookie.
fn set_cookie(value: &str, max_age_s: u64) -> Result<HeaderMap, Fault> {
    let cookie = format!("{COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={max_age_s}");
    let mut headers = HeaderMap::new();
    headers.insert(header::SET_COOKIE, HeaderValue::from_str(&cookie).map_err(|_| Fault::Failing)?);
    Ok(headers)
}
