//! Vietnamese on paper: text is shaped with an embedded font into a 1-bit [`Bitmap`] and sent as raster bands, because
//! no code page of receipt printers can be trusted with ầ or ỗ. What leaves is safe for every printer: bands are short,
//! trimmed of white, and never contain a byte pair that a printer would execute as a real-time command.

mod bands;
mod bitmap;
mod code;
mod text;

pub use bands::{MAX_BAND_ROWS, defuse, disarm, push_raster, real_time_pair};
pub use bitmap::{Bitmap, Ink};
pub use code::{EcLevel, QrError, qr_code};
pub use text::{Align, Extent, TextStyle, Typesetter, Weight};
