//! Pictures as GS v 0 blocks. Bytes are time on a serial line, so a picture is cut where that makes the sum of its blocks
//! smallest: a white row costs one byte, a short line of text only its own width.

use super::{Bitmap, Ink};

/// Rows of one block at most: 128 rows of 80 mm are 9 kB, which the input buffer of small printers holds.
pub const MAX_BAND_ROWS: u32 = 128;

/// What a block costs beside its dots: its 8 bytes, and a pause that makes many tiny blocks print slowly.
const BLOCK_COST: usize = 24;

/// Appends a picture as GS v 0 blocks, top to bottom. Where every dot stands twice, beside or below itself, as in rules, bars
/// and text that was drawn at half the size, the printer does the doubling: the dots are the same, the bytes a quarter.
pub fn push_raster(bytes: &mut Vec<u8>, picture: &Bitmap) {
    for block in cuts(picture) {
        let (mut across, mut rows, mut doubling) = (block.width, block.rows(), block.doubling);
        let mut data = block.data(picture, doubling);
        if real_time_pair(&data).is_some() && doubling != Doubling::NONE {
            // A dot added here would be printed twice.
            doubling = Doubling::NONE;
            data = block.data(picture, doubling);
        }
        if doubling.across {
            across = across.div_ceil(2);
        }
        if doubling.down {
            rows /= 2;
        }
        let (across, rows) = ((across as u16).to_le_bytes(), (rows as u16).to_le_bytes());
        bytes.extend([0x1d, b'v', b'0', doubling.mode(), across[0], across[1], rows[0], rows[1]]);
        defuse(&mut data);
        bytes.extend(data);
    }
}

/// Adds a dot beside another where the data would otherwise hold DLE EOT, DLE ENQ or DLE DC4: some printers execute these
/// wherever they stand.
pub fn defuse(data: &mut [u8]) {
    for at in 1..data.len() {
        if is_real_time(data[at - 1], data[at]) {
            data[at - 1] |= 0x08;
        }
    }
}

/// Where in the bytes a real-time command stands, if anywhere.
pub fn real_time_pair(bytes: &[u8]) -> Option<usize> {
    bytes.windows(2).position(|pair| is_real_time(pair[0], pair[1]))
}

fn is_real_time(first: u8, second: u8) -> bool {
    first == 0x10 && matches!(second, 0x04 | 0x05 | 0x14)
}

/// Makes a picture the same whichever way it is sent: adds the dots that [`defuse`] would add in any of them, within a row
/// and from the end of one, wherever it is trimmed, to the beginning of the next.
pub fn disarm(picture: &mut Bitmap) {
    let columns = picture.row_bytes();
    for y in 0..picture.height() {
        let row = picture.row(y).to_vec();
        let below = picture.row(y + 1).first().copied().unwrap_or_default();
        let last = picture.inked_bytes(y);
        for at in 0..last {
            let next = row.get(at + 1).copied().unwrap_or_default();
            let at_end = at + 1 == last || at + 1 == columns;
            if is_real_time(row[at], next) || at_end && is_real_time(row[at], below) {
                picture.set((at * 8 + 4) as i32, y as i32, Ink::Black);
            }
        }
    }
}

/// Rows that are sent as one command.
#[derive(Clone, Copy)]
struct Block {
    from: u32,
    to: u32,
    /// Bytes across, before doubling.
    width: usize,
    doubling: Doubling,
}

/// Which way a printer repeats each dot.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Doubling {
    across: bool,
    down: bool,
}

impl Doubling {
    const NONE: Self = Self { across: false, down: false };

    fn mode(self) -> u8 {
        u8::from(self.across) | u8::from(self.down) << 1
    }
}

impl Block {
    fn rows(&self) -> u32 {
        self.to - self.from
    }

    fn data(&self, picture: &Bitmap, doubling: Doubling) -> Vec<u8> {
        let step = if doubling.down { 2 } else { 1 };
        let mut data = Vec::with_capacity(self.width * self.rows() as usize);
        for y in (self.from..self.to).step_by(step) {
            let row = &picture.row(y)[..self.width];
            if doubling.across {
                data.extend(row.chunks(2).map(|pair| half(pair[0]) << 4 | pair.get(1).map_or(0, |byte| half(*byte))));
            } else {
                data.extend(row);
            }
        }
        data
    }

    fn cost(&self) -> usize {
        let across = if self.doubling.across { self.width.div_ceil(2) } else { self.width };
        let down = if self.doubling.down { self.rows() / 2 } else { self.rows() };
        BLOCK_COST + across * down as usize
    }
}

/// Every second dot of a byte, as four bits.
fn half(byte: u8) -> u8 {
    (0..4).fold(0, |half, pair| half << 1 | byte >> (7 - 2 * pair) & 1)
}

/// What matters of a row when blocks are cut.
struct Row {
    ink: usize,
    doubled: bool,
    as_next: bool,
}

