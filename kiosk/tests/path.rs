//! Citizens at the real window: what a finger reaches, what the page says, and that English leaves nothing out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says why it failed")]

mod support;

use std::time::Duration;

use kiosk::model::{Effect, Failure, Fault, Heard, Input};
use queue_protocol::core::{Intent, Lane, Lang};
use support::{LANDSCAPE, PORTRAIT, Stage, office};

#[test]
fn two_touches_bring_a_number_and_its_paper() {
    for size in [PORTRAIT, LANDSCAPE, (540, 960)] {
        let stage = Stage::open(size, None);
        stage.touch("Nộp hồ sơ");
        stage.touch("A Đất đai");
        let id = stage.asked();
        stage.hear(Heard::Answer { ticket: id, answer: Ok(Box::new(office::ticket(id, "dat-dai", "A023"))) });
        assert!(matches!(stage.effects().as_slice(), [Effect::Print { ticket, .. }] if ticket.id == id));
        assert!(stage.says("A023") && stage.says("Đang in phiếu"), "{:?}", stage.texts());
        assert!(!stage.says("Xin lấy phiếu"), "the paper is not out yet");
        stage.kiosk.input(Input::Paper { ticket: id, outcome: Ok(()) });
        assert!(stage.says("Xin lấy phiếu"));
        stage.touch("Xong");
        assert!(stage.find("Nộp hồ sơ").is_some());
    }
}

#[test]
fn a_double_click_is_one_number() {
    let stage = Stage::open(PORTRAIT, None);
    stage.touch("Nộp hồ sơ");
    stage.touch("B Hộ tịch");
    stage.touch_at_once("B Hộ tịch");
    let id = stage.asked();
    stage.hear(Heard::Answer { ticket: id, answer: Ok(Box::new(office::ticket(id, "ho-tich", "B004"))) });
    stage.effects();
    stage.touch_at_once("Xong");
    assert!(stage.says("B004"), "the page stays");
}

