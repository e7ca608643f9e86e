//! What an office may say about voice, wall and picks, and what holds if it says nothing.

use queue_core::{Site, TimeOfDay, VoiceConfig, WallConfig};
use queue_server::site_file;

use crate::{
    cases::{Case, told_as_expected},
    load, office, replace_line, sample,
};

#[test]
fn mistakes_about_voice_wall_and_picks_are_told_with_a_remedy() {
    told_as_expected(CASES);
}

#[test]
fn what_is_left_out_has_a_default() {
    let site = load(&office()).expect("no mistakes");
    assert_eq!((&site.voice, &site.wall), (&VoiceConfig::default(), &WallConfig::default()));
    assert_eq!((site.voice.chime, site.voice.english, site.voice.expires_s), (true, false, 90));
    assert_eq!((site.wall.min_show_s, site.wall.reduced_motion), (8, false));
    assert!(site.pick_reasons.is_empty() && site.allows_picking("suc-khoe"));
    // Logs were written before an office could say any of it.
    let mut written = serde_json::to_value(&site).expect("as JSON");
    let top = written.as_object_mut().expect("an object");
    assert!(top.remove("voice").is_some() && top.remove("wall").is_some() && top.get("pick_reasons").is_none());
    assert_eq!(serde_json::from_value::<Site>(written).expect("a site of before"), site);
}

#[test]
fn what_is_said_is_read() {
    let office = office();
    replace_line(
        &office,
        "site.toml",
        20,
        "lang = \"vi\"\n[voice]\nchime = false\nenglish = true\nexpires_s = 15\nvolume = [{ from = \"07:00\", to = \"11:30\", \
         percent = 80 }, { from = \"11:30\", to = \"13:30\", percent = 0 }]\n[wall]\nmin_show_s = 3\nreduced_motion = true\n\
         notices = [{ vi = \"Xin chào.\", en = \"Welcome.\" }]\n[[pick_reason]]\nid = \"khan\"\n\
         name = { vi = \"khẩn\", en = \"urgent\" }",
    );
    let site = load(&office).expect("no mistakes");
    assert_eq!((site.voice.chime, site.voice.english, site.voice.expires_s), (false, true, 15));
    let time = |text: &str| text.parse::<TimeOfDay>().expect("a time");
    for (at, percent) in [("06:59", 100), ("07:00", 80), ("11:29", 80), ("11:30", 0), ("13:30", 100)] {
        assert_eq!(site.voice.percent_at(time(at)), percent, "{at}");
    }
    assert_eq!((site.wall.min_show_s, site.wall.reduced_motion, site.wall.notices.len()), (3, true, 1));
    assert!(site.allows_picking("khan") && !site.allows_picking("suc-khoe"));
    let sample = site_file::load(&sample().join("site.toml")).expect("no mistakes");
    let ids: Vec<_> = sample.pick_reasons.iter().map(|reason| reason.id.as_str()).collect();
    assert_eq!(ids, Site::PICK_REASONS, "the sample says what is usual");
}

const CASES: &[Case] = &[
    (
        "site.toml",
        20,
        "lang = \"vi\"\n[voice]\nchimes = true",
        &[r#"site.toml:22: There is no key "chimes". Did you mean "chime"?"#],
    ),
    (
        "site.toml",
        20,
        "lang = \"vi\"\n[voice]\nexpires_s = 10",
        &[r#"site.toml:22: "expires_s" is 10, which is out of bounds. Write a number from 15 to 600."#],
    ),
    (
        "site.toml",
        20,
        "lang = \"vi\"\n[voice]\nvolume = [{ from = \"11:30\", to = \"07:00\", percent = 80 }]",
        &["site.toml:22: This volume ends at 07:00, not after its beginning at 11:30. Exchange from and to."],
    ),
    (
        "site.toml",
        20,
        "lang = \"vi\"\n[voice]\nvolume = [\n{ from = \"07:00\", to = \"11:30\", percent = 80 },\n\
         { from = \"11:00\", to = \"12:00\", percent = 101 },\n{ from = \"11:00\", to = \"12:00\", percent = 50 }]",
        &[
            r#"site.toml:24: "percent" is 101, which is out of bounds. Write a number from 0 to 100."#,
            "site.toml:25: This volume begins at 11:00, before the one above has ended (11:30). Write volumes in order and \
             without overlap.",
        ],
    ),
    (
        "site.toml",
        20,
        "lang = \"vi\"\n[voice]\nvolume = 80",
        &[r#"site.toml:22: "volume" must be a list. Write [ … ], or [[volume]] for each entry."#],
    ),
    (
        "site.toml",
        8,
        "notice = { vi = \"Xin chào.\", en = \"Welcome.\" }\nvoice = true",
        &[r#"site.toml:9: "voice" must be a table. Write [voice] or { … } with its keys inside."#],
    ),
    (
        "site.toml",
        20,
        "lang = \"vi\"\n[wall]\nmin_show_s = 0",
        &[r#"site.toml:22: "min_show_s" is 0, which is out of bounds. Write a number from 3 to 30."#],
    ),
    (
        "site.toml",
        20,
        "lang = \"vi\"\n[wall]\nreduced_motion = \"no\"\nnotices = [{ vi = \"Xin chào.\" }]",
        &[
            r#"site.toml:22: "reduced_motion" must be true or false. Write true or false without quotes."#,
            r#"site.toml:23: "notices" lacks its English text. Add en = "…"."#,
        ],
    ),
    (
        "site.toml",
        20,
        "lang = \"vi\"\n[[pick_reason]]\nid = \"khan\"\nname = { vi = \"khẩn\", en = \"urgent\" }\n[[pick_reason]]\n\
         id = \"khan\"\nname = { vi = \"khẩn cấp\", en = \"very urgent\" }",
        &[r#"site.toml:25: The id "khan" is used twice (first at site.toml:22). Give each entry an id of its own."#],
    ),
];
