//! A page that says that the printer works: in both languages, with a scale that shows a dead dot or a worn roller, and
//! nothing on it that could be taken for a ticket.

use devices::{
    printer::{PaperWidth, PrintJob},
    raster::{Bitmap, Ink, TextStyle, Typesetter, Weight, push_raster},
};
use queue_protocol::{
    core::{Lang, UtcMillis},
    wire::SiteView,
};
use serde::Deserialize;

use crate::paper::PaperError;

const WORDS: &str = include_str!("test_page.json");

/// White at both sides, in dots.
const MARGIN: u32 = 24;
/// Rows of the scale across the paper.
const SCALE_ROWS: u32 = 32;
/// Room for both languages; what is left over is cut off.
const MOST_ROWS: u32 = 900;
/// Reset, and after the picture a feed to beyond the knife and the cut.
const START: &[u8] = &[0x1b, b'@'];
const END: &[u8] = &[0x1b, b'd', 4, 0x1d, b'V', b'B', 0];

#[derive(Deserialize)]
struct Catalogue {
    vi: Words,
    en: Words,
}

#[derive(Deserialize)]
struct Words {
    title: String,
    works: String,
    marks: String,
    at: String,
}

/// The page for a printer of this width.
pub(super) fn test_page(site: &SiteView, at: UtcMillis, paper: PaperWidth) -> Result<PrintJob, PaperError> {
    let words: Catalogue = serde_json::from_str(WORDS).map_err(|error| PaperError::Words(error.to_string()))?;
    let mut type_ = Typesetter::new();
    let mut picture = Bitmap::new(paper.dots(), MOST_ROWS);
    let width = paper.dots() - 2 * MARGIN;
    let local = at.local(site.utc_offset_min);
    let time = format!("{:02}:{:02}  {}/{}/{}", local.hour(), local.minute(), local.day(), local.month(), local.year());
    let mut y = scale(&mut picture, 0);
    for (lang, words) in [(Lang::Vi, &words.vi), (Lang::En, &words.en)] {
        let lines = [
            (words.title.clone(), TextStyle::new(48.0, 60, Weight::ExtraBold)),
            (words.works.clone(), TextStyle::new(28.0, 38, Weight::Medium)),
            (words.marks.clone(), TextStyle::new(28.0, 38, Weight::SemiBold)),
            (site.name.get(lang).replace('\n', " "), TextStyle::new(24.0, 34, Weight::Medium)),
            (words.at.replace("{at}", &time), TextStyle::new(24.0, 34, Weight::Medium)),
        ];
        y += 16;
        for (text, style) in lines {
            y += type_.draw(&mut picture, (MARGIN as i32, y as i32), width, &text, style.lines(3), Ink::Black).height;
        }
    }
    let end = scale(&mut picture, y + 16);
    picture.set_height(end);
    let mut bytes = START.to_vec();
    push_raster(&mut bytes, &picture);
    bytes.extend_from_slice(END);
    Ok(bytes.into())
}

/// A band of squares from edge to edge: every dot of the head prints once and rests once.
fn scale(picture: &mut Bitmap, y: u32) -> u32 {
    let side = SCALE_ROWS / 2;
    for column in 0..picture.width() / side {
        let down = y + if column % 2 == 0 { 0 } else { side };
        picture.fill((column * side) as i32, down as i32, side, side, Ink::Black);
    }
    y + SCALE_ROWS
}
