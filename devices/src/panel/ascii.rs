//! Panels that take a line of text: a template says what stands where, and which check sum goes with it.

use crc::{CRC_16_MODBUS, CRC_16_XMODEM, Crc};

use super::{Model, Shown, digits::places};
use crate::bus::Question;

/// No panel takes a longer line.
const LONGEST: usize = 120;

/// A line with gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsciiFrame {
    frame: Vec<Piece>,
    answer: Option<Vec<Piece>>,
}

/// What guards a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checksum {
    /// Exclusive or of all bytes.
    Xor,
    /// Their sum, the low eight bits.
    Sum,
    /// What makes that sum zero.
    Lrc,
    /// CRC-16 as Modbus has it.
    Modbus,
    /// CRC-16 of XMODEM.
    Xmodem,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// So many decimal digits.
    Decimal(usize),
    /// So many hexadecimal digits, capitals.
    Hex(usize),
    /// Bytes, the high one first.
    Raw,
    /// Bytes, the low one first.
    Swapped,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Bytes(Vec<u8>),
    Unit(Form),
    Text,
    /// The check sum covers what follows.
    From,
    /// And ends here; without it, at the check sum.
    To,
    Check(Checksum, Form),
}

/// Why a template is none: a sentence with the remedy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}; write for example \"\\u0002{{from}}{{unit:02}}{{text}}{{to}}\\u0003{{xor:02X}}\"")]
pub struct FrameError(String);

impl AsciiFrame {
    /// The frame of a template, and of its answer where the panel gives one.
    ///
    /// # Errors
    /// What is wrong with the template.
    pub fn new(frame: &str, answer: Option<&str>) -> Result<Self, FrameError> {
        let frame = pieces(frame)?;
        if frame.iter().filter(|piece| **piece == Piece::Text).count() != 1 {
            return Err(FrameError("the frame has to hold {text} once, where the digits stand".into()));
        }
        let answer = answer.map(pieces).transpose()?;
        if answer.as_ref().is_some_and(Vec::is_empty) {
            return Err(FrameError("an empty answer says nothing: leave it out if the panel does not answer".into()));
        }
        Ok(Self { frame, answer })
    }

    /// The frame that brings it there.
    pub(super) fn questions(&self, unit: u8, model: &Model, shown: &Shown) -> Vec<Question> {
        let text = places(model, shown);
        let bytes = filled(&self.frame, unit, &text);
        let answer = self.answer.as_ref().map(|answer| filled(answer, unit, &text));
        vec![match answer {
            Some(answer) => Question::exactly(bytes, answer),
            None => Question::unanswered(bytes),
        }]
    }
}

fn pieces(template: &str) -> Result<Vec<Piece>, FrameError> {
    if template.len() > LONGEST {
        return Err(FrameError(format!("the frame is longer than {LONGEST} bytes")));
    }
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        literal(&mut pieces, &rest[..at])?;
        let Some(inner) = rest[at..].strip_prefix('{') else {
            return Err(FrameError("a } stands alone".into()));
        };
        let end = inner.find('}').ok_or_else(|| FrameError("a { is not closed".into()))?;
        pieces.push(piece(&inner[..end])?);
        rest = &inner[end + 1..];
    }
    literal(&mut pieces, rest)?;
    Ok(pieces)
}

fn literal(pieces: &mut Vec<Piece>, text: &str) -> Result<(), FrameError> {
    // U+0000 to U+00FF stand for the byte of their number.
    let bytes: Result<Vec<u8>, _> = text.chars().map(|c| u8::try_from(u32::from(c))).collect();
    let bytes = bytes.map_err(|_| FrameError(format!("{text:?} holds a character that is no byte")))?;
    if !bytes.is_empty() {
        pieces.push(Piece::Bytes(bytes));
    }
    Ok(())
}

fn piece(gap: &str) -> Result<Piece, FrameError> {
    let (name, form) = gap.split_once(':').map_or((gap, None), |(name, form)| (name, Some(form)));
    let checksum = match name {
        "text" if form.is_none() => return Ok(Piece::Text),
        "from" if form.is_none() => return Ok(Piece::From),
        "to" if form.is_none() => return Ok(Piece::To),
        "unit" => return Ok(Piece::Unit(form.map_or(Ok(Form::Raw), |form| form_of(gap, form))?)),
        "xor" => Checksum::Xor,
        "sum" => Checksum::Sum,
        "lrc" => Checksum::Lrc,
        "crc-modbus" => Checksum::Modbus,
        "crc-xmodem" => Checksum::Xmodem,
        _ => {
            return Err(FrameError(format!(
                "{{{gap}}} is not known: the gaps are unit, text, from, to, and the check sums xor, sum, lrc, crc-modbus \
                 and crc-xmodem"
            )));
        }
    };
    Ok(Piece::Check(checksum, form.map_or(Ok(Form::Raw), |form| form_of(gap, form))?))
}

fn form_of(gap: &str, form: &str) -> Result<Form, FrameError> {
    let wrong = || FrameError(format!("{{{gap}}}: write its form as 02 (decimal), 02X (hexadecimal), raw or swapped"));
    match form {
        "raw" => Ok(Form::Raw),
        "swapped" => Ok(Form::Swapped),
        _ => {
            let (width, hex) = form.strip_suffix('X').map_or((form, false), |width| (width, true));
            let digit = width.strip_prefix('0').and_then(|width| width.parse().ok());
            let width = digit.filter(|width| (1..=5).contains(width)).ok_or_else(wrong)?;
            Ok(if hex { Form::Hex(width) } else { Form::Decimal(width) })
        }
    }
}

