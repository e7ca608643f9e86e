//! The committed state, shared with everyone who reads. Readers hold it for as long as an answer takes to build; the
//! writer holds it for as long as a batch takes to apply, after the commit.

use std::sync::Arc;

use parking_lot::{RwLock, RwLockReadGuard};
use queue_core::{Event, State, UtcMillis};

/// A shared, committed state.
#[derive(Clone)]
pub struct Replica(Arc<RwLock<State>>);

impl Replica {
    /// Shares a state that was read from the log.
    pub fn new(state: State) -> Self {
        Self(Arc::new(RwLock::new(state)))
    }

    /// The state, held still. Never held across an await.
    pub fn read(&self) -> RwLockReadGuard<'_, State> {
        self.0.read()
    }

    pub(super) fn apply<'a>(&self, events: impl Iterator<Item = &'a (UtcMillis, Event)>) {
        let mut state = self.0.write();
        for (at, event) in events {
            state.apply(*at, event);
        }
    }
}
