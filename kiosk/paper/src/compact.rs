//! The pictures of the compact ticket: at most 110 mm of paper, and few bytes where a printer keeps nothing. Large words are
//! drawn coarse, everything starts at the left, since white on the left costs bytes and white on the right does not, and
//! the time stands beside the figures of the wait.

use devices::printer::PaperWidth;
use devices::raster::{Align, Bitmap, Ink, TextStyle, Typesetter, Weight};

use super::brush::{Brush, Size, finish, finish_at, style};
use super::words::Words;
use super::{Note, PaperLane, TicketPaper};

/// Papers on a compact ticket.
const MAX_PAPERS: usize = 3;
/// Notes of the office on a trial ticket, and the lines of each.
pub(super) const MAX_NOTES: usize = 2;
const NOTE_LINES: [usize; MAX_NOTES] = [3, 2];
/// Thickness of a rule.
const RULE: u32 = 4;
/// Left edge of text, clear of the paper's.
const LEFT: u32 = 4;
/// Words that are drawn at half the size.
const COARSE: u32 = 2;
/// Rows, coarse, by which the marks over capitals (Ố, Ứ) reach above their line: they are drawn so much lower.
const ABOVE: u32 = 2;
/// Rows that a QR code may take: 18 mm.
const CODE_ROWS: u32 = 148;
/// Bytes that a code of each version holds at level M, and the modules across.
const CODE_BYTES: [usize; 8] = [14, 26, 42, 62, 84, 106, 122, 152];

/// Sizes of one width of paper; those of coarse words are half of what is printed.
#[derive(Clone, Copy)]
struct Look {
    width: u32,
    /// Between the words of a bar or box and its ends, coarse.
    padding: u32,
    banner: Size,
    head: &'static [Size],
    title: &'static [Size],
    /// What a trial number is not for, in place of the title.
    warning: &'static [Size],
    lane: &'static [Size],
    service: &'static [Size],
    intent: &'static [Size],
    counters: &'static [Size],
    label: Size,
    fine_label: Size,
    wait_x: u32,
    /// Where the time stands, if it stands beside the figures.
    time_x: Option<u32>,
    unknown: &'static [Size],
    papers: Size,
    item: &'static [Size],
    missed: &'static [Size],
    note: Size,
    caption: Size,
}

const WIDE: Look = Look {
    width: 576,
    padding: 9,
    banner: (22.0, 29),
    head: &[(27.0, 33), (25.0, 31), (24.0, 30)],
    title: &[(17.0, 22)],
    warning: &[(18.0, 22), (17.0, 22)],
    lane: &[(19.0, 23), (18.0, 23), (17.0, 23)],
    service: &[(23.0, 26), (21.0, 24), (19.0, 22)],
    intent: &[(18.0, 21)],
    counters: &[(24.0, 32), (21.0, 32), (19.0, 32), (17.0, 32)],
    label: (17.5, 20),
    fine_label: (24.5, 30),
    wait_x: 236,
    time_x: Some(456),
    unknown: &[(20.0, 24), (18.0, 22)],
    papers: (18.0, 20),
    item: &[(24.0, 27), (23.0, 27), (22.0, 27)],
    missed: &[(18.0, 20), (17.0, 19)],
    note: (22.0, 25),
    caption: (18.0, 20),
};

const NARROW: Look = Look {
    width: 384,
    padding: 5,
    banner: (20.0, 24),
    head: &[(25.0, 31), (23.0, 29), (22.0, 28), (20.0, 26)],
    title: &[(17.0, 22), (16.0, 22)],
    warning: &[(24.0, 32), (22.0, 30)],
    lane: &[(18.0, 22), (17.0, 22)],
    service: &[(21.0, 24), (19.0, 22), (18.0, 21)],
    intent: &[(17.0, 20), (16.0, 20)],
    counters: &[(19.0, 27), (18.0, 27), (17.0, 27)],
    label: (25.0, 29),
    fine_label: (22.0, 25),
    wait_x: 168,
    time_x: None,
    unknown: &[(28.0, 36), (26.0, 34)],
    papers: (24.0, 29),
    item: &[(24.0, 28), (23.0, 28), (22.0, 27), (21.0, 27)],
    missed: &[(23.0, 27), (22.0, 26)],
    note: (21.0, 24),
    caption: (24.0, 29),
};

/// Draws the compact bands for one width of paper.
pub(super) struct Compact<'a> {
    brush: Brush<'a>,
    look: Look,
}

