//! Bodies and path segments, parsed at the edge: whatever is wrong with them is named by its field.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Path, Request},
    http::{StatusCode, header, request::Parts},
};
use queue_core::{CounterId, TicketId};
use serde::de::DeserializeOwned;

use super::problem::Fault;

/// A JSON body.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        if let Some(media) = request.headers().get(header::CONTENT_TYPE) {
            let essence = media.to_str().unwrap_or_default().split(';').next().unwrap_or_default().trim();
            if !essence.eq_ignore_ascii_case("application/json") {
                return Err(Fault::WrongMediaType);
            }
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Fault::BodyTooLarge,
            _ => Fault::MalformedBody,
        })?;
        parse(&bytes).map(Self)
    }
}

/// A ticket's id in the path.
pub struct TicketPath(pub TicketId);

impl<S: Send + Sync> FromRequestParts<S> for TicketPath {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        let Path(id) = Path::<String>::from_request_parts(parts, state).await.map_err(|_| Fault::MalformedPath)?;
        id.parse().map(Self).map_err(|_| Fault::MalformedId)
    }
}

/// A counter's id in the path.
pub struct CounterPath(pub CounterId);

impl<S: Send + Sync> FromRequestParts<S> for CounterPath {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        let Path(id) = Path::<String>::from_request_parts(parts, state).await.map_err(|_| Fault::MalformedPath)?;
        Ok(Self(CounterId::new(id)))
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Fault> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner();
        if inner.is_data() { field_fault(&path, &inner.to_string()) } else { Fault::MalformedBody }
    })?;
    json.end().map_err(|_| Fault::MalformedBody)?;
    Ok(value)
}

/// Serde names missing and unknown fields in its message and all others by the path.
fn field_fault(path: &str, message: &str) -> Fault {
    let named = |what: &str| message.strip_prefix(what)?.split('`').next().map(str::to_owned);
    if let Some(field) = named("missing field `") {
        Fault::MissingField(field)
    } else if let Some(field) = named("unknown field `") {
        // As sent by the caller, so no longer than is worth repeating.
        Fault::UnknownField(field.chars().take(64).collect())
    } else if let Some(field) = named("duplicate field `") {
        Fault::WrongField(field)
    } else if path == "." {
        Fault::WrongField("body".to_owned())
    } else {
        Fault::WrongField(path.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use queue_protocol::wire::{CommandRequest, IssueRequest, PauseRequest};

    use super::*;

    #[test]
    fn what_is_wrong_is_named() {
        let fault = |json: &str| {
            parse::<IssueRequest>(json.as_bytes()).map_err(|f| (f.name(), f.problem(queue_core::Lang::En, 0).field))
        };
        let field = |f: &str| Some(f.to_owned());
        assert!(fault(r#"{"service":"dat-dai"}"#).is_ok());
        assert_eq!(fault("{}"), Err(("missing-field", field("service"))));
        assert_eq!(fault(r#"{"service":7}"#), Err(("wrong-field", field("service"))));
        assert_eq!(fault(r#"{"service":"a","lane":"fast"}"#), Err(("wrong-field", field("lane"))));
        assert_eq!(fault(r#"{"service":"a","name":"Lan"}"#), Err(("unknown-field", field("name"))));
        assert_eq!(fault(r#"{"service":"a","service":"b"}"#), Err(("wrong-field", field("service"))));
        assert_eq!(fault("[]"), Err(("wrong-field", field("body"))));
        assert_eq!(fault(r#""a""#), Err(("wrong-field", field("body"))));
        assert_eq!(fault(r#"{"service":"a"} x"#), Err(("malformed-body", field("body"))));
        assert_eq!(fault(r#"{"service""#), Err(("malformed-body", field("body"))));
        assert_eq!(fault(""), Err(("malformed-body", field("body"))));
        let id =
            parse::<CommandRequest>(br#"{"command_id":"xyz"}"#).map_err(|f| f.problem(queue_core::Lang::En, 0).field);
        assert_eq!(id.err(), Some(field("command_id")));
        let until = parse::<PauseRequest>(br#"{"command_id":"01900000-0000-7000-8000-000000000000","until":"soon"}"#);
        assert_eq!(until.map_err(|f| f.problem(queue_core::Lang::En, 0).field).err(), Some(field("until")));
    }
}
