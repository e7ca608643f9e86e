//! `/setup`: the one-time link makes the first administrator.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use queue_core::Role;
use queue_protocol::wire::{SessionView, SetupRequest};

use super::{
    body::Body,
    problem::Fault,
    router::Problems,
    session::{hashing, open},
    users::acceptable,
};
use crate::{
    auth::{
        password,
        setup::{self, Used},
        users::User,
    },
    serve::Shared,
};

/// Makes the administrator and signs in; the link is used up.
#[utoipa::path(
    post, path = "/setup", tag = "access", request_body = SetupRequest,
    responses((status = 201, description = "The administrator, signed in", body = SessionView), Problems)
)]
pub async fn setup(
    State(app): State<Shared>,
    Body(body): Body<SetupRequest>,
) -> Result<(StatusCode, HeaderMap, Json<SessionView>), Fault> {
    let SetupRequest { token, name, password } = body;
    acceptable(&name, &password)?;
    let digest = crate::auth::secret::Digest::of(&token);
    // Looked up first, so that nobody without a link makes this server hash.
    if !app.readers.with(move |conn| setup::exists(conn, &digest)).await? {
        return Err(Fault::NoSuchLink);
    }
    let phc = hashing(&app, move || password::hash(&password)).await?.ok_or(Fault::Failing)?;
    let now = app.clock.now();
    let admin = User { name, password: phc, role: Role::Admin, staff: None, unit: None };
    let used = app.writer.write({
        let admin = admin.clone();
        move |conn| setup::redeem(conn, &token, &admin.name, admin.password, now)
    });
    match used.await? {
        Used::Made => {
            let (headers, view) = open(&app, &admin).await?;
            Ok((StatusCode::CREATED, headers, view))
        }
        Used::NoSuchLink => Err(Fault::NoSuchLink),
        Used::NameTaken => Err(Fault::NameTaken),
    }
}
