//! Reading pictures back as people and phones do: text by tesseract, QR by zbar.

use std::{collections::BTreeMap, path::Path, process::Command};

use anyhow::Result;
use tempfile::NamedTempFile;

use crate::process::output;

/// All text of a picture, Vietnamese, as three looks find it: sharp, and softened as the eye sees dots from an arm's length,
/// as a block and word by word.
pub fn text(picture: &Path) -> Result<String> {
    let large = enlarged(picture, None)?;
    let soft = tempfile::Builder::new().suffix(".png").tempfile()?;
    let mut soften = Command::new("convert");
    soften.arg(picture).args(["-colorspace", "Gray", "-bordercolor", "white", "-border", "20", "-blur", "0x1.2"]);
    output(soften.arg(soft.path()))?;
    let mut all = String::new();
    for (file, mode) in [(large.path(), "6"), (soft.path(), "6"), (soft.path(), "11")] {
        let mut read = Command::new("tesseract");
        all.push_str(&output(read.arg(file).args(["-", "-l", "vie", "--psm", mode, "--dpi", "400"]))?);
        all.push('\n');
    }
    Ok(all)
}

/// The text of a part (`WxH+X+Y`) that is white on black, which page readers take for a picture.
pub fn reversed(picture: &Path, part: &str) -> Result<String> {
    let file = tempfile::Builder::new().suffix(".png").tempfile()?;
    let mut convert = Command::new("convert");
    convert.arg(picture).args(["-crop", part, "+repage", "-colorspace", "Gray", "-negate", "-sample", "200%"]);
    output(convert.args(["-bordercolor", "white", "-border", "40"]).arg(file.path()))?;
    output(Command::new("tesseract").arg(file.path()).args(["-", "-l", "vie", "--psm", "7", "--dpi", "400"]))
}

/// One number in large light characters on a dark ground, from a part of a picture (`WxH+X+Y`).
pub fn line(picture: &Path, part: &str) -> Result<String> {
    let large = enlarged(picture, Some(part))?;
    let letters = "tessedit_char_whitelist=ABCEGHKLMNPQRTXDĐ0123456789";
    output(Command::new("tesseract").arg(large.path()).args(["-", "-l", "eng", "--psm", "8", "-c", letters]))
}

/// The contents of the QR code in a picture.
pub fn qr(picture: &Path) -> Result<String> {
    output(Command::new("zbarimg").args(["--quiet", "--raw"]).arg(picture))
}

/// The part of `expected` words that stand in `text`, 0 to 1, each as often as expected.
pub fn words_found(text: &str, expected: &str) -> f64 {
    let mut there = BTreeMap::<&str, u32>::new();
    for word in words(text) {
        *there.entry(word).or_default() += 1;
    }
    let (mut found, mut all) = (0, 0);
    for word in words(expected) {
        all += 1;
        if let Some(left) = there.get_mut(word).filter(|left| **left > 0) {
            *left -= 1;
            found += 1;
        }
    }
    f64::from(found) / f64::from(all.max(1))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

/// Twice as large with a white margin: OCR wants letters of 30 pixels and room around them.
fn enlarged(picture: &Path, part: Option<&str>) -> Result<NamedTempFile> {
    let file = tempfile::Builder::new().suffix(".png").tempfile()?;
    let mut convert = Command::new("convert");
    convert.arg(picture);
    if let Some(part) = part {
        convert.args(["-crop", part, "+repage"]);
    }
    convert.args(["-colorspace", "Gray"]);
    // Dark on light at the size of print is what OCR knows best.
    let size =
        if part.is_some() { &["-threshold", "60%", "-negate", "-resize", "400x"][..] } else { &["-sample", "200%"] };
    convert.args(size);
    convert.args(["-bordercolor", "white", "-border", "40"]).arg(file.path());
    output(&mut convert)?;
    Ok(file)
}
