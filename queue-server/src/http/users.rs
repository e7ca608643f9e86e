//! `/users`: accounts, made by administrators.

use axum::{Json, extract::State, http::StatusCode};
use queue_protocol::wire::{SessionView, UserRequest};

use super::{body::Body, problem::Fault, router::Problems, session::hashing};
use crate::{
    auth::{
        password::{self, Unfit},
        users::{self, User},
    },
    serve::Shared,
};

/// Makes an account.
#[utoipa::path(
    post, path = "/users", tag = "access", request_body = UserRequest,
    responses((status = 201, description = "The account", body = SessionView), Problems)
)]
pub async fn create(
    State(app): State<Shared>,
    Body(body): Body<UserRequest>,
) -> Result<(StatusCode, Json<SessionView>), Fault> {
    let UserRequest { name, password, role, staff, unit } = body;
    acceptable(&name, &password)?;
    if let Some(person) = &staff
        && app.replica.read().site().is_some_and(|site| site.person(person).is_none())
    {
        return Err(Fault::WrongField("staff".to_owned()));
    }
    if let Some(unit) = &unit
        && app.replica.read().site().is_some_and(|site| site.units.iter().all(|known| known.id != *unit))
    {
        return Err(Fault::WrongField("unit".to_owned()));
    }
    let phc = hashing(&app, move || password::hash(&password)).await?.ok_or(Fault::Failing)?;
    let (user, now) = (User { name, password: phc, role, staff, unit }, app.clock.now());
    let view = user.view();
    if app.writer.write(move |conn| users::create(conn, &user, now)).await? {
        Ok((StatusCode::CREATED, Json(view)))
    } else {
        Err(Fault::NameTaken)
    }
}

/// Whether a name and a password may be an account's.
pub fn acceptable(name: &str, password: &str) -> Result<(), Fault> {
    if !users::is_name(name) {
        return Err(Fault::WrongField("name".to_owned()));
    }
    password::check(password).map_err(|unfit| match unfit {
        Unfit::TooShort => Fault::PasswordTooShort,
        Unfit::TooLong => Fault::PasswordTooLong,
    })
}
