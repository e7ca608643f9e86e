//! What each command does to the paper.

use std::collections::VecDeque;

use super::command::{Command, next};
use super::font::Font;
use super::graphics::{self, Outcome};
use super::memory::{Capacity, Memory};
use super::roll::{Justify, Roll};
use crate::printer::{Condition, Paper};
use crate::raster::{Bitmap, EcLevel, Ink, qr_code};

/// Line spacing after a reset: 3.75 mm.
const DEFAULT_SPACING: u32 = 30;

/// Unknown commands that are kept in words; more are only counted.
const MAX_UNKNOWN: usize = 32;

/// Bytes of one ticket that are kept for its .bin: more than any ticket has.
const MAX_KEPT: usize = 256 * 1024;

/// Bytes that are held while a fault lasts: more than the buffer of any printer, and more than a ticket.
const MAX_HELD: usize = 256 * 1024;

/// A virtual print head. Bytes go in as they come, in pieces of any size.
pub struct Interpreter {
    width: u32,
    condition: Condition,
    pending: Vec<u8>,
    /// The beginning of what may be a question in real time.
    question: Vec<u8>,
    /// What was said that nobody has taken yet.
    replies: Vec<u8>,
    /// Lists of keys that wait to be acknowledged.
    lists: VecDeque<Vec<u8>>,
    /// Which changes it tells by itself; 0 for none.
    automatic: u8,
    settings: Settings,
    memory: Memory,
    roll: Roll,
    bytes: Vec<u8>,
    unknown: Vec<Unknown>,
    unknown_total: usize,
    sheets: Vec<Sheet>,
}

/// One ticket: paper between two cuts.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its dots.
    pub paper: Bitmap,
    /// The bytes it was made of, without questions about the status.
    pub bytes: Vec<u8>,
    /// What was not understood, the first [`MAX_UNKNOWN`] of them.
    pub unknown: Vec<Unknown>,
    /// How much was not understood.
    pub unknown_total: usize,
}

/// Bytes without a meaning, by the place where they stand in the ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Unknown {
    pub at: usize,
    pub bytes: Vec<u8>,
}

#[derive(Clone, Debug)]
struct Settings {
    justify: Justify,
    font: Font,
    across: u32,
    down: u32,
    emphasis: bool,
    spacing: u32,
    use_defined: bool,
    qr_module: u32,
    qr_level: EcLevel,
    qr_data: Vec<u8>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            justify: Justify::Left,
            font: Font::A,
            across: 1,
            down: 1,
            emphasis: false,
            spacing: DEFAULT_SPACING,
            use_defined: false,
            qr_module: 3,
            qr_level: EcLevel::L,
            qr_data: Vec::new(),
        }
    }
}

impl Interpreter {
    /// A printer of so many dots across, well and with paper.
    pub fn new(width: u32) -> Self {
        Self::with_capacity(width, Capacity::default())
    }

    /// The same with other room for pictures.
    pub fn with_capacity(width: u32, capacity: Capacity) -> Self {
        Self {
            width,
            condition: Condition::default(),
            pending: Vec::new(),
            question: Vec::new(),
            replies: Vec::new(),
            lists: VecDeque::new(),
            automatic: 0,
            settings: Settings::default(),
            memory: Memory::new(capacity),
            roll: Roll::new(width),
            bytes: Vec::new(),
            unknown: Vec::new(),
            unknown_total: 0,
            sheets: Vec::new(),
        }
    }

    /// What it answers when it is asked how it is. While that is a fault it takes bytes and carries none out but questions
    /// in real time; when the fault is over it goes on where it stopped, as real ones do.
    pub fn set_condition(&mut self, condition: Condition) {
        let changed = self.condition != condition;
        self.condition = condition;
        if changed && self.automatic != 0 {
            self.replies.extend(condition.to_automatic());
        }
    }

    /// Switches it off and on: what is not in NV memory is lost, and every byte that was not carried out.
    pub fn power_cycle(&mut self) {
        self.pending.clear();
        self.question.clear();
        self.replies.clear();
        self.lists.clear();
        self.automatic = 0;
        self.settings = Settings::default();
        self.memory.forget();
        self.roll.drop_line();
        self.bytes.clear();
        self.unknown.clear();
        self.unknown_total = 0;
    }

