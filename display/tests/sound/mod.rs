//! Sound that can be read back. Each clip of the test pack is a pattern of its own, so that what was played is known
//! sample by sample from the tape alone.
#![allow(dead_code, reason = "each test binary uses its own part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Arc, Mutex, MutexGuard},
};

use devices::{
    speaker::{Clip, Speaker, SpeakerFault},
    voice::{Manifest, ManifestClip, Tongue},
};
use display::{
    announcer::{COUNTERS, REST_MS, TURN_MS, lines},
    model::Mono,
};

pub const RATE: u32 = 8_000;

/// A clip of the test pack: language and id.
pub type Key = (Tongue, String);

/// Every clip of the pack by its pattern.
pub struct Patterns {
    pub clips: BTreeMap<u16, (Key, Vec<i16>)>,
}

/// One announcement as it stands on a tape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// First sample.
    pub from: usize,
    /// Samples of sound, rest included.
    pub samples: usize,
    pub chime: bool,
    pub vi: Vec<String>,
    pub en: Vec<String>,
    pub percent: u32,
}

/// Edges of a clip: nothing else on the tape is as loud.
const EDGE: i16 = 24_000;
const ONE: i16 = 16_000;
const ZERO: i16 = 6_000;
const BITS: usize = 10;

impl Patterns {
    /// Writes a pack of all that a hall can say, and a chime of its own. `seconds` is what a clip lasts at least.
    pub fn pack(dir: &Path, least_ms: u32) -> Self {
        let mut all: Vec<Key> = vec![(Tongue::Vi, "chime".to_owned())];
        for tongue in [Tongue::Vi, Tongue::En] {
            all.extend(lines(tongue, COUNTERS).unwrap().into_iter().map(|line| (tongue, line.id)));
        }
        let mut manifest = Manifest { licence: "test".into(), clips: Vec::new() };
        let clips = all.into_iter().zip(1..).map(|(key, code)| (code, (key, pattern(code, least_ms))));
        let patterns = Self { clips: clips.collect() };
        for (code, ((tongue, id), samples)) in &patterns.clips {
            let file = format!("{code}.wav");
            Clip::new(samples.clone(), RATE).unwrap().write(&dir.join(&file)).unwrap();
            let (id, file) = (id.clone(), file.into());
            manifest.clips.push(ManifestClip { id, tongue: *tongue, file, voice: "test".into(), text: "test".into() });
        }
        manifest.write(dir).unwrap();
        patterns
    }

    /// Reads a tape from beginning to end. Whatever is not a whole clip, joined without a sample between to the one before
    /// or set apart by exactly the silence that is meant, fails.
    pub fn read(&self, tape: &[i16]) -> Vec<Heard> {
        let (turn, rest) = (silence(TURN_MS), silence(REST_MS));
        let mut heard = Vec::new();
        let mut at = next_sound(tape, 0);
        while at < tape.len() {
            let mut one = Heard { from: at, samples: 0, chime: false, vi: Vec::new(), en: Vec::new(), percent: 0 };
            loop {
                let ((tongue, id), length, percent) = self.clip_at(tape, at);
                assert!(
                    one.percent == 0 || one.percent == percent,
                    "the volume changes inside an announcement at {at}"
                );
                one.percent = percent;
                at += length;
                let pause = next_sound(tape, at) - at;
                match (tongue, id.as_str()) {
                    (_, "chime") => {
                        assert!(one.from + length == at, "a chime stands first, not at {at}");
                        one.chime = true;
                    }
                    (Tongue::Vi, _) => {
                        assert!(one.en.is_empty(), "Vietnamese stands before English at {at}");
                        one.vi.push(id);
                    }
                    (Tongue::En, _) => one.en.push(id),
                }
                if pause == 0 && at < tape.len() {
                    assert!(id_is_inner(&one), "a clip follows the chime at once at {at}");
                    continue;
                }
                if pause == turn {
                    at += pause;
                    continue;
                }
                assert!(pause >= rest || at + pause == tape.len(), "a gap of {pause} samples at {at}");
                break;
            }
            one.samples = at - one.from + rest;
            at = next_sound(tape, at);
            heard.push(one);
        }
        heard
    }

