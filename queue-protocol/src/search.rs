//! Search of the notice board (bảng niêm yết), for people who type without marks, only the beginnings or initials of
//! words, and with a slip now and then. Names, codes and the fields of work count. A looser reading is tried only where
//! a stricter one finds too little, and what it finds stands below, so that a good query is not watered down. Server and
//! kiosk search with the same index, made once for a site's configuration.

mod fold;
mod order;
mod phrase;
mod query;
mod slip;
mod vocabulary;

use std::collections::HashMap;

use queue_core::{BusinessDay, Field, Procedure, Service};

pub use self::fold::folded;
use self::{
    fold::marked,
    phrase::{Phrase, Phrases},
    query::Query,
    vocabulary::{BEGINS, Vocabulary, WHOLE},
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

/// How loosely words are compared. Each reading includes those before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reading {
    /// A word of the query begins a word of the entry.
    Begins,
    /// It is written without spaces (`khaisinh`), or as initials (`dkks`).
    Shortened,
    /// It has a slip of the finger, or leaves out a word among its initials.
    Slips,
}

// What a match is worth besides the word itself. Only the order matters: the name before the field, the phrase as it
// stands before its scattered words.
/// A match in the name is worth this more than one in the field.
const IN_TITLE: u32 = 100;
/// The words of the query stand in the name one after another.
const IN_A_ROW: u32 = 50;
/// And it begins with them.
const AT_THE_FRONT: u32 = 25;
/// A word is right to the mark.
const MARKED: u32 = 5;

impl Index {
    /// Reads a notice board. Services and fields give the other words by which a procedure is found.
    pub fn of(procedures: &[Procedure], services: &[Service], fields: &[Field]) -> Self {
        let mut phrases = Phrases::default();
        let mut vocabulary = Vocabulary::default();
        let mut marked_words: HashMap<String, Vec<usize>> = HashMap::new();
        let order = order::in_vietnamese(procedures.iter().map(|procedure| procedure.name.vi.as_str()));
        let mut entries = Vec::with_capacity(procedures.len());
        for (at, procedure) in procedures.iter().enumerate() {
            let service = services.iter().find(|service| service.id == procedure.service);
            let covered = service.into_iter().flat_map(|service| &service.fields);
            let covered = covered.filter_map(|id| fields.iter().find(|field| field.id == *id)).map(|field| &field.name);
            let names = service.map(|service| &service.name).into_iter().chain(covered);
            let beside = names.flat_map(|text| [text.vi.as_str(), text.en.as_str()]);
            let beside = beside.chain([procedure.name.en.as_str()]).chain(procedure.code.as_deref());
            let title = phrases.give(&procedure.name.vi, &mut vocabulary);
            let mut beside: Vec<_> = beside.map(|phrase| phrases.give(phrase, &mut vocabulary)).collect();
            beside.sort_unstable();
            beside.dedup();
            for word in marked(&procedure.name.vi) {
                marked_words.entry(word).or_default().push(at);
            }
            entries.push(Entry { title, beside, rank: 0, from: procedure.from, until: procedure.until });
        }
        for (rank, at) in order.iter().enumerate() {
            if let Some(entry) = entries.get_mut(*at) {
                entry.rank = rank;
            }
        }
        for (at, entry) in entries.iter().enumerate() {
            vocabulary.stands_in(&phrases.of(entry.title).words, at, true);
            for phrase in &entry.beside {
                vocabulary.stands_in(&phrases.of(*phrase).words, at, false);
            }
        }
        Self { entries, vocabulary, phrases, marked: marked_words, order }
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
        let mut left: Vec<bool> = self.entries.iter().map(|entry| entry.in_effect(day)).collect();
        if query.words.is_empty() {
            return self.order.iter().copied().filter(|at| left[*at]).take(limit).collect();
        }
        let mut found = Vec::new();
        for reading in [Reading::Begins, Reading::Shortened, Reading::Slips] {
            let mut more = self.read(&query, reading, &left);
            more.sort_unstable_by_key(|(score, at)| (std::cmp::Reverse(*score), self.entries[*at].rank));
            more.iter().for_each(|(_, at)| left[*at] = false);
            // Whose words all stand in a name as they were typed, or begin it word by word, has made no slip.
            let plain = more.first().is_some_and(|(score, _)| *score >= query.words.len() as u32 * (IN_TITLE + WHOLE));
            found.extend(more.into_iter().map(|(_, at)| at));
            if plain || found.len() >= limit.min(ENOUGH) {
                break;
            }
        }
        found.truncate(limit);
        found
    }

