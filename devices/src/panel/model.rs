//! What a panel model can do, as data: the built-in list, or the installer's own entries of the same shape.

use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::{
    AsciiFrame, FileError, Registers, Shown,
    file::{parsed, wrong},
    modbus::Layout,
};
use crate::bus::Question;

/// The built-in list.
const BUILT_IN: &str = include_str!("../../profiles/panels.toml");

/// More places than any counter's panel has; with FC16 all fit into one frame many times over.
const MOST_DIGITS: u8 = 12;

/// A panel model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// As a panel names it.
    pub id: String,
    /// For people.
    pub name: String,
    /// Places for digits.
    pub digits: u8,
    /// Whether it shows capitals too. Without, a ticket's letter is left out.
    pub letters: bool,
    /// To which side a shorter text stands.
    pub align: Align,
    /// How it is spoken to.
    pub driver: Driver,
}

/// To which side a text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Align {
    #[default]
    Right,
    Left,
}

/// How a model is spoken to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Driver {
    /// Modbus RTU.
    Modbus(Registers),
    /// A line of text.
    Ascii(AsciiFrame),
}

/// A model as it stands in a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawModel {
    id: Spanned<String>,
    name: String,
    digits: Spanned<u8>,
    #[serde(default)]
    letters: bool,
    #[serde(default)]
    align: Align,
    modbus: Option<Spanned<Registers>>,
    ascii: Option<Spanned<RawFrame>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFrame {
    frame: String,
    answer: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    model: Vec<RawModel>,
}

impl Model {
    /// The frames that bring this to the panel of an address, in their order.
    pub fn questions(&self, unit: u8, shown: &Shown) -> Vec<Question> {
        match &self.driver {
            Driver::Modbus(registers) => registers.questions(unit, self, shown),
            Driver::Ascii(frame) => frame.questions(unit, self, shown),
        }
    }

    /// The built-in list.
    ///
    /// # Errors
    /// None, unless the program was built from a broken list, which a test prevents.
    pub fn built_in() -> Result<Vec<Self>, FileError> {
        let path = Path::new("devices/profiles/panels.toml");
        let list: List = parsed(path, BUILT_IN)?;
        list.model.into_iter().map(|raw| raw.check(path, BUILT_IN)).collect()
    }

    /// The model of an id: one of the installer's own, or of the built-in list.
    pub fn find(id: &str, own: &[Self]) -> Option<Self> {
        let built_in = || Self::built_in().ok().and_then(|list| list.into_iter().find(|model| model.id == id));
        own.iter().find(|model| model.id == id).cloned().or_else(built_in)
    }
}

impl RawModel {
    /// The model, if it can be one.
    pub(super) fn check(self, path: &Path, text: &str) -> Result<Model, FileError> {
        let at = |value: std::ops::Range<usize>, reason: &str| wrong(path, text, value.start, reason);
        let digits = *self.digits.get_ref();
        if !(1..=MOST_DIGITS).contains(&digits) {
            return Err(at(self.digits.span(), &format!("a panel has 1 to {MOST_DIGITS} digits, not {digits}")));
        }
        let driver = match (self.modbus, self.ascii) {
            (Some(registers), None) => {
                let span = registers.span();
                let registers = registers.into_inner();
                if u32::from(registers.first) + u32::from(registers.count(digits)) > 0x1_0000 {
                    return Err(at(span, "these registers go beyond 65535, the last one there is"));
                }
                if registers.layout != Layout::Number && (registers.blank, registers.dashes) != (0, 0) {
                    return Err(at(span, "blank and dashes are for layout = \"number\" only; leave them out"));
                }
                Driver::Modbus(registers)
            }
            (None, Some(raw)) => {
                let span = raw.span();
                let raw = raw.into_inner();
                let frame = AsciiFrame::new(&raw.frame, raw.answer.as_deref());
                Driver::Ascii(frame.map_err(|error| at(span, &error.to_string()))?)
            }
            _ => {
                let reason = "a model is spoken to in one way: give it either modbus = { … } or ascii = { … }";
                return Err(at(self.id.span(), reason));
            }
        };
        let (id, name, letters, align) = (self.id.into_inner(), self.name, self.letters, self.align);
        Ok(Model { id, name, digits, letters, align, driver })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_list_is_sound() {
        let list = Model::built_in().unwrap();
        let ids: std::collections::BTreeSet<_> = list.iter().map(|model| &model.id).collect();
        assert_eq!(ids.len(), list.len(), "no id twice");
        for model in &list {
            assert!(!model.name.is_empty());
            for shown in [Shown::Blank, Shown::Dashes, Shown::Text("A012".into())] {
                let questions = model.questions(1, &shown);
                assert!(questions.iter().all(|q| !q.bytes().is_empty()) && !questions.is_empty(), "{}", model.id);
            }
        }
    }
}
