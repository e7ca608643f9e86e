//! What a page looks like, as pixels: the colours that letters and their ground really have, whether they can be told
//! apart (WCAG 2), and whether a letter was cut off at the edge of its room.

use std::collections::HashMap;

use slint::{Color, ComponentHandle, Rgba8Pixel, SharedPixelBuffer};

use crate::tree::Area;

/// A drawn window.
pub struct Picture {
    width: i32,
    height: i32,
    /// Red, green, blue and opacity of each pixel.
    bytes: Vec<u8>,
}

/// Letters, as drawn.
#[derive(Debug, Default)]
pub struct Letters {
    /// Pixels that are fully of the letters' colour.
    pub ink: usize,
    /// The grounds on which they stand, each with its contrast to the ink.
    pub grounds: Vec<(Color, f32)>,
    /// Where the letters end at the edge of their room as if cut with a knife.
    pub cut: Option<&'static str>,
}

/// The share of a letter's surroundings from which a colour counts as its ground: fewer pixels are the blends of smooth
/// edges.
const GROUND: f32 = 0.1;

/// How far from a letter's edge its ground is taken: beyond the smooth edge, and within the counter of an "e" of 34 px.
const BESIDE: i32 = 3;

/// Pixels that are looked at together.
const RUN: i32 = 16;

/// Pixels in a row that end at a knife: a smooth letter's flat end is blended, a cut one's is not.
const CUT: usize = 3;

impl Picture {
    pub fn of(component: &impl ComponentHandle) -> Self {
        Self::from_pixels(&component.window().take_snapshot().unwrap())
    }

    pub fn from_pixels(pixels: &SharedPixelBuffer<Rgba8Pixel>) -> Self {
        Self { width: pixels.width() as i32, height: pixels.height() as i32, bytes: pixels.as_bytes().to_vec() }
    }

    /// Looks at letters of a colour within an area: at every second row, which no stroke of 34 px slips through.
    pub fn letters(&self, area: Area, colour: Color) -> Letters {
        let (left, right) = (area.left.floor().max(0.0) as i32, (area.right.ceil() as i32).min(self.width));
        let (top, bottom) = (area.top.floor().max(0.0) as i32, (area.bottom.ceil() as i32).min(self.height));
        let mut ink = 0;
        let mut around: HashMap<u32, usize> = HashMap::new();
        for y in (top..bottom).step_by(2) {
            let mut x = left;
            while x < right {
                if !self.is(x, y, colour) {
                    x += if self.is_plain(x, y) { RUN } else { 1 };
                    continue;
                }
                ink += 1;
                for (dx, dy) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
                    if self.is(x + dx, y + dy, colour) || self.is(x + BESIDE * dx, y + BESIDE * dy, colour) {
                        continue;
                    }
                    if let Some(ground) = self.at(x + BESIDE * dx, y + BESIDE * dy) {
                        *around.entry(packed(ground)).or_default() += 1;
                    }
                }
                x += 1;
            }
        }
        let all: usize = around.values().sum();
        let grounds = around.into_iter().filter(|(_, n)| *n as f32 >= GROUND * all as f32);
        let grounds = grounds.map(|(ground, _)| Color::from_argb_encoded(ground));
        let grounds = grounds.map(|ground| (ground, contrast(ground, colour))).collect();
        Letters { ink, grounds, cut: self.cut(left..right, top..bottom, colour) }
    }

    fn cut(&self, x: std::ops::Range<i32>, y: std::ops::Range<i32>, colour: Color) -> Option<&'static str> {
        let sharp = |inside: (i32, i32), outside: (i32, i32)| {
            let beyond = self.at(outside.0, outside.1);
            self.is(inside.0, inside.1, colour) && beyond.is_none_or(|beyond| contrast(beyond, colour) > 1.5)
        };
        // An area's edge may lie within a pixel: both pixels are looked at.
        let rows = [("top", y.start, -1), ("top", y.start + 1, -1), ("bottom", y.end - 1, 1), ("bottom", y.end - 2, 1)];
        for (side, row, out) in rows {
            if x.clone().filter(|x| sharp((*x, row), (*x, row + out))).count() >= CUT * 3 {
                return Some(side);
            }
        }
        let columns = [("left", x.start, -1), ("right", x.end - 1, 1)];
        for (side, column, out) in columns {
            if y.clone().filter(|y| sharp((column, *y), (column + out, *y))).count() >= CUT {
                return Some(side);
            }
        }
        None
    }

    fn at(&self, x: i32, y: i32) -> Option<[u8; 3]> {
        let inside = x >= 0 && x < self.width && y >= 0 && y < self.height;
        let at = if inside { 4 * (y * self.width + x) as usize } else { return None };
        Some([self.bytes[at], self.bytes[at + 1], self.bytes[at + 2]])
    }

    /// Whether a pixel is of a colour, give or take the rounding of a blend.
    fn is(&self, x: i32, y: i32, colour: Color) -> bool {
        let near = |a: u8, b: u8| a.abs_diff(b) <= 3;
        self.at(x, y)
            .is_some_and(|[r, g, b]| near(r, colour.red()) && near(g, colour.green()) && near(b, colour.blue()))
    }

    /// Whether this pixel and the next of a run are the same, so that a look at one is a look at all. Most of a page is
    /// such ground.
    fn is_plain(&self, x: i32, y: i32) -> bool {
        let (from, length) = (4 * (y * self.width + x) as usize, 4 * (RUN - 1) as usize);
        x + RUN <= self.width && self.bytes[from..from + length] == self.bytes[from + 4..from + 4 + length]
    }
}

/// How well two colours can be told apart: 1 not at all, 21 black and white.
pub trait Seen: Copy {
    fn channels(self) -> [u8; 3];

    /// Relative luminance.
    fn luminance(self) -> f32 {
        let linear = self.channels().map(|c| {
            let c = f32::from(c) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}

impl Seen for Color {
    fn channels(self) -> [u8; 3] {
        [self.red(), self.green(), self.blue()]
    }
}

impl Seen for [u8; 3] {
    fn channels(self) -> [u8; 3] {
        self
    }
}

pub fn contrast(one: impl Seen, other: impl Seen) -> f32 {
    let (a, b) = (one.luminance() + 0.05, other.luminance() + 0.05);
    a.max(b) / a.min(b)
}

fn packed([r, g, b]: [u8; 3]) -> u32 {
    u32::from_be_bytes([255, r, g, b])
}

#[test]
fn contrast_is_as_the_reference_has_it() {
    let rows = [
        ((0, 0, 0), (255, 255, 255), 21.0),
        ((0x8e, 0x1b, 0x1f), (0xfb, 0xf8, 0xf3), 8.5),
        ((0x4a, 0x44, 0x3c), (0xf3, 0xec, 0xe0), 8.2),
        ((0x76, 0x76, 0x76), (255, 255, 255), 4.54),
    ];
    for ((r, g, b), (x, y, z), expected) in rows {
        let seen = contrast(Color::from_rgb_u8(r, g, b), Color::from_rgb_u8(x, y, z));
        assert!((seen - expected).abs() < 0.05, "{seen} for {expected}");
    }
}
