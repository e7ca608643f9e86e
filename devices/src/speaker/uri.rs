//! The name of a loudspeaker as an installer writes it, and the driver behind it.

use std::{fmt, path::PathBuf, str::FromStr};

use super::{Speaker, WavSpeaker};

/// Where sound goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpeakerUri {
    /// The machine's sound card.
    #[cfg(feature = "sound")]
    Sound,
    /// A WAV file, for machines without a sound card.
    Wav(PathBuf),
}

/// Why a text names no loudspeaker: one sentence with the remedy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)]
pub enum SpeakerUriError {
    #[error("{given:?} names no loudspeaker: write sound for the sound card, or wav:FILE")]
    Scheme { given: String },
    #[error("{given:?} lacks the file behind wav: write for example wav:target/voice.wav")]
    Path { given: String },
    #[error("this program was built without sound: use wav:FILE, or build it with the feature \"sound\"")]
    NotBuilt,
}

impl SpeakerUri {
    /// The loudspeaker. It is opened when something is to be heard, on the thread that calls this.
    pub fn speaker(&self) -> Box<dyn Speaker> {
        match self {
            #[cfg(feature = "sound")]
            Self::Sound => Box::<super::sound::SoundCard>::default(),
            Self::Wav(path) => Box::new(WavSpeaker::new(path)),
        }
    }
}

impl FromStr for SpeakerUri {
    type Err = SpeakerUriError;

    fn from_str(given: &str) -> Result<Self, SpeakerUriError> {
        match given.split_once(':').unwrap_or((given, "")) {
            #[cfg(feature = "sound")]
            ("sound", "") => Ok(Self::Sound),
            #[cfg(not(feature = "sound"))]
            ("sound", "") => Err(SpeakerUriError::NotBuilt),
            ("wav", "") => Err(SpeakerUriError::Path { given: given.into() }),
            ("wav", path) => Ok(Self::Wav(path.into())),
            _ => Err(SpeakerUriError::Scheme { given: given.into() }),
        }
    }
}

impl fmt::Display for SpeakerUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            #[cfg(feature = "sound")]
            Self::Sound => f.write_str("sound"),
            Self::Wav(path) => write!(f, "wav:{}", path.display()),
        }
    }
}
