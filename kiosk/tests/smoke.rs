//! `kiosk smoke` as an installer meets it: the built program at a printer and a scanner on pseudo terminals, whose cover and
//! roll are moved when the program asks for it, and a screen that is touched.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says why it failed")]

use std::{
    io::{BufRead, BufReader, ErrorKind, Read, Write},
    path::PathBuf,
    process::{Child, ChildStdin, Command, Stdio},
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use devices::printer::{Condition, Paper, virtual_printer::Interpreter};
use serde_json::Value;
use serialport::{SerialPort, TTYPort};

const CODE: &str = "MOTCUA-SMOKE-0123456789";
const CARD: &str = "087162004512||NGUYEN VAN THU NGHIEM|02031950|Nam|Ap 1, Thap Muoi|01012021";

/// Everything works: each thing that is asked for is done, and every step is passed.
#[test]
fn a_good_cabinet_passes_every_step() {
    let Some(screen) = Screen::start() else {
        println!("SKIPPED: there is no Xvfb or no xdotool, so nobody touched a screen");
        return;
    };
    for lang in ["en", "vi"] {
        let printer = Peer::start(Temper::Well);
        let scanner = Typed::start();
        let (printer_uri, scanner_uri) = (printer.uri(), scanner.uri());
        let mut walk = Walk::start(
            &["--yes", "--lang", lang, "--printer", &printer_uri, "--scanner", &scanner_uri, "--window", "1080x1920"],
            Some(&screen.display),
        );
        let vietnamese = lang == "vi";
        let word = |vi: &'static str, en: &'static str| if vietnamese { vi } else { en };
        for (asked, then, paper, cover_open) in [
            (word("Hãy mở nắp", "open the printer's cover"), word("Hãy đóng nắp", "Please close it"), Paper::Ok, true),
            (word("gần hết, hoặc", "nearly used up"), word("cuộn giấy đầy", "full roll back"), Paper::NearEnd, false),
            (
                word("Hãy lấy giấy ra", "take the paper out"),
                word("Hãy lắp giấy", "put the paper back"),
                Paper::Out,
                false,
            ),
        ] {
            walk.until(asked);
            printer.set(Condition { paper, cover_open, ..Condition::default() });
            walk.until(then);
            printer.set(Condition::default());
        }
        walk.until(word("dưới máy quét. Cũng", "under the scanner. A file"));
        scanner.shows(CARD);
        walk.until(word("Đã đọc: căn cước", "Read: an identity card"));
        drop(scanner);
        walk.until(word("Hãy chạm", "Please touch the red ring"));
        screen.touch(&[(108, 108), (972, 108), (972, 1812), (108, 1812), (545, 960)]);
        let (code, report) = walk.end();
        assert_eq!(report.outcomes(), ["passed"; 8], "{}", report.json);
        assert_eq!(code, Some(0));
        for file in ["test-page.png", "ticket.png", "touch.png"] {
            assert!(report.dir.path().join(file).exists(), "{file}");
            assert!(report.html.contains(file));
        }
        assert!(report.html.matches("data:image/png;base64,").count() == 3 && !report.html.contains("http://"));
        // Of the card nothing is kept, in no file and on no terminal.
        for secret in ["087162004512", "NGUYEN", "02031950"] {
            assert!(!report.html.contains(secret) && !report.json.contains(secret) && !report.said.contains(secret));
        }
        assert_eq!(printer.papers(), 3, "a test page and two tickets");
        report.keep(&format!("good-{lang}"));
    }
}

/// What does not work fails in words that help, and what could not be tried is skipped, never passed.
#[test]
fn a_printer_that_is_not_well_fails_in_words() {
    let cases = [
        (Temper::Silent, "en", "silent", "The printer does not answer.", "baud"),
        (Temper::Rubbish, "en", "garbled", "no status", "baud rate and parity"),
        (Temper::Rubbish, "vi", "garbled", "không phải trạng thái", "tốc độ (baud)"),
    ];
    for (temper, lang, code, said, todo) in cases {
        let printer = Peer::start(temper);
        let mut walk = Walk::start(&["--lang", lang, "--printer", &printer.uri()], None);
        walk.until(said);
        // Not mended, and no finger at the screen.
        walk.types("s\nb\n");
        let (exit, report) = walk.end();
        assert_eq!(exit, Some(1), "{}", report.said);
        assert_eq!(report.outcomes()[0], "failed");
        assert_eq!(report.outcomes()[1..], ["skipped"; 7], "{}", report.said);
        let status = &report.steps()[0];
        assert!(status["todo"].as_str().unwrap().contains(todo), "{status}");
        assert!(status["facts"].as_array().unwrap().iter().any(|fact| fact["value"] == code), "{status}");
        assert!(report.html.contains(said));
        assert_eq!(printer.papers(), 0, "nothing is printed on a printer that is not well");
        report.keep(&format!("{code}-{lang}"));
    }
}

/// A hand that does not come is a failure after a while; a key skips.
#[test]
fn a_cover_that_nobody_opens_is_not_passed() {
    let printer = Peer::start(Temper::Well);
    let uri = printer.uri();
    let mut walk = Walk::start(&["--lang", "en", "--yes", "--patience", "1", "--printer", &uri], None);
    walk.until("take the paper out");
    walk.types("s\n");
    let (exit, report) = walk.end();
    assert_eq!(exit, Some(1));
    let outcomes = report.outcomes();
    assert_eq!(outcomes[..3], ["passed"; 3], "{}", report.json);
    assert_eq!(outcomes[3..], ["failed", "failed", "skipped", "skipped", "failed"], "{}", report.said);
    assert!(report.steps()[7]["todo"].as_str().unwrap().contains("packaging/README.md"));
}

/// A running walk.
struct Walk {
    child: Child,
    keyboard: ChildStdin,
    lines: Receiver<String>,
    said: String,
    dir: tempfile::TempDir,
}

struct Report {
    dir: tempfile::TempDir,
    said: String,
    html: String,
    json: String,
}

impl Walk {
    fn start(args: &[&str], display: Option<&str>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_kiosk"));
        command.arg("smoke").args(args).arg("--report").arg(dir.path()).env_remove("WAYLAND_DISPLAY");
        command.env_remove("DISPLAY").envs(display.map(|display| ("DISPLAY", display)));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (keyboard, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let (sender, lines) = channel();
        thread::spawn(move || BufReader::new(output).lines().map_while(Result::ok).try_for_each(|l| sender.send(l)));
        Self { child, keyboard, lines, said: String::new(), dir }
    }

    fn until(&mut self, words: &str) {
        let deadline = Instant::now() + Duration::from_mins(1);
        loop {
            match self.lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(line) => {
                    self.said += &(line.clone() + "\n");
                    if line.contains(words) {
                        return;
                    }
                }
                Err(error) => panic!("{error} before {words:?}:\n{}", self.said),
            }
        }
    }

    fn types(&mut self, text: &str) {
        self.keyboard.write_all(text.as_bytes()).unwrap();
    }

    fn end(mut self) -> (Option<i32>, Report) {
        self.until("report.html");
        let code = self.child.wait().unwrap().code();
        let read = |name: &str| std::fs::read_to_string(self.dir.path().join(name)).unwrap();
        let (html, json) = (read("report.html"), read("report.json"));
        (code, Report { dir: self.dir, said: self.said, html, json })
    }
}

impl Report {
    fn steps(&self) -> Vec<Value> {
        serde_json::from_str::<Value>(&self.json).unwrap()["steps"].as_array().unwrap().clone()
    }

    fn outcomes(&self) -> Vec<String> {
        self.steps().iter().map(|step| step["outcome"].as_str().unwrap().to_owned()).collect()
    }

    /// Leaves a copy to look at in `target/screens/smoke`.
    fn keep(&self, name: &str) {
        let to = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/screens/smoke").join(name);
        std::fs::create_dir_all(&to).unwrap();
        for entry in std::fs::read_dir(self.dir.path()).unwrap() {
            let from = entry.unwrap().path();
            std::fs::copy(&from, to.join(from.file_name().unwrap())).unwrap();
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Temper {
    Well,
    Silent,
    Rubbish,
}

/// A printer at the other end of a pseudo terminal.
struct Peer {
    path: String,
    condition: Arc<Mutex<Condition>>,
    papers: Arc<Mutex<usize>>,
    _stop: Sender<()>,
}

impl Peer {
    fn start(temper: Temper) -> Self {
        let (mut line, path) = pty();
        let (stop, stopped) = channel::<()>();
        let (condition, papers) = (Arc::new(Mutex::new(Condition::default())), Arc::new(Mutex::new(0)));
        let (now, counted) = (condition.clone(), papers.clone());
        thread::spawn(move || {
            // A head of eight dots: what is drawn does not matter here, and drawing it would keep the answers waiting.
            let mut interpreter = Interpreter::new(8);
            let mut buffer = [0; 4096];
            while stopped.try_recv() != Err(std::sync::mpsc::TryRecvError::Disconnected) {
                let count = match line.read(&mut buffer) {
                    Ok(count) => count,
                    Err(error) if error.kind() == ErrorKind::TimedOut => continue,
                    // The other end is not open at the moment.
                    Err(_) => {
                        thread::yield_now();
                        continue;
                    }
                };
                interpreter.set_condition(*now.lock().unwrap());
                let answers = interpreter.feed(&buffer[..count]);
                *counted.lock().unwrap() += interpreter.take_sheets().len();
                let _ = match temper {
                    Temper::Well => line.write_all(&answers),
                    Temper::Silent => Ok(()),
                    Temper::Rubbish => line.write_all(&vec![0xff; answers.len()]),
                };
            }
        });
        Self { path, condition, papers, _stop: stop }
    }

    fn uri(&self) -> String {
        format!("serial:{}?baud=115200", self.path)
    }

    fn set(&self, condition: Condition) {
        *self.condition.lock().unwrap() = condition;
    }

    fn papers(&self) -> usize {
        *self.papers.lock().unwrap()
    }
}

/// A scanner that reads the same code again and again while somebody holds it there.
struct Typed {
    path: String,
    codes: Sender<String>,
}

impl Typed {
    fn start() -> Self {
        let (mut line, path) = pty();
        let (codes, shown) = channel::<String>();
        thread::spawn(move || {
            let mut code = None;
            loop {
                match shown.recv_timeout(Duration::from_millis(300)) {
                    Ok(next) => code = Some(next),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return,
                }
                if let Some(code) = &code {
                    let _ = line.write_all(format!("{code}\r").as_bytes());
                }
            }
        });
        Self { path, codes }
    }

    fn uri(&self) -> String {
        format!("serial:{}", self.path)
    }

    fn shows(&self, code: &str) {
        self.codes.send(code.to_owned()).unwrap();
    }
}

fn pty() -> (TTYPort, String) {
    let (mut master, slave) = TTYPort::pair().unwrap();
    master.set_timeout(Duration::from_millis(20)).unwrap();
    let path = slave.name().unwrap();
    (master, path)
}

/// A screen without glass.
struct Screen {
    server: Child,
    display: String,
}

impl Screen {
    fn start() -> Option<Self> {
        Command::new("xdotool").arg("version").stdout(Stdio::null()).status().ok()?;
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1080x1920x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut number = String::new();
        BufReader::new(server.stdout.take()?).read_line(&mut number).ok()?;
        Some(Self { server, display: format!(":{}", number.trim()) })
    }

    fn touch(&self, places: &[(u32, u32)]) {
        let tool = |args: &[&str]| {
            let out = Command::new("xdotool").args(args).env("DISPLAY", &self.display).output().unwrap();
            assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        };
        tool(&["search", "--sync", "--onlyvisible", "--class", "motcua-kiosk-smoke"]);
        for (x, y) in places {
            tool(&["mousemove", "--sync", &x.to_string(), &y.to_string(), "click", "1"]);
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The test page's own code is what the page prints, so that the two cannot drift apart.
#[test]
fn the_scanner_knows_the_test_page_again() {
    let printer = Peer::start(Temper::Well);
    let scanner = Typed::start();
    let (printer_uri, scanner_uri) = (printer.uri(), scanner.uri());
    let args = ["--lang", "en", "--printer", &printer_uri, "--scanner", &scanner_uri];
    let mut walk = Walk::start(&args, None);
    // Test page, ticket, cover, near end and paper out are left out; then the scan begins.
    walk.types("s\ns\ns\ns\ns\n\n");
    walk.until("under the scanner. A file");
    scanner.shows("what is this");
    walk.until("Read: an unknown code.");
    scanner.shows(CODE);
    walk.until("Read: the test page's code.");
    walk.until("The touch screen");
    walk.types("s\n");
    let (exit, report) = walk.end();
    assert_eq!(exit, Some(0), "what is skipped has not failed");
    assert_eq!(report.steps()[6]["outcome"], "passed");
    assert_eq!(report.outcomes().iter().filter(|outcome| *outcome == "skipped").count(), 6);
    assert!(report.html.contains("Nothing failed, but not everything was tried"));
}

/// The installer's page names only files that are there, and the rules know every turn that the walk can name.
#[test]
fn the_installers_page_is_true() {
    let packaging = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../packaging");
    let page = std::fs::read_to_string(packaging.join("README.md")).unwrap();
    let named: Vec<&str> = page
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| word.starts_with("systemd/") || word.starts_with("udev/"))
        .collect();
    assert!(named.len() >= 6, "{named:?}");
    for file in named {
        assert!(packaging.join(file).is_file(), "{file}");
    }
    let rules = std::fs::read_to_string(packaging.join("udev/99-motcua-touch.rules")).unwrap();
    for matrix in ["0 1 0 -1 0 1", "-1 0 1 0 -1 1", "0 -1 1 1 0 0"] {
        assert!(include_str!("../src/smoke/touch.rs").contains(matrix) && rules.contains(matrix), "{matrix}");
    }
}
