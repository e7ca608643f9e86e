//! Every page as a citizen meets it, touched through the real window, and its picture under `target/screens/kiosk`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says why it failed")]

mod support;

use std::time::Duration;

use devices::scanner::Scan;
use kiosk::model::{Failure, Fault, Heard, Input, PrinterHealth, Stock};
use queue_protocol::{
    core::{CounterId, Lang, Seq, TicketState},
    wire::{Board, TicketView},
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
    low: &'static str,
    board: &'static str,
    help: &'static str,
}

const VI: Words = Words {
    submit: "Nộp hồ sơ",
    collect: "Nhận kết quả",
    land: "A Đất đai",
    regular: "Lượt thường",
    priority: "Tôi thuộc diện ưu tiên",
    dark: "Nền đen",
    low: "Hạ thấp",
    board: "Bảng niêm yết thủ tục",
    help: "Hỗ trợ",
};
const EN: Words = Words {
    submit: "Submit papers",
    collect: "Collect a result",
    land: "A Land",
    regular: "Regular",
    priority: "I have priority",
    dark: "Dark",
    low: "Lower",
    board: "Procedure notice board",
    help: "Help",
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

#[test]
fn notice_board() {
    each(|name, size, lang, words| {
        for (look, touches) in [("", vec![]), ("dark-", vec![words.dark]), ("low-", vec![words.low])] {
            let stage = with_board(size, lang);
            touches.iter().for_each(|label| stage.touch(label));
            stage.picture(&format!("{look}start-board-{name}"));
            stage.touch(words.board);
            stage.picture(&format!("{look}board-{name}"));
            "dat dai".chars().for_each(|c| stage.touch(&label(c, lang)));
            stage.picture(&format!("{look}board-open-{name}"));
            "xyz".chars().for_each(|c| stage.touch(&label(c, lang)));
            stage.picture(&format!("{look}board-nothing-{name}"));
        }
    });
}

#[test]
fn low_reach() {
    each(|name, size, lang, words| {
        let stage = with_board(size, lang);
        stage.touch(words.low);
        stage.touch(words.submit);
        stage.touch(words.help);
        stage.picture(&format!("low-fields-{name}"));
        stage.touch(words.dark);
        stage.picture(&format!("low-dark-fields-{name}"));
        stage.pass(Duration::from_secs(50));
        stage.picture(&format!("low-asking-{name}"));
        stage.pass(Duration::from_secs(50));
        stage.touch(words.low);
        stage.touch(words.collect);
        stage.picture(&format!("low-collect-{name}"));
    });
}

#[test]
fn reserve_numbers() {
    each(|name, size, lang, words| {
        let stage = Stage::open(size, lang);
        stage.hear(Heard::Stock(Stock { numbers_left: 7 }));
        stage.hear(Heard::Lost);
        stage.pass(Duration::from_mins(5));
        stage.picture(&format!("offline-start-{name}"));
        stage.touch(words.submit);
        stage.picture(&format!("offline-fields-{name}"));
        stage.touch(words.land);
        let id = stage.asked();
        let ticket = Box::new(office::reserve_ticket(id, "R007"));
        stage.hear(Heard::GivenOffline { wish: id, ticket });
        stage.kiosk.input(Input::Paper { ticket: id, outcome: Ok(()) });
        stage.pass(Duration::from_secs(6));
        stage.picture(&format!("offline-ticket-{name}"));
        stage.hear(Heard::Stock(Stock { numbers_left: 0 }));
        stage.pass(Duration::from_secs(40));
        stage.picture(&format!("lease-used-up-{name}"));
    });
}

#[test]
fn paused_and_helped() {
    each(|name, size, lang, words| {
        let stage = Stage::open(size, lang);
        stage.touch(words.help);
        stage.picture(&format!("help-called-{name}"));
        stage.hear(Heard::HelpAnswered);
        stage.picture(&format!("help-coming-{name}"));
        stage.hear(Heard::Blanked(true));
        stage.picture(&format!("paused-{name}"));
    });
}

#[test]
fn printed_again() {
    each(|name, size, lang, words| {
        let stage = Stage::open(size, lang);
        stage.touch(words.submit);
        stage.touch(words.land);
        let id = stage.asked();
        stage.hear(Heard::Answer { ticket: id, answer: Ok(Box::new(office::ticket(id, "dat-dai", "A023"))) });
        let outcome = Err(Failure { fault: Fault::PaperOut, code: "paper-out" });
        stage.kiosk.input(Input::Paper { ticket: id, outcome });
        stage.kiosk.input(Input::Printer(PrinterHealth::default()));
        stage.pass(Duration::from_secs(6));
        stage.picture(&format!("fault-mended-{name}"));
    });
}

#[test]
fn codes() {
    each(|name, size, lang, words| {
        let stage = with_board(size, lang);
        stage.kiosk.input(Input::Scanner(Ok(())));
        stage.picture(&format!("scan-start-{name}"));
        stage.touch(words.low);
        stage.picture(&format!("scan-low-start-{name}"));
        stage.touch(words.low);
        stage.kiosk.input(Input::Scanned(Scan::new("8936036020014")));
        stage.picture(&format!("scan-unknown-{name}"));
        stage.touch(words.submit);
        stage.picture(&format!("scan-unknown-fields-{name}"));
    });
}

#[test]
fn scanned_tickets() {
    let states = [
        ("waiting", TicketState::Waiting),
        ("called", TicketState::Called),
        ("parked", TicketState::Parked),
        ("missed", TicketState::NoShow),
    ];
    each(|name, size, lang, _| {
        for (state_name, state) in states {
            let stage = with_board(size, lang);
            stage.kiosk.input(Input::Scanner(Ok(())));
            let id = "016c4c2f-1e00-7000-8000-00000000000a".parse().unwrap();
            stage.kiosk.input(Input::Scanned(Scan::new(&format!("http://motcua.example/t/{id}"))));
            stage.picture(&format!("scan-read-{name}"));
            let counter = state.at_counter().then(|| CounterId::new("quay-3"));
            let ticket = TicketView { state, counter, ..office::ticket(id, "dat-dai", "A023") };
            stage.hear(Heard::Seen { ticket: id, answer: Ok(Box::new(ticket)) });
            stage.pass(Duration::from_secs(9));
            stage.picture(&format!("scanned-{state_name}-{name}"));
        }
    });
}

#[test]
fn dark_everywhere() {
    each(|name, size, lang, words| {
        let stage = with_board(size, lang);
        stage.hear(Heard::Stock(Stock { numbers_left: 7 }));
        stage.touch(words.dark);
        stage.touch(words.collect);
        stage.picture(&format!("dark-collect-{name}"));
        stage.pass(Duration::from_secs(50));
        stage.picture(&format!("dark-asking-{name}"));
        stage.pass(Duration::from_secs(20));
        stage.touch(words.dark);
        stage.hear(Heard::Lost);
        stage.picture(&format!("dark-offline-start-{name}"));
        stage.touch(words.submit);
        stage.touch(words.land);
        let id = stage.asked();
        let ticket = Box::new(office::reserve_ticket(id, "R007"));
        stage.hear(Heard::GivenOffline { wish: id, ticket });
        stage.kiosk.input(Input::Paper { ticket: id, outcome: Ok(()) });
        stage.picture(&format!("dark-offline-ticket-{name}"));
    });
}

fn with_board(size: (u32, u32), lang: Option<Lang>) -> Stage {
    let stage = Stage::open(size, lang);
    stage.hear(Heard::NoticeBoard(Box::new(office::notice_board())));
    stage
}

fn label(c: char, lang: Option<Lang>) -> String {
    match (c, lang) {
        (' ', None) => "dấu cách".into(),
        (' ', Some(_)) => "space".into(),
        _ => c.to_string(),
    }
}
