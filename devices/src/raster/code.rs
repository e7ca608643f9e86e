//! QR codes as pictures, for printers and screens that draw none themselves.

use qrcode::{Color, QrCode};

pub use qrcode::{EcLevel, types::QrError};

use super::{Bitmap, Ink};

/// The code of some bytes, one dot a module, without its quiet zone.
///
/// # Errors
/// More bytes than any code of this level holds.
pub fn qr_code(data: &[u8], level: EcLevel) -> Result<Bitmap, QrError> {
    let code = QrCode::with_error_correction_level(data, level)?;
    let width = code.width() as u32;
    let mut picture = Bitmap::new(width, width);
    for (at, colour) in (0..).zip(code.to_colors()) {
        if colour == Color::Dark {
            picture.set(at % width as i32, at / width as i32, Ink::Black);
        }
    }
    Ok(picture)
}
