//! What people type at the notice board of the sample site, and what they must find.
#![allow(clippy::expect_used, clippy::panic)] // helpers of tests fail by panic

mod slips;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    path::Path,
    sync::{Arc, LazyLock},
};

use proptest::prelude::*;
use queue_core::{BusinessDay, Site};
use queue_protocol::{
    search::{Index, LONGEST_QUERY, MOST_RESULTS},
    wire::NoticeBoard,
};
use queue_server::{
    procedures::{Board, Boards},
    site_file,
    testing::TestApp,
};

/// A query, and the names it finds first, in this order.
const FINDS_FIRST: [(&str, &[&str]); 27] = [
    ("khai sinh", &["Đăng ký khai sinh"]),
    ("Khai Sinh", &["Đăng ký khai sinh"]),
    ("đăng ký kết hôn", &["Đăng ký kết hôn"]),
    ("dang ky ket hon", &["Đăng ký kết hôn"]),
    ("ket hon", &["Đăng ký kết hôn"]),
    ("hon", &["Đăng ký kết hôn"]),
    // Beginnings of words.
    ("kha sin", &["Đăng ký khai sinh"]),
    ("xang", &["Xác nhận đủ điều kiện đại lý bán lẻ xăng dầu"]),
    ("ruo", &["Cấp phép bán buôn rượu"]),
    ("c", &["Cấp Bằng Tổ quốc ghi công", "Cấp đổi Giấy chứng nhận"]),
    // The field finds its procedures; one that is named so comes first.
    ("dat dai", &["Hòa giải tranh chấp đất đai", "Cấp đổi Giấy chứng nhận", "Tách thửa, hợp thửa"]),
    ("land", &["Cấp đổi Giấy chứng nhận", "Hòa giải tranh chấp đất đai", "Tách thửa, hợp thửa"]),
    ("so cong thuong ruou", &["Cấp phép bán buôn rượu"]),
    ("van hoa", &["Công nhận gia đình văn hóa"]),
    ("birth", &["Đăng ký khai sinh"]),
    // Codes.
    ("1.012783", &["Cấp đổi Giấy chứng nhận"]),
    ("012784", &["Tách thửa, hợp thửa"]),
    ("2.0008", &["Chứng thực bản sao từ bản chính", "Chứng thực chữ ký"]),
    // Initials, and no spaces.
    ("dkks", &["Đăng ký khai sinh"]),
    ("dkkh", &["Đăng ký kết hôn"]),
    ("hkd", &["Đăng ký thành lập hộ kinh doanh"]),
    ("khaisinh", &["Đăng ký khai sinh"]),
    // Slips of the finger.
    ("khia sihn", &["Đăng ký khai sinh"]),
    // Either spelling of a last i.
    ("dang ki khai tu", &["Đăng ký khai tử"]),
    ("chung thhuc chu ky", &["Chứng thực chữ ký"]),
    ("giaay chung nhan", &["Cấp đổi Giấy chứng nhận"]),
    // Decomposed letters, as some phones send them.
    ("khai sinh đa\u{306}ng", &["Đăng ký khai sinh"]),
];

#[test]
fn people_find_their_procedure() {
    let site = sample();
    for (query, expected) in FINDS_FIRST {
        let found = names(&site, query, expected.len());
        assert_eq!(found, expected, "{query:?}");
    }
}

/// Queries with the procedure that each must find within the first three: see the head of the file.
const QUERIES: &str = include_str!("queries.tsv");

/// Of a hundred queries, so many find the right procedure within the first three, and so many of each kind.
const AT_LEAST: usize = 97;
const OF_A_KIND: usize = 90;

#[test]
fn what_people_type_finds_what_they_mean_within_the_first_three() {
    let board = Board::of(Arc::new(sample()));
    let (mut kinds, mut missed) = (BTreeMap::<&str, (usize, usize)>::new(), String::new());
    for line in QUERIES.lines().filter(|line| !line.starts_with('#')) {
        let [kind, query, wanted] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("not three cells: {line}") };
        let first: Vec<_> = board.search(query, opening(), 3).map(|procedure| procedure.id.as_str()).collect();
        let (found, all) = kinds.entry(kind).or_default();
        *all += 1;
        if first.contains(&wanted) {
            *found += 1;
        } else {
            let _ = writeln!(missed, "{kind} {query:?}: {wanted} is not among {first:?}");
        }
    }
    let (found, all) = kinds.values().fold((0, 0), |(found, all), kind| (found + kind.0, all + kind.1));
    println!("{found} of {all} found: {kinds:?}\n{missed}");
    assert_eq!(all, 200);
    assert!(found * 100 >= all * AT_LEAST, "{found} of {all}\n{missed}");
    assert!(kinds.values().all(|(found, all)| found * 100 >= all * OF_A_KIND), "{kinds:?}\n{missed}");
}

#[test]
fn a_procedure_is_found_on_the_days_on_which_it_holds() {
    let board = Board::of(Arc::new(sample()));
    let found = |day: &str| -> Vec<_> {
        let day = day.parse().expect("a day");
        board.search("ban buon ruou", day, 9).map(|procedure| procedure.id.as_str().to_owned()).collect()
    };
    assert_eq!(found("2020-03-21"), ["cap-phep-ban-buon-ruou"]);
    assert_eq!(found("2020-03-22"), ["cap-phep-ban-buon-ruou-2020"]);
    assert_eq!(board.in_order().count(), 38);
}