    /// The clip that begins here, to its last sample.
    fn clip_at(&self, tape: &[i16], at: usize) -> (Key, usize, u32) {
        let edge = i32::from(tape[at]);
        let percent = ((edge * 100 + i32::from(EDGE) - 1) / i32::from(EDGE)) as u32;
        let bit = |n: usize| i32::from(tape[at + 1 + n]) * 100 > i32::from(ONE + ZERO) / 2 * percent as i32;
        assert!(at + 1 + BITS < tape.len(), "the tape ends inside a clip at {at}");
        let code = (0..BITS).fold(0, |code, n| code << 1 | u16::from(bit(n)));
        let (key, samples) = self.clips.get(&code).unwrap_or_else(|| panic!("no clip begins at sample {at}"));
        let wrong = samples.iter().enumerate().find(|(n, s)| {
            tape.get(at + n).is_none_or(|heard| i32::from(*heard) != i32::from(**s) * percent as i32 / 100)
        });
        assert!(wrong.is_none(), "sample {:?} of {key:?} at {at} is wrong", wrong.map(|(n, _)| n));
        (key.clone(), samples.len(), percent)
    }
}

/// A tape that a loudspeaker plays onto, on a clock that the test moves. What is played at the same time is mixed, as
/// the air would; what is stopped ends there.
#[derive(Clone, Default)]
pub struct Tape {
    desk: Arc<Mutex<Recording>>,
}

#[derive(Default)]
pub struct Recording {
    pub now: Mono,
    pub samples: Vec<i16>,
    /// First sample after what plays.
    end: usize,
    pub overlaps: usize,
    pub cuts: usize,
    pub fault: Option<SpeakerFault>,
    /// Samples of the tapes before this one.
    base: usize,
}

impl Tape {
    pub fn lock(&self) -> MutexGuard<'_, Recording> {
        self.desk.lock().unwrap()
    }

    pub fn at(&self, now: Mono) {
        self.lock().now = now;
    }
}

impl Recording {
    /// Rewinds the tape after it was looked at, unless something is playing. It keeps its length of memory.
    pub fn rewind(&mut self, look: impl FnOnce(&[i16])) {
        let here = self.here();
        if here >= self.end {
            look(&self.samples);
            self.base = here;
            self.samples.clear();
        }
    }

    fn here(&self) -> usize {
        (self.now.0 * u64::from(RATE) / 1_000) as usize
    }
}

impl Speaker for Tape {
    fn start(&mut self, clip: &Clip) -> Result<(), SpeakerFault> {
        let mut tape = self.lock();
        if let Some(fault) = tape.fault.clone() {
            return Err(fault);
        }
        assert_eq!(clip.rate(), RATE);
        let here = tape.here();
        tape.overlaps += usize::from(here < tape.end);
        tape.end = here + clip.samples().len();
        let (base, end) = (tape.base, tape.end);
        let length = tape.samples.len().max(end - base);
        tape.samples.resize(length, 0);
        for (old, new) in tape.samples[here - base..].iter_mut().zip(clip.samples()) {
            *old = old.saturating_add(*new);
        }
        Ok(())
    }

    fn stop(&mut self) {
        let mut tape = self.lock();
        let here = tape.here();
        if here < tape.end {
            tape.cuts += 1;
            tape.end = here;
            let length = here - tape.base;
            tape.samples.truncate(length);
        }
    }

    fn is_playing(&mut self) -> bool {
        let tape = self.lock();
        tape.here() < tape.end
    }
}

fn id_is_inner(heard: &Heard) -> bool {
    !heard.vi.is_empty() || !heard.en.is_empty()
}

fn silence(ms: u32) -> usize {
    (RATE * ms / 1_000) as usize
}

fn next_sound(tape: &[i16], from: usize) -> usize {
    tape[from..].iter().position(|s| *s != 0).map_or(tape.len(), |n| from + n)
}

/// Edge, code, a noise of the clip's own without a zero in it, edge.
fn pattern(code: u16, least_ms: u32) -> Vec<i16> {
    let length = (RATE * least_ms / 1_000) as usize + usize::from(code) * 37 % 211 + 64;
    let bit = |n: usize| if code >> (BITS - 1 - n) & 1 == 1 { ONE } else { ZERO };
    let mut noise = u32::from(code).wrapping_mul(2_654_435_761) | 1;
    let mut samples = vec![EDGE];
    samples.extend((0..BITS).map(bit));
    samples.extend((0..length).map(|_| {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        1_000 + (noise >> 20) as i16 % 4_000
    }));
    samples.push(-EDGE);
    samples
}

/// `A015→3`, `3 pauses` or `chime`, from the clips alone.
pub fn said(heard: &Heard) -> String {
    let after = |id: &str, before: &str| id.strip_prefix(before).unwrap_or_else(|| panic!("{id}")).to_uppercase();
    match &heard.vi[..] {
        [] => "chime".to_owned(),
        [first, number @ .., to, counter] if first == "call-customer" && to == "to-counter" => {
            let number: String = number.iter().map(|id| after(id, "char-")).collect();
            format!("{number}→{}", after(counter, "number-"))
        }
        [first, counter, last] if first == "counter" && last == "paused" => {
            format!("{} pauses", after(counter, "number-"))
        }
        other => panic!("{other:?}"),
    }
}
