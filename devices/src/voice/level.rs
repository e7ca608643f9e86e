//! Clips of one loudness without silence around them: a voice that shouts one name and swallows the next is not
//! understood in a hall.

use crate::speaker::{Clip, ClipError};

/// Below this share of full scale is silence: -42 dB.
const SILENCE: i32 = 260;

/// Kept on both sides, so that no consonant is cut.
const MARGIN_MS: usize = 40;

/// Loudness of all clips: root mean square of -20 dB.
const LOUDNESS: f64 = 3_277.0;

/// No sample above this: -1 dB.
const PEAK: f64 = 29_200.0;

/// Samples of one window in which loudness is measured: pauses between words do not count as quiet speech.
const WINDOW_MS: usize = 20;

/// The clip trimmed and levelled. A clip of silence only stays as it is.
///
/// # Errors
/// None that a clip which exists can cause.
pub fn level(clip: &Clip) -> Result<Clip, ClipError> {
    let (samples, rate) = (clip.samples(), clip.rate());
    let is_loud = |sample: &i16| i32::from(*sample).abs() > SILENCE;
    let (Some(first), Some(last)) = (samples.iter().position(is_loud), samples.iter().rposition(is_loud)) else {
        return Ok(clip.clone());
    };
    let margin = per_millis(rate, MARGIN_MS);
    let kept = &samples[first.saturating_sub(margin)..(last + margin + 1).min(samples.len())];
    let peak = kept.iter().map(|s| f64::from(*s).abs()).fold(1.0, f64::max);
    let gain = (LOUDNESS / loudness(kept, rate)).min(PEAK / peak);
    Clip::new(kept.iter().map(|s| (f64::from(*s) * gain).round() as i16).collect(), rate)
}

/// Root mean square over the windows in which somebody speaks.
pub fn loudness(samples: &[i16], rate: u32) -> f64 {
    let power = |window: &[i16]| window.iter().map(|s| f64::from(*s).powi(2)).sum::<f64>() / window.len() as f64;
    let windows = samples.chunks(per_millis(rate, WINDOW_MS).max(1)).map(power);
    let spoken: Vec<_> = windows.filter(|p| p.sqrt() > f64::from(SILENCE)).collect();
    (spoken.iter().sum::<f64>() / spoken.len().max(1) as f64).sqrt().max(1.0)
}

fn per_millis(rate: u32, millis: usize) -> usize {
    rate as usize * millis / 1_000
}
