//! The name of a printer as an installer writes it, and the driver behind it.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use super::file::FileConnect;
use super::serial::SerialConnect;
use super::tcp::TcpConnect;
use super::virtual_printer::VirtualConnect;
use super::{Connect, EscPosPrinter, Keeps, Printer, Profile, ProfileError, Timing};

/// The baud rate of a line whose URI does not say: the one at which a ticket without stored graphics takes 5 s.
pub const DEFAULT_BAUD: u32 = 115_200;

/// A printer of which nothing is said.
const GENERIC: &str = "generic-80";

const EXAMPLE: &str = "serial:/dev/serial/by-id/NAME?baud=115200, tcp://10.0.0.7:9100, file:/dev/usb/lp0 or png:DIR";

/// Where a printer is and what it can do, for example `serial:/dev/serial/by-id/usb-XP-80?baud=115200&paper=80`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrinterUri {
    /// Where.
    pub target: Target,
    /// `profile=ID` or `profile=FILE.toml`: what the model can do.
    pub profile: Profile,
    /// `keeps=none` or `download`, instead of what the profile says.
    pub keeps: Keeps,
    /// `paper=80` or `58`, instead of what the profile says.
    pub paper: PaperWidth,
    /// `digits=drawn` or `plain`.
    pub digits: Digits,
    /// `status=ask` or `none`.
    pub status: StatusPolicy,
}

/// Where a printer is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Target {
    Serial {
        path: PathBuf,
        baud: u32,
        parity: Parity,
        flow: Flow,
    },
    Tcp {
        host: String,
        port: u16,
    },
    File {
        path: PathBuf,
    },
    /// The virtual printer: a PNG and a .bin a ticket.
    Png {
        dir: PathBuf,
    },
}

/// Width of the roll.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum PaperWidth {
    #[default]
    Mm80,
    Mm58,
}

impl PaperWidth {
    /// Dots across at 203 dpi.
    pub fn dots(self) -> u32 {
        match self {
            Self::Mm80 => 576,
            Self::Mm58 => 384,
        }
    }
}

/// How large digits are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digits {
    /// As characters defined by the sender (ESC &), in the ticket's own typeface. The virtual printer, Epson and many others.
    Drawn,
    /// In the printer's built-in font, magnified. Works on every printer; the rest would print ESC & as rubbish.
    Plain,
}

/// Whether the printer is asked how it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StatusPolicy {
    /// It is, and silence means offline.
    #[default]
    Ask,
    /// It cannot answer: a ticket counts as printed when its bytes were taken.
    None,
}

/// Parity of a serial line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Parity {
    #[default]
    None,
    Even,
    Odd,
}

/// Flow control of a serial line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Flow {
    #[default]
    None,
    Hardware,
    Software,
}

