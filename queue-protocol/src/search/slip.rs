//! Slips of the finger: a letter too many, too few, wrong, or two exchanged. Own code, because all the words of a notice
//! board are compared at each key: a word is compared with another one and with its beginnings in one pass, and nothing
//! is allocated.

use super::query::{Word, code};

/// Most slips in one word.
const MOST: usize = 2;

/// Letters of a word that are compared for slips: no longer word is typed without breaking it.
const LONG: usize = 20;

/// How a word differs from another.
pub(super) struct Slip {
    pub count: u8,
    /// Whether it is the whole other word rather than its beginning.
    pub ended: bool,
}

/// The slips that a word may have.
pub(super) struct Slips {
    allowed: usize,
    may_begin: bool,
}

impl Slips {
    /// Short words allow less: two letters are taken for others only in company of other words, and the beginning of a
    /// word needs five.
    pub fn of(word: &Word, in_company: bool) -> Option<Self> {
        let (allowed, may_begin) = match word.len() {
            2 if in_company => (1, false),
            0..=2 => return None,
            3..=4 => (1, false),
            5..=7 => (1, true),
            8..=LONG => (MOST, true),
            _ => return None,
        };
        Some(Self { allowed, may_begin })
    }

    /// Whether a word is another one, or its beginning, with few enough slips.
    pub fn between(&self, word: &Word, other: &[u8], mask: u64) -> Option<Slip> {
        let (allowed, letters) = (self.allowed, word.len());
        let too_long = other.len() > letters + allowed;
        // Each letter that is not in the other word takes a slip.
        if word.foreign(mask) > allowed || other.len() + allowed < letters || (too_long && !self.may_begin) {
            return None;
        }
        let other = &other[..other.len().min(letters + allowed)];
        let (whole, beginning) = distances(&word.letters, other);
        if usize::from(whole) <= allowed && !too_long {
            return Some(Slip { count: whole, ended: true });
        }
        (self.may_begin && usize::from(beginning) <= allowed).then_some(Slip { count: beginning, ended: false })
    }
}

/// The slips between a word and another one, and the fewest between it and any beginning of the other. Neighbours may be
/// exchanged once.
fn distances(word: &[u8], other: &[u8]) -> (u8, u8) {
    const SIZE: usize = LONG + MOST + 1;
    let mut before = [0_u8; SIZE];
    let mut above: [u8; SIZE] = std::array::from_fn(|column| column as u8);
    for (row, letter) in word.iter().enumerate() {
        let mut line = [0; SIZE];
        line[0] = row as u8 + 1;
        for (column, opposite) in other.iter().enumerate() {
            let wrong = above[column] + u8::from(letter != opposite);
            let mut best = wrong.min(above[column + 1] + 1).min(line[column] + 1);
            if row > 0 && column > 0 && *letter == other[column - 1] && word[row - 1] == *opposite {
                best = best.min(before[column - 1] + 1);
            }
            line[column + 1] = best;
        }
        (before, above) = (above, line);
    }
    let last = &above[..=other.len()];
    (last[other.len()], last.iter().copied().min().unwrap_or(u8::MAX))
}

/// The fewest slips between a word and any stretch of a run of letters; two exchanged letters count as two. Myers' way: one column of
/// the comparison is kept in two machine words.
pub(super) fn in_run(word: &Word, run: &[u8]) -> usize {
    let last = 1 << (word.len().max(1) - 1);
    let (mut more, mut less) = (u64::MAX, 0);
    let mut slips = word.len();
    let mut fewest = slips;
    for letter in run {
        let here = word.places[usize::from(code(*letter))];
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn slips_are_told_from_other_words() {
        let slips = |word: &str, other: &str| {
            let word = Word::of(word);
            let slip =
                Slips::of(&word, true)?.between(&word, other.as_bytes(), super::super::query::mask(other.as_bytes()));
            slip.map(|slip| (slip.count, slip.ended))
        };
        assert_eq!(slips("snih", "sinh"), Some((1, true)));
        assert_eq!(slips("khuyt", "khuyet"), Some((1, true)));
        assert_eq!(slips("chungg", "chung"), Some((1, true)));
        assert_eq!(slips("regis", "registration"), Some((0, false)));
        assert_eq!(slips("regsi", "registration"), Some((1, false)));
        assert_eq!(slips("ty", "tu"), Some((1, true)));
        assert_eq!(slips("sinh", "chinh"), None);
        assert_eq!(slips("y", "u"), None);
    }

    proptest! {
        #[test]
        fn distances_are_those_of_the_textbook(word in "[a-d]{0,20}", other in "[a-d]{0,22}") {
            let (whole, beginning) = distances(word.as_bytes(), other.as_bytes());
            prop_assert_eq!(usize::from(whole), strsim::osa_distance(&word, &other));
            let beginnings = (0..=other.len()).map(|end| strsim::osa_distance(&word, &other[..end]));
            prop_assert_eq!(Some(usize::from(beginning)), beginnings.min());
        }

        #[test]
        fn a_run_is_searched_as_if_all_its_stretches_were(word in "[a-d]{1,48}", run in "[a-d]{0,24}") {
            let ends = |start: usize| (start..=run.len()).map(move |end| (start, end));
            let stretches = (0..=run.len()).flat_map(ends);
            let fewest = stretches.map(|(start, end)| strsim::levenshtein(&word, &run[start..end])).min();
            prop_assert_eq!(Some(in_run(&Word::of(&word), run.as_bytes())), fewest);
        }
    }
}
