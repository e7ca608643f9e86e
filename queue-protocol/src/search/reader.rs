//! One reading of a query over the notice board: what it is worth in each procedure.

use super::{
    Entry, Index, Reading,
    phrase::{Phrase, Shortened},
    query::{Query, Word},
    vocabulary::{BEGINS, WHOLE},
};

/// How well a procedure answers a query.
pub(super) struct Score {
    pub points: u32,
    /// Whether all of the query stands in the name as it was typed.
    pub certain: bool,
}

// What a match is worth besides the word itself. Only the order matters: the name before the field, the phrase as it
// stands before its scattered words, and of two names the one that says little more than what was typed.
/// A match in the name is worth this more than one in the field.
const IN_TITLE: u32 = 100;
/// The words of the query stand in the name one after another.
const IN_A_ROW: u32 = 50;
/// And it begins with them.
const AT_THE_FRONT: u32 = 25;
/// A tenth of the name's letters is covered.
const TENTH: u32 = 3;

/// A reading. What a word of the query is worth for each word of the vocabulary is found out once, and so is what it is
/// worth for a phrase that many procedures share.
pub(super) struct Reader<'a> {
    index: &'a Index,
    query: &'a Query,
    loose: bool,
    /// For each word of the query and each of the vocabulary.
    worth: Vec<Vec<u8>>,
    /// For each word of the query and each phrase.
    beside: Vec<Vec<Option<u8>>>,
}

impl<'a> Reader<'a> {
    pub fn new(index: &'a Index, query: &'a Query, reading: Reading) -> Self {
        let in_company = query.words.len() > 1;
        let worth = query.words.iter().map(|word| index.vocabulary.worth(word, reading, in_company)).collect();
        let beside = query.words.iter().map(|_| vec![None; index.phrases.len()]).collect();
        Self { index, query, loose: reading == Reading::Loose, worth, beside }
    }

    /// What the query is worth in a procedure; nothing if one of its words is not in it.
    pub fn score(&mut self, entry: &Entry) -> Option<Score> {
        let title = self.index.phrases.of(entry.title);
        let (mut points, mut covered, mut elsewhere) = (0, 0, false);
        for at in 0..self.query.words.len() {
            match self.in_title(at, title) {
                Some(found) => {
                    points += found.points;
                    covered += found.letters;
                }
                None => {
                    let Some(worth) = self.beside(at, entry) else { return self.joined(title) };
                    points += worth;
                    elsewhere = true;
                }
            }
        }
        let whole = points >= self.query.words.len() as u32 * (IN_TITLE + u32::from(WHOLE));
        let row = self.row(title);
        points += match row {
            Some(at) => in_a_row(self.query.words.len()) + if at == 0 { AT_THE_FRONT } else { 0 },
            None => 0,
        };
        if !elsewhere {
            points += coverage(covered, title);
        }
        Some(Score { points, certain: !self.loose && (whole || row.is_some()) })
    }

    fn in_title(&self, at: usize, title: &Phrase) -> Option<Found> {
        let (word, worth) = (&self.query.words[at], &self.worth[at]);
        let best = title.words.iter().map(|known| worth[*known]).max().unwrap_or(0);
        let plain = (best > 0).then(|| Found { points: IN_TITLE + u32::from(best), letters: word.len() });
        if !self.loose || best >= BEGINS {
            return plain;
        }
        let short = title.shortened(word, &self.index.vocabulary).map(Found::shortened);
        short.into_iter().chain(plain).max_by_key(|found| found.points)
    }

    /// The best of a word in code, fields, service and the English names.
    fn beside(&mut self, at: usize, entry: &Entry) -> Option<u32> {
        let best = entry.beside.iter().map(|phrase| {
            if let Some(known) = self.beside[at][*phrase] {
                return known;
            }
            let found = self.in_phrase(at, self.index.phrases.of(*phrase));
            self.beside[at][*phrase] = Some(found);
            found
        });
        best.max().filter(|best| *best > 0).map(u32::from)
    }

    fn in_phrase(&self, at: usize, phrase: &Phrase) -> u8 {
        let best = phrase.words.iter().map(|known| self.worth[at][*known]).max().unwrap_or(0);
        if !self.loose || best > 0 {
            return best;
        }
        phrase.shortened(&self.query.words[at], &self.index.vocabulary).map_or(0, |short| short.worth)
    }

    /// Where the words of the query stand in the name one after another.
    fn row(&self, title: &Phrase) -> Option<usize> {
        let alike = |(worth, known): (&Vec<u8>, &usize)| worth[*known] > 0;
        title.words.windows(self.worth.len()).position(|row| self.worth.iter().zip(row).all(alike))
    }

    /// Spaces in the wrong places: the query as one word.
    fn joined(&self, title: &Phrase) -> Option<Score> {
        let words = self.query.words.len() as u32;
        if !self.loose || words < 2 {
            return None;
        }
        let joined: &Word = &self.query.joined;
        let found = Found::shortened(title.shortened(joined, &self.index.vocabulary)?);
        Some(Score { points: found.points * words + coverage(found.letters, title), certain: false })
    }
}

/// A word of the query in a name.
struct Found {
    points: u32,
    /// How many letters of the name it stands for.
    letters: usize,
}

impl Found {
    fn shortened(short: Shortened) -> Self {
        let front = if short.at_front { AT_THE_FRONT } else { 0 };
        Self { points: IN_TITLE + u32::from(short.worth) + front, letters: short.letters }
    }
}

/// One word is no row.
fn in_a_row(words: usize) -> u32 {
    if words > 1 { IN_A_ROW } else { 0 }
}

fn coverage(letters: usize, title: &Phrase) -> u32 {
    (letters * 10 / title.letters().max(1)).min(10) as u32 * TENTH
}
