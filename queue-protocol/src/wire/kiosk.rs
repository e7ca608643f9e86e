//! What a kiosk says of itself and asks for, and what it is told from afar.

use queue_core::{BusinessDay, CommandId, DeviceId, HelpKind, KioskOrder, KioskReport, Series};
use serde::{Deserialize, Serialize};

/// Body of `POST /leases`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LeaseRequest {
    /// Identity of the asking.
    pub command_id: CommandId,
    /// The device that will keep the block: a kiosk that was replaced gets blocks of its own.
    pub device: DeviceId,
    /// For which business day; the open one if not said, at most a week ahead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<BusinessDay>,
    /// How many numbers, 1 to 500.
    pub count: u32,
}

/// A block of numbers that a kiosk may give on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct Lease {
    pub day: BusinessDay,
    pub series: Series,
    pub from: u32,
    pub to: u32,
}

/// Body of `POST /kiosk/report`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct KioskReportRequest {
    pub command_id: CommandId,
    pub report: KioskReport,
}

/// Body of `POST /kiosk/help`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct HelpRequest {
    pub command_id: CommandId,
    pub help: HelpKind,
}

/// Body of `POST /kiosks/{name}/order`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct KioskOrderRequest {
    pub command_id: CommandId,
    pub order: KioskOrder,
}

/// Body of `POST /tickets/{id}/reprint`: on which kiosk; a kiosk that leaves it out means itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct ReprintRequest {
    pub command_id: CommandId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kiosk: Option<String>,
}
