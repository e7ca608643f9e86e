//! The sample's files with random damage.

use std::fs;

use proptest::prelude::*;
use queue_server::words::Lang;
use tempfile::TempDir;

use crate::{load, sample};

#[derive(Clone, Debug)]
enum Spoil {
    Delete { at: usize, bytes: usize },
    Insert { at: usize, bytes: Vec<u8> },
    SwapLines { one: usize, other: usize },
    RepeatLine { line: usize },
}

const SCRAPS: [&str; 21] = [
    "[",
    "]",
    "{",
    "}",
    "=",
    "\"",
    "\n",
    "'''",
    "Đ",
    "0",
    "-1",
    "99999999999999999999",
    "\\",
    "\\u0000",
    "[[x]]\n",
    "\u{300}",
    "id",
    "= 1",
    "2019-13-01",
    "25:00",
    ".",
];

fn spoil() -> impl Strategy<Value = Spoil> {
    let scrap = prop_oneof![
        prop::sample::select(&SCRAPS[..]).prop_map(|scrap| scrap.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 1..4),
    ];
    prop_oneof![
        (any::<usize>(), 1usize..40).prop_map(|(at, bytes)| Spoil::Delete { at, bytes }),
        (any::<usize>(), scrap).prop_map(|(at, bytes)| Spoil::Insert { at, bytes }),
        (any::<usize>(), any::<usize>()).prop_map(|(one, other)| Spoil::SwapLines { one, other }),
        any::<usize>().prop_map(|line| Spoil::RepeatLine { line }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever happens to the files, the answer is a site or a list of mistakes that each have a place and a remedy.
    #[test]
    fn spoiled_files_are_answered(spoils in prop::collection::vec((0usize..7, spoil()), 1..6)) {
        let office = TempDir::new().expect("a folder");
        let files = fs::read_dir(sample()).expect("the sample");
        let mut names: Vec<_> = files.map(|entry| entry.expect("a file").file_name()).collect();
        names.sort();
        for name in &names {
            fs::copy(sample().join(name), office.path().join(name)).expect("a copy");
        }
        for (file, spoil) in &spoils {
            let path = office.path().join(&names[file % names.len()]);
            let text = fs::read(&path).expect("a file");
            fs::write(&path, spoiled(text, spoil)).expect("a file");
        }
        if let Err(told) = load(&office) {
            prop_assert!(!told.is_empty());
            for mistake in &told {
                prop_assert!(!mistake.file.is_empty());
                for lang in [Lang::Vi, Lang::En] {
                    let sentence = mistake.sentence(lang);
                    prop_assert!(!sentence.contains("site-") && sentence.lines().count() == 1, "{}", sentence);
                }
            }
        }
    }
}

fn spoiled(mut text: Vec<u8>, spoil: &Spoil) -> Vec<u8> {
    let length = text.len().max(1);
    let mut lines: Vec<Vec<u8>> = text.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
    let count = lines.len().max(1);
    match spoil {
        Spoil::Delete { at, bytes } => {
            let from = (at % length).min(text.len());
            text.drain(from..(from + bytes).min(text.len()));
        }
        Spoil::Insert { at, bytes } => {
            let at = (at % length).min(text.len());
            text.splice(at..at, bytes.iter().copied());
        }
        Spoil::SwapLines { one, other } if !lines.is_empty() => {
            lines.swap(one % count, other % count);
            text = lines.concat();
        }
        Spoil::RepeatLine { line } if !lines.is_empty() => {
            let again = lines[line % count].clone();
            lines.insert(line % count, again);
            text = lines.concat();
        }
        Spoil::SwapLines { .. } | Spoil::RepeatLine { .. } => {}
    }
    text
}
