//! The drivers against lines of real bytes: TCP sockets, pseudo terminals, files and the virtual printer.

#![allow(clippy::unwrap_used)]

mod peer;

use std::net::TcpListener;
use std::time::{Duration, Instant};

use devices::printer::virtual_printer::{Interpreter, decode_png, listing};
use devices::printer::{
    Condition, Confirmation, Paper, PrintFailure, Printed, Printer, PrinterFault, PrinterStatus, PrinterUri, Timing,
};
use peer::{Answers, CUT, Peer, Script};
use proptest::prelude::*;
use serialport::{SerialPort as _, TTYPort};

const QUICK: Timing = Timing {
    reply: Duration::from_millis(200),
    settle: Duration::from_millis(300),
    write_grace: Duration::from_millis(400),
};

const COVER: Answers = [&[0x1a], &[0x16], &[0x12], &[0x12]];
const PAPER_OUT: Answers = [&[0x1a], &[0x32], &[0x12], &[0x7e]];
const SILENCE: Answers = [&[]; 4];

type Outcome = Result<bool, &'static str>;

/// What a script is called, what it does, what becomes of a ticket (near end of paper, or the code of the fault), and
/// whether ticket bytes may have been sent.
fn cases() -> Vec<(&'static str, Script, Outcome, bool)> {
    let well = Script::default;
    let before = |answers| Script { before: answers, after: answers, ..well() };
    let after = |answers| Script { after: answers, ..well() };
    vec![
        ("all well", well(), Ok(false), true),
        ("drawer pin high is no fault", before([&[0x16], &[0x12], &[0x12], &[0x12]]), Ok(false), true),
        ("paper near its end", before([&[0x12], &[0x12], &[0x12], &[0x1e]]), Ok(true), true),
        ("does not know GS r", Script { in_order: None, ..well() }, Ok(false), true),
        (
            "XON and XOFF in between",
            before([&[0x13, 0x11, 0x12], &[0x11, 0x12], &[0x12], &[0x12, 0x11]]),
            Ok(false),
            true,
        ),
        (
            "automatic status in between",
            before([&[0x14, 0, 0, 0x0f, 0x12], &[0x12], &[0x12], &[0x12]]),
            Ok(false),
            true,
        ),
        ("cover open", before(COVER), Err("cover-open"), false),
        ("out of paper", before(PAPER_OUT), Err("paper-out"), false),
        ("cutter", before([&[0x1a], &[0x52], &[0x1a], &[0x12]]), Err("cutter"), false),
        ("unrecoverable", before([&[0x1a], &[0x52], &[0x32], &[0x12]]), Err("unrecoverable"), false),
        ("recoverable", before([&[0x1a], &[0x52], &[0x16], &[0x12]]), Err("recoverable"), false),
        ("offline for no reason given", before([&[0x1a], &[0x12], &[0x12], &[0x12]]), Err("offline"), false),
        ("silence", before(SILENCE), Err("silent"), false),
        ("half a status", before([&[0x12], &[0x12], &[], &[]]), Err("silent"), false),
        ("rubbish", before([&[0x00, 0xff, 0x7f], &[0xfe], &[0x80], &[0xc3]]), Err("garbled"), false),
        ("one reply is rubbish", before([&[0x12], &[0x12], &[0x92], &[0x12]]), Err("garbled"), false),
        ("broken automatic status", before([&[0x10, 0x90, 0, 0], &[0x12], &[0x12], &[0x12]]), Err("garbled"), false),
        ("noise that looks well", before([&[0x12; 9], &[0x12; 9], &[0x12; 9], &[0x12; 9]]), Err("garbled"), false),
        ("an echo", Script { echoes: true, ..well() }, Err("garbled"), false),
        ("cover opened while it printed", after(COVER), Err("cover-open"), true),
        ("paper ended while it printed", Script { in_order: None, ..after(PAPER_OUT) }, Err("paper-out"), true),
        ("silence after the cut", Script { in_order: None, ..after(SILENCE) }, Err("silent"), true),
        ("rubbish after the cut", after([&[0xff], &[0xff], &[0xff], &[0xff]]), Err("garbled"), true),
        ("half a status after the cut", after([&[0x12], &[], &[], &[]]), Err("silent"), true),
        ("hangs up after the cut", Script { hangs_up_after_cut: true, in_order: None, ..well() }, Err("lost"), true),
    ]
}

