//! Every service of the sample office, in both languages, on both widths of paper, in every lane: how long the ticket is,
//! how many bytes it takes, and that it is the same paper whichever way its pictures travel.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use devices::printer::virtual_printer::{VirtualConnect, decode_png};
use devices::printer::{Digits, EscPosPrinter, Keeps, PaperWidth, Part, PrintJob, Printer, StatusPolicy, Timing};
use devices::raster::Bitmap;
use kiosk_paper::{COMPACT_ROWS, Layout, Note, PaperLane, Press, TicketPaper, sample};
use queue_protocol::core::{Intent, Lang};
use serde::Deserialize;
use support::print;

/// Bytes of a compact ticket for a printer that keeps nothing.
const COMPACT_BYTES: usize = 12_000;

#[test]
fn a_compact_ticket_is_short_and_small() {
    let mut press = Press::new().unwrap();
    let (mut longest, mut largest, mut over) = (0, 0, Vec::new());
    for (name, ticket) in tickets() {
        for (width, digits) in printers() {
            let bytes = press.ticket(&ticket, Layout::Compact, width, digits).unwrap().plain();
            let rows = print(&bytes, width).height();
            if rows > COMPACT_ROWS || bytes.len() > COMPACT_BYTES {
                over.push(format!("{name}, {width:?}, {digits:?}: {rows} rows, {} bytes", bytes.len()));
            }
            longest = longest.max(rows);
            largest = largest.max(bytes.len());
        }
    }
    println!("at most {longest} rows and {largest} bytes");
    assert!(over.is_empty(), "{over:#?}");
}

#[test]
fn the_paper_is_the_same_whichever_way_its_pictures_travel() {
    let mut press = Press::new().unwrap();
    for (name, ticket) in tickets() {
        for layout in [Layout::Compact, Layout::Full] {
            for (width, digits) in printers() {
                let job = press.ticket(&ticket, layout, width, digits).unwrap();
                let fallback = print(&job.plain(), width);
                let full = print(&as_plain_raster(&job), width);
                assert!(fallback == full, "{name}, {layout:?}, {width:?}, {digits:?}: fallback and full raster differ");
            }
        }
    }
}

/// The driver's own way: what recurs is kept by the printer, recalled, and makes room for others, ticket after ticket.
#[test]
fn the_paper_of_stored_pictures_is_the_same() {
    let mut press = Press::new().unwrap();
    let ways = [
        (Layout::Compact, PaperWidth::Mm80, Digits::Drawn),
        (Layout::Compact, PaperWidth::Mm58, Digits::Plain),
        (Layout::Full, PaperWidth::Mm80, Digits::Drawn),
    ];
    for (layout, width, digits) in ways {
        let folder = tempfile::tempdir().unwrap();
        let line = Box::new(VirtualConnect::new(folder.path().to_path_buf(), width.dots()));
        let driver = EscPosPrinter::with_timing(line, StatusPolicy::Ask, Timing::default());
        let mut driver = driver.keeping(Keeps::Download);
        let (mut bytes, mut stored) = (0, 0);
        for (name, ticket) in tickets() {
            let job = press.ticket(&ticket, layout, width, digits).unwrap();
            let plain = print(&job.plain(), width);
            let mut sent = 0;
            for copy in 1..=2 {
                driver.print(&job).unwrap();
                let paper;
                (paper, sent) = take(folder.path());
                assert!(paper == plain, "{name}, {layout:?}, {width:?}, {digits:?}, copy {copy}");
            }
            (bytes, stored) = (bytes + job.plain().len(), stored + sent);
        }
        println!("{layout:?}, {width:?}, {digits:?}: {stored} bytes instead of {bytes} the second time");
        assert!(stored * 4 < bytes, "too little was kept");
    }
}

