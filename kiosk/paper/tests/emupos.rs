//! Our ticket on a printer that nobody here wrote: emupos 0.4.0 takes it over TCP and over a pseudo terminal, and its paper
//! is laid beside our virtual printer's. What must agree dot for dot: every raster band and the place of everything. What
//! may differ: the printer's built-in font, and the mask that an encoder chooses for the QR code, which is therefore
//! compared by place, size and content. emupos knows no ESC &, so its ticket has plain digits.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use devices::printer::virtual_printer::{Interpreter, decode_png, encode_png};
use devices::printer::{Confirmation, Digits, PaperWidth, PrintJob, Printer, PrinterStatus, PrinterUri};
use devices::raster::Bitmap;
use kiosk_paper::{Layout, Press, sample};

#[test]
fn emupos_prints_the_same_paper() {
    let Some(emupos) = Emupos::start("paper") else { return };
    for layout in [Layout::Compact, Layout::Full] {
        for (line, uri) in [("TCP", emupos.tcp()), ("pty", emupos.pty())] {
            same_paper(&emupos, layout, line, &uri);
        }
    }
}

fn same_paper(emupos: &Emupos, layout: Layout, line: &str, uri: &str) {
    let job = Press::new().unwrap().ticket(&sample(), layout, PaperWidth::Mm80, Digits::Plain).unwrap();
    let ticket = job.plain();
    let blank = without_native_text(&ticket, layout);
    let mut printer = ready_printer(uri);
    let mut on_emupos = |job: &PrintJob| {
        let before = emupos.receipts().len();
        let printed = printer.print(job).map(|printed| printed.confirmed);
        assert_eq!(printed, Ok(Confirmation::ByPrinter), "{layout:?}, {line}");
        emupos.receipt(before)
    };
    let (theirs, theirs_blank) = (on_emupos(&job), on_emupos(&PrintJob::from(blank.clone())));
    let (ours, ours_blank) = (print(&ticket), print(&blank));

    // Without the built-in font nothing may differ but the dots inside the QR code.
    let code = code_rows(&ours_blank);
    let differing = differing_rows(&ours_blank, &theirs_blank);
    let outside = |rows: &[u32]| rows.iter().all(|row| code.contains(row));
    assert!(outside(&differing), "{layout:?}, {line}: rows {differing:?} differ outside {code:?}");
    assert_eq!(code_rows(&theirs_blank), code, "{layout:?}, {line}: place and size of the QR code");

    // With it, only the rows in which either font has ink, and these lie in the three lines of native text.
    let mut native = differing_rows(&ours, &ours_blank);
    native.extend(differing_rows(&theirs, &theirs_blank));
    native.sort_unstable();
    native.dedup();
    let differing: Vec<u32> = differing_rows(&ours, &theirs).into_iter().filter(|row| !code.contains(row)).collect();
    let within = differing.iter().all(|row| native.contains(row));
    assert!(within, "{layout:?}, {line}: rows {differing:?} differ outside the text");
    let rows: usize = magnified(layout).iter().map(|(size, _)| 24 * usize::from((size & 7) + 1)).sum();
    assert!(native.len() <= rows, "{layout:?}, {line}: {} rows of built-in font", native.len());
    assert_eq!((zbarimg(&ours, "ours"), zbarimg(&theirs, "theirs")), (url(), url()), "{layout:?}, {line}");
    println!(
        "{layout:?}, {line}: {} rows; equal dot for dot outside {} rows of built-in font; in the QR code {} of {} rows differ",
        ours.height(),
        native.len(),
        differing_rows(&ours, &theirs).iter().filter(|row| code.contains(row)).count(),
        code.end - code.start,
    );
}

#[test]
fn emupos_faults_are_told_apart() {
    let Some(emupos) = Emupos::start("faults") else { return };
    let ticket = Press::new().unwrap().ticket(&sample(), Layout::Compact, PaperWidth::Mm80, Digits::Plain).unwrap();
    for uri in [emupos.tcp(), emupos.pty()] {
        let mut printer = ready_printer(&uri);
        for (fault, code) in [("paper-out", "paper-out"), ("cover-open", "cover-open"), ("offline", "offline")] {
            emupos.control(&["fault", "set", "front", fault]);
            assert_eq!(printer.print(&ticket).map_err(|fault| fault.code()), Err(code), "{uri}");
            emupos.control(&["fault", "clear", "front", fault]);
        }
        emupos.control(&["fault", "set", "front", "paper-near-end"]);
        assert!(printer.status().paper_near_end(), "{uri}");
        assert!(printer.print(&ticket).unwrap().paper_near_end, "{uri}");
        emupos.control(&["fault", "clear", "front", "paper-near-end"]);
        assert!(matches!(printer.status(), PrinterStatus::Answered(well) if well.fault().is_none()), "{uri}");
    }
    assert_eq!(emupos.receipts().len(), 2, "a printer that is not ready was sent nothing that it prints later");
}

/// The printer, once the simulator has warmed up enough to answer.
fn ready_printer(uri: &str) -> Box<dyn Printer> {
    let mut printer = uri.parse::<PrinterUri>().unwrap().printer();
    wait_for("emupos to answer", || printer.status().fault().is_none().then_some(()));
    printer
}

