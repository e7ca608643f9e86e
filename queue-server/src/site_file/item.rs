//! A value of a file and what it may be read as: a text in both languages, a number within bounds, a time, one of a few
//! words. Each reading tells what is wrong and goes on.

use std::{fmt, ops::RangeInclusive};

use queue_core::{BusinessDay, Series, Text, TimeOfDay};
use toml::de::DeValue;
use unicode_normalization::UnicodeNormalization;

use super::{folder::Source, limits::Fit, mistake::Mistakes, near::near, table::Table};

/// A value with its place in a file.
#[derive(Clone, Copy)]
pub(super) struct Item<'a> {
    pub source: &'a Source,
    pub value: &'a DeValue<'a>,
    pub at: usize,
    /// The key it stands under.
    pub key: &'static str,
    /// The language, if it is one half of a text.
    pub lang: Option<&'static str>,
    pub mistakes: &'a Mistakes,
}

/// Longest slug: it travels in addresses and stands in the log with every ticket.
const SLUG: usize = 40;

impl<'a> Item<'a> {
    /// A mistake of this value.
    pub fn tell(&self, key: &'static str, args: &[(&'static str, &dyn fmt::Display)]) {
        self.mistakes.tell(self.source, self.at, key, args);
    }

    /// File and line, for "first at …".
    pub fn place(&self) -> String {
        format!("{}:{}", self.source.name, self.source.position(self.at).0)
    }

    /// How it is called in a sentence: `name`, or `name.vi` for one half of a text.
    pub fn name(&self) -> String {
        self.lang.map_or_else(|| self.key.to_owned(), |lang| format!("{}.{lang}", self.key))
    }

    /// A string.
    pub fn str(&self) -> Option<&'a str> {
        let found = self.value.as_str();
        self.told_unless(found, "site-not-string")
    }

    /// `true` or `false`.
    pub fn yes(&self) -> Option<bool> {
        self.told_unless(self.value.as_bool(), "site-not-boolean")
    }

    /// A whole number within bounds.
    pub fn number(&self, bounds: RangeInclusive<u32>) -> Option<u32> {
        let digits = self.told_unless(self.value.as_integer(), "site-not-number")?;
        let number = i64::from_str_radix(digits.as_str(), digits.radix()).ok().and_then(|n| u32::try_from(n).ok());
        let found = number.filter(|number| bounds.contains(number));
        if found.is_none() {
            let (key, low, high) = (&self.name(), bounds.start(), bounds.end());
            self.tell(
                "site-number-outside",
                &[("key", key), ("found", &digits.as_str()), ("low", low), ("high", high)],
            );
        }
        found
    }

    /// The items of a list, at most `most`.
    pub fn list(&self, most: usize) -> Vec<Item<'a>> {
        let Some(list) = self.told_unless(self.value.as_array(), "site-not-list") else { return Vec::new() };
        let items = list.iter().map(|value| self.with(value.get_ref(), value.span().start));
        if let Some(beyond) = items.clone().nth(most) {
            beyond.tell("site-list-too-long", &[("key", &self.name()), ("limit", &most)]);
        }
        items.take(most).collect()
    }

    /// A mistake if it is a list without anything in it.
    pub fn tell_if_empty(&self, key: &'static str) {
        if self.value.as_array().is_some_and(|list| list.is_empty()) {
            self.tell(key, &[("key", &self.name())]);
        }
    }

    /// A table.
    pub fn table(&self) -> Option<Table<'a>> {
        let entries = self.told_unless(self.value.as_table(), "site-not-table")?;
        Some(Table::new(self.source, entries, self.at, self.mistakes))
    }

    /// A slug. One of a wrong shape is told and yet given, so that what refers to it is not a second mistake.
    pub fn slug(&self) -> Option<&'a str> {
        let slug = self.str()?;
        let good = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if slug.len() > SLUG || !slug.split('-').all(good) {
            self.tell("site-slug-bad", &[("key", &self.name()), ("found", &slug), ("limit", &SLUG)]);
        }
        Some(slug)
    }

    /// A text in both languages.
    pub fn text(&self, fit: Fit) -> Option<Text> {
        let table = self.told_unless(self.value.as_table(), "site-not-text")?;
        let table = Table::new(self.source, table, self.at, self.mistakes);
        let (vi, en) = (table.may("vi"), table.may("en"));
        if vi.is_none() {
            self.tell("site-text-lacks-vi", &[("key", &self.name())]);
        }
        if en.is_none() {
            self.tell("site-text-lacks-en", &[("key", &self.name())]);
        }
        let half = |item: Option<Item<'_>>, lang| {
            let half = item.map(|item| Item { key: self.key, lang: Some(lang), ..item })?;
            half.words(fit)
        };
        let (vi, en) = (half(vi, "vi"), half(en, "en"));
        Some(Text { vi: vi?, en: en? })
    }

    /// A text in one language that fits. Composed (NFC), so that paper, screen and search see one form of each letter.
    pub fn words(&self, fit: Fit) -> Option<String> {
        let text: String = self.str()?.trim().nfc().collect();
        if text.is_empty() {
            self.tell("site-text-empty", &[("key", &self.name())]);
        }
        if text.chars().any(|c| c.is_control() && c != '\n') {
            self.tell("site-text-control", &[("key", &self.name())]);
        }
        let lines = text.split('\n').count();
        if lines > fit.lines {
            self.tell("site-text-lines", &[("key", &self.name()), ("found", &lines), ("limit", &fit.lines)]);
        }
        let widest = text.split('\n').map(|line| line.chars().count()).max().unwrap_or(0);
        if widest > fit.width {
            self.tell("site-text-wide", &[("key", &self.name()), ("found", &widest), ("limit", &fit.width)]);
        }
        Some(text)
    }

    /// A time of day: `"07:30"`, or TOML's own `07:30:00`.
    pub fn time(&self) -> Option<TimeOfDay> {
        let found = match self.value {
            DeValue::String(text) if is_clock(text) => text.parse().ok(),
            DeValue::Datetime(value) if value.date.is_none() && value.offset.is_none() => {
                value.time.and_then(|t| TimeOfDay::new(t.hour.into(), t.minute.into()))
            }
            _ => None,
        };
        self.told_unless(found, "site-not-time")
    }

    /// A date: `"2019-09-02"`, or TOML's own `2019-09-02`.
    pub fn date(&self) -> Option<BusinessDay> {
        let found = match self.value {
            DeValue::String(text) if text.len() == "2019-09-02".len() => text.parse().ok(),
            DeValue::Datetime(value) if value.time.is_none() => value.to_string().parse().ok(),
            _ => None,
        };
        self.told_unless(found, "site-not-date")
    }

    /// A series letter.
    pub fn letter(&self) -> Option<Series> {
        let text = self.str()?;
        let mut chars = text.chars();
        let (first, more) = (chars.next(), chars.next().is_some());
        let found = first.and_then(Series::new).filter(|_| !more);
        match first {
            _ if found.is_some() => {}
            Some('Đ' | 'đ') => self.tell("site-letter-d", &[]),
            _ => self.tell("site-letter-bad", &[("found", &text)]),
        }
        found
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&self, choices: &[(&str, T)]) -> Option<T> {
        let word = self.str()?;
        let found = choices.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
        if found.is_none() {
            let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
            let suggestion = near(word, names.iter().copied()).unwrap_or("none");
            let (all, key) = (names.join(", "), &self.name());
            self.tell(
                "site-choice-unknown",
                &[("key", key), ("found", &word), ("near", &suggestion), ("choices", &all)],
            );
        }
        found
    }

    fn with(&self, value: &'a DeValue<'a>, at: usize) -> Self {
        Self { value, at, ..*self }
    }

    fn told_unless<T>(&self, found: Option<T>, key: &'static str) -> Option<T> {
        if found.is_none() {
            self.tell(key, &[("key", &self.name())]);
        }
        found
    }
}

/// Digits, a colon and two digits: "7:5" could mean two things.
fn is_clock(text: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    text.split_once(':').is_some_and(|(hour, minute)| digits(hour) && digits(minute) && minute.len() == 2)
}
