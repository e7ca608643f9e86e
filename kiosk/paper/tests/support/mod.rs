//! Paper for tests: printed by the virtual printer, looked at by tesseract and zbarimg.

#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::Command;

use devices::printer::virtual_printer::{Interpreter, decode_png, encode_png};
use devices::printer::{Digits, PaperWidth, PrintJob};
use devices::raster::Bitmap;
use kiosk_paper::{Layout, Note, PaperLane, Press, TicketPaper, sample};
use queue_protocol::core::{Intent, Lang};

/// A ticket and how it is printed.
pub struct Variant {
    pub name: &'static str,
    pub ticket: TicketPaper,
    pub layout: Layout,
    pub width: PaperWidth,
    pub digits: Digits,
}

impl Variant {
    pub fn job(&self, press: &mut Press) -> PrintJob {
        press.ticket(&self.ticket, self.layout, self.width, self.digits).unwrap()
    }
}

/// What someone has looked at.
pub fn variants() -> Vec<Variant> {
    use {Digits::Drawn, Digits::Plain, Layout::Compact, Layout::Full, PaperWidth::Mm58, PaperWidth::Mm80};
    let variant = |name, ticket, layout, width, digits| Variant { name, ticket, layout, width, digits };
    let reprint = |ticket: TicketPaper| TicketPaper { reprint: true, ..ticket };
    vec![
        variant("full", sample(), Full, Mm80, Drawn),
        variant("full-58", priority(), Full, Mm58, Drawn),
        variant("full-trial", trial(), Full, Mm80, Drawn),
        variant("full-priority", priority(), Full, Mm80, Drawn),
        variant("full-offline", offline(), Full, Mm80, Drawn),
        variant("full-crowded", crowded(), Full, Mm80, Drawn),
        variant("full-en", english(), Full, Mm80, Drawn),
        variant("full-plain", sample(), Full, Mm80, Plain),
        variant("full-reprint", reprint(sample()), Full, Mm80, Drawn),
        variant("compact", sample(), Compact, Mm80, Drawn),
        variant("compact-plain", sample(), Compact, Mm80, Plain),
        variant("compact-priority", priority(), Compact, Mm80, Drawn),
        variant("compact-trial", trial(), Compact, Mm80, Drawn),
        variant("compact-offline", offline(), Compact, Mm80, Drawn),
        variant("compact-crowded", crowded(), Compact, Mm80, Drawn),
        variant("compact-reprint", reprint(sample()), Compact, Mm80, Drawn),
        variant("compact-en", english(), Compact, Mm80, Drawn),
        variant("compact-58", sample(), Compact, Mm58, Drawn),
        variant("compact-58-plain", sample(), Compact, Mm58, Plain),
        variant("compact-58-priority", priority(), Compact, Mm58, Drawn),
        variant("compact-58-trial", trial(), Compact, Mm58, Drawn),
        variant("compact-58-offline", offline(), Compact, Mm58, Drawn),
        variant("compact-58-crowded", crowded(), Compact, Mm58, Drawn),
        variant("compact-58-reprint", reprint(priority()), Compact, Mm58, Drawn),
        variant("compact-58-en", reprint(english()), Compact, Mm58, Drawn),
    ]
}

pub fn note(text: &str, strong: bool) -> Note {
    Note { text: text.into(), strong }
}

pub fn trial() -> TicketPaper {
    TicketPaper {
        trial: true,
        number: "X018".into(),
        ahead: Some(2),
        wait_min: Some((5, 10)),
        time: "14:31".into(),
        date: "30/7/2019".into(),
        papers: Vec::new(),
        notes: vec![
            note(
                "Đây là phiếu của đợt vận hành thử. Hôm nay hồ sơ vẫn nộp tại trụ sở cũ, Ủy ban nhân dân huyện Tháp Mười.",
                false,
            ),
            note("Phục vụ chính thức tại Bưu điện từ 7 giờ ngày 1/8/2019.", true),
        ],
        ..sample()
    }
}

pub fn priority() -> TicketPaper {
    TicketPaper {
        number: "A021".into(),
        ahead: Some(6),
        wait_min: Some((15, 25)),
        lane: PaperLane::Priority(Some("người cao tuổi".into())),
        time: "09:06".into(),
        ..sample()
    }
}

pub fn offline() -> TicketPaper {
    TicketPaper { number: "R007".into(), ahead: None, wait_min: None, ..sample() }
}

