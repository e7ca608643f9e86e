//! What an office may say about its kiosks, its tickets and its neighbours, and what holds if it says nothing.

use queue_core::{KioskConfig, Lang, Layout, Site};
use queue_server::site_file;
use serde_json::json;

use crate::{
    cases::{Case, told_as_expected},
    load, office, replace_line, sample,
};

#[test]
fn mistakes_about_kiosks_and_days_are_told_with_a_remedy() {
    told_as_expected(CASES);
}

#[test]
fn what_is_left_out_has_a_default() {
    let site = load(&office()).expect("no mistakes");
    assert_eq!(site.kiosk, KioskConfig::new(200, 860, Lang::Vi));
    assert_eq!((site.kiosk.lease, site.kiosk.priority_age), (200, None));
    assert_eq!(site.ticket.layout, Layout::Compact);
    assert!(site.neighbours.is_empty());
    assert_eq!((site.procedures[0].from, site.procedures[0].until), (None, None));
    let code = regex::Regex::new(&site.kiosk.file_code).expect("the default is a pattern");
    assert!(code.is_match("000.00.14.H20-200703-0002") && !code.is_match("000.00.14.H20-200703-0002 "));
}

/// Logs were written before an office could say any of it.
#[test]
fn what_stands_in_older_logs_has_the_same_defaults() {
    let kiosk = json!({ "scanner_x": 200, "slot_x": 860, "lang": "vi" });
    let kiosk: KioskConfig = serde_json::from_value(kiosk).expect("a kiosk of before");
    assert_eq!(kiosk, KioskConfig::new(200, 860, Lang::Vi));
    let site = load(&office()).expect("no mistakes");
    let mut written = serde_json::to_value(&site).expect("as JSON");
    for (part, keys) in [("/kiosk", &["file_code", "lease", "contrast", "low_reach"][..]), ("/ticket", &["layout"])] {
        let part = written.pointer_mut(part).and_then(|part| part.as_object_mut()).expect(part);
        keys.iter().for_each(|key| assert!(part.remove(*key).is_some(), "{key}"));
    }
    assert!(written.get("neighbours").is_none() && written["procedures"][0].get("from").is_none());
    assert_eq!(serde_json::from_value::<Site>(written).expect("a site of before"), site);
}

#[test]
fn what_is_said_is_read() {
    let office = office();
    replace_line(
        &office,
        "site.toml",
        20,
        "lang = \"en\"\nfile_code = '^HS\\d+$'\npriority_age = 80\nlease = 0\ncontrast = true\nlow_reach = true",
    );
    replace_line(&office, "site.toml", 30, "follow_url = \"http://10.0.0.2:8080/\"\nlayout = \"full\"");
    replace_line(&office, "procedures.toml", 10, "sample = true\nfrom = \"2019-08-01\"\nuntil = 2019-08-01");
    let site = load(&office).expect("no mistakes");
    let expected = KioskConfig {
        file_code: r"^HS\d+$".to_owned(),
        priority_age: Some(80),
        lease: 0,
        contrast: true,
        low_reach: true,
        ..KioskConfig::new(200, 860, Lang::En)
    };
    assert_eq!(site.kiosk, expected);
    assert_eq!(site.ticket.layout, Layout::Full);
    let day = "2019-08-01".parse().expect("a day");
    assert_eq!((site.procedures[0].from, site.procedures[0].until), (Some(day), Some(day)));
    let sample = site_file::load(&sample().join("site.toml")).expect("no mistakes");
    let addresses: Vec<_> = sample.neighbours.iter().map(|neighbour| neighbour.follow_url.as_str()).collect();
    assert_eq!(addresses, ["http://cao-lanh.motcua.example", "http://tam-nong.motcua.example"]);
}

