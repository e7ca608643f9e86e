//! The installer's test page: the office, every Vietnamese letter with its marks, digits of the printer's own, a code, a
//! bar across all dots and a ruler. What is wrong with a head, a roller, a font or a width is seen on it.

use devices::{
    printer::{Digits, PaperWidth, PrintJob, PrinterUri},
    raster::{Bitmap, Ink, TextStyle, Typesetter, Weight, disarm, push_raster},
};

use super::{person::Person, walk::printer_words};

/// What the page's code says. The scanner's step knows it again.
pub(super) const CODE: &str = "MOTCUA-SMOKE-0123456789";

/// Vowels with the marks that do not change with the tone, in the order of the alphabet.
const VOWELS: [&str; 12] = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"];
/// Level, and the combining marks of the five tones: huyền, hỏi, ngã, sắc, nặng.
const TONES: [&str; 6] = ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"];

/// Dots a millimetre.
const MM: i32 = 8;
/// White at both sides of the text.
const MARGIN: u32 = 8;
/// Left, no magnification, lines as high as what stands in them.
const START: &[u8] = b"\x1ba\x00\x1d!\x00\x1b3\x00";
/// Centred.
const CENTRE: &[u8] = b"\x1ba\x01";
/// Model 2, modules of 6 dots, level M.
const CODE_SHAPE: &[u8] = b"\x1d(k\x04\x001A2\x00\x1d(k\x03\x001C\x06\x1d(k\x03\x001E1";
/// Feeds to beyond the knife and cuts.
const END: &[u8] = b"\x1ba\x00\x1b2\x1bd\x04\x1dVB\x00";

/// The page for a printer.
pub(super) fn test_page(person: &Person, office: &str, uri: &PrinterUri, time: &str) -> PrintJob {
    let mut sheet = Sheet::new(uri.paper);
    let small = TextStyle::new(24.0, 32, Weight::Medium);
    sheet.text(office, TextStyle::new(40.0, 50, Weight::ExtraBold).lines(2));
    sheet.text(&person.t("page-title", &[]), TextStyle::new(30.0, 40, Weight::Bold));
    let width = match uri.paper {
        PaperWidth::Mm80 => "80 mm",
        PaperWidth::Mm58 => "58 mm",
    };
    let digits = match uri.digits {
        Digits::Drawn => "digits=drawn",
        Digits::Plain => "digits=plain",
    };
    sheet.text(&format!("{}\n{width} · {digits} · {time}", printer_words(uri)), small);
    sheet.space(12);
    sheet.text(&person.t("page-letters", &[]), small);
    let letters = TextStyle::new(if uri.paper == PaperWidth::Mm80 { 30.0 } else { 20.0 }, 42, Weight::SemiBold);
    for row in letter_rows() {
        sheet.text(&row, letters);
    }
    sheet.text(&person.t("page-digits", &[]), small);
    sheet.cut_picture();
    let magnified: u8 = if uri.paper == PaperWidth::Mm80 { 0x33 } else { 0x22 };
    sheet.bytes.extend([0x1d, b'!', magnified]);
    sheet.bytes.extend(b"0123456789\n\x1d!\x00");
    sheet.space(12);
    sheet.text(&person.t("page-code", &[]), small);
    sheet.space(12);
    sheet.cut_picture();
    sheet.bytes.extend(CENTRE);
    sheet.bytes.extend(CODE_SHAPE);
    let length = (CODE.len() + 3) as u16;
    sheet.bytes.extend(b"\x1d(k");
    sheet.bytes.extend(length.to_le_bytes());
    sheet.bytes.extend(b"1P0");
    sheet.bytes.extend(CODE.as_bytes());
    sheet.bytes.extend(b"\x1d(k\x03\x001Q0\x1ba\x00");
    sheet.space(20);
    sheet.text(&person.t("page-ruler", &[]), small);
    sheet.ruler();
    sheet.cut_picture();
    sheet.bytes.extend(END);
    PrintJob::from(sheet.bytes)
}

/// `A À Ả Ã Á Ạ  a à ả ã á ạ`, a line a vowel, and Đ.
fn letter_rows() -> Vec<String> {
    let row = |vowel: &str| {
        let tones = |vowel: &str| TONES.map(|tone| format!("{vowel}{tone}")).join(" ");
        format!("{}  {}", tones(&vowel.to_uppercase()), tones(vowel))
    };
    VOWELS.into_iter().map(row).chain(["Đ đ   B C D G H K L M N P Q R S T V X".to_owned()]).collect()
}

/// Pictures that grow downwards, between the printer's own commands.
struct Sheet {
    typesetter: Typesetter,
    picture: Bitmap,
    y: i32,
    bytes: Vec<u8>,
}

/// Rows between two commands of the printer's own, at most.
const ROWS: u32 = 1200;

impl Sheet {
    fn new(paper: PaperWidth) -> Self {
        let picture = Bitmap::new(paper.dots(), ROWS);
        Self { typesetter: Typesetter::new(), picture, y: 0, bytes: START.to_vec() }
    }

    fn text(&mut self, text: &str, style: TextStyle) {
        let width = self.picture.width() - 2 * MARGIN;
        let extent = self.typesetter.draw(&mut self.picture, (MARGIN as i32, self.y), width, text, style, Ink::Black);
        self.y += extent.height as i32;
    }

    fn space(&mut self, rows: i32) {
        self.y += rows;
    }

    /// A bar across every dot, and a tick a millimetre with a number at every ten.
    fn ruler(&mut self) {
        let width = self.picture.width();
        self.picture.fill(0, self.y + 4, width, 12, Ink::Black);
        let top = self.y + 24;
        let style = TextStyle::new(22.0, 28, Weight::SemiBold);
        for mm in 0..width as i32 / MM {
            let height = if mm % 10 == 0 {
                32
            } else if mm % 5 == 0 {
                22
            } else {
                12
            };
            self.picture.fill(mm * MM, top, 2, height, Ink::Black);
            if mm % 10 == 0 {
                // The last number stands before its tick where the paper ends behind it.
                let room = mm * MM + 36 <= width as i32;
                let at = (if room { mm * MM + 5 } else { mm * MM - 32 }, top + 20);
                self.typesetter.draw(&mut self.picture, at, width, &mm.to_string(), style, Ink::Black);
            }
        }
        self.y = top + 56;
    }

    /// What was drawn so far becomes bytes.
    fn cut_picture(&mut self) {
        let (width, rows) = (self.picture.width(), (self.y as u32).min(ROWS));
        let mut drawn = self.picture.cropped(0, 0, width, rows);
        disarm(&mut drawn);
        push_raster(&mut self.bytes, &drawn);
        self.picture = Bitmap::new(width, ROWS);
        self.y = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_134_vietnamese_letters_with_marks_are_there() {
        let marked: std::collections::BTreeSet<String> = letter_rows()
            .join(" ")
            .split_whitespace()
            .filter(|letter| !letter.is_ascii())
            .map(ToOwned::to_owned)
            .collect();
        // Twelve vowels in six tones and đ, less the plain a e i o u y, in two cases.
        assert_eq!(marked.len(), (12 * 6 + 1 - 6) * 2);
    }
}