#[test]
fn tcp_printers_of_every_temper() {
    for (name, script, outcome, may_send) in cases() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let uri = format!("tcp://{}", listener.local_addr().unwrap());
        let accept = std::thread::spawn(move || listener.accept().unwrap().0);
        let mut printer = uri.parse::<PrinterUri>().unwrap().printer_with(QUICK);
        // The first call connects; the peer answers from then on.
        let peer = std::thread::spawn(move || {
            let stream = accept.join().unwrap();
            stream.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
            Peer::start(stream, script)
        });
        let result = printer.print(&ticket().into());
        let sent = { peer.join().unwrap().finish() };
        judge(name, &result, outcome, may_send, &sent);
    }
}

#[test]
fn serial_printers_of_every_temper() {
    // A pty has no hang-up of its own while the master lives.
    for (name, script, outcome, may_send) in cases().into_iter().filter(|case| !case.1.hangs_up_after_cut) {
        let (mut printer, master) = serial("baud=115200");
        let peer = Peer::start(master, script);
        let result = printer.print(&ticket().into());
        judge(name, &result, outcome, may_send, &peer.finish());
    }
}

#[test]
fn a_serial_printer_that_stops_reading_stalls_in_bounded_time() {
    let (mut printer, master) = serial("baud=921600");
    let peer = Peer::start(master, Script { stops_reading: true, ..Script::default() });
    let long = [vec![b'x'; 60_000], CUT.to_vec()].concat();
    let started = Instant::now();
    assert_eq!(printer.print(&long.into()).map_err(|failure| failure.fault), Err(PrinterFault::Stalled));
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    peer.finish();
}

#[test]
fn a_serial_printer_that_was_unplugged_is_found_again() {
    let (mut printer, master) = serial("baud=115200");
    let peer = Peer::start(master, Script::default());
    assert!(printer.print(&ticket().into()).is_ok());
    peer.finish();
    // The master is gone: the port hangs up, and its name no longer exists.
    assert!(matches!(printer.status(), PrinterStatus::Unreachable { .. }));
    let error = printer.print(&ticket().into()).unwrap_err();
    assert_eq!(error.code(), "unreachable", "{error}");
    assert!(error.to_string().contains("cable"), "{error}");
}

#[test]
fn a_tcp_printer_that_comes_back_prints_again() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let mut printer = format!("tcp://{address}").parse::<PrinterUri>().unwrap().printer_with(QUICK);
    drop(listener);
    assert_eq!(printer.print(&ticket().into()).unwrap_err().code(), "unreachable");
    let listener = TcpListener::bind(address).unwrap();
    let peer = std::thread::spawn(move || {
        let stream = listener.accept().unwrap().0;
        stream.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
        Peer::start(stream, Script::default())
    });
    let deadline = Instant::now() + Duration::from_secs(10);
    while printer.print(&ticket().into()).is_err() {
        assert!(Instant::now() < deadline, "the printer came back and was not found");
        std::thread::yield_now();
    }
    assert_eq!(peer.join().unwrap().finish(), ticket());
}

#[test]
fn a_connection_that_died_of_age_is_replaced_before_anything_is_printed() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut printer =
        format!("tcp://{}", listener.local_addr().unwrap()).parse::<PrinterUri>().unwrap().printer_with(QUICK);
    let peers = std::thread::spawn(move || {
        [true, false].map(|hangs_up_after_cut| {
            let stream = listener.accept().unwrap().0;
            stream.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
            Peer::start(stream, Script { hangs_up_after_cut, ..Script::default() })
        })
    });
    // Whether the first hang-up is seen in time decides whether the first ticket is confirmed; the second always is.
    let _ = printer.print(&ticket().into());
    assert_eq!(printer.print(&ticket().into()).map(|printed| printed.confirmed), Ok(Confirmation::ByPrinter));
    let [first, second] = peers.join().unwrap().map(Peer::finish);
    assert_eq!(first, ticket());
    // What of the first may have been lost is ended and cut off; the second follows whole.
    let before = second.strip_suffix(ticket().as_slice()).unwrap();
    let cut_off = [&vec![0; ticket().len()], b"\n".as_slice(), CUT].concat();
    assert!(before.is_empty() || before == cut_off, "{before:02x?}");
}

