//! The paper: its bytes as a listing, its dots as golden pictures that a person has looked at, its words read back by
//! tesseract and its code by zbarimg. After a wanted change run with `UPDATE_GOLDEN=1` and look at `tests/golden/`.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use devices::printer::virtual_printer::{Interpreter, listing};
use devices::printer::{Digits, PaperWidth};
use devices::raster::real_time_pair;
use kiosk_paper::{Layout, Note, PaperError, PaperLane, Press, TicketPaper, sample};
use proptest::prelude::*;
use queue_protocol::core::{Intent, Lang};
use support::{Variant, compare, golden, picture, print, split, variants, words_read, zbarimg};

#[test]
fn paper_is_as_it_was_when_someone_looked() {
    let mut press = Press::new().unwrap();
    for variant in variants() {
        let bytes = variant.job(&mut press).plain();
        assert_eq!(real_time_pair(&bytes), None, "{}", variant.name);
        compare(variant.name, &print(&bytes, variant.width));
    }
}

#[test]
fn bytes_are_as_they_were_when_someone_read_them() {
    for (name, layout, digits) in [
        ("full-drawn.txt", Layout::Full, Digits::Drawn),
        ("full-plain.txt", Layout::Full, Digits::Plain),
        ("compact-drawn.txt", Layout::Compact, Digits::Drawn),
    ] {
        let job = Press::new().unwrap().ticket(&sample(), layout, PaperWidth::Mm80, digits).unwrap();
        let list = listing(&job.plain());
        let golden = golden(name);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&golden, &list).unwrap();
        }
        assert_eq!(list, std::fs::read_to_string(&golden).unwrap(), "{name}");
        for native in ["GS ( k: store \"http", "text \"09:14", "1/8/2019\"", "GS V: cut"] {
            assert!(list.contains(native), "{name} lacks {native}");
        }
    }
}

#[test]
fn a_camera_reads_the_code() {
    let mut press = Press::new().unwrap();
    for variant in variants() {
        let paper = print(&variant.job(&mut press).plain(), variant.width);
        let file = picture(&paper, 1, &format!("code-{}", variant.name));
        assert_eq!(zbarimg(&file), variant.ticket.follow_url.unwrap(), "{}", variant.name);
    }
}

#[test]
fn a_stranger_reads_the_words() {
    let mut press = Press::new().unwrap();
    let mut unread = Vec::new();
    for variant in variants() {
        let name = variant.name;
        let paper = print(&variant.job(&mut press).plain(), variant.width);
        let read = words_read(&paper, name);
        let expected = words_on(&variant);
        let missing: Vec<&String> = expected.iter().filter(|word| !read.contains(word)).collect();
        let right = (expected.len() - missing.len()) as f64 / expected.len() as f64;
        println!("{name}: {:.1} % of {} words read, not: {missing:?}", right * 100.0, expected.len());
        if right < 0.95 {
            unread.push(format!("{name}: only {:.1} % read, not {missing:?} in {read:?}", right * 100.0));
        }
    }
    assert!(unread.is_empty(), "{unread:#?}");
}

#[test]
fn what_cannot_be_printed_is_refused_in_words() {
    let mut press = Press::new().unwrap();
    let mut refusal = |change: fn(&mut TicketPaper)| {
        let mut ticket = sample();
        change(&mut ticket);
        press.ticket(&ticket, Layout::Compact, PaperWidth::Mm80, Digits::Drawn).unwrap_err()
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
    fn no_ticket_is_without_end_or_executes_what_it_shows(ticket in any_ticket(), narrow: bool, drawn: bool, full: bool) {
        let width = if narrow { PaperWidth::Mm58 } else { PaperWidth::Mm80 };
        let digits = if drawn { Digits::Drawn } else { Digits::Plain };
        let layout = if full { Layout::Full } else { Layout::Compact };
        let bytes = Press::new().unwrap().ticket(&ticket, layout, width, digits).unwrap().plain();
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
                    reprint: strong,
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
fn words_on(variant: &Variant) -> Vec<String> {
    let Variant { ticket, layout, .. } = variant;
    let compact = *layout == Layout::Compact;
    let narrow = variant.width == PaperWidth::Mm58;
    let mut texts = vec![ticket.head.clone(), ticket.service.clone()];
    texts.extend(ticket.papers.iter().take(if compact { 3 } else { 6 }).cloned());
    if compact && !ticket.trial {
        texts.push(match ticket.lang {
            Lang::Vi => "Lỡ lượt xin báo bàn hướng dẫn".into(),
            Lang::En => "Missed it Tell the help desk".into(),
        });
    } else {
        texts.extend(ticket.notes.iter().map(|note| note.text.clone()));
    }
    if !compact {
        texts.push(ticket.place.clone());
    }
    texts.push(own_words(ticket, compact, narrow).into());
    texts.push(match (ticket.lang, compact || narrow) {
        (Lang::En, true) => "Scan to follow".into(),
        (Lang::En, false) => "Scan to follow on your phone".into(),
        (Lang::Vi, true) => "Quét mã để theo dõi số".into(),
        (Lang::Vi, false) => "Quét mã để theo dõi trên điện thoại".into(),
    });
    if ticket.reprint {
        texts.push(if ticket.lang == Lang::Vi { "IN LẠI" } else { "REPRINT" }.into());
    }
    texts.iter().flat_map(|text| split(text)).collect()
}

fn own_words(ticket: &TicketPaper, compact: bool, narrow: bool) -> &'static str {
    match (ticket.lang, &ticket.lane, compact) {
        (Lang::En, _, true) if narrow => "NUMBER submit Counters Ahead Wait min Papers needed sample",
        (Lang::En, _, true) => "NUMBER submit papers Counters Ahead Wait min Papers needed sample",
        (Lang::En, _, false) => {
            "YOUR NUMBER submit papers Counters People ahead Wait about Regular turn taken at Papers needed"
        }
        (_, _, true) if ticket.trial => "VẬN HÀNH THỬ Số thử không dùng để nộp hồ sơ Quầy Người trước Chờ phút",
        (_, _, false) if ticket.trial => "VẬN HÀNH THỬ SỐ THỬ không dùng để nộp hồ sơ Người trước",
        (_, PaperLane::Priority(_), true) if ticket.reprint || narrow => {
            "SỐ ƯU TIÊN nộp hồ sơ Quầy Người trước Chờ phút"
        }
        (_, PaperLane::Priority(_), true) => "SỐ ƯU TIÊN người cao tuổi nộp hồ sơ Quầy Người trước Chờ phút",
        (_, PaperLane::Priority(_), false) => {
            "SỐ THỨ TỰ nộp hồ sơ Quầy Người trước Chờ Ưu tiên người cao tuổi Lấy số lúc"
        }
        (_, _, true) if ticket.ahead.is_none() => "SỐ THỨ TỰ nộp hồ sơ Quầy Chưa biết phải chờ bao lâu",
        (_, _, false) if ticket.ahead.is_none() => {
            "SỐ THỨ TỰ nộp hồ sơ Quầy Chưa biết phải chờ bao lâu Lượt thường lấy số lúc"
        }
        (_, _, true) if narrow || ticket.reprint => "SỐ THỨ TỰ Quầy Người trước Chờ phút Giấy tờ cần có mẫu",
        (_, _, true) => "SỐ THỨ TỰ Lượt thường Quầy Người trước Chờ phút Giấy tờ cần có mẫu",
        (_, _, false) => "SỐ THỨ TỰ Quầy Người trước Chờ khoảng phút Lượt thường lấy số lúc Giấy tờ cần có",
    }
}
