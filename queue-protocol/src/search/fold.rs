//! Folding: what is left of a Vietnamese text for someone who types without marks, on keys from a to z.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A text in lower case and without marks, its words parted by single spaces.
pub fn folded(text: &str) -> String {
    fold(text).join(" ")
}

/// Lower case, without marks, đ as d; everything that is neither letter nor digit parts the words.
pub(super) fn fold(text: &str) -> Vec<String> {
    // Đ does not decompose, so it is mapped by hand; ơ, ư and all tones do.
    let letters = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let plain: String = letters.map(|c| if c == 'đ' { 'd' } else { c }).collect();
    split(&plain)
}

/// Lower case with all marks kept: tells "đất" from "đạt" where someone took the trouble to write it.
pub(super) fn marked(text: &str) -> Vec<String> {
    let lower: String = text.nfc().flat_map(char::to_lowercase).collect();
    split(&lower)
}

fn split(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
