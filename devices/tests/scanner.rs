//! Scanners against lines of real bytes (pseudo terminals), ports that break, and keys that fly.

#![allow(clippy::unwrap_used)]

use std::io::{self, Write as _};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use devices::printer::{Connect, Port};
use devices::scanner::{
    Dropped, FakeScanner, Framer, Key, LONGEST, Listening, News, Scan, Scanner, ScannerFault, ScannerUri,
    SerialScanner, Wedge,
};
use proptest::prelude::*;
use serialport::{SerialPort as _, TTYPort};

const CARD: &str = "087044000123|301234567|Nguyễn Văn Mẫu|01021944|Nam|Ấp 1, Mỹ Quý|25062021";
const PATIENCE: Duration = Duration::from_secs(20);

/// What a scanner sends, what is heard, and what is counted.
type Case = (&'static str, Vec<u8>, Vec<String>, Vec<Dropped>);

fn cases() -> Vec<Case> {
    let line = |text: &str| format!("{text}\r").into_bytes();
    let long = "1".repeat(LONGEST);
    vec![
        ("CR", line("000.00.14.H20-190801-0002"), vec!["000.00.14.H20-190801-0002".into()], vec![]),
        ("LF", b"12345\n".to_vec(), vec!["12345".into()], vec![]),
        ("CR LF is one end", b"12345\r\n67890\r\n".to_vec(), vec!["12345".into(), "67890".into()], vec![]),
        ("Vietnamese", line(CARD), vec![CARD.into()], vec![]),
        ("empty lines", b"\r\n\r\n\r".to_vec(), vec![], vec![]),
        ("too short", b"12\r12345\r".to_vec(), vec!["12345".into()], vec![Dropped::TooShort]),
        ("as long as allowed", line(&long), vec![long.clone()], vec![]),
        ("one byte longer", line(&format!("{long}1")), vec![], vec![Dropped::TooLong]),
        ("1 MB", [vec![b'7'; 1 << 20], b"\r12345\r".to_vec()].concat(), vec!["12345".into()], vec![Dropped::TooLong]),
        ("NUL", b"123\x0045\r12345\r".to_vec(), vec!["12345".into()], vec![Dropped::Control]),
        ("escape sequence", b"\x1b[2J12345\r".to_vec(), vec![], vec![Dropped::Control]),
        ("C1 control", "123\u{85}45\r".into(), vec![], vec![Dropped::Control]),
        ("invalid UTF-8", b"Nguy\xe3\xaan V\xffn\r12345\r".to_vec(), vec!["12345".into()], vec![Dropped::NotUtf8]),
        ("surrogate", b"12345\xed\xa0\x80\r".to_vec(), vec![], vec![Dropped::NotUtf8]),
        ("overlong NUL", b"12345\xc0\x80\r".to_vec(), vec![], vec![Dropped::NotUtf8]),
    ]
}

#[test]
fn what_is_a_scan_and_what_is_not() {
    for (name, bytes, scans, dropped) in cases() {
        for piece in [1, 7, 64, bytes.len().max(1)] {
            let mut framer = Framer::default();
            let (mut heard, mut counted) = (Vec::new(), Vec::new());
            for mut chunk in bytes.chunks(piece) {
                while let Some(outcome) = framer.take(&mut chunk) {
                    match outcome {
                        Ok(scan) => heard.push(scan.text().to_owned()),
                        Err(reason) => counted.push(reason),
                    }
                }
            }
            assert_eq!((heard, counted, framer.quiet()), (scans.clone(), dropped.clone(), None), "{name} by {piece}");
        }
    }
}

#[test]
fn the_same_over_a_serial_line() {
    let (mut far, port) = line();
    let mut scanner = uri(&port).scanner();
    assert_eq!(scanner.read(Duration::from_millis(1)), Ok(None), "opens and empties the line");
    for (name, bytes, scans, dropped) in cases() {
        let before: Vec<_> = Dropped::ALL.map(|reason| scanner.tally().of(reason)).to_vec();
        let writer = std::thread::spawn(move || {
            far.write_all(&bytes).unwrap();
            // The end of each case, so that what it counted is seen.
            far.write_all(b"end of case\r").unwrap();
            far
        });
        let mut heard = Vec::new();
        while heard.last().is_none_or(|text| text != "end of case") {
            heard.push(next(&mut scanner).text().to_owned());
        }
        heard.pop();
        far = writer.join().unwrap();
        assert_eq!(heard, scans, "{name}");
        for (reason, before) in Dropped::ALL.into_iter().zip(before) {
            let expected = dropped.iter().filter(|d| **d == reason).count() as u64;
            assert_eq!(scanner.tally().of(reason) - before, expected, "{name}: {}", reason.code());
        }
    }
}

#[test]
fn half_a_code_is_dropped_when_the_line_falls_quiet() {
    let (mut far, port) = line();
    let mut scanner = uri(&port).scanner();
    assert_eq!(scanner.read(Duration::from_millis(1)), Ok(None));
    far.write_all(b"08704400").unwrap();
    let deadline = Instant::now() + PATIENCE;
    while scanner.tally().of(Dropped::Partial) == 0 && Instant::now() < deadline {
        assert_eq!(scanner.read(Duration::from_millis(300)), Ok(None));
    }
    far.write_all(b"12345\r").unwrap();
    assert_eq!(next(&mut scanner).text(), "12345", "the half before is not its beginning");
    assert_eq!(scanner.tally().total(), 1);
}

#[test]
fn an_unplugged_scanner_is_told_and_found_again() {
    let dir = tempfile::tempdir().unwrap();
    let name = dir.path().join("usb-scanner");
    let uri: ScannerUri = format!("serial:{}", name.display()).parse().unwrap();
    let (tell, news) = channel();
    let _listening = Listening::start(uri.scanner(), move |n| drop(tell.send(n))).unwrap();
    assert_eq!(fault(&news), "unreachable");
    for code in ["plugged in", "and once more"] {
        let (mut far, port) = line();
        std::os::unix::fs::symlink(&port, &name).unwrap();
        assert!(matches!(heard(&news), News::Well));
        far.write_all(format!("{code}\r").as_bytes()).unwrap();
        assert!(matches!(heard(&news), News::Scan(scan) if scan.text() == code));
        std::fs::remove_file(&name).unwrap();
        drop(far);
        assert_eq!(fault(&news), "lost");
        assert_eq!(fault(&news), "unreachable");
    }
}

/// The strip has to answer within 200 ms of the code; the line and the thread take next to nothing of it. The best of a
/// few, since other programs share the machine.
#[test]
fn a_code_is_heard_at_once() {
    let (mut far, port) = line();
    let (tell, news) = channel();
    let _listening = Listening::start(uri(&port).scanner(), move |n| drop(tell.send(n))).unwrap();
    assert!(matches!(heard(&news), News::Well));
    let quickest = (0..8).map(|_| {
        let sent = Instant::now();
        far.write_all(format!("{CARD}\r").as_bytes()).unwrap();
        assert!(matches!(heard(&news), News::Scan(_)));
        let took = sent.elapsed();
        // Two codes in one breath are no two codes.
        assert!(news.recv_timeout(Duration::from_millis(200)).is_err(), "one code is heard once");
        took
    });
    let quickest = quickest.min().unwrap();
    assert!(quickest < Duration::from_millis(50), "{quickest:?}");
}

/// What a port does at each read: bytes, or the end of the connection.
type Script = Vec<io::Result<&'static [u8]>>;

struct Scripted(Arc<Mutex<Script>>);

impl Connect for Scripted {
    fn connect(&mut self) -> io::Result<Box<dyn Port>> {
        Ok(Box::new(Scripted(self.0.clone())))
    }

    fn name(&self) -> String {
        "a script".into()
    }
}

impl Port for Scripted {
    fn write(&mut self, _: &[u8], _: Duration) -> io::Result<usize> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn read(&mut self, into: &mut [u8], _: Duration) -> io::Result<usize> {
        let mut script = self.0.lock().unwrap();
        let bytes = if script.is_empty() { Err(io::ErrorKind::TimedOut.into()) } else { script.remove(0) }?;
        into[..bytes.len()].copy_from_slice(bytes);
        Ok(bytes.len())
    }

    fn travel_time(&self, _: usize) -> Duration {
        Duration::ZERO
    }
}

#[test]
fn reading_nothing_is_a_disconnect_and_half_a_code_before_it_is_no_scan() {
    let script = vec![Ok(&b"0870"[..]), Ok(&b""[..]), Ok(&b"44000123\rabcd\r"[..])];
    let mut scanner = SerialScanner::new(Box::new(Scripted(Arc::new(Mutex::new(script)))));
    let fault = scanner.read(PATIENCE).unwrap_err();
    assert!(matches!(&fault, ScannerFault::Lost { port, .. } if port == "a script"), "{fault}");
    assert!(!fault.to_string().contains("0870"));
    assert_eq!(scanner.read(PATIENCE).unwrap_err(), fault, "not opened again before it is due");
    assert_eq!(next(&mut scanner).text(), "44000123");
    assert_eq!(next(&mut scanner).text(), "abcd");
    assert_eq!(scanner.tally().of(Dropped::Partial), 1);
}

#[test]
fn a_scanner_that_never_stops_is_heard_now_and_then() {
    let fake = FakeScanner::default();
    (0..5_000).for_each(|n| fake.show(&format!("code {n}")));
    let (tell, news) = channel();
    let listening = Listening::start(fake.clone(), move |n| drop(tell.send(n))).unwrap();
    let deadline = Instant::now() + PATIENCE;
    while listening.tally().of(Dropped::TooSoon) < 4_990 && Instant::now() < deadline {
        std::thread::yield_now();
    }
    let told = news.try_iter().filter(|n| matches!(n, News::Scan(_))).count() as u64;
    assert!((1..=10).contains(&told), "{told}");
    let gone = ScannerFault::Lost { port: "usb".into(), reason: "unplugged".into() };
    fake.set_fault(Some(gone));
    assert_eq!(fault(&news), "lost");
    fake.set_fault(None);
    assert!(matches!(heard(&news), News::Well));
}

#[test]
fn no_message_shows_what_was_scanned() {
    let scan = Scan::new(CARD);
    let shown = format!("{scan:?} {:?} {:?} {:?}", News::Scan(scan.clone()), Key::Scan(scan.clone()), Some(&scan));
    assert!(CARD.split('|').all(|part| !shown.contains(part)), "{shown}");
    let mut framer = Framer::default();
    framer.take(&mut CARD.as_bytes());
    let mut wedge = Wedge::default();
    type_at(&mut wedge, CARD, Duration::from_millis(5));
    let shown = format!("{framer:?} {wedge:?}");
    assert!(!shown.contains("087044") && !shown.contains("48, 56, 55"), "{shown}");
}

#[test]
fn a_scanner_that_types_is_known_by_its_speed() {
    let at = Duration::from_millis;
    let mut wedge = Wedge::default();
    let keys = type_at(&mut wedge, "000.00.14.H20-190801-0002\n", at(8));
    assert!(matches!(keys.last(), Some(Key::Scan(scan)) if scan.text() == "000.00.14.H20-190801-0002"), "{keys:?}");
    assert_eq!(keys.iter().filter(|k| **k == Key::Person).count(), 2, "only the first keys reach the page: {keys:?}");

    let keys = type_at(&mut Wedge::default(), "dat dai\n", at(90));
    assert!(keys.iter().all(|k| *k == Key::Person), "a fast typist: {keys:?}");
    let mut wedge = Wedge::default();
    assert_eq!(type_at(&mut wedge, "\n\n\n\n\n", at(30)).iter().filter(|k| matches!(k, Key::Scan(_))).count(), 0);
    assert_eq!(type_at(&mut wedge, "\t\t\t\n", at(30)).last(), Some(&Key::Person), "a key that is held is no scan");

    // A window that drew a page between two keys sees the rest late and together.
    let mut wedge = Wedge::default();
    let mut last = None;
    for (n, c) in "12345678\r".chars().enumerate() {
        let now = at(if n < 4 { 10 * n as u64 } else { 220 });
        last = Some(wedge.key(c.encode_utf8(&mut [0; 4]), now));
    }
    assert_eq!(last, Some(Key::Scan(Scan::new("12345678"))));
}

#[test]
fn shift_keys_of_a_typing_scanner_are_no_part_of_its_code() {
    let keys = type_at(&mut Wedge::default(), "\u{10}H20\u{10}A-0002\n", Duration::from_millis(4));
    assert_eq!(keys.last(), Some(&Key::Scan(Scan::new("H20A-0002"))));
    let mut wedge = Wedge::default();
    type_at(&mut wedge, "12345", Duration::from_millis(4));
    assert_eq!(wedge.key("\u{f700}", Duration::from_millis(24)), Key::Person, "an arrow key ends it");
    assert_eq!(wedge.key("\n", Duration::from_millis(28)), Key::Person);
    assert_eq!(wedge.tally().of(Dropped::Partial), 1);
}

#[test]
fn half_a_typed_code_is_not_the_beginning_of_the_next() {
    let mut wedge = Wedge::default();
    type_at(&mut wedge, "08704", Duration::from_millis(5));
    let mut last = None;
    for (n, c) in "12345\n".chars().enumerate() {
        last = Some(wedge.key(c.encode_utf8(&mut [0; 4]), Duration::from_millis(1_400 + 5 * n as u64)));
    }
    assert_eq!(last, Some(Key::Scan(Scan::new("12345"))));
    assert_eq!(wedge.tally().of(Dropped::Partial), 1);
}

proptest! {
    #[test]
    fn every_line_is_heard_or_counted_once(lines in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..1200), 0..8)) {
        let lines: Vec<Vec<u8>> = lines.into_iter().map(|l| l.into_iter().filter(|b| !b"\r\n".contains(b)).collect()).collect();
        let mut framer = Framer::default();
        let (mut heard, mut counted) = (0, 0);
        let bytes = lines.join(&b'\r');
        let mut rest = &bytes[..];
        while let Some(outcome) = framer.take(&mut rest) {
            match outcome {
                Ok(_) => heard += 1,
                Err(_) => counted += 1,
            }
        }
        counted += usize::from(framer.quiet().is_some());
        prop_assert_eq!(heard + counted, lines.iter().filter(|l| !l.is_empty()).count());
    }

    #[test]
    fn typed_and_sent_are_the_same_scan(text in "[ -~À-ỹ]{6,200}") {
        let keys = type_at(&mut Wedge::default(), &format!("{text}\n"), Duration::from_millis(5));
        prop_assert_eq!(keys.last(), Some(&Key::Scan(Scan::new(&text))));
    }
}

/// Both ends of a serial line: what the scanner writes to, and the name under which it can be opened.
fn line() -> (TTYPort, String) {
    let (far, near) = TTYPort::pair().unwrap();
    let name = near.name().unwrap();
    (far, name)
}

fn uri(port: &str) -> ScannerUri {
    format!("serial:{port}?baud=115200").parse().unwrap()
}

fn next(scanner: &mut impl Scanner) -> Scan {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Ok(Some(scan)) = scanner.read(Duration::from_millis(300)) {
            return scan;
        }
        assert!(Instant::now() < deadline, "no scan came");
    }
}

fn heard(news: &Receiver<News>) -> News {
    news.recv_timeout(PATIENCE).unwrap()
}

fn fault(news: &Receiver<News>) -> &'static str {
    loop {
        if let News::Fault(fault) = heard(news) {
            return fault.code();
        }
    }
}

fn type_at(wedge: &mut Wedge, text: &str, pace: Duration) -> Vec<Key> {
    let keys = text.chars().zip(1..);
    keys.map(|(c, n)| wedge.key(c.encode_utf8(&mut [0; 4]), Duration::from_secs(1) + pace * n)).collect()
}