impl<'a> Compact<'a> {
    pub(super) fn new(typesetter: &'a mut Typesetter, paper: PaperWidth) -> Self {
        let look = match paper {
            PaperWidth::Mm80 => WIDE,
            PaperWidth::Mm58 => NARROW,
        };
        Self { brush: Brush::new(typesetter, look.width), look }
    }

    /// Where the figures of the wait stand, under their label.
    pub(super) fn wait_x(&self) -> u32 {
        self.look.wait_x
    }

    /// Where the time stands beside drawn figures.
    pub(super) fn time_x(&self) -> Option<u32> {
        self.look.time_x
    }

    /// What this paper is not.
    pub(super) fn trial_head(&mut self, words: &Words) -> Bitmap {
        let mut band = self.brush.blank_at(COARSE);
        let (width, banner) = (self.look.width / COARSE, self.look.banner);
        band.fill(0, 0, width, banner.1, Ink::Black);
        let style = style(banner, Weight::ExtraBold).aligned(Align::Center).tracked(0.04).lines(1);
        self.brush.write(&mut band, (0, ABOVE as i32), width, &words.trial_banner, style, Ink::White);
        finish_at(band, banner.1, COARSE)
    }

    /// Whose ticket this is.
    pub(super) fn head(&mut self, ticket: &TicketPaper) -> Bitmap {
        let mut band = self.brush.blank();
        let (look, room) = (self.look, self.look.width - 2 * LEFT);
        let text = ticket.head.replace('\n', " ");
        let style = self.brush.fit(&text, look.head, Weight::Bold, room, 1).style;
        let taken = self.brush.write(&mut band, (LEFT as i32, 0), room, &text, style.lines(2), Ink::Black);
        band.fill(0, taken as i32 + 1, look.width, RULE, Ink::Black);
        finish(band, taken + 1 + RULE)
    }

    /// What the number is: of which lane, and whether it was printed before.
    pub(super) fn title(&mut self, ticket: &TicketPaper, words: &Words) -> Bitmap {
        if ticket.trial && !ticket.reprint {
            return self.line(&words.trial_line, self.look.warning, Weight::ExtraBold, 0);
        }
        // Narrow paper says it of the lanes that are out of the ordinary, and of a priority number no more than that.
        let narrow = self.look.time_x.is_none();
        let (title, lane) = match &ticket.lane {
            _ if ticket.trial => (&words.trial_number, ""),
            PaperLane::Priority(Some(group)) if !narrow => (&words.priority_number, group.as_str()),
            PaperLane::Priority(_) => (&words.priority_number, ""),
            PaperLane::Regular if narrow => (&words.number_short, ""),
            PaperLane::Regular => (&words.number_short, words.regular_short.as_str()),
            PaperLane::Booked => (&words.number_short, words.booked_short.as_str()),
            PaperLane::Returning => (&words.number_short, words.returning_short.as_str()),
        };
        let bar = ticket.reprint || matches!(ticket.lane, PaperLane::Priority(_));
        let beside = if ticket.reprint { &words.reprint } else { lane };
        self.title_line(title, beside, bar)
    }

    /// A title on the left, and on the right what goes with it; white on a bar, or black without one.
    fn title_line(&mut self, title: &str, beside: &str, bar: bool) -> Bitmap {
        let mut band = self.brush.blank_at(COARSE);
        let (look, width) = (self.look, self.look.width / COARSE);
        let indent = if bar { look.padding } else { LEFT / COARSE };
        let inner = width - 2 * indent;
        let title_fit = self.brush.fit(title, look.title, Weight::ExtraBold, inner, 1);
        let room = inner.saturating_sub(title_fit.width + 8).max(1);
        let weight = if bar { Weight::ExtraBold } else { Weight::SemiBold };
        let beside_fit = self.brush.fit(beside, look.lane, weight, room, 1);
        // On a bar the marks keep off its edge.
        let above = ABOVE + u32::from(bar);
        let rows = title_fit.style.line_height + 1 + u32::from(bar);
        let ink = if bar { Ink::White } else { Ink::Black };
        if bar {
            band.fill(0, 0, width, rows, Ink::Black);
        }
        let in_line = |style: TextStyle| TextStyle { line_height: rows, ..style }.lines(1);
        self.brush.write(&mut band, (indent as i32, above as i32), inner, title, title_fit.style.lines(1), ink);
        let x = width.saturating_sub(indent + beside_fit.width) as i32;
        self.brush.write(&mut band, (x, 0), room, beside, in_line(beside_fit.style), ink);
        finish_at(band, rows, COARSE)
    }

