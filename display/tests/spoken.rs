//! What a call says, number by number: against a table that was written by hand, and as properties of all of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use devices::voice::Tongue;
use display::announcer::{COUNTERS, lines, pause, spoken};
use queue_protocol::core::{Series, TicketNumber};

const TABLE: &str = include_str!("spoken.txt");

#[test]
fn three_hundred_calls_are_read_as_they_are_written_by_hand() {
    let words = words(Tongue::Vi);
    let rows: Vec<_> = TABLE.lines().filter(|line| !line.starts_with('#')).collect();
    let (mut letters, mut counters) = (BTreeSet::new(), BTreeSet::new());
    for row in &rows {
        let [call, number, counter] = row.split(" | ").collect::<Vec<_>>()[..] else { panic!("{row}") };
        let (ticket, at) = call.split_once(' ').unwrap();
        let at: u32 = at.parse().unwrap();
        let said = spoken(ticket.parse().unwrap(), at);
        let written = format!("Xin mời khách hàng số {number} đến quầy số {counter}");
        assert_eq!(text(&words, &said), written, "{call}");
        letters.insert(ticket.chars().next());
        counters.insert(at);
    }
    assert!(rows.len() >= 300, "{}", rows.len());
    assert_eq!((letters.len(), counters.len()), (26, 99), "every letter and every counter is in the table");
}

#[test]
fn the_sentences_of_the_office() {
    let vi = words(Tongue::Vi);
    assert_eq!(text(&vi, &spoken("A015".parse().unwrap(), 3)), "Xin mời khách hàng số a không một năm đến quầy số ba");
    assert_eq!(text(&vi, &pause(3)), "Quầy số ba tạm ngưng phục vụ");
    let en = words(Tongue::En);
    assert_eq!(
        text(&en, &spoken("A015".parse().unwrap(), 21)),
        "Number A zero one five please go to counter twenty-one"
    );
    assert_eq!(text(&en, &pause(15)), "Counter fifteen is not serving for the moment");
}

/// No two calls sound alike, and every one has all its words in both languages.
#[test]
fn every_ticket_and_counter_is_told_from_every_other() {
    let [vi, en] = [Tongue::Vi, Tongue::En].map(words);
    let mut numbers = BTreeSet::new();
    for letter in 'A'..='Z' {
        for count in 1..=999 {
            let number = TicketNumber { series: Series::new(letter).unwrap(), count };
            let said = spoken(number, 1);
            assert!(said.iter().all(|id| vi.contains_key(id) && en.contains_key(id)), "{number}: {said:?}");
            assert_eq!(said.len(), 1 + 4 + 2, "{number}");
            assert!(numbers.insert(text(&vi, &said)), "{number} sounds like another");
        }
    }
    let counters: BTreeSet<_> =
        COUNTERS.map(|n| vi[spoken("A001".parse().unwrap(), n).last().unwrap()].clone()).collect();
    assert_eq!(counters.len(), 99);
    let english: BTreeSet<_> =
        COUNTERS.map(|n| en[spoken("A001".parse().unwrap(), n).last().unwrap()].clone()).collect();
    assert_eq!(english.len(), 99);
}

fn words(tongue: Tongue) -> BTreeMap<String, String> {
    lines(tongue, COUNTERS).unwrap().into_iter().map(|line| (line.id, line.text)).collect()
}

fn text(words: &BTreeMap<String, String>, ids: &[String]) -> String {
    ids.iter().map(|id| words[id].as_str()).collect::<Vec<_>>().join(" ")
}