#[test]
fn files_that_cannot_answer_are_offline_unless_the_installer_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("lp0");
    std::fs::write(&path, b"").unwrap();
    let open =
        |options: &str| format!("file:{}{options}", path.display()).parse::<PrinterUri>().unwrap().printer_with(QUICK);
    assert!(matches!(open("").status(), PrinterStatus::Unreachable { fault: PrinterFault::Lost { .. } }));
    let accepted = Printed { confirmed: Confirmation::BytesAccepted, paper_near_end: false };
    assert_eq!(open("?status=none").print(&ticket().into()), Ok(accepted));
    assert_eq!(std::fs::read(&path).unwrap(), ticket());
    std::fs::remove_file(&path).unwrap();
    assert_eq!(open("?status=none").print(&ticket().into()).unwrap_err().code(), "unreachable");
    assert!(!path.exists(), "a mistyped path must not become a file");
}

#[test]
fn the_virtual_printer_writes_one_png_and_one_bin_a_ticket() {
    let dir = tempfile::tempdir().unwrap();
    let uri: PrinterUri = format!("png:{}", dir.path().join("new/paper").display()).parse().unwrap();
    let paper = dir.path().join("new/paper");
    let mut printer = uri.printer();
    for _ in 0..2 {
        assert_eq!(printer.print(&ticket().into()).map(|printed| printed.confirmed), Ok(Confirmation::ByPrinter));
    }
    // Another start goes on counting.
    assert!(uri.printer().print(&ticket().into()).is_ok());
    let mut names: Vec<_> = std::fs::read_dir(&paper).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    let expected = ["1.bin", "1.png", "2.bin", "2.png", "3.bin", "3.png"].map(|end| format!("ticket-00000{end}"));
    assert_eq!(names, expected.map(std::ffi::OsString::from));
    // What it was told before the ticket, such as which pictures to forget, is part of what the paper was made of.
    assert!(std::fs::read(paper.join("ticket-000001.bin")).unwrap().ends_with(&ticket()));
    let picture = decode_png(&std::fs::read(paper.join("ticket-000001.png")).unwrap()).unwrap();
    assert_eq!(picture.width(), 576);
    assert!(picture.black_dots() > 1000);
}

#[test]
fn the_virtual_printer_has_the_faults_that_its_folder_names() {
    let dir = tempfile::tempdir().unwrap();
    let mut printer = format!("png:{}", dir.path().display()).parse::<PrinterUri>().unwrap().printer();
    assert_eq!(printer.status(), PrinterStatus::Answered(Condition::default()));
    for (name, code) in
        [("paper-out", "paper-out"), ("cover-open", "cover-open"), ("cutter", "cutter"), ("offline", "offline")]
    {
        std::fs::write(dir.path().join(name), b"").unwrap();
        assert_eq!(printer.print(&ticket().into()).unwrap_err().code(), code);
        std::fs::remove_file(dir.path().join(name)).unwrap();
    }
    std::fs::write(dir.path().join("near-end"), b"").unwrap();
    assert!(printer.print(&ticket().into()).unwrap().paper_near_end);
    assert!(matches!(printer.status(), PrinterStatus::Answered(Condition { paper: Paper::NearEnd, .. })));
}

#[test]
fn a_folder_that_cannot_be_written_is_a_fault_in_words() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("file"), b"").unwrap();
    let uri: PrinterUri = format!("png:{}/file/paper", dir.path().display()).parse().unwrap();
    let fault = uri.printer().print(&ticket().into()).unwrap_err();
    assert_eq!(fault.code(), "unreachable");
    assert!(fault.to_string().contains("file/paper"), "{fault}");
}

#[test]
fn a_ticket_without_end_is_not_sent() {
    let dir = tempfile::tempdir().unwrap();
    let mut printer = format!("png:{}", dir.path().display()).parse::<PrinterUri>().unwrap().printer();
    assert_eq!(printer.print(&vec![b'x'; 200_000].into()).unwrap_err().code(), "too-long");
    assert_eq!(std::fs::read_dir(dir.path()).map(Iterator::count).unwrap(), 0);
}

#[test]
fn what_no_printer_understands_is_reported_with_its_place() {
    let mut interpreter = Interpreter::new(576);
    interpreter.feed(b"\x1b@ok\n\x1bz\x07\x1d(k\x02\x00\x31\x99");
    interpreter.feed(CUT);
    let sheets = interpreter.take_sheets();
    let found: Vec<_> = sheets[0].unknown.iter().map(|unknown| (unknown.at, unknown.bytes.clone())).collect();
    assert_eq!(found, [(5, vec![0x1b, b'z']), (7, vec![7]), (8, b"\x1d(k\x02\x00\x31\x99".to_vec())]);
    assert_eq!(sheets[0].unknown_total, 3);
}