    /// For what and where.
    pub(super) fn service(&mut self, ticket: &TicketPaper, words: &Words, intent: &str) -> Bitmap {
        let mut band = self.brush.blank_at(COARSE);
        let look = self.look;
        let (width, left) = (look.width / COARSE, LEFT / COARSE);
        let counters = words.at_counters(&ticket.counters);
        let with_box = !ticket.counters.is_empty();
        let intent_fit = self.brush.fit(intent, look.intent, Weight::SemiBold, width / 2, 1);
        let free = (width - left).saturating_sub(intent_fit.width + 6 + 2 * look.padding);
        let mut boxed = self.brush.fit(&counters, look.counters, Weight::ExtraBold, free, 1);
        // Where to go matters more than what for, which the service says nearly as well.
        let intent = if boxed.fits || !with_box { intent } else { "" };
        if intent.is_empty() {
            boxed = self.brush.fit(&counters, look.counters, Weight::ExtraBold, width - left - 2 * look.padding, 1);
        }
        let box_width = boxed.width + 2 * look.padding;
        let beside = (width - left).saturating_sub(if with_box { box_width + 6 } else { 0 });

        // The name stands beside the counters where it is short, and has the whole width where it is not.
        let mut name = self.brush.fit(&ticket.service, &look.service[..1], Weight::ExtraBold, beside, 1);
        let alone = !name.fits;
        let box_rows = boxed.style.line_height.saturating_sub(if alone { 4 } else { 0 });
        let room = if alone { width - left } else { beside };
        if alone {
            name = self.brush.fit(&ticket.service, look.service, Weight::ExtraBold, room, 1);
        }
        let at = |y: u32| (left as i32, y as i32);
        // A row lower, for the marks over the first line.
        let below = 1 + self.brush.write(&mut band, at(1), room, &ticket.service, name.style.lines(2), Ink::Black);
        let intent_rows = intent_fit.style.line_height;
        let intent_y = if alone && with_box { below + box_rows.saturating_sub(intent_rows) / 2 } else { below };
        self.brush.write(&mut band, at(intent_y), beside, intent, intent_fit.style, Ink::Black);
        let mut rows = intent_y + intent_rows;
        if with_box {
            let top = if alone { below } else { rows.saturating_sub(box_rows) };
            let x = width.saturating_sub(box_width) as i32;
            band.fill_round(x, top as i32, box_width, box_rows, 4, Ink::Black);
            let style = TextStyle { line_height: box_rows, ..boxed.style.aligned(Align::Center) };
            self.brush.write(&mut band, (x, top as i32), box_width, &counters, style, Ink::White);
            rows = rows.max(top + box_rows);
        }
        band.fill(0, rows as i32 + 2, width, RULE / COARSE, Ink::Black);
        finish_at(band, rows + 2 + RULE / COARSE, COARSE)
    }

    /// The labels of the figures; in place of the second one the sentence that nobody knows it, which is too long to be
    /// coarse.
    pub(super) fn labels(&mut self, ticket: &TicketPaper, words: &Words) -> Bitmap {
        let look = self.look;
        let known = ticket.wait_min.is_some();
        let (scale, size) = if known { (self.scale(), look.label) } else { (1, look.fine_label) };
        let mut band = self.brush.blank_at(scale);
        let label = style(size, Weight::SemiBold).lines(1);
        let wait_x = look.wait_x / scale;
        self.brush.write(&mut band, ((LEFT / scale) as i32, 0), wait_x, &words.ahead_short, label, Ink::Black);
        let wait = if known { &words.wait_narrow } else { &words.wait_unknown };
        let style = label.lines(2);
        let rows =
            self.brush.write(&mut band, (wait_x as i32, 0), look.width / scale - wait_x, wait, style, Ink::Black);
        finish_at(band, rows, scale)
    }

    /// In place of figures that nobody knows.
    pub(super) fn wait_unknown(&mut self, words: &Words) -> Bitmap {
        self.line(&words.wait_unknown, self.look.unknown, Weight::Bold, 0)
    }

    /// What to do after a missed call.
    pub(super) fn missed(&mut self, words: &Words) -> Bitmap {
        self.line(&words.missed, self.look.missed, Weight::SemiBold, RULE)
    }

