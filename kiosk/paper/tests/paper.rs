//! The paper: its bytes as a listing, its dots as golden pictures that a person has looked at, its words read back by
//! tesseract and its code by zbarimg. After a wanted change run with `UPDATE_GOLDEN=1` and look at `tests/golden/`.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::Command;

use devices::printer::virtual_printer::{Interpreter, decode_png, encode_png, listing};
use devices::printer::{Digits, PaperWidth};
use devices::raster::{Bitmap, real_time_pair};
use kiosk_paper::{Note, PaperError, PaperLane, Press, TicketPaper, sample};
use proptest::prelude::*;
use queue_protocol::core::{Intent, Lang};

#[test]
fn paper_is_as_it_was_when_someone_looked() {
    let mut press = Press::new().unwrap();
    for (name, ticket, width, digits) in variants() {
        let bytes = press.ticket(&ticket, width, digits).unwrap();
        assert_eq!(real_time_pair(&bytes), None, "{name}");
        let paper = print(&bytes, width);
        let golden = golden(&format!("{name}.png"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&golden, encode_png(&paper).unwrap()).unwrap();
        }
        let before = decode_png(&std::fs::read(&golden).unwrap()).unwrap();
        if before != paper {
            let now = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
            std::fs::write(&now, encode_png(&paper).unwrap()).unwrap();
            panic!("{} differs from {}; look at both", now.display(), golden.display());
        }
    }
}

#[test]
fn bytes_are_as_they_were_when_someone_read_them() {
    for (name, digits) in [("ticket-drawn.txt", Digits::Drawn), ("ticket-plain.txt", Digits::Plain)] {
        let list = listing(&Press::new().unwrap().ticket(&sample(), PaperWidth::Mm80, digits).unwrap());
        let golden = golden(name);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&golden, &list).unwrap();
        }
        assert_eq!(list, std::fs::read_to_string(&golden).unwrap(), "{name}");
        for native in ["GS ( k: store \"http", "text \"09:14  1/8/2019\"", "GS V: cut"] {
            assert!(list.contains(native), "{name} lacks {native}");
        }
    }
}

#[test]
fn a_camera_reads_the_code() {
    let file = picture(&sample(), PaperWidth::Mm80, Digits::Drawn, 1, "code");
    assert_eq!(zbarimg(&file), sample().follow_url.unwrap());
    let narrow = picture(&sample(), PaperWidth::Mm58, Digits::Drawn, 1, "code-58");
    assert_eq!(zbarimg(&narrow), sample().follow_url.unwrap());
}

#[test]
fn a_stranger_reads_the_words() {
    for (name, ticket, width, digits) in variants() {
        // Twice the size, since tesseract was taught on scans of 300 dpi.
        let file = picture(&ticket, width, digits, 2, &format!("ocr-{name}"));
        let read = tesseract(&file);
        let expected = words_on(&ticket, width);
        let missing: Vec<&String> = expected.iter().filter(|word| !read.contains(word)).collect();
        let right = (expected.len() - missing.len()) as f64 / expected.len() as f64;
        println!("{name}: {:.1} % of {} words read, not: {missing:?}", right * 100.0, expected.len());
        assert!(right >= 0.95, "{name}: only {:.1} % read, not {missing:?} in {read:?}", right * 100.0);
    }
}

