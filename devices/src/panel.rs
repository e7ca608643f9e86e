//! LED panels at the counters. A [`Panel`] is told what to show, at once and without waiting; the bus behind it brings it
//! there. What a model can show and how its digits lie in registers or in a frame is data ([`Model`]); which unit on
//! which bus stands at which counter is data too ([`Plan`]).

mod ascii;
mod digits;
mod fake;
mod file;
mod modbus;
mod model;
mod plan;

pub use ascii::{AsciiFrame, Checksum, FrameError};
pub use fake::FakePanel;
pub use file::FileError;
pub use modbus::{Layout, Registers, Write};
pub use model::{Align, Driver, Model};
pub use plan::{BusPlan, KeypadPlace, PanelPlace, Plan};

/// What stands on a panel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// Nothing.
    #[default]
    Blank,
    /// Dashes in every place.
    Dashes,
    /// Digits, and letters where the panel has them.
    Text(String),
}

/// A panel of digits, as its owner sees it.
pub trait Panel: Send + Sync {
    /// From now on it shows this. Never waits: what is newest is brought to the panel, what it replaced is not.
    fn show(&self, shown: Shown);
}
