//! Panels that speak Modbus RTU: how the places lie in holding registers, and by which function they are written.

use serde::Deserialize;

use super::{Model, Shown, digits::places};
use crate::bus::Question;

/// The registers of a model.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registers {
    /// The first one, counted from 0 as on the wire.
    pub first: u16,
    /// How the places lie in them.
    pub layout: Layout,
    /// By which function they are written.
    pub write: Write,
    /// For `number`: what makes the panel blank.
    #[serde(default)]
    pub blank: u16,
    /// For `number`: what stands for dashes.
    #[serde(default)]
    pub dashes: u16,
}

/// How the places lie in registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// A character a register.
    Ascii,
    /// Two characters a register, the left one in the high byte.
    Packed,
    /// Four digits a register, four bits each; dashes are Bh, blanks Fh, as common display drivers have it.
    Bcd,
    /// One register with the number.
    Number,
}

/// How registers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Write {
    /// FC06, one at a time.
    Single,
    /// FC16, all at once.
    Multiple,
}

impl Registers {
    /// How many registers so many places take.
    pub fn count(&self, digits: u8) -> u16 {
        let digits = u16::from(digits);
        match self.layout {
            Layout::Ascii => digits,
            Layout::Packed => digits.div_ceil(2),
            Layout::Bcd => digits.div_ceil(4),
            Layout::Number => 1,
        }
    }

    /// What the registers hold for this.
    pub fn values(&self, model: &Model, shown: &Shown) -> Vec<u16> {
        let places = places(model, shown);
        match self.layout {
            Layout::Ascii => places.into_iter().map(u16::from).collect(),
            Layout::Packed => grouped(&places, 2, b' ', |value, place| value << 8 | u16::from(place)),
            Layout::Bcd => grouped(&places, 4, b' ', |value, place| value << 4 | nibble(place)),
            Layout::Number => vec![match shown {
                Shown::Blank => self.blank,
                Shown::Dashes => self.dashes,
                Shown::Text(_) => number(&places).unwrap_or(self.blank),
            }],
        }
    }

    /// The frames that bring it there.
    pub(super) fn questions(&self, unit: u8, model: &Model, shown: &Shown) -> Vec<Question> {
        let values = self.values(model, shown);
        match self.write {
            Write::Multiple => vec![Question::write_multiple(unit, self.first, &values)],
            Write::Single => {
                let registers = (self.first..).zip(values);
                registers.map(|(register, value)| Question::write_single(unit, register, value)).collect()
            }
        }
    }
}

/// Places by groups, filled up in front, so that the last place is the lowest of the last register.
fn grouped(places: &[u8], size: usize, fill: u8, add: impl Fn(u16, u8) -> u16) -> Vec<u16> {
    let missing = places.len().next_multiple_of(size) - places.len();
    let padded: Vec<u8> = std::iter::repeat_n(fill, missing).chain(places.iter().copied()).collect();
    padded.chunks(size).map(|group| group.iter().fold(0, |value, place| add(value, *place))).collect()
}

fn nibble(place: u8) -> u16 {
    match place {
        b'0'..=b'9' => u16::from(place - b'0'),
        b'-' => 0xb,
        _ => 0xf,
    }
}

/// The digits as a number; none where there are none, or more than a register holds.
fn number(places: &[u8]) -> Option<u16> {
    let digits: Vec<u8> = places.iter().copied().filter(u8::is_ascii_digit).collect();
    str::from_utf8(&digits).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_in_registers() {
        let number = |text: &str| Shown::Text(text.into());
        let cases = [
            (Layout::Ascii, 4, true, number("A012"), vec![0x41, 0x30, 0x31, 0x32]),
            (Layout::Ascii, 4, true, Shown::Dashes, vec![0x2d; 4]),
            (Layout::Packed, 4, true, number("A012"), vec![0x4130, 0x3132]),
            (Layout::Packed, 3, false, number("A012"), vec![0x2030, 0x3132]),
            (Layout::Packed, 4, true, Shown::Blank, vec![0x2020, 0x2020]),
            (Layout::Bcd, 4, false, number("A012"), vec![0xf012]),
            (Layout::Bcd, 6, false, number("A012"), vec![0xffff, 0xf012]),
            (Layout::Bcd, 4, false, Shown::Dashes, vec![0xbbbb]),
            (Layout::Number, 4, false, number("A012"), vec![12]),
            (Layout::Number, 4, true, number("A999"), vec![999]),
            (Layout::Number, 4, false, Shown::Dashes, vec![8888]),
            (Layout::Number, 4, false, Shown::Blank, vec![9999]),
            (Layout::Number, 12, false, number("99999"), vec![9999]),
        ];
        for (layout, digits, letters, shown, expected) in cases {
            let registers = Registers { first: 3, layout, write: Write::Multiple, blank: 9999, dashes: 8888 };
            let base = Model::find("generic-ascii-registers", &[]).unwrap();
            let model = Model { digits, letters, ..base };
            let values = registers.values(&model, &shown);
            assert_eq!(values, expected, "{layout:?} {shown:?}");
            if layout != Layout::Number {
                assert_eq!(values.len(), usize::from(registers.count(digits)));
            }
        }
    }

    #[test]
    fn frames_as_on_the_wire() {
        let model = Model::find("dm36", &[]).unwrap();
        let frames = model.questions(1, &Shown::Text("A012".into()));
        let bytes: Vec<_> = frames.iter().map(Question::bytes).collect();
        assert_eq!(bytes.len(), 1, "one FC16");
        // Unit, function, first, quantity, bytes, then the six places.
        let head = [1, 0x10, 0, 0, 0, 6, 12, 0, b' ', 0, b' ', 0, b'A', 0, b'0', 0, b'1', 0, b'2'];
        assert_eq!(bytes[0][..head.len()], head);
        assert_eq!(bytes[0].len(), head.len() + 2);
        let single = Model::find("dm36-number", &[]).unwrap().questions(2, &Shown::Text("A012".into()));
        // Written to register 7 of unit 2: the check sum was computed by hand for this frame.
        assert_eq!(single[0].bytes()[..6], [2, 6, 0, 7, 0, 12]);
    }
}
