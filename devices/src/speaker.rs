//! Loudspeakers: one [`Clip`] at a time, started and stopped at once. A sound card where there is one, a WAV file where
//! there is none, and a fake for tests. What is said in which order is not decided here.

mod clip;
mod fake;
#[cfg(feature = "sound")]
mod sound;
mod uri;
mod wav;

pub use clip::{Clip, ClipError, LONGEST};
pub use fake::{FakeSpeaker, Heard};
pub use uri::{SpeakerUri, SpeakerUriError};
pub use wav::WavSpeaker;

/// A loudspeaker. No call waits until a clip has been heard.
pub trait Speaker {
    /// Plays a clip from now on, instead of what is playing.
    ///
    /// # Errors
    /// Why nothing will be heard.
    fn start(&mut self, clip: &Clip) -> Result<(), SpeakerFault>;

    /// Silence, at once.
    fn stop(&mut self);

    /// Whether the clip is still to be heard.
    fn is_playing(&mut self) -> bool;
}

/// Why a loudspeaker is silent, in words that say what to check.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)]
pub enum SpeakerFault {
    #[error(
        "no sound can be played ({reason}): check that a sound card is there, that this user is in the group audio, and \
         that no other program holds it"
    )]
    NoSound { reason: String },
    #[error("the sound file {path} cannot be written ({reason}): make its folder writable")]
    Unwritable { path: String, reason: String },
}