fn filled(pieces: &[Piece], unit: u8, text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (mut from, mut to) = (0, None);
    for piece in pieces {
        match piece {
            Piece::Bytes(literal) => bytes.extend_from_slice(literal),
            Piece::Unit(form) => form.write(u16::from(unit), 1, &mut bytes),
            Piece::Text => bytes.extend_from_slice(text),
            Piece::From => from = bytes.len(),
            Piece::To => to = Some(bytes.len()),
            Piece::Check(checksum, form) => {
                let end = to.unwrap_or(bytes.len());
                let value = checksum.of(bytes.get(from..end).unwrap_or_default());
                form.write(value, checksum.bytes(), &mut bytes);
            }
        }
    }
    bytes
}

impl Checksum {
    /// The check sum of some bytes.
    pub fn of(self, bytes: &[u8]) -> u16 {
        let sum = bytes.iter().fold(0_u8, |sum, byte| sum.wrapping_add(*byte));
        match self {
            Self::Xor => bytes.iter().fold(0, |sum, byte| sum ^ byte).into(),
            Self::Sum => sum.into(),
            Self::Lrc => sum.wrapping_neg().into(),
            Self::Modbus => Crc::<u16>::new(&CRC_16_MODBUS).checksum(bytes),
            Self::Xmodem => Crc::<u16>::new(&CRC_16_XMODEM).checksum(bytes),
        }
    }

    fn bytes(self) -> usize {
        match self {
            Self::Xor | Self::Sum | Self::Lrc => 1,
            Self::Modbus | Self::Xmodem => 2,
        }
    }
}

impl Form {
    fn write(self, value: u16, size: usize, into: &mut Vec<u8>) {
        let [high, low] = value.to_be_bytes();
        match (self, size) {
            (Self::Decimal(width), _) => into.extend(format!("{value:0width$}").bytes()),
            (Self::Hex(width), _) => into.extend(format!("{value:0width$X}").bytes()),
            (Self::Raw, 2) => into.extend([high, low]),
            (Self::Swapped, 2) => into.extend([low, high]),
            (Self::Raw | Self::Swapped, _) => into.push(low),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(template: &str, unit: u8, text: &str) -> Vec<u8> {
        filled(&pieces(template).unwrap(), unit, text.as_bytes())
    }

    #[test]
    fn lines_as_on_the_wire() {
        let cases: [(&str, &[u8]); 9] = [
            ("${unit:03},{text}#\r", b"$007,A012#\r"),
            ("\u{2}{from}{unit:02}{text}{to}\u{3}{xor:02X}", b"\x0207A012\x0375"),
            ("\u{2}{from}{unit:02}{text}{to}\u{3}{sum:02X}", b"\x0207A012\x033B"),
            ("{from}{unit}{text}{lrc}", b"\x07A012\x25"),
            ("{unit}{text}{crc-modbus:swapped}", b"\x07A012\x11\xb6"),
            ("{unit}{text}{crc-modbus}", b"\x07A012\xb6\x11"),
            (":{from}{text}{crc-xmodem:04X}\r\n", b":A012FD38\r\n"),
            ("\u{ff}\u{0}{text}", b"\xff\x00A012"),
            ("{text}{unit:01}", b"A0127"),
        ];
        for (template, expected) in cases {
            let bytes = line(template, 7, "A012");
            assert_eq!(bytes, expected, "{template:?}: {}", bytes.escape_ascii());
        }
    }

    #[test]
    fn check_sums_as_published() {
        // The check values of the usual catalogues, over the digits one to nine.
        let nine = b"123456789";
        assert_eq!(Checksum::Modbus.of(nine), 0x4b37);
        assert_eq!(Checksum::Xmodem.of(nine), 0x31c3);
        assert_eq!(Checksum::Xor.of(nine), 0x31);
        assert_eq!(Checksum::Sum.of(nine), 0xdd);
        assert_eq!(Checksum::Lrc.of(nine), 0x23);
    }

    #[test]
    fn a_wrong_template_says_what_to_write() {
        let cases = [
            ("{txt}", "{txt} is not known"),
            ("no gap", "{text} once"),
            ("{text}{text}", "{text} once"),
            ("{text", "not closed"),
            ("text}", "stands alone"),
            ("{text}{unit:9}", "02 (decimal)"),
            ("{text}{unit:00}", "02 (decimal)"),
            ("{text}{xor:02x}", "02X (hexadecimal)"),
            ("{text}ố", "no byte"),
        ];
        for (template, expected) in cases {
            let error = AsciiFrame::new(template, None).unwrap_err().to_string();
            assert!(error.contains(expected) && error.contains("for example"), "{template}: {error}");
        }
        assert!(AsciiFrame::new("{text}", Some("")).is_err());
        assert!(AsciiFrame::new("{text}", Some("OK{unit:02}")).is_ok());
    }

    proptest! {
        /// A template never breaks the program, and what it takes it fills.
        #[test]
        fn any_template(template in "\\PC{0,20}(\\{(text|unit:0[0-9]X?|xor|to|from|lrc:02X)\\}){0,6}\\PC{0,9}", unit: u8) {
            if let Ok(frame) = AsciiFrame::new(&template, Some("{text}")) {
                let model = Model::find("generic-ascii-registers", &[]).unwrap();
                prop_assert_eq!(frame.questions(unit, &model, &Shown::Dashes).len(), 1);
            }
        }

        /// The sum and its complement make zero.
        #[test]
        fn lrc_completes_the_sum(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            prop_assert_eq!((Checksum::Sum.of(&bytes) + Checksum::Lrc.of(&bytes)) as u8, 0);
        }
    }
}
