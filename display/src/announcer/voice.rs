//! The voice of the hall: a pack, none, or one that cannot be read. Whatever is wrong with it is named at the start,
//! clip by clip, and the hall works all the same.

use std::path::Path;

use devices::voice::{Pack, Tongue};

use super::{Missing, lines};

/// With what the hall is spoken to.
#[derive(Debug)]
pub enum Voice {
    /// No pack is asked for: a chime, and people look at the wall.
    None,
    /// The pack that is asked for cannot be read.
    Broken,
    /// A pack, perhaps with clips missing.
    Pack(Pack),
}

impl Voice {
    /// Opens a pack and writes into the log what is wrong with it.
    pub fn open(dir: &Path) -> Self {
        let pack = match Pack::open(dir) {
            Ok(pack) => pack,
            Err(error) => {
                tracing::error!(%error, "the voice pack cannot be used: calls are only chimed");
                return Self::Broken;
            }
        };
        for fault in
            pack.faults().iter().map(ToString::to_string).chain(pack.unjoinable().iter().map(ToString::to_string))
        {
            tracing::error!(fault, "a clip of the voice pack cannot be used");
        }
        Self::Pack(pack)
    }

    /// The pack, if there is one.
    pub fn pack(&self) -> Option<&Pack> {
        match self {
            Self::Pack(pack) => Some(pack),
            Self::None | Self::Broken => None,
        }
    }

    /// What a hall with these counters can say and the pack cannot.
    pub fn missing(&self, tongue: Tongue, counters: impl IntoIterator<Item = u32>) -> Vec<Missing> {
        let Some(pack) = self.pack() else { return Vec::new() };
        let lines = lines(tongue, counters).unwrap_or_else(|error| {
            tracing::error!(%error, "the catalogue of sentences is broken");
            Vec::new()
        });
        lines.into_iter().filter(|line| !pack.joins(tongue, &line.id)).map(|line| (tongue, line.id)).collect()
    }
}
