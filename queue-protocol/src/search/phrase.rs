//! A name as one phrase, to be found by what people shorten it to: the initials of its words, its words without spaces,
//! or a mixture (`dk khaisinh`, `dkkhsinh`).

use std::collections::HashMap;

use super::{
    fold::fold,
    query::{Word, mask},
    slip,
    vocabulary::Vocabulary,
};

/// One letter of each word.
const INITIALS: u8 = 60;
/// More of some of them.
const PIECES: u8 = 45;
/// A word left out, or a slip, costs this.
const MISSED: u8 = 12;
/// Words that may be left out among initials.
const LEFT_OUT: usize = 2;
/// Initials that may leave out words: with fewer, any name has them somewhere.
const MANY_INITIALS: usize = 4;

/// The phrases of the notice board, each once.
#[derive(Default)]
pub(super) struct Phrases {
    known: HashMap<String, usize>,
    list: Vec<Phrase>,
}

impl Phrases {
    pub fn give(&mut self, text: &str, vocabulary: &mut Vocabulary) -> usize {
        let words = fold(text);
        *self.known.entry(words.join(" ")).or_insert_with(|| {
            let run = words.concat().into_bytes();
            let initials = words.iter().filter_map(|word| word.bytes().next()).collect();
            let words = words.iter().map(|word| vocabulary.give(word)).collect();
            self.list.push(Phrase { words, mask: mask(&run), initials, run });
            self.list.len() - 1
        })
    }

    pub fn of(&self, at: usize) -> &Phrase {
        &self.list[at]
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }
}

pub(super) struct Phrase {
    /// Places in the vocabulary.
    pub words: Vec<usize>,
    mask: u64,
    initials: Vec<u8>,
    run: Vec<u8>,
}

/// What a phrase is shortened to.
pub(super) struct Shortened {
    pub worth: u8,
    /// How many letters of the phrase it stands for.
    pub letters: usize,
    /// Whether it begins with the phrase.
    pub at_front: bool,
}

impl Phrase {
    /// Letters without the spaces.
    pub fn letters(&self) -> usize {
        self.run.len()
    }

    /// A word that is put together from beginnings of the phrase's words, perhaps with a slip.
    pub fn shortened(&self, word: &Word, vocabulary: &Vocabulary) -> Option<Shortened> {
        let letters = word.len();
        let foreign = word.foreign(self.mask);
        if letters < 2 || foreign > allowed(letters) {
            return None;
        }
        if foreign == 0 {
            let found = self.initials(word, vocabulary).or_else(|| self.pieces(word, vocabulary));
            if found.is_some() {
                return found;
            }
        }
        if allowed(letters) == 0 {
            return None;
        }
        let slips = slip::in_run(word, &self.run);
        (slips <= allowed(letters)).then(|| Shortened {
            worth: PIECES - slips as u8 * MISSED,
            letters,
            at_front: false,
        })
    }

    fn initials(&self, word: &Word, vocabulary: &Vocabulary) -> Option<Shortened> {
        let at = self.initials.windows(word.len()).position(|row| row == word.letters)?;
        let letters = self.words[at..at + word.len()].iter().map(|known| vocabulary.letters(*known).len()).sum();
        Some(Shortened { worth: INITIALS, letters, at_front: at == 0 })
    }

    /// Beginnings of the phrase's words in their order, with as few words left out as may be. Each bit of a set is how
    /// far into the word one has come; a set for each number of words left out.
    fn pieces(&self, word: &Word, vocabulary: &Vocabulary) -> Option<Shortened> {
        let most = if word.len() < MANY_INITIALS { 0 } else { LEFT_OUT };
        let end = 1_u64 << word.len();
        let mut reached = [0_u64; LEFT_OUT + 1];
        let mut best = None;
        for at in &self.words {
            let other = vocabulary.letters(*at);
            let mut next = [0_u64; LEFT_OUT + 1];
            for left_out in 0..=most {
                next[left_out] |= steps(word, other, reached[left_out] | u64::from(left_out == 0));
                if left_out < most {
                    next[left_out + 1] |= reached[left_out];
                }
            }
            reached = next;
            let done = (0..=most).find(|left_out| reached[*left_out] & end != 0);
            best = best.into_iter().chain(done).min();
            if best == Some(0) {
                break;
            }
        }
        best.map(|left_out| Shortened { worth: PIECES - left_out as u8 * MISSED, letters: word.len(), at_front: false })
    }
}

/// The slips that are overlooked in a word without spaces.
fn allowed(letters: usize) -> usize {
    match letters {
        0..=5 => 0,
        6..=7 => 1,
        8..=15 => 2,
        _ => 3,
    }
}

/// Where a word can go on after a beginning of another one is read from any of the places.
fn steps(word: &Word, other: &[u8], from: u64) -> u64 {
    let mut reached = 0;
    let mut left = from;
    while left != 0 {
        let start = left.trailing_zeros() as usize;
        left &= left - 1;
        let rest = word.letters.get(start..).unwrap_or_default();
        let common = rest.iter().zip(other).take_while(|(a, b)| a == b).count();
        reached |= ((1_u64 << common) - 1) << (start + 1);
    }
    reached
}
