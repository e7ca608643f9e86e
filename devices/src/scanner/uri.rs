//! The name of a scanner as an installer writes it, and the driver behind it.

use std::{fmt, path::PathBuf, str::FromStr};

use super::SerialScanner;
use crate::printer::{Flow, Parity, SerialConnect};

/// The baud rate of a scanner that was never configured.
pub const DEFAULT_BAUD: u32 = 9_600;

const EXAMPLE: &str = "serial:/dev/serial/by-id/NAME?baud=9600";

/// Where a scanner is, for example `serial:/dev/serial/by-id/usb-Honeywell?baud=9600&parity=none`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ScannerUri {
    pub path: PathBuf,
    pub baud: u32,
    pub parity: Parity,
}

/// Why a text names no scanner: one sentence with the remedy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)]
pub enum ScannerUriError {
    #[error("{given:?} names no scanner: write {EXAMPLE}, or use --wedge for a scanner that types like a keyboard")]
    Scheme { given: String },
    #[error("{given:?} lacks the path behind serial: write for example {EXAMPLE}")]
    Path { given: String },
    #[error("{key}={value} is not understood by a scanner URI: write {allowed}")]
    Value { key: String, value: String, allowed: &'static str },
    #[error("{key:?} is no option of a scanner: leave it out or use baud or parity")]
    Option { key: String },
}

impl ScannerUri {
    /// The scanner. Its port is opened when it is first read, and again whenever it broke.
    pub fn scanner(&self) -> SerialScanner {
        let Self { path, baud, parity } = self.clone();
        SerialScanner::new(Box::new(SerialConnect { path, baud, parity, flow: Flow::None }))
    }
}

impl FromStr for ScannerUri {
    type Err = ScannerUriError;

    fn from_str(given: &str) -> Result<Self, ScannerUriError> {
        let (place, query) = given.split_once('?').unwrap_or((given, ""));
        let path = place.strip_prefix("serial:").ok_or_else(|| ScannerUriError::Scheme { given: given.into() })?;
        // serial:///dev/ttyACM0 is what many people write.
        let path = path.strip_prefix("//").filter(|path| path.starts_with('/')).unwrap_or(path);
        if path.is_empty() {
            return Err(ScannerUriError::Path { given: given.into() });
        }
        let mut uri = Self { path: path.into(), baud: DEFAULT_BAUD, parity: Parity::None };
        for option in query.split('&').filter(|option| !option.is_empty()) {
            let (key, value) = option.split_once('=').unwrap_or((option, ""));
            uri.set(key, value)?;
        }
        Ok(uri)
    }
}

impl ScannerUri {
    fn set(&mut self, key: &str, value: &str) -> Result<(), ScannerUriError> {
        let wrong = |allowed| ScannerUriError::Value { key: key.into(), value: value.into(), allowed };
        match key {
            "baud" => {
                let baud = value.parse().ok().filter(|baud| (1_200..=921_600).contains(baud));
                self.baud =
                    baud.ok_or_else(|| wrong("the baud rate set in the scanner, from baud=1200 to baud=921600"))?;
            }
            "parity" => {
                self.parity = match value {
                    "none" => Parity::None,
                    "even" => Parity::Even,
                    "odd" => Parity::Odd,
                    _ => return Err(wrong("parity=none, even or odd")),
                };
            }
            _ => return Err(ScannerUriError::Option { key: key.into() }),
        }
        Ok(())
    }
}

impl fmt::Display for ScannerUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "serial:{}?baud={}", self.path.display(), self.baud)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_names() {
        let uri = |path: &str, baud, parity| ScannerUri { path: path.into(), baud, parity };
        let cases = [
            ("serial:/dev/serial/by-id/usb-X", uri("/dev/serial/by-id/usb-X", DEFAULT_BAUD, Parity::None)),
            ("serial:///dev/ttyACM0?baud=115200", uri("/dev/ttyACM0", 115_200, Parity::None)),
            ("serial:/dev/ttyS0?baud=2400&parity=even", uri("/dev/ttyS0", 2_400, Parity::Even)),
        ];
        for (given, expected) in cases {
            assert_eq!(given.parse::<ScannerUri>().unwrap(), expected, "{given}");
        }
    }

    #[test]
    fn bad_names_say_what_to_write() {
        let cases = [
            ("", "serial:/dev/serial/by-id"),
            ("/dev/ttyACM0", "serial:/dev/serial/by-id"),
            ("keyboard", "--wedge"),
            ("serial:", "serial:/dev/serial/by-id"),
            ("serial:?baud=9600", "serial:/dev/serial/by-id"),
            ("serial:/dev/ttyS0?baud=fast", "baud=1200"),
            ("serial:/dev/ttyS0?baud=0", "baud=1200"),
            ("serial:/dev/ttyS0?parity=mark", "parity=none, even or odd"),
            ("serial:/dev/ttyS0?flow=hardware", "baud or parity"),
        ];
        for (given, remedy) in cases {
            let error = given.parse::<ScannerUri>().unwrap_err().to_string();
            assert!(error.contains(remedy) && !error.contains('\n'), "{given:?}: {error}");
        }
    }
}
