//! The files of a site's folder: read whole and bounded, then parsed as far as TOML allows, so that a slip in one of
//! them does not hide what is wrong in the others.

use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

use toml::de::DeTable;

use super::{mistake::Mistakes, near::near, table::Table};

/// The files beside the entry. Each has to be there, even if empty: a missing one is more often lost than meant.
pub(super) const BESIDE: [&str; 6] =
    ["places.toml", "services.toml", "counters.toml", "staff.toml", "hours.toml", "procedures.toml"];

/// Largest file: a notice board of 500 procedures takes 400 KiB.
const LARGEST: u64 = 1024 * 1024;

/// Syntax errors told of one file: those after the first few are mostly echoes of it.
const SYNTAX_ERRORS: usize = 5;

/// One file's text.
pub(super) struct Source {
    /// Name inside the folder.
    pub name: String,
    text: String,
    line_starts: Vec<usize>,
}

impl Source {
    /// Line and column, both from 1, of a byte.
    pub fn position(&self, at: usize) -> (usize, usize) {
        let line = self.line_starts.partition_point(|start| *start <= at).max(1);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let column = self.text.get(start..at).map_or(0, |before| before.chars().count());
        (line, column + 1)
    }

    fn new(name: String, text: String) -> Self {
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { name, text, line_starts }
    }
}

/// The files that could be read.
pub(super) struct Folder {
    entry: String,
    sources: Vec<Source>,
}

impl Folder {
    /// Reads the entry and the files beside it.
    pub fn read(path: &Path, mistakes: &Mistakes) -> Self {
        let entry = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        let Some(first) = read(path, &entry, mistakes) else {
            // A mistyped path, most likely: six more files "missing" beside it would only hide that.
            return Self { entry, sources: Vec::new() };
        };
        tell_strays(&folder, &entry, mistakes);
        let beside = BESIDE.iter().filter_map(|name| read(&folder.join(name), name, mistakes));
        let sources = std::iter::once(first).chain(beside).collect();
        Self { entry, sources }
    }

    /// Parses them.
    pub fn parse<'a>(&'a self, mistakes: &Mistakes) -> Pages<'a> {
        let pages = self.sources.iter().filter_map(|source| parse(source, mistakes).map(|table| (source, table)));
        Pages { entry: &self.entry, pages: pages.collect() }
    }
}

/// The files that are TOML without a syntax error.
pub(super) struct Pages<'a> {
    entry: &'a str,
    pages: Vec<(&'a Source, DeTable<'a>)>,
}

impl<'a> Pages<'a> {
    /// The top of the entry.
    pub fn entry(&'a self, mistakes: &'a Mistakes) -> Option<Table<'a>> {
        self.open(self.entry, mistakes)
    }

    /// The top of a file.
    pub fn open(&'a self, name: &str, mistakes: &'a Mistakes) -> Option<Table<'a>> {
        let (source, entries) = self.pages.iter().find(|(source, _)| source.name == name)?;
        Some(Table::new(source, entries, 0, mistakes))
    }
}

fn read(path: &Path, name: &str, mistakes: &Mistakes) -> Option<Source> {
    let is_file = match fs::metadata(path) {
        Ok(about) => about.is_file(),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            mistakes.tell_of_file(name, "site-file-missing", &[("path", &path.display())]);
            return None;
        }
        Err(e) => {
            mistakes.tell_of_file(name, "site-file-unreadable", &[("reason", &e)]);
            return None;
        }
    };
    if !is_file {
        mistakes.tell_of_file(name, "site-file-no-file", &[]);
        return None;
    }
    let mut bytes = Vec::new();
    if let Err(e) = File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes)) {
        mistakes.tell_of_file(name, "site-file-unreadable", &[("reason", &e)]);
        return None;
    }
    if bytes.len() as u64 > LARGEST {
        mistakes.tell_of_file(name, "site-file-too-large", &[("limit", &(LARGEST / 1024))]);
        return None;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Some(Source::new(name.to_owned(), text)),
        Err(e) => {
            let at = e.utf8_error().valid_up_to();
            let source = Source::new(name.to_owned(), String::from_utf8_lossy(e.as_bytes()).into_owned());
            mistakes.tell(&source, at, "site-file-not-utf8", &[]);
            None
        }
    }
}

/// A TOML file that nothing reads is a mistyped name, and the office would wonder why it has no effect.
fn tell_strays(folder: &Path, entry: &str, mistakes: &Mistakes) {
    let Ok(listing) = fs::read_dir(folder) else { return };
    for name in listing.flatten().map(|found| found.file_name().to_string_lossy().into_owned()) {
        let is_toml = Path::new(&name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
        if !is_toml || name == entry || BESIDE.contains(&name.as_str()) {
            continue;
        }
        let suggestion = near(&name, BESIDE).unwrap_or("none");
        mistakes.tell_of_file(&name, "site-file-stray", &[("near", &suggestion)]);
    }
}

fn parse<'a>(source: &'a Source, mistakes: &Mistakes) -> Option<DeTable<'a>> {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut line_told = 0;
    for error in errors.iter().take(SYNTAX_ERRORS) {
        let at = error.span().map_or(source.text.len(), |span| span.start);
        let (line, _) = source.position(at);
        if line == line_told {
            continue;
        }
        line_told = line;
        if error.message().contains("duplicate key") {
            mistakes.tell(source, at, "site-key-twice", &[]);
        } else {
            mistakes.tell(source, at, "site-syntax", &[("reason", &error.message())]);
        }
    }
    errors.is_empty().then(|| table.into_inner())
}
