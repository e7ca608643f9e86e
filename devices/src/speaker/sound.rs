//! The sound card, by rodio.

use std::{
    num::{NonZeroU16, NonZeroU32},
    time::Instant,
};

use rodio::{DeviceSinkBuilder, MixerDeviceSink, Player, buffer::SamplesBuffer};

use super::{Clip, Speaker, SpeakerFault};
use crate::backoff::Backoff;

/// The default output. Opened at the first clip, and again when it failed and is due.
#[derive(Default)]
pub(super) struct SoundCard {
    output: Option<MixerDeviceSink>,
    player: Option<Player>,
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
        Ok(())
    }

    fn stop(&mut self) {
        if let Some(player) = self.player.take() {
            player.stop();
        }
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
