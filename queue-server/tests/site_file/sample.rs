//! The sample site, as on the pictures of kiosk and wall.

use queue_core::{Intent, Series};
use queue_server::{site_file, words::Lang};

use crate::sample;

#[test]
fn the_sample_site_is_as_on_the_pictures() {
    let site = site_file::load(&sample().join("site.toml")).unwrap_or_else(|told| panic!("{told:#?}"));
    let letters: String = site.services.iter().map(|service| service.letter.letter()).collect();
    assert_eq!(letters, "ABCEGHKLMPQT");
    assert_eq!((site.trial_series.letter(), site.reserve_series.letter()), ('X', 'R'));
    let counters: Vec<String> = site
        .counters
        .iter()
        .map(|counter| counter.serves.iter().filter_map(|id| site.service(id)).map(|s| s.letter.letter()).collect())
        .collect();
    assert_eq!(counters, ["T", "BC", "A", "A", "EM", "GP", "HK", "LQ"]);
    let third = &site.counters[2];
    let names: Vec<_> =
        third.staff.iter().filter_map(|id| site.person(id)).map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Lê Minh Khôi", "Nguyễn Thị Thu Hà"]);
    assert!(site.staff.iter().all(|person| person.sample) && site.procedures.iter().all(|procedure| procedure.sample));
    let today = "2019-08-01".parse().expect("a day");
    assert_eq!(site.procedures.iter().filter(|procedure| procedure.in_effect(today)).count(), 36);
    assert!(site.procedures.iter().all(|procedure| procedure.basis.is_some()));
    assert_eq!((site.lanes.regular, site.lanes.priority, site.lanes.booked, site.lanes.returning), (2, 1, 1, 1));
    assert!(!site.live && !site.trial);
    assert_eq!(site.here().map(|place| place.name.vi.as_str()), Some("Bưu điện huyện Tháp Mười"));
    let culture = site.services.iter().find(|service| service.letter.letter() == 'L').expect("series L");
    assert_eq!(culture.name.vi, "Giáo dục,\nVăn hóa");
    let collecting = site.route(culture, Intent::Collect).expect("results are handed out");
    assert_eq!(Some(collecting.letter), Series::new('T'));
}

#[test]
fn the_summary_is_one_page() {
    let site = site_file::load(&sample().join("site.toml")).expect("no mistakes");
    let page = site_file::summary(&site, Lang::Vi);
    assert!(page.lines().count() < 40, "{page}");
    let has = |line: &str| assert!(page.lines().any(|found| found == line), "{line:?} in\n{page}");
    has("Bộ phận Một cửa huyện Tháp Mười: không có lỗi.");
    has("Giờ làm việc: 07:00–11:30, 13:30–17:00; thứ Hai, thứ Ba, thứ Tư, thứ Năm, thứ Sáu");
    has("Làn: thường 2, ưu tiên 1, hẹn giờ 1, trở lại 1");
    has("Kiosk: phiếu gọn, mỗi ngày 200 số dự phòng, căn cước từ 75 tuổi được ưu tiên");
    has("  A Đất đai                  → Quầy 3, 4");
    has("  P Sở Công Thương           → Quầy 6  (thứ Hai, thứ Tư)");
    has("  Quầy 3       A        Lê Minh Khôi, Nguyễn Thị Thu Hà");
    let english = site_file::summary(&site, Lang::En);
    assert!(english.contains("Lanes: regular 2, priority 1, booked 1, returning 1"), "{english}");
    assert!(english.ends_with("Notice board: 38 procedures\n"), "{english}");
}