pub fn crowded() -> TicketPaper {
    TicketPaper {
        service: "Sở Nông nghiệp và Phát triển nông thôn".into(),
        intent: Intent::Collect,
        counters: ["1", "2", "5", "7", "8"].map(String::from).to_vec(),
        ahead: Some(124),
        wait_min: Some((100, 125)),
        ..sample()
    }
}

pub fn english() -> TicketPaper {
    TicketPaper {
        lang: Lang::En,
        head: "One-Stop Office\nTháp Mười district".into(),
        place: "at the district post office".into(),
        service: "Land".into(),
        papers: vec!["Form, from the help desk".into(), "Land certificate, original".into()],
        notes: vec![note("Missed your call? Tell the help desk; no new number is needed today.", false)],
        ..sample()
    }
}

/// The paper of a printer that keeps nothing.
pub fn print(bytes: &[u8], width: PaperWidth) -> Bitmap {
    let mut interpreter = Interpreter::new(width.dots());
    interpreter.feed(bytes);
    let mut sheets = interpreter.take_sheets();
    assert_eq!(sheets.len(), 1);
    assert_eq!(sheets[0].unknown, [], "every byte is understood");
    sheets.remove(0).paper
}

/// Fails if the paper is not the one that someone looked at. `UPDATE_GOLDEN=1` takes the new one.
pub fn compare(name: &str, paper: &Bitmap) {
    let golden = golden(&format!("{name}.png"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&golden, encode_png(paper).unwrap()).unwrap();
    }
    let before = decode_png(&std::fs::read(&golden).unwrap()).unwrap();
    if before != *paper {
        let now = temporary(&format!("{name}.png"));
        std::fs::write(&now, encode_png(paper).unwrap()).unwrap();
        panic!("{} differs from {}; look at both", now.display(), golden.display());
    }
}

/// Paper as a picture with a white margin, as a camera sees it on a table.
pub fn picture(paper: &Bitmap, scale: u32, name: &str) -> PathBuf {
    let mut table = Bitmap::new(paper.width() + 80, paper.height() + 80);
    table.overprint(paper, 40, 40);
    let file = temporary(&format!("{name}.png"));
    std::fs::write(&file, encode_png(&table.magnified(scale, scale)).unwrap()).unwrap();
    file
}

/// The words that tesseract finds on paper, in whichever way it finds them: dot by dot, or as an eye sees it, where neighbouring
/// dots run into each other; as one block of text, as lines, or as words here and there.
pub fn words_read(paper: &Bitmap, name: &str) -> Vec<String> {
    let sharp = picture(paper, 2, &format!("ocr-{name}"));
    let soft = soft_picture(paper, &format!("ocr-soft-{name}"));
    [(&sharp, "6"), (&soft, "4"), (&soft, "6"), (&soft, "11")]
        .iter()
        .flat_map(|(file, mode)| tesseract(file, mode))
        .collect()
}

fn soft_picture(paper: &Bitmap, name: &str) -> PathBuf {
    let (width, height) = (paper.width() as usize + 80, paper.height() as usize + 80);
    let mut grey: Vec<u32> = (0..width * height)
        .map(|at| if paper.get((at % width) as i32 - 40, (at / width) as i32 - 40) { 0 } else { 255 })
        .collect();
    // A binomial blur across and down, twice.
    for step in [1, width, 1, width] {
        let before = grey.clone();
        for at in step..grey.len() - step {
            grey[at] = (before[at - step] + 2 * before[at] + before[at + step]) / 4;
        }
    }
    let file = temporary(&format!("{name}.png"));
    let mut encoder = png::Encoder::new(std::fs::File::create(&file).unwrap(), width as u32, height as u32);
    encoder.set_color(png::ColorType::Grayscale);
    let dots: Vec<u8> = grey.iter().map(|dot| *dot as u8).collect();
    encoder.write_header().unwrap().write_image_data(&dots).unwrap();
    file
}

fn tesseract(file: &Path, mode: &str) -> Vec<String> {
    let text = run(
        Command::new("tesseract").arg(file).args(["stdout", "-l", "vie", "--psm", mode, "--dpi", "400"]),
        "apt-get install tesseract-ocr tesseract-ocr-vie",
    );
    split(&text)
}

pub fn zbarimg(file: &Path) -> String {
    let text = run(Command::new("zbarimg").args(["--quiet", "--raw"]).arg(file), "apt-get install zbar-tools");
    text.trim_end().into()
}

pub fn split(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '/').filter(|word| !word.is_empty()).map(String::from).collect()
}

pub fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

fn temporary(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn run(command: &mut Command, install: &str) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}; install it: {install}"));
    assert!(output.status.success(), "{command:?}: {}; {install}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
