//! Broken site files: each mistake is found at its line, with a remedy, beside all the others; the samples have none.
//! Most tests spoil a copy of the small office in `tests/site_file/office`.
#![allow(clippy::expect_used, clippy::panic)] // helpers of tests fail by panic

mod cases;
mod devices;
mod files;
mod hall;
mod sample;
mod spoiled;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use queue_core::Site;
use queue_server::{
    site_file::{self, Mistake},
    words::{self, Lang},
};
use tempfile::TempDir;

#[test]
fn every_mistake_has_words_in_both_languages_and_every_word_a_mistake() {
    let used = keys_in_sources();
    let (_, vietnamese, _) =
        words::CATALOGUES.into_iter().find(|(topic, ..)| *topic == "site_file").expect("our topic");
    let keys = vietnamese.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key);
    let written: BTreeSet<_> = keys.filter(|key| key.starts_with("site-")).map(str::to_owned).collect();
    assert_eq!(used, written, "left: in the sources, right: in the catalogue");
    for key in used.iter().filter(|key| !key.starts_with("site-summary") && !key.starts_with("site-report")) {
        for lang in [Lang::Vi, Lang::En] {
            let remedy = format!("{key}.remedy");
            assert_ne!(words::text(lang, &remedy, &[]), remedy);
        }
    }
    let office = office();
    replace_line(&office, "services.toml", 8, "letter = \"T\"");
    let told = load(&office).expect_err("a letter twice");
    let sentence = "services.toml:17: Chữ \"T\" đã dùng (lần đầu ở services.toml:8). Hãy cho mỗi dãy số một chữ riêng.";
    assert_eq!(told[0].to_string(), sentence);
}

/// A copy of the small office that a test may spoil.
fn office() -> TempDir {
    let folder = TempDir::new().expect("a folder for the test");
    for entry in fs::read_dir(root().join("tests/site_file/office")).expect("the small office") {
        let from = entry.expect("a file of it").path();
        fs::copy(&from, folder.path().join(from.file_name().expect("a name"))).expect("a copy");
    }
    folder
}

fn replace_line(office: &TempDir, file: &str, line: usize, instead: &str) {
    let path = office.path().join(file);
    let text = fs::read_to_string(&path).expect(file);
    let mut lines: Vec<_> = text.lines().collect();
    lines[line - 1] = instead;
    fs::write(&path, lines.join("\n")).expect(file);
}

fn load(office: &TempDir) -> Result<Site, Vec<Mistake>> {
    site_file::load(&office.path().join("site.toml"))
}

fn sentences(office: &TempDir) -> Vec<String> {
    load(office).err().unwrap_or_default().iter().map(|mistake| mistake.sentence(Lang::En)).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn sample() -> PathBuf {
    root().join("../sites/dong-thap-2019")
}

/// Every `"site-…"` in the sources of the reader.
fn keys_in_sources() -> BTreeSet<String> {
    let folder = fs::read_dir(root().join("src/site_file")).expect("the sources");
    let texts = folder.map(|entry| fs::read_to_string(entry.expect("a file").path()).expect("a source"));
    let quoted = texts.flat_map(|text| text.split('"').map(str::to_owned).collect::<Vec<_>>());
    let is_key = |word: &String| word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    quoted.filter(|word| word.starts_with("site-") && is_key(word)).collect()
}
