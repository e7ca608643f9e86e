//! Text to dots, by cosmic-text and the embedded fonts alone: the same on every machine, no system font is ever read.

use cosmic_text::{
    Attrs, Buffer, Color, Ellipsize, EllipsizeHeightLimit, Family, FeatureTag, FontFeatures, FontSystem, LayoutRun,
    Metrics, Shaping, SwashCache, Wrap, fontdb,
};

use super::{Bitmap, Ink};

/// Coverage from which a dot is black. Below one half, because thin strokes vanish on thermal paper before they clog.
const BLACK_FROM: u8 = 112;

/// Characters of one text at most; the longest real one is a note of about 120.
const MAX_CHARS: usize = 400;

const FAMILY: &str = "Be Vietnam Pro";
const MONO_FAMILY: &str = "IBM Plex Mono";

/// How heavy the strokes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Weight {
    Medium,
    SemiBold,
    Bold,
    ExtraBold,
}

/// Where lines stand in their width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Align {
    #[default]
    Left,
    Center,
    Right,
}

/// Looks of a text. Sizes are dots.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// Size of the em square.
    pub size: f32,
    /// From one baseline to the next.
    pub line_height: u32,
    /// Stroke.
    pub weight: Weight,
    /// Where lines stand.
    pub align: Align,
    /// Lines at most; what does not fit ends in an ellipsis.
    pub max_lines: usize,
    /// Extra space between letters, in em.
    pub tracking: f32,
}

impl TextStyle {
    /// Left, any number of lines up to 8.
    pub fn new(size: f32, line_height: u32, weight: Weight) -> Self {
        Self { size, line_height, weight, align: Align::Left, max_lines: 8, tracking: 0.0 }
    }

    /// With another alignment.
    pub fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }

    /// With a limit of lines.
    pub fn lines(self, max_lines: usize) -> Self {
        Self { max_lines: max_lines.max(1), ..self }
    }

    /// With letters further apart.
    pub fn tracked(self, tracking: f32) -> Self {
        Self { tracking, ..self }
    }
}

/// What a text takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Widest line in dots.
    pub width: u32,
    /// Lines times line height.
    pub height: u32,
    /// Lines.
    pub lines: u32,
}

/// Shapes and draws text. Costly to make, cheap to keep.
pub struct Typesetter {
    fonts: FontSystem,
    cache: SwashCache,
}

impl Default for Typesetter {
    fn default() -> Self {
        Self::new()
    }
}

impl Typesetter {
    /// With the embedded fonts.
    pub fn new() -> Self {
        let mut db = fontdb::Database::new();
        for face in FACES {
            db.load_font_data(face.to_vec());
        }
        Self { fonts: FontSystem::new_with_locale_and_db("vi".into(), db), cache: SwashCache::new() }
    }

    /// How much room the text takes when wrapped to `width`.
    pub fn measure(&mut self, text: &str, style: TextStyle, width: u32) -> Extent {
        let buffer = self.layout(text, style, width, FAMILY);
        extent(&buffer, style)
    }

    /// Draws the text wrapped to `width` with its first line's box at `(x, y)`, and tells what it took. Marks above and
    /// below may leave their line box, but not the picture.
    pub fn draw(
        &mut self,
        on: &mut Bitmap,
        (x, y): (i32, i32),
        width: u32,
        text: &str,
        style: TextStyle,
        ink: Ink,
    ) -> Extent {
        let buffer = self.layout(text, style, width, FAMILY);
        self.paint(&buffer, style, width, |dot_x, dot_y| on.set(x + dot_x, y + dot_y, ink));
        extent(&buffer, style)
    }

