//! What stands on each panel, as a function of what was heard and when.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use devices::panel::{Panel, Shown};
use queue_protocol::{
    core::CounterStatus,
    stream::{LinkEvent, SILENCE},
    wire::{Board, BoardCounter},
};

use crate::model::Input;

/// After this long without a word no panel shows a number: it could not say of when it is.
pub const STALE_AFTER: Duration = SILENCE;

/// The panels by counter, and the board that they follow.
pub struct Faces {
    panels: BTreeMap<String, Vec<Box<dyn Panel>>>,
    /// Counters with a keypad.
    keypads: Vec<String>,
    board: Option<Board>,
    heard: Option<Instant>,
    /// Counters that the site does not have; told once.
    unknown: BTreeSet<String>,
}

impl Faces {
    /// Panels that have heard nothing yet.
    pub fn new(panels: BTreeMap<String, Vec<Box<dyn Panel>>>, keypads: Vec<String>) -> Self {
        Self { panels, keypads, board: None, heard: None, unknown: BTreeSet::new() }
    }

    /// Takes in what was heard, and shows it.
    pub fn hear(&mut self, input: &Input, now: Instant) {
        let Input::Link(message) = input else { return };
        match message {
            LinkEvent::Snapshot(board) => {
                self.board = Some(board.as_ref().clone());
                self.name_unknown();
            }
            LinkEvent::Event(entry) => {
                if let Some(board) = &mut self.board {
                    board.apply(entry);
                }
            }
            LinkEvent::Waits(_) | LinkEvent::Time(_) => {}
            LinkEvent::Connected | LinkEvent::Lost { .. } => return,
        }
        self.heard = Some(now);
        self.show(now);
    }

    /// Looks at the clock: what is stale is taken down.
    pub fn show(&self, now: Instant) {
        let fresh = self.is_fresh(now);
        for (counter, panels) in &self.panels {
            let known = self.counter(counter).filter(|_| fresh);
            let shown = known.map_or(Shown::Dashes, face);
            panels.iter().for_each(|panel| panel.show(shown.clone()));
        }
    }

    /// A counter as it is now; nothing when that is not known.
    pub fn current(&self, counter: &str, now: Instant) -> Option<&BoardCounter> {
        self.counter(counter).filter(|_| self.is_fresh(now))
    }

    fn counter(&self, id: &str) -> Option<&BoardCounter> {
        self.board.as_ref()?.counters.iter().find(|counter| counter.id.as_str() == id)
    }

    fn is_fresh(&self, now: Instant) -> bool {
        self.heard.is_some_and(|heard| now.saturating_duration_since(heard) < STALE_AFTER)
    }

    fn name_unknown(&mut self) {
        let Some(board) = &self.board else { return };
        let known: BTreeSet<&str> = board.counters.iter().map(|counter| counter.id.as_str()).collect();
        let named = self.panels.keys().chain(&self.keypads);
        let unknown: Vec<_> = named.filter(|id| !known.contains(id.as_str())).cloned().collect();
        for id in unknown {
            if self.unknown.insert(id.clone()) {
                let there_are = known.iter().copied().collect::<Vec<_>>().join(", ");
                tracing::error!(
                    "the panels file names the counter {id:?}, which this site does not have: use {there_are}"
                );
            }
        }
    }
}

/// What a counter shows.
fn face(counter: &BoardCounter) -> Shown {
    match (&counter.current, counter.status) {
        (Some(ticket), _) => Shown::Text(ticket.number.to_string()),
        (None, CounterStatus::Paused) => Shown::Dashes,
        (None, CounterStatus::Open | CounterStatus::Closed) => Shown::Blank,
    }
}
