//! Pictures as GS v 0 blocks. Bytes are time on a serial line, so a picture is cut where that makes the sum of its blocks
//! smallest: a white row costs one byte, a short line of text only its own width.

use super::Bitmap;

/// Rows of one block at most: 128 rows of 80 mm are 9 kB, which the input buffer of small printers holds.
pub const MAX_BAND_ROWS: u32 = 128;

/// What a block costs beside its dots: its 8 bytes, and a pause that makes many tiny blocks print slowly.
const BLOCK_COST: usize = 96;

/// Appends a picture as GS v 0 blocks, top to bottom.
pub fn push_raster(bytes: &mut Vec<u8>, picture: &Bitmap) {
    for (from, to, width) in cuts(picture) {
        bytes.extend([
            0x1d,
            b'v',
            b'0',
            0,
            width as u8,
            (width >> 8) as u8,
            (to - from) as u8,
            ((to - from) >> 8) as u8,
        ]);
        let start = bytes.len();
        for y in from..to {
            bytes.extend(&picture.row(y)[..width]);
        }
        defuse(&mut bytes[start..]);
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

/// The cheapest division into blocks, as (first row, row after the last, bytes across).
fn cuts(picture: &Bitmap) -> Vec<(u32, u32, usize)> {
    let rows = picture.height();
    let ink: Vec<usize> = (0..rows).map(|y| picture.inked_bytes(y).max(1)).collect();
    // best[y]: the least cost of the rows above y, and where their last block begins.
    let mut best: Vec<(usize, u32)> = vec![(0, 0)];
    for end in 1..=rows {
        let mut width = 0;
        let mut choice = (usize::MAX, end - 1);
        for start in (end.saturating_sub(MAX_BAND_ROWS)..end).rev() {
            width = width.max(ink[start as usize]);
            let cost = best[start as usize].0 + BLOCK_COST + width * (end - start) as usize;
            if cost < choice.0 {
                choice = (cost, start);
            }
        }
        best.push(choice);
    }
    let mut blocks = Vec::new();
    let mut end = rows;
    while end > 0 {
        let start = best[end as usize].1;
        let width = ink[start as usize..end as usize].iter().copied().max().unwrap_or(1);
        blocks.push((start, end, width));
        end = start;
    }
    blocks.reverse();
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::Ink;
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
            let pairs = rows.concat().windows(2).filter(|pair| is_real_time(pair[0], pair[1])).count() as u32;
            prop_assert!(back.black_dots() <= picture.black_dots() + pairs);
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

    fn unpack(mut bytes: &[u8], width: u32) -> Bitmap {
        let mut paper = Bitmap::new(width, 0);
        while let [0x1d, b'v', b'0', 0, xl, xh, yl, yh, rest @ ..] = bytes {
            let (across, down) = (u32::from(*xl) + 256 * u32::from(*xh), u32::from(*yl) + 256 * u32::from(*yh));
            assert!(down <= MAX_BAND_ROWS);
            let (data, next) = rest.split_at((across * down) as usize);
            let top = paper.height();
            paper.set_height(top + down);
            paper.overprint(&Bitmap::from_rows(across, down, data), 0, top as i32);
            bytes = next;
        }
        assert!(bytes.is_empty());
        paper
    }
}