/// The cheapest division into blocks, top to bottom.
fn cuts(picture: &Bitmap) -> Vec<Block> {
    let height = picture.height();
    let rows: Vec<Row> = (0..height)
        .map(|y| Row {
            ink: picture.inked_bytes(y).max(1),
            doubled: picture.row(y).iter().all(|byte| byte >> 1 & 0x55 == byte & 0x55),
            as_next: y + 1 < height && picture.row(y) == picture.row(y + 1),
        })
        .collect();
    // best[y]: the least cost of the rows above y, and their last block.
    let mut best: Vec<(usize, Option<Block>)> = vec![(0, None)];
    for to in 1..=height {
        let mut choice = (usize::MAX, None);
        let (mut width, mut across, mut pairs) = (0, true, true);
        for from in (to.saturating_sub(MAX_BAND_ROWS)..to).rev() {
            let row = &rows[from as usize];
            width = width.max(row.ink);
            across &= row.doubled;
            let even = (to - from) % 2 == 0;
            pairs &= !even || row.as_next;
            let block = Block { from, to, width, doubling: Doubling { across, down: even && pairs } };
            let cost = best[from as usize].0 + block.cost();
            if cost < choice.0 {
                choice = (cost, Some(block));
            }
        }
        best.push(choice);
    }
    let mut blocks = Vec::new();
    let mut end = height;
    while let Some((_, Some(block))) = best.get(end as usize) {
        blocks.push(*block);
        end = block.from;
    }
    blocks.reverse();
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_picture_comes_back_and_nothing_in_it_is_a_command(
            rows in prop::collection::vec(prop::collection::vec(prop::sample::select(vec![0u8, 0x10, 0x04, 0x05, 0x14, 0xff]), 9), 1..300)
        ) {
            let picture = Bitmap::from_rows(9, rows.len() as u32, &rows.concat());
            let mut bytes = Vec::new();
            push_raster(&mut bytes, &picture);
            prop_assert_eq!(real_time_pair(&bytes), None);
            let back = unpack(&bytes, picture.width());
            prop_assert_eq!(back.height(), picture.height());
            for y in 0..picture.height() as i32 {
                for x in 0..picture.width() as i32 {
                    prop_assert!(back.get(x, y) || !picture.get(x, y), "a black dot was lost");
                }
            }
            let mut disarmed = picture.clone();
            disarm(&mut disarmed);
            prop_assert!(back.black_dots() <= disarmed.black_dots());
        }
    }

    #[test]
    fn white_costs_a_byte_a_row_and_blocks_stay_short() {
        let mut picture = Bitmap::new(576, 400);
        picture.fill(0, 390, 576, 4, Ink::Black);
        let mut bytes = Vec::new();
        push_raster(&mut bytes, &picture);
        assert!(bytes.len() < 400 + 4 * 72 + 6 * 8, "{} bytes", bytes.len());
        assert_eq!(unpack(&bytes, 576), picture);
    }

    #[test]
    fn what_is_drawn_double_costs_a_quarter() {
        let mut small = Bitmap::new(288, 20);
        for at in 0..280 {
            small.set(at * 37 % 288, at * 11 % 20, Ink::Black);
        }
        for (across, down) in [(2, 1), (1, 2), (2, 2)] {
            let picture = small.magnified(across, down);
            let mut bytes = Vec::new();
            push_raster(&mut bytes, &picture);
            assert!(bytes.len() <= 36 * 20 + 8, "{across} x {down}: {} bytes", bytes.len());
            let mut back = unpack(&bytes, picture.width());
            assert_eq!(back.height(), picture.height());
            back.overprint(&picture, 0, 0);
            assert!(back == picture, "{across} x {down}");
        }
    }

    proptest! {
        #[test]
        fn a_disarmed_picture_needs_no_other_dot_however_it_is_sent(
            rows in prop::collection::vec(prop::collection::vec(prop::sample::select(vec![0u8, 0x10, 0x04, 0x05, 0x14, 0xff]), 9), 1..60)
        ) {
            let mut picture = Bitmap::from_rows(9, rows.len() as u32, &rows.concat());
            disarm(&mut picture);
            let whole: Vec<u8> = (0..picture.height()).flat_map(|y| picture.row(y).to_vec()).collect();
            prop_assert_eq!(real_time_pair(&whole), None);
            let mut bytes = Vec::new();
            push_raster(&mut bytes, &picture);
            prop_assert!(unpack(&bytes, picture.width()) == picture);
        }
    }

    fn unpack(mut bytes: &[u8], width: u32) -> Bitmap {
        let mut paper = Bitmap::new(width, 0);
        while let [0x1d, b'v', b'0', mode @ 0..=3, xl, xh, yl, yh, rest @ ..] = bytes {
            let (across, down) = (u32::from(*xl) + 256 * u32::from(*xh), u32::from(*yl) + 256 * u32::from(*yh));
            assert!(down <= MAX_BAND_ROWS);
            let (data, next) = rest.split_at((across * down) as usize);
            let block =
                Bitmap::from_rows(across, down, data).magnified(1 + u32::from(mode & 1), 1 + u32::from(mode >> 1));
            let top = paper.height();
            paper.set_height(top + block.height());
            paper.overprint(&block, 0, top as i32);
            bytes = next;
        }
        assert!(bytes.is_empty());
        paper
    }
}
