//! Figures that the printer magnifies. Drawn ones are characters of our own: each is a square of two by two printer
//! characters of 12 x 24 dots, so that two text lines without a gap make one figure of 24 x 48. A dash is half as wide.
//! Plain ones are the printer's built-in font, for printers that know no ESC &.

use std::collections::BTreeMap;

use devices::raster::{Bitmap, Typesetter, defuse};

/// Dots of a printer's character.
pub(super) const CELL: (u32, u32) = (12, 24);

/// Codes of the dash, two characters, and of each digit, four.
const DASH_CODE: u8 = 0x21;
const DIGIT_CODES: u8 = 0x23;
/// Codes of letters, four each. There is room for thirteen: those of the usual series have a place of their own, the others
/// share one, so that a letter is defined again only where an office uses both.
const LETTER_CODES: u8 = 0x4b;
const LETTERS: [&str; 13] = ["AN", "BD", "CF", "EI", "GJ", "HO", "KS", "LU", "MV", "PW", "QY", "RX", "TZ"];

/// Height of a figure in its grid of 24 x 48, centred.
const INK_ROWS: u32 = 43;
/// Widest ink, so that neighbours keep apart.
const INK_COLUMNS: u32 = 20;

/// How often a figure's dots are repeated across and down, from the largest that is tried to the smallest.
const STEPS: [u32; 8] = [8, 7, 6, 5, 4, 3, 2, 1];

/// Figures that were drawn: each takes as long as a line of text.
pub(super) type Drawn = BTreeMap<char, Vec<Bitmap>>;

/// The shapes of the figures of one ticket, and the codes under which the printer keeps them.
pub(super) struct Shapes {
    squares: BTreeMap<char, Square>,
}

#[derive(Debug)]
struct Square {
    first: u8,
    cells: Vec<Bitmap>,
}

impl Shapes {
    /// Draws every character of the texts once, and none that was drawn for an earlier ticket.
    pub(super) fn draw(typesetter: &mut Typesetter, drawn: &mut Drawn, texts: &[&str]) -> Self {
        let mut shapes = Self { squares: BTreeMap::new() };
        for character in texts.iter().flat_map(|text| text.chars()) {
            if !shapes.squares.contains_key(&character)
                && let Some(first) = shapes.free_code(character)
            {
                let cells = drawn.entry(character).or_insert_with(|| cells_of(&figure(typesetter, character))).clone();
                shapes.squares.insert(character, Square { first, cells });
            }
        }
        shapes
    }

    /// The first code of each figure, and ESC & with its shape.
    pub(super) fn definitions(&self) -> impl Iterator<Item = (u8, Vec<u8>)> {
        self.squares.values().map(|square| (square.first, square.definition()))
    }

    /// The codes of a text's upper and lower line.
    pub(super) fn lines(&self, text: &str) -> [Vec<u8>; 2] {
        let squares: Vec<&Square> = text.chars().filter_map(|character| self.squares.get(&character)).collect();
        [0, 1].map(|row| squares.iter().flat_map(|square| square.row(row)).collect())
    }

    /// The code of a character: its own, or for a letter another letter's that this ticket does not use.
    fn free_code(&self, character: char) -> Option<u8> {
        let place = |at: usize| LETTER_CODES + 4 * at as u8;
        match character {
            '-' => Some(DASH_CODE),
            '0'..='9' => Some(DIGIT_CODES + 4 * (character as u8 - b'0')),
            _ => {
                let own = LETTERS.iter().position(|letters| letters.contains(character)).map(place);
                let taken = |code: &u8| self.squares.values().any(|square| square.first == *code);
                own.into_iter().chain((0..LETTERS.len()).map(place)).find(|code| !taken(code))
            }
        }
    }
}

impl Square {
    fn definition(&self) -> Vec<u8> {
        let mut bytes = vec![0x1b, b'&', 3, self.first, self.first + self.cells.len() as u8 - 1];
        for cell in &self.cells {
            bytes.push(CELL.0 as u8);
            let mut columns: Vec<u8> =
                (0..CELL.0 as i32).flat_map(|x| (0..3).map(move |third| column(cell, x, third))).collect();
            defuse(&mut columns);
            bytes.extend(columns);
        }
        bytes
    }

    fn row(&self, row: u8) -> std::ops::Range<u8> {
        let across = self.cells.len() as u8 / 2;
        self.first + row * across..self.first + (row + 1) * across
    }
}

/// A figure as printer characters: the upper row from left to right, then the lower.
fn cells_of(figure: &Bitmap) -> Vec<Bitmap> {
    let across = figure.width() / CELL.0;
    (0..2 * across)
        .map(|at| figure.cropped((at % across * CELL.0) as i32, (at / across * CELL.1) as i32, CELL.0, CELL.1))
        .collect()
}

/// The largest magnification at which `cells` characters fit into `width` dots, up to the wanted one.
pub(super) fn magnification(cells: u32, width: u32, wanted: u32) -> u32 {
    STEPS.into_iter().filter(|step| *step <= wanted).find(|step| cells * CELL.0 * step <= width).unwrap_or(1)
}

/// Printer characters across that a text takes when drawn.
pub(super) fn drawn_cells(text: &str) -> u32 {
    text.chars().map(|character| if character == '-' { 1 } else { 2 }).sum()
}

/// A figure in its grid.
fn figure(typesetter: &mut Typesetter, character: char) -> Bitmap {
    let mut grid = Bitmap::new(if character == '-' { CELL.0 } else { 2 * CELL.0 }, 2 * CELL.1);
    if character == '-' {
        grid.fill(1, 22, CELL.0 - 2, 6, devices::raster::Ink::Black);
        return grid;
    }
    // A grid dot is printed 6 x 4 or 3 x 2, so shapes are drawn two thirds as wide as they are to look, and a little
    // narrower still to leave air between them.
    let ink = typesetter.fitted(character, INK_COLUMNS, INK_ROWS, 0.54);
    let left = (grid.width() - ink.width()) / 2;
    let top = (grid.height() - ink.height()) / 2;
    grid.overprint(&ink, left as i32, top as i32);
    grid
}

/// Eight dots of a column, the top one in the highest bit.
fn column(cell: &Bitmap, x: i32, third: i32) -> u8 {
    (0..8).fold(0, |byte, bit| byte << 1 | u8::from(cell.get(x, third * 8 + bit)))
}