    /// The entries still left that have every word of the query, and how well they answer it.
    fn read(&self, query: &Query, reading: Reading, left: &[bool]) -> Vec<(u32, usize)> {
        let mut alive: Vec<(u32, usize)> = (0..self.entries.len()).filter(|at| left[*at]).map(|at| (0, at)).collect();
        let mut points = vec![0; self.entries.len()];
        let mut joined = alive.clone();
        for word in &query.words {
            points.fill(0);
            self.vocabulary.each_match(word, reading, query.words.len(), |worth, at, in_title| {
                points[at] = points[at].max(if in_title { worth + IN_TITLE } else { worth });
            });
            let short = ShortWord::new(self, word, reading);
            alive.retain_mut(|(score, at)| {
                let worth = short.points(*at, points[*at]);
                *score += worth;
                worth > 0
            });
            if alive.is_empty() {
                break;
            }
        }
        for (score, at) in &mut alive {
            *score += self.row(query, &self.entries[*at]);
        }
        if alive.is_empty() && query.words.len() > 1 && reading >= Reading::Shortened {
            // Spaces in the wrong places: the query as one word.
            let short = ShortWord::new(self, &query.joined, reading);
            joined.retain_mut(|(score, at)| {
                *score = short.points(*at, 0);
                *score > 0
            });
            alive = joined;
        }
        self.mark(query, &mut alive);
        alive
    }

    /// Whether the words of the query stand in the name one after another.
    fn row(&self, query: &Query, entry: &Entry) -> u32 {
        let title = &self.phrases.of(entry.title).words;
        let begins = |(word, at): (&query::Word, &usize)| self.vocabulary.begins(*at, word);
        let row = title.windows(query.words.len()).position(|row| query.words.iter().zip(row).all(begins));
        row.map_or(0, |at| if at == 0 { IN_A_ROW + AT_THE_FRONT } else { IN_A_ROW })
    }

    fn mark(&self, query: &Query, found: &mut [(u32, usize)]) {
        for word in &query.marked {
            let Some(having) = self.marked.get(word) else { continue };
            for (score, at) in &mut *found {
                if having.binary_search(at).is_ok() {
                    *score += MARKED;
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

/// A word of the query as initials or without spaces, over an index. Phrases that many entries share are read once.
struct ShortWord<'a> {
    index: &'a Index,
    word: &'a query::Word,
    reading: Reading,
    read: std::cell::RefCell<HashMap<usize, u32>>,
}

impl<'a> ShortWord<'a> {
    fn new(index: &'a Index, word: &'a query::Word, reading: Reading) -> Self {
        Self { index, word, reading, read: std::cell::RefCell::default() }
    }

    /// The best that the word is worth in an entry, of which its whole words are worth `points`.
    fn points(&self, at: usize, points: u32) -> u32 {
        if points >= IN_TITLE + BEGINS || self.reading == Reading::Begins {
            return points;
        }
        let entry = &self.index.entries[at];
        let title = match self.phrase(self.index.phrases.of(entry.title)) {
            0 => 0,
            worth => worth + IN_TITLE,
        };
        let best = points.max(title);
        if best > 0 {
            return best;
        }
        let shared = |phrase: &usize| {
            let known = self.read.borrow().get(phrase).copied();
            known.unwrap_or_else(|| {
                let worth = self.phrase(self.index.phrases.of(*phrase));
                self.read.borrow_mut().insert(*phrase, worth);
                worth
            })
        };
        entry.beside.iter().map(shared).max().unwrap_or(0)
    }

    fn phrase(&self, phrase: &Phrase) -> u32 {
        phrase.shortened(self.word, &self.index.vocabulary, self.reading == Reading::Slips)
    }
}
