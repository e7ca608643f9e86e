//! A ticket that is being composed: pictures, which a printer may keep, and between them commands that it carries out.

use devices::printer::{Digits, PaperWidth, Part, PrintJob};
use devices::raster::{Bitmap, EcLevel, Typesetter, qr_code};
use escpos::printer::Printer;
use escpos::utils::{JustifyMode, Protocol, QRCodeCorrectionLevel, QRCodeModel, QRCodeOption};

use super::PaperError;
use super::digits::{CELL, Drawn, Shapes, drawn_cells, magnification};
use super::recorder::Recorder;

/// How figures are printed on this printer.
pub(super) enum Figures {
    Drawn(Shapes),
    Plain,
}

impl Figures {
    pub(super) fn new(typesetter: &mut Typesetter, drawn: &mut Drawn, digits: Digits, texts: [&str; 3]) -> Self {
        match digits {
            Digits::Drawn => Self::Drawn(Shapes::draw(typesetter, drawn, &texts)),
            Digits::Plain => Self::Plain,
        }
    }
}

/// A page that is being composed.
pub(super) struct Page {
    printer: Printer<Recorder>,
    recorder: Recorder,
    figures: Figures,
    width: u32,
    parts: Vec<Part>,
}

impl Page {
    pub(super) fn start(paper: PaperWidth, figures: Figures) -> Result<Self, PaperError> {
        let recorder = Recorder::default();
        let printer = Printer::new(recorder.clone(), Protocol::default(), None);
        let mut page = Self { printer, recorder, figures, width: paper.dots(), parts: Vec::new() };
        // Everything that a ticket changes is set, since a ticket that broke off may have left it otherwise. Not reset: that
        // would make the printer forget the pictures and figures that it keeps. A spacing of none feeds every line by its
        // own height, so that two halves of a figure meet without a seam.
        page.printer.custom(&DOT_UNITS)?.justify(JustifyMode::LEFT)?.size(1, 1)?.line_spacing(0)?;
        page.printer.custom(&USE_BUILT_IN)?;
        page.flush()?;
        if let Figures::Drawn(shapes) = &page.figures {
            let definitions = shapes.definitions().map(|(code, bytes)| Part::Once { slot: code, bytes });
            page.parts.extend(definitions);
        }
        Ok(page)
    }

    /// A picture that recurs. White above and below it is fed, not printed.
    pub(super) fn picture(&mut self, picture: &Bitmap) -> Result<(), PaperError> {
        let inked = |y: &u32| picture.inked_bytes(*y) > 0;
        let Some(first) = (0..picture.height()).find(inked) else { return self.feed(picture.height()) };
        let end = (first..picture.height()).rev().find(inked).map_or(first, |last| last + 1);
        let across = (first..end).map(|y| picture.inked_bytes(y)).max().unwrap_or_default() as u32 * 8;
        self.feed(first)?;
        self.flush()?;
        self.parts.push(Part::Block(picture.cropped(0, first as i32, across.min(self.width), end - first)));
        self.feed(picture.height() - end)
    }

    /// White rows.
    pub(super) fn feed(&mut self, mut rows: u32) -> Result<(), PaperError> {
        while rows > 0 {
            let step = rows.min(u32::from(u8::MAX));
            self.printer.custom(&[0x1b, b'J', step as u8])?;
            rows -= step;
        }
        Ok(())
    }

    /// N1, across the paper.
    pub(super) fn number(&mut self, number: &str, magnified: Magnified) -> Result<(), PaperError> {
        self.printer.justify(JustifyMode::CENTER)?;
        match &self.figures {
            Figures::Drawn(shapes) => {
                let (across, down) = magnified.drawn;
                let across = magnification(drawn_cells(number), self.width, across) as u8;
                self.printer.size(across, down)?.custom(&USE_DRAWN)?;
                for line in shapes.lines(number) {
                    self.printer.custom(&line)?.custom(&LINE_FEED)?;
                }
                self.printer.custom(&USE_BUILT_IN)?;
            }
            Figures::Plain => {
                let (across, down) = magnified.plain;
                let across = magnification(number.len() as u32, self.width, across) as u8;
                self.printer.size(across, down)?.write(number)?.custom(&LINE_FEED)?;
            }
        }
        self.printer.justify(JustifyMode::LEFT)?.size(1, 1)?;
        Ok(())
    }

