//! A voice pack: a folder of clips with a manifest that says which clip is what, whose voice it is, and under which
//! licence it may be played.

use std::{
    collections::HashMap,
    fs, io,
    path::{Component, Path, PathBuf},
};

use devices::speaker::{Clip, ClipError};
use queue_protocol::core::Lang;
use serde::{Deserialize, Serialize};

use super::{Phrase, Sentences};

/// Clips of the largest pack: every sentence, letter, digit and service in both languages many times over.
const CLIPS: usize = 2_000;

/// The manifest's name.
pub const MANIFEST: &str = "manifest.toml";

/// Why a voice pack cannot be used, with the remedy.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum VoiceError {
    #[error("the voice pack has no readable {} ({source}): make one with \"kiosk voice make --to DIR\"", path.display())]
    Manifest { path: PathBuf, source: io::Error },
    #[error("{}: {source}", path.display())]
    Syntax { path: PathBuf, source: toml::de::Error },
    #[error("{}: more than {CLIPS} clips: leave out what is never said", path.display())]
    TooMany { path: PathBuf },
    #[error("{}: the clip {id} lies at {file:?}, outside the pack's folder: write a path below it", path.display())]
    Outside { path: PathBuf, id: String, file: PathBuf },
    #[error("the clip {} cannot be played: {source}", path.display())]
    Clip { path: PathBuf, source: ClipError },
}

/// What stands in the manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    pub lang: Lang,
    /// Path below the pack's folder.
    pub file: PathBuf,
    /// Whose voice it is: a person, or the program that spoke.
    pub voice: String,
    /// What is said.
    pub text: String,
}

/// A pack whose clips were all found playable.
#[derive(Clone, Debug)]
pub struct Voice {
    clips: HashMap<(Lang, String), PathBuf>,
}

impl Voice {
    /// Reads a pack and looks at every clip, so that a broken one is known before anybody listens.
    ///
    /// # Errors
    /// What is wrong with the manifest or a clip.
    pub fn open(dir: &Path) -> Result<Self, VoiceError> {
        let path = dir.join(MANIFEST);
        let text = fs::read_to_string(&path).map_err(|source| VoiceError::Manifest { path: path.clone(), source })?;
        let manifest: Manifest =
            toml::from_str(&text).map_err(|source| VoiceError::Syntax { path: path.clone(), source })?;
        if manifest.clips.len() > CLIPS {
            return Err(VoiceError::TooMany { path });
        }
        let mut clips = HashMap::new();
        for clip in manifest.clips {
            if clip.file.components().any(|part| !matches!(part, Component::Normal(_))) {
                return Err(VoiceError::Outside { path, id: clip.id, file: clip.file });
            }
            let file = dir.join(&clip.file);
            Clip::read(&file).map_err(|source| VoiceError::Clip { path: file.clone(), source })?;
            clips.insert((clip.lang, clip.id), file);
        }
        Ok(Self { clips })
    }

    /// The clip of a phrase. Read when it is needed: a pack is larger than what a kiosk at rest may hold.
    pub fn clip(&self, phrase: &Phrase, lang: Lang) -> Option<Clip> {
        let path = self.clips.get(&(lang, phrase.id().to_owned()))?;
        Clip::read(path).inspect_err(|error| tracing::warn!(%error, path = %path.display(), "a clip is gone")).ok()
    }

    /// Whether anything can be said in a language.
    pub fn speaks(&self, lang: Lang) -> bool {
        self.clips.keys().any(|(of, _)| *of == lang)
    }

    /// What a site would have said and this pack has no clip for.
    pub fn missing(&self, sentences: &Sentences) -> Vec<(Lang, Phrase)> {
        let spoken = [Lang::Vi, Lang::En].into_iter().filter(|lang| self.speaks(*lang));
        let all = spoken.flat_map(|lang| sentences.iter().map(move |s| (lang, s.phrase.clone())));
        all.filter(|(lang, phrase)| !self.clips.contains_key(&(*lang, phrase.id().to_owned()))).collect()
    }
}