#[test]
fn what_cannot_be_printed_is_refused_in_words() {
    let mut press = Press::new().unwrap();
    let mut refusal = |change: fn(&mut TicketPaper)| {
        let mut ticket = sample();
        change(&mut ticket);
        press.ticket(&ticket, PaperWidth::Mm80, Digits::Drawn).unwrap_err()
    };
    assert!(matches!(refusal(|t| t.number.clear()), PaperError::Number(_)));
    assert!(matches!(refusal(|t| t.number = "A0230000".into()), PaperError::Number(_)));
    assert!(matches!(refusal(|t| t.number = "Đ01".into()), PaperError::Number(_)));
    assert!(matches!(refusal(|t| t.number = "\x1b@".into()), PaperError::Number(_)));
    assert!(matches!(refusal(|t| t.time = "sáng".into()), PaperError::Time(_)));
    assert!(matches!(refusal(|t| t.date = "1/8\n2019".into()), PaperError::Time(_)));
    assert!(matches!(refusal(|t| t.follow_url = Some("h".repeat(153))), PaperError::Url { .. }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn no_ticket_is_without_end_or_executes_what_it_shows(ticket in any_ticket(), narrow: bool, drawn: bool) {
        let width = if narrow { PaperWidth::Mm58 } else { PaperWidth::Mm80 };
        let digits = if drawn { Digits::Drawn } else { Digits::Plain };
        let bytes = Press::new().unwrap().ticket(&ticket, width, digits).unwrap();
        prop_assert!(bytes.len() <= devices::printer::MAX_TICKET_BYTES, "{} bytes", bytes.len());
        prop_assert_eq!(real_time_pair(&bytes), None);
        let mut interpreter = Interpreter::new(width.dots());
        interpreter.feed(&bytes);
        let sheets = interpreter.take_sheets();
        prop_assert_eq!(sheets.len(), 1, "one cut");
        prop_assert_eq!(&sheets[0].unknown, &[]);
        prop_assert!(sheets[0].paper.height() < 4096, "{} rows", sheets[0].paper.height());
    }
}

fn variants() -> Vec<(&'static str, TicketPaper, PaperWidth, Digits)> {
    let note = |text: &str, strong| Note { text: text.into(), strong };
    let change = |change: fn(&mut TicketPaper)| {
        let mut ticket = sample();
        change(&mut ticket);
        ticket
    };
    let mut trial = change(|ticket| {
        ticket.trial = true;
        ticket.number = "X018".into();
        (ticket.ahead, ticket.wait_min) = (Some(2), Some((5, 10)));
        (ticket.time, ticket.date) = ("14:31".into(), "30/7/2019".into());
        ticket.papers.clear();
    });
    trial.notes = vec![
        note(
            "Đây là phiếu của đợt vận hành thử. Hôm nay hồ sơ vẫn nộp tại trụ sở cũ, Ủy ban nhân dân huyện Tháp Mười.",
            false,
        ),
        note("Phục vụ chính thức tại Bưu điện từ 7 giờ ngày 1/8/2019.", true),
    ];
    let priority = change(|ticket| {
        ticket.number = "A021".into();
        (ticket.ahead, ticket.wait_min) = (Some(6), Some((15, 25)));
        ticket.lane = PaperLane::Priority(Some("người cao tuổi".into()));
        ticket.time = "09:06".into();
    });
    let offline = change(|ticket| {
        ticket.number = "R007".into();
        (ticket.ahead, ticket.wait_min) = (None, None);
    });
    let crowded = change(|ticket| {
        ticket.service = "Sở Nông nghiệp và Phát triển nông thôn".into();
        ticket.intent = Intent::Collect;
        ticket.counters = ["1", "2", "5", "7", "8"].map(String::from).to_vec();
        (ticket.ahead, ticket.wait_min) = (Some(124), Some((100, 125)));
    });
    let mut english = change(|ticket| {
        ticket.lang = Lang::En;
        ticket.head = "One-Stop Section\nTháp Mười District".into();
        ticket.place = "at Tháp Mười Post Office".into();
        ticket.service = "Land".into();
        ticket.papers = vec!["Form, at the help desk".into(), "Certificate, original".into()];
    });
    english.notes = vec![note("Missed your call? Tell the help desk; no new number is needed today.", false)];
    vec![
        ("ticket", sample(), PaperWidth::Mm80, Digits::Drawn),
        ("ticket-58", priority.clone(), PaperWidth::Mm58, Digits::Drawn),
        ("ticket-trial", trial, PaperWidth::Mm80, Digits::Drawn),
        ("ticket-priority", priority, PaperWidth::Mm80, Digits::Drawn),
        ("ticket-offline", offline, PaperWidth::Mm80, Digits::Drawn),
        ("ticket-crowded", crowded, PaperWidth::Mm80, Digits::Drawn),
        ("ticket-en", english, PaperWidth::Mm80, Digits::Drawn),
        ("ticket-plain", sample(), PaperWidth::Mm80, Digits::Plain),
    ]
}

fn any_ticket() -> impl Strategy<Value = TicketPaper> {
    let text = || "(\\PC|[ \n\t\u{300}\u{10}\u{1b}]){0,600}";
    let texts = || prop::collection::vec("\\PC{0,200}", 0..20);
    (
        (any::<bool>(), any::<bool>(), text(), text(), "[A-Z0-9]{1,6}", text()),
        (texts(), any::<Option<u32>>(), any::<Option<(u32, u32)>>(), prop::option::of(text()), texts()),
        (texts(), any::<bool>(), prop::option::of("[ -~]{0,152}")),
    )
        .prop_map(
            |((trial, english, head, place, number, service), (counters, ahead, wait_min, group, papers), rest)| {
                let (notes, strong, follow_url) = rest;
                TicketPaper {
                    lang: if english { Lang::En } else { Lang::Vi },
                    trial,
                    head,
                    place,
                    number,
                    service,
                    intent: Intent::Submit,
                    counters,
                    ahead,
                    wait_min,
                    lane: PaperLane::Priority(group),
                    time: "09:14".into(),
                    date: "30/12/2019".into(),
                    papers,
                    papers_sample: strong,
                    notes: notes.into_iter().map(|text| Note { text, strong }).collect(),
                    follow_url,
                }
            },
        )
}

/// The words that a reader must find, each as often as he likes: those of the data and those that every ticket has.
fn words_on(ticket: &TicketPaper, width: PaperWidth) -> Vec<String> {
    let narrow = width == PaperWidth::Mm58;
    let mut texts = vec![ticket.head.clone(), ticket.place.clone(), ticket.service.clone()];
    texts.extend(ticket.papers.iter().cloned());
    texts.extend(ticket.notes.iter().map(|note| note.text.clone()));
    let own = match (ticket.lang, &ticket.lane) {
        (Lang::En, _) => {
            "YOUR NUMBER submit papers Counter People ahead Wait about Regular turn taken at Papers needed"
        }
        (_, _) if ticket.trial => "VẬN HÀNH THỬ SỐ THỬ không dùng để nộp hồ sơ Người trước",
        (_, PaperLane::Priority(_)) => "SỐ THỨ TỰ nộp hồ sơ Quầy Người trước Chờ Ưu tiên người cao tuổi Lấy số lúc",
        (_, _) if ticket.ahead.is_none() => {
            "SỐ THỨ TỰ nộp hồ sơ Quầy Chưa biết phải chờ bao lâu Lượt thường lấy số lúc"
        }
        (_, _) => "SỐ THỨ TỰ Quầy Người trước Chờ khoảng phút Lượt thường lấy số lúc Giấy tờ cần có",
    };
    texts.push(own.into());
    texts.push(match (ticket.lang, narrow) {
        (Lang::En, _) => "Scan to follow on your phone".into(),
        (_, true) => "Quét mã để theo dõi số".into(),
        (_, false) => "Quét mã để theo dõi trên điện thoại".into(),
    });
    texts.iter().flat_map(|text| split(text)).collect()
}

fn split(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '/').filter(|word| !word.is_empty()).map(String::from).collect()
}

fn print(bytes: &[u8], width: PaperWidth) -> Bitmap {
    let mut interpreter = Interpreter::new(width.dots());
    interpreter.feed(bytes);
    let mut sheets = interpreter.take_sheets();
    assert_eq!(sheets.len(), 1);
    assert_eq!(sheets[0].unknown, [], "every byte is understood");
    sheets.remove(0).paper
}

/// The ticket as a picture with a white margin, as a camera sees paper on a table.
fn picture(ticket: &TicketPaper, width: PaperWidth, digits: Digits, scale: u32, name: &str) -> PathBuf {
    let paper = print(&Press::new().unwrap().ticket(ticket, width, digits).unwrap(), width);
    let mut table = Bitmap::new(paper.width() + 80, paper.height() + 80);
    table.overprint(&paper, 40, 40);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
    std::fs::write(&file, encode_png(&table.magnified(scale, scale)).unwrap()).unwrap();
    file
}

fn tesseract(file: &Path) -> Vec<String> {
    let text = run(
        Command::new("tesseract").arg(file).args(["stdout", "-l", "vie", "--psm", "6", "--dpi", "400"]),
        "apt-get install tesseract-ocr tesseract-ocr-vie",
    );
    split(&text)
}

fn zbarimg(file: &Path) -> String {
    let text = run(Command::new("zbarimg").args(["--quiet", "--raw"]).arg(file), "apt-get install zbar-tools");
    text.trim_end().into()
}

fn run(command: &mut Command, install: &str) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}; install it: {install}"));
    assert!(output.status.success(), "{command:?}: {}; {install}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}
