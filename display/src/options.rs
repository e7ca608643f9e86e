//! The command line.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use devices::speaker::SpeakerUri;
use queue_protocol::core::Lang;

/// Bảng gọi số: số nào đến quầy nào. The wall display of a One-Stop hall.
#[derive(Debug, Parser)]
#[command(name = "display", version)]
pub struct Options {
    /// Address of queue-server, such as `http://10.0.0.2:8080`
    #[arg(long, value_name = "URL")]
    pub server: String,
    /// File that holds this wall's token
    #[arg(long, value_name = "FILE")]
    pub token_file: PathBuf,
    /// Zone of the hall whose counters are shown; may be given several times
    #[arg(long, value_name = "NAME", required = true)]
    pub zone: Vec<String>,
    /// Size of the window instead of 1920x1080
    #[arg(long, value_name = "WxH", conflicts_with = "fullscreen")]
    pub window: Option<String>,
    /// Fill the whole screen
    #[arg(long)]
    pub fullscreen: bool,
    /// Nothing blinks, whatever the site says
    #[arg(long)]
    pub reduced_motion: bool,
    /// File that says which LED panels and keypads hang on which serial port; devices/PANELS.md explains it
    #[arg(long, value_name = "FILE")]
    pub panels: Option<PathBuf>,
    /// File that holds the clerk's token that keypads act with
    #[arg(long, value_name = "FILE", requires = "panels")]
    pub keypad_token_file: Option<PathBuf>,
    /// Folder of a voice pack, made by: display voice make; calls are spoken with it
    #[arg(long, value_name = "DIR")]
    pub voice: Option<PathBuf>,
    /// The loudspeaker: sound for the sound card, or wav:FILE; without a voice pack calls are only chimed
    #[arg(long, value_name = "URI")]
    pub speaker: Option<SpeakerUri>,
    /// Language of the wall
    #[arg(long, value_enum, default_value_t = Language::Vi)]
    pub lang: Language,
}

/// The languages that the wall speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum Language {
    Vi,
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Vi => Self::Vi,
            Language::En => Self::En,
        }
    }
}

/// Width and height of `1920x1080`, each within what a screen can be.
pub fn window_size(text: &str) -> Option<(u32, u32)> {
    let (width, height) = text.split_once('x')?;
    let side = |text: &str| text.parse::<u32>().ok().filter(|side| (320..=8192).contains(side));
    Some((side(width)?, side(height)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        let cases = [
            ("1920x1080", Some((1920, 1080))),
            ("320x8192", Some((320, 8192))),
            ("319x1080", None),
            ("1920x", None),
            ("1920×1080", None),
            ("-1920x1080", None),
            ("1920x1080x2", None),
            ("99999999999x1", None),
        ];
        for (text, size) in cases {
            assert_eq!(window_size(text), size, "{text}");
        }
    }

    #[test]
    fn what_this_version_does_not_have_is_not_accepted() {
        let base = ["display", "--server", "http://h", "--token-file", "t", "--zone", "sanh"];
        assert!(Options::try_parse_from(base).is_ok());
        for extra in [["--keypad-token-file", "t"], ["--speaker", "loud"], ["--lang", "fr"]] {
            assert!(Options::try_parse_from(base.into_iter().chain(extra)).is_err(), "{extra:?}");
        }
    }
}
