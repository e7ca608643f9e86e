//! GS ( L, the graphics that a printer keeps by key: what each function answers and does.

use super::memory::{Memory, Shelf};
use crate::raster::Bitmap;

/// What becomes of a function.
pub(super) enum Outcome {
    Done,
    Print(Bitmap),
    Answer(Vec<u8>),
    /// Answers that wait to be acknowledged one by one.
    List(Vec<Vec<u8>>),
    NotUnderstood,
}

/// Carries out function `function` with the bytes behind it.
pub(super) fn run(memory: &mut Memory, function: u8, data: &[u8]) -> Outcome {
    match (function, data) {
        (0 | 48, []) => Outcome::Answer(capacity(0x30, memory.nv.capacity())),
        (3 | 51, []) => Outcome::Answer(capacity(0x31, memory.nv.remaining())),
        (4 | 52, []) => Outcome::Answer(capacity(0x32, memory.download.remaining())),
        (2 | 50, []) => memory.buffered.take().map_or(Outcome::Done, Outcome::Print),
        (112, [48, across, down, 49, rest @ ..]) => match (picture(rest), scale(*across, *down)) {
            (Some(picture), Some((across, down))) => {
                memory.buffered = Some(picture.magnified(across, down));
                Outcome::Done
            }
            _ => Outcome::NotUnderstood,
        },
        (64 | 65 | 66 | 67 | 69, _) => on_shelf(&mut memory.nv, 0x72, function - 64, data),
        (80 | 81 | 82 | 83 | 85, _) => on_shelf(&mut memory.download, 0x73, function - 80, data),
        _ => Outcome::NotUnderstood,
    }
}

/// The functions that NV and download graphics have in common.
fn on_shelf(shelf: &mut Shelf, identifier: u8, function: u8, data: &[u8]) -> Outcome {
    match (function, data) {
        (0, b"KC") => Outcome::List(shelf.key_blocks(identifier)),
        (1, b"CLR") => {
            shelf.clear();
            Outcome::Done
        }
        (2, [k1 @ 32..=126, k2 @ 32..=126]) => {
            shelf.delete([*k1, *k2]);
            Outcome::Done
        }
        // One colour.
        (3, [48, k1 @ 32..=126, k2 @ 32..=126, 1, xl, xh, yl, yh, 49, dots @ ..]) => {
            match picture(&[&[*xl, *xh, *yl, *yh], dots].concat()) {
                Some(picture) => {
                    shelf.define([*k1, *k2], picture);
                    Outcome::Done
                }
                None => Outcome::NotUnderstood,
            }
        }
        (5, [k1, k2, across, down]) => match (shelf.get([*k1, *k2]), scale(*across, *down)) {
            (Some(picture), Some((across, down))) => Outcome::Print(picture.magnified(across, down)),
            (None, Some(_)) => Outcome::Done,
            _ => Outcome::NotUnderstood,
        },
        _ => Outcome::NotUnderstood,
    }
}

/// xL xH yL yH and rows of dots.
fn picture(data: &[u8]) -> Option<Bitmap> {
    let [xl, xh, yl, yh, dots @ ..] = data else { return None };
    let (width, height) = (u32::from(u16::from_le_bytes([*xl, *xh])), u32::from(u16::from_le_bytes([*yl, *yh])));
    let columns = width.div_ceil(8);
    let whole = width > 0 && height > 0 && dots.len() == columns as usize * height as usize;
    whole.then(|| Bitmap::from_rows(columns, height, dots).cropped(0, 0, width, height))
}

fn scale(across: u8, down: u8) -> Option<(u32, u32)> {
    ((1..=2).contains(&across) && (1..=2).contains(&down)).then(|| (u32::from(across), u32::from(down)))
}

/// 37H, identifier, digits, NUL.
fn capacity(identifier: u8, bytes: usize) -> Vec<u8> {
    let mut answer = vec![0x37, identifier];
    answer.extend(bytes.min(99_999_999).to_string().into_bytes());
    answer.push(0);
    answer
}
