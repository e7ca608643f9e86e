//! A recorded sentence: mono samples from a WAV file.

use std::{path::Path, sync::Arc, time::Duration};

use hound::{SampleFormat, WavReader, WavSpec, WavWriter};

/// A clip longer than this is no sentence. It bounds what a voice pack can make a program hold.
pub const LONGEST: Duration = Duration::from_secs(30);

/// Rates that every sound card plays.
const RATES: std::ops::RangeInclusive<u32> = 8_000..=48_000;

/// A sentence to be heard. Clones share their samples.
#[derive(Clone, PartialEq, Eq)]
pub struct Clip {
    samples: Arc<[i16]>,
    rate: u32,
}

/// Why a file is no clip, with the remedy.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum ClipError {
    #[error("{0}: make it a WAV file of 16 bit samples")]
    File(#[from] hound::Error),
    #[error("{bits} bit samples: save it with 16 bits")]
    Bits { bits: u16 },
    #[error("{rate} samples a second: save it with 8,000 to 48,000")]
    Rate { rate: u32 },
    #[error("longer than {} s: cut it", LONGEST.as_secs())]
    TooLong,
}

impl Clip {
    /// Samples as they are.
    ///
    /// # Errors
    /// It is too long, or its rate is none that a sound card plays.
    pub fn new(samples: Vec<i16>, rate: u32) -> Result<Self, ClipError> {
        if !RATES.contains(&rate) {
            return Err(ClipError::Rate { rate });
        }
        if samples.len() as u64 > LONGEST.as_secs() * u64::from(rate) {
            return Err(ClipError::TooLong);
        }
        Ok(Self { samples: samples.into(), rate })
    }

    /// Reads a WAV file; several channels become one.
    ///
    /// # Errors
    /// Why it is no clip.
    pub fn read(path: &Path) -> Result<Self, ClipError> {
        let mut reader = WavReader::open(path)?;
        let WavSpec { channels, sample_rate, bits_per_sample, sample_format } = reader.spec();
        if bits_per_sample != 16 || sample_format != SampleFormat::Int {
            return Err(ClipError::Bits { bits: bits_per_sample });
        }
        if u64::from(reader.duration()) > LONGEST.as_secs() * u64::from(sample_rate.max(1)) {
            return Err(ClipError::TooLong);
        }
        let samples: Vec<i16> = reader.samples().collect::<Result<_, _>>()?;
        let mono = samples.chunks_exact(usize::from(channels.max(1)));
        let mono = mono.map(|frame| (frame.iter().map(|s| i32::from(*s)).sum::<i32>() / frame.len() as i32) as i16);
        Self::new(mono.collect(), sample_rate)
    }

    /// Writes it as a WAV file.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), ClipError> {
        let mut writer = WavWriter::create(path, spec(self.rate))?;
        for sample in self.samples.iter() {
            writer.write_sample(*sample)?;
        }
        Ok(writer.finalize()?)
    }

    /// The samples.
    pub fn samples(&self) -> &[i16] {
        &self.samples
    }

    /// Samples a second.
    pub fn rate(&self) -> u32 {
        self.rate
    }

    /// How long it lasts.
    pub fn duration(&self) -> Duration {
        Duration::from_secs_f64(self.samples.len() as f64 / f64::from(self.rate))
    }
}

impl std::fmt::Debug for Clip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Clip({:?} at {})", self.duration(), self.rate)
    }
}

/// Mono, 16 bits.
pub(super) fn spec(rate: u32) -> WavSpec {
    WavSpec { channels: 1, sample_rate: rate, bits_per_sample: 16, sample_format: SampleFormat::Int }
}
