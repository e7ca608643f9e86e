//! A name as one phrase, to be found by what people shorten it to: the initials of its words, its words without spaces,
//! or a mixture (`dk khaisinh`, `dkkhsinh`).

use std::collections::HashMap;

use super::{
    fold::fold,
    query::{Word, mask},
    slip,
    vocabulary::Vocabulary,
};

const SHORTENED: u32 = 25;
/// A word left out, or a slip, costs this.
const MISSED: u32 = 6;
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
            let words = words.iter().map(|word| vocabulary.give(word)).collect();
            self.list.push(Phrase { words, mask: mask(&run), run });
            self.list.len() - 1
        })
    }

    pub fn of(&self, at: usize) -> &Phrase {
        &self.list[at]
    }
}

pub(super) struct Phrase {
    /// Places in the vocabulary.
    pub words: Vec<usize>,
    mask: u64,
    run: Vec<u8>,
}

impl Phrase {
    /// What a word is worth that is put together from beginnings of the phrase's words; nothing if it is not.
    pub fn shortened(&self, word: &Word, vocabulary: &Vocabulary, slips: bool) -> u32 {
        let letters = word.len();
        if letters < 2 {
            return 0;
        }
        let foreign = word.foreign(self.mask);
        if foreign == 0
            && let Some(left_out) = self.pieces(word, vocabulary, if slips { LEFT_OUT } else { 0 })
            && (left_out == 0 || letters >= MANY_INITIALS)
        {
            return SHORTENED - left_out as u32 * MISSED;
        }
        let allowed = match letters {
            _ if !slips => return 0,
            0..=5 => return 0,
            6..=7 => 1,
            8..=15 => 2,
            _ => 3,
        };
        if foreign > allowed {
            return 0;
        }
        match slip::in_run(word, &self.run) {
            count if count <= allowed => SHORTENED - count as u32 * MISSED,
            _ => 0,
        }
    }

    /// The fewest words left out if the word is beginnings of the phrase's words in their order. Each bit of a set is
    /// how far into the word one has come; a set for each number of words left out.
    fn pieces(&self, word: &Word, vocabulary: &Vocabulary, most: usize) -> Option<usize> {
        let end = 1_u64 << word.len();
        let mut reached = [0_u64; LEFT_OUT + 1];
        let mut best = None;
        for at in &self.words {
            let other = vocabulary.letters(*at);
            let mut next = [0_u64; LEFT_OUT + 1];
            for left_out in 0..=most {
                let from = reached[left_out] | u64::from(left_out == 0);
                next[left_out] |= steps(word, other, from);
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
        best
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