/// Why a text names no printer: one sentence with the remedy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)]
pub enum PrinterUriError {
    #[error("{given:?} names no printer: write {EXAMPLE}")]
    Scheme { given: String },
    #[error("{given:?} lacks the path behind {scheme}: write for example {example}")]
    Path { given: String, scheme: &'static str, example: &'static str },
    #[error("{given:?} is no host and port: write for example tcp://10.0.0.7:9100")]
    Address { given: String },
    #[error("{key}={value} is not understood by a printer URI: write {allowed}")]
    Value { key: String, value: String, allowed: &'static str },
    #[error("{key:?} is no option of this kind of printer: leave it out or use {allowed}")]
    Option { key: String, allowed: &'static str },
    #[error(transparent)]
    Profile(#[from] ProfileError),
}

impl PrinterUri {
    /// The printer. Its port is opened when it is first used, and again whenever it broke.
    pub fn printer(&self) -> Box<dyn Printer> {
        Box::new(self.printer_with(Timing::default()))
    }

    /// The printer with other waits, for tests and for unusual lines.
    pub fn printer_with(&self, timing: Timing) -> EscPosPrinter {
        self.printer_over(self.connect(), timing)
    }

    /// The printer behind a connection of the caller's, who may listen in on it.
    pub fn printer_over(&self, connect: Box<dyn Connect>, timing: Timing) -> EscPosPrinter {
        let profile = &self.profile;
        EscPosPrinter::with_timing(connect, self.status, timing)
            .keeping(self.keeps)
            .telling(profile.tells)
            .drawing_codes(profile.qr)
    }

    /// The way to it, not yet opened.
    pub fn connect(&self) -> Box<dyn Connect> {
        match self.target.clone() {
            Target::Serial { path, baud, parity, flow } => Box::new(SerialConnect { path, baud, parity, flow }),
            Target::Tcp { host, port } => Box::new(TcpConnect { host, port }),
            Target::File { path } => Box::new(FileConnect { path }),
            Target::Png { dir } => Box::new(VirtualConnect::new(dir, self.paper.dots())),
        }
    }
}

impl FromStr for PrinterUri {
    type Err = PrinterUriError;

    fn from_str(given: &str) -> Result<Self, PrinterUriError> {
        let (place, query) = given.split_once('?').unwrap_or((given, ""));
        let (scheme, rest) = place.split_once(':').unwrap_or(("", place));
        let target = match scheme {
            "serial" => {
                let path = path(given, rest, "serial:", "serial:/dev/serial/by-id/NAME?baud=115200")?;
                Target::Serial { path, baud: DEFAULT_BAUD, parity: Parity::default(), flow: Flow::default() }
            }
            "tcp" => address(given, rest)?,
            "file" => Target::File { path: path(given, rest, "file:", "file:/dev/usb/lp0")? },
            "png" => Target::Png { dir: path(given, rest, "png:", "png:target/paper")? },
            _ => return Err(PrinterUriError::Scheme { given: given.into() }),
        };
        let options = || query.split('&').filter(|option| !option.is_empty());
        let asked = options().find_map(|option| option.strip_prefix("profile="));
        let usual = if matches!(target, Target::Png { .. }) { "virtual" } else { GENERIC };
        let profile = Profile::find(asked.unwrap_or(usual))?;
        let mut uri = Self {
            target,
            keeps: profile.keeps,
            paper: if profile.dots < PaperWidth::Mm80.dots() { PaperWidth::Mm58 } else { PaperWidth::Mm80 },
            digits: if profile.characters { Digits::Drawn } else { Digits::Plain },
            status: StatusPolicy::default(),
            profile,
        };
        for option in options() {
            let (key, value) = option.split_once('=').unwrap_or((option, ""));
            uri.set(key, value)?;
        }
        Ok(uri)
    }
}

impl PrinterUri {
    fn set(&mut self, key: &str, value: &str) -> Result<(), PrinterUriError> {
        let wrong = |allowed| PrinterUriError::Value { key: key.into(), value: value.into(), allowed };
        match (key, &mut self.target) {
            // Taken first, since the others override it.
            ("profile", _) => {}
            ("keeps", _) => {
                self.keeps = choose(value, &[("none", Keeps::None), ("download", Keeps::Download)])
                    .ok_or_else(|| wrong("keeps=none or keeps=download"))?;
            }
            ("paper", _) => {
                self.paper = choose(value, &[("80", PaperWidth::Mm80), ("58", PaperWidth::Mm58)])
                    .ok_or_else(|| wrong("paper=80 or paper=58"))?;
            }
            ("digits", _) => {
                self.digits = choose(value, &[("drawn", Digits::Drawn), ("plain", Digits::Plain)])
                    .ok_or_else(|| wrong("digits=drawn or digits=plain"))?;
            }
            ("status", _) => {
                self.status = choose(value, &[("ask", StatusPolicy::Ask), ("none", StatusPolicy::None)])
                    .ok_or_else(|| wrong("status=ask or status=none"))?;
            }
            ("baud", Target::Serial { baud, .. }) => {
                *baud = value
                    .parse()
                    .ok()
                    .filter(|baud| (1_200..=921_600).contains(baud))
                    .ok_or_else(|| wrong("the baud rate set in the printer, from baud=1200 to baud=921600"))?;
            }
            ("parity", Target::Serial { parity, .. }) => {
                *parity = choose(value, &[("none", Parity::None), ("even", Parity::Even), ("odd", Parity::Odd)])
                    .ok_or_else(|| wrong("parity=none, even or odd"))?;
            }
            ("flow", Target::Serial { flow, .. }) => {
                let flows = [("none", Flow::None), ("hardware", Flow::Hardware), ("software", Flow::Software)];
                *flow = choose(value, &flows).ok_or_else(|| wrong("flow=none, hardware or software"))?;
            }
            (_, Target::Serial { .. }) => {
                let allowed = "baud, parity, flow, profile, keeps, paper, digits or status";
                return Err(PrinterUriError::Option { key: key.into(), allowed });
            }
            _ => {
                return Err(PrinterUriError::Option {
                    key: key.into(),
                    allowed: "profile, keeps, paper, digits or status",
                });
            }
        }
        Ok(())
    }
}

impl fmt::Display for PrinterUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.target {
            Target::Serial { path, baud, .. } => write!(f, "serial:{}?baud={baud}", path.display()),
            Target::Tcp { host, port } if host.contains(':') => write!(f, "tcp://[{host}]:{port}"),
            Target::Tcp { host, port } => write!(f, "tcp://{host}:{port}"),
            Target::File { path } => write!(f, "file:{}", path.display()),
            Target::Png { dir } => write!(f, "png:{}", dir.display()),
        }
    }
}

fn choose<T: Copy>(value: &str, choices: &[(&str, T)]) -> Option<T> {
    choices.iter().find(|(name, _)| *name == value).map(|(_, choice)| *choice)
}

fn path(given: &str, rest: &str, scheme: &'static str, example: &'static str) -> Result<PathBuf, PrinterUriError> {
    // serial:///dev/ttyS0 is what many people write.
    let rest = rest.strip_prefix("//").filter(|path| path.starts_with('/')).unwrap_or(rest);
    if rest.is_empty() {
        return Err(PrinterUriError::Path { given: given.into(), scheme, example });
    }
    Ok(PathBuf::from(rest))
}

fn address(given: &str, rest: &str) -> Result<Target, PrinterUriError> {
    let wrong = || PrinterUriError::Address { given: given.into() };
    let (host, port) = rest.strip_prefix("//").and_then(|rest| rest.rsplit_once(':')).ok_or_else(wrong)?;
    let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    let port = port.parse().ok().filter(|port| *port != 0).ok_or_else(wrong)?;
    if host.is_empty() || host.contains(['/', ' ', '@']) {
        return Err(wrong());
    }
    Ok(Target::Tcp { host: host.into(), port })
}

#[cfg(test)]
mod tests;