    /// One character of the extra bold weight fitted into a grid: its height fills `rows`, and it is as wide as its
    /// proportion says times `stretch`, at most `columns`. For characters that a printer magnifies itself.
    pub fn fitted(&mut self, character: char, columns: u32, rows: u32, stretch: f32) -> Bitmap {
        let big = self.large(character, Weight::ExtraBold, FAMILY);
        let Some((left, top, right, bottom)) = ink_box(&big) else { return Bitmap::new(columns, rows) };
        // Round letters overshoot; digits and capitals are all told to fill the height.
        let scale = rows as f32 / (bottom - top) as f32;
        let natural = (right - left) as f32 * scale * stretch;
        let across = (natural.round() as u32).clamp(1, columns);
        resample(&big.cropped(left, top, (right - left) as u32, (bottom - top) as u32), across, rows)
    }

    /// One character of the monospaced face as a cell of a printer's own font.
    pub fn cell(&mut self, character: char, columns: u32, rows: u32) -> Bitmap {
        let big = self.large(character, Weight::SemiBold, MONO_FAMILY);
        // The face advances 600 of 1000; the em box is made to be the cell, baseline at 3/4 of it.
        let advance = (LARGE * 0.6) as u32;
        let em = LARGE as u32;
        let baseline = LARGE_BASELINE;
        resample(&big.cropped(LARGE_LEFT, baseline - (em as i32 * 3 / 4), advance, em), columns, rows)
    }

    fn layout(&mut self, text: &str, style: TextStyle, width: u32, family: &str) -> Buffer {
        let text: String = text.chars().filter_map(printable).take(MAX_CHARS).collect();
        let mut buffer = Buffer::new(&mut self.fonts, Metrics::new(style.size, style.line_height as f32));
        buffer.set_size(Some(width as f32), None);
        buffer.set_wrap(Wrap::WordOrGlyph);
        buffer.set_ellipsize(Ellipsize::End(EllipsizeHeightLimit::Lines(style.max_lines)));
        let weight = match style.weight {
            Weight::Medium => fontdb::Weight::MEDIUM,
            Weight::SemiBold => fontdb::Weight::SEMIBOLD,
            Weight::Bold => fontdb::Weight::BOLD,
            Weight::ExtraBold => fontdb::Weight::EXTRA_BOLD,
        };
        let mut attrs = Attrs::new().family(Family::Name(family)).weight(weight);
        if style.tracking != 0.0 {
            attrs = attrs.letter_spacing(style.tracking);
        }
        if family == FAMILY {
            attrs = attrs.font_features(two_storey_a());
        }
        buffer.set_text(&text, &attrs, Shaping::Advanced, None);
        buffer.shape_until_scroll(&mut self.fonts, false);
        buffer
    }

    fn paint(&mut self, buffer: &Buffer, style: TextStyle, width: u32, mut dot: impl FnMut(i32, i32)) {
        for run in buffer.layout_runs() {
            // Aligned here, not by the library: trailing tracking must not shift a centred line.
            let lead = lead(&run);
            let line = run.line_w - lead - style.tracking * style.size;
            let indent = match style.align {
                Align::Left => 0.0,
                Align::Center => ((width as f32 - line) / 2.0).max(0.0),
                Align::Right => (width as f32 - line).max(0.0),
            };
            for glyph in run.glyphs {
                let placed = glyph.physical(((indent - lead).round(), run.line_y.round()), 1.0);
                self.cache.with_pixels(&mut self.fonts, placed.cache_key, Color::rgb(0, 0, 0), |x, y, colour| {
                    if colour.a() >= BLACK_FROM {
                        dot(placed.x + x, placed.y + y);
                    }
                });
            }
        }
    }

    fn large(&mut self, character: char, weight: Weight, family: &str) -> Bitmap {
        let style = TextStyle::new(LARGE, LARGE as u32 * 3 / 2, weight).lines(1);
        let buffer = self.layout(&character.to_string(), style, LARGE as u32 * 3, family);
        let baseline = buffer.layout_runs().next().map_or(0.0, |run| run.line_y).round() as i32;
        let mut big = Bitmap::new(LARGE as u32 * 3, LARGE as u32 * 2);
        self.paint(&buffer, style, LARGE as u32 * 3, |x, y| {
            big.set(LARGE_LEFT + x, LARGE_BASELINE - baseline + y, Ink::Black);
        });
        big
    }
}

