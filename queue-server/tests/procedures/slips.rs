//! One slip of the finger, anywhere in every name.

use std::{fmt::Write as _, sync::Arc};

use queue_protocol::search::folded;
use queue_server::procedures::Board;

use crate::{opening, sample};

/// Two words of a name, and each with one slip: what finds the right procedure when it is typed well must mostly find it
/// when it is not.
#[test]
fn one_slip_anywhere_in_two_words_of_a_name_is_forgiven() {
    let site = sample();
    let board = Board::of(Arc::new(site.clone()));
    let finds = |query: &str, id: &str| board.search(query, opening(), 3).any(|procedure| procedure.id.as_str() == id);
    let (mut all, mut right, mut missed) = (0, 0, String::new());
    for procedure in site.procedures.iter().filter(|procedure| procedure.in_effect(opening())) {
        let (id, name) = (procedure.id.as_str(), folded(&procedure.name.vi));
        let words: Vec<_> = name.split(' ').collect();
        let pairs = words.windows(2).map(|pair| pair.join(" ")).filter(|pair| finds(pair, id));
        for slip in pairs.flat_map(|pair| slips(&pair)) {
            all += 1;
            if finds(&slip, id) {
                right += 1;
            } else {
                let _ = write!(missed, "{slip:?} ({id}) ");
            }
        }
    }
    println!("{right} of {all}; not {missed}");
    assert!(all > 2_000, "{all}");
    assert!(right * 100 >= all * 95, "{right} of {all}: not {missed}");
}

/// Each letter in turn left out, doubled, exchanged with the next, and taken for the next one on the keys from a to z.
fn slips(typed: &str) -> Vec<String> {
    let letters: Vec<_> = typed.chars().collect();
    let places = (0..letters.len()).filter(|at| letters[*at] != ' ');
    let slips = places.flat_map(|at| {
        let (before, after) = (&letters[..at], &letters[at + 1..]);
        let neighbour = char::from_u32(u32::from(letters[at]) + 1).filter(char::is_ascii_lowercase).unwrap_or('a');
        let mut kinds = vec![
            [before, after].concat(),
            [before, &[letters[at]; 2], after].concat(),
            [before, &[neighbour], after].concat(),
        ];
        if let [next, rest @ ..] = after
            && *next != ' '
        {
            kinds.push([before, &[*next, letters[at]], rest].concat());
        }
        kinds
    });
    slips.map(|letters| letters.into_iter().collect()).collect()
}
