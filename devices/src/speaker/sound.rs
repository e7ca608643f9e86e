//! The sound card, by rodio.

use std::{
    num::{NonZeroU16, NonZeroU32},
    time::{Duration, Instant},
};

use rodio::{DeviceSinkBuilder, MixerDeviceSink, Player, buffer::SamplesBuffer};

use super::{Clip, Speaker, SpeakerFault};
use crate::backoff::Backoff;

/// A card that has not played a clip so long after its end is gone, whatever it says.
const GONE: Duration = Duration::from_secs(2);

/// The default output. Opened at the first clip, and again when it failed and is due.
#[derive(Default)]
pub(super) struct SoundCard {
    output: Option<MixerDeviceSink>,
    player: Option<Player>,
    /// When what plays must be over.
    over: Option<Instant>,
    backoff: Backoff,
    fault: Option<SpeakerFault>,
}

impl Speaker for SoundCard {
    fn start(&mut self, clip: &Clip) -> Result<(), SpeakerFault> {
        self.stop();
        let output = match self.output.take() {
            Some(output) => output,
            None => self.open()?,
        };
        let player = Player::connect_new(output.mixer());
        if let Some(rate) = NonZeroU32::new(clip.rate()) {
            let samples: Vec<f32> = clip.samples().iter().map(|s| f32::from(*s) / 32_768.0).collect();
            player.append(SamplesBuffer::new(NonZeroU16::MIN, rate, samples));
        }
        self.output = Some(output);
        self.player = Some(player);
        self.over = Some(Instant::now() + clip.duration() + GONE);
        Ok(())
    }

    fn stop(&mut self) {
        let Some(player) = self.player.take() else { return };
        // A card that was unplugged takes no samples and says nothing: it is opened anew for the next clip.
        if !player.empty() && self.over.is_some_and(|over| Instant::now() > over) {
            self.output = None;
        }
        player.stop();
    }

    fn is_playing(&mut self) -> bool {
        self.player.as_ref().is_some_and(|player| !player.empty())
    }
}

impl SoundCard {
    fn open(&mut self) -> Result<MixerDeviceSink, SpeakerFault> {
        let now = Instant::now();
        if let Some(fault) = self.fault.clone().filter(|_| !self.backoff.due(now)) {
            return Err(fault);
        }
        match DeviceSinkBuilder::open_default_sink() {
            Ok(mut output) => {
                output.log_on_drop(false);
                self.backoff.succeeded();
                self.fault = None;
                Ok(output)
            }
            Err(error) => {
                self.backoff.failed(now);
                let fault = SpeakerFault::NoSound { reason: error.to_string() };
                self.fault = Some(fault.clone());
                Err(fault)
            }
        }
    }
}