    /// Takes bytes and gives what it says, be it asked or not.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<u8> {
        bytes.iter().for_each(|byte| self.receive(*byte));
        if self.condition.fault().is_none() {
            let pending = std::mem::take(&mut self.pending);
            let mut rest = pending.as_slice();
            while let Some((command, length)) = next(rest) {
                let raw = &rest[..length];
                self.run(command, raw);
                rest = &rest[length..];
            }
            self.pending = rest.to_vec();
        }
        std::mem::take(&mut self.replies)
    }

    /// Answers questions in real time when they come, wherever they stand, also inside the dots of a picture, and keeps
    /// everything else for its turn.
    fn receive(&mut self, byte: u8) {
        self.question.push(byte);
        match self.question[..] {
            [0x10] | [0x10, 0x04] => {}
            [0x10, 0x04, question @ 1..=4] => {
                self.question.clear();
                self.tell_status(question);
            }
            _ => {
                let last = self.question.pop().filter(|last| *last == 0x10);
                let kept = if last.is_some() { None } else { Some(byte) };
                let held: Vec<u8> = self.question.drain(..).chain(kept).collect();
                let room = MAX_HELD.saturating_sub(self.pending.len());
                self.pending.extend(held.into_iter().take(room));
                self.question.extend(last);
            }
        }
    }

    fn tell_status(&mut self, question: u8) {
        let answers = self.condition.to_replies();
        self.replies.extend(usize::from(question).checked_sub(1).and_then(|at| answers.get(at)));
    }

    /// The tickets that were cut since the last call.
    pub fn take_sheets(&mut self) -> Vec<Sheet> {
        std::mem::take(&mut self.sheets)
    }

    fn run(&mut self, command: Command<'_>, raw: &[u8]) {
        match command {
            Command::RealTimeStatus(question) => return self.tell_status(question),
            Command::SensorStatus(1 | 49) => {
                return self.replies.push(match self.condition.paper {
                    Paper::Ok => 0x00,
                    Paper::NearEnd => 0x03,
                    Paper::Out => 0x0f,
                });
            }
            Command::AutomaticStatus(changes) => {
                self.automatic = changes;
                if changes != 0 {
                    self.replies.extend(self.condition.to_automatic());
                }
                return;
            }
            Command::Response(response) if !self.lists.is_empty() => return self.respond(response),
            Command::Graphics { function, data } if self.roll.at_line_start() => {
                match graphics::run(&mut self.memory, function, data) {
                    Outcome::Answer(answer) => return self.replies.extend(answer),
                    Outcome::List(blocks) => {
                        self.lists = blocks.into();
                        return self.replies.extend(self.lists.front().into_iter().flatten());
                    }
                    outcome => {
                        return self.keep(raw, |printer, at| match outcome {
                            Outcome::Print(picture) => printer.roll.print_picture(printer.settings.justify, &picture),
                            Outcome::NotUnderstood => printer.not_understood(at, raw),
                            _ => {}
                        });
                    }
                }
            }
            _ => {}
        }
        self.keep(raw, |printer, at| printer.carry_out(command, at, raw));
    }

    /// Adds the bytes to the ticket's and does with them what is to be done.
    fn keep(&mut self, raw: &[u8], task: impl FnOnce(&mut Self, usize)) {
        let at = self.bytes.len();
        if at + raw.len() <= MAX_KEPT {
            self.bytes.extend(raw);
        }
        task(self, at);
        if self.roll.is_full() {
            self.not_understood(at, b"");
        }
    }

    fn respond(&mut self, response: u8) {
        match response {
            0x06 => drop(self.lists.pop_front()),
            0x15 => {}
            _ => self.lists.clear(),
        }
        self.replies.extend(self.lists.front().into_iter().flatten());
    }

    fn carry_out(&mut self, command: Command<'_>, at: usize, raw: &[u8]) {
        match command {
            Command::Text(text) => self.text(text),
            Command::LineFeed => self.roll.print_line(self.settings.justify, self.settings.spacing),
            Command::CarriageReturn | Command::Ignored | Command::RealTimeStatus(_) => {}
            Command::Reset => self.reset(),
            Command::Justify(n) => match n {
                _ if !self.roll.at_line_start() => {}
                0 | 48 => self.settings.justify = Justify::Left,
                1 | 49 => self.settings.justify = Justify::Center,
                2 | 50 => self.settings.justify = Justify::Right,
                _ => self.not_understood(at, raw),
            },
            Command::Magnify(n) => {
                self.settings.across = u32::from(n >> 4 & 7) + 1;
                self.settings.down = u32::from(n & 7) + 1;
            }
            Command::Font(n) => match n {
                0 | 48 => self.settings.font = Font::A,
                1 | 49 => self.settings.font = Font::B,
                _ => self.not_understood(at, raw),
            },
            Command::Emphasis(n) => self.settings.emphasis = n & 1 != 0,
            Command::Spacing(spacing) => self.settings.spacing = spacing.map_or(DEFAULT_SPACING, u32::from),
            Command::FeedDots(dots) => self.roll.print_line(self.settings.justify, u32::from(dots)),
            Command::FeedLines(lines) => {
                self.roll.print_line(self.settings.justify, u32::from(lines) * self.settings.spacing);
            }
            Command::Position(position) => self.roll.move_to(u32::from(position)),
            Command::Raster { mode, width_bytes, rows, data } => {
                self.print_scaled(&Bitmap::from_rows(width_bytes, rows, data), mode, at, raw);
            }
            Command::DefineImage { down, columns } => {
                // The two share their memory.
                self.memory.characters.clear();
                self.memory.image = Some(picture_of_columns(columns, down));
            }
            Command::PrintImage(mode) => {
                if let Some(picture) = self.memory.image.clone() {
                    self.print_scaled(&picture, mode, at, raw);
                }
            }
            Command::DefineNvImages(images) => {
                let pictures = images.into_iter().map(|(down, columns)| picture_of_columns(columns, down)).collect();
                if self.memory.define_nv_images(pictures) {
                    self.reset();
                } else {
                    self.not_understood(at, raw);
                }
            }
            Command::PrintNvImage { number, mode } => {
                let picture = usize::from(number).checked_sub(1).and_then(|at| self.memory.nv_images.get(at)).cloned();
                if let Some(picture) = picture {
                    self.print_scaled(&picture, mode, at, raw);
                }
            }
            Command::Define { first, glyphs } => {
                self.memory.image = None;
                for (code, columns) in (first..).zip(glyphs) {
                    self.memory.characters.insert(code, glyph_of_columns(columns));
                }
            }
            Command::UseDefined(on) => self.settings.use_defined = on,
            Command::Undefine(code) => {
                self.memory.characters.remove(&code);
            }
            Command::Code { symbology: 49, function, data } => self.qr(function, data, at, raw),
            Command::Cut { feed } => self.cut(u32::from(feed)),
            Command::Code { .. }
            | Command::Graphics { .. }
            | Command::SensorStatus(_)
            | Command::AutomaticStatus(_)
            | Command::Response(_)
            | Command::Unknown => self.not_understood(at, raw),
        }
    }

    fn print_scaled(&mut self, picture: &Bitmap, mode: u8, at: usize, raw: &[u8]) {
        let scaled = match mode {
            0 | 48 => picture.clone(),
            1 | 49 => picture.magnified(2, 1),
            2 | 50 => picture.magnified(1, 2),
            3 | 51 => picture.magnified(2, 2),
            _ => return self.not_understood(at, raw),
        };
        self.roll.print_picture(self.settings.justify, &scaled);
    }

    fn text(&mut self, text: &[u8]) {
        for byte in text {
            let defined = self.memory.characters.get(byte).filter(|_| self.settings.use_defined);
            let mut glyph = defined.cloned().unwrap_or_else(|| self.settings.font.glyph(*byte));
            if self.settings.emphasis {
                let strokes = glyph.clone();
                glyph.overprint(&strokes, 1, 0);
            }
            let glyph = glyph.magnified(self.settings.across, self.settings.down);
            if !self.roll.fits(glyph.width()) && !self.roll.at_line_start() {
                self.roll.print_line(self.settings.justify, self.settings.spacing);
            }
            self.roll.set(glyph);
        }
    }

    fn reset(&mut self) {
        self.settings = Settings::default();
        self.memory.forget();
        self.roll.drop_line();
    }

    fn qr(&mut self, function: u8, data: &[u8], at: usize, raw: &[u8]) {
        match (function, data) {
            (65, [50, 0]) => {}
            (67, [module @ 1..=16]) => self.settings.qr_module = u32::from(*module),
            (69, [level @ 48..=51]) => {
                self.settings.qr_level = [EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H][usize::from(*level) - 48];
            }
            (80, [48, text @ ..]) => self.settings.qr_data = text.to_vec(),
            (81, [48]) => match qr_code(&self.settings.qr_data, self.settings.qr_level) {
                Ok(code) => {
                    let module = self.settings.qr_module;
                    self.roll.print_picture(self.settings.justify, &code.magnified(module, module));
                }
                Err(_) => self.not_understood(at, raw),
            },
            _ => self.not_understood(at, raw),
        }
    }

    fn cut(&mut self, feed: u32) {
        if !self.roll.at_line_start() {
            self.roll.print_line(self.settings.justify, self.settings.spacing);
        }
        self.roll.feed(feed);
        self.sheets.push(Sheet {
            paper: self.roll.cut(),
            bytes: std::mem::take(&mut self.bytes),
            unknown: std::mem::take(&mut self.unknown),
            unknown_total: std::mem::take(&mut self.unknown_total),
        });
        debug_assert_eq!(self.roll.cut().width(), self.width);
    }

    fn not_understood(&mut self, at: usize, raw: &[u8]) {
        self.unknown_total += 1;
        if self.unknown.len() < MAX_UNKNOWN {
            self.unknown.push(Unknown { at, bytes: raw.iter().copied().take(16).collect() });
        }
    }
}

/// Columns of three bytes, top dot in the highest bit; narrower ones leave the rest of the cell white.
fn glyph_of_columns(columns: &[u8]) -> Bitmap {
    let (width, height) = Font::A.cell();
    picture_of_columns(columns, 3).cropped(0, 0, width, height)
}

/// Columns of `down` bytes, top dot in the highest bit.
fn picture_of_columns(columns: &[u8], down: usize) -> Bitmap {
    let mut picture = Bitmap::new((columns.len() / down) as u32, down as u32 * 8);
    for (x, column) in (0..).zip(columns.chunks_exact(down)) {
        for (y, byte) in (0..).zip(column) {
            for bit in 0..8 {
                if byte & 0x80 >> bit != 0 {
                    picture.set(x, y * 8 + bit, Ink::Black);
                }
            }
        }
    }
    picture
}