    /// N2: people ahead on the left, the wait from `wait_x` on.
    pub(super) fn figures(&mut self, row: &FigureRow<'_>) -> Result<(), PaperError> {
        let room = row.end_x - row.wait_x;
        match &self.figures {
            Figures::Drawn(shapes) => {
                let left = magnification(drawn_cells(row.ahead), row.wait_x, row.wanted) as u8;
                let right = magnification(drawn_cells(row.wait), room, row.wanted) as u8;
                let beside = row.beside.map_or(["", ""], |beside| beside);
                for ((ahead, wait), beside) in shapes.lines(row.ahead).iter().zip(shapes.lines(row.wait)).zip(beside) {
                    self.printer.custom(&USE_DRAWN)?.size(left, 2)?.custom(ahead)?;
                    if !wait.is_empty() {
                        self.printer.custom(&position(row.wait_x))?.size(right, 2)?.custom(&wait)?;
                    }
                    self.printer.custom(&USE_BUILT_IN)?;
                    if !beside.is_empty() {
                        let across = magnification(beside.len() as u32, self.width - row.end_x, 2) as u8;
                        self.printer.custom(&position(row.end_x))?.size(across, 2)?.write(beside)?;
                    }
                    self.printer.custom(&LINE_FEED)?;
                }
            }
            Figures::Plain => {
                let left = magnification(row.ahead.len() as u32, row.wait_x, 4) as u8;
                let right = magnification(row.wait.len() as u32, self.width - row.wait_x, 4) as u8;
                self.printer.size(left, row.plain_down)?.write(row.ahead)?;
                self.printer.custom(&position(row.wait_x))?.size(right, row.plain_down)?.write(row.wait)?;
                self.printer.custom(&LINE_FEED)?;
            }
        }
        self.printer.size(1, 1)?;
        Ok(())
    }

    /// N3, in the built-in font at double size.
    pub(super) fn time(&mut self, time: &str, date: &str) -> Result<(), PaperError> {
        let wide = format!("{time}  {date}");
        let fits = wide.len() as u32 * CELL.0 * 2 <= self.width;
        let text = if fits { wide } else { format!("{time} {date}") };
        self.printer.size(2, 2)?.write(&text)?.custom(&LINE_FEED)?.size(1, 1)?;
        Ok(())
    }

    /// N4.
    pub(super) fn code(&mut self, url: &str, module: u8) -> Result<(), PaperError> {
        let option = QRCodeOption::new(QRCodeModel::Model2, module, QRCodeCorrectionLevel::M);
        self.flush()?;
        self.printer.justify(JustifyMode::CENTER)?.qrcode_option(url, option)?.justify(JustifyMode::LEFT)?.print()?;
        let (native, drawn) = (self.recorder.take(), drawn_code(url, module, self.width)?);
        self.parts.push(Part::Code { native, drawn });
        Ok(())
    }

    /// Dots across.
    pub(super) fn width(&self) -> u32 {
        self.width
    }

    /// Whether its figures are characters of our own.
    pub(super) fn draws_figures(&self) -> bool {
        matches!(self.figures, Figures::Drawn(_))
    }

    pub(super) fn cut(mut self) -> Result<PrintJob, PaperError> {
        self.printer.print_cut()?;
        self.flush()?;
        Ok(PrintJob { parts: self.parts })
    }

    fn flush(&mut self) -> Result<(), PaperError> {
        self.printer.print()?;
        let bytes = self.recorder.take();
        if !bytes.is_empty() {
            self.parts.push(Part::Bytes(bytes));
        }
        Ok(())
    }
}

/// The code as a picture in the middle of the paper.
fn drawn_code(url: &str, module: u8, width: u32) -> Result<Bitmap, PaperError> {
    let code = qr_code(url.as_bytes(), EcLevel::M).map_err(|error| PaperError::Commands(error.to_string()))?;
    let code = code.magnified(u32::from(module), u32::from(module));
    let mut picture = Bitmap::new(width, code.height());
    picture.overprint(&code, (width.saturating_sub(code.width()) / 2) as i32, 0);
    Ok(picture)
}

/// How often the dots of a number are repeated across at most, and down, in either kind of figures.
#[derive(Clone, Copy)]
pub(super) struct Magnified {
    pub(super) drawn: (u32, u8),
    pub(super) plain: (u32, u8),
}

/// What stands in N2 and where.
pub(super) struct FigureRow<'a> {
    pub(super) ahead: &'a str,
    pub(super) wait: &'a str,
    pub(super) wait_x: u32,
    pub(super) end_x: u32,
    /// How often a drawn figure's dots are repeated across at most.
    pub(super) wanted: u32,
    /// How often the built-in font's are repeated down.
    pub(super) plain_down: u8,
    /// Beside the upper and the lower half of drawn figures, from `end_x` on: time and date.
    pub(super) beside: Option<[&'a str; 2]>,
}

/// GS P: feeds and positions are given in dots of 203 dpi, whatever the printer's own unit is.
const DOT_UNITS: [u8; 4] = [0x1d, b'P', 203, 203];
const LINE_FEED: [u8; 1] = [b'\n'];
const USE_DRAWN: [u8; 3] = [0x1b, b'%', 1];
const USE_BUILT_IN: [u8; 3] = [0x1b, b'%', 0];

/// ESC $: dots from the left edge.
fn position(x: u32) -> [u8; 4] {
    [0x1b, b'$', x as u8, (x >> 8) as u8]
}
