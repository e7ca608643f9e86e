//! A loudspeaker for tests: it plays until it is told that the clip is over.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Clip, Speaker, SpeakerFault};

/// A loudspeaker whose listener holds a clone.
#[derive(Clone, Debug, Default)]
pub struct FakeSpeaker {
    desk: Arc<Mutex<Desk>>,
}

#[derive(Debug, Default)]
struct Desk {
    playing: bool,
    heard: Vec<Heard>,
    fault: Option<SpeakerFault>,
}

/// What was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A clip began.
    Began(Clip),
    /// It was cut off.
    CutOff,
}

impl FakeSpeaker {
    /// Everything since the last look.
    pub fn heard(&self) -> Vec<Heard> {
        std::mem::take(&mut self.lock().heard)
    }

    /// Whether a clip is to be heard.
    pub fn plays(&self) -> bool {
        self.lock().playing
    }

    /// The clip is over.
    pub fn finish(&self) {
        self.lock().playing = false;
    }

    /// How it is from now on.
    pub fn set_fault(&self, fault: Option<SpeakerFault>) {
        self.lock().fault = fault;
    }

    fn lock(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Speaker for FakeSpeaker {
    fn start(&mut self, clip: &Clip) -> Result<(), SpeakerFault> {
        self.stop();
        let mut desk = self.lock();
        if let Some(fault) = desk.fault.clone() {
            return Err(fault);
        }
        desk.playing = true;
        desk.heard.push(Heard::Began(clip.clone()));
        Ok(())
    }

    fn stop(&mut self) {
        let mut desk = self.lock();
        if std::mem::take(&mut desk.playing) {
            desk.heard.push(Heard::CutOff);
        }
    }

    fn is_playing(&mut self) -> bool {
        self.plays()
    }
}
