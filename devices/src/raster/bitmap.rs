//! A 1-bit picture as a thermal head knows it: a set bit is a black dot, the leftmost dot is the highest bit.

/// Black or white.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Ink {
    Black,
    White,
}

/// Dots in rows of whole bytes. Everything outside is white and silently clipped.
#[derive(Clone, PartialEq, Eq)]
pub struct Bitmap {
    width: u32,
    height: u32,
    dots: Vec<u8>,
}

impl Bitmap {
    /// Blank paper.
    pub fn new(width: u32, height: u32) -> Self {
        Self { width, height, dots: vec![0; width.div_ceil(8) as usize * height as usize] }
    }

    /// Rows of whole bytes, as GS v 0 carries them; missing bytes are white.
    pub fn from_rows(width_bytes: u32, height: u32, rows: &[u8]) -> Self {
        let mut dots = rows.to_vec();
        dots.resize(width_bytes as usize * height as usize, 0);
        Self { width: width_bytes * 8, height, dots }
    }

    /// Dots across.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Dots down.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Bytes in a row.
    pub fn row_bytes(&self) -> usize {
        self.width.div_ceil(8) as usize
    }

    /// One row, leftmost dot in the highest bit.
    pub fn row(&self, y: u32) -> &[u8] {
        let start = y as usize * self.row_bytes();
        self.dots.get(start..start + self.row_bytes()).unwrap_or_default()
    }

    /// Whether the dot is black.
    pub fn get(&self, x: i32, y: i32) -> bool {
        self.index(x, y).is_some_and(|(byte, bit)| self.dots[byte] & bit != 0)
    }

    /// Colours one dot.
    pub fn set(&mut self, x: i32, y: i32, ink: Ink) {
        if let Some((byte, bit)) = self.index(x, y) {
            match ink {
                Ink::Black => self.dots[byte] |= bit,
                Ink::White => self.dots[byte] &= !bit,
            }
        }
    }

    /// Fills a rectangle.
    pub fn fill(&mut self, x: i32, y: i32, width: u32, height: u32, ink: Ink) {
        for row in y..y.saturating_add_unsigned(height) {
            for column in x..x.saturating_add_unsigned(width) {
                self.set(column, row, ink);
            }
        }
    }

    /// Fills a rectangle with round corners.
    pub fn fill_round(&mut self, x: i32, y: i32, width: u32, height: u32, radius: u32, ink: Ink) {
        let (right, bottom, r) = (width as i32 - 1, height as i32 - 1, radius as i32);
        for row in 0..=bottom {
            for column in 0..=right {
                let dx = (r - column).max(column - (right - r)).max(0);
                let dy = (r - row).max(row - (bottom - r)).max(0);
                if dx * dx + dy * dy <= r * r {
                    self.set(x + column, y + row, ink);
                }
            }
        }
    }

    /// Adds the black dots of another picture; its white is transparent, as on a thermal head.
    pub fn overprint(&mut self, other: &Bitmap, x: i32, y: i32) {
        for row in 0..other.height as i32 {
            for column in 0..other.width as i32 {
                if other.get(column, row) {
                    self.set(x + column, y + row, Ink::Black);
                }
            }
        }
    }

    /// Every dot as a block of `across` by `down` dots.
    pub fn magnified(&self, across: u32, down: u32) -> Bitmap {
        let mut big = Bitmap::new(self.width * across, self.height * down);
        for y in 0..self.height as i32 {
            for x in 0..self.width as i32 {
                if self.get(x, y) {
                    big.fill(x * across as i32, y * down as i32, across, down, Ink::Black);
                }
            }
        }
        big
    }

    /// A part of the picture.
    pub fn cropped(&self, x: i32, y: i32, width: u32, height: u32) -> Bitmap {
        let mut part = Bitmap::new(width, height);
        for row in 0..height as i32 {
            for column in 0..width as i32 {
                if self.get(x + column, y + row) {
                    part.set(column, row, Ink::Black);
                }
            }
        }
        part
    }

    /// Makes the picture taller or shorter; new rows are white.
    pub fn set_height(&mut self, height: u32) {
        self.dots.resize(self.row_bytes() * height as usize, 0);
        self.height = height;
    }

    /// Bytes of a row up to its last black dot; 0 for a white row.
    pub fn inked_bytes(&self, y: u32) -> usize {
        self.row(y).iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1)
    }

    /// How many dots are black.
    pub fn black_dots(&self) -> u32 {
        self.dots.iter().map(|byte| byte.count_ones()).sum()
    }

    fn index(&self, x: i32, y: i32) -> Option<(usize, u8)> {
        let (x, y) = (u32::try_from(x).ok()?, u32::try_from(y).ok()?);
        (x < self.width && y < self.height).then(|| (y as usize * self.row_bytes() + x as usize / 8, 0x80 >> (x % 8)))
    }
}

impl std::fmt::Debug for Bitmap {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Bitmap {}x{}, {} black", self.width, self.height, self.black_dots())
    }
}
