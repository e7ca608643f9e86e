//! Search of the notice board (bảng niêm yết), for people who type without marks, only the beginnings or initials of
//! words, and with a slip now and then. Names, codes and the fields of work count. A loose reading is tried only where
//! the plain one finds too little, and what it finds stands below, so that a good query is not watered down. Server and
//! kiosk search with the same index, made once for a site's configuration.

mod fold;
mod order;
mod phrase;
mod query;
mod reader;
mod slip;
mod vocabulary;

use std::{cmp::Reverse, collections::HashMap};

use queue_core::{BusinessDay, Field, Procedure, Service};

pub use self::fold::folded;
use self::{
    fold::marked,
    phrase::Phrases,
    query::Query,
    reader::{Reader, Score},
    vocabulary::Vocabulary,
};

/// Most results of one search: more than any screen lists, however much is asked for.
pub const MOST_RESULTS: usize = 100;

/// Characters of a query that are read: the longest name of a procedure has fewer.
pub const LONGEST_QUERY: usize = 120;

/// With as many found, nobody is helped by a looser reading.
const ENOUGH: usize = 3;

/// The notice board made ready for searching, to be kept as long as the site's configuration stays.
pub struct Index {
    entries: Vec<Entry>,
    vocabulary: Vocabulary,
    phrases: Phrases,
    /// Words with their marks, and the entries that have them in their names.
    marked: HashMap<String, Vec<usize>>,
    /// Positions in Vietnamese order.
    order: Vec<usize>,
}

/// A procedure as the phrases by which it is found.
struct Entry {
    /// Its Vietnamese name.
    title: usize,
    /// Code, fields, service and the English names.
    beside: Vec<usize>,
    /// Where it stands in Vietnamese order.
    rank: usize,
    from: Option<BusinessDay>,
    until: Option<BusinessDay>,
}

/// How loosely words are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// A word of the query begins a word of the entry.
    Plain,
    /// Or it is written without spaces (`khaisinh`), as initials (`dkks`), or has a slip of the finger.
    Loose,
}

/// A word is right to the mark: who takes the trouble to write marks means them, more than any shorter name.
const MARKED: u32 = 40;

impl Index {
    /// Reads a notice board. Services and fields give the other words by which a procedure is found.
    pub fn of(procedures: &[Procedure], services: &[Service], fields: &[Field]) -> Self {
        let order = order::in_vietnamese(procedures.iter().map(|procedure| procedure.name.vi.as_str()));
        let mut index = Self {
            entries: Vec::with_capacity(procedures.len()),
            vocabulary: Vocabulary::default(),
            phrases: Phrases::default(),
            marked: HashMap::new(),
            order,
        };
        for (at, procedure) in procedures.iter().enumerate() {
            index.take(at, procedure, services, fields);
        }
        for (rank, at) in index.order.iter().enumerate() {
            index.entries[*at].rank = rank;
        }
        index
    }

    /// Positions of all procedures in Vietnamese order, whatever the day.
    pub fn in_order(&self) -> &[usize] {
        &self.order
    }

    /// Positions of what a query finds among the procedures in effect on a day, best first; all of them, in Vietnamese
    /// order, if it is empty. At most [`MOST_RESULTS`].
    pub fn find(&self, query: &str, day: BusinessDay, limit: usize) -> Vec<usize> {
        let query = Query::of(query);
        let limit = limit.min(MOST_RESULTS);
        if query.words.is_empty() {
            let held = |at: &usize| self.entries[*at].in_effect(day);
            return self.order.iter().copied().filter(held).take(limit).collect();
        }
        let mut left: Vec<usize> = (0..self.entries.len()).filter(|at| self.entries[*at].in_effect(day)).collect();
        let mut found = Vec::new();
        for reading in [Reading::Plain, Reading::Loose] {
            let mut reader = Reader::new(self, &query, reading);
            let mut more: Vec<(Score, usize)> = Vec::new();
            left.retain(|at| match reader.score(&self.entries[*at]) {
                Some(score) => {
                    more.push((score, *at));
                    false
                }
                None => true,
            });
            self.mark(&query, &mut more);
            more.sort_unstable_by_key(|(score, at)| (Reverse(score.points), self.entries[*at].rank));
            // Whoever typed a name as it stands, word by word, has made no slip.
            let certain = more.iter().any(|(score, _)| score.certain);
            found.extend(more.into_iter().map(|(_, at)| at));
            if certain || found.len() >= limit.min(ENOUGH) {
                break;
            }
        }
        found.truncate(limit);
        found
    }

    fn take(&mut self, at: usize, procedure: &Procedure, services: &[Service], fields: &[Field]) {
        let service = services.iter().find(|service| service.id == procedure.service);
        let covered = service.into_iter().flat_map(|service| &service.fields);
        let covered = covered.filter_map(|id| fields.iter().find(|field| field.id == *id)).map(|field| &field.name);
        let names = service.map(|service| &service.name).into_iter().chain(covered);
        let beside = names.flat_map(|text| [text.vi.as_str(), text.en.as_str()]);
        let beside = beside.chain([procedure.name.en.as_str()]).chain(procedure.code.as_deref());
        let mut beside: Vec<_> = beside.map(|phrase| self.phrases.give(phrase, &mut self.vocabulary)).collect();
        beside.sort_unstable();
        beside.dedup();
        for word in marked(&procedure.name.vi) {
            self.marked.entry(word).or_default().push(at);
        }
        let title = self.phrases.give(&procedure.name.vi, &mut self.vocabulary);
        self.entries.push(Entry { title, beside, rank: 0, from: procedure.from, until: procedure.until });
    }

    fn mark(&self, query: &Query, found: &mut [(Score, usize)]) {
        for word in &query.marked {
            let Some(having) = self.marked.get(word) else { continue };
            for (score, at) in &mut *found {
                if having.binary_search(at).is_ok() {
                    score.points += MARKED;
                }
            }
        }
    }
}

impl Entry {
    fn in_effect(&self, day: BusinessDay) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}
