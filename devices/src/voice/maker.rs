//! Makes a pack with any program that speaks a text into a WAV file. What it writes is trimmed and levelled.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{Manifest, ManifestClip, ProgramError, Tongue, level, program};
use crate::speaker::Clip;

/// Something to be said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub struct Line {
    pub tongue: Tongue,
    /// Id of its clip.
    pub id: String,
    /// The words.
    pub text: String,
}

impl Line {
    /// Where its clip lies in a pack.
    pub fn file(&self) -> PathBuf {
        PathBuf::from(self.tongue.code()).join(format!("{}.wav", self.id))
    }

    pub(super) fn entry(&self, voice: &str) -> ManifestClip {
        ManifestClip {
            id: self.id.clone(),
            tongue: self.tongue,
            file: self.file(),
            voice: voice.to_owned(),
            text: self.text.clone(),
        }
    }
}

/// A pack in the making.
#[derive(Debug)]
pub struct Maker<'a> {
    /// Folder of the pack.
    pub to: &'a Path,
    /// The speech program.
    pub command: &'a str,
    /// Licence of the clips.
    pub licence: &'a str,
}

/// Why no pack was made, with the remedy.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum MakeError {
    #[error(transparent)]
    Program(#[from] ProgramError),
    #[error("{} cannot be written ({source}): make the folder writable or name another with --to", path.display())]
    Write { path: PathBuf, source: io::Error },
}

impl Maker<'_> {
    /// Has every line spoken in the voice of its language; gives the number of clips.
    ///
    /// # Errors
    /// The first line that failed. Then no manifest is written, and the pack is not complete.
    pub fn make(&self, lines: &[Line], voice: impl Fn(Tongue) -> String) -> Result<usize, MakeError> {
        let mut manifest = Manifest { licence: self.licence.to_owned(), clips: Vec::with_capacity(lines.len()) };
        for line in lines {
            let file = self.to.join(line.file());
            let folder = file.parent().unwrap_or(self.to);
            fs::create_dir_all(folder).map_err(|source| MakeError::Write { path: folder.to_owned(), source })?;
            let voice = voice(line.tongue);
            program::speak(self.command, &voice, &line.id, &line.text, &file)?;
            let unusable =
                |source| ProgramError::Clip { program: program::name(self.command), id: line.id.clone(), source };
            let clip = Clip::read(&file).map_err(unusable)?;
            level(&clip).and_then(|clip| clip.write(&file)).map_err(unusable)?;
            manifest.clips.push(line.entry(&voice));
        }
        manifest.write(self.to).map_err(|source| MakeError::Write { path: self.to.to_owned(), source })?;
        Ok(manifest.clips.len())
    }
}
