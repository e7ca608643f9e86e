//! What a printer model can do, as data: the built-in list, or an installer's own file of the same shape.

use std::path::{Path, PathBuf};

use serde::Deserialize;

/// The built-in list.
const BUILT_IN: &str = include_str!("../../profiles/printers.toml");

/// A printer model.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// As in `?profile=ID`.
    pub id: String,
    /// For people.
    pub name: String,
    /// Dots across the paper.
    pub dots: u32,
    /// Where recurring pictures may be kept.
    pub keeps: Keeps,
    /// Whether it takes characters of the sender's own (ESC &).
    pub characters: bool,
    /// Whether it draws QR codes itself (GS ( k).
    pub qr: bool,
    /// Whether it has a cutter.
    pub cuts: bool,
    /// Whether it can be told to say by itself what happens to it (GS a).
    pub tells: bool,
}

/// Where a printer keeps pictures, if it does. It is asked before anything is relied upon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keeps {
    /// Nowhere.
    #[default]
    None,
    /// In memory that forgets when it is switched off (GS ( L 83, 85).
    Download,
}

/// Why there is no such profile: one sentence with the remedy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)]
pub enum ProfileError {
    #[error(
        "no printer profile is called {id:?}: use generic-80, generic-58, one of {near}, or the path of a .toml file"
    )]
    Unknown { id: String, near: String },
    #[error("the printer profile {} cannot be read ({reason}): check the path and its permissions", path.display())]
    Unreadable { path: PathBuf, reason: String },
    #[error("{}:{line}: {reason}: mend this line; devices/profiles/printers.toml shows every field", path.display())]
    Wrong { path: PathBuf, line: usize, reason: String },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    printer: Vec<Profile>,
}

/// From the narrowest paper to the widest.
const DOTS: std::ops::RangeInclusive<u32> = 256..=1024;

impl Profile {
    /// The profile of an id of the built-in list, or of a file ending in `.toml`, whose first printer it is.
    ///
    /// # Errors
    /// What is wrong, with file and line.
    pub fn find(name: &str) -> Result<Self, ProfileError> {
        let path = Path::new(name);
        if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("toml")) {
            let text = std::fs::read_to_string(path)
                .map_err(|error| ProfileError::Unreadable { path: path.to_owned(), reason: error.to_string() })?;
            return read(path, &text)?
                .into_iter()
                .next()
                .ok_or_else(|| wrong(path, &text, 0, "it lists no [[printer]]"));
        }
        let known = Self::built_in()?;
        let near = known.iter().filter(|p| p.id.chars().next() == name.chars().next()).map(|p| p.id.as_str());
        let near = near.collect::<Vec<_>>().join(", ");
        let found = known.iter().find(|profile| profile.id == name).cloned();
        found.ok_or_else(|| ProfileError::Unknown {
            id: name.to_owned(),
            near: if near.is_empty() { "the built-in list".to_owned() } else { near },
        })
    }

    /// The built-in list.
    ///
    /// # Errors
    /// None, unless the program was built from a broken list, which a test prevents.
    pub fn built_in() -> Result<Vec<Self>, ProfileError> {
        read(Path::new("devices/profiles/printers.toml"), BUILT_IN)
    }
}

fn read(path: &Path, text: &str) -> Result<Vec<Profile>, ProfileError> {
    let list: List = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        wrong(path, text, at, error.message())
    })?;
    for profile in &list.printer {
        let at = text.find(&format!("\"{}\"", profile.id)).unwrap_or(0);
        if !DOTS.contains(&profile.dots) {
            let reason = format!(
                "dots = {} is no width of a receipt printer; 576 is usual for 80 mm, 384 for 58 mm",
                profile.dots
            );
            return Err(wrong(path, text, at, &reason));
        }
    }
    Ok(list.printer)
}

fn wrong(path: &Path, text: &str, at: usize, reason: &str) -> ProfileError {
    let line = text.get(..at).map_or(0, |before| before.matches('\n').count()) + 1;
    ProfileError::Wrong { path: path.to_owned(), line, reason: reason.replace('\n', " ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_list_is_sound() {
        let list = Profile::built_in().unwrap();
        assert!(list.len() > 20, "{}", list.len());
        let ids: std::collections::BTreeSet<_> = list.iter().map(|p| &p.id).collect();
        assert_eq!(ids.len(), list.len(), "no id twice");
        assert_eq!(Profile::find("tm-t20ii").unwrap().dots, 576);
        assert_eq!(Profile::find("generic-58").unwrap().dots, 384);
    }

    #[test]
    fn a_wrong_profile_is_named_by_file_and_line() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("own.toml");
        let whole = "[[printer]]\nid = \"own\"\nname = \"Own\"\ndots = 576\nkeeps = \"none\"\ncharacters = true\nqr = true\ncuts = true\ntells = true\n";
        std::fs::write(&path, whole).unwrap();
        let name = path.to_str().unwrap();
        assert_eq!(Profile::find(name).unwrap().id, "own");
        for (from, to, line) in [
            ("dots = 576", "dots = \"wide\"", 4),
            ("dots = 576", "dots = 12", 2),
            ("keeps = \"none\"", "keeps = \"cellar\"", 5),
            ("qr = true", "qr = true\ncolour = true", 8),
            ("cuts = true\n", "", 1),
            ("tells = true", "tells = 1", 9),
            ("[[printer]]", "[[printer", 1),
        ] {
            std::fs::write(&path, whole.replace(from, to)).unwrap();
            let error = Profile::find(name).unwrap_err();
            assert!(matches!(&error, ProfileError::Wrong { line: found, .. } if *found == line), "{to}: {error}");
            assert!(error.to_string().starts_with(&format!("{name}:{line}: ")), "{error}");
        }
        std::fs::remove_file(&path).unwrap();
        assert!(Profile::find(name).unwrap_err().to_string().contains("check the path"));
        assert!(Profile::find("tm-t99").unwrap_err().to_string().contains("tm-t88v"));
    }
}
