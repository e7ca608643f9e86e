//! Figures that the printer magnifies. Drawn ones are characters of our own: each is a square of two by two printer
//! characters of 12 x 24 dots, so that two text lines without a gap make one figure of 24 x 48. A dash is half as wide.
//! Plain ones are the printer's built-in font, for printers that know no ESC &.

use std::collections::BTreeMap;

use devices::raster::{Bitmap, Typesetter, defuse};

/// Dots of a printer's character.
pub(super) const CELL: (u32, u32) = (12, 24);

/// The first code that is given a new shape. Space keeps its own.
const FIRST_CODE: u8 = 0x21;
/// The last code that ESC & can give a shape.
const LAST_CODE: u8 = 0x7e;

/// Height of a figure in its grid of 24 x 48, centred.
const INK_ROWS: u32 = 43;
/// Widest ink, so that neighbours keep apart.
const INK_COLUMNS: u32 = 20;

/// How often a figure's dots are repeated across and down, from the largest that is tried to the smallest.
const STEPS: [u32; 8] = [8, 7, 6, 5, 4, 3, 2, 1];

/// The shapes of the figures of one ticket, and the codes under which the printer keeps them.
pub(super) struct Shapes {
    squares: BTreeMap<char, Square>,
    cells: Vec<Bitmap>,
}

#[derive(Clone, Debug)]
struct Square {
    top: Vec<u8>,
    bottom: Vec<u8>,
}

impl Shapes {
    /// Draws every character of the texts once.
    pub(super) fn draw(typesetter: &mut Typesetter, texts: &[&str]) -> Self {
        let mut shapes = Self { squares: BTreeMap::new(), cells: Vec::new() };
        for character in texts.iter().flat_map(|text| text.chars()) {
            if !shapes.squares.contains_key(&character) {
                shapes.add(character, &figure(typesetter, character));
            }
        }
        shapes
    }

    /// ESC & and the shapes, ready to send.
    pub(super) fn definition(&self) -> Vec<u8> {
        if self.cells.is_empty() {
            return Vec::new();
        }
        let mut bytes = vec![0x1b, b'&', 3, FIRST_CODE, FIRST_CODE + self.cells.len() as u8 - 1];
        for cell in &self.cells {
            bytes.push(CELL.0 as u8);
            let mut columns: Vec<u8> =
                (0..CELL.0 as i32).flat_map(|x| (0..3).map(move |third| column(cell, x, third))).collect();
            defuse(&mut columns);
            bytes.extend(columns);
        }
        bytes
    }

    /// The codes of a text's upper and lower line.
    pub(super) fn lines(&self, text: &str) -> [Vec<u8>; 2] {
        let squares: Vec<&Square> = text.chars().filter_map(|character| self.squares.get(&character)).collect();
        [
            squares.iter().flat_map(|square| square.top.iter().copied()).collect(),
            squares.iter().flat_map(|square| square.bottom.iter().copied()).collect(),
        ]
    }

    fn add(&mut self, character: char, figure: &Bitmap) {
        let columns = figure.width() / CELL.0;
        let mut square = Square { top: Vec::new(), bottom: Vec::new() };
        for (row, codes) in [(0, &mut square.top), (CELL.1, &mut square.bottom)] {
            for column in 0..columns {
                let code = FIRST_CODE + self.cells.len() as u8;
                if code > LAST_CODE {
                    return;
                }
                self.cells.push(figure.cropped((column * CELL.0) as i32, row as i32, CELL.0, CELL.1));
                codes.push(code);
            }
        }
        self.squares.insert(character, square);
    }
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
