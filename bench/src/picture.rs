//! The ratios as one picture: how many times better than its bound each figure is, on a scale where twice as good is as
//! far right as half as good is left. The line in the middle is the bound; what ends left of it does not hold.

use std::path::Path;

use anyhow::{Result, anyhow};
use plotters::{
    prelude::{Circle, EmptyElement, IntoDrawingArea, PathElement, RGBColor, Rectangle, SVGBackend, Text},
    style::{Color, IntoFont, ShapeStyle, TextStyle, WHITE},
};

use crate::figure::Outcome;

const WIDTH: i32 = 860;
const ROW: i32 = 46;
const HEAD: i32 = 58;
/// Where the bound stands, and how wide a factor of two is.
const MIDDLE: i32 = 420;
const DOUBLE: f64 = 70.0;
/// Where the number stands, right of the longest bar.
const LABEL: i32 = 660;
/// Factors beyond this, as powers of two, are drawn as this.
const WIDEST: f64 = 3.0;

const INK: RGBColor = RGBColor(0x2B, 0x2B, 0x2B);
const GOOD: RGBColor = RGBColor(0x2F, 0x6B, 0x4F);
const BAD: RGBColor = RGBColor(0x8E, 0x1B, 0x1F);
const AIM: RGBColor = RGBColor(0xF2, 0xB4, 0x41);

/// Draws the picture.
pub fn draw(outcomes: &[Outcome], path: &Path) -> Result<()> {
    paint(outcomes, path).map_err(|e| anyhow!("the picture could not be drawn: {e}"))
}

fn paint(outcomes: &[Outcome], path: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let height = HEAD + ROW * outcomes.len() as i32 + 16;
    let area = SVGBackend::new(path, (WIDTH as u32, height as u32)).into_drawing_area();
    area.fill(&WHITE)?;
    let title = "Một Cửa, measured: right of the line a figure holds, amber is the aim";
    area.draw(&Text::new(title, (16, 18), text(17, &INK)))?;
    for (row, outcome) in outcomes.iter().enumerate() {
        let top = HEAD + ROW * row as i32;
        area.draw(&Text::new(outcome.name, (16, top + 8), text(16, &INK)))?;
        let Some(ratio) = outcome.ratio() else {
            area.draw(&Text::new("not measured", (LABEL, top + 8), text(15, &BAD)))?;
            continue;
        };
        let colour = if outcome.holds() { GOOD } else { BAD };
        let end = across(outcome.bound.margin(ratio));
        let bar = [(MIDDLE.min(end), top + 4), (MIDDLE.max(end), top + 26)];
        area.draw(&Rectangle::new(bar, ShapeStyle::from(&colour).filled()))?;
        if let Some(aim) = outcome.aim {
            let at = (across(outcome.bound.margin(aim)), top + 15);
            area.draw(&(EmptyElement::at(at) + Circle::new((0, 0), 6, ShapeStyle::from(&AIM).filled())))?;
        }
        let label = format!("{ratio:.2}  ({})", outcome.bound);
        area.draw(&Text::new(label, (LABEL, top + 8), text(15, &colour)))?;
    }
    let line = vec![(MIDDLE, HEAD - 10), (MIDDLE, height - 12)];
    area.draw(&PathElement::new(line, INK.stroke_width(2)))?;
    area.present()?;
    Ok(())
}

fn text(size: i32, colour: &RGBColor) -> TextStyle<'_> {
    TextStyle::from(("sans-serif", size).into_font()).color(colour)
}

fn across(margin: f64) -> i32 {
    MIDDLE + (margin.log2().clamp(-WIDEST, WIDEST) * DOUBLE) as i32
}
