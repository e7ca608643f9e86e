//! The ticket from top to bottom, in either layout: pictures and the commands between them.

use devices::printer::{Digits, PaperWidth, PrintJob};
use devices::raster::Typesetter;
use queue_protocol::core::{Intent, Lang};

use super::bands::Bands;
use super::compact::{Compact, code_module};
use super::digits::Drawn;
use super::page::{FigureRow, Figures, Magnified, Page};
use super::words::{Catalogue, Words};
use super::{Layout, PaperError, TicketPaper};

/// Dots of one module of the QR code of the full layout: read by any phone at arm's length.
const QR_MODULE: u8 = 6;
/// White under the code, four of its modules less what follows.
const QR_QUIET: u32 = 14;
/// Rows of a compact ticket's number: 18 mm, from 48 rows of a drawn figure.
const COMPACT_NUMBER: Magnified = Magnified { drawn: (5, 3), plain: (8, 6) };
/// On trial there is more to say beside it.
const TRIAL_NUMBER: Magnified = Magnified { drawn: (5, 3), plain: (8, 5) };
const FULL_NUMBER: Magnified = Magnified { drawn: (6, 4), plain: (8, 8) };
/// White before the cut.
const FEED: u32 = 24;
/// Likewise, and enough for the code's quiet zone.
const COMPACT_FEED: u32 = 16;

/// Fonts and words; costly to make, so made once and kept.
pub struct Press {
    typesetter: Typesetter,
    words: Catalogue,
    drawn: Drawn,
}

impl Press {
    /// Loads the embedded fonts and the embedded word list.
    ///
    /// # Errors
    /// The word list is broken, which no build that passed its tests has.
    pub fn new() -> Result<Self, PaperError> {
        Ok(Self { typesetter: Typesetter::new(), words: Catalogue::load()?, drawn: Drawn::new() })
    }

    /// The ticket for a printer of this width and these digits, cut included. What is the same on every ticket of an office,
    /// a service or a lane is a picture that is the same dot for dot each time, so that a printer can keep it.
    ///
    /// # Errors
    /// Which part of the ticket cannot be printed.
    pub fn ticket(
        &mut self,
        ticket: &TicketPaper,
        layout: Layout,
        paper: PaperWidth,
        digits: Digits,
    ) -> Result<PrintJob, PaperError> {
        check(ticket)?;
        let words = match ticket.lang {
            Lang::Vi => &self.words.vi,
            Lang::En => &self.words.en,
        };
        let text = Text {
            words,
            intent: match (ticket.intent, layout, paper) {
                (Intent::Submit, Layout::Compact, PaperWidth::Mm58) => &words.submit_narrow,
                (Intent::Submit, ..) => &words.submit,
                (Intent::Collect, Layout::Compact, PaperWidth::Mm58) => &words.collect_narrow,
                (Intent::Collect, ..) => &words.collect,
            },
            ahead: ticket.ahead.map(|ahead| ahead.to_string()).unwrap_or_default(),
            wait: ticket.wait_min.map(|(low, high)| format!("{low}-{high}")).unwrap_or_default(),
        };
        let figures =
            Figures::new(&mut self.typesetter, &mut self.drawn, digits, [&ticket.number, &text.ahead, &text.wait]);
        let page = Page::start(paper, figures)?;
        match layout {
            Layout::Compact => compact(page, Compact::new(&mut self.typesetter, paper), ticket, &text),
            Layout::Full => full(page, Bands::new(&mut self.typesetter, paper), ticket, &text),
        }
    }
}

/// The words of a ticket beside its own.
struct Text<'a> {
    words: &'a Words,
    intent: &'a str,
    ahead: String,
    wait: String,
}

