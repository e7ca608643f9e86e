//! Makes an announcement into one piece of sound: chime, Vietnamese, English, each clip joined to the next without a
//! sample between them, at the volume of the hour. What is played as one piece cannot be cut apart.

use devices::{
    speaker::{Clip, ClipError},
    voice::{Pack, Tongue, chime},
};

use super::Clips;

/// Silence between chime and speech, and between two languages.
pub const TURN_MS: u32 = 250;

/// Silence at the end: two announcements are told apart.
pub const REST_MS: u32 = 500;

/// Samples a second where there is no pack.
const RATE: u32 = 22_050;

/// The office's own chime, where its pack has one. It is the same in all languages.
const CHIME: &str = "chime";

/// A clip that was wanted and is not there.
pub type Missing = (Tongue, String);

/// An announcement ready to be played, and what is missing in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Rendered {
    pub sound: Clip,
    /// The languages that are heard.
    pub tongues: Vec<Tongue>,
    pub missing: Vec<Missing>,
}

/// Renders. A language of which a clip is missing is left out whole, since half a call leads to the wrong counter; where
/// nothing can be said the chime is heard, asked for or not, and people look at the wall.
///
/// # Errors
/// None that clips of a pack can cause, unless they are longer together than any announcement may be.
pub fn render(
    pack: Option<&Pack>,
    clips: &Clips,
    tongues: &[Tongue],
    with_chime: bool,
    percent: u32,
) -> Result<Rendered, ClipError> {
    let rate = pack.map_or(RATE, Pack::rate);
    let silence = |ms: u32| std::iter::repeat_n(0_i16, (rate * ms / 1_000) as usize);
    let (mut speech, mut said, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    for tongue in tongues.iter().filter(|_| pack.is_some()) {
        match joined(pack, *tongue, clips) {
            Ok(samples) => {
                if !said.is_empty() {
                    speech.extend(silence(TURN_MS));
                }
                speech.extend(samples);
                said.push(*tongue);
            }
            Err(gone) => missing.extend(gone.into_iter().map(|id| (*tongue, id))),
        }
    }
    let mut samples = Vec::new();
    if with_chime || said.is_empty() {
        samples.extend_from_slice(own_chime(pack, rate)?.samples());
        samples.extend(silence(if said.is_empty() { 0 } else { TURN_MS }));
    }
    samples.extend(speech);
    samples.iter_mut().for_each(|sample| *sample = quieter(*sample, percent));
    samples.extend(silence(REST_MS));
    Ok(Rendered { sound: Clip::new(samples, rate)?, tongues: said, missing })
}

/// The clips of one language end to end, or which of them are missing.
fn joined(pack: Option<&Pack>, tongue: Tongue, ids: &Clips) -> Result<Vec<i16>, Clips> {
    let (mut samples, mut missing) = (Vec::new(), Vec::new());
    for id in ids {
        match pack.filter(|pack| pack.joins(tongue, id)).and_then(|pack| pack.clip(tongue, id)) {
            Some(clip) => samples.extend_from_slice(clip.samples()),
            None => missing.push(id.clone()),
        }
    }
    if missing.is_empty() { Ok(samples) } else { Err(missing) }
}

fn own_chime(pack: Option<&Pack>, rate: u32) -> Result<Clip, ClipError> {
    let own = pack.filter(|pack| pack.joins(Tongue::Vi, CHIME)).and_then(|pack| pack.clip(Tongue::Vi, CHIME));
    own.map_or_else(|| chime(rate), Ok)
}

fn quieter(sample: i16, percent: u32) -> i16 {
    (i32::from(sample) * percent.min(100) as i32 / 100) as i16
}
