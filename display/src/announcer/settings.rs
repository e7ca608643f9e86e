//! How the hall is spoken to: the site says it, and what it does not say is as here.

use queue_protocol::core::{TimeOfDay, UtcMillis};

/// How the hall is spoken to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whether a chime goes before each announcement.
    pub chime: bool,
    /// Whether English follows Vietnamese.
    pub english: bool,
    /// A call older than this is not said any more.
    pub expires_s: u64,
    /// How loud at which hours; all of it, where nothing is said.
    pub volume: Vec<Volume>,
}

/// How loud from one time of day to another. One that ends before it begins goes through midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Volume {
    pub from: TimeOfDay,
    pub to: TimeOfDay,
    /// Of what the clips have, at most 100.
    pub percent: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { chime: true, english: false, expires_s: 90, volume: Vec::new() }
    }
}

impl Settings {
    /// How loud it is to be at an instant, in percent. The first span that holds it counts.
    pub fn percent(&self, at: UtcMillis, offset_min: i32) -> u32 {
        let local = at.local(offset_min);
        let minute = local.hour() as u16 * 60 + local.minute() as u16;
        let holds = |v: &&Volume| {
            let (from, to) = (v.from.minutes(), v.to.minutes());
            if from <= to { (from..to).contains(&minute) } else { minute >= from || minute < to }
        };
        self.volume.iter().find(holds).map_or(100, |v| v.percent.min(100))
    }
}
