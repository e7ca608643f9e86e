//! The manifest of a voice pack: which clip is what, whose voice it is, and under which licence it may be played.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::PackError;

/// The manifest's name.
pub const MANIFEST: &str = "manifest.toml";

/// A language of clips.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tongue {
    /// Tiếng Việt.
    Vi,
    /// English.
    En,
}

impl Tongue {
    /// `vi` or `en`, as in the manifest.
    pub fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

/// What stands in the manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Manifest {
    /// Licence of the clips.
    pub licence: String,
    #[serde(rename = "clip", default)]
    pub clips: Vec<ManifestClip>,
}

/// One clip of the manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct ManifestClip {
    pub id: String,
    #[serde(rename = "lang")]
    pub tongue: Tongue,
    /// Path below the pack's folder.
    pub file: PathBuf,
    /// Whose voice it is: a person, or the program that spoke.
    pub voice: String,
    /// What is said.
    pub text: String,
}

impl Manifest {
    /// Reads the manifest of a folder.
    ///
    /// # Errors
    /// There is none, or what is wrong in which line.
    pub fn read(dir: &Path) -> Result<Self, PackError> {
        let path = dir.join(MANIFEST);
        let text = fs::read_to_string(&path).map_err(|source| PackError::Manifest { path: path.clone(), source })?;
        toml::from_str(&text).map_err(|source| PackError::Syntax { path, source })
    }

    /// Writes it beside the old one and then in its place, so that a pack has a whole manifest or the one before.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn write(&self, dir: &Path) -> io::Result<()> {
        let text = toml::to_string(self).map_err(io::Error::other)?;
        let beside = tempfile::NamedTempFile::new_in(dir)?;
        fs::write(beside.path(), text)?;
        beside.persist(dir.join(MANIFEST))?;
        Ok(())
    }

    /// The entry of a clip.
    pub fn find(&self, tongue: Tongue, id: &str) -> Option<&ManifestClip> {
        self.clips.iter().find(|clip| clip.tongue == tongue && clip.id == id)
    }
}
