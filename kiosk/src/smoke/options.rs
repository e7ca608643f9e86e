//! The command line of `kiosk smoke`.

use std::{path::PathBuf, time::Duration};

use clap::Parser;
use devices::{printer::PrinterUri, scanner::ScannerUri};

use crate::options::{LangOption, size};

/// Walks an installer through printer, scanner and touch screen and writes a report with pictures
#[derive(Debug, Parser)]
#[command(name = "kiosk smoke", version)]
pub struct SmokeOptions {
    /// The ticket printer, as for the kiosk
    #[arg(long, value_name = "URI")]
    pub printer: PrinterUri,
    /// The code scanner, as for the kiosk; without it that step is skipped
    #[arg(long, value_name = "URI")]
    pub scanner: Option<ScannerUri>,
    /// Folder for report.html, report.json and the pictures
    #[arg(long, value_name = "DIR", default_value = "smoke-report")]
    pub report: PathBuf,
    /// Language of the walk and of the report, instead of the terminal's
    #[arg(long, value_enum)]
    pub lang: Option<LangOption>,
    /// Name of the office, for the test page and the report
    #[arg(long, value_name = "NAME")]
    pub office: Option<String>,
    /// Size of the window for the touch page; without it the whole screen
    #[arg(long, value_name = "WxH", value_parser = size)]
    pub window: Option<(u32, u32)>,
    /// Begin each step without waiting for Enter, and leave out the questions to the eye
    #[arg(long)]
    pub yes: bool,
    /// How many seconds a step waits for a hand before it counts as failed
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub patience: u64,
}

impl SmokeOptions {
    pub(super) fn patience(&self) -> Duration {
        Duration::from_secs(self.patience)
    }
}
