//! "Did you mean …?": the word that someone most likely wanted to write.

/// Typing mistakes that are still taken for the same word.
const SLIPS: usize = 2;

/// The nearest of the words that were possible, if one is near enough.
pub(super) fn near<'a>(word: &str, possible: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = plain(word);
    let scored =
        possible.into_iter().map(|candidate| (strsim::damerau_levenshtein(&wanted, &plain(candidate)), candidate));
    let (slips, nearest) = scored.min()?;
    // One slip for every three letters: with more, any short word could be taken for any other.
    (slips <= SLIPS.min(nearest.chars().count() / 3)).then_some(nearest)
}

fn plain(word: &str) -> String {
    word.to_lowercase().replace('-', "_")
}