/// A running simulator with a folder of its own.
struct Emupos {
    child: Child,
    program: PathBuf,
    dir: tempfile::TempDir,
    port: u16,
    api: u16,
}

impl Emupos {
    fn start(name: &str) -> Option<Self> {
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/emupos/bin/emupos");
        if !program.exists() {
            println!("SKIPPED: {} is missing; `make setup` installs it where there is Python 3.13", program.display());
            eprintln!("SKIPPED: emupos is not installed, nothing was compared with a printer that we did not write");
            return None;
        }
        let dir = tempfile::Builder::new().prefix(name).tempdir().unwrap();
        let (port, api) = (free_port(), free_port());
        let config = format!(
            "schema: 1\napi: {{ host: 127.0.0.1, port: {api} }}\ndevices:\n  - id: front\n    type: printer\n    profile: epson-tm-t20iii\n    connections:\n      - tcp: {{ port: {port} }}\n      - serial: {{ pty: true, link: front }}\n"
        );
        std::fs::write(dir.path().join("emupos.yaml"), config).unwrap();
        let child = Command::new(&program)
            .arg("run")
            .current_dir(dir.path())
            .env("TMPDIR", dir.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let emupos = Self { child, program, dir, port, api };
        wait_for("emupos to listen", || std::net::TcpStream::connect(("127.0.0.1", emupos.api)).ok());
        Some(emupos)
    }

    fn tcp(&self) -> String {
        format!("tcp://127.0.0.1:{}", self.port)
    }

    fn pty(&self) -> String {
        format!("serial:{}?baud=9600", self.dir.path().join("emupos/front").display())
    }

    fn control(&self, arguments: &[&str]) {
        let api = format!("http://127.0.0.1:{}", self.api);
        let output = Command::new(&self.program).args(["--api", &api]).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn receipts(&self) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(self.dir.path().join("receipts")) else { return Vec::new() };
        let mut pictures: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        pictures.retain(|path| path.extension().is_some_and(|kind| kind == "png"));
        pictures.sort();
        pictures
    }

    /// The receipt after the first `before`, once it is whole.
    fn receipt(&self, before: usize) -> Bitmap {
        wait_for("a receipt", || decode_png(&std::fs::read(self.receipts().get(before)?).ok()?).ok())
    }
}

impl Drop for Emupos {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The sizes of native text, GS !, and what is first printed in each: number, figures, time.
fn magnified(layout: Layout) -> [(u8, &'static [&'static str]); 3] {
    let (number, figures) = match layout {
        Layout::Compact => (0x75, 0x32),
        Layout::Full => (0x77, 0x33),
    };
    [(number, &["A023"]), (figures, &["9", "25-35"]), (0x11, &["09:14  1/8/2019"])]
}

/// The same ticket with spaces where the printer would use its own font.
fn without_native_text(ticket: &[u8], layout: Layout) -> Vec<u8> {
    let mut blank = ticket.to_vec();
    for (size, texts) in magnified(layout) {
        for text in texts {
            let pattern = [&[0x1d, b'!', size], text.as_bytes()].concat();
            let at = blank.windows(pattern.len()).position(|window| window == pattern).unwrap() + 3;
            blank[at..at + text.len()].fill(b' ');
        }
    }
    blank
}

fn print(bytes: &[u8]) -> Bitmap {
    let mut interpreter = Interpreter::new(576);
    interpreter.feed(bytes);
    interpreter.take_sheets().remove(0).paper
}

/// Rows in which two papers differ. White at the end does not count: emupos cuts where the last dot is.
fn differing_rows(one: &Bitmap, other: &Bitmap) -> Vec<u32> {
    let rows = one.height().max(other.height());
    (0..rows).filter(|row| ink(one, *row) != ink(other, *row)).collect()
}

fn ink(paper: &Bitmap, row: u32) -> &[u8] {
    if row < paper.height() { &paper.row(row)[..paper.inked_bytes(row)] } else { &[] }
}

/// The QR code is the last thing with ink on the ticket, in rows that are white on the left.
fn code_rows(paper: &Bitmap) -> std::ops::Range<u32> {
    let inked = |row: &u32| paper.inked_bytes(*row) > 0;
    let last = (0..paper.height()).rev().find(inked).unwrap();
    let first = (0..last).rev().find(|row| !inked(row)).unwrap() + 1;
    first..last + 1
}

fn url() -> String {
    sample().follow_url.unwrap()
}

fn zbarimg(paper: &Bitmap, name: &str) -> String {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("emupos-{name}.png"));
    let mut table = Bitmap::new(paper.width(), paper.height() + 40);
    table.overprint(paper, 0, 0);
    std::fs::write(&file, encode_png(&table).unwrap()).unwrap();
    let output = Command::new("zbarimg").args(["--quiet", "--raw"]).arg(&file).output();
    let output = output.unwrap_or_else(|error| panic!("zbarimg: {error}; install it: apt-get install zbar-tools"));
    String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn wait_for<T>(what: &str, mut ready: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        if let Some(found) = ready() {
            return found;
        }
        assert!(Instant::now() < deadline, "waited 30 s for {what}");
        std::thread::yield_now();
    }
}
