//! Bảng niêm yết thủ tục: what a citizen types on the kiosk's own keys, what it finds, and the sheet that is open. From a
//! sheet one touch leads to the ticket.

use queue_protocol::{
    core::{BusinessDay, Intent, Procedure, ProcedureId},
    search::Index,
    wire::NoticeBoard,
};

use super::{Choice, Effect, Model, Page};

/// Results that are listed: more than anyone looks through without typing another letter.
pub const MOST_FOUND: usize = 60;

/// Letters of a query: the longest name of a procedure has about as many.
const LONGEST_QUERY: usize = 60;

/// A key of the screen's keyboard, or of a real one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// a to z, a digit, a sign or a space.
    Letter(char),
    /// The last letter goes.
    Delete,
    /// All letters go.
    Clear,
    /// 123 or abc.
    Symbols,
}

/// The notice board as heard, ready for searching, and who looks at it.
#[derive(Default)]
pub(super) struct Notices {
    heard: Option<(NoticeBoard, Index)>,
    query: String,
    symbols: bool,
    found: Vec<usize>,
    /// Which of the results is open; the best one by itself, as long as nothing else was touched.
    open: Option<ProcedureId>,
    /// How often the citizen asked for more rows.
    turned: usize,
    from: Option<Intent>,
}

impl Model {
    /// Whether there is a notice board to look at.
    pub fn has_notices(&self) -> bool {
        self.notices.heard.as_ref().is_some_and(|(board, _)| !board.procedures.is_empty())
    }

    /// What was typed.
    pub fn query(&self) -> &str {
        &self.notices.query
    }

    /// Whether the keyboard shows digits.
    pub fn symbols(&self) -> bool {
        self.notices.symbols
    }

    /// How often the rest of the list was asked for.
    pub fn turned(&self) -> usize {
        self.notices.turned
    }

    /// What was found, best first; everything, in order, while nothing is typed.
    pub fn found(&self) -> impl Iterator<Item = &Procedure> {
        let board = self.notices.heard.as_ref().map(|(board, _)| board);
        self.notices.found.iter().filter_map(move |at| board?.procedures.get(*at))
    }

    /// The open sheet: the one that was touched, or the best of what was typed.
    pub fn open_procedure(&self) -> Option<&Procedure> {
        match &self.notices.open {
            Some(id) => self.found().find(|p| p.id == *id),
            None if self.notices.query.trim().is_empty() => None,
            None => self.found().next(),
        }
    }

    /// What a newcomer for a procedure would find, if its service is one that papers are handed in at.
    pub fn choice_of(&self, procedure: &Procedure) -> Option<Choice> {
        self.choices(Intent::Submit, self.lane()).into_iter().find(|c| c.service == procedure.service)
    }

    pub(super) fn hear_notices(&mut self, board: NoticeBoard) {
        let empty = Index::of(&[], &[], &[]);
        self.notices.heard = Some((board, empty));
        self.index_notices();
    }

    /// The office's fields and services, by which procedures are found too, may have changed.
    pub(super) fn index_notices(&mut self) {
        let services = self.hall.as_ref().map(|h| h.site().services.as_slice()).unwrap_or_default();
        if let Some((board, index)) = &mut self.notices.heard {
            *index = Index::of(&board.procedures, services, &board.fields);
        }
        self.search();
    }

    pub(super) fn open_notices(&mut self) {
        if !self.has_notices() {
            return;
        }
        self.notices.from = match self.page {
            Page::Fields(intent) => Some(intent),
            _ => None,
        };
        self.clear_notices();
        self.show(Page::Board);
    }

    /// Back to where the board was opened from. An open sheet that was touched closes first.
    pub(super) fn leave_notices(&mut self) {
        if self.notices.open.take().is_some() && self.notices.query.trim().is_empty() {
            return;
        }
        let page = self.notices.from.filter(|_| self.gives_tickets()).map_or(Page::Start, Page::Fields);
        self.show(page);
    }

    pub(super) fn press(&mut self, key: Key) {
        let query = &mut self.notices.query;
        match key {
            Key::Letter(' ') if query.is_empty() || query.ends_with(' ') => return,
            Key::Letter(letter) if query.chars().count() < LONGEST_QUERY => query.push(letter),
            Key::Letter(_) => return,
            Key::Delete => drop(query.pop()),
            Key::Clear => query.clear(),
            Key::Symbols => {
                self.notices.symbols = !self.notices.symbols;
                return;
            }
        }
        self.notices.open = None;
        self.notices.turned = 0;
        self.search();
    }

    pub(super) fn open_sheet(&mut self, id: ProcedureId) {
        self.notices.open = Some(id);
    }

    pub(super) fn turn(&mut self) {
        self.notices.turned = self.notices.turned.wrapping_add(1);
    }

    /// One touch from a procedure to its ticket.
    pub(super) fn take_for_open(&mut self) -> Vec<Effect> {
        let service = self.open_procedure().and_then(|p| self.choice_of(p)).map(|c| c.service);
        match service {
            Some(service) if self.gives_tickets() => self.ask(service, Intent::Submit, self.lane()),
            _ => Vec::new(),
        }
    }

    pub(super) fn clear_notices(&mut self) {
        self.notices.query.clear();
        self.notices.symbols = false;
        self.notices.open = None;
        self.notices.turned = 0;
        self.search();
    }

    fn search(&mut self) {
        let offset = self.hall.as_ref().map_or(0, |h| h.site().utc_offset_min);
        let day = BusinessDay::of(self.server_time().unwrap_or_default(), offset);
        if let Some((_, index)) = &self.notices.heard {
            self.notices.found = index.find(&self.notices.query, day, MOST_FOUND);
        }
    }
}
