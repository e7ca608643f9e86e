//! Who is signed in, and what went wrong.

use queue_core::{Role, StaffId, UnitId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Body of `POST /session`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SignInRequest {
    pub name: String,
    pub password: String,
}

/// Who is signed in: answer of `POST /session` and `GET /session`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct SessionView {
    pub name: String,
    pub role: Role,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffId>,
    /// The authority to which the account belongs: counters call it for support.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
}

/// Body of `POST /setup`: the one-time link's token makes the first administrator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SetupRequest {
    pub token: String,
    pub name: String,
    pub password: String,
}

/// Body of `POST /users` (administrators): an account for the web fronts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct UserRequest {
    pub name: String,
    pub password: String,
    pub role: Role,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
}

/// RFC 9457 problem. `type` is stable: `urn:motcua:problem:` and a name such as `outside-hours`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct Problem {
    #[serde(rename = "type")]
    pub kind: String,
    /// What is wrong, in the caller's language.
    pub title: String,
    pub status: u16,
    /// What to do about it, in the caller's language.
    pub detail: String,
    /// The field of the body that is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Trace of the request, for the server's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<Uuid>,
}