    /// One sentence across the paper, under a rule or none.
    fn line(&mut self, text: &str, sizes: &[Size], weight: Weight, rule: u32) -> Bitmap {
        let scale = self.scale();
        let mut band = self.brush.blank_at(scale);
        let (left, room) = (LEFT / scale, (self.look.width - LEFT) / scale);
        band.fill(0, 0, self.look.width / scale, rule / scale, Ink::Black);
        let style = self.brush.fit(text, sizes, weight, room - left, 1).style;
        let y = if rule == 0 { 2 } else { rule + scale } / scale;
        let taken = self.brush.write(&mut band, (left as i32, y as i32), room, text, style.lines(2), Ink::Black);
        finish_at(band, y + taken, scale)
    }

    /// The heading of what to have ready.
    pub(super) fn papers_title(&mut self, ticket: &TicketPaper, words: &Words) -> Bitmap {
        let mut title = words.papers.clone();
        if ticket.papers_sample {
            title = format!("{title} ({})", words.sample_narrow);
        }
        self.line(&title, &[self.look.papers], Weight::ExtraBold, RULE)
    }

    /// What to have ready.
    pub(super) fn papers(&mut self, ticket: &TicketPaper) -> Bitmap {
        let mut band = self.brush.blank();
        let (look, room) = (self.look, self.look.width - LEFT);
        let papers = &ticket.papers[..ticket.papers.len().min(MAX_PAPERS)];
        // One size for all of them: that of the longest.
        let item = papers
            .iter()
            .map(|paper| self.brush.fit(paper, look.item, Weight::SemiBold, room - LEFT, 1).style)
            .min_by(|one, other| one.size.total_cmp(&other.size));
        let mut y = 0;
        for (paper, item) in papers.iter().zip(item.into_iter().cycle()) {
            y += self.brush.write(&mut band, (LEFT as i32, y as i32), room, paper, item, Ink::Black);
        }
        finish(band, y + 3)
    }

    /// What the office says to those who try it out.
    pub(super) fn notes(&mut self, notes: &[Note]) -> Bitmap {
        let mut band = self.brush.blank();
        let (look, room) = (self.look, self.look.width - LEFT);
        band.fill(0, 0, look.width, RULE, Ink::Black);
        let mut y = RULE + 3;
        for (note, lines) in notes.iter().zip(NOTE_LINES) {
            let weight = if note.strong { Weight::Bold } else { Weight::Medium };
            let text = note.text.replace('\n', " ");
            let style = style(look.note, weight).lines(lines);
            y += self.brush.write(&mut band, (LEFT as i32, y as i32), room, &text, style, Ink::Black);
        }
        finish(band, y + 2)
    }

    /// What the code is for, above its middle.
    pub(super) fn caption(&mut self, words: &Words) -> Bitmap {
        let (look, scale) = (self.look, self.scale());
        let mut band = self.brush.blank_at(scale);
        let style = style(look.caption, Weight::Bold).aligned(Align::Center).lines(1);
        let taken = self.brush.write(&mut band, (0, 0), look.width / scale, &words.follow_narrow, style, Ink::Black);
        finish_at(band, taken, scale)
    }

    /// Sentences are coarse where the paper is wide enough for their size.
    fn scale(&self) -> u32 {
        if self.look.time_x.is_some() { COARSE } else { 1 }
    }
}

/// The largest module of 5 dots or fewer at which the code of an address is no taller than its share of the paper.
pub(super) fn code_module(url: &str) -> u8 {
    let version = CODE_BYTES.iter().position(|bytes| url.len() <= *bytes).unwrap_or(CODE_BYTES.len() - 1);
    let modules = 21 + 4 * version as u32;
    (3..=5).rev().find(|module| modules * u32::from(*module) <= CODE_ROWS).unwrap_or(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "SỐ THỬ" is a trial number and "SỐ THỨ TỰ" is not: what tells them apart stands over the capitals.
    #[test]
    fn no_mark_of_a_title_is_cut() {
        let mut typesetter = Typesetter::new();
        for paper in [PaperWidth::Mm80, PaperWidth::Mm58] {
            for text in ["SỐ THỨ TỰ", "SỐ THỬ", "SỐ ƯU TIÊN", "IN LẠI"] {
                let mut compact = Compact::new(&mut typesetter, paper);
                let title = compact.title_line(text, "", false);
                let size = compact.brush.fit(text, compact.look.title, Weight::ExtraBold, 180, 1).style;
                let mut free = Bitmap::new(300, 100);
                compact.brush.write(&mut free, (2, 40), 180, text, size.lines(1), Ink::Black);
                assert!(title.black_dots() >= free.black_dots() * COARSE * COARSE, "{text} on {paper:?}");
            }
        }
    }
}
