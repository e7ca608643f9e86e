//! What the kiosk says, and when it stops: one clip after another, never two at once, silence at the first touch. The
//! clips are recorded or made beforehand, so that a kiosk speaks without a network. [`script`](script::script) says what a page
//! reads out, [`Voice`] finds the clips, and a thread of its own plays them.

pub mod make;
mod phrase;
mod queue;
pub mod script;
mod voice;

use std::{
    io,
    path::Path,
    sync::mpsc::{Sender, channel},
    thread,
};

use devices::{
    speaker::{Clip, Speaker, SpeakerUri, SpeakerUriError},
    voice::tone,
};
use queue_protocol::core::Lang;

pub use phrase::{Phrase, Sentences, Spoken};
pub use voice::{Voice, VoiceError};

use crate::model::Input;

/// What a thread of the kiosk asks the speech's thread for.
#[derive(Debug)]
enum Order {
    Say(Vec<Phrase>, Lang),
    Sound(Clip),
    Hush,
}

/// Why the kiosk cannot speak, with the remedy.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum SpeechError {
    #[error(transparent)]
    Voice(#[from] VoiceError),
    #[error(transparent)]
    Speaker(#[from] SpeakerUriError),
    #[error("the catalogue of sentences is broken: {0}")]
    Catalogue(#[from] toml::de::Error),
    #[error("a thread cannot be started ({0}): the machine is out of memory or processes")]
    Thread(#[from] io::Error),
}

/// Starts what the command line asks for: a voice, a loudspeaker, or neither. A loudspeaker alone gives the scanner's
/// tones. `tell` is called from the speech's thread.
///
/// # Errors
/// A voice pack that is broken, or no way to be heard.
pub fn start(
    voice: Option<&Path>,
    speaker: Option<SpeakerUri>,
    tell: impl Fn(Input) + Send + 'static,
) -> Result<Option<Speech>, SpeechError> {
    let speaker = match (speaker, voice) {
        (None, None) => return Ok(None),
        (Some(speaker), _) => speaker,
        (None, Some(_)) => "sound".parse()?,
    };
    let voice = voice.map(Voice::open).transpose()?;
    if let Some(voice) = &voice {
        let missing = voice.missing(&Sentences::of(&[])?);
        for (lang, phrase) in &missing {
            tracing::warn!(?lang, %phrase, "the voice pack has no clip for this, so it is not said");
        }
        tell(Input::Voices([Lang::Vi, Lang::En].into_iter().filter(|lang| voice.speaks(*lang)).collect()));
    }
    Ok(Some(Speech::start(move || speaker.speaker(), voice, move |phrase| tell(Input::Read(phrase)))?))
}

/// The way to the speech's thread. Dropping it ends the thread and the sound.
#[derive(Debug)]
pub struct Speech {
    orders: Sender<Order>,
}

impl Speech {
    /// Starts the thread. The loudspeaker is opened there; `tell` hears there which phrase is being read, and nothing when
    /// all is said.
    ///
    /// # Errors
    /// No thread could be started.
    pub fn start(
        speaker: impl FnOnce() -> Box<dyn Speaker> + Send + 'static,
        voice: Option<Voice>,
        tell: impl Fn(Option<Phrase>) + Send + 'static,
    ) -> io::Result<Self> {
        let (orders, inbox) = channel();
        thread::Builder::new()
            .name("speech".into())
            .spawn(move || queue::Queue::new(speaker(), voice, tell).run(&inbox))?;
        Ok(Self { orders })
    }

    /// Says these, instead of what is being said.
    pub fn say(&self, phrases: Vec<Phrase>, lang: Lang) {
        self.order(Order::Say(phrases, lang));
    }

    /// The tone of a code that was read, unless something is being said.
    pub fn tone(&self, good: bool) {
        match tone(good) {
            Ok(clip) => self.order(Order::Sound(clip)),
            Err(error) => tracing::error!(%error, "no tone"),
        }
    }

    /// Silence, at once.
    pub fn hush(&self) {
        self.order(Order::Hush);
    }

    fn order(&self, order: Order) {
        if self.orders.send(order).is_err() {
            tracing::error!("the speech's thread is gone");
        }
    }
}