#[test]
fn collecting_takes_two_touches_and_the_lane_with_them() {
    let stage = Stage::open(PORTRAIT, None);
    stage.touch("Nhận kết quả");
    stage.touch("Ưu tiên");
    match stage.effects().as_slice() {
        [Effect::Issue { request, .. }] => {
            assert_eq!((request.intent, request.lane), (Some(Intent::Collect), Some(Lane::Priority)));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_cannot_be_had_cannot_be_touched() {
    let stage = Stage::open(PORTRAIT, None);
    stage.touch("Nộp hồ sơ");
    assert_eq!(stage.control("P Sở Công Thương").accessible_enabled(), Some(false));
    assert!(stage.says("Nhận thứ Hai, thứ Tư"));
    stage.touch("P Sở Công Thương");
    assert_eq!(stage.effects(), []);

    let stage = Stage::open(PORTRAIT, None);
    stage.hear(Heard::Board(Box::new(office::closed_board())));
    assert!(stage.says("Đã đóng cửa") && stage.says("Mở lại lúc 13:30 hôm nay"), "{:?}", stage.texts());
    assert_eq!(stage.control("Nộp hồ sơ").accessible_enabled(), Some(false));

    stage.hear(Heard::Lost);
    assert!(stage.says("Mất kết nối máy chủ") && stage.says("Máy tạm ngừng cấp số"));
    assert!(!stage.says("Đã đóng cửa") && !stage.says("Đang mở"), "nobody knows");
    assert!(stage.find("Nộp hồ sơ").is_none());
}

#[test]
fn no_answer_is_told_and_the_same_wish_sent_again() {
    let stage = Stage::open(PORTRAIT, None);
    stage.touch("Nộp hồ sơ");
    stage.pass(Duration::from_secs(50));
    assert!(stage.says("Quý khách còn ở đây không?"));
    stage.touch("Tiếp tục");
    assert!(!stage.says("Quý khách còn ở đây không?"));
    stage.touch("A Đất đai");
    let id = stage.asked();
    stage.pass(Duration::from_secs(9));
    assert!(stage.says("Chưa lấy được số"), "{:?}", stage.texts());
    stage.touch("Thử lại");
    assert_eq!(stage.asked(), id);
}

#[test]
fn a_fault_keeps_the_number_and_says_what_to_do() {
    let faults = [
        (Fault::PaperOut, "Máy in hết giấy"),
        (Fault::CoverOpen, "Nắp máy in đang mở"),
        (Fault::Jammed, "Máy in bị kẹt"),
        (Fault::Silent, "Máy in chưa trả lời"),
    ];
    for (fault, words) in faults {
        let stage = Stage::open(PORTRAIT, None);
        stage.touch("Nộp hồ sơ");
        stage.touch("A Đất đai");
        let id = stage.asked();
        stage.hear(Heard::Answer { ticket: id, answer: Ok(Box::new(office::ticket(id, "dat-dai", "A023"))) });
        stage.kiosk.input(Input::Paper { ticket: id, outcome: Err(Failure { fault, code: "code" }) });
        for said in [words, "A023", "Xin đừng lấy số lần nữa.", "số A023, quầy 3, 4", "Máy đang báo cho nhân viên"]
        {
            assert!(stage.says(said), "{said} in {:?}", stage.texts());
        }
        stage.touch("Tôi đã nhớ số");
        assert!(stage.says(words) && stage.find("Nộp hồ sơ").is_some(), "the start page warns the next citizen");
    }
}

#[test]
fn every_control_has_a_label_and_stands_apart() {
    // 22 mm on the reference panel; between two targets at least 2 mm.
    const LEAST: f32 = 88.0;
    const APART: f32 = 8.0;
    for size in [PORTRAIT, LANDSCAPE] {
        for lang in [None, Some(Lang::En)] {
            let stage = Stage::open(size, lang);
            stage.targets_are_large(LEAST, APART);
            stage.touch(if lang.is_some() { "Submit papers" } else { "Nộp hồ sơ" });
            stage.targets_are_large(LEAST, APART);
            stage.touch(if lang.is_some() { "Back" } else { "Quay lại" });
            stage.touch(if lang.is_some() { "Collect a result" } else { "Nhận kết quả" });
            stage.targets_are_large(LEAST, APART);
        }
    }
}

#[test]
fn english_leaves_nothing_in_vietnamese() {
    let foreign = |stage: &Stage| {
        // Letters that only Vietnamese has; the names of places keep theirs, and so does the button to Vietnamese.
        let own = ["Tháp Mười", "Tiếng Việt"];
        let marks = |text: &str| {
            text.chars()
                .any(|c| "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ".contains(c.to_ascii_lowercase()))
        };
        let said = stage.texts().into_iter().chain(stage.controls());
        said.filter(|t| marks(&own.iter().fold(t.clone(), |t, name| t.replace(name, "")))).collect::<Vec<_>>()
    };
    let none: [String; 0] = [];
    let stage = Stage::open(PORTRAIT, Some(Lang::En));
    assert_eq!(foreign(&stage), none);
    stage.touch("Submit papers");
    stage.pass(Duration::from_secs(45));
    assert_eq!(foreign(&stage), none);
    stage.touch("Continue");
    stage.touch("I have priority");
    assert_eq!(foreign(&stage), none);
    stage.touch("A Land");
    let id = stage.asked();
    stage.pass(Duration::from_secs(9));
    assert_eq!(foreign(&stage), none);
    stage.hear(Heard::Answer { ticket: id, answer: Ok(Box::new(office::ticket(id, "dat-dai", "A023"))) });
    assert_eq!(foreign(&stage), none);
    stage.kiosk.input(Input::Paper { ticket: id, outcome: Ok(()) });
    assert_eq!(foreign(&stage), none);
    stage
        .kiosk
        .input(Input::Paper { ticket: id, outcome: Err(Failure { fault: Fault::CoverOpen, code: "cover-open" }) });
    assert_eq!(foreign(&stage), none);
    stage.hear(Heard::Lost);
    stage.touch("I have my number");
    // The next citizen is greeted in the kiosk's first language, which is English here.
    assert!(stage.says("This kiosk is paused"), "{:?}", stage.texts());
    assert_eq!(foreign(&stage), none);
}

#[test]
fn the_keyboard_takes_a_number_too() {
    let stage = Stage::open(PORTRAIT, None);
    stage.key(slint::platform::Key::Tab);
    stage.key(slint::platform::Key::Return);
    assert!(stage.find("A Đất đai").is_some(), "{:?}", stage.controls());
}
