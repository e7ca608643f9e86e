//! Every sentence of the screens has its English, and no English stands without its sentence.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::{collections::BTreeSet, fs, path::Path};

#[test]
fn every_sentence_of_the_screens_is_translated() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut said = BTreeSet::new();
    for folder in ["ui", "ui/components", "ui/pages"] {
        for file in fs::read_dir(root.join(folder)).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|e| e == "slint") {
                said.extend(sentences(&fs::read_to_string(path).unwrap()));
            }
        }
    }
    assert!(said.len() > 40, "{said:?}");
    let catalogue = fs::read_to_string(root.join("lang/en/LC_MESSAGES/display.po")).unwrap();
    let translated: BTreeSet<_> = catalogue.split("\n\n").filter_map(entry).collect();
    assert_eq!(said, translated);
}

/// Component and source of every `@tr("…")`.
fn sentences(source: &str) -> BTreeSet<(String, String)> {
    let mut component = "";
    let mut found = BTreeSet::new();
    for line in source.lines() {
        if let Some(rest) = line.strip_prefix("export component ").or(line.strip_prefix("export global ")) {
            component = rest.split(' ').next().unwrap();
        }
        for part in line.split("@tr(\"").skip(1) {
            found.insert((component.to_owned(), part.split('"').next().unwrap().to_owned()));
        }
    }
    found
}

fn entry(text: &str) -> Option<(String, String)> {
    let field = |name: &str| {
        let line = text.lines().find_map(|l| l.strip_prefix(name))?;
        Some(line.trim().trim_matches('"').to_owned()).filter(|value| !value.is_empty())
    };
    field("msgstr ")?;
    Some((field("msgctxt ")?, field("msgid ")?))
}
