//! Slips of the finger: a letter too many, too few, wrong, or two exchanged.

use super::query::{Word, code};

/// Most slips in one word.
pub(super) const MOST: usize = 2;

/// Letters of a word that are compared for slips: no longer word is typed without breaking it.
const LONG: usize = 20;

/// How a word differs from another.
pub(super) struct Slip {
    pub count: usize,
    /// Whether it is the whole other word rather than its beginning.
    pub ended: bool,
}

/// Whether a word is another one, or its beginning, with few enough slips. Short words allow less: two letters are taken
/// for others only in company of other words, and the beginning of a word needs five.
pub(super) fn between(word: &Word, other: &[u8], in_company: bool) -> Option<Slip> {
    let letters = word.len();
    let (allowed, may_begin) = match letters {
        2 if in_company => (1, false),
        0..=2 => return None,
        3..=4 => (1, false),
        5..=7 => (1, true),
        _ => (MOST, true),
    };
    let too_long = other.len() > letters + allowed;
    if letters > LONG || other.len() + allowed < letters || (too_long && !may_begin) {
        return None;
    }
    let other = &other[..other.len().min(letters + allowed)];
    let (whole, beginning) = distances(&word.letters, other);
    if whole <= allowed && !too_long {
        return Some(Slip { count: whole, ended: true });
    }
    (may_begin && beginning <= allowed).then_some(Slip { count: beginning, ended: false })
}

/// The slips between a word and another one, and the fewest between it and any beginning of the other. Neighbours may be
/// exchanged once.
fn distances(word: &[u8], other: &[u8]) -> (usize, usize) {
    const SIZE: usize = LONG + MOST + 1;
    let mut before = [0; SIZE];
    let mut above: [usize; SIZE] = std::array::from_fn(|column| column);
    for (row, letter) in word.iter().enumerate() {
        let mut line = [0; SIZE];
        line[0] = row + 1;
        for (column, opposite) in other.iter().enumerate() {
            let wrong = above[column] + usize::from(letter != opposite);
            let mut best = wrong.min(above[column + 1] + 1).min(line[column] + 1);
            if row > 0 && column > 0 && *letter == other[column - 1] && word[row - 1] == *opposite {
                best = best.min(before[column - 1] + 1);
            }
            line[column + 1] = best;
        }
        (before, above) = (above, line);
    }
    let last = &above[..=other.len()];
    (last[other.len()], last.iter().copied().min().unwrap_or(usize::MAX))
}

/// The fewest slips between a word and any stretch of a run of letters; two exchanged letters count as two. Myers' way:
/// one column of the comparison is kept in two machine words.
pub(super) fn in_run(word: &Word, run: &[u8]) -> usize {
    let mut places = [0_u64; 64];
    for (at, letter) in word.letters.iter().enumerate() {
        places[usize::from(code(*letter))] |= 1 << at;
    }
    let last = 1 << (word.len().max(1) - 1);
    let (mut more, mut less) = (u64::MAX, 0);
    let mut slips = word.len();
    let mut fewest = slips;
    for letter in run {
        let here = places[usize::from(code(*letter))];
        let down = here | less;
        let across = ((here & more).wrapping_add(more) ^ more) | here;
        let (up, back) = (less | !(across | more), more & across);
        if up & last != 0 {
            slips += 1;
        } else if back & last != 0 {
            slips -= 1;
        }
        let (up, back) = (up << 1, back << 1);
        more = back | !(down | up);
        less = up & down;
        fewest = fewest.min(slips);
    }
    fewest
}
