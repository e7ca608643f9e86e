//! Search of the notice board (bảng niêm yết), for people who type without marks, only the beginnings or initials of
//! words, and with a slip now and then. Names, codes and the fields of work count; a looser reading is tried only where
//! a stricter one finds nothing, so that a good query is not watered down.

mod fold;

use std::{cmp::Ordering, collections::HashSet, sync::LazyLock};

use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};
use icu_locale_core::locale;
use queue_core::{Procedure, Site};

use self::fold::{fold, marked};

/// Most results of one search: more than any screen lists, however much is asked for.
pub const MOST_RESULTS: usize = 100;

/// Characters of a query that are read: the longest name of a procedure has fewer.
pub const LONGEST_QUERY: usize = 120;

/// The procedures that a query finds, best first; all of them, in Vietnamese order, if it is empty.
pub fn search<'a>(site: &'a Site, query: &str, limit: usize) -> Vec<&'a Procedure> {
    Index::of(site).find(query, limit).into_iter().filter_map(|at| site.procedures.get(at)).collect()
}

/// The notice board made ready for searching, to be kept as long as the site's configuration stays.
pub struct Index(Vec<Entry>);

impl Index {
    /// Reads a site's procedures.
    pub fn of(site: &Site) -> Self {
        Self(site.procedures.iter().map(|procedure| Entry::of(site, procedure)).collect())
    }

    /// Positions in [`Site::procedures`] of what a query finds, best first.
    pub fn find(&self, query: &str, limit: usize) -> Vec<usize> {
        let query = Query::of(query);
        let limit = limit.min(MOST_RESULTS);
        for reading in [Reading::Begins, Reading::Shortened, Reading::Slips] {
            let scores = self.0.iter().enumerate().filter_map(|(at, entry)| Some((entry.score(&query, reading)?, at)));
            let mut found: Vec<(u32, usize)> = scores.collect();
            if !found.is_empty() {
                found.sort_by(|(a, left), (b, right)| b.cmp(a).then_with(|| self.in_vietnamese_order(*left, *right)));
                return found.into_iter().map(|(_, at)| at).take(limit).collect();
            }
        }
        Vec::new()
    }

    fn in_vietnamese_order(&self, left: usize, right: usize) -> Ordering {
        let (a, b) = (&self.0[left].name, &self.0[right].name);
        VIETNAMESE.as_ref().map_or_else(|| a.cmp(b), |collator| collator.compare(a, b)).then(left.cmp(&right))
    }
}

static VIETNAMESE: LazyLock<Option<CollatorBorrowed<'static>>> =
    LazyLock::new(|| Collator::try_new(locale!("vi").into(), CollatorOptions::default()).ok());

/// How loosely words are compared. Each reading includes those before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reading {
    /// A word of the query begins a word of the entry.
    Begins,
    /// It is written without spaces (`khaisinh`), or as initials (`dkks`).
    Shortened,
    /// It has a slip of the finger.
    Slips,
}

struct Query {
    words: Vec<String>,
    /// The words as typed, if they were typed with marks.
    marked: Vec<String>,
}

/// Words of a query that are compared; who types more has long found it.
const WORDS: usize = 10;

impl Query {
    fn of(text: &str) -> Self {
        let text: String = text.chars().take(LONGEST_QUERY).collect();
        let (mut words, mut marked) = (fold(&text), marked(&text));
        words.truncate(WORDS);
        marked.truncate(WORDS);
        Self { words, marked }
    }
}

/// A procedure as words.
struct Entry {
    /// As it is sorted.
    name: String,
    /// Words of the Vietnamese name, in order.
    title: Vec<String>,
    marked: HashSet<String>,
    /// Words of code, fields, service and the English names.
    beside: Vec<String>,
    /// Title and each of the other phrases: initials, and all letters without spaces.
    shortened: Vec<(String, String)>,
}

// What a matched word is worth. Only the order matters: the name before the field, the whole word before its beginning.
const WHOLE: u32 = 40;
const BEGINS: u32 = 30;
const SHORTENED: u32 = 20;
const SLIP: u32 = 10;
/// A match in the name is worth this more than one in the field.
const IN_TITLE: u32 = 100;
/// The words of the query stand in the name one after another.
const IN_A_ROW: u32 = 50;
/// And it begins with them.
const AT_THE_FRONT: u32 = 25;
/// A word is right to the mark.
const MARKED: u32 = 5;

