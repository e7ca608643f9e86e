//! What both layouts draw with: text that is made to fit, and coarse pictures that the printer doubles.

use devices::raster::{Bitmap, Ink, TextStyle, Typesetter, Weight, disarm};

/// Rows that a band may grow to before it is cut to what it took.
const TALLEST: u32 = 900;

/// Size of a text and its line height, in dots.
pub(super) type Size = (f32, u32);

/// Draws on bands of one width.
pub(super) struct Brush<'a> {
    typesetter: &'a mut Typesetter,
    pub(super) width: u32,
}

impl<'a> Brush<'a> {
    pub(super) fn new(typesetter: &'a mut Typesetter, width: u32) -> Self {
        Self { typesetter, width }
    }

    /// A band to draw on; [`finish`] cuts it.
    pub(super) fn blank(&self) -> Bitmap {
        self.blank_at(1)
    }

    /// A band to draw on at a part of its size, in both directions. At half the size a text of 36 dots and more looks the
    /// same from where it is read, and takes a quarter of the bytes. [`finish_at`] cuts and enlarges it.
    pub(super) fn blank_at(&self, scale: u32) -> Bitmap {
        Bitmap::new(self.width / scale, TALLEST / scale)
    }

    /// Draws a text and tells the rows that it took.
    pub(super) fn write(
        &mut self,
        on: &mut Bitmap,
        at: (i32, i32),
        width: u32,
        text: &str,
        style: TextStyle,
        ink: Ink,
    ) -> u32 {
        self.typesetter.draw(on, at, width, text, style, ink).height
    }

    /// The largest of the sizes at which the text fits into its lines; the smallest if none does.
    pub(super) fn fit(&mut self, text: &str, sizes: &[Size], weight: Weight, width: u32, lines: u32) -> Fit {
        let mut fit = Fit { style: style((20.0, 28), weight), width, fits: false };
        for size in sizes {
            let style = style(*size, weight).lines(lines as usize);
            // Measured without a limit of lines, since a shortened text always fits.
            let free = self.typesetter.measure(text, style.lines(20), width);
            fit = Fit { style, width: free.width.min(width), fits: free.lines <= lines };
            if fit.fits {
                break;
            }
        }
        fit
    }
}

/// A size that was chosen for a text.
#[derive(Clone, Copy)]
pub(super) struct Fit {
    pub(super) style: TextStyle,
    /// Its widest line.
    pub(super) width: u32,
    /// Whether nothing has to be left out.
    pub(super) fits: bool,
}

pub(super) fn style((size, line_height): Size, weight: Weight) -> TextStyle {
    TextStyle::new(size, line_height, weight)
}

/// The band, cut to its rows and the same whichever way it is sent.
pub(super) fn finish(band: Bitmap, rows: u32) -> Bitmap {
    finish_at(band, rows, 1)
}

/// A band that was drawn at a part of its size.
pub(super) fn finish_at(mut band: Bitmap, rows: u32, scale: u32) -> Bitmap {
    // The dot under the last line stands below what the line was given.
    let inked = (0..band.height()).rev().find(|y| band.inked_bytes(*y) > 0).map_or(0, |last| last + 1);
    band.set_height(rows.max(inked).min(TALLEST / scale));
    let mut band = band.magnified(scale, scale);
    disarm(&mut band);
    band
}
