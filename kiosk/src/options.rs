//! The command line.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use devices::{printer::PrinterUri, scanner::ScannerUri, speaker::SpeakerUri};
use queue_protocol::core::Lang;

/// The touch screen in the hall where a citizen takes a ticket.
#[derive(Debug, Parser)]
#[command(name = "kiosk", version)]
pub struct Options {
    /// Address of the queue server, for example http://10.0.0.2:8080
    #[arg(long, value_name = "URL")]
    pub server: String,
    /// File with this kiosk's token, made by: queue-server token new --role kiosk
    #[arg(long, value_name = "FILE")]
    pub token_file: PathBuf,
    /// The ticket printer: serial:/dev/serial/by-id/NAME?baud=115200, tcp://10.0.0.7:9100, file:/dev/usb/lp0, or
    /// png:FOLDER for a printer that draws pictures
    /// (given twice: the main printer and one in reserve, which prints what the main one cannot)
    #[arg(long, value_name = "URI", required = true)]
    pub printer: Vec<PrinterUri>,
    /// The code scanner: serial:/dev/serial/by-id/NAME?baud=9600&parity=none
    #[arg(long, value_name = "URI")]
    pub scanner: Option<ScannerUri>,
    /// A scanner that types like a keyboard is plugged in; serial mode is better, since typing drops Vietnamese letters
    #[arg(long)]
    pub wedge: bool,
    /// Folder of a voice pack, made by: kiosk voice make; without it no page can be read out
    #[arg(long, value_name = "DIR")]
    pub voice: Option<PathBuf>,
    /// The loudspeaker: sound for the sound card, or wav:FILE; without a voice pack it gives the scanner's tones
    #[arg(long, value_name = "URI")]
    pub speaker: Option<SpeakerUri>,
    /// Folder for the journal and the numbers held in reserve; without it the kiosk gives none while the server is away,
    /// and a restart forgets what the server has not been told
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Start the kiosk as a child, and start it again when it ends or hangs
    #[arg(long)]
    pub watch: bool,
    /// Beat for the kiosk that watches this one
    #[arg(long, hide = true)]
    pub heartbeat: bool,
    /// First language, instead of the site's
    #[arg(long, value_enum)]
    pub lang: Option<LangOption>,
    /// Size of the window in pixels; wider than high is the layout for a lying screen
    #[arg(long, value_name = "WxH", value_parser = size, default_value = "1080x1920")]
    pub window: (u32, u32),
    /// Cover the whole screen
    #[arg(long)]
    pub fullscreen: bool,
}

/// The languages of the screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangOption {
    /// Tiếng Việt.
    Vi,
    /// English.
    En,
}

impl From<LangOption> for Lang {
    fn from(lang: LangOption) -> Self {
        match lang {
            LangOption::Vi => Self::Vi,
            LangOption::En => Self::En,
        }
    }
}

/// From a size at which letters can still be read to the largest panels.
const SIDES: std::ops::RangeInclusive<u32> = 240..=8192;

pub(crate) fn size(text: &str) -> Result<(u32, u32), String> {
    let sides = text.split_once(['x', '×']).and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    match sides {
        Some((w, h)) if SIDES.contains(&w) && SIDES.contains(&h) => Ok((w, h)),
        _ => Err(format!(
            "write width and height in pixels, each from {} to {}, such as 1080x1920",
            SIDES.start(),
            SIDES.end()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(size("1080x1920"), Ok((1080, 1920)));
        for bad in ["", "1080", "0x0", "1080x", "-1x5", "99999x100", "1080*1920"] {
            assert!(size(bad).unwrap_err().contains("1080x1920"), "{bad}");
        }
    }
}
