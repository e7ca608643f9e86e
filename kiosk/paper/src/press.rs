//! The ticket from top to bottom: pictures and the commands between them.

use devices::printer::{Digits, PaperWidth};
use devices::raster::{Bitmap, Typesetter, push_raster};
use escpos::printer::Printer;
use escpos::utils::{JustifyMode, Protocol, QRCodeCorrectionLevel, QRCodeModel, QRCodeOption};
use queue_protocol::core::{Intent, Lang};

use super::bands::Bands;
use super::digits::{CELL, Shapes, drawn_cells, magnification};
use super::recorder::Recorder;
use super::words::Catalogue;
use super::{PaperError, TicketPaper};

/// Dots of one module of the QR code: read by any phone at arm's length.
const QR_MODULE: u8 = 6;
/// White under the code, four of its modules less what the next rule keeps.
const QR_QUIET: u32 = 14;
/// White before the cut.
const FEED: u32 = 24;

/// Fonts and words; costly to make, so made once and kept.
pub struct Press {
    typesetter: Typesetter,
    words: Catalogue,
}

impl Press {
    /// Loads the embedded fonts and the embedded word list.
    ///
    /// # Errors
    /// The word list is broken, which no build that passed its tests has.
    pub fn new() -> Result<Self, PaperError> {
        Ok(Self { typesetter: Typesetter::new(), words: Catalogue::load()? })
    }

    /// The ticket as bytes for a printer of this width and these digits, cut included.
    ///
    /// # Errors
    /// Which part of the ticket cannot be printed.
    pub fn ticket(&mut self, ticket: &TicketPaper, paper: PaperWidth, digits: Digits) -> Result<Vec<u8>, PaperError> {
        check(ticket)?;
        let words = match ticket.lang {
            Lang::Vi => &self.words.vi,
            Lang::En => &self.words.en,
        };
        let intent = match ticket.intent {
            Intent::Submit => &words.submit,
            Intent::Collect => &words.collect,
        };
        let ahead = ticket.ahead.map(|ahead| ahead.to_string()).unwrap_or_default();
        let wait = ticket.wait_min.map(|(low, high)| format!("{low}-{high}")).unwrap_or_default();
        let figures = Figures::new(&mut self.typesetter, digits, [&ticket.number, &ahead, &wait]);
        let mut bands = Bands::new(&mut self.typesetter, paper);
        let mut page = Page::start(paper, figures)?;

        if ticket.trial {
            page.picture(&bands.trial_head(words))?;
        }
        page.picture(&bands.head(ticket, words))?;
        page.number(&ticket.number)?;
        page.picture(&bands.service(ticket, words, intent))?;
        if ticket.ahead.is_some() || ticket.wait_min.is_some() {
            page.picture(&bands.labels(ticket, words))?;
            page.figures(&ahead, &wait, bands.wait_x())?;
        }
        if ticket.wait_min.is_none() {
            page.picture(&bands.wait_unknown(words))?;
        }
        page.picture(&bands.lane(&ticket.lane, words))?;
        page.time(&ticket.time, &ticket.date)?;
        if !ticket.papers.is_empty() {
            page.picture(&bands.papers(ticket, words))?;
        }
        if !ticket.notes.is_empty() {
            page.picture(&bands.notes(&ticket.notes))?;
        }
        if let Some(url) = &ticket.follow_url {
            page.picture(&bands.caption(words))?;
            page.code(url)?;
            page.picture(&bands.white(QR_QUIET))?;
        }
        if ticket.trial {
            page.picture(&bands.trial_foot(words))?;
        }
        page.picture(&bands.white(FEED))?;
        page.cut()
    }
}

fn check(ticket: &TicketPaper) -> Result<(), PaperError> {
    let number = &ticket.number;
    let printable = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    if number.is_empty() || number.len() > TicketPaper::MAX_NUMBER || !number.chars().all(printable) {
        return Err(PaperError::Number(number.clone()));
    }
    for text in [&ticket.time, &ticket.date] {
        if text.len() > 10 || !text.chars().all(|c| c.is_ascii_graphic()) {
            return Err(PaperError::Time(text.clone()));
        }
    }
    match &ticket.follow_url {
        Some(url) if url.len() > TicketPaper::MAX_URL => {
            Err(PaperError::Url { bytes: url.len(), limit: TicketPaper::MAX_URL })
        }
        _ => Ok(()),
    }
}

/// How figures are printed on this printer.
enum Figures {
    Drawn(Shapes),
    Plain,
}

impl Figures {
    fn new(typesetter: &mut Typesetter, digits: Digits, texts: [&str; 3]) -> Self {
        match digits {
            Digits::Drawn => Self::Drawn(Shapes::draw(typesetter, &texts)),
            Digits::Plain => Self::Plain,
        }
    }
}

