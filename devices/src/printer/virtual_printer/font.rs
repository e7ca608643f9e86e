//! The built-in font of the virtual printer: Font A, 12 by 24 dots, and Font B, 9 by 17, for ASCII.

use std::sync::OnceLock;

use crate::raster::{Bitmap, Typesetter};

/// A built-in font.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Font {
    #[default]
    A,
    B,
}

impl Font {
    pub(super) fn cell(self) -> (u32, u32) {
        match self {
            Self::A => (12, 24),
            Self::B => (9, 17),
        }
    }

    /// The character's dots; what is not ASCII is a filled box, so that nobody overlooks it.
    pub(super) fn glyph(self, byte: u8) -> Bitmap {
        static GLYPHS: OnceLock<[Vec<Bitmap>; 2]> = OnceLock::new();
        let fonts = GLYPHS.get_or_init(|| [Self::A, Self::B].map(draw));
        let glyphs = match self {
            Self::A => &fonts[0],
            Self::B => &fonts[1],
        };
        usize::from(byte).checked_sub(0x20).and_then(|at| glyphs.get(at)).cloned().unwrap_or_else(|| self.box_glyph())
    }

    fn box_glyph(self) -> Bitmap {
        let (width, height) = self.cell();
        let mut cell = Bitmap::new(width, height);
        cell.fill(1, 2, width - 2, height - 4, crate::raster::Ink::Black);
        cell
    }
}

fn draw(font: Font) -> Vec<Bitmap> {
    let mut typesetter = Typesetter::new();
    let (width, height) = font.cell();
    (0x20..0x7fu8).map(|byte| typesetter.cell(char::from(byte), width, height)).collect()
}
