//! The notice board (bảng niêm yết) of the site's configuration, made ready for searching once and kept until another
//! configuration takes its place.

use std::sync::Arc;

use parking_lot::Mutex;
use queue_core::{BusinessDay, Procedure, Site};
use queue_protocol::search::Index;

/// The notice board as it was last asked for.
#[derive(Default)]
pub struct Boards(Mutex<Option<Arc<Board>>>);

impl Boards {
    /// The notice board of a configuration.
    pub fn of(&self, site: &Arc<Site>) -> Arc<Board> {
        // Made under the lock: whoever comes meanwhile waits for the one board instead of making another.
        let mut kept = self.0.lock();
        match &*kept {
            Some(board) if Arc::ptr_eq(&board.site, site) => board.clone(),
            _ => kept.insert(Arc::new(Board::of(site.clone()))).clone(),
        }
    }
}

/// A site's procedures, ready for searching.
pub struct Board {
    site: Arc<Site>,
    index: Index,
}

impl Board {
    /// Reads a configuration.
    pub fn of(site: Arc<Site>) -> Self {
        Self { index: Index::of(&site.procedures, &site.services, &site.fields), site }
    }

    /// The procedures in effect on a day that a query finds, best first; all of them if it is empty.
    pub fn search(&self, query: &str, day: BusinessDay, limit: usize) -> impl Iterator<Item = &Procedure> {
        self.index.find(query, day, limit).into_iter().filter_map(|at| self.site.procedures.get(at))
    }

    /// All of them in Vietnamese order, whatever the day.
    pub fn in_order(&self) -> impl Iterator<Item = &Procedure> {
        self.index.in_order().iter().filter_map(|at| self.site.procedures.get(*at))
    }

    /// The configuration.
    pub fn site(&self) -> &Site {
        &self.site
    }
}
