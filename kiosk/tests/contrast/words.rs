//! Which texts are not of the language that a page is in. The screens' own catalogue says what belongs to which; what the
//! site's data say in English may hold Vietnamese names.

use std::collections::HashSet;

use queue_protocol::core::Lang;
use regex::RegexSet;

const CATALOGUE: &str = include_str!("../../ui/lang/en/LC_MESSAGES/kiosk-ui.po");

/// Letters that only Vietnamese has.
const MARKED: &str = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ";

/// What belongs to a page's language.
pub struct Words {
    lang: Lang,
    vietnamese: RegexSet,
    english: RegexSet,
    /// Vietnamese words that English texts may hold: names.
    names: HashSet<String>,
}

impl Words {
    /// For pages in `lang` of an office whose English data are `english`.
    pub fn new<'a>(lang: Lang, english: impl IntoIterator<Item = &'a str>) -> Self {
        let pairs = pairs(CATALOGUE);
        assert!(pairs.len() > 50, "the catalogue was read: {}", pairs.len());
        // A key that is the other language's own name belongs to both.
        let own = |(context, ..): &&(String, String, String)| context != "other language";
        let (vi, en): (Vec<_>, Vec<_>) = pairs.iter().filter(own).map(|(_, vi, en)| (pattern(vi), pattern(en))).unzip();
        let names = english.into_iter().flat_map(words).filter(|w| is_marked(w)).collect();
        Self { lang, vietnamese: RegexSet::new(vi).unwrap(), english: RegexSet::new(en).unwrap(), names }
    }

    /// Whether a text is of the other language.
    pub fn is_foreign(&self, text: &str) -> bool {
        match self.lang {
            Lang::Vi => self.english.is_match(text) && !self.vietnamese.is_match(text),
            Lang::En if text == "Tiếng Việt" => false,
            Lang::En => words(text).any(|word| is_marked(&word) && !self.names.contains(&word)),
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase)
}

fn is_marked(word: &str) -> bool {
    word.chars().any(|c| MARKED.contains(c))
}

/// A message as a pattern of what it becomes.
fn pattern(message: &str) -> String {
    let escaped = regex::escape(&message.split_whitespace().collect::<Vec<_>>().join(" "));
    let places = regex::Regex::new(r"\\\{\w+\\\}").unwrap();
    // What is all places and signs matches anything, and tells nothing.
    if places.replace_all(&escaped, "").chars().all(|c| !c.is_alphabetic()) {
        return "^never$".to_owned();
    }
    format!("^{}$", places.replace_all(&escaped, ".+"))
}

/// The catalogue's messages: context, Vietnamese, English.
fn pairs(catalogue: &str) -> Vec<(String, String, String)> {
    let mut pairs = Vec::new();
    let (mut context, mut vietnamese) = (String::new(), String::new());
    for line in catalogue.lines() {
        let Some((key, value)) = line.split_once(" \"") else { continue };
        let value = value.trim_end_matches('"').replace("\\n", "\n").replace("\\\"", "\"");
        match key {
            "msgctxt" => context = value,
            "msgid" => vietnamese = value,
            _ if key.starts_with("msgstr") && !vietnamese.is_empty() => {
                pairs.push((std::mem::take(&mut context), vietnamese.clone(), value));
            }
            _ => {}
        }
    }
    pairs
}
