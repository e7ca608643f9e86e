//! A TOML table being read. It remembers which keys were asked for, and when it is done with, tells those that were
//! missing and those that nobody knows.

use std::{cell::RefCell, fmt};

use toml::de::{DeTable, DeValue};

use super::{folder::Source, item::Item, mistake::Mistakes, near::near};

/// A table of a file.
pub(super) struct Table<'a> {
    source: &'a Source,
    entries: &'a DeTable<'a>,
    at: usize,
    mistakes: &'a Mistakes,
    asked: RefCell<Vec<&'static str>>,
    missing: RefCell<Vec<&'static str>>,
}

impl<'a> Table<'a> {
    /// A table that begins at a byte of a file.
    pub fn new(source: &'a Source, entries: &'a DeTable<'a>, at: usize, mistakes: &'a Mistakes) -> Self {
        Self { source, entries, at, mistakes, asked: RefCell::default(), missing: RefCell::default() }
    }

    /// The value of a key that has to be there.
    pub fn need(&self, key: &'static str) -> Option<Item<'a>> {
        let found = self.may(key);
        if found.is_none() {
            self.missing.borrow_mut().push(key);
        }
        found
    }

    /// The value of a key that may be left out.
    pub fn may(&self, key: &'static str) -> Option<Item<'a>> {
        self.asked.borrow_mut().push(key);
        let value = self.entries.get(key)?;
        let (source, mistakes) = (self.source, self.mistakes);
        Some(Item { source, value: value.get_ref(), at: value.span().start, key, lang: None, mistakes })
    }

    /// The tables of `[[key]]`, at most `most`.
    pub fn tables(&self, key: &'static str, most: usize) -> Vec<Table<'a>> {
        let items = self.may(key).map(|item| item.list(most)).unwrap_or_default();
        items.iter().filter_map(Item::table).collect()
    }

    /// A table that has to be there.
    pub fn table(&self, key: &'static str) -> Option<Table<'a>> {
        self.need(key)?.table()
    }

    /// A mistake of the table as a whole.
    pub fn tell(&self, key: &'static str, args: &[(&'static str, &dyn fmt::Display)]) {
        self.mistakes.tell(self.source, self.at, key, args);
    }
}

impl Drop for Table<'_> {
    // Done here so that no reader can forget it: an unknown key that is passed over is a setting without effect.
    fn drop(&mut self) {
        let asked = self.asked.take();
        let mut missing = self.missing.take();
        for (key, value) in self.entries {
            let word = key.get_ref().as_ref();
            if asked.contains(&word) {
                continue;
            }
            let free = asked.iter().copied().filter(|known| !self.entries.contains_key(*known));
            let suggestion = near(word, free);
            missing.retain(|key| Some(*key) != suggestion);
            // The span of a table's key is its header; that of a value's key is the line.
            let at = if matches!(value.get_ref(), DeValue::Table(_)) { value.span().start } else { key.span().start };
            let near: &dyn fmt::Display = &suggestion.unwrap_or("none");
            self.mistakes.tell(self.source, at, "site-key-unknown", &[("key", &word), ("near", near)]);
        }
        for key in missing {
            self.tell("site-key-missing", &[("key", &key)]);
        }
    }
}