/// Models without a code of their own are told its dots.
#[test]
fn a_printer_without_codes_prints_the_same_code() {
    let mut press = Press::new().unwrap();
    for (layout, width) in [(Layout::Compact, PaperWidth::Mm58), (Layout::Full, PaperWidth::Mm80)] {
        let folder = tempfile::tempdir().unwrap();
        let line = Box::new(VirtualConnect::new(folder.path().to_path_buf(), width.dots()));
        let driver = EscPosPrinter::with_timing(line, StatusPolicy::Ask, Timing::default());
        let job = press.ticket(&sample(), layout, width, Digits::Plain).unwrap();
        driver.drawing_codes(false).print(&job).unwrap();
        let bin = std::fs::read(folder.path().join("ticket-000001.bin")).unwrap();
        assert!(!bin.windows(3).any(|bytes| bytes == b"\x1d(k"), "the printer was told to draw a code");
        assert!(take(folder.path()).0 == print(&job.plain(), width), "{layout:?}, {width:?}");
    }
}

/// The one paper in the folder, and how many bytes the printer took for it.
fn take(folder: &Path) -> (Bitmap, usize) {
    let paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let of = |kind: &str| paths.iter().find(|path| path.extension().is_some_and(|e| e == kind)).unwrap();
    let paper = decode_png(&std::fs::read(of("png")).unwrap()).unwrap();
    let bytes = std::fs::metadata(of("bin")).unwrap().len() as usize;
    assert_eq!(paths.len(), 2, "one picture and its bytes: {paths:?}");
    paths.iter().for_each(|path| std::fs::remove_file(path).unwrap());
    (paper, bytes)
}

#[test]
fn pictures_are_few_and_say_nothing_of_one_ticket() {
    let mut press = Press::new().unwrap();
    for layout in [Layout::Compact, Layout::Full] {
        let mut kept: BTreeSet<Vec<u8>> = BTreeSet::new();
        let mut blocks = |ticket: &TicketPaper| {
            let job = press.ticket(ticket, layout, PaperWidth::Mm80, Digits::Drawn).unwrap();
            job.parts.iter().filter_map(picture).map(|block| as_bytes(&block)).collect::<Vec<_>>()
        };
        let first = blocks(&sample());
        let other = TicketPaper {
            number: "A987".into(),
            ahead: Some(31),
            wait_min: Some((45, 60)),
            time: "15:59".into(),
            date: "31/12/2020".into(),
            follow_url: Some("http://10.0.0.2:8080/t/0199a3c2-7b1e-7d64-8f52-4c1d9e7ab999".into()),
            ..sample()
        };
        assert_eq!(first, blocks(&other), "{layout:?}");
        let all = tickets();
        for (_, ticket) in &all {
            kept.extend(blocks(ticket));
        }
        println!("{layout:?}: {} tickets share {} pictures", all.len(), kept.len());
        // Two for each service and language, and some for the office and its lanes.
        assert!(kept.len() < 2 * all.len() + 20, "{layout:?}: {} tickets need {} pictures", all.len(), kept.len());
    }
}

/// The job with every picture as one untrimmed GS v 0, which is what a program without tricks would send.
fn as_plain_raster(job: &PrintJob) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in &job.parts {
        match part {
            Part::Bytes(own) | Part::Once { bytes: own, .. } | Part::Code { native: own, .. } => bytes.extend(own),
            Part::Block(picture) => {
                let (across, rows) = (picture.row_bytes() as u16, picture.height() as u16);
                bytes.extend([0x1d, b'v', b'0', 0]);
                bytes.extend(across.to_le_bytes());
                bytes.extend(rows.to_le_bytes());
                (0..picture.height()).for_each(|y| bytes.extend(picture.row(y)));
            }
        }
    }
    bytes
}

fn picture(part: &Part) -> Option<Bitmap> {
    match part {
        Part::Block(picture) => Some(picture.clone()),
        Part::Bytes(_) | Part::Once { .. } | Part::Code { .. } => None,
    }
}

fn as_bytes(picture: &Bitmap) -> Vec<u8> {
    (0..picture.height()).flat_map(|y| picture.row(y).to_vec()).collect()
}

fn printers() -> impl Iterator<Item = (PaperWidth, Digits)> {
    [PaperWidth::Mm80, PaperWidth::Mm58]
        .into_iter()
        .flat_map(|width| [Digits::Drawn, Digits::Plain].map(|digits| (width, digits)))
}

