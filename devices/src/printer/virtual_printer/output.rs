//! Paper as files: whoever watches the folder sees a ticket whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::Sheet;
use crate::raster::Bitmap;

/// Dots a metre of a 203 dpi head.
const DOTS_PER_METRE: u32 = 7992;

/// Dots of a PNG that is read back, at most: a metre of 80 mm paper.
const MAX_DECODED: usize = 576 * 8192;

/// The folder that tickets fall into.
pub(super) struct Folder {
    dir: PathBuf,
    next: u32,
}

impl Folder {
    /// Makes the folder if it is missing and goes on counting behind the tickets that lie in it.
    pub(super) fn open(dir: &Path) -> io::Result<Self> {
        fs::create_dir_all(dir)?;
        let mut last = 0;
        for entry in fs::read_dir(dir)? {
            last = last.max(number(&entry?.file_name().to_string_lossy()).unwrap_or(0));
        }
        Ok(Self { dir: dir.to_owned(), next: last + 1 })
    }

    pub(super) fn dir(&self) -> &Path {
        &self.dir
    }

    /// Writes `ticket-000001.bin`, then `ticket-000001.png`.
    pub(super) fn put(&mut self, sheet: &Sheet) -> io::Result<PathBuf> {
        let stem = format!("ticket-{:06}", self.next);
        self.next += 1;
        self.write(&format!("{stem}.bin"), &sheet.bytes)?;
        self.write(&format!("{stem}.png"), &encode_png(&sheet.paper)?)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        let mut file = tempfile::Builder::new()
            .prefix(".")
            .permissions(fs::Permissions::from_mode(0o644))
            .tempfile_in(&self.dir)?;
        file.write_all(bytes)?;
        let path = self.dir.join(name);
        file.persist(&path).map_err(|error| error.error)?;
        Ok(path)
    }
}

/// A picture as PNG, one bit a dot.
///
/// # Errors
/// What the encoder says, for example of a picture without rows.
pub fn encode_png(picture: &Bitmap) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: DOTS_PER_METRE,
        yppu: DOTS_PER_METRE,
        unit: png::Unit::Meter,
    }));
    let rows: Vec<u8> = (0..picture.height()).flat_map(|y| picture.row(y)).map(|byte| !byte).collect();
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&rows)?;
    writer.finish()?;
    Ok(bytes)
}

/// A PNG as a picture: a dot is black where the PNG is darker than half.
///
/// # Errors
/// Not a PNG, or one that is too large for paper.
pub fn decode_png(bytes: &[u8]) -> io::Result<Bitmap> {
    let mut decoder = png::Decoder::new(io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info()?;
    let size = reader.output_buffer_size().filter(|size| *size <= MAX_DECODED * 4);
    let mut samples = vec![0; size.ok_or(io::ErrorKind::InvalidData)?];
    let info = reader.next_frame(&mut samples)?;
    let mut picture = Bitmap::new(info.width, info.height);
    let channels = info.color_type.samples();
    for y in 0..info.height as usize {
        for x in 0..info.width as usize {
            let at = y * info.line_size + x * channels;
            if samples.get(at).is_some_and(|sample| *sample < 128) {
                picture.set(x as i32, y as i32, crate::raster::Ink::Black);
            }
        }
    }
    Ok(picture)
}

fn number(name: &str) -> Option<u32> {
    let (stem, kind) = name.strip_prefix("ticket-")?.split_once('.')?;
    matches!(kind, "png" | "bin").then(|| stem.parse().ok())?
}
