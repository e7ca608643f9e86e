//! What is wrong with a file about panels: one sentence with file, line and remedy.

use std::path::{Path, PathBuf};

/// A file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)]
pub enum FileError {
    #[error("the panels file {} cannot be read ({reason}): check the path and its permissions", path.display())]
    Unreadable { path: PathBuf, reason: String },
    #[error("{}:{line}: {reason}: mend this line; devices/PANELS.md shows every field", path.display())]
    Wrong { path: PathBuf, line: usize, reason: String },
}

/// The mistake at a byte of the file.
pub(super) fn wrong(path: &Path, text: &str, at: usize, reason: &str) -> FileError {
    let line = text.get(..at).map_or(0, |before| before.matches('\n').count()) + 1;
    FileError::Wrong { path: path.to_owned(), line, reason: reason.trim_end_matches('.').replace('\n', " ") }
}

/// A file of this shape.
pub(super) fn parsed<T: serde::de::DeserializeOwned>(path: &Path, text: &str) -> Result<T, FileError> {
    toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        wrong(path, text, at, error.message())
    })
}
