//! Every page as a citizen meets it, touched through the real window, and its picture under `target/screens/kiosk`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says why it failed")]

mod support;

use std::time::Duration;

use kiosk::model::{Failure, Fault, Heard, Input};
use queue_protocol::{
    core::{Lang, Seq},
    wire::Board,
};
use support::{LANDSCAPE, PORTRAIT, Stage, office};

const SHAPES: [(&str, (u32, u32)); 2] = [("portrait", PORTRAIT), ("landscape", LANDSCAPE)];
const LANGS: [(&str, Option<Lang>); 2] = [("vi", None), ("en", Some(Lang::En))];

/// The words of the path, Vietnamese and English.
struct Words {
    submit: &'static str,
    collect: &'static str,
    land: &'static str,
    regular: &'static str,
    priority: &'static str,
    dark: &'static str,
}

const VI: Words = Words {
    submit: "Nộp hồ sơ",
    collect: "Nhận kết quả",
    land: "A Đất đai",
    regular: "Lượt thường",
    priority: "Tôi thuộc diện ưu tiên",
    dark: "Nền đen",
};
const EN: Words = Words {
    submit: "Submit papers",
    collect: "Collect a result",
    land: "A Land",
    regular: "Regular",
    priority: "I have priority",
    dark: "Dark",
};

fn each(play: impl Fn(&str, (u32, u32), Option<Lang>, &Words)) {
    for (lang_name, lang) in LANGS {
        for (shape_name, size) in SHAPES {
            let words = if lang.is_some() { &EN } else { &VI };
            play(&format!("{lang_name}-{shape_name}"), size, lang, words);
        }
    }
}

#[test]
fn start_fields_ticket() {
    each(|name, size, lang, words| {
        let stage = Stage::open(size, lang);
        stage.picture(&format!("start-{name}"));
        stage.touch(words.submit);
        stage.picture(&format!("fields-{name}"));
        stage.touch(words.land);
        let id = stage.asked();
        stage.pass(Duration::from_millis(500));
        stage.picture(&format!("fields-asked-{name}"));
        stage.hear(Heard::Answer { ticket: id, answer: Ok(Box::new(office::ticket(id, "dat-dai", "A023"))) });
        stage.picture(&format!("ticket-printing-{name}"));
        stage.kiosk.input(Input::Paper { ticket: id, outcome: Ok(()) });
        stage.pass(Duration::from_secs(4));
        stage.picture(&format!("ticket-{name}"));
    });
}

/// The widest that clock, date and the card's line become: nothing beside them may be cut.
#[test]
fn long_date_and_name() {
    each(|name, size, lang, words| {
        let stage = Stage::open(size, lang);
        let at = "2019-10-23T13:48:00Z".parse().unwrap();
        stage.hear(Heard::Board(Box::new(Board { seq: Seq(121), at, ..office::board() })));
        stage.picture(&format!("start-long-date-{name}"));
        stage.touch(words.submit);
        stage.picture(&format!("fields-long-date-{name}"));
        stage.touch(if lang.is_some() { "G Household business" } else { "G Hộ kinh doanh" });
        let id = stage.asked();
        stage.hear(Heard::Answer { ticket: id, answer: Ok(Box::new(office::ticket(id, "ho-kinh-doanh", "G123"))) });
        stage.kiosk.input(Input::Paper { ticket: id, outcome: Ok(()) });
        stage.picture(&format!("ticket-long-name-{name}"));
    });
}

#[test]
fn collect_and_faults() {
    each(|name, size, lang, words| {
        let stage = Stage::open(size, lang);
        stage.touch(words.collect);
        stage.picture(&format!("collect-{name}"));
        stage.touch(words.regular);
        let id = stage.asked();
        stage.hear(Heard::Answer { ticket: id, answer: Ok(Box::new(office::ticket(id, "tra-ket-qua", "T012"))) });
        stage
            .kiosk
            .input(Input::Paper { ticket: id, outcome: Err(Failure { fault: Fault::PaperOut, code: "paper-out" }) });
        stage.hear(Heard::Reported(id));
        stage.pass(Duration::from_secs(6));
        stage.picture(&format!("fault-{name}"));
        stage.pass(Duration::from_mins(1));
        stage.picture(&format!("start-paper-out-{name}"));
    });
}

#[test]
fn dark() {
    each(|name, size, lang, words| {
        let stage = Stage::open(size, lang);
        stage.touch(words.dark);
        stage.picture(&format!("dark-start-{name}"));
        stage.touch(words.submit);
        stage.touch(words.priority);
        stage.picture(&format!("dark-fields-{name}"));
        stage.touch(words.land);
        let id = stage.asked();
        stage.hear(Heard::Answer { ticket: id, answer: Ok(Box::new(office::ticket(id, "dat-dai", "A023"))) });
        stage.kiosk.input(Input::Paper { ticket: id, outcome: Ok(()) });
        stage.picture(&format!("dark-ticket-{name}"));
        stage
            .kiosk
            .input(Input::Paper { ticket: id, outcome: Err(Failure { fault: Fault::CoverOpen, code: "cover-open" }) });
        stage.picture(&format!("dark-fault-{name}"));
    });
}

#[test]
fn closed_away_and_no_answer() {
    each(|name, size, lang, words| {
        let stage = Stage::empty(size, lang);
        stage.picture(&format!("connecting-{name}"));
        stage.hear(Heard::Connected);
        stage.hear(Heard::Site(Box::new(office::site())));
        stage.hear(Heard::Board(Box::new(office::closed_board())));
        stage.picture(&format!("closed-{name}"));
        stage.hear(Heard::Board(Box::new(office::board())));
        stage.touch(words.submit);
        stage.touch(words.priority);
        stage.picture(&format!("fields-priority-{name}"));
        stage.pass(Duration::from_secs(50));
        stage.picture(&format!("asking-{name}"));
        stage.touch(if lang.is_some() { "Continue" } else { "Tiếp tục" });
        stage.touch(words.land);
        stage.pass(Duration::from_secs(9));
        stage.picture(&format!("no-answer-{name}"));
        stage.hear(Heard::Lost);
        stage.pass(Duration::from_secs(70));
        stage.picture(&format!("away-{name}"));
    });
}

#[test]
fn trial() {
    each(|name, size, lang, words| {
        let stage = Stage::empty(size, lang);
        let mut site = office::site();
        site.trial = true;
        stage.hear(Heard::Connected);
        stage.hear(Heard::Site(Box::new(site)));
        stage.hear(Heard::Board(Box::new(office::board())));
        stage.picture(&format!("trial-start-{name}"));
        stage.touch(words.submit);
        stage.touch(words.land);
        let id = stage.asked();
        stage.hear(Heard::Answer { ticket: id, answer: Ok(Box::new(office::ticket(id, "dat-dai", "X1023"))) });
        stage.kiosk.input(Input::Paper { ticket: id, outcome: Ok(()) });
        stage.picture(&format!("trial-ticket-{name}"));
    });
}
