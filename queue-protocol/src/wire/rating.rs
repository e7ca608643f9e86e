//! How citizens rate, and what is published of it.

use queue_core::{BusinessDay, CommandId, Score, Seq, ServiceId, Text, TicketId, UtcMillis};
use serde::{Deserialize, Serialize};

/// Body of `POST /tickets/{id}/rating`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RatingRequest {
    /// Identity of the asking.
    pub command_id: CommandId,
    /// 2 satisfied, 1 neutral, 0 not satisfied.
    #[cfg_attr(feature = "openapi", schema(value_type = u8, maximum = 2))]
    pub score: Score,
}

/// Answer of `POST /tickets/{id}/rating`. It does not repeat the score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct RatedView {
    pub ticket: TicketId,
    pub rated: bool,
}

/// How often each score was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingCounts {
    /// All of them.
    pub count: u32,
    /// Not satisfied.
    pub zero: u32,
    /// Neutral.
    pub one: u32,
    /// Satisfied.
    pub two: u32,
    /// Points reached of those that could be (circular 01/2018/TT-VPCP), in percent; absent without a rating.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<f64>,
}

/// A service, over all days that are kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct ServiceRatings {
    pub service: ServiceId,
    pub name: Text,
    #[serde(flatten)]
    pub counts: RatingCounts,
    /// Ratings that come out when their group is full.
    pub waiting: u32,
}

/// A service on one day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct DayRatings {
    pub day: BusinessDay,
    pub service: ServiceId,
    #[serde(flatten)]
    pub counts: RatingCounts,
}

/// `GET /ratings`: all that was published of the last 92 days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingsView {
    /// State of the log in which this was true.
    pub seq: Seq,
    /// The server's clock.
    pub at: UtcMillis,
    /// Ratings of a service that come out together, so that nobody can tell who gave which.
    pub group: u32,
    /// All services.
    pub total: RatingCounts,
    /// Every service of the site, in site order.
    pub services: Vec<ServiceRatings>,
    /// By day, oldest first.
    pub days: Vec<DayRatings>,
}