impl Entry {
    fn of(site: &Site, procedure: &Procedure) -> Self {
        let service = site.service(&procedure.service);
        let fields = service.into_iter().flat_map(|service| &service.fields);
        let fields = fields.filter_map(|id| site.fields.iter().find(|field| field.id == *id)).map(|field| &field.name);
        let names = service.map(|service| &service.name).into_iter().chain(fields);
        let mut phrases: Vec<&str> = names.flat_map(|text| [text.vi.as_str(), text.en.as_str()]).collect();
        phrases.push(&procedure.name.en);
        phrases.extend(procedure.code.as_deref());
        let title = fold(&procedure.name.vi);
        let phrases: Vec<_> = phrases.into_iter().map(fold).collect();
        let shorten = |words: &Vec<String>| (words.iter().filter_map(|w| w.chars().next()).collect(), words.concat());
        Self {
            name: procedure.name.vi.clone(),
            marked: marked(&procedure.name.vi).into_iter().collect(),
            shortened: std::iter::once(&title).chain(&phrases).map(shorten).collect(),
            beside: phrases.concat(),
            title,
        }
    }

    /// How well it answers; nothing if a word of the query is not in it.
    fn score(&self, query: &Query, reading: Reading) -> Option<u32> {
        let mut score = 0;
        for word in &query.words {
            let title = best(word, &self.title, reading).map(|points| points + IN_TITLE);
            let beside = best(word, &self.beside, reading);
            let short = || (reading >= Reading::Shortened).then(|| self.short(word)).flatten();
            score += title.or_else(|| beside.max(short()))?;
        }
        if !query.words.is_empty() {
            let begins = |(word, title): (&String, &String)| title.starts_with(word.as_str());
            let row = self.title.windows(query.words.len()).position(|row| query.words.iter().zip(row).all(begins));
            score += row.map_or(0, |at| if at == 0 { IN_A_ROW + AT_THE_FRONT } else { IN_A_ROW });
        }
        score += query.marked.iter().filter(|word| self.marked.contains(*word)).count() as u32 * MARKED;
        Some(score)
    }

    /// Initials of at least two words, or at least four letters without the spaces.
    fn short(&self, word: &str) -> Option<u32> {
        let letters = word.chars().count();
        let hit = |(initials, run): &(String, String)| {
            (letters >= 2 && initials.contains(word)) || (letters >= 4 && run.contains(word))
        };
        let at = self.shortened.iter().position(hit)?;
        Some(if at == 0 { SHORTENED + IN_TITLE } else { SHORTENED })
    }
}

/// The best that a word of the query scores against any word.
fn best(word: &str, words: &[String], reading: Reading) -> Option<u32> {
    let points = |other: &String| match other {
        other if other == word => Some(WHOLE),
        other if other.starts_with(word) || alike(word, other) => Some(BEGINS),
        other if reading == Reading::Slips && slipped(word, other) => Some(SLIP),
        _ => None,
    };
    words.iter().filter_map(points).max()
}

/// Whether two words differ only in a last i or y after a consonant, which Vietnamese writes either way (kí, ký).
fn alike(word: &str, other: &str) -> bool {
    let stem = |word| str::strip_suffix(word, ['i', 'y']).filter(|stem| !stem.is_empty() && !stem.ends_with(VOWELS));
    stem(word).is_some_and(|left| stem(other) == Some(left))
}

const VOWELS: [char; 6] = ['a', 'e', 'i', 'o', 'u', 'y'];

/// Whether a word is another one with a slip: a letter too many, too few, wrong, or two exchanged. A longer word may be
/// the beginning of another; a short one with a slip would begin too many.
fn slipped(word: &str, other: &str) -> bool {
    let letters = word.chars().count();
    let (allowed, may_begin) = match letters {
        0..=2 => return false,
        3..=4 => (1, false),
        5..=7 => (1, true),
        _ => (2, true),
    };
    let near = |other: &str| {
        other.chars().count().abs_diff(letters) <= allowed && strsim::damerau_levenshtein(word, other) <= allowed
    };
    let beginning = other.char_indices().nth(letters).map(|(end, _)| &other[..end]).filter(|_| may_begin);
    near(other) || beginning.is_some_and(near)
}
