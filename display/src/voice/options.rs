//! The command line of `display voice`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use devices::voice::{DEFAULT_RECORDER, DEFAULT_SPEAKER, Tongue};
use queue_protocol::core::TicketNumber;

use crate::options::Language;

/// `display voice …`.
#[derive(Debug, Parser)]
#[command(name = "display voice", bin_name = "display voice", version)]
pub struct VoiceOptions {
    /// Language of this program's own words
    #[arg(long, value_enum, default_value_t = Language::Vi, global = true)]
    pub lang: Language,
    #[command(subcommand)]
    #[allow(missing_docs)]
    pub task: VoiceTask,
}

/// What to do with a pack.
#[derive(Debug, Subcommand)]
pub enum VoiceTask {
    /// Make a voice pack with a speech program
    Make(MakeOptions),
    /// Record a voice pack with a microphone, line by line; what was recorded before is kept
    Record(RecordOptions),
    /// Name what is wrong with a voice pack, clip by clip
    Check(CheckOptions),
    /// Write a call into a WAV file, as the hall would hear it
    Say(SayOptions),
}

/// What to say, with which voice, and where to keep it.
#[derive(Debug, Args)]
pub struct MakeOptions {
    /// Folder of the pack
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
    /// The speech program: it reads the words from standard input and writes {file}, in the voice {voice}
    #[arg(long, value_name = "CMD", default_value = DEFAULT_SPEAKER)]
    pub speak_with: String,
    /// What stands for {voice} in Vietnamese
    #[arg(long, value_name = "NAME", default_value = "vi-vn-x-south")]
    pub vi: String,
    /// What stands for {voice} in English
    #[arg(long, value_name = "NAME", default_value = "en-us")]
    pub en: String,
    /// Licence of the clips, for the manifest
    #[arg(long, value_name = "TEXT", default_value = "spoken by a program; its terms apply")]
    pub licence: String,
    /// Counters from 1 to this are named
    #[arg(long, value_name = "N", default_value_t = 99, value_parser = clap::value_parser!(u32).range(1..=99))]
    pub counters: u32,
    /// Other words for some clips: a TOML file with lines such as vi.char-s = "sờ"
    #[arg(long, value_name = "FILE")]
    pub words: Option<PathBuf>,
}

/// Whose voice to record, and where to keep it.
#[derive(Debug, Args)]
pub struct RecordOptions {
    /// Folder of the pack
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
    /// Whose voice it is, for the manifest
    #[arg(long, value_name = "NAME")]
    pub voice: String,
    /// Licence of the clips, for the manifest
    #[arg(long, value_name = "TEXT", default_value = "recorded by the office for its own use")]
    pub licence: String,
    /// The language that is recorded
    #[arg(long, value_enum, default_value_t = Language::Vi)]
    pub language: Language,
    /// Counters from 1 to this are named
    #[arg(long, value_name = "N", default_value_t = 99, value_parser = clap::value_parser!(u32).range(1..=99))]
    pub counters: u32,
    /// The recording program: it writes {file} until it is interrupted
    #[arg(long, value_name = "CMD", default_value = DEFAULT_RECORDER)]
    pub record_with: String,
}

/// Which pack to look at.
#[derive(Debug, Args)]
pub struct CheckOptions {
    /// Folder of the pack
    #[arg(value_name = "DIR")]
    pub pack: PathBuf,
    /// Whether English follows Vietnamese in this hall
    #[arg(long)]
    pub english: bool,
    /// Counters from 1 to this are named
    #[arg(long, value_name = "N", default_value_t = 99, value_parser = clap::value_parser!(u32).range(1..=99))]
    pub counters: u32,
}

/// What to say.
#[derive(Debug, Args)]
pub struct SayOptions {
    /// Folder of the pack
    #[arg(long, value_name = "DIR")]
    pub voice: PathBuf,
    /// The WAV file
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
    /// Say it in English too
    #[arg(long)]
    pub english: bool,
    /// Leave the chime out
    #[arg(long)]
    pub no_chime: bool,
    /// The ticket, such as A015
    pub ticket: TicketNumber,
    /// What is painted on the counter
    #[arg(value_parser = clap::value_parser!(u32).range(1..=99))]
    pub counter: u32,
}

impl From<Language> for Tongue {
    fn from(language: Language) -> Self {
        match language {
            Language::Vi => Self::Vi,
            Language::En => Self::En,
        }
    }
}