#[tokio::test]
async fn anyone_may_read_the_whole_board_and_search_what_holds_today() {
    let app = TestApp::start().await;
    let board = app.stranger().get("/notice-board").await.json();
    let board: NoticeBoard = serde_json::from_value(board).expect("a notice board");
    assert_eq!((board.procedures.len(), board.fields.len()), (38, 12));
    let order = Index::of(&board.procedures, &[], &board.fields);
    assert!(order.in_order().is_sorted(), "it comes in Vietnamese order");
    let found = app.stranger().get("/procedures?q=nuoc+thai").await.json();
    let ids: Vec<_> = found.as_array().expect("a list").iter().filter_map(|found| found["id"].as_str()).collect();
    assert_eq!(ids, ["phi-bao-ve-moi-truong-doi-voi-nuoc-thai"], "the clock of the test stands in 2019");
}

#[test]
fn a_board_is_made_once_for_a_configuration() {
    let boards = Boards::default();
    let (first, second) = (Arc::new(sample()), Arc::new(sample()));
    let board = boards.of(&first);
    assert!(Arc::ptr_eq(&board, &boards.of(&first)));
    assert!(!Arc::ptr_eq(&board, &boards.of(&second)), "another configuration has a board of its own");
}

#[test]
fn a_field_finds_only_its_own_procedures() {
    let site = sample();
    assert_eq!(names(&site, "dat dai", 50).len(), 3);
    assert_eq!(names(&site, "giao duc", 50).len(), 6);
    assert_eq!(names(&site, "thu y", 50).len(), 3);
}

#[test]
fn what_is_not_there_is_not_found() {
    let site = sample();
    for query in ["zzzz", "visa", "khai sinh zzzz", "9.999999", "qx"] {
        assert_eq!(names(&site, query, 10), [""; 0], "{query:?}");
    }
}

#[test]
fn marks_tell_apart_what_letters_do_not() {
    let mut site = sample();
    for (procedure, name) in site.procedures.iter_mut().zip(["Cấp đạt chuẩn", "Cấp đất ở", "Cấp dát vàng"])
    {
        procedure.name.vi = name.to_owned();
    }
    site.procedures.truncate(3);
    assert_eq!(names(&site, "cấp đất", 1), ["Cấp đất ở"]);
    assert_eq!(names(&site, "cấp đạt", 1), ["Cấp đạt chuẩn"]);
    assert_eq!(names(&site, "cap dat", 3).len(), 3);
}

#[test]
fn an_empty_query_lists_the_board_in_vietnamese_order() {
    let site = sample();
    let found = names(&site, " …  ", 500);
    assert_eq!(found.len(), 36);
    // D before Đ, and Đ before G: the order of the alphabet, not that of code points.
    let place = |name: &str| found.iter().position(|found| *found == name).expect(name);
    let order = ["Công nhận gia đình văn hóa", "Đăng ký khai sinh", "Đủ điều kiện buôn bán thuốc thú y"];
    let order = order.iter().chain(&[
        "Gia hạn giấy phép xây dựng",
        "Hòa giải tranh chấp đất đai",
        "Xác định mức độ khuyết tật",
    ]);
    let places: Vec<_> = order.map(|name| place(name)).collect();
    assert!(places.is_sorted(), "{places:?} in {found:#?}");
}

#[test]
fn queries_and_answers_are_bounded() {
    let mut site = sample();
    let one = site.procedures[0].clone();
    site.procedures = vec![one; 3 * MOST_RESULTS];
    assert_eq!(names(&site, "", usize::MAX).len(), MOST_RESULTS);
    assert_eq!(names(&site, "cap", 7).len(), 7);
    assert_eq!(names(&site, "cap", 0).len(), 0);
    let long = format!("cap{}zzzz", " ".repeat(LONGEST_QUERY));
    assert_eq!(names(&site, &long, 1).len(), 1, "what lies beyond the bound is not read");
    assert_eq!(names(&site, &"a".repeat(1_000_000), 1).len(), 0);
}

proptest! {
    /// Whatever is typed, and however long: an answer within bounds, nothing twice, and nothing that does not hold.
    #[test]
    fn anything_may_be_typed(
        query in prop_oneof![
            any::<String>(),
            "[a-e ]{0,150}",
            "((dang|ky|khai|sinh|cap|phep|thu|y|d|k|tro|giay|chung){1,30} ?){0,12}",
        ],
        limit in 0_usize..150,
    ) {
        let board = SAMPLE.search(&query, opening(), limit);
        let found: Vec<_> = board.map(|procedure| (procedure.id.as_str(), procedure.in_effect(opening()))).collect();
        prop_assert!(found.len() <= limit.min(MOST_RESULTS));
        prop_assert!(found.iter().all(|(_, holds)| *holds));
        let ids: BTreeSet<_> = found.iter().map(|(id, _)| id).collect();
        prop_assert_eq!(ids.len(), found.len());
    }
}

static SAMPLE: LazyLock<Board> = LazyLock::new(|| Board::of(Arc::new(sample())));

fn sample() -> Site {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sites/dong-thap-2019/site.toml");
    site_file::load(&path).expect("the sample site is without mistakes")
}

fn names(site: &Site, query: &str, limit: usize) -> Vec<String> {
    let board = Board::of(Arc::new(site.clone()));
    board.search(query, opening(), limit).map(|procedure| procedure.name.vi.clone()).collect()
}

/// The day of the sample office.
fn opening() -> BusinessDay {
    "2019-08-01".parse().expect("a day")
}
