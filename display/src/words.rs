//! Sentences for the terminal, from the Fluent catalogues under `lang/`; what stands on the wall is translated by the
//! screens themselves. Vietnamese is the source, and English falls back to it.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use queue_protocol::core::Lang;
use unic_langid::{LanguageIdentifier, langid};

/// Both catalogues: language, identifier, source.
const CATALOGUES: [(Lang, LanguageIdentifier, &str); 2] = [
    (Lang::Vi, langid!("vi"), include_str!("../lang/vi/display.ftl")),
    (Lang::En, langid!("en"), include_str!("../lang/en/display.ftl")),
];

/// The sentence of a key with its placeables filled in.
pub fn sentence(lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
    let mut values = FluentArgs::new();
    for (name, value) in args {
        values.set(*name, *value);
    }
    // A key without a sentence is a mistake of ours, caught by a test; the key itself is the most honest answer.
    message(lang, key, &values).or_else(|| message(Lang::Vi, key, &values)).unwrap_or_else(|| key.to_owned())
}

fn message(lang: Lang, key: &str, args: &FluentArgs<'_>) -> Option<String> {
    let (_, id, source) = CATALOGUES.into_iter().find(|(of, ..)| *of == lang)?;
    let mut bundle = FluentBundle::new(vec![id]);
    // Both languages run from left to right; isolation marks would only show up as boxes on a terminal.
    bundle.set_use_isolating(false);
    bundle.add_resource(FluentResource::try_new(source.to_owned()).ok()?).ok()?;
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
    errors.is_empty().then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [(&str, &[&str]); 20] = [
        ("bad-url", &["url"]),
        ("token-unreadable", &["path", "reason"]),
        ("token-not-one", &["path"]),
        ("bad-window", &["size"]),
        ("bad-panels", &["reason"]),
        ("unknown-zone", &["zone", "zones"]),
        ("no-window", &["reason"]),
        ("no-thread", &["reason"]),
        ("no-sound", &["reason"]),
        ("voice-made", &["clips", "path"]),
        ("voice-words", &["path", "reason"]),
        ("voice-lacks", &["id", "lang", "text"]),
        ("voice-faults", &["path", "count"]),
        ("voice-whole", &["path"]),
        ("voice-said", &["path", "seconds"]),
        ("record-next", &["at", "of", "text"]),
        ("record-stop", &[]),
        ("record-keep", &["seconds", "loud"]),
        ("record-quiet", &["seconds", "loud"]),
        ("record-done", &["done", "of", "path"]),
    ];

    #[test]
    fn every_sentence_exists_in_both_languages_and_uses_all_it_is_given() {
        for (lang, _, source) in CATALOGUES {
            assert_eq!(source.lines().filter(|l| l.contains(" = ")).count(), ALL.len());
            for (key, names) in ALL {
                let args: Vec<_> = names.iter().map(|name| (*name, *name)).collect();
                let mut values = FluentArgs::new();
                args.iter().for_each(|(name, value)| values.set(*name, format!("<{value}>")));
                let text = message(lang, key, &values).unwrap_or_else(|| panic!("{key} in {lang:?}"));
                assert!(names.iter().all(|name| text.contains(&format!("<{name}>"))), "{key} in {lang:?}: {text}");
            }
        }
    }
}
