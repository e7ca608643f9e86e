//! The ids that one file gives and others refer to: each given once, and each reference to one that exists.

use std::collections::BTreeMap;

use super::{item::Item, near::near};

/// The ids of one kind.
pub(super) struct Names {
    unknown: &'static str,
    whole: bool,
    seen: BTreeMap<String, String>,
}

impl Names {
    /// `unknown` is what to tell of a reference to none of them. Without the file (`whole` is false) nothing is known,
    /// and no reference is called wrong.
    pub fn new(unknown: &'static str, whole: bool) -> Self {
        Self { unknown, whole, seen: BTreeMap::new() }
    }

    /// Ids that no file refers to: they only have to differ.
    pub fn only_given() -> Self {
        Self::new("", false)
    }

    /// Reads an id and takes it into the list.
    pub fn give<'a>(&mut self, item: &Item<'a>) -> Option<&'a str> {
        let id = item.slug()?;
        if let Some(first) = self.seen.get(id) {
            item.tell("site-id-twice", &[("found", &id), ("first", first)]);
        } else {
            self.seen.insert(id.to_owned(), item.place());
        }
        Some(id)
    }

    /// Whether an id is one of them.
    pub fn knows(&self, id: &str) -> bool {
        self.seen.contains_key(id)
    }

    /// Reads a reference to one of them. One to none of them is told and yet given, like a slug of a wrong shape.
    pub fn refer<'a>(&self, item: &Item<'a>) -> Option<&'a str> {
        let id = item.str()?;
        if self.whole && !self.knows(id) {
            let suggestion = near(id, self.seen.keys().map(String::as_str)).unwrap_or("none");
            item.tell(self.unknown, &[("found", &id), ("near", &suggestion)]);
        }
        Some(id)
    }

    /// Reads a list of references, each at most once.
    pub fn refer_all<'a>(&self, item: &Item<'a>, most: usize) -> Vec<&'a str> {
        let mut found: Vec<&str> = Vec::new();
        for one in item.list(most) {
            let Some(id) = self.refer(&one) else { continue };
            if found.contains(&id) {
                one.tell("site-list-twice", &[("found", &id), ("key", &item.name())]);
            }
            found.push(id);
        }
        found
    }
}
