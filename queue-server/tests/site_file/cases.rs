//! One line changed, and what is told of it.

use std::fmt::Write as _;

use crate::{office, replace_line, sentences};

#[test]
fn each_mistake_is_told_at_its_line_with_a_remedy() {
    told_as_expected(CASES);
}

/// Spoils the small office by each case and compares all that is told.
pub fn told_as_expected(cases: &[Case]) {
    let mut wrong = String::new();
    for (file, line, instead, expected) in cases {
        let office = office();
        replace_line(&office, file, *line, instead);
        let told = sentences(&office);
        if told != *expected {
            let _ = writeln!(wrong, "{file}:{line} {instead:?}\n  expected {expected:#?}\n  told {told:#?}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A file, the line that is replaced, what stands there instead, and all that must be told of it.
pub type Case = (&'static str, usize, &'static str, &'static [&'static str]);

const CASES: &[Case] = &[
    ("site.toml", 1, "", &[r#"site.toml:1: "id" is missing. Add "id"."#]),
    (
        "site.toml",
        1,
        r#"id = "Mẫu 1""#,
        &[
            r#"site.toml:1: "Mẫu 1" cannot be used as an id. Use a–z, digits and hyphens in between, at most 40 characters, such as "dat-dai"."#,
        ],
    ),
    ("site.toml", 1, "id = 7", &[r#"site.toml:1: "id" must be a string. Put it in double quotes."#]),
    (
        "site.toml",
        2,
        r#"nmae = { vi = "Một cửa mẫu", en = "Sample office" }"#,
        &[r#"site.toml:2: There is no key "nmae". Did you mean "name"?"#],
    ),
    (
        "site.toml",
        2,
        r#"name = "Một cửa mẫu""#,
        &[r#"site.toml:2: "name" must be given in Vietnamese and English. Write { vi = "…", en = "…" }."#],
    ),
    (
        "site.toml",
        2,
        r#"name = { vi = "Một cửa mẫu" }"#,
        &[r#"site.toml:2: "name" lacks its English text. Add en = "…"."#],
    ),
    (
        "site.toml",
        2,
        r#"name = { en = "Sample office" }"#,
        &[r#"site.toml:2: "name" lacks its Vietnamese text. Add vi = "…"."#],
    ),
    (
        "site.toml",
        2,
        r#"name = { vi = "Một cửa mẫu", en = " " }"#,
        &[r#"site.toml:2: "name.en" is empty. Write the text."#],
    ),
    (
        "site.toml",
        3,
        r#"short_name = { vi = "Một cửa", en = "One-Stop Office of the District" }"#,
        &[
            r#"site.toml:3: "short_name.en" has a line of 31 characters where 28 fit. Say it more briefly, or break the line with \n where two lines are allowed."#,
        ],
    ),
    (
        "site.toml",
        4,
        r#"utc_offset = "+7""#,
        &[r#"site.toml:4: "+7" is no time zone. Write the offset from UTC, "+07:00" in Vietnam."#],
    ),
    (
        "site.toml",
        4,
        r#"utc_offset = "+15:00""#,
        &[r#"site.toml:4: "+15:00" is no time zone. Write the offset from UTC, "+07:00" in Vietnam."#],
    ),
    (
        "site.toml",
        5,
        r#"live = "no""#,
        &[r#"site.toml:5: "live" must be true or false. Write true or false without quotes."#],
    ),
    (
        "site.toml",
        5,
        "live = false\nlive = true",
        &[
            "site.toml:6: This key stands further up already. Remove one of the two; entries of a list are written as [[…]].",
        ],
    ),
    (
        "site.toml",
        5,
        "live = = false",
        &[
            "site.toml:5: This line is no valid TOML (extra `=`, expected nothing). Check quotes, brackets, commas and equals signs.",
        ],
    ),
    ("site.toml", 5, "live = false\ncolour = \"red\"", &[r#"site.toml:6: There is no key "colour". Remove it."#]),
    ("site.toml", 7, r#"place = "nha-cuu""#, &[r#"site.toml:7: There is no place "nha-cuu". Did you mean "nha-cu"?"#]),
    (
        "site.toml",
        8,
        r#"notice = { vi = "Xin\tchào.", en = "Welcome." }"#,
        &[
            r#"site.toml:8: "notice.vi" has a control character. Only \n may stand in a text; remove tabs and other hidden characters."#,
        ],
    ),
    ("site.toml", 9, "[serise]", &[r#"site.toml:9: There is no key "serise". Did you mean "series"?"#]),
    (
        "site.toml",
        10,
        r#"trial = "A""#,
        &[
            r#"site.toml:10: The letter "A" is used twice (first at services.toml:8). Give each series a letter of its own."#,
        ],
    ),
    (
        "site.toml",
        11,
        r#"reserve = "X""#,
        &[
            r#"site.toml:11: The letter "X" is used twice (first at site.toml:10). Give each series a letter of its own."#,
        ],
    ),
    (
        "site.toml",
        13,
        "regular = 0",
        &[r#"site.toml:13: "regular" is 0, which is out of bounds. Write a number from 1 to 8."#],
    ),
    (
        "site.toml",
        13,
        "regular = 9",
        &[r#"site.toml:13: "regular" is 9, which is out of bounds. Write a number from 1 to 8."#],
    ),
    (
        "site.toml",
        14,
        "priority = 1.5",
        &[r#"site.toml:14: "priority" must be a whole number. Write digits without quotes and without a fraction."#],
    ),
    ("site.toml", 16, "", &[r#"site.toml:12: "returning" is missing. Add "returning"."#]),
    (
        "site.toml",
        18,
        "scanner_x = 1080",
        &[r#"site.toml:18: "scanner_x" is 1080, which is out of bounds. Write a number from 60 to 1020."#],
    ),
    ("site.toml", 20, r#"lang = "vn""#, &[r#"site.toml:20: "lang" cannot be "vn". Write one of: vi, en."#]),
    (
        "site.toml",
        22,
        r#"head = { vi = "Một\ncửa\nmẫu", en = "Office" }"#,
        &[r#"site.toml:22: "head.vi" has 3 lines where 2 fit. Say it more briefly."#],
    ),
    (
        "site.toml",
        23,
        r#"place = { vi = "tại Bưu điện văn hóa xã của huyện Tháp Mười", en = "at home" }"#,
        &[
            r#"site.toml:23: "place.vi" has a line of 43 characters where 34 fit. Say it more briefly, or break the line with \n where two lines are allowed."#,
        ],
    ),
    (
        "site.toml",
        25,
        r#"follow_url = "10.0.0.2:8080""#,
        &[
            r#"site.toml:25: "10.0.0.2:8080" is no address to follow a ticket at. Write it as "http://10.0.0.2:8080", at most 60 characters."#,
        ],
    ),
    (
        "places.toml",
        4,
        "[[unit]]\nid = \"xa\"\nname = { vi = \"Xã\", en = \"Commune\" }\n[[unit]]",
        &[r#"places.toml:5: The id "xa" is used twice (first at places.toml:2). Give each entry an id of its own."#],
    ),
    (
        "places.toml",
        7,
        r#"parent = "tinh""#,
        &[r#"places.toml:7: There is no unit "tinh". Add this [[unit]] to places.toml."#],
    ),
    (
        "places.toml",
        7,
        r#"parent = "phong""#,
        &[r#"places.toml:7: The unit "phong" stands above itself. Correct parent so that the tree leads up and ends."#],
    ),
    (
        "places.toml",
        3,
        "name = { vi = \"Xã\", en = \"Commune\" }\nparent = \"phong\"",
        &[
            r#"places.toml:4: The unit "xa" stands above itself. Correct parent so that the tree leads up and ends."#,
            r#"places.toml:8: The unit "phong" stands above itself. Correct parent so that the tree leads up and ends."#,
        ],
    ),
    ("places.toml", 12, r#"unit = "phongg""#, &[r#"places.toml:12: There is no unit "phongg". Did you mean "phong"?"#]),
    (
        "places.toml",
        13,
        r#"phone = "không có""#,
        &[r#"places.toml:13: "không có" is no telephone number. Write digits and spaces, such as "0277 3 000 111"."#],
    ),
    (
        "services.toml",
        4,
        r#"owner = "so-xay-dung""#,
        &[r#"services.toml:4: There is no unit "so-xay-dung". Add this [[unit]] to places.toml."#],
    ),
    (
        "services.toml",
        7,
        r#"name = { vi = "Đăng ký đất đai và nhà ở", en = "Land" }"#,
        &[
            r#"services.toml:7: "name.vi" has a line of 24 characters where 16 fit. Say it more briefly, or break the line with \n where two lines are allowed."#,
        ],
    ),
    (
        "services.toml",
        8,
        r#"letter = "Đ""#,
        &[
            "services.toml:8: Đ cannot be a series letter: called out, D and Đ sound alike. Use another capital letter from A to Z.",
        ],
    ),
    (
        "services.toml",
        8,
        r#"letter = "a""#,
        &[r#"services.toml:8: "a" is no series letter. Use one capital letter from A to Z."#],
    ),
    (
        "services.toml",
        8,
        r#"letter = "AB""#,
        &[r#"services.toml:8: "AB" is no series letter. Use one capital letter from A to Z."#],
    ),
    (
        "services.toml",
        8,
        r#"letter = "T""#,
        &[
            r#"services.toml:17: The letter "T" is used twice (first at services.toml:8). Give each series a letter of its own."#,
        ],
    ),
    (
        "services.toml",
        8,
        r#"letter = "R""#,
        &[
            r#"site.toml:11: The letter "R" is used twice (first at services.toml:8). Give each series a letter of its own."#,
        ],
    ),
    (
        "services.toml",
        9,
        r#"intent = "sumbit""#,
        &[r#"services.toml:9: "intent" cannot be "sumbit". Did you mean "submit"? It may be one of: submit, collect."#],
    ),
    (
        "services.toml",
        10,
        "fields = []",
        &[
            "services.toml:10: This service takes papers but covers no field. Name at least one field; only a service that hands out results (collect) may leave it empty.",
        ],
    ),
    (
        "services.toml",
        10,
        r#"fields = ["dta"]"#,
        &[r#"services.toml:10: There is no field "dta". Did you mean "dat"?"#],
    ),
    (
        "services.toml",
        10,
        r#"fields = "dat""#,
        &[r#"services.toml:10: "fields" must be a list. Write [ … ], or [[fields]] for each entry."#],
    ),
    (
        "services.toml",
        11,
        r#"minutes = "10""#,
        &[r#"services.toml:11: "minutes" must be a whole number. Write digits without quotes and without a fraction."#],
    ),
    (
        "services.toml",
        15,
        r#"id = "dat""#,
        &[
            r#"counters.toml:14: There is no service "tra". Add this [[service]] to services.toml."#,
            r#"services.toml:15: The id "dat" is used twice (first at services.toml:6). Give each entry an id of its own."#,
        ],
    ),
    (
        "services.toml",
        14,
        "[service]",
        &[
            "services.toml:14: This key stands further up already. Remove one of the two; entries of a list are written as [[…]].",
        ],
    ),
    (
        "services.toml",
        23,
        r#"days = ["tue", "sun"]"#,
        &[
            r#"services.toml:23: This service is never offered: all of its "days" are days off. Name a day that stands in weekdays of hours.toml."#,
        ],
    ),
    (
        "services.toml",
        23,
        r#"days = ["mon", "mon"]"#,
        &[r#"services.toml:23: "mon" stands twice in "days". Remove one of them."#],
    ),
    (
        "services.toml",
        23,
        r#"days = ["thứ hai"]"#,
        &[r#"services.toml:23: "days" cannot be "thứ hai". Write one of: mon, tue, wed, thu, fri, sat, sun."#],
    ),
    (
        "services.toml",
        23,
        "days = []",
        &[r#"services.toml:23: "days" names no day. Name at least one, such as ["mon", "tue"]."#],
    ),
    (
        "counters.toml",
        1,
        r#"zones = ["sanh", "Sảnh B"]"#,
        &[
            r#"counters.toml:1: "Sảnh B" cannot be used as an id. Use a–z, digits and hyphens in between, at most 40 characters, such as "dat-dai"."#,
        ],
    ),
    (
        "counters.toml",
        4,
        "number = 100",
        &[r#"counters.toml:4: "number" is 100, which is out of bounds. Write a number from 1 to 99."#],
    ),
    (
        "counters.toml",
        11,
        "number = 1",
        &[
            "counters.toml:11: There are two counters 1 (first at counters.toml:4). Give each counter a number of its own.",
        ],
    ),
    (
        "counters.toml",
        5,
        r#"place = "nha-cu""#,
        &[
            r#"services.toml:6: No counter at today's place serves "dat". Add "dat" to serves of a counter in counters.toml."#,
        ],
    ),
    ("counters.toml", 6, r#"zone = "sang""#, &[r#"counters.toml:6: There is no zone "sang". Did you mean "sanh"?"#]),
    (
        "counters.toml",
        7,
        "serves = []",
        &[
            "counters.toml:7: This counter serves nothing. Add at least one service to serves, or remove the counter.",
            r#"services.toml:6: No counter at today's place serves "dat". Add "dat" to serves of a counter in counters.toml."#,
        ],
    ),
    (
        "counters.toml",
        7,
        r#"serves = ["tra"]"#,
        &[
            r#"services.toml:6: No counter at today's place serves "dat". Add "dat" to serves of a counter in counters.toml."#,
        ],
    ),
    (
        "counters.toml",
        7,
        r#"serves = ["dat", "dat"]"#,
        &[r#"counters.toml:7: "dat" stands twice in "serves". Remove one of them."#],
    ),
    (
        "counters.toml",
        8,
        r#"staff = ["binh"]"#,
        &[r#"counters.toml:8: There is no person "binh". Add this [[person]] to staff.toml."#],
    ),
    (
        "counters.toml",
        10,
        r#"id = "quay-1""#,
        &[
            r#"counters.toml:10: The id "quay-1" is used twice (first at counters.toml:3). Give each entry an id of its own."#,
        ],
    ),
    (
        "staff.toml",
        5,
        r#"unit = "ban""#,
        &[r#"staff.toml:5: There is no unit "ban". Add this [[unit]] to places.toml."#],
    ),
    (
        "staff.toml",
        6,
        "sample = 1",
        &[r#"staff.toml:6: "sample" must be true or false. Write true or false without quotes."#],
    ),
    (
        "hours.toml",
        1,
        r#"weekdays = ["mon", "fry"]"#,
        &[
            r#"hours.toml:1: "weekdays" cannot be "fry". Did you mean "fri"? It may be one of: mon, tue, wed, thu, fri, sat, sun."#,
        ],
    ),
    (
        "hours.toml",
        3,
        r#"    { from = "7 giờ", to = "11:30" },"#,
        &[r#"hours.toml:3: "from" is no time of day. Write it as "07:30"."#],
    ),
    (
        "hours.toml",
        3,
        r#"    { from = "11:30", to = "07:00" },"#,
        &["hours.toml:3: The session ends at 07:00, not after its beginning at 11:30. Exchange from and to."],
    ),
    (
        "hours.toml",
        3,
        r#"    { from = "07:00", to = "13:45" },"#,
        &[
            "hours.toml:4: The session begins at 13:30, before the one above has ended (13:45). Write sessions in order and without overlap.",
        ],
    ),
    (
        "hours.toml",
        3,
        r#"    { from = "07:00", until = "11:30" },"#,
        &[r#"hours.toml:3: "to" is missing. Add "to"."#, r#"hours.toml:3: There is no key "until". Remove it."#],
    ),
    (
        "hours.toml",
        6,
        "tickets_before_min = -5",
        &[r#"hours.toml:6: "tickets_before_min" is -5, which is out of bounds. Write a number from 0 to 120."#],
    ),
    (
        "hours.toml",
        7,
        r#"late_after = "25:00""#,
        &[r#"hours.toml:7: "late_after" is no time of day. Write it as "07:30"."#],
    ),
    (
        "hours.toml",
        7,
        r#"late_after = "7:5""#,
        &[r#"hours.toml:7: "late_after" is no time of day. Write it as "07:30"."#],
    ),
    (
        "hours.toml",
        9,
        r#"date = "2019-02-30""#,
        &[r#"hours.toml:9: "date" is no date that exists. Write it as "2019-09-02"."#],
    ),
    (
        "hours.toml",
        9,
        "date = 2019-02-30",
        &[
            "hours.toml:9: This line is no valid TOML (invalid date, expected day between 01 and 28). Check quotes, brackets, commas and equals signs.",
        ],
    ),
    (
        "hours.toml",
        12,
        r#"date = "2019-09-02""#,
        &[
            "hours.toml:12: 2019-09-02 stands here twice (first at hours.toml:9). Name a day once, either as a closure or as a special day.",
        ],
    ),
    (
        "hours.toml",
        13,
        "sessions = []",
        &["hours.toml:13: There is no session. Write at least one; a day off belongs into [[closure]]."],
    ),
    (
        "procedures.toml",
        3,
        r#"code = "1012783""#,
        &[
            r#"procedures.toml:3: "1012783" is no national procedure code. Write it as "1.012783", or remove the line while the code is not known."#,
        ],
    ),
    (
        "procedures.toml",
        5,
        r#"service = "dat-dai""#,
        &[r#"procedures.toml:5: There is no service "dat-dai". Add this [[service]] to services.toml."#],
    ),
    (
        "procedures.toml",
        5,
        r#"service = "tra""#,
        &[
            r#"procedures.toml:5: "tra" hands out results and takes no papers for a procedure. Name the service that takes its papers (submit)."#,
        ],
    ),
    (
        "procedures.toml",
        6,
        r#"documents = [{ vi = "Đơn", en = "Form", de = "Formular" }]"#,
        &[r#"procedures.toml:6: There is no key "de". Remove it."#],
    ),
    (
        "procedures.toml",
        9,
        "form = true",
        &[r#"procedures.toml:9: "form" must be given in Vietnamese and English. Write { vi = "…", en = "…" }."#],
    ),
    (
        "procedures.toml",
        2,
        r#"id = "cap-doi"#,
        &[
            r#"procedures.toml:2: This line is no valid TOML (invalid basic string, expected `"`). Check quotes, brackets, commas and equals signs."#,
        ],
    ),
];