/// Every service of the sample office in both languages, and of the two with the longest names every kind of ticket.
fn tickets() -> Vec<(String, TicketPaper)> {
    let office = Office::open();
    let mut tickets = Vec::new();
    for lang in [Lang::Vi, Lang::En] {
        let longest = office.services.iter().max_by_key(|service| service.name.get(lang).len()).unwrap();
        for service in &office.services {
            let ticket = office.ticket(service, lang);
            if service.id == longest.id {
                let kinds = kinds(&ticket).into_iter();
                tickets.extend(kinds.map(|(kind, ticket)| (format!("{} {lang:?} {kind}", service.id), ticket)));
            }
            tickets.push((format!("{} {lang:?}", service.id), ticket));
        }
    }
    tickets
}

fn kinds(ticket: &TicketPaper) -> Vec<(&'static str, TicketPaper)> {
    let group = if ticket.lang == Lang::Vi { "nuôi con nhỏ" } else { "person of merit" };
    let priority = PaperLane::Priority(Some(group.into()));
    let reprint = TicketPaper { reprint: true, ..ticket.clone() };
    vec![
        ("priority", TicketPaper { lane: priority.clone(), ..ticket.clone() }),
        ("booked", TicketPaper { lane: PaperLane::Booked, ..ticket.clone() }),
        ("returning", TicketPaper { lane: PaperLane::Returning, ..ticket.clone() }),
        ("priority reprint", TicketPaper { lane: priority, ..reprint.clone() }),
        ("reprint", reprint),
        ("offline", TicketPaper { ahead: None, wait_min: None, number: "R007".into(), ..ticket.clone() }),
        ("busy", TicketPaper { ahead: Some(124), wait_min: Some((100, 125)), ..ticket.clone() }),
        ("no counter open", TicketPaper { wait_min: None, ..ticket.clone() }),
        ("trial", TicketPaper { trial: true, number: "X018".into(), papers: Vec::new(), ..ticket.clone() }),
    ]
}

/// What a ticket needs to know of the sample office's files.
struct Office {
    site: Site,
    services: Vec<Service>,
    counters: Vec<Counter>,
}

#[derive(Deserialize)]
struct Site {
    ticket: Words,
}

#[derive(Deserialize)]
struct Words {
    head: Text,
    place: Text,
    notes: Vec<Text>,
    follow_url: String,
}

#[derive(Deserialize)]
struct Service {
    id: String,
    name: Text,
    letter: String,
    intent: String,
    #[serde(default)]
    papers: Vec<Text>,
}

#[derive(Deserialize)]
struct Counter {
    number: u32,
    serves: Vec<String>,
}

#[derive(Deserialize)]
struct Text {
    vi: String,
    en: String,
}

impl Text {
    fn get(&self, lang: Lang) -> String {
        if lang == Lang::Vi { self.vi.clone() } else { self.en.clone() }
    }
}

impl Office {
    fn open() -> Self {
        #[derive(Deserialize)]
        struct Services {
            service: Vec<Service>,
        }
        #[derive(Deserialize)]
        struct Counters {
            counter: Vec<Counter>,
        }
        let services = read::<Services>("services.toml").service;
        assert!(services.len() > 10, "the sample office has {} services", services.len());
        Self { site: read("site.toml"), services, counters: read::<Counters>("counters.toml").counter }
    }

    fn ticket(&self, service: &Service, lang: Lang) -> TicketPaper {
        let words = &self.site.ticket;
        let at = self.counters.iter().filter(|counter| counter.serves.contains(&service.id));
        TicketPaper {
            lang,
            head: words.head.get(lang),
            place: words.place.get(lang),
            number: format!("{}123", service.letter),
            service: service.name.get(lang).replace('\n', " "),
            intent: if service.intent == "collect" { Intent::Collect } else { Intent::Submit },
            counters: at.map(|counter| counter.number.to_string()).collect(),
            date: "31/12/2019".into(),
            papers: service.papers.iter().map(|paper| paper.get(lang)).collect(),
            notes: words.notes.iter().map(|note| Note { text: note.get(lang), strong: false }).collect(),
            follow_url: Some(format!("{}/t/0199a3c2-7b1e-7d64-8f52-4c1d9e7ab305", words.follow_url)),
            ..sample()
        }
    }
}

fn read<T: serde::de::DeserializeOwned>(name: &str) -> T {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sites/dong-thap-2019").join(name);
    toml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}
