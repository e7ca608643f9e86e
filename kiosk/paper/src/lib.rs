//! The ticket as bytes: plain data in, ESC/POS out. Vietnamese words are shaped and sent as raster bands; the number, the
//! figures, the time and the QR code stay commands that the printer carries out itself, and the cut ends the ticket.
//!
//! The bands are those of the design, from the top: trial (S0), head (S1), number (N1), service (S2), people ahead and wait
//! (N2), lane (S3), time (N3), papers (S4), notes (S5), caption and QR (S6, N4), trial and feed (S8).

mod bands;
mod brush;
mod compact;
mod digits;
mod look;
mod page;
mod press;
mod recorder;
mod sample;
mod words;

pub use press::Press;
pub use sample::sample;

pub use queue_protocol::core::Layout;
use queue_protocol::core::{Intent, Lang};

/// Rows of a compact ticket at most: 110 mm at 8 dots a mm.
pub const COMPACT_ROWS: u32 = 880;

/// What a ticket says. Every text is already in the ticket's language; lengths are bounded when it is printed, so that no
/// site file can make a ticket without end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketPaper {
    /// Language of the words that every ticket has.
    pub lang: Lang,
    /// Vận hành thử.
    pub trial: bool,
    /// In lại: a paper of this number was begun before.
    pub reprint: bool,
    /// Name of the office, at most two lines.
    pub head: String,
    /// Where it is, one line.
    pub place: String,
    /// The number as called: 1 to 6 ASCII letters and digits.
    pub number: String,
    /// Name of the service.
    pub service: String,
    /// Hand in or collect.
    pub intent: Intent,
    /// Labels of the counters that may call it.
    pub counters: Vec<String>,
    /// Citizens before this one; unknown while the server is away.
    pub ahead: Option<u32>,
    /// The interval in minutes; unknown while the server is away or no counter is open.
    pub wait_min: Option<(u32, u32)>,
    /// Lượt.
    pub lane: PaperLane,
    /// Local time of issue such as `09:14`, ASCII.
    pub time: String,
    /// Local date of issue such as `1/8/2019`, ASCII.
    pub date: String,
    /// Papers to have ready; the first [`TicketPaper::MAX_PAPERS`] are printed.
    pub papers: Vec<String>,
    /// The list of papers is sample data and says so.
    pub papers_sample: bool,
    /// Notes at the foot; the first [`TicketPaper::MAX_NOTES`] are printed.
    pub notes: Vec<Note>,
    /// What the QR code opens, at most [`TicketPaper::MAX_URL`] bytes.
    pub follow_url: Option<String>,
}

impl TicketPaper {
    /// More lines than this are a leaflet.
    pub const MAX_PAPERS: usize = 6;
    /// Likewise.
    pub const MAX_NOTES: usize = 4;
    /// A code of version 8 at level M, 294 dots, which 58 mm paper can still hold.
    pub const MAX_URL: usize = 152;
    /// What 80 mm paper can hold in digits that are read across a hall.
    pub const MAX_NUMBER: usize = 6;
}

/// The lane in the ticket's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaperLane {
    /// Lượt thường.
    Regular,
    /// Lượt ưu tiên, with the group if it is known.
    Priority(Option<String>),
    /// Đã hẹn trước.
    Booked,
    /// Lượt trở lại.
    Returning,
}

/// A note at the foot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its words; lines are broken to the paper's width.
    pub text: String,
    /// Heavier than the others.
    pub strong: bool,
}

/// Why there are no bytes.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum PaperError {
    #[error("the ticket's word list is broken ({0}): reinstall the kiosk")]
    Words(String),
    #[error("{0:?} cannot be printed as a number: it must be 1 to 6 ASCII capitals and digits")]
    Number(String),
    #[error("{0:?} cannot be printed as a time or date: it must be short and ASCII")]
    Time(String),
    #[error("the address for the QR code is {bytes} bytes long: shorten follow_url in the site file to {limit} bytes")]
    Url { bytes: usize, limit: usize },
    #[error("the ticket cannot be put into printer commands: {0}")]
    Commands(String),
}

impl From<escpos::errors::PrinterError> for PaperError {
    fn from(error: escpos::errors::PrinterError) -> Self {
        Self::Commands(error.to_string())
    }
}
