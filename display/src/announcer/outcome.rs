//! What became of an announcement: all are on record, those that were not said with the reason.

use super::{Announcement, Said};

/// What became of an announcement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was said from beginning to end.
    Said,
    /// Only the chime was heard, since these clips are missing; the wall shows the call.
    Chimed(Vec<String>),
    /// A recall came before it was said, and is said in its place.
    Recalled,
    /// The citizen came, or will not come.
    Answered,
    /// The counter works again, or is closed.
    Over,
    /// It waited longer than it is of use.
    Expired,
    /// More were waiting than could ever be said in time.
    Crowded,
    /// The counter no longer stands in this zone.
    Elsewhere,
    /// The loudspeaker broke off.
    BrokenOff,
}

/// An announcement and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Record {
    pub announcement: Announcement,
    pub outcome: Outcome,
}

impl Record {
    /// Writes it into the program's log. Numbers and counters only: nobody has a name here.
    pub fn log(&self) {
        let Announcement { seq, at, counter, said, .. } = &self.announcement;
        let what = match said {
            Said::Call { number, .. } => format!("{number} to {counter}"),
            Said::Pause => format!("pause of {counter}"),
        };
        let outcome = &self.outcome;
        match outcome {
            Outcome::Said | Outcome::Recalled | Outcome::Answered | Outcome::Over => {
                tracing::info!(what, ?outcome, seq = seq.0, %at, "announcement");
            }
            _ => tracing::warn!(what, ?outcome, seq = seq.0, %at, "announcement not said"),
        }
    }
}