const CASES: &[Case] = &[
    (
        "site.toml",
        20,
        "lang = \"vi\"\nfile_code = '^\\d{3'",
        &[
            r#"site.toml:21: "^\d{3" is no regular expression (unclosed counted repetition). Correct it, or remove the line to use the common form of a file code."#,
        ],
    ),
    (
        "site.toml",
        20,
        "lang = \"vi\"\nfile_code = '^(\\w{99}){99}$'",
        &[
            "site.toml:21: The pattern of file codes is too large. Write it in 200 characters, and repeat nothing too often.",
        ],
    ),
    (
        "site.toml",
        20,
        "lang = \"vi\"\nfile_code = '^1111111111111111111111111111111111111111111111111111111111111111111111111111111111111111\
         111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111\
         $'",
        &[
            "site.toml:21: The pattern of file codes is too large. Write it in 200 characters, and repeat nothing too often.",
        ],
    ),
    (
        "site.toml",
        20,
        "lang = \"vi\"\nfile_code = '[0-9]*'",
        &[
            r#"site.toml:21: The pattern "[0-9]*" fits an empty code, so every scan would be taken for a file. Write it from beginning to end, as ^…$, with at least one letter or digit that must be there."#,
        ],
    ),
    (
        "site.toml",
        20,
        "lang = \"vi\"\nfile_code = \"\"",
        &[
            r#"site.toml:21: The pattern "" fits an empty code, so every scan would be taken for a file. Write it from beginning to end, as ^…$, with at least one letter or digit that must be there."#,
        ],
    ),
    (
        "site.toml",
        20,
        "lang = \"vi\"\npriority_age = 59",
        &[r#"site.toml:21: "priority_age" is 59, which is out of bounds. Write a number from 60 to 80."#],
    ),
    (
        "site.toml",
        20,
        "lang = \"vi\"\npriority_age = 81",
        &[r#"site.toml:21: "priority_age" is 81, which is out of bounds. Write a number from 60 to 80."#],
    ),
    (
        "site.toml",
        20,
        "lang = \"vi\"\nlease = 501",
        &[r#"site.toml:21: "lease" is 501, which is out of bounds. Write a number from 0 to 500."#],
    ),
    (
        "site.toml",
        20,
        "lang = \"vi\"\ncontrast = \"yes\"",
        &[r#"site.toml:21: "contrast" must be true or false. Write true or false without quotes."#],
    ),
    (
        "site.toml",
        20,
        "lang = \"vi\"\nlow_reech = true",
        &[r#"site.toml:21: There is no key "low_reech". Did you mean "low_reach"?"#],
    ),
    (
        "site.toml",
        25,
        "follow_url = \"http://10.0.0.2:8080\"\nlayout = \"ful\"",
        &[r#"site.toml:26: "layout" cannot be "ful". Did you mean "full"? It may be one of: compact, full."#],
    ),
    (
        "site.toml",
        25,
        "follow_url = \"http://10.0.0.2:8080\"\n[[neighbour]]\nname = { vi = \"Nơi khác\", en = \"Other\" }\n\
         follow_url = \"http://10.0.0.2:8080/\"",
        &[
            r#"site.toml:28: "http://10.0.0.2:8080" is this site's own address, not another's. Write the address at which the other site's tickets are followed, or remove the entry."#,
        ],
    ),
    (
        "site.toml",
        25,
        "follow_url = \"http://10.0.0.2:8080\"\n[[neighbour]]\nname = { vi = \"Nơi khác\", en = \"Other\" }\n\
         follow_url = \"http://a\"\n[[neighbour]]\nname = { vi = \"Nơi nữa\", en = \"One more\" }\nfollow_url = \"http://a\"",
        &[
            r#"site.toml:31: The address "http://a" belongs to another site already (first at site.toml:28). Give each site an address of its own."#,
        ],
    ),
    (
        "site.toml",
        25,
        "follow_url = \"http://10.0.0.2:8080\"\n[[neighbour]]\nname = { vi = \"Nơi khác\", en = \"Other\" }\n\
         follow_url = \"ftp://a\"",
        &[
            r#"site.toml:28: "ftp://a" is no address to follow a ticket at. Write it as "http://10.0.0.2:8080", at most 60 characters."#,
        ],
    ),
    (
        "procedures.toml",
        10,
        "sample = true\nfrom = \"2019-08-02\"\nuntil = \"2019-08-01\"",
        &[
            r#"procedures.toml:12: The procedure ends on 2019-08-01, before it begins on 2019-08-02. Correct "from" or "until"."#,
        ],
    ),
    (
        "procedures.toml",
        10,
        "sample = true\nuntil = \"31/7/2019\"",
        &[r#"procedures.toml:11: "until" is no date that exists. Write it as "2019-09-02"."#],
    ),
];
