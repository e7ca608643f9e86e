//! The bus master: opens the port, gives each unit its turn, and tells what becomes of it. A step is one question, so
//! that what was left meanwhile is seen before the next one.

use std::{
    io,
    sync::Arc,
    time::{Duration, Instant},
};

use super::{
    News, Shared, Tally, Trouble,
    line::{Clock, Failure, ask},
    turns::choose,
    unit::Unit,
};
use crate::{
    backoff::Backoff,
    panel::BusPlan,
    printer::{Connect, Port},
};

/// Between two looks at a port that is away.
const LOOK_AGAIN: Duration = Duration::from_millis(250);

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Something; there may be more.
    Worked,
    /// Nothing, and nothing is due before then.
    Idle(Instant),
}

pub(super) struct Master<C> {
    connect: Box<dyn Connect>,
    port: Option<Box<dyn Port>>,
    backoff: Backoff,
    units: Vec<Unit>,
    panels: usize,
    patience: Duration,
    shared: Arc<Shared>,
    clock: C,
    tell: Box<dyn Fn(News) + Send>,
    /// How the bus was when last told.
    well: Option<bool>,
}

impl<C: Clock> Master<C> {
    pub(super) fn new(
        connect: Box<dyn Connect>,
        plan: &BusPlan,
        shared: Arc<Shared>,
        clock: C,
        tell: Box<dyn Fn(News) + Send>,
    ) -> Self {
        let now = clock.now();
        let panels = plan.panels.iter().map(|place| Unit::panel(place.clone(), now));
        let keypads = plan.keypads.iter().enumerate().map(|(at, place)| Unit::keypad(place.clone(), at, now));
        Self {
            connect,
            port: None,
            backoff: Backoff::default(),
            units: panels.chain(keypads).collect(),
            panels: plan.panels.len(),
            patience: plan.patience,
            shared,
            clock,
            tell,
            well: None,
        }
    }

    pub(super) fn shared(&self) -> &Shared {
        &self.shared
    }

    pub(super) fn tallies(&self) -> Vec<Tally> {
        self.units.iter().map(|unit| unit.tally.clone()).collect()
    }

    /// One question, or the time until which there is none.
    pub(super) fn step(&mut self) -> Step {
        let now = self.clock.now();
        let Some(mut port) = self.port.take().or_else(|| self.open(now)) else { return Step::Idle(now + LOOK_AGAIN) };
        let lamps = self.take_wishes(now);
        let Some(at) = choose(self.units.iter().map(|unit| &unit.turn), now) else {
            self.port = Some(port);
            let due = self.units.iter().map(|unit| unit.turn.due()).min();
            return Step::Idle(due.unwrap_or(now + LOOK_AGAIN));
        };
        let unit = &mut self.units[at];
        let Some(question) = unit.question(&lamps) else {
            // A panel without a frame has nothing to be told; it is looked at again when something changes.
            unit.turn.failed(now);
            self.port = Some(port);
            return Step::Worked;
        };
        unit.tally.count_asked();
        let answer = ask(port.as_mut(), &self.clock, &question, self.patience);
        let now = self.clock.now();
        let news = match answer {
            Ok(payload) => unit.answered(&payload, now),
            Err(Failure::Unit(trouble)) => unit.failed(trouble, now),
            Err(Failure::Port(error)) => {
                self.lost(&error, now);
                return Step::Worked;
            }
        };
        self.port = Some(port);
        news.into_iter().for_each(&self.tell);
        self.judge();
        Step::Worked
    }

    fn take_wishes(&mut self, now: Instant) -> Vec<crate::keypad::Signal> {
        let wishes = self.shared.lock();
        for (unit, wish) in self.units.iter_mut().take(self.panels).zip(&wishes.panels) {
            unit.wish(wish, now);
        }
        wishes.lamps.clone()
    }

    fn open(&mut self, now: Instant) -> Option<Box<dyn Port>> {
        if !self.backoff.due(now) {
            return None;
        }
        match self.connect.connect() {
            Ok(port) => {
                self.backoff.succeeded();
                self.units.iter_mut().for_each(|unit| unit.anew(now));
                Some(port)
            }
            Err(error) => {
                self.lost(&error, now);
                None
            }
        }
    }

    fn lost(&mut self, error: &io::Error, now: Instant) {
        self.backoff.failed(now);
        let port = self.connect.name();
        self.say(
            false,
            format!(
                "the bus at {port} cannot be used ({error}): check the adapter, its name under /dev/serial/by-id and its \
                 permissions"
            ),
        );
    }

    /// When nobody answers it is the line, not the units.
    fn judge(&mut self) {
        if !self.units.iter().all(|unit| unit.turn.is_dead()) {
            if self.units.iter().any(|unit| unit.tally.answered() > 0 && unit.turn.failures() == 0) {
                self.say(true, format!("the bus at {} is well", self.connect.name()));
            }
            return;
        }
        let port = self.connect.name();
        let count = self.units.len();
        let noise = self.units.iter().filter(|unit| unit.last() == Trouble::Noise).count();
        let words = if noise * 2 >= count {
            format!("the bus at {port}: {}", Trouble::Noise.words())
        } else {
            format!(
                "none of the {count} units on the bus at {port} answers: check that A and B are neither swapped nor \
                 shorted, the power of the panels, and the baud rate"
            )
        };
        self.say(false, words);
    }

    fn say(&mut self, well: bool, words: String) {
        if self.well.replace(well) != Some(well) {
            (self.tell)(News::Bus { well, words });
        }
    }
}
