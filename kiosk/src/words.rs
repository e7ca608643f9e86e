//! What the kiosk says on a terminal and in an installer's report, from the Fluent catalogues under `lang/`; what stands on
//! the screen is translated by the screens themselves. Vietnamese is the source, and English falls back to it.

use std::{env, sync::LazyLock};

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use unic_langid::{LanguageIdentifier, langid};

pub use fluent_bundle::FluentValue as Value;
use queue_protocol::core::Lang;

/// The catalogues of each language, one a topic.
const VI: [&str; 2] = [include_str!("../lang/vi/start.ftl"), include_str!("../lang/vi/smoke.ftl")];
const EN: [&str; 2] = [include_str!("../lang/en/start.ftl"), include_str!("../lang/en/smoke.ftl")];

/// The sentence of a key with its placeables filled in.
pub fn text(lang: Lang, key: &str, args: &[(&str, Value<'_>)]) -> String {
    let args: FluentArgs = args.iter().cloned().collect();
    let vietnamese = || message(&VIETNAMESE, key, &args);
    let found = match lang {
        Lang::Vi => vietnamese(),
        Lang::En => message(&ENGLISH, key, &args).or_else(vietnamese),
    };
    // A key without a sentence is a mistake of ours, caught by a test; the key itself is the most honest answer.
    found.unwrap_or_else(|| key.to_owned())
}

/// The language of a terminal: English where the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set says so, else
/// Vietnamese.
pub fn of_environment() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| env::var(name).ok());
    match set.into_iter().find(|value| !value.is_empty()) {
        Some(value) if value.starts_with("en") => Lang::En,
        _ => Lang::Vi,
    }
}

type Bundle = FluentBundle<FluentResource>;

static VIETNAMESE: LazyLock<Bundle> = LazyLock::new(|| bundle(langid!("vi"), &VI));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(langid!("en"), &EN));

fn bundle(lang: LanguageIdentifier, sources: &[&str]) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![lang]);
    // Both languages run from left to right; isolation marks would only show up as boxes on a terminal.
    bundle.set_use_isolating(false);
    for source in sources {
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(usable, _)| usable);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn message(bundle: &Bundle, key: &str, args: &FluentArgs<'_>) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    Some(bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Key → the names of what is filled in.
    fn entries(sources: &[&str]) -> BTreeMap<String, Vec<String>> {
        let mut entries = BTreeMap::new();
        for source in sources {
            assert!(FluentResource::try_new((*source).to_owned()).is_ok(), "a catalogue with a mistake");
            for line in source.lines() {
                let Some((key, rest)) = line.split_once(" = ").filter(|(key, _)| !key.starts_with('#')) else {
                    continue;
                };
                let mut names: Vec<String> = rest
                    .split("{ $")
                    .skip(1)
                    .filter_map(|after| after.split([' ', '}']).next())
                    .map(ToOwned::to_owned)
                    .collect();
                names.sort();
                names.dedup();
                assert!(entries.insert(key.to_owned(), names).is_none(), "{key} stands twice");
            }
        }
        entries
    }

    #[test]
    fn both_languages_say_the_same_things_with_the_same_values() {
        let (vi, en) = (entries(&VI), entries(&EN));
        assert!(vi.len() > 40, "{}", vi.len());
        assert_eq!(vi, en);
    }

    #[test]
    fn every_key_that_the_source_names_has_a_sentence() {
        let known = entries(&VI);
        let sources = [
            include_str!("start_error.rs"),
            include_str!("smoke/walk.rs"),
            include_str!("smoke/paper.rs"),
            include_str!("smoke/hands.rs"),
            include_str!("smoke/touch.rs"),
            include_str!("smoke/test_page.rs"),
            include_str!("smoke/report.html"),
        ];
        // Every call `t("key"`, also where the formatter broke the line, and every bare word that looks like a key.
        let named = sources
            .iter()
            .flat_map(|source| source.split("t(").skip(1))
            .filter_map(|rest| rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()));
        let keys: Vec<&str> = named.filter(|key| !key.contains(['{', ' '])).collect();
        assert!(keys.len() > 60, "{}", keys.len());
        for key in keys {
            assert!(known.contains_key(key), "{key}");
        }
        for act in
            ["cover-not-opened", "cover-not-closed", "near-end-not-seen", "near-end-stays", "out-not-seen", "out-stays"]
        {
            assert!(known.contains_key(&format!("{act}-todo")), "{act}");
        }
    }

    #[test]
    fn every_fault_of_a_printer_has_words() {
        let known = entries(&VI);
        let source = include_str!("../../devices/src/printer/fault.rs");
        let codes: Vec<&str> =
            source.lines().filter_map(|line| line.trim().split_once("=> \"")?.1.strip_suffix("\",")).collect();
        assert!(codes.len() >= 12, "{codes:?}");
        for code in codes {
            assert!(known.contains_key(&format!("fault-{code}")), "{code}");
            assert!(known.contains_key(&format!("fault-{code}-todo")), "{code}");
        }
    }
}