/// A page that is being composed.
struct Page {
    printer: Printer<Recorder>,
    recorder: Recorder,
    figures: Figures,
    width: u32,
    narrow: bool,
}

impl Page {
    fn start(paper: PaperWidth, figures: Figures) -> Result<Self, PaperError> {
        let recorder = Recorder::default();
        let mut printer = Printer::new(recorder.clone(), Protocol::default(), None);
        // A spacing of none feeds every line by its own height, so that two halves of a figure meet without a seam.
        printer.init()?.line_spacing(0)?;
        if let Figures::Drawn(shapes) = &figures {
            printer.custom(&shapes.definition())?;
        }
        Ok(Self { printer, recorder, figures, width: paper.dots(), narrow: paper == PaperWidth::Mm58 })
    }

    fn picture(&mut self, picture: &Bitmap) -> Result<(), PaperError> {
        let mut bytes = Vec::new();
        push_raster(&mut bytes, picture);
        self.printer.custom(&bytes)?;
        Ok(())
    }

    /// N1, 24 mm high and across the paper.
    fn number(&mut self, number: &str) -> Result<(), PaperError> {
        self.printer.justify(JustifyMode::CENTER)?;
        match &self.figures {
            Figures::Drawn(shapes) => {
                let lines = shapes.lines(number);
                let across = magnification(drawn_cells(number), self.width, 6) as u8;
                self.printer.size(across, 4)?.custom(&USE_DRAWN)?;
                for line in lines {
                    self.printer.custom(&line)?.custom(&LINE_FEED)?;
                }
                self.printer.custom(&USE_BUILT_IN)?;
            }
            Figures::Plain => {
                let across = magnification(number.len() as u32, self.width, 8) as u8;
                self.printer.size(across, 8)?.write(number)?.custom(&LINE_FEED)?;
            }
        }
        self.printer.justify(JustifyMode::LEFT)?.size(1, 1)?;
        Ok(())
    }

    /// N2: people ahead on the left, the wait from `wait_x` on.
    fn figures(&mut self, ahead: &str, wait: &str, wait_x: u32) -> Result<(), PaperError> {
        let room = self.width - wait_x;
        match &self.figures {
            Figures::Drawn(shapes) => {
                let wanted = if self.narrow { 2 } else { 3 };
                let left = magnification(drawn_cells(ahead), wait_x, wanted) as u8;
                let right = magnification(drawn_cells(wait), room, wanted) as u8;
                self.printer.custom(&USE_DRAWN)?;
                for (ahead, wait) in shapes.lines(ahead).iter().zip(shapes.lines(wait)) {
                    self.printer.size(left, 2)?.custom(ahead)?;
                    self.printer.custom(&position(wait_x))?.size(right, 2)?.custom(&wait)?.custom(&LINE_FEED)?;
                }
                self.printer.custom(&USE_BUILT_IN)?;
            }
            Figures::Plain => {
                let left = magnification(ahead.len() as u32, wait_x, 4) as u8;
                let right = magnification(wait.len() as u32, room, 4) as u8;
                self.printer.size(left, 4)?.write(ahead)?;
                self.printer.custom(&position(wait_x))?.size(right, 4)?.write(wait)?.custom(&LINE_FEED)?;
            }
        }
        self.printer.size(1, 1)?;
        Ok(())
    }

    /// N3, in the built-in font at double size.
    fn time(&mut self, time: &str, date: &str) -> Result<(), PaperError> {
        let wide = format!("{time}  {date}");
        let fits = wide.len() as u32 * CELL.0 * 2 <= self.width;
        let text = if fits { wide } else { format!("{time} {date}") };
        self.printer.size(2, 2)?.write(&text)?.custom(&LINE_FEED)?.size(1, 1)?;
        Ok(())
    }

    /// N4.
    fn code(&mut self, url: &str) -> Result<(), PaperError> {
        let option = QRCodeOption::new(QRCodeModel::Model2, QR_MODULE, QRCodeCorrectionLevel::M);
        self.printer.justify(JustifyMode::CENTER)?.qrcode_option(url, option)?.justify(JustifyMode::LEFT)?;
        Ok(())
    }

    fn cut(mut self) -> Result<Vec<u8>, PaperError> {
        self.printer.print_cut()?;
        Ok(self.recorder.take())
    }
}

const LINE_FEED: [u8; 1] = [b'\n'];
const USE_DRAWN: [u8; 3] = [0x1b, b'%', 1];
const USE_BUILT_IN: [u8; 3] = [0x1b, b'%', 0];

/// ESC $: dots from the left edge.
fn position(x: u32) -> [u8; 4] {
    [0x1b, b'$', x as u8, (x >> 8) as u8]
}
