//! Both catalogues say the same things: the same keys with the same placeables, each of them parsed without an error.

#![allow(clippy::expect_used, clippy::panic)] // helpers of tests fail by panic

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};
use queue_server::words::{self, Lang};

#[test]
fn both_languages_have_the_same_keys_and_placeables() {
    let mut seen = BTreeMap::new();
    for (topic, vietnamese, english) in words::CATALOGUES {
        let (vietnamese, english) = (messages(topic, vietnamese), messages(topic, english));
        assert_eq!(vietnamese, english, "{topic}: left Vietnamese, right English");
        for key in vietnamese.into_keys() {
            if let Some(other) = seen.insert(key.clone(), topic) {
                panic!("{key} stands in {topic} and in {other}");
            }
        }
    }
    assert!(!seen.is_empty());
}

#[test]
fn a_key_is_answered_in_the_language_asked() {
    assert_eq!(words::text(Lang::Vi, "site-text-empty", &[("key", "name".into())]), "\"name\" để trống.");
    assert_eq!(words::text(Lang::En, "site-text-empty", &[("key", "name".into())]), "\"name\" is empty.");
}

#[test]
fn the_language_of_a_terminal() {
    let cases: [(&[Option<&str>], Lang); 6] = [
        (&[None, None, None], Lang::Vi),
        (&[None, None, Some("en_US.UTF-8")], Lang::En),
        (&[None, None, Some("C.UTF-8")], Lang::Vi),
        (&[Some("vi_VN.UTF-8"), None, Some("en_GB.UTF-8")], Lang::Vi),
        (&[Some(""), Some("en"), Some("vi_VN")], Lang::En),
        (&[None, Some("fr_FR"), None], Lang::Vi),
    ];
    for (values, expected) in cases {
        assert_eq!(words::of_locale(values.iter().copied()), expected, "{values:?}");
    }
}

/// Key and placeables of every message.
fn messages(topic: &str, source: &'static str) -> BTreeMap<String, BTreeSet<String>> {
    let resource = parser::parse(source).unwrap_or_else(|(_, errors)| panic!("{topic}: {errors:?}"));
    let mut messages = BTreeMap::new();
    for entry in resource.body {
        match entry {
            Entry::Message(message) => {
                let mut names = BTreeSet::new();
                placeables(&message.value.expect("a message has a value"), &mut names);
                let double = messages.insert(message.id.name.to_owned(), names);
                assert!(double.is_none(), "{topic}: {} is there twice", message.id.name);
                for attribute in message.attributes {
                    let mut names = BTreeSet::new();
                    placeables(&attribute.value, &mut names);
                    messages.insert(format!("{}.{}", message.id.name, attribute.id.name), names);
                }
            }
            Entry::Junk { content } => panic!("{topic}: {content}"),
            _ => {}
        }
    }
    messages
}

fn placeables(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => variable(inline, names),
            Expression::Select { selector, variants } => {
                variable(selector, names);
                for variant in variants {
                    placeables(&variant.value, names);
                }
            }
        }
    }
}

fn variable(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        names.insert(id.name.to_owned());
    }
}
