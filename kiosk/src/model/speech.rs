//! Nghe: a page is read out until somebody touches it, leaves it, or all is said. And the tone under the scanner.

use queue_protocol::core::Lang;

use super::{Effect, Model, Moment, Page, SETTLE, Touch};
use crate::speech::{Phrase, script::script};

/// What the model knows of what is heard.
#[derive(Debug, Default)]
pub(super) struct Speaking {
    /// The languages of the voice pack.
    voices: Vec<Lang>,
    reading: Option<Reading>,
}

/// A page that is being read out.
#[derive(Debug)]
struct Reading {
    page: Page,
    lang: Lang,
    since: Moment,
    phrase: Option<Phrase>,
}

impl Model {
    /// Whether the page can be read out in its language.
    pub fn can_listen(&self) -> bool {
        self.speaking.voices.contains(&self.lang)
    }

    /// Whether it is being read out.
    pub fn is_reading(&self) -> bool {
        self.speaking.reading.is_some()
    }

    /// The phrase that is heard now: its choice is marked on the page.
    pub fn phrase_read(&self) -> Option<&Phrase> {
        self.speaking.reading.as_ref()?.phrase.as_ref()
    }

    pub(super) fn set_voices(&mut self, voices: Vec<Lang>) {
        self.speaking.voices = voices;
    }

    pub(super) fn listen(&mut self) -> Vec<Effect> {
        let phrases = script(self);
        if phrases.is_empty() || !self.can_listen() {
            return Vec::new();
        }
        let (page, lang, since) = (self.page, self.lang, self.now);
        self.speaking.reading = Some(Reading { page, lang, since, phrase: None });
        vec![Effect::Speak(phrases, lang)]
    }

    /// A finger. It stops the reading before anything else; a second touch of Nghe does only that.
    pub(super) fn touch_or_hush(&mut self, touch: Touch) -> Vec<Effect> {
        // The tail of the touch that began the reading does not stop it.
        let settled =
            |reading: &mut Reading| touch != Touch::Anywhere || self.now.saturating_sub(reading.since) >= SETTLE;
        let stopped = self.speaking.reading.take_if(settled).is_some();
        let mut effects = if stopped { vec![Effect::Hush] } else { Vec::new() };
        if !stopped || touch != Touch::Listen {
            effects.extend(self.touch(touch));
        }
        effects
    }

    /// Another page, or the same one in the other language, is not what is being read.
    pub(super) fn hush_stale(&mut self) -> Option<Effect> {
        self.speaking.reading.take_if(|reading| reading.page != self.page || reading.lang != self.lang)?;
        Some(Effect::Hush)
    }

    /// The next phrase is heard, or all is said. Somebody listens, so the page stays.
    pub(super) fn hear_phrase(&mut self, phrase: Option<Phrase>) {
        let Some(reading) = &mut self.speaking.reading else { return };
        self.touched = self.now;
        match phrase {
            Some(phrase) => reading.phrase = Some(phrase),
            None => self.speaking.reading = None,
        }
    }
}
