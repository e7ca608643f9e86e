//! All words of the notice board, each once, with where it stands. Vietnamese has few syllables, so comparing a word of
//! the query with all of them is soon done, however many procedures there are.

use std::collections::HashMap;

use super::{
    Reading,
    query::{Word, mask},
    slip::{self, Slip},
};

// What a matched word is worth.
pub(super) const WHOLE: u32 = 40;
pub(super) const BEGINS: u32 = 30;
const SLIP: u32 = 20;
/// A slip less is worth this more.
const FEWER: u32 = 6;
/// And a whole word this more than the beginning of one.
const ENDED: u32 = 3;

#[derive(Default)]
pub(super) struct Vocabulary {
    known: HashMap<Box<[u8]>, usize>,
    words: Vec<Known>,
}

struct Known {
    letters: Box<[u8]>,
    mask: u64,
    /// Entries with the word in their names, and those with it elsewhere.
    titles: Vec<usize>,
    beside: Vec<usize>,
}

impl Vocabulary {
    /// Takes a word in.
    pub fn give(&mut self, word: &str) -> usize {
        let letters = word.as_bytes();
        if let Some(at) = self.known.get(letters) {
            return *at;
        }
        let at = self.words.len();
        self.known.insert(letters.into(), at);
        self.words.push(Known { letters: letters.into(), mask: mask(letters), titles: Vec::new(), beside: Vec::new() });
        at
    }

    /// Notes that the words stand in an entry. Entries come one after another.
    pub fn stands_in(&mut self, words: &[usize], entry: usize, in_title: bool) {
        for at in words {
            let Some(word) = self.words.get_mut(*at) else { continue };
            let list = if in_title { &mut word.titles } else { &mut word.beside };
            if list.last() != Some(&entry) {
                list.push(entry);
            }
        }
    }

    /// The letters of a word.
    pub fn letters(&self, at: usize) -> &[u8] {
        &self.words[at].letters
    }

    /// Whether a word begins with one of the query.
    pub fn begins(&self, at: usize, word: &Word) -> bool {
        self.letters(at).starts_with(&word.letters)
    }

    /// Tells what a word of the query is worth in each entry where a word like it stands, and whether in the name.
    pub fn each_match(&self, word: &Word, reading: Reading, of: usize, mut tell: impl FnMut(u32, usize, bool)) {
        for known in &self.words {
            let worth = known.worth(word, reading, of > 1);
            if worth > 0 {
                known.titles.iter().for_each(|entry| tell(worth, *entry, true));
                known.beside.iter().for_each(|entry| tell(worth, *entry, false));
            }
        }
    }
}

impl Known {
    fn worth(&self, word: &Word, reading: Reading, in_company: bool) -> u32 {
        match &*self.letters {
            letters if letters == word.letters => WHOLE,
            letters if letters.starts_with(&word.letters) || alike(&word.letters, letters) => BEGINS,
            letters if reading == Reading::Slips && word.foreign(self.mask) <= slip::MOST => {
                slip::between(word, letters, in_company).map_or(0, |Slip { count, ended }| {
                    SLIP.saturating_sub(count as u32 * FEWER) + if ended { ENDED } else { 0 }
                })
            }
            _ => 0,
        }
    }
}

/// Whether two words differ only in a last i or y after a consonant, which Vietnamese writes either way (kí, ký).
fn alike(word: &[u8], other: &[u8]) -> bool {
    let stem = |word: &'_ [u8]| match word {
        [.., b'q', b'u', b'i' | b'y'] => Some(word.len() - 1),
        [.., before, b'i' | b'y'] if !b"aeiouy".contains(before) => Some(word.len() - 1),
        _ => None,
    };
    stem(word).is_some_and(|end| stem(other) == Some(end) && word[..end] == other[..end])
}
