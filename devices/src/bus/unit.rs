//! A unit as its master remembers it: what it is to be asked, when, and how it does.

use std::time::Instant;

use super::{
    Health, News, Question, Tally, Trouble, Wish,
    turns::{CONFIRM_AFTER, POLL_EVERY, REFRESH_EVERY, Turn, Urgency},
};
use crate::{
    keypad::{self, Contact, Heard, Report, Signal},
    panel::{KeypadPlace, PanelPlace},
};

/// Questions by which a unit's line is judged.
const SAMPLE: u32 = 100;

/// More failures than this among them, and someone should look at the cable.
const POOR: u32 = 10;

/// Fewer than this, and it was mended.
const FINE: u32 = 3;

/// A panel or a keypad.
pub(super) struct Unit {
    pub(super) turn: Turn,
    pub(super) tally: Tally,
    kind: Kind,
    health: Option<Health>,
    last: Trouble,
    sample: (u32, u32),
}

enum Kind {
    Panel { place: PanelPlace, program: Program },
    Keypad { place: KeypadPlace, contact: Contact, at: usize },
}

/// The frames that bring an edition to a panel.
#[derive(Default)]
struct Program {
    edition: u64,
    frames: Vec<Question>,
    next: usize,
    /// A frame of it was not answered at once.
    unsure: bool,
}

impl Unit {
    pub(super) fn panel(place: PanelPlace, now: Instant) -> Self {
        Self::new(Kind::Panel { place, program: Program::default() }, Turn::new(now, Urgency::Now))
    }

    pub(super) fn keypad(place: KeypadPlace, at: usize, now: Instant) -> Self {
        Self::new(Kind::Keypad { place, contact: Contact::default(), at }, Turn::new(now, Urgency::Poll))
    }

    fn new(kind: Kind, turn: Turn) -> Self {
        Self { turn, tally: Tally::default(), kind, health: None, last: Trouble::Silent, sample: (0, 0) }
    }

    /// The port was opened anew: whatever was known of the unit is from before.
    pub(super) fn anew(&mut self, now: Instant) {
        match &mut self.kind {
            Kind::Panel { program, .. } => {
                program.next = 0;
                self.turn = Turn::new(now, Urgency::Now);
            }
            Kind::Keypad { contact, .. } => {
                *contact = Contact::default();
                self.turn = Turn::new(now, Urgency::Poll);
            }
        }
    }

    /// What a panel is to show; anything newer than what it is being told is told at once, from the start.
    pub(super) fn wish(&mut self, wish: &Wish, now: Instant) {
        if let Kind::Panel { place, program } = &mut self.kind
            && program.edition != wish.edition
        {
            let frames = place.model.questions(place.unit, &wish.shown);
            *program = Program { edition: wish.edition, frames, next: 0, unsure: program.unsure };
            self.turn.hurry(now);
        }
    }

    /// What to ask it now.
    pub(super) fn question(&self, lamps: &[Signal]) -> Option<Question> {
        match &self.kind {
            Kind::Panel { program, .. } => program.frames.get(program.next).cloned(),
            Kind::Keypad { place, contact, at } => {
                let signal = lamps.get(*at).copied().unwrap_or_default();
                Some(keypad::poll(place.unit, contact.taken(), signal))
            }
        }
    }

    /// It answered.
    pub(super) fn answered(&mut self, payload: &[u8], now: Instant) -> Vec<News> {
        let mut stuck = false;
        let mut news = Vec::new();
        match &mut self.kind {
            Kind::Panel { program, .. } => {
                program.unsure |= self.turn.failures() > 0;
                program.next += 1;
                if program.next < program.frames.len() {
                    self.turn.answered(now, std::time::Duration::ZERO, Urgency::Now);
                } else {
                    program.next = 0;
                    let pause = if std::mem::take(&mut program.unsure) { CONFIRM_AFTER } else { REFRESH_EVERY };
                    self.turn.answered(now, pause, Urgency::Refresh);
                }
            }
            Kind::Keypad { place, contact, .. } => {
                let Some(report) = Report::read(payload) else { return self.failed(Trouble::Stranger, now) };
                self.turn.answered(now, POLL_EVERY, Urgency::Poll);
                match contact.hear(report, now) {
                    Heard::Pressed(key) => news.push(News::Pressed { counter: place.counter.clone(), key }),
                    Heard::Stuck => stuck = true,
                    Heard::Nothing | Heard::Bounce => {}
                }
            }
        }
        self.tally.count_answered();
        self.judge(true);
        let health = match self.health {
            _ if stuck => Health::Stuck,
            Some(Health::Stuck) if self.is_down() => Health::Stuck,
            _ if self.sample.0 < SAMPLE => match self.health {
                Some(Health::Poor) => Health::Poor,
                _ => Health::Well,
            },
            before => self.quality(before),
        };
        news.extend(self.turned(health));
        news
    }

    /// It did not.
    pub(super) fn failed(&mut self, trouble: Trouble, now: Instant) -> Vec<News> {
        self.tally.count(trouble);
        self.last = trouble;
        self.turn.failed(now);
        self.judge(false);
        let dead = self.turn.is_dead().then(|| self.turned(Health::Dead)).flatten();
        dead.into_iter().collect()
    }

    /// What went wrong last.
    pub(super) fn last(&self) -> Trouble {
        self.last
    }

    fn is_down(&self) -> bool {
        matches!(&self.kind, Kind::Keypad { contact, .. } if contact.is_down())
    }

    fn judge(&mut self, well: bool) {
        if self.sample.0 >= SAMPLE {
            self.sample = (0, 0);
        }
        self.sample.0 += 1;
        self.sample.1 += u32::from(!well);
    }

    /// By a whole sample. Between fine and poor it stays what it was, so that nobody is told every minute.
    fn quality(&self, before: Option<Health>) -> Health {
        match self.sample.1 {
            failures if failures > POOR => Health::Poor,
            failures if failures >= FINE && before == Some(Health::Poor) => Health::Poor,
            _ => Health::Well,
        }
    }

    /// Tells what it became, if it is something else.
    fn turned(&mut self, health: Health) -> Option<News> {
        if self.health.replace(health) == Some(health) {
            return None;
        }
        let (counter, unit) = match &self.kind {
            Kind::Panel { place, .. } => (place.counter.clone(), format!("panel {}", place.unit)),
            Kind::Keypad { place, .. } => (place.counter.clone(), format!("keypad {}", place.unit)),
        };
        let words = match health {
            Health::Well => "it is well".to_owned(),
            Health::Poor => format!("{} of its last {SAMPLE} questions failed; {}", self.sample.1, self.last.words()),
            Health::Stuck => "a key has been down for ten seconds: check that nothing lies on it".to_owned(),
            Health::Dead => format!("{}; it is tried again now and then ({})", self.last.words(), self.tally.line()),
        };
        Some(News::Unit { counter, unit, health, words })
    }
}
