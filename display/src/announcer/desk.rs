//! The announcer at its desk: what waits, the voice it speaks with, and the loudspeaker that plays one announcement at
//! a time. Time comes in as an argument, so that a day in the hall is played in seconds.

use std::collections::BTreeSet;

use devices::{speaker::Speaker, voice::Tongue};
use queue_protocol::{
    core::{TimeOfDay, UtcMillis, VoiceConfig},
    stream::LinkEvent,
};

use super::{Announcement, Missing, Outcome, Record, Rendered, Said, Voice, Waiting, pause, render, spoken};
use crate::model::{Input, Mono};

/// A sound that is still playing so long after its end never will: the sound card hangs.
const HANGS_MS: u64 = 5_000;

/// Pause before a loudspeaker that failed is tried again with the same announcement.
const RETRY_MS: u64 = 1_000;

/// What staff should know of the voice, at the foot of the wall.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sign {
    /// All that is to be said can be said.
    #[default]
    Well,
    /// So many clips are missing: calls that need one are only chimed.
    Missing(usize),
    /// The pack cannot be read: calls are only chimed.
    NoVoice,
    /// Nothing can be heard.
    Silent,
}

/// The announcer of a wall.
pub struct Desk {
    waiting: Waiting,
    voice: Voice,
    settings: VoiceConfig,
    speaker: Box<dyn Speaker>,
    playing: Option<Playing>,
    retry_at: Mono,
    silent: bool,
    /// As many as the hall can say, each named once.
    missing: BTreeSet<Missing>,
}

struct Playing {
    announcement: Announcement,
    outcome: Outcome,
    /// When it must be over.
    over: Mono,
}

/// Whether a message can change what is to be said or when.
pub(super) fn concerns(input: &Input) -> bool {
    matches!(input, Input::Site(_) | Input::Link(LinkEvent::Snapshot(_) | LinkEvent::Event(_) | LinkEvent::Time(_)))
}

impl Desk {
    /// For the counters of these zones.
    pub fn new(zones: &[String], voice: Voice, speaker: Box<dyn Speaker>) -> Self {
        let mut desk = Self {
            waiting: Waiting::new(zones),
            voice,
            settings: VoiceConfig::default(),
            speaker,
            playing: None,
            retry_at: Mono::default(),
            silent: false,
            missing: BTreeSet::new(),
        };
        desk.look_for_clips();
        desk
    }

    /// Takes in what was heard.
    pub fn hear(&mut self, input: &Input, now: Mono) {
        self.waiting.hear(input, now);
        if let Input::Site(site) = input {
            self.settings = site.voice.clone();
            self.look_for_clips();
        }
    }

    /// Ends what is over and begins what is next.
    pub fn tick(&mut self, now: Mono) {
        if self.still_plays(now) {
            return;
        }
        self.waiting.expire(u64::from(self.settings.expires_s), now);
        if now >= self.retry_at {
            self.begin(now);
        }
    }

    /// Whether it has to look at its clock soon.
    pub fn is_busy(&self) -> bool {
        self.playing.is_some() || !self.waiting.is_empty()
    }

    /// What staff should know.
    pub fn sign(&self) -> Sign {
        match (&self.voice, self.missing.len()) {
            _ if self.silent => Sign::Silent,
            (Voice::Broken, _) => Sign::NoVoice,
            (_, 0) => Sign::Well,
            (_, missing) => Sign::Missing(missing),
        }
    }

    /// The clips that are missing.
    pub fn missing(&self) -> impl Iterator<Item = &Missing> {
        self.missing.iter()
    }

    /// What became of announcements since the last look.
    pub fn records(&mut self) -> Vec<Record> {
        self.waiting.records()
    }

    /// Silence, at once.
    pub fn stop(mut self) {
        self.speaker.stop();
    }

    fn still_plays(&mut self, now: Mono) -> bool {
        let Some(playing) = &self.playing else { return false };
        let sounds = self.speaker.is_playing();
        if sounds && now < playing.over {
            return true;
        }
        let Some(Playing { announcement, outcome, .. }) = self.playing.take() else { return false };
        if sounds {
            self.speaker.stop();
            self.silent = true;
        }
        self.waiting.record(announcement, if sounds { Outcome::BrokenOff } else { outcome });
        false
    }

    fn begin(&mut self, now: Mono) {
        let (Some((next, counter)), Some((at, offset_min))) = (self.waiting.next(), self.waiting.time(now)) else {
            return;
        };
        let clips = match next.said {
            Said::Call { number, .. } => spoken(number, counter),
            Said::Pause => pause(counter),
        };
        let brief = self.waiting.is_crowded();
        let english = self.settings.english && !brief;
        let tongues = if english { &[Tongue::Vi, Tongue::En][..] } else { &[Tongue::Vi] };
        let (chime, percent) = (self.settings.chime && !brief, percent(&self.settings, at, offset_min));
        let rendered = render(self.voice.pack(), &clips, tongues, chime, percent).or_else(|error| {
            tracing::error!(%error, ?clips, "the clips cannot be played as one, only the chime is heard");
            render(None, &clips, tongues, true, percent)
        });
        match rendered {
            Ok(rendered) => self.play(rendered, now),
            Err(error) => tracing::error!(%error, "not even the chime can be played"),
        }
    }

    fn play(&mut self, Rendered { sound, tongues, missing }: Rendered, now: Mono) {
        if let Err(fault) = self.speaker.start(&sound) {
            if !self.silent {
                tracing::warn!(%fault, "nothing can be heard in the hall");
            }
            (self.silent, self.retry_at) = (true, Mono(now.0 + RETRY_MS));
            return;
        }
        self.silent = false;
        let Some(announcement) = self.waiting.take() else { return };
        let chimed = || Outcome::Chimed(missing.iter().map(|(_, id)| id.clone()).collect());
        let outcome = if tongues.is_empty() { chimed() } else { Outcome::Said };
        let over = Mono(now.0 + sound.duration().as_millis() as u64 + HANGS_MS);
        self.playing = Some(Playing { announcement, outcome, over });
        self.miss(missing);
    }

    /// What the counters of the zone may need and the pack does not have.
    fn look_for_clips(&mut self) {
        let counters: Vec<_> = self.waiting.counters().collect();
        let tongues = if self.settings.english { &[Tongue::Vi, Tongue::En][..] } else { &[Tongue::Vi] };
        self.missing.clear();
        let missing = tongues.iter().flat_map(|tongue| self.voice.missing(*tongue, counters.iter().copied()));
        let missing: Vec<_> = missing.collect();
        self.miss(missing);
    }

    fn miss(&mut self, missing: Vec<Missing>) {
        for (tongue, id) in missing {
            if self.missing.insert((tongue, id.clone())) {
                tracing::warn!(
                    lang = tongue.code(),
                    id,
                    "the voice pack has no clip for this: calls with it are only chimed"
                );
            }
        }
    }
}

/// How loud it is to be at an instant.
fn percent(settings: &VoiceConfig, at: UtcMillis, offset_min: i32) -> u32 {
    let local = at.local(offset_min);
    TimeOfDay::new(local.hour() as u16, local.minute() as u16).map_or(100, |time| settings.percent_at(time))
}
