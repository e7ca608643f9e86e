//! A loudspeaker that writes what would be heard, second by second, into a WAV file.

use std::{
    fs::File,
    io::BufWriter,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use hound::WavWriter;

use super::{Clip, Speaker, SpeakerFault, clip::spec};

/// Silence between two clips is kept up to this, so that a day of silence is not a gigabyte.
const SILENCE: Duration = Duration::from_secs(1);

/// The file ends here: more is a machine that was left talking to itself.
const FULL: Duration = Duration::from_mins(30);

/// Writes to a file, made at the first clip.
pub struct WavSpeaker {
    path: PathBuf,
    /// Samples a second: those of the first clip. Clips of another rate are brought to it.
    rate: u32,
    writer: Option<WavWriter<BufWriter<File>>>,
    playing: Option<(Vec<i16>, Instant)>,
    ended: Option<Instant>,
}

impl WavSpeaker {
    /// For a file of this name.
    pub fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), rate: 0, writer: None, playing: None, ended: None }
    }

    /// Writes what of the clip has been heard until `now`, and forgets the rest.
    fn end(&mut self, now: Instant) -> Result<(), hound::Error> {
        let Some((samples, since)) = self.playing.take() else { return Ok(()) };
        let heard = (now.saturating_duration_since(since).as_secs_f64() * f64::from(self.rate)) as usize;
        self.ended = Some(now);
        let Some(writer) = &mut self.writer else { return Ok(()) };
        if u64::from(writer.duration()) > FULL.as_secs() * u64::from(self.rate) {
            return Ok(());
        }
        for sample in samples.iter().take(heard) {
            writer.write_sample(*sample)?;
        }
        writer.flush()
    }

    fn begin(&mut self, clip: &Clip, now: Instant) -> Result<(), hound::Error> {
        self.end(now)?;
        let silence = self.ended.map_or(Duration::ZERO, |at| now.saturating_duration_since(at).min(SILENCE));
        let writer = match &mut self.writer {
            Some(writer) => writer,
            none => {
                self.rate = clip.rate();
                none.insert(WavWriter::create(&self.path, spec(self.rate))?)
            }
        };
        for _ in 0..(silence.as_secs_f64() * f64::from(self.rate)) as u32 {
            writer.write_sample(0_i16)?;
        }
        self.playing = Some((resampled(clip, self.rate), now));
        Ok(())
    }
}

impl Speaker for WavSpeaker {
    fn start(&mut self, clip: &Clip) -> Result<(), SpeakerFault> {
        let path = self.path.display().to_string();
        self.begin(clip, Instant::now()).map_err(|error| SpeakerFault::Unwritable { path, reason: error.to_string() })
    }

    fn stop(&mut self) {
        if let Err(error) = self.end(Instant::now()) {
            tracing::warn!(%error, path = %self.path.display(), "the sound file is incomplete");
        }
    }

    fn is_playing(&mut self) -> bool {
        let rate = f64::from(self.rate);
        let lasts =
            |(samples, since): &(Vec<i16>, Instant)| since.elapsed().as_secs_f64() < samples.len() as f64 / rate;
        if self.playing.as_ref().is_some_and(lasts) {
            return true;
        }
        self.stop();
        false
    }
}

impl Drop for WavSpeaker {
    fn drop(&mut self) {
        self.stop();
    }
}

/// The nearest sample before: good enough for a file that is looked at, not listened to.
fn resampled(clip: &Clip, rate: u32) -> Vec<i16> {
    let step = f64::from(clip.rate()) / f64::from(rate);
    let count = (clip.samples().len() as f64 / step) as usize;
    (0..count).filter_map(|n| clip.samples().get((n as f64 * step) as usize).copied()).collect()
}