/// Size at which a character is drawn before it is brought into a grid.
const LARGE: f32 = 240.0;
const LARGE_LEFT: i32 = 40;
const LARGE_BASELINE: i32 = 240;

const FACES: [&[u8]; 5] = [
    include_bytes!("../../fonts/BeVietnamPro_500Medium.ttf"),
    include_bytes!("../../fonts/BeVietnamPro_600SemiBold.ttf"),
    include_bytes!("../../fonts/BeVietnamPro_700Bold.ttf"),
    include_bytes!("../../fonts/BeVietnamPro_800ExtraBold.ttf"),
    include_bytes!("../../fonts/IBMPlexMono_600SemiBold.ttf"),
];

/// The face's other a: at 203 dpi its usual one is read as o, by people with weak eyes and by tesseract alike.
fn two_storey_a() -> FontFeatures {
    let mut features = FontFeatures::new();
    features.enable(FeatureTag::new(b"ss01"));
    features
}

/// Characters that the face has and a line from left to right can hold. Anything else is a mark of what is missing: site
/// files are edited by hand, and a stray paragraph separator must not be able to stop the printer's thread.
fn printable(character: char) -> Option<char> {
    match character {
        '\n'
        | ' '..='~'
        | '\u{a0}'..='\u{24f}'
        | '\u{300}'..='\u{36f}'
        | '\u{1e00}'..='\u{1eff}'
        | '\u{2010}'..='\u{2026}'
        | '\u{2030}'..='\u{205e}'
        | '₫'
        | '€'
        | '№' => Some(character),
        _ if character.is_whitespace() => Some(' '),
        _ if character.is_control() => None,
        _ => Some('?'),
    }
}

fn extent(buffer: &Buffer, style: TextStyle) -> Extent {
    let mut extent = Extent::default();
    for run in buffer.layout_runs() {
        extent.width = extent.width.max((run.line_w - lead(&run) - style.tracking * style.size).ceil() as u32);
        extent.lines += 1;
    }
    extent.height = extent.lines * style.line_height;
    extent
}

/// Space that a line begins with: the library keeps the one at which it broke before the last line that is allowed.
fn lead(run: &LayoutRun<'_>) -> f32 {
    let blank = |range: std::ops::Range<usize>| run.text.get(range).is_some_and(|text| text.trim().is_empty());
    run.glyphs.iter().take_while(|glyph| blank(glyph.start..glyph.end)).map(|glyph| glyph.w).sum()
}

fn ink_box(picture: &Bitmap) -> Option<(i32, i32, i32, i32)> {
    let mut found: Option<(i32, i32, i32, i32)> = None;
    for y in 0..picture.height() as i32 {
        for x in 0..picture.width() as i32 {
            if picture.get(x, y) {
                let (l, t, r, b) = found.unwrap_or((x, y, x + 1, y + 1));
                found = Some((l.min(x), t.min(y), r.max(x + 1), b.max(y + 1)));
            }
        }
    }
    found
}

/// Brings a picture to another size; a dot is black where at least half of what it covers is.
fn resample(picture: &Bitmap, columns: u32, rows: u32) -> Bitmap {
    let mut small = Bitmap::new(columns, rows);
    let span = |at: u32, of: u32, total: u32| {
        let from = (u64::from(at) * u64::from(total) / u64::from(of)) as i32;
        let to = (u64::from(at + 1) * u64::from(total)).div_ceil(u64::from(of)) as i32;
        from..to
    };
    for y in 0..rows {
        for x in 0..columns {
            let (mut black, mut all) = (0u32, 0u32);
            for source_y in span(y, rows, picture.height()) {
                for source_x in span(x, columns, picture.width()) {
                    black += u32::from(picture.get(source_x, source_y));
                    all += 1;
                }
            }
            if black * 2 >= all.max(1) {
                small.set(x as i32, y as i32, Ink::Black);
            }
        }
    }
    small
}

#[cfg(test)]
mod tests;
