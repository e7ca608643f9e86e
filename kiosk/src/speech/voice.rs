//! The kiosk's voice: a pack whose clips were all found playable.

use std::path::Path;

use devices::{
    speaker::Clip,
    voice::{Pack, PackError, Tongue},
};
use queue_protocol::core::Lang;

use super::{Phrase, Sentences};

/// Why a voice pack cannot be used, with the remedy.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum VoiceError {
    #[error(transparent)]
    Pack(#[from] PackError),
    #[error("{0}")]
    Clips(String),
}

/// A pack whose clips were all found playable.
#[derive(Debug)]
pub struct Voice(Pack);

impl Voice {
    /// Reads a pack and looks at every clip, so that a broken one is known before anybody listens.
    ///
    /// # Errors
    /// What is wrong with the manifest or with which clips.
    pub fn open(dir: &Path) -> Result<Self, VoiceError> {
        let pack = Pack::open(dir)?;
        if pack.faults().is_empty() {
            return Ok(Self(pack));
        }
        let faults = pack.faults().iter().map(ToString::to_string);
        Err(VoiceError::Clips(faults.collect::<Vec<_>>().join("; ")))
    }

    /// The clip of a phrase.
    pub fn clip(&self, phrase: &Phrase, lang: Lang) -> Option<Clip> {
        self.0.clip(tongue(lang), phrase.id())
    }

    /// Whether anything can be said in a language.
    pub fn speaks(&self, lang: Lang) -> bool {
        self.0.speaks(tongue(lang))
    }

    /// What a site would have said and this pack has no clip for.
    pub fn missing(&self, sentences: &Sentences) -> Vec<(Lang, Phrase)> {
        let spoken = [Lang::Vi, Lang::En].into_iter().filter(|lang| self.speaks(*lang));
        let all = spoken.flat_map(|lang| sentences.iter().map(move |s| (lang, s.phrase.clone())));
        all.filter(|(lang, phrase)| !self.0.has(tongue(*lang), phrase.id())).collect()
    }
}

/// A language of the screens as a language of clips.
pub(super) fn tongue(lang: Lang) -> Tongue {
    match lang {
        Lang::Vi => Tongue::Vi,
        Lang::En => Tongue::En,
    }
}
