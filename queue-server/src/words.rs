//! What the server says to people, in Vietnamese and English. The sentences stand in Fluent catalogues under `lang/`,
//! one file a topic; Vietnamese is the source, and a key that English lacks is answered in Vietnamese. The catalogues
//! are embedded, so that a server without its files still speaks.

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use unic_langid::{LanguageIdentifier, langid};

pub use fluent_bundle::FluentValue as Value;
pub use queue_core::Lang;

macro_rules! catalogue {
    ($topic:literal) => {
        (
            $topic,
            include_str!(concat!("../lang/vi/", $topic, ".ftl")),
            include_str!(concat!("../lang/en/", $topic, ".ftl")),
        )
    };
}

/// A catalogue in both languages: (topic, Vietnamese, English). A new file is added here and nowhere else.
pub const CATALOGUES: [(&str, &str, &str); 4] =
    [catalogue!("site_file"), catalogue!("problems"), catalogue!("server"), catalogue!("phone")];

/// The sentence of a key with its placeables filled in. `key.attribute` is the attribute of a message.
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

/// The language of a terminal, from the values of `LC_ALL`, `LC_MESSAGES` and `LANG` in this order: English where the
/// first that is set says so, else Vietnamese.
pub fn of_locale<'a>(values: impl IntoIterator<Item = Option<&'a str>>) -> Lang {
    match values.into_iter().flatten().find(|value| !value.is_empty()) {
        Some(value) if value.starts_with("en") => Lang::En,
        _ => Lang::Vi,
    }
}

/// [`of_locale`] of this process's environment.
pub fn of_environment() -> Lang {
    let values = ["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| std::env::var(name).ok());
    of_locale(values.iter().map(Option::as_deref))
}

type Bundle = FluentBundle<FluentResource>;

static VIETNAMESE: LazyLock<Bundle> = LazyLock::new(|| bundle(langid!("vi"), CATALOGUES.iter().map(|c| c.1)));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(langid!("en"), CATALOGUES.iter().map(|c| c.2)));

fn bundle(lang: LanguageIdentifier, sources: impl Iterator<Item = &'static str>) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![lang]);
    // Both languages run from left to right; the isolation marks would only show up as boxes on a terminal.
    bundle.set_use_isolating(false);
    for source in sources {
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(usable, _)| usable);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn message(bundle: &Bundle, key: &str, args: &FluentArgs<'_>) -> Option<String> {
    let pattern = match key.split_once('.') {
        None => bundle.get_message(key)?.value()?,
        Some((key, attribute)) => bundle.get_message(key)?.get_attribute(attribute)?.value(),
    };
    Some(bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned())
}
