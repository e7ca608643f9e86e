//! What a code is, told by table, and millions of codes that are none.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says why it failed")]

mod support;

use devices::scanner::{Framer, Key, LONGEST, Wedge};
use kiosk::scan::{BirthDate, Rules, Scan, classify};
use proptest::prelude::*;
use queue_protocol::{
    core::{BusinessDay, Neighbour, Text, TicketId},
    wire::SiteView,
};
use std::time::Duration;
use support::office;

const TICKET: &str = "0198f2d0-7a11-7c3e-9a5b-0123456789ab";

fn site() -> SiteView {
    let mut site = office::site();
    site.ticket.follow_url = "http://10.0.0.2:8080/".into();
    site.kiosk.priority_age = Some(75);
    let name = Text { vi: "Một cửa huyện Cao Lãnh".into(), en: "Cao Lãnh One-Stop Office".into() };
    site.neighbours = vec![Neighbour { name, follow_url: "https://motcua.caolanh.example".into() }];
    site
}

fn card(birth: &str) -> String {
    format!("087044000123|301234567|Nguyễn Văn Mẫu|{birth}|Nam|Ấp 1, Mỹ Quý, Tháp Mười|25062021")
}

#[test]
fn what_a_code_is() {
    let rules = Rules::of(&site());
    let ticket = Scan::Ticket(TICKET.parse::<TicketId>().unwrap());
    let text = |vi: &str, en: &str| Scan::OtherSite(Text { vi: vi.into(), en: en.into() });
    let neighbour = text("Một cửa huyện Cao Lãnh", "Cao Lãnh One-Stop Office");
    let cases = [
        ("000.00.14.H20-190801-0002", Scan::FileCode),
        ("  000.00.14.H20-190801-000212  ", Scan::FileCode),
        ("000.00.14.H20-190801-2", Scan::Unknown),
        ("see 000.00.14.H20-190801-0002", Scan::Unknown),
        (&format!("http://10.0.0.2:8080/t/{TICKET}"), ticket.clone()),
        (&format!("HTTP://10.0.0.2:8080/t/{TICKET}"), ticket),
        ("http://10.0.0.2:8080/t/7", Scan::Unknown),
        ("http://10.0.0.2:8080", Scan::Unknown),
        (&format!("http://10.0.0.2:8081/t/{TICKET}"), text("10.0.0.2", "10.0.0.2")),
        (&format!("https://motcua.caolanh.example/t/{TICKET}"), neighbour.clone()),
        ("https://motcua.caolanh.example/t/an-older-kind", neighbour),
        (
            &format!("https://Motcua.An-Giang.example/q/t/{TICKET}"),
            text("motcua.an-giang.example", "motcua.an-giang.example"),
        ),
        (&format!("https://user:word@elsewhere.example/t/{TICKET}"), Scan::Unknown),
        (&format!("https://{}/t/{TICKET}", "long".repeat(30)), Scan::Unknown),
        (&format!("ftp://elsewhere.example/t/{TICKET}"), Scan::Unknown),
        (&format!("https://elsewhere.example/cart/{TICKET}"), Scan::Unknown),
        ("https://elsewhere.example/", Scan::Unknown),
        ("8936036020014", Scan::Unknown),
        ("087044000123|301234567|Nguyễn Văn Mẫu|01021944", Scan::Unknown),
        ("087044000123|301234567|Nguyễn Văn Mẫu|31021944|Nam|Ấp 1|25062021", Scan::Unknown),
        ("a|b|c|01021944|e|f|g", Scan::Unknown),
        ("|||||||||", Scan::Unknown),
    ];
    for (code, expected) in cases {
        assert_eq!(classify(code, &rules), expected, "{code}");
    }
}

#[test]
fn age_counts_from_the_birthday_in_the_office() {
    let rules = Rules::of(&site());
    let today: BusinessDay = "2019-08-01".parse().unwrap();
    let cases = [
        ("31071944", true),
        ("01081944", true),
        ("02081944", false),
        ("29021944", true),
        ("15031990", false),
        ("00001944", true),
        ("00001945", false),
        // Nobody is as old, and nobody is born tomorrow.
        ("01011850", false),
        ("02082019", false),
    ];
    for (birth, entitled) in cases {
        let found = birth_date(&card(birth), &rules);
        assert_eq!(rules.is_entitled(found, today), entitled, "{birth}");
    }
    let leap = birth_date(&card("29021944"), &rules);
    assert_eq!(leap.age_on("2019-02-28".parse().unwrap()), Some(74));
    assert_eq!(leap.age_on("2019-03-01".parse().unwrap()), Some(75));

    let mut without = site();
    without.kiosk.priority_age = None;
    assert!(!Rules::of(&without).is_entitled(leap, today), "where the site has no such age");
}