#[test]
fn characters_are_magnified_justified_and_wrapped() {
    let paper = |bytes: &[u8]| {
        let mut interpreter = Interpreter::new(384);
        interpreter.feed(bytes);
        interpreter.feed(CUT);
        interpreter.take_sheets().remove(0).paper
    };
    // A defined character of one full column of 24 dots, under the code of A.
    let define = [b"\x1b@\x1b3\x00\x1b&\x03AA\x01".as_slice(), &[0xff; 3], b"\x1b%\x01"].concat();
    let print = |rest: &[u8]| paper(&[&define, rest].concat());
    let plain = print(b"A\n");
    assert_eq!((plain.height(), plain.black_dots()), (24, 24));
    assert!(plain.get(0, 0) && plain.get(0, 23) && !plain.get(1, 0));
    let large = print(b"\x1d!\x53A\n");
    assert_eq!((large.height(), large.black_dots()), (96, 6 * 96), "6 across, 4 down");
    let centred = print(b"\x1ba\x01A\n");
    assert!(centred.get(186, 0) && centred.black_dots() == 24);
    let right = print(b"\x1ba\x02A\n");
    assert!(right.get(372, 0));
    let placed = print(b"A\x1b$\x64\x00A\n");
    assert!(placed.get(0, 0) && placed.get(100, 0) && placed.height() == 24);
    let wrapped = print(&[b'A'; 33]);
    assert_eq!(wrapped.height(), 48, "32 of 12 dots fill 384");
    let built_in = print(b"\x1b%\x00A\n");
    assert!(built_in.black_dots() > 30, "the built-in A is back");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn any_bytes_in_any_pieces_are_the_same_bytes(
        bytes in prop::collection::vec(prop_oneof![prop::sample::select(b"\x10\x04\x1b\x1d\n@&%!vV0k(a\x00\x01\x03A".to_vec()), any::<u8>()], 0..400),
        cuts in prop::collection::vec(0usize..400, 0..8),
    ) {
        let mut whole = Interpreter::new(384);
        let mut replies = whole.feed(&bytes);
        let mut pieces = Interpreter::new(384);
        let mut cuts: Vec<usize> = cuts.into_iter().map(|at| at.min(bytes.len())).chain([0, bytes.len()]).collect();
        cuts.sort_unstable();
        let mut same: Vec<u8> = cuts.windows(2).flat_map(|ends| pieces.feed(&bytes[ends[0]..ends[1]])).collect();
        for interpreter in [(&mut whole, &mut replies), (&mut pieces, &mut same)] {
            let (interpreter, replies) = interpreter;
            replies.extend(interpreter.feed(CUT));
        }
        // An answer in real time overtakes those that wait for their turn, the further the larger the piece.
        replies.sort_unstable();
        same.sort_unstable();
        prop_assert_eq!(replies, same);
        let (one, other) = (whole.take_sheets(), pieces.take_sheets());
        prop_assert_eq!(one.len(), other.len());
        for (one, other) in one.iter().zip(&other) {
            prop_assert_eq!(&one.paper, &other.paper);
            prop_assert!(one.paper.height() <= 4096);
        }
        prop_assert!(listing(&bytes).lines().count() <= bytes.len());
    }
}

fn serial(options: &str) -> (devices::printer::EscPosPrinter, TTYPort) {
    let (mut master, slave) = TTYPort::pair().unwrap();
    let path = slave.name().unwrap();
    drop(slave);
    master.set_timeout(Duration::from_millis(20)).unwrap();
    let uri: PrinterUri = format!("serial:{path}?{options}").parse().unwrap();
    (uri.printer_with(QUICK), master)
}

fn ticket() -> Vec<u8> {
    [b"\x1b@\x1d!\x33A023\n\x1d!\x00".as_slice(), CUT].concat()
}

fn judge(name: &str, result: &Result<Printed, PrintFailure>, outcome: Outcome, may_send: bool, sent: &[u8]) {
    let found = result.as_ref().map(|printed| printed.paper_near_end).map_err(PrintFailure::code);
    assert_eq!(found, outcome, "{name}: {result:?}");
    if let Err(failure) = result {
        assert_eq!(failure.begun, may_send, "{name}: whether paper may have come out");
    }
    if may_send {
        assert_eq!(sent, ticket(), "{name}: the ticket's bytes");
    } else {
        assert_eq!(sent, b"", "{name}: nothing is sent to a printer that is not ready");
    }
}
