//! Sounds that need no recording. The two tones of a scanner: one for a code that is for something here, another for one
//! that is not; they differ in pitch and in rhythm, so that they are told apart without a comparison. And the chime that
//! makes a hall look up.

use std::f64::consts::TAU;

use crate::speaker::{Clip, ClipError};

const RATE: u32 = 22_050;
/// A quarter of full scale: heard at the kiosk, not across the hall.
const VOLUME: f64 = 8_000.0;
/// Fades in and out, without which a tone begins with a click.
const FADE_MS: u32 = 8;
/// The chime is as loud at its strokes as speech at its loudest.
const CHIME_VOLUME: f64 = 14_000.0;
/// Pitch of the strokes (E5, C5) and how long each rings.
const STROKES: [(f64, u32); 2] = [(659.26, 380), (523.25, 620)];
/// A stroke loses two thirds of its strength in this time.
const RING_S: f64 = 0.22;

/// One high tone, or two low ones.
///
/// # Errors
/// None with these lengths.
pub fn tone(good: bool) -> Result<Clip, ClipError> {
    let beeps: &[(f64, u32)] = if good { &[(988.0, 120)] } else { &[(330.0, 90), (0.0, 60), (330.0, 90)] };
    Clip::new(beeps.iter().flat_map(|(pitch, millis)| beep(*pitch, *millis)).collect(), RATE)
}

/// Two strokes of a bell, at this many samples a second.
///
/// # Errors
/// The rate is none that a sound card plays.
pub fn chime(rate: u32) -> Result<Clip, ClipError> {
    Clip::new(STROKES.iter().flat_map(|(pitch, millis)| stroke(*pitch, *millis, rate)).collect(), rate)
}

/// A struck bell: strong at once, its overtone gone before the tone, silent at the end.
fn stroke(pitch: f64, millis: u32, rate: u32) -> impl Iterator<Item = i16> {
    let count = rate * millis / 1_000;
    let fade = f64::from(rate * FADE_MS / 1_000);
    (0..count).map(move |n| {
        let (t, edge) = (f64::from(n) / f64::from(rate), f64::from(n.min(count - n)) / fade);
        let partial =
            |times: f64, strength: f64| strength * (-t * times / RING_S).exp() * (TAU * pitch * times * t).sin();
        (CHIME_VOLUME * edge.min(1.0) * (partial(1.0, 0.8) + partial(2.0, 0.2))) as i16
    })
}

fn beep(pitch: f64, millis: u32) -> impl Iterator<Item = i16> {
    let count = RATE * millis / 1_000;
    let fade = f64::from(RATE * FADE_MS / 1_000);
    (0..count).map(move |n| {
        let edge = f64::from(n.min(count - n)) / fade;
        let wave = (TAU * pitch * f64::from(n) / f64::from(RATE)).sin();
        (VOLUME * edge.min(1.0) * wave) as i16
    })
}
