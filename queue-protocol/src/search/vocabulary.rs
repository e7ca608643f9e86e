//! All words of the notice board, each once. Vietnamese has few syllables, so comparing a word of the query with all of
//! them is soon done, however many procedures there are.

use std::collections::HashMap;

use super::{
    Reading,
    query::{Word, mask},
    slip::{Slip, Slips},
};

// What a matched word is worth.
pub(super) const WHOLE: u8 = 80;
pub(super) const BEGINS: u8 = 65;
const SLIP: u8 = 40;
/// A slip less is worth this more.
const FEWER: u8 = 12;
/// And a whole word this more than the beginning of one.
const ENDED: u8 = 6;

#[derive(Default)]
pub(super) struct Vocabulary {
    known: HashMap<Box<[u8]>, usize>,
    words: Vec<Known>,
}

struct Known {
    letters: Box<[u8]>,
    mask: u64,
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
        self.words.push(Known { letters: letters.into(), mask: mask(letters) });
        at
    }

    /// The letters of a word.
    pub fn letters(&self, at: usize) -> &[u8] {
        &self.words[at].letters
    }

    /// What a word of a query is worth for each of these; 0 for one that it is not like.
    pub fn worth(&self, word: &Word, reading: Reading, in_company: bool) -> Vec<u8> {
        let slips = Slips::of(word, in_company).filter(|_| reading == Reading::Loose);
        let worth = |known: &Known| match &*known.letters {
            letters if letters == word.letters => WHOLE,
            letters if letters.starts_with(&word.letters) || alike(&word.letters, letters) => BEGINS,
            letters => match slips.as_ref().and_then(|slips| slips.between(word, letters, known.mask)) {
                Some(Slip { count, ended }) => SLIP - count * FEWER + if ended { ENDED } else { 0 },
                None => 0,
            },
        };
        self.words.iter().map(worth).collect()
    }
}

/// Whether two words differ only in a last i or y after a consonant, which Vietnamese writes either way (kí, ký).
fn alike(word: &[u8], other: &[u8]) -> bool {
    let stem = |word: &[u8]| match word {
        [.., b'q', b'u', b'i' | b'y'] => Some(word.len() - 1),
        [.., before, b'i' | b'y'] if !b"aeiouy".contains(before) => Some(word.len() - 1),
        _ => None,
    };
    word.len() == other.len() && stem(word).is_some_and(|end| stem(other) == Some(end) && word[..end] == other[..end])
}
