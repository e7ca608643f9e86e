//! What is printed: bytes for this paper alone, and pictures and characters that recur from paper to paper. Whoever makes a
//! job says which is which; the driver decides whether the printer keeps what recurs or gets it again.

use crate::raster::{Bitmap, MAX_BAND_ROWS, disarm, push_raster};

/// A piece of a job, printed in its turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Commands and text of this paper.
    Bytes(Vec<u8>),
    /// A picture that recurs, printed at the left edge of a line of its own. A printer that can keeps it and recalls it; to
    /// any other it goes as raster, with the same dots.
    Block(Bitmap),
    /// A two-dimensional code, which a printer draws itself where it can.
    Code {
        /// The printer's own command.
        native: Vec<u8>,
        /// The same, dot for dot, for a printer that has none.
        drawn: Bitmap,
    },
    /// A definition that the printer remembers until it is switched off, such as a character set: sent again only where the
    /// slot holds something else.
    Once {
        /// Where it is kept: definitions of one slot replace each other.
        slot: u8,
        /// The command.
        bytes: Vec<u8>,
    },
}

/// One paper, cut included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrintJob {
    /// From the top.
    pub parts: Vec<Part>,
}

impl PrintJob {
    /// Every byte for a printer that keeps nothing and draws codes itself.
    pub fn plain(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.parts.iter().for_each(|part| part.push_plain(&mut bytes));
        bytes
    }

    /// How many bytes it takes, if those are more than `limit`. A job that is far below is not drawn to find out.
    pub(super) fn longer_than(&self, limit: usize) -> Option<usize> {
        let at_most: usize = self.parts.iter().map(Part::at_most).sum();
        (at_most > limit).then(|| self.plain().len()).filter(|bytes| *bytes > limit)
    }
}

impl Part {
    /// As it goes to a printer that keeps nothing.
    pub(super) fn push_plain(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Bytes(own) | Self::Once { bytes: own, .. } | Self::Code { native: own, .. } => bytes.extend(own),
            Self::Block(picture) => push_raster(bytes, &disarmed(picture)),
        }
    }

    /// Bytes that it takes on the line at most, without drawing it: every dot, and a header for every band.
    pub(super) fn at_most(&self) -> usize {
        match self {
            Self::Bytes(own) | Self::Once { bytes: own, .. } => own.len(),
            Self::Block(picture) => dots_at_most(picture, bands(picture)),
            Self::Code { native, drawn } => native.len().max(dots_at_most(drawn, bands(drawn))),
        }
    }

    /// Bytes of the longest command in it, at most.
    pub(super) fn longest(&self) -> usize {
        match self {
            Self::Bytes(own) | Self::Once { bytes: own, .. } => own.len(),
            Self::Block(picture) => dots_at_most(picture, 1),
            Self::Code { native, drawn } => native.len().max(dots_at_most(drawn, 1)),
        }
    }
}

/// Bytes of all dots, with the headers of so many commands.
fn dots_at_most(picture: &Bitmap, commands: u32) -> usize {
    picture.row_bytes() * picture.height() as usize + 32 * commands as usize
}

fn bands(picture: &Bitmap) -> u32 {
    picture.height().div_ceil(MAX_BAND_ROWS)
}

/// A picture with the dots that keep it from holding a real-time command, whichever way it is sent.
pub(super) fn disarmed(picture: &Bitmap) -> Bitmap {
    let mut safe = picture.clone();
    disarm(&mut safe);
    safe
}

impl From<Vec<u8>> for PrintJob {
    fn from(bytes: Vec<u8>) -> Self {
        Self { parts: vec![Part::Bytes(bytes)] }
    }
}
