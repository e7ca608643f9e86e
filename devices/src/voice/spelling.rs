//! Letters and numbers as words. A ticket's number is spelt: its letter, then its digits one by one. A number that
//! counts is read whole, as the South reads it.

use super::Tongue;

/// Names of the letters. D is read as every Vietnamese reads "a, bê, xê, đê", so Đ must not be a letter beside it.
const LETTERS: [(char, &str, &str); 26] = [
    ('A', "a", "A"),
    ('B', "bê", "B"),
    ('C', "xê", "C"),
    ('D', "đê", "D"),
    ('E', "e", "E"),
    ('F', "ép", "F"),
    ('G', "giê", "G"),
    ('H', "hát", "H"),
    ('I', "i ngắn", "I"),
    ('J', "gi", "J"),
    ('K', "ca", "K"),
    ('L', "e-lờ", "L"),
    ('M', "em-mờ", "M"),
    ('N', "en-nờ", "N"),
    ('O', "o", "O"),
    ('P', "pê", "P"),
    ('Q', "quy", "Q"),
    ('R', "e-rờ", "R"),
    ('S', "ét-sì", "S"),
    ('T', "tê", "T"),
    ('U', "u", "U"),
    ('V', "vê", "V"),
    ('W', "vê kép", "W"),
    ('X', "ích-xì", "X"),
    ('Y', "i dài", "Y"),
    ('Z', "dét", "Z"),
];

/// Digits read one by one.
const DIGITS: [(&str, &str); 10] = [
    ("không", "zero"),
    ("một", "one"),
    ("hai", "two"),
    ("ba", "three"),
    ("bốn", "four"),
    ("năm", "five"),
    ("sáu", "six"),
    ("bảy", "seven"),
    ("tám", "eight"),
    ("chín", "nine"),
];

/// English has names of their own for these.
const TEENS: [&str; 10] =
    ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];

const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// The name of a letter from A to Z.
pub fn letter(letter: char, tongue: Tongue) -> Option<&'static str> {
    let (_, vi, en) = LETTERS.iter().find(|(of, ..)| *of == letter.to_ascii_uppercase())?;
    Some(pick(tongue, vi, en))
}

/// The name of a digit from 0 to 9.
pub fn digit(digit: char, tongue: Tongue) -> Option<&'static str> {
    let (vi, en) = DIGITS[digit.to_digit(10)? as usize];
    Some(pick(tongue, vi, en))
}

/// A number from 1 to 99, read whole.
pub fn whole(number: u32, tongue: Tongue) -> Option<String> {
    (1..=99).contains(&number).then(|| {
        let (tens, ones) = (number as usize / 10, number as usize % 10);
        match tongue {
            Tongue::Vi => vietnamese(tens, ones),
            Tongue::En => english(tens, ones),
        }
    })
}

/// One is mốt after twenty and above, four tư; five is lăm after any ten; ten alone is mười.
fn vietnamese(tens: usize, ones: usize) -> String {
    let one = |digit: usize| DIGITS[digit].0;
    let head = match tens {
        0 => return one(ones).to_owned(),
        1 => "mười".to_owned(),
        _ => format!("{} mươi", one(tens)),
    };
    let tail = match (tens, ones) {
        (_, 0) => return head,
        (2.., 1) => "mốt",
        (2.., 4) => "tư",
        (_, 5) => "lăm",
        _ => one(ones),
    };
    format!("{head} {tail}")
}

fn english(tens: usize, ones: usize) -> String {
    match (tens, ones) {
        (0, _) => DIGITS[ones].1.to_owned(),
        (1, _) => TEENS[ones].to_owned(),
        (_, 0) => TENS[tens - 2].to_owned(),
        _ => format!("{}-{}", TENS[tens - 2], DIGITS[ones].1),
    }
}

fn pick(tongue: Tongue, vi: &'static str, en: &'static str) -> &'static str {
    match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    }
}
