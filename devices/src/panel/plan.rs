//! Which unit on which bus stands at which counter: the installer's file.

use std::{collections::BTreeSet, path::Path, path::PathBuf, time::Duration};

use serde::Deserialize;
use toml::Spanned;

use super::{
    FileError, Model,
    file::{parsed, wrong},
    model::RawModel,
};
use crate::printer::Parity;

/// Addresses that Modbus leaves to units.
const UNITS: std::ops::RangeInclusive<u8> = 1..=247;

/// What one RS-485 line carries without a repeater.
const MOST_UNITS: usize = 32;

/// Serial ports of one machine.
const MOST_BUSES: usize = 8;

/// Speeds of a line.
const BAUD: std::ops::RangeInclusive<u32> = 1_200..=115_200;

/// Waits for an answer that make sense.
const ANSWER_MS: std::ops::RangeInclusive<u64> = 20..=1_000;

/// Every bus of a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// In the order of the file.
    pub buses: Vec<BusPlan>,
}

/// One bus.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct BusPlan {
    pub port: PathBuf,
    pub baud: u32,
    pub parity: Parity,
    /// How long a unit may take to begin its answer.
    pub patience: Duration,
    pub panels: Vec<PanelPlace>,
    pub keypads: Vec<KeypadPlace>,
}

/// A panel and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct PanelPlace {
    pub counter: String,
    pub unit: u8,
    pub model: Model,
}

/// A keypad and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct KeypadPlace {
    pub counter: String,
    pub unit: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPlan {
    #[serde(default)]
    model: Vec<RawModel>,
    #[serde(default)]
    bus: Vec<RawBus>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBus {
    port: Spanned<PathBuf>,
    #[serde(default = "usual_baud")]
    baud: Spanned<u32>,
    #[serde(default)]
    parity: RawParity,
    #[serde(default = "usual_patience")]
    answer_ms: Spanned<u64>,
    #[serde(default)]
    panel: Vec<RawPanel>,
    #[serde(default)]
    keypad: Vec<RawKeypad>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RawParity {
    #[default]
    None,
    Even,
    Odd,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPanel {
    counter: Spanned<String>,
    unit: Spanned<u8>,
    model: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawKeypad {
    counter: Spanned<String>,
    unit: Spanned<u8>,
}

/// What nearly all panels are set to when they leave the factory.
fn usual_baud() -> Spanned<u32> {
    Spanned::new(0..0, 9_600)
}

/// Panels answer within 20 ms; an adapter adds 16.
fn usual_patience() -> Spanned<u64> {
    Spanned::new(0..0, 50)
}

impl Plan {
    /// The plan in a file.
    ///
    /// # Errors
    /// What is wrong, with file and line.
    pub fn read(path: &Path) -> Result<Self, FileError> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| FileError::Unreadable { path: path.to_owned(), reason: error.to_string() })?;
        Self::parse(path, &text)
    }

    /// The plan in a text, which stands in a file of this name.
    ///
    /// # Errors
    /// What is wrong, with file and line.
    pub fn parse(path: &Path, text: &str) -> Result<Self, FileError> {
        let raw: RawPlan = parsed(path, text)?;
        let models = raw.model.into_iter().map(|model| model.check(path, text)).collect::<Result<Vec<_>, _>>()?;
        if raw.bus.is_empty() || raw.bus.len() > MOST_BUSES {
            return Err(wrong(path, text, 0, &format!("it lists {} [[bus]], not 1 to {MOST_BUSES}", raw.bus.len())));
        }
        let check = Check { path, text, models: &models };
        let buses = raw.bus.into_iter().map(|bus| check.bus(bus)).collect::<Result<Vec<_>, _>>()?;
        let mut ports = BTreeSet::new();
        if let Some(twice) = buses.iter().find(|bus| !ports.insert(&bus.port)) {
            let name = twice.port.to_string_lossy();
            let at = text.rfind(name.as_ref()).unwrap_or(0);
            return Err(wrong(
                path,
                text,
                at,
                &format!("{name} is a bus already: put all its units below one [[bus]]"),
            ));
        }
        Ok(Self { buses })
    }
}

/// What the checks of a file share.
struct Check<'a> {
    path: &'a Path,
    text: &'a str,
    models: &'a [Model],
}

impl Check<'_> {
    fn bus(&self, raw: RawBus) -> Result<BusPlan, FileError> {
        let (baud, wait) = (*raw.baud.get_ref(), *raw.answer_ms.get_ref());
        if !raw.port.get_ref().is_absolute() {
            return Err(self.at(&raw.port, "the port is a path such as /dev/serial/by-id/usb-NAME, without serial:"));
        }
        if !BAUD.contains(&baud) {
            return Err(self.at(&raw.baud, &format!("{baud} is no speed of a panel; 9600 is usual")));
        }
        if !ANSWER_MS.contains(&wait) {
            return Err(self.at(&raw.answer_ms, &format!("{wait} ms is no wait for an answer; 50 is usual")));
        }
        let count = raw.panel.len() + raw.keypad.len();
        if count == 0 || count > MOST_UNITS {
            return Err(self.at(&raw.port, &format!("{count} panels and keypads on one bus, not 1 to {MOST_UNITS}")));
        }
        let mut units = BTreeSet::new();
        let mut panels = Vec::new();
        for panel in raw.panel {
            self.unit(&panel.unit, &mut units)?;
            let model = Model::find(panel.model.get_ref(), self.models);
            let model = model.ok_or_else(|| {
                let id = panel.model.get_ref();
                self.at(&panel.model, &format!("no panel model is called {id:?}: use {}", self.known()))
            })?;
            panels.push(PanelPlace { counter: self.counter(panel.counter)?, unit: panel.unit.into_inner(), model });
        }
        let mut keypads = Vec::new();
        for keypad in raw.keypad {
            self.unit(&keypad.unit, &mut units)?;
            keypads.push(KeypadPlace { counter: self.counter(keypad.counter)?, unit: keypad.unit.into_inner() });
        }
        let parity = match raw.parity {
            RawParity::None => Parity::None,
            RawParity::Even => Parity::Even,
            RawParity::Odd => Parity::Odd,
        };
        let patience = Duration::from_millis(wait);
        Ok(BusPlan { port: raw.port.into_inner(), baud, parity, patience, panels, keypads })
    }

    fn unit(&self, unit: &Spanned<u8>, units: &mut BTreeSet<u8>) -> Result<(), FileError> {
        let number = *unit.get_ref();
        if !UNITS.contains(&number) {
            return Err(self.at(unit, &format!("{number} is no address of a unit; they go from 1 to 247")));
        }
        if !units.insert(number) {
            return Err(self.at(unit, &format!("unit {number} stands on this bus already: give each its own address")));
        }
        Ok(())
    }

    fn counter(&self, counter: Spanned<String>) -> Result<String, FileError> {
        if counter.get_ref().trim().is_empty() {
            return Err(self.at(&counter, "the counter is missing; it is an id of the site such as quay-3"));
        }
        Ok(counter.into_inner())
    }

    fn known(&self) -> String {
        let built_in = Model::built_in().unwrap_or_default();
        let ids = self.models.iter().chain(&built_in).map(|model| model.id.as_str()).collect::<Vec<_>>();
        format!("{}, or describe your own below [[model]]", ids.join(", "))
    }

    fn at<T>(&self, value: &Spanned<T>, reason: &str) -> FileError {
        wrong(self.path, self.text, value.span().start, reason)
    }
}

#[cfg(test)]
mod tests;
