//! What a printer remembers besides its settings: graphics by key, bit images and characters of the sender's. What lies in
//! working memory goes with the power; what lies in NV memory stays.

use std::collections::{BTreeMap, HashMap};

use crate::raster::Bitmap;

/// What a stored picture takes beside its dots.
const CONTROL_BYTES: usize = 16;

/// Keys that one answer lists at most; the rest follows when the host acknowledges.
const KEYS_A_BLOCK: usize = 40;

/// How many bytes of pictures fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// Until the power goes.
    pub download: usize,
    /// For good.
    pub nv: usize,
}

impl Capacity {
    /// A printer without memory for pictures: it answers that it has room for none.
    pub const NONE: Self = Self { download: 0, nv: 0 };
}

impl Default for Capacity {
    fn default() -> Self {
        Self { download: 128 * 1024, nv: 256 * 1024 }
    }
}

/// The memory of one printer.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// GS ( L 83.
    pub(super) download: Shelf,
    /// GS ( L 67.
    pub(super) nv: Shelf,
    /// FS q, by number from 1.
    pub(super) nv_images: Vec<Bitmap>,
    /// GS *.
    pub(super) image: Option<Bitmap>,
    /// ESC &, by code.
    pub(super) characters: HashMap<u8, Bitmap>,
    /// GS ( L 112.
    pub(super) buffered: Option<Bitmap>,
    nv_image_capacity: usize,
}

impl Memory {
    pub(super) fn new(capacity: Capacity) -> Self {
        Self {
            download: Shelf { capacity: capacity.download, ..Shelf::default() },
            nv: Shelf { capacity: capacity.nv, ..Shelf::default() },
            nv_image_capacity: capacity.nv,
            ..Self::default()
        }
    }

    /// ESC @ and the loss of power forget the same.
    pub(super) fn forget(&mut self) {
        self.download.pictures.clear();
        self.image = None;
        self.characters.clear();
        self.buffered = None;
    }

    /// All NV images at once, in place of those before and of NV graphics. Too many leave none changed.
    pub(super) fn define_nv_images(&mut self, images: Vec<Bitmap>) -> bool {
        let fits = images.iter().map(|image| image.row_bytes() * image.height() as usize + 4).sum::<usize>();
        let fits = fits <= self.nv_image_capacity;
        if fits {
            self.nv_images = images;
            self.nv.pictures.clear();
        }
        fits
    }
}

/// Pictures by key, as many as fit.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    capacity: usize,
    pictures: BTreeMap<[u8; 2], Bitmap>,
}

impl Shelf {
    pub(super) fn capacity(&self) -> usize {
        self.capacity
    }

    pub(super) fn remaining(&self) -> usize {
        self.capacity - self.pictures.values().map(size).sum::<usize>()
    }

    pub(super) fn get(&self, key: [u8; 2]) -> Option<&Bitmap> {
        self.pictures.get(&key)
    }

    /// In place of what the key stood for. What does not fit is not defined, and what was there stays.
    pub(super) fn define(&mut self, key: [u8; 2], picture: Bitmap) {
        let freed = self.pictures.get(&key).map_or(0, size);
        if size(&picture) <= self.remaining() + freed {
            self.pictures.insert(key, picture);
        }
    }

    pub(super) fn delete(&mut self, key: [u8; 2]) {
        self.pictures.remove(&key);
    }

    pub(super) fn clear(&mut self) {
        self.pictures.clear();
    }

    /// The list of keys in answers of the form 37H, identifier, 41H while more follow or 40H, keys, NUL.
    pub(super) fn key_blocks(&self, identifier: u8) -> Vec<Vec<u8>> {
        let keys: Vec<[u8; 2]> = self.pictures.keys().copied().collect();
        let mut groups: Vec<&[[u8; 2]]> = keys.chunks(KEYS_A_BLOCK).collect();
        if groups.is_empty() {
            groups.push(&[]);
        }
        let last = groups.len() - 1;
        let block = |(at, group): (usize, &[[u8; 2]])| {
            let mut block = vec![0x37, identifier, if at == last { 0x40 } else { 0x41 }];
            block.extend(group.iter().flatten());
            block.push(0);
            block
        };
        groups.into_iter().enumerate().map(block).collect()
    }
}

fn size(picture: &Bitmap) -> usize {
    picture.row_bytes() * picture.height() as usize + CONTROL_BYTES
}
