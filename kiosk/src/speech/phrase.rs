//! The ids of what can be said, and the words behind them.

use std::{collections::BTreeMap, fmt};

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

/// Letters that series are named by.
const LETTERS: std::ops::RangeInclusive<char> = 'A'..='Z';

/// Digits as words: a voice reads "0" better than "0.".
const DIGITS: [(&str, &str); 10] = [
    ("không", "zero"),
    ("một", "one"),
    ("hai", "two"),
    ("ba", "three"),
    ("bốn", "four"),
    ("năm", "five"),
    ("sáu", "six"),
    ("bảy", "seven"),
    ("tám", "eight"),
    ("chín", "nine"),
];

impl Sentences {
    /// The catalogue, letters, digits, and the services of a site.
    ///
    /// # Errors
    /// The built-in catalogue is broken.
    pub fn of(services: &[Service]) -> Result<Self, toml::de::Error> {
        let catalogue: BTreeMap<String, Text> = toml::from_str(include_str!("../../voice/sentences.toml"))?;
        let mut all: Vec<_> = catalogue.into_iter().map(|(id, text)| Spoken { phrase: Phrase(id), text }).collect();
        all.extend(DIGITS.iter().zip('0'..='9').map(|((vi, en), digit)| Spoken {
            phrase: Phrase::character(digit),
            text: Text { vi: (*vi).into(), en: (*en).into() },
        }));
        all.extend(LETTERS.map(|letter| Spoken {
            phrase: Phrase::character(letter),
            text: Text { vi: letter.into(), en: letter.into() },
        }));
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
