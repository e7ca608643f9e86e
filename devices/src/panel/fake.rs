//! A panel for tests: it remembers what it was told.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Panel, Shown};

/// A panel whose memory any clone can read.
#[derive(Clone, Debug, Default)]
pub struct FakePanel(Arc<Mutex<Vec<Shown>>>);

impl FakePanel {
    /// All that it was told to show, the newest last.
    pub fn history(&self) -> Vec<Shown> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What it shows.
    pub fn shown(&self) -> Shown {
        self.history().pop().unwrap_or_default()
    }
}

impl Panel for FakePanel {
    fn show(&self, shown: Shown) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(shown);
    }
}
