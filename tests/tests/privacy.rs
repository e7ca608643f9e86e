//! Nothing of an identity card stays: a hundred cards under the scanner of a running kiosk, and then a search for what
//! stood on them in its memory, its data folder, its log at the most talkative, and the server's data.
#![allow(missing_docs, clippy::unwrap_used)]

mod scanner;

use std::{
    fs::{self, File},
    io::{Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use memchr::memmem::Finder;
use motcua_tests::{office::Office, process::wait_for, screen::Screen};
use scanner::{Log, Scanner, start};

const CARDS: u32 = 100;

/// What all the cards have in common. The numbers differ in their last digits only.
const NUMBER: &str = "0870440099";
const OLD_NUMBER: &str = "3419870265";
const NAME: &str = "Nguyễn Thị Quỳnh Hoa Mẫu";
const BIRTH: &str = "17021941";
const ADDRESS: &str = "Ấp Quỳnh Lâm 17, Mỹ Quý";

/// A code that is kept, since the page shows the name in it: what is kept is found, so the search works.
const KEPT: &str = "mot-cua-an-phu-dong.example";

fn card(n: u32) -> String {
    format!("{NUMBER}{n:02}|{OLD_NUMBER}|{NAME}|{BIRTH}|Nữ|{ADDRESS}|25062021")
}

#[test]
fn a_hundred_cards_leave_no_trace() {
    let office = Office::open().unwrap();
    let screen = Screen::open(1080, 1920).unwrap();
    let mut scanner = Scanner::plug_in();
    let log = Log(office.folder().join("kiosk.log"));
    let data = office.folder().join("kiosk");
    let mut kiosk = start(&office, &screen, &scanner, &log);

    scanner.show_until("the first code to be heard", "8936036020014", || log.count("unknown") > 0);
    for n in 0..CARDS {
        scanner.show_until("a card to be read", &card(n % 100), || log.count("card") > n as usize);
    }
    kiosk.check().unwrap();
    // The last thing shown is no card, and the page shows its host.
    let other = format!("http://{KEPT}/t/0198f2d0-7a11-7c3e-9a5b-0123456789ab");
    scanner.show_until("the code of another office", &other, || log.count("other-site") > 0);

    let secrets = secrets();
    let memory = memory(kiosk.pid(), &secrets);
    assert!(memory.bytes > 8 << 20, "only {} bytes could be read", memory.bytes);
    assert_eq!(memory.found, Vec::<String>::new(), "in the kiosk's memory");
    let kept = self::memory(kiosk.pid(), &[utf8("host", KEPT), utf8("url", office.url())]);
    assert_eq!(kept.found, ["host as UTF-8", "url as UTF-8"], "the search finds what is there");

    // Stopped, so that whatever it would write at its end is written.
    kiosk.signal(nix::sys::signal::Signal::SIGTERM).unwrap();
    wait_for("the kiosk to end", || kiosk.check().err()).unwrap();
    let files = files(office.folder());
    assert!(files.contains(&log.0) && files.iter().any(|f| f.starts_with(office.data())), "{files:?}");
    assert!(files.iter().any(|f| f.starts_with(&data)), "the kiosk's data folder is empty: {files:?}");
    for file in &files {
        assert_eq!(found(&fs::read(file).unwrap(), &secrets), Vec::<String>::new(), "in {}", file.display());
    }
    let read: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
    for known in ["a code was read", "tra-ket-qua"] {
        let known = [utf8("what is there", known)];
        assert!(read.iter().any(|bytes| !found(bytes, &known).is_empty()), "the search finds what is there");
    }
}

#[test]
fn the_search_finds_every_encoding_in_memory() {
    let secrets = secrets();
    let planted: Vec<Vec<u8>> = secrets.iter().map(|s| s.bytes.clone()).collect();
    let memory = memory(std::process::id(), &secrets);
    assert_eq!(memory.found.len(), planted.len(), "{:?}", memory.found);
    let across = [&[0; 100][..], &planted[0]].concat();
    assert_eq!(found(&across, &secrets).len(), 1);
    assert_eq!(found(&across[..across.len() - 1], &secrets).len(), 0);
}

/// A text in one encoding.
struct Secret {
    name: String,
    bytes: Vec<u8>,
}

fn utf8(what: &str, text: &str) -> Secret {
    Secret { name: format!("{what} as UTF-8"), bytes: text.as_bytes().to_vec() }
}

fn secrets() -> Vec<Secret> {
    let parts = [
        ("number", NUMBER),
        ("old number", OLD_NUMBER),
        ("name", NAME),
        ("end of the name", "Quỳnh Hoa"),
        ("birth date", BIRTH),
        ("address", ADDRESS),
    ];
    let mut secrets = Vec::new();
    for (what, text) in parts {
        let mut add = |encoding: &str, bytes: Vec<u8>| {
            secrets.push(Secret { name: format!("{what} as {encoding}"), bytes });
        };
        add("UTF-8", text.as_bytes().to_vec());
        add("UTF-16", text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        add("UTF-16, big end first", text.encode_utf16().flat_map(u16::to_be_bytes).collect());
        add("characters", text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect());
        if text.bytes().all(|b| b.is_ascii_digit()) {
            add("digits", text.bytes().map(|b| b - b'0').collect());
        }
    }
    secrets
}

fn found(bytes: &[u8], secrets: &[Secret]) -> Vec<String> {
    let hits = secrets.iter().filter(|s| Finder::new(&s.bytes).find(bytes).is_some());
    hits.map(|s| s.name.clone()).collect()
}

/// What a search of a process found, and how much it could read.
struct Searched {
    bytes: u64,
    found: Vec<String>,
}

/// Every readable page of a process, as a core dump would hold it and more.
fn memory(pid: u32, secrets: &[Secret]) -> Searched {
    const CHUNK: u64 = 4 << 20;
    let overlap = secrets.iter().map(|s| s.bytes.len()).max().unwrap() as u64;
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).unwrap();
    let mut memory = File::open(format!("/proc/{pid}/mem")).unwrap();
    let mut searched = Searched { bytes: 0, found: Vec::new() };
    for (from, to) in maps.lines().filter_map(readable) {
        let mut at = from;
        while at < to {
            let mut chunk = vec![0; (to - at).min(CHUNK + overlap) as usize];
            memory.seek(SeekFrom::Start(at)).unwrap();
            // A device's memory is mapped but cannot be read this way.
            let Ok(count) = memory.read(&mut chunk) else { break };
            searched.bytes += count as u64;
            searched.found.extend(found(&chunk[..count], secrets));
            at += if count as u64 > CHUNK { CHUNK } else { count.max(1) as u64 };
        }
    }
    searched.found.sort();
    searched.found.dedup();
    searched
}

/// `7f12a000-7f12b000 rw-p …`: a region that can be read.
fn readable(line: &str) -> Option<(u64, u64)> {
    let mut words = line.split(' ');
    let (range, rights) = (words.next()?, words.next()?);
    let (from, to) = range.split_once('-')?;
    let address = |text| u64::from_str_radix(text, 16).ok();
    rights.starts_with('r').then(|| Some((address(from)?, address(to)?)))?
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            all.extend(files(&path));
        } else if path.is_file() {
            all.push(path);
        }
    }
    all
}
