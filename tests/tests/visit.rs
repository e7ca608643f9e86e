//! The whole visit with the built programs: touch, paper, call, wall. The number on paper is the one on console and
//! wall, and a stranger can read the paper.
#![allow(missing_docs, clippy::unwrap_used)]

use std::fs;

use motcua_tests::{
    office::Office,
    process::root,
    read,
    visit::{self, CLERK},
};

/// What the sample ticket says in Vietnamese, besides number, counts and times.
const WORDS: &str = "Bộ phận Một cửa huyện Tháp Mười SỐ THỨ TỰ Đất đai nộp hồ sơ Quầy 3 4 Người trước Chờ phút Giấy \
                     cần có Đơn theo mẫu Căn cước công dân hoặc CMND";

/// Where the counters stand on the paper, in a black box.
const COUNTERS: &str = "270x64+306+258";

#[test]
fn touch_paper_call_wall() {
    let folder = root().join("target/visit");
    let _ = fs::remove_dir_all(&folder);
    let office = Office::open().unwrap();
    let password = office.token("clerk", "mat-khau").unwrap();
    office.account("clerk", CLERK, &password, Some("le-minh-khoi")).unwrap();
    let visit = visit::play(&office, &folder, &password, &|step| println!("{step}")).unwrap();
    assert!(visit.number.starts_with('A'), "{}", visit.number);
    let mut text = read::text(&visit.ticket).unwrap();
    text.push_str(&read::reversed(&visit.ticket, COUNTERS).unwrap());
    let found = read::words_found(&text, WORDS);
    assert!(found >= 0.95, "only {:.0} % of the words can be read:\n{text}", found * 100.0);
    assert!(read::qr(&visit.ticket).unwrap().starts_with("http"));
    let bytes = fs::read(&visit.bytes).unwrap();
    assert!(bytes.windows(2).any(|w| w == b"\x1dV"), "no cut was sent");
}
