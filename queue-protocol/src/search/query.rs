//! What someone typed, bounded and made ready.

use super::{
    LONGEST_QUERY,
    fold::{fold, marked},
};

/// Words of a query that are compared; who types more has long found it.
const WORDS: usize = 10;

/// Letters of a word that are compared: they fit the 64 bits that the searches without spaces reckon with.
pub(super) const LETTERS: usize = 48;

/// A query.
pub(super) struct Query {
    pub words: Vec<Word>,
    /// All of it as one word.
    pub joined: Word,
    /// The words as typed, if they were typed with marks.
    pub marked: Vec<String>,
}

/// A folded word, and which letters are in it.
pub(super) struct Word {
    pub letters: Vec<u8>,
    pub mask: u64,
    /// For each letter, by its [`code`], a bit wherever it stands in the word.
    pub places: [u64; 64],
}

impl Query {
    pub fn of(text: &str) -> Self {
        let text: String = text.chars().take(LONGEST_QUERY).collect();
        let (mut words, mut marked) = (fold(&text), marked(&text));
        words.truncate(WORDS);
        marked.truncate(WORDS);
        Self { joined: Word::of(&words.concat()), words: words.iter().map(|word| Word::of(word)).collect(), marked }
    }
}

impl Word {
    pub fn of(text: &str) -> Self {
        let mut letters = text.as_bytes().to_vec();
        letters.truncate(LETTERS);
        let mut places = [0; 64];
        for (at, letter) in letters.iter().enumerate() {
            places[usize::from(code(*letter))] |= 1 << at;
        }
        Self { mask: mask(&letters), letters, places }
    }

    pub fn len(&self) -> usize {
        self.letters.len()
    }

    /// How many of its letters are not among others: it takes at least as many slips to make one of the other.
    pub fn foreign(&self, others: u64) -> usize {
        (self.mask & !others).count_ones() as usize
    }
}

/// Which letters and digits there are, a bit for each; other bytes share the bits that are left.
pub(super) fn mask(letters: &[u8]) -> u64 {
    letters.iter().fold(0, |mask, letter| mask | 1 << code(*letter))
}

/// The bit of a letter.
pub(super) fn code(letter: u8) -> u8 {
    match letter {
        b'a'..=b'z' => letter - b'a',
        b'0'..=b'9' => 26 + letter - b'0',
        other => 36 + other % 28,
    }
}
