//! What an office says about its voice and its wall.

use serde::{Deserialize, Serialize};

use crate::{Text, TimeOfDay};

/// How loud calls are for a part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Volume {
    /// From this time on.
    pub from: TimeOfDay,
    /// Until before this one.
    pub to: TimeOfDay,
    /// Of the loudest, 0 to 100.
    pub percent: u32,
}

/// How calls are spoken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct VoiceConfig {
    /// Whether a chime comes before a call.
    pub chime: bool,
    /// Whether English follows Vietnamese.
    pub english: bool,
    /// How loud, by time of day; at any other time as loud as can be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub volume: Vec<Volume>,
    /// A call older than this is not spoken any more.
    pub expires_s: u32,
}

impl VoiceConfig {
    /// How loud at a time of day, in percent.
    pub fn percent_at(&self, time: TimeOfDay) -> u32 {
        self.volume.iter().find(|v| v.from <= time && time < v.to).map_or(100, |v| v.percent)
    }
}

impl Default for VoiceConfig {
    fn default() -> Self {
        Self { chime: true, english: false, volume: Vec::new(), expires_s: 90 }
    }
}

/// How the wall shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct WallConfig {
    /// Notices that take turns at the foot, after the site's one notice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Text>,
    /// How long a new call is shown at least, in seconds.
    pub min_show_s: u32,
    /// Whether nothing moves: changes show at once.
    pub reduced_motion: bool,
}

impl Default for WallConfig {
    fn default() -> Self {
        Self { notices: Vec::new(), min_show_s: 8, reduced_motion: false }
    }
}