#[test]
fn cards_of_every_make() {
    let rules = Rules::of(&site());
    for code in [
        card("01021944"),
        "087044000123||Nguyễn Thị Mẫu|01021944|Nữ|Ấp 1".into(),
        format!("{}|||more|of the 2024 card", card("01021944")),
        "301234567||Trần Mẫu|01021944|Nam|Xã Mỹ Quý|".into(),
    ] {
        let birth = birth_date(&code, &rules);
        assert_eq!(birth.age_on("2019-08-01".parse().unwrap()), Some(75));
        assert!(!format!("{birth:?} {:?}", classify(&code, &rules)).contains("1944"));
    }
}

#[test]
fn a_pattern_that_is_none_knows_no_codes() {
    let mut site = site();
    for pattern in ["(", "a{1000}{1000}{1000}"] {
        site.kiosk.file_code = pattern.into();
        assert_eq!(classify("000.00.14.H20-190801-0002", &Rules::of(&site)), Scan::Unknown);
    }
    site.kiosk.file_code = "A|B-\\d+".into();
    let rules = Rules::of(&site);
    assert_eq!(classify("B-12", &rules), Scan::FileCode);
    assert_eq!(classify("BA-12", &rules), Scan::Unknown, "the whole code has to fit");
}

proptest! {
    #[test]
    fn nothing_else_is_taken_for_a_card(text in ".{0,200}") {
        let is_card = matches!(classify(&text, &Rules::of(&site())), Scan::Card(_));
        prop_assert!(!is_card || text.matches('|').count() >= 5);
    }
}

#[test]
fn a_hundred_thousand_codes_that_nobody_foresaw() {
    flood(100_000, 1);
}

#[test]
#[ignore = "minutes: part of the long proofs"]
fn ten_million_codes_that_nobody_foresaw() {
    flood(10_000_000, 2);
}

/// Framer, wedge and classifier under real codes that were damaged, and under noise: none stops them, and they hold no
/// more memory in the end than after the first tenth.
fn flood(inputs: u32, seed: u64) {
    let mut random = fastrand::Rng::with_seed(seed);
    let rules = Rules::of(&site());
    let samples = [
        card("01021944").into_bytes(),
        format!("http://10.0.0.2:8080/t/{TICKET}").into_bytes(),
        format!("https://motcua.caolanh.example/t/{TICKET}").into_bytes(),
        b"000.00.14.H20-190801-0002".to_vec(),
        "|".repeat(40).into_bytes(),
        vec![b'9'; LONGEST + 1],
    ];
    let (mut framer, mut wedge, mut now) = (Framer::default(), Wedge::default(), Duration::ZERO);
    let mut kinds = std::collections::BTreeMap::<&str, u32>::new();
    let mut bytes = Vec::new();
    let mut before = 0;
    for n in 0..inputs {
        bytes.clear();
        bytes.extend_from_slice(&samples[random.usize(..samples.len())]);
        damage(&mut bytes, &mut random);
        let mut rest = &bytes[..];
        while !rest.is_empty() {
            match framer.take(&mut rest) {
                Some(Ok(scan)) => *kinds.entry(classify(scan.text(), &rules).kind()).or_default() += 1,
                Some(Err(reason)) => *kinds.entry(reason.code()).or_default() += 1,
                None => {}
            }
        }
        if random.u8(..) == 0 {
            framer.quiet();
        }
        // A few keys of it, so that the wedge is not the part that takes the time.
        for c in String::from_utf8_lossy(&bytes).chars().take(40) {
            now += Duration::from_millis(random.u64(..12));
            if let Key::Scan(scan) = wedge.key(c.encode_utf8(&mut [0; 4]), now) {
                classify(scan.text(), &rules);
            }
        }
        if n == inputs / 10 {
            before = resident();
        }
    }
    let grown = resident().saturating_sub(before);
    assert!(grown < 2 << 20, "{grown} bytes more than after the first tenth");
    let expected =
        ["card", "ticket", "other-site", "file-code", "unknown", "too-long", "control", "not-utf8", "too-short"];
    assert!(expected.iter().all(|kind| kinds.contains_key(kind)), "{kinds:?}");
    println!("{inputs} inputs, {grown} bytes grown: {kinds:?}");
}

fn damage(bytes: &mut Vec<u8>, random: &mut fastrand::Rng) {
    for _ in 0..random.usize(..4) {
        let at = random.usize(..=bytes.len());
        match random.u8(..6) {
            0 => bytes.insert(at, random.u8(..)),
            1 => bytes.insert(at, *b"|\r\n\0/.".get(random.usize(..6)).unwrap()),
            2 if at < bytes.len() => bytes[at] = random.u8(..),
            3 => bytes.truncate(at),
            4 => drop(bytes.drain(..at)),
            _ => bytes.extend_from_within(at..),
        }
    }
    if random.u8(..8) != 0 {
        bytes.push(if random.bool() { b'\r' } else { b'\n' });
    }
}

fn birth_date(code: &str, rules: &Rules) -> BirthDate {
    match classify(code, rules) {
        Scan::Card(birth) => birth,
        other => panic!("{code} is no {other:?}"),
    }
}

fn resident() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
    statm.split(' ').nth(1).unwrap().parse::<u64>().unwrap() * 4096
}