/// 110 mm at most.
fn compact(
    mut page: Page,
    mut bands: Compact<'_>,
    ticket: &TicketPaper,
    text: &Text<'_>,
) -> Result<PrintJob, PaperError> {
    let words = text.words;
    if ticket.trial {
        page.picture(&bands.trial_head(words))?;
    }
    page.picture(&bands.head(ticket))?;
    page.picture(&bands.title(ticket, words))?;
    page.number(&ticket.number, if ticket.trial { TRIAL_NUMBER } else { COMPACT_NUMBER })?;
    page.picture(&bands.service(ticket, words, text.intent))?;
    let time_x = bands.time_x().filter(|_| page.draws_figures() && ticket.ahead.is_some());
    if ticket.ahead.is_some() {
        page.picture(&bands.labels(ticket, words))?;
        page.figures(&FigureRow {
            ahead: &text.ahead,
            wait: &text.wait,
            wait_x: bands.wait_x(),
            end_x: time_x.unwrap_or(page.width()),
            wanted: 2,
            plain_down: 3,
            beside: time_x.map(|_| [ticket.time.as_str(), ticket.date.as_str()]),
        })?;
    } else {
        page.picture(&bands.wait_unknown(words))?;
    }
    if time_x.is_none() {
        page.time(&ticket.time, &ticket.date)?;
    }
    if !ticket.papers.is_empty() {
        page.picture(&bands.papers_title(ticket, words))?;
        page.picture(&bands.papers(ticket))?;
    }
    if ticket.trial {
        page.picture(&bands.notes(&ticket.notes))?;
    } else {
        page.picture(&bands.missed(words))?;
    }
    if let Some(url) = &ticket.follow_url {
        page.picture(&bands.caption(words))?;
        page.code(url, code_module(url))?;
    }
    page.feed(COMPACT_FEED)?;
    page.cut()
}

/// As the office's drawing has it, 166 mm.
fn full(mut page: Page, mut bands: Bands<'_>, ticket: &TicketPaper, text: &Text<'_>) -> Result<PrintJob, PaperError> {
    let words = text.words;
    if ticket.trial {
        page.picture(&bands.trial_head(words))?;
    }
    page.picture(&bands.head(ticket, words))?;
    if ticket.reprint {
        page.picture(&bands.reprint(words))?;
    }
    page.number(&ticket.number, FULL_NUMBER)?;
    page.picture(&bands.service(ticket, words, text.intent))?;
    if ticket.ahead.is_some() || ticket.wait_min.is_some() {
        page.picture(&bands.labels(ticket, words))?;
        page.figures(&FigureRow {
            ahead: &text.ahead,
            wait: &text.wait,
            wait_x: bands.wait_x(),
            end_x: page.width(),
            wanted: bands.figure_width(),
            plain_down: 4,
            beside: None,
        })?;
    }
    if ticket.wait_min.is_none() {
        page.picture(&bands.wait_unknown(words))?;
    }
    page.picture(&bands.lane(&ticket.lane, words))?;
    page.time(&ticket.time, &ticket.date)?;
    if !ticket.papers.is_empty() {
        page.picture(&bands.papers(ticket, words))?;
    }
    if !ticket.notes.is_empty() {
        page.picture(&bands.notes(&ticket.notes))?;
    }
    if let Some(url) = &ticket.follow_url {
        page.picture(&bands.caption(words))?;
        page.code(url, QR_MODULE)?;
        page.feed(QR_QUIET)?;
    }
    if ticket.trial {
        page.picture(&bands.trial_foot(words))?;
    }
    page.feed(FEED)?;
    page.cut()
}

fn check(ticket: &TicketPaper) -> Result<(), PaperError> {
    let number = &ticket.number;
    let printable = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    if number.is_empty() || number.len() > TicketPaper::MAX_NUMBER || !number.chars().all(printable) {
        return Err(PaperError::Number(number.clone()));
    }
    for text in [&ticket.time, &ticket.date] {
        if text.len() > 10 || !text.chars().all(|c| c.is_ascii_graphic()) {
            return Err(PaperError::Time(text.clone()));
        }
    }
    match &ticket.follow_url {
        Some(url) if url.len() > TicketPaper::MAX_URL => {
            Err(PaperError::Url { bytes: url.len(), limit: TicketPaper::MAX_URL })
        }
        _ => Ok(()),
    }
}
