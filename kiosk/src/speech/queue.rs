//! The speech's thread: the phrases that are still to be said, one after another.

use std::{
    collections::{HashSet, VecDeque},
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::Duration,
};

use devices::speaker::{Clip, Speaker};
use queue_protocol::core::Lang;

use super::{Order, Phrase, Voice};

/// How often a clip that is playing is looked at. It is also the pause between two clips.
const LOOK_EVERY: Duration = Duration::from_millis(30);

/// More phrases than any page has. The rest is not said.
const LONGEST: usize = 64;

pub(super) struct Queue<T> {
    speaker: Box<dyn Speaker>,
    voice: Option<Voice>,
    tell: T,
    ahead: VecDeque<Phrase>,
    lang: Lang,
    /// Something is being said, or a sound is playing.
    busy: bool,
    reading: bool,
    /// Phrases without a clip, each named once. As many as there are phrases.
    missed: HashSet<Phrase>,
}

impl<T: Fn(Option<Phrase>)> Queue<T> {
    pub(super) fn new(speaker: Box<dyn Speaker>, voice: Option<Voice>, tell: T) -> Self {
        Self {
            speaker,
            voice,
            tell,
            ahead: VecDeque::new(),
            lang: Lang::Vi,
            busy: false,
            reading: false,
            missed: HashSet::new(),
        }
    }

    pub(super) fn run(mut self, inbox: &Receiver<Order>) {
        loop {
            let order = if self.busy {
                inbox.recv_timeout(LOOK_EVERY)
            } else {
                inbox.recv().map_err(|_| RecvTimeoutError::Disconnected)
            };
            match order {
                Ok(Order::Say(phrases, lang)) => {
                    self.hush();
                    self.ahead = phrases.into_iter().take(LONGEST).collect();
                    self.lang = lang;
                    self.next();
                }
                // What is being said is worth more than a tone.
                Ok(Order::Sound(_)) if self.reading => {}
                Ok(Order::Sound(clip)) => self.busy = self.play(&clip),
                Ok(Order::Hush) => self.hush(),
                Err(RecvTimeoutError::Timeout) => {
                    if !self.speaker.is_playing() {
                        self.next();
                    }
                }
                Err(RecvTimeoutError::Disconnected) => {
                    self.speaker.stop();
                    return;
                }
            }
        }
    }

    /// The next phrase that has a clip.
    fn next(&mut self) {
        while let Some(phrase) = self.ahead.pop_front() {
            let clip = self.voice.as_ref().and_then(|voice| voice.clip(&phrase, self.lang));
            if clip.is_none() && self.missed.insert(phrase.clone()) {
                tracing::warn!(%phrase, "not said: the voice pack has no clip for it");
            }
            if clip.is_some_and(|clip| self.play(&clip)) {
                (self.busy, self.reading) = (true, true);
                (self.tell)(Some(phrase));
                return;
            }
        }
        self.busy = false;
        if std::mem::take(&mut self.reading) {
            (self.tell)(None);
        }
    }

    fn hush(&mut self) {
        self.ahead.clear();
        self.speaker.stop();
        self.next();
    }

    fn play(&mut self, clip: &Clip) -> bool {
        match self.speaker.start(clip) {
            Ok(()) => true,
            Err(fault) => {
                tracing::warn!(%fault, "nothing can be heard");
                // Nor will be the rest of the page.
                self.ahead.clear();
                false
            }
        }
    }
}
