//! What people type at the notice board of the sample site, and what they must find.
#![allow(clippy::expect_used)] // helpers of tests fail by panic

use std::path::Path;

use queue_core::Site;
use queue_server::{
    procedures::{self, LONGEST_QUERY, MOST_RESULTS},
    site_file,
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
    assert_eq!(found.len(), site.procedures.len());
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

fn sample() -> Site {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sites/dong-thap-2019/site.toml");
    site_file::load(&path).expect("the sample site is without mistakes")
}

fn names<'a>(site: &'a Site, query: &str, limit: usize) -> Vec<&'a str> {
    procedures::search(site, query, limit).into_iter().map(|procedure| procedure.name.vi.as_str()).collect()
}
