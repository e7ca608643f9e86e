//! Citizens at the real window: what a finger reaches, what the page says, and that English leaves nothing out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says why it failed")]

mod support;

use std::time::Duration;

use kiosk::model::{Effect, Failure, Fault, Heard, Input};
use queue_protocol::core::{HelpKind, Intent, Lane, Lang};
use slint::platform::Key;
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
fn keys_alone_lead_to_a_ticket_from_the_fields() {
    for size in [PORTRAIT, LANDSCAPE] {
        let stage = with_board(size);
        stage.key(Key::DownArrow);
        stage.key(Key::Return);
        assert!(stage.find("A Đất đai").is_some(), "{:?}", stage.controls());
        assert!(stage.has_ring(), "the first control of the new page shows that the keys are there");
        // Past the priority box, if it stands first.
        let land = stage.control("A Đất đai").absolute_position();
        for _ in 0..3 {
            if stage.ring_is_at(land) {
                break;
            }
            stage.key(Key::RightArrow);
        }
        assert!(stage.ring_is_at(land));
        stage.key(Key::Return);
        let id = stage.asked();
        stage.hear(Heard::Answer { ticket: id, answer: Ok(Box::new(office::ticket(id, "dat-dai", "A023"))) });
        stage.effects();
        stage.kiosk.input(Input::Paper { ticket: id, outcome: Ok(()) });
        assert!(stage.has_ring());
        stage.key(Key::Escape);
        assert!(stage.find("Nộp hồ sơ").is_some());
    }
}

#[test]
fn keys_alone_lead_to_a_ticket_from_the_notice_board() {
    let stage = with_board(PORTRAIT);
    stage.touch("Bảng niêm yết thủ tục");
    "tach thua".chars().for_each(|c| stage.types(c));
    assert!(stage.says("Tách thửa, hợp thửa"), "{:?}", stage.texts());
    stage.key(Key::Tab);
    assert!(stage.ring_is_at(stage.control("Lấy số cho thủ tục này").absolute_position()));
    stage.key(Key::Return);
    match stage.effects().as_slice() {
        [Effect::Issue { request, .. }] => assert_eq!(request.service.as_str(), "dat-dai"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_row_opened_by_keys_is_one_key_from_its_ticket() {
    let stage = with_board(PORTRAIT);
    stage.touch("Bảng niêm yết thủ tục");
    stage.key(Key::Tab);
    stage.key(Key::DownArrow);
    stage.key(Key::Return);
    assert!(stage.ring_is_at(stage.control("Lấy số cho thủ tục này").absolute_position()));
    stage.key(Key::Escape);
    assert!(stage.find("Lấy số cho thủ tục này").is_none(), "the sheet closes first");
    stage.key(Key::Escape);
    assert!(stage.find("Nộp hồ sơ").is_some());
}

#[test]
fn every_control_is_reached_by_keys_and_shows_it() {
    for size in [PORTRAIT, LANDSCAPE] {
        for page in ["Nộp hồ sơ", "Nhận kết quả", "Bảng niêm yết thủ tục"] {
            let stage = with_board(size);
            stage.walk_by_keys();
            stage.touch(page);
            stage.walk_by_keys();
        }
    }
}

#[test]
fn any_key_answers_the_question() {
    let stage = Stage::open(PORTRAIT, None);
    stage.key(Key::Tab);
    stage.key(Key::Return);
    stage.pass(Duration::from_secs(50));
    assert!(stage.says("Quý khách còn ở đây không?"));
    stage.key(Key::DownArrow);
    assert!(!stage.says("Quý khách còn ở đây không?"));
}

#[test]
fn the_notice_board_is_one_touch_from_the_ticket() {
    let stage = with_board(PORTRAIT);
    stage.touch("Nộp hồ sơ");
    stage.touch("Tìm theo tên thủ tục");
    for key in ["d", "a", "t", "dấu cách", "d", "a", "i"] {
        stage.touch(key);
    }
    assert!(stage.says("tìm thấy 3 thủ tục"), "{:?}", stage.texts());
    for said in ["Hòa giải tranh chấp đất đai", "45 ngày làm việc", "Luật Đất đai 2013", "số liệu mẫu", "25–35 phút"]
    {
        assert!(stage.says(said), "{said} in {:?}", stage.texts());
    }
    stage.touch("Lấy số cho thủ tục này");
    let id = stage.asked();
    stage.hear(Heard::Answer { ticket: id, answer: Ok(Box::new(office::ticket(id, "dat-dai", "A023"))) });
    assert!(stage.says("A023"));
}

#[test]
fn a_letter_twice_is_two_letters_and_all_can_be_taken_back() {
    let stage = with_board(PORTRAIT);
    stage.touch("Bảng niêm yết thủ tục");
    stage.touch("t");
    stage.touch_at_once("t");
    assert!(stage.says("tt"));
    stage.touch("Xóa một chữ");
    stage.touch("Xóa hết");
    assert!(stage.says("Gõ tên thủ tục"));
    stage.touch("123");
    assert!(stage.find("7").is_some() && stage.find("q").is_none());
}

#[test]
fn low_reach_brings_every_target_within_reach_on_every_page() {
    // 1130 mm from the floor: the lowest 916 px of a panel whose edge is at 900 mm.
    const REACH: f32 = 916.0;
    for size in [PORTRAIT, LANDSCAPE] {
        let stage = with_board(size);
        stage.touch("Hạ thấp");
        stage.targets_are_within(REACH);
        for page in ["Nộp hồ sơ", "Nhận kết quả", "Bảng niêm yết thủ tục"] {
            stage.touch(page);
            stage.targets_are_within(REACH);
            stage.targets_are_large(81.0, 8.0);
            stage.touch("Quay lại");
        }
        stage.touch("Hỗ trợ");
        assert_eq!(stage.effects(), [Effect::AskHelp(HelpKind::Wheelchair)]);
        stage.touch("Nộp hồ sơ");
        stage.pass(Duration::from_secs(50));
        let stay = stage.control("Tiếp tục").absolute_position();
        assert!(stay.y >= size.1 as f32 - REACH);
        stage.pass(Duration::from_secs(16));
        assert!(stage.control("Hạ thấp").absolute_position().y > 0.0);
        stage.touch("Hỗ trợ");
    }
}

#[test]
fn help_is_called_once_a_minute_and_the_look_goes_back_with_the_page() {
    let stage = Stage::open(PORTRAIT, None);
    stage.touch("Hỗ trợ");
    assert_eq!(stage.effects(), [Effect::AskHelp(HelpKind::Attendant)]);
    stage.touch("Đã gọi, xin chờ");
    assert_eq!(stage.effects(), []);
    stage.hear(Heard::HelpAnswered);
    assert!(stage.find("Nhân viên đang đến").is_some());
    stage.pass(Duration::from_mins(1));
    stage.touch("Nền đen");
    stage.touch("Hỗ trợ");
    assert_eq!(stage.effects(), [Effect::AskHelp(HelpKind::Attendant)]);
    stage.hear(Heard::Lost);
    stage.pass(Duration::from_mins(2));
    assert!(stage.find("Hỗ trợ").is_none(), "without the server nobody hears");
}

fn with_board(size: (u32, u32)) -> Stage {
    let stage = Stage::open(size, None);
    stage.hear(Heard::NoticeBoard(Box::new(office::notice_board())));
    stage
}
