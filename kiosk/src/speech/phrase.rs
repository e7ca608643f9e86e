//! The ids of what can be said, and the words behind them.

use std::{collections::BTreeMap, fmt};

use devices::voice::{Tongue, digit, letter};
use queue_protocol::core::{Lang, Service, Text};

/// The id of something that can be said: a sentence of the catalogue, a service, a letter or a digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phrase(String);

impl Phrase {
    /// A sentence of the catalogue.
    pub fn sentence(id: &str) -> Self {
        Self(id.to_owned())
    }

    /// A service: its letter and its name.
    pub fn service(id: &str) -> Self {
        Self(format!("service-{id}"))
    }

    /// One character of a number, read on its own: a letter or a digit.
    pub fn character(c: char) -> Self {
        Self(format!("char-{}", c.to_lowercase()))
    }

    /// A number, character by character.
    pub fn number(number: &str) -> impl Iterator<Item = Self> {
        number.chars().filter(|c| c.is_alphanumeric()).map(Self::character)
    }

    /// The id.
    pub fn id(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Something to be said, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// Its id.
    pub phrase: Phrase,
    /// The words.
    pub text: Text,
}

/// All that a kiosk says at a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentences(Vec<Spoken>);

impl Sentences {
    /// The catalogue, letters, digits, and the services of a site.
    ///
    /// # Errors
    /// The built-in catalogue is broken.
    pub fn of(services: &[Service]) -> Result<Self, toml::de::Error> {
        let catalogue: BTreeMap<String, Text> = toml::from_str(include_str!("../../voice/sentences.toml"))?;
        let mut all: Vec<_> = catalogue.into_iter().map(|(id, text)| Spoken { phrase: Phrase(id), text }).collect();
        all.extend(('0'..='9').filter_map(|c| spelt(c, digit)));
        all.extend(('A'..='Z').filter_map(|c| spelt(c, letter)));
        all.extend(services.iter().map(|service| {
            let named = |lang| format!("{}. {}.", service.letter, service.name.get(lang).replace('\n', " "));
            Spoken {
                phrase: Phrase::service(service.id.as_str()),
                text: Text { vi: named(Lang::Vi), en: named(Lang::En) },
            }
        }));
        Ok(Self(all))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Spoken> {
        self.0.iter()
    }
}

/// A character of a number, by its name in both languages.
fn spelt(c: char, name: impl Fn(char, Tongue) -> Option<&'static str>) -> Option<Spoken> {
    let text = Text { vi: name(c, Tongue::Vi)?.into(), en: name(c, Tongue::En)?.into() };
    Some(Spoken { phrase: Phrase::character(c), text })
}
