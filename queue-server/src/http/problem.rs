//! Everything that can be answered instead of what was asked: one type, one table of statuses. The words are added by
//! [`super::speak`], which knows the caller's language.

use std::time::Duration;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use queue_core::{Lang, Refusal, UtcMillis};
use queue_protocol::wire::Problem;
use uuid::Uuid;

use crate::{
    log::LogError,
    words::{self, Value},
    writer::Declined,
};

/// A problem to be told in the caller's language.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Fault {
    Refused(Refusal),
    OtherBody,
    NoSuchRoute,
    NoSuchMethod,
    MalformedId,
    MalformedPath,
    MalformedBody,
    MissingField(String),
    UnknownField(String),
    WrongField(String),
    BodyTooLarge,
    WrongMediaType,
    NoToken,
    BadToken,
    WrongRole,
    CrossSite,
    WrongPassword,
    TooManyAttempts(Duration),
    TooManyMisses,
    NoSuchLink,
    NameTaken,
    PasswordTooShort,
    PasswordTooLong,
    KioskAway(String),
    TooManyStreams,
    Busy,
    Failing,
}

/// When a caller may try again after 503.
const RETRY_S: u64 = 1;

impl Fault {
    /// The last part of the problem's `type`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.name(),
            Self::OtherBody => "other-body",
            Self::NoSuchRoute => "no-such-route",
            Self::NoSuchMethod => "no-such-method",
            Self::MalformedId => "malformed-id",
            Self::MalformedPath => "malformed-path",
            Self::MalformedBody => "malformed-body",
            Self::MissingField(_) => "missing-field",
            Self::UnknownField(_) => "unknown-field",
            Self::WrongField(_) => "wrong-field",
            Self::BodyTooLarge => "body-too-large",
            Self::WrongMediaType => "wrong-media-type",
            Self::NoToken => "no-token",
            Self::BadToken => "bad-token",
            Self::WrongRole => "wrong-role",
            Self::CrossSite => "cross-site",
            Self::WrongPassword => "wrong-password",
            Self::TooManyAttempts(_) => "too-many-attempts",
            Self::TooManyMisses => "too-many-misses",
            Self::NoSuchLink => "no-such-link",
            Self::NameTaken => "name-taken",
            Self::PasswordTooShort => "password-too-short",
            Self::PasswordTooLong => "password-too-long",
            Self::KioskAway(_) => "kiosk-away",
            Self::TooManyStreams => "too-many-streams",
            Self::Busy => "busy",
            Self::Failing => "failing",
        }
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Refused(refusal) => refused(refusal),
            Self::MalformedId | Self::MalformedPath | Self::MalformedBody => StatusCode::BAD_REQUEST,
            Self::NoToken | Self::BadToken | Self::WrongPassword => StatusCode::UNAUTHORIZED,
            Self::WrongRole | Self::CrossSite | Self::NoSuchLink => StatusCode::FORBIDDEN,
            Self::NoSuchRoute => StatusCode::NOT_FOUND,
            Self::NoSuchMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::NameTaken | Self::KioskAway(_) => StatusCode::CONFLICT,
            Self::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::WrongMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::OtherBody
            | Self::MissingField(_)
            | Self::UnknownField(_)
            | Self::WrongField(_)
            | Self::PasswordTooShort
            | Self::PasswordTooLong => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooManyAttempts(_) | Self::TooManyMisses => StatusCode::TOO_MANY_REQUESTS,
            Self::TooManyStreams | Self::Busy | Self::Failing => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The problem in words.
    pub fn problem(&self, lang: Lang, utc_offset_min: i32) -> Problem {
        let args = self.args(lang, utc_offset_min);
        let key = format!("problem-{}", self.name());
        Problem {
            kind: format!("urn:motcua:problem:{}", self.name()),
            title: words::text(lang, &key, &args),
            status: self.status().as_u16(),
            detail: words::text(lang, &format!("{key}.detail"), &args),
            field: self.field(),
            instance: Some(Uuid::now_v7()),
        }
    }

    fn field(&self) -> Option<String> {
        match self {
            Self::MissingField(field) | Self::UnknownField(field) | Self::WrongField(field) => Some(field.clone()),
            Self::MalformedId => Some("id".to_owned()),
            Self::MalformedBody => Some("body".to_owned()),
            Self::PasswordTooShort | Self::PasswordTooLong => Some("password".to_owned()),
            Self::NameTaken => Some("name".to_owned()),
            Self::Refused(Refusal::UnknownService { .. } | Refusal::ServiceClosedToday) => Some("service".to_owned()),
            Self::Refused(Refusal::LeaseDay) => Some("day".to_owned()),
            Self::Refused(Refusal::LeaseTooLarge) => Some("count".to_owned()),
            Self::Refused(Refusal::UnknownKiosk { .. }) => Some("kiosk".to_owned()),
            Self::Refused(Refusal::UnknownReason { .. }) => Some("reason".to_owned()),
            Self::Refused(Refusal::UnknownUnit { .. } | Refusal::UnitNeeded) => Some("unit".to_owned()),
            Self::Refused(Refusal::NotOnRoster { .. }) => Some("staff".to_owned()),
            Self::Refused(Refusal::NoteTooLong { .. } | Refusal::NoteLooksPersonal) => Some("text".to_owned()),
            Self::Refused(Refusal::IntentNotOffered) => Some("intent".to_owned()),
            _ => None,
        }
    }

    fn args(&self, lang: Lang, utc_offset_min: i32) -> Vec<(&'static str, Value<'static>)> {
        match self {
            Self::Refused(refusal) => refusal_args(refusal, lang, utc_offset_min),
            Self::MissingField(field) | Self::UnknownField(field) | Self::WrongField(field) => {
                vec![("field", field.clone().into())]
            }
            Self::TooManyAttempts(wait) => vec![("seconds", wait.as_secs().max(1).into())],
            Self::KioskAway(kiosk) => vec![("kiosk", kiosk.clone().into())],
            Self::BodyTooLarge => vec![("kib", (super::BODY >> 10).into())],
            Self::PasswordTooShort => vec![("chars", crate::auth::password::MIN_CHARS.into())],
            _ => Vec::new(),
        }
    }

    fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooManyAttempts(wait) => Some(wait.as_secs().max(1)),
            Self::TooManyMisses => Some(crate::phone::Misses::PAUSE.as_secs()),
            Self::TooManyStreams | Self::Busy | Self::Failing => Some(RETRY_S),
            _ => None,
        }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        let headers = response.headers_mut();
        if let Some(seconds) = self.retry_after() {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if matches!(self, Self::NoToken | Self::BadToken) {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Declined> for Fault {
    fn from(declined: Declined) -> Self {
        match declined {
            Declined::Refused(refusal) => Self::Refused(refusal),
            Declined::OtherBody => Self::OtherBody,
            Declined::Full | Declined::Stopping => Self::Busy,
            Declined::Failing => Self::Failing,
        }
    }
}

impl From<LogError> for Fault {
    fn from(error: LogError) -> Self {
        tracing::error!(%error, "the log cannot be read");
        Self::Failing
    }
}

fn refused(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::UnknownService { .. }
        | Refusal::UnknownCounter { .. }
        | Refusal::UnknownTicket { .. }
        | Refusal::UnknownKiosk { .. }
        | Refusal::UnknownSupport { .. } => StatusCode::NOT_FOUND,
        Refusal::UnknownReason { .. }
        | Refusal::UnknownUnit { .. }
        | Refusal::UnitNeeded
        | Refusal::NotOnRoster { .. }
        | Refusal::NoteTooLong { .. }
        | Refusal::NoteLooksPersonal
        | Refusal::TicketExists { .. }
        | Refusal::LeaseTooLarge
        | Refusal::LeaseDay => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::NotConfigured => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::CONFLICT,
    }
}

fn refusal_args(refusal: &Refusal, lang: Lang, utc_offset_min: i32) -> Vec<(&'static str, Value<'static>)> {
    let text = |value: &dyn ToString| Value::from(value.to_string());
    match refusal {
        Refusal::UnknownService { service } => vec![("service", text(service))],
        Refusal::UnknownCounter { counter }
        | Refusal::CounterClosed { counter }
        | Refusal::CounterPaused { counter }
        | Refusal::NotPaired { counter }
        | Refusal::TooManySupportCalls { counter } => vec![("counter", text(counter))],
        Refusal::NotOnRoster { counter, staff } => vec![("counter", text(counter)), ("staff", text(staff))],
        Refusal::UnknownUnit { unit } => vec![("unit", text(unit))],
        Refusal::NoteTooLong { limit } => vec![("limit", (*limit).into())],
        Refusal::UnknownKiosk { kiosk } | Refusal::KioskBusy { kiosk } => vec![("kiosk", text(kiosk))],
        Refusal::UnknownReason { reason } => vec![("reason", text(reason))],
        Refusal::OutsideHours { opens_at } => {
            vec![("opens", opens_at.map_or_else(|| Value::from("none"), |at| when(at, utc_offset_min).into()))]
        }
        Refusal::TicketExists { number } | Refusal::NumberNotLeased { number } | Refusal::AlreadyRated { number } => {
            vec![("number", text(number))]
        }
        Refusal::TicketStillOpen { counter, number } | Refusal::NotServedHere { counter, number } => {
            vec![("counter", text(counter)), ("number", text(number))]
        }
        Refusal::WrongState { number, state } => {
            let state = serde_json::to_value(state).ok().and_then(|s| s.as_str().map(str::to_owned));
            let key = format!("ticket-state-{}", state.unwrap_or_default());
            vec![("number", text(number)), ("state", words::text(lang, &key, &[]).into())]
        }
        _ => Vec::new(),
    }
}

/// Local time as people here write it: `07:00 01/08/2019`.
fn when(at: UtcMillis, utc_offset_min: i32) -> String {
    let local = at.local(utc_offset_min);
    let (hour, minute, day, month, year) = (local.hour(), local.minute(), local.day(), local.month(), local.year());
    format!("{hour:02}:{minute:02} {day:02}/{month:02}/{year}")
}
