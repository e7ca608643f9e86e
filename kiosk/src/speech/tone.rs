//! The two tones of the scanner: one for a code that is for something here, another for one that is not. They differ in
//! pitch and in rhythm, so that they are told apart without a comparison.

use std::f64::consts::TAU;

use devices::speaker::{Clip, ClipError};

const RATE: u32 = 22_050;
/// A quarter of full scale: heard at the kiosk, not across the hall.
const VOLUME: f64 = 8_000.0;
/// Fades in and out, without which a tone begins with a click.
const FADE_MS: u32 = 8;

/// One high tone, or two low ones.
///
/// # Errors
/// None with these lengths.
pub fn tone(good: bool) -> Result<Clip, ClipError> {
    let beeps: &[(f64, u32)] = if good { &[(988.0, 120)] } else { &[(330.0, 90), (0.0, 60), (330.0, 90)] };
    Clip::new(beeps.iter().flat_map(|(pitch, millis)| beep(*pitch, *millis)).collect(), RATE)
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
