//! What is wrong in a site's files: where, what, and how to put it right. The sentences stand in the catalogues; here
//! are only the keys and what to fill in.

use std::{cell::RefCell, fmt};

use super::folder::Source;
use crate::words::{self, Lang, Value};

/// One mistake of the person who wrote the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Name of the file inside the site's folder.
    pub file: String,
    /// Line, from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// Column in characters, from 1; 0 where the file as a whole is meant.
    pub column: usize,
    key: &'static str,
    args: Vec<(&'static str, String)>,
}

impl Mistake {
    /// What is wrong, one sentence.
    pub fn what(&self, lang: Lang) -> String {
        self.text(lang, self.key)
    }

    /// What to do about it.
    pub fn remedy(&self, lang: Lang) -> String {
        self.text(lang, &format!("{}.remedy", self.key))
    }

    /// `file:line: what remedy`, a line of its own.
    pub fn sentence(&self, lang: Lang) -> String {
        let place = if self.line == 0 { self.file.clone() } else { format!("{}:{}", self.file, self.line) };
        format!("{place}: {} {}", self.what(lang), self.remedy(lang))
    }

    fn text(&self, lang: Lang, key: &str) -> String {
        let args: Vec<_> = self.args.iter().map(|(name, value)| (*name, Value::from(value.as_str()))).collect();
        words::text(lang, key, &args)
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Lang::Vi))
    }
}

/// More than anyone repairs before checking again; a file full of rubbish must not fill the screen for minutes.
pub(super) const MOST: usize = 300;

/// Longest piece of a file that is quoted back.
const QUOTE: usize = 60;

/// The mistakes found so far. Shared by all readers, so that none of them has to stop at the first.
#[derive(Default)]
pub(super) struct Mistakes(RefCell<Vec<Mistake>>);

impl Mistakes {
    /// A mistake at a byte of a file.
    pub fn tell(&self, source: &Source, at: usize, key: &'static str, args: &[(&'static str, &dyn fmt::Display)]) {
        let (line, column) = source.position(at);
        self.push(Mistake { file: source.name.clone(), line, column, key, args: quote(args) });
    }

    /// A mistake that concerns a file as a whole.
    pub fn tell_of_file(&self, file: &str, key: &'static str, args: &[(&'static str, &dyn fmt::Display)]) {
        self.push(Mistake { file: file.to_owned(), line: 0, column: 0, key, args: quote(args) });
    }

    /// All of them, in the order in which someone would walk through the files.
    pub fn into_sorted(self) -> Vec<Mistake> {
        let mut list = self.0.into_inner();
        list.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        list
    }

    fn push(&self, mistake: Mistake) {
        let mut list = self.0.borrow_mut();
        if list.len() < MOST {
            list.push(mistake);
        }
    }
}

/// Values as they may be shown: one line, not endless.
fn quote(args: &[(&'static str, &dyn fmt::Display)]) -> Vec<(&'static str, String)> {
    let shown = |value: &dyn fmt::Display| {
        let text: String = value.to_string().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        match text.char_indices().nth(QUOTE) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        }
    };
    args.iter().map(|(name, value)| (*name, shown(*value))).collect()
}
