//! The parts of the ticket that are pictures: every word of Vietnamese, rules, boxes and the office's mark.

use devices::printer::PaperWidth;
use devices::raster::{Align, Bitmap, Ink, TextStyle, Typesetter, Weight};

use super::brush::{Brush, finish, style};
use super::look::{Look, NARROW, WIDE};
use super::words::Words;
use super::{Note, PaperLane, TicketPaper};

/// Thickness of a rule.
const RULE: u32 = 4;
/// Left edge of text, clear of the paper's.
const LEFT: i32 = 4;

/// Draws bands for one width of paper.
pub(super) struct Bands<'a> {
    brush: Brush<'a>,
    look: Look,
}

impl<'a> Bands<'a> {
    pub(super) fn new(typesetter: &'a mut Typesetter, paper: PaperWidth) -> Self {
        let look = match paper {
            PaperWidth::Mm80 => WIDE,
            PaperWidth::Mm58 => NARROW,
        };
        Self { brush: Brush::new(typesetter, look.width), look }
    }

    /// Where the figures of the wait stand, under their label.
    pub(super) fn wait_x(&self) -> u32 {
        self.look.wait_x.unsigned_abs()
    }

    /// How often a drawn figure's dots are repeated across.
    pub(super) fn figure_width(&self) -> u32 {
        if self.look.narrow { 2 } else { 3 }
    }

    /// S0: what this paper is not.
    pub(super) fn trial_head(&mut self, words: &Words) -> Bitmap {
        let mut band = self.brush.blank();
        let look = self.look;
        let bar = look.banner.1;
        band.fill(0, 4, look.width, bar, Ink::Black);
        let banner = style(look.banner, Weight::ExtraBold).aligned(Align::Center).tracked(0.04).lines(1);
        self.brush.write(&mut band, (0, 4), look.width, &words.trial_banner, banner, Ink::White);
        let style = style((28.5, 40), Weight::Bold).aligned(Align::Center).lines(2);
        let below = 4 + bar + 8;
        let taken = self.brush.write(&mut band, (0, below as i32), look.width, &words.trial_line, style, Ink::Black);
        finish(band, below + taken + 10)
    }

    /// S1: whose ticket this is.
    pub(super) fn head(&mut self, ticket: &TicketPaper, words: &Words) -> Bitmap {
        let mut band = self.brush.blank();
        let look = self.look;
        let mark = mark(look.mark);
        band.overprint(&mark, LEFT, 14);
        let beside = look.width - look.head_x.unsigned_abs();
        let head = style(look.head, Weight::ExtraBold).lines(2);
        let mut y = 8 + self.brush.write(&mut band, (look.head_x, 8), beside, &ticket.head, head, Ink::Black);
        let place = style(look.place, Weight::Medium).lines(if look.narrow { 2 } else { 1 });
        y += self.brush.write(&mut band, (look.head_x, y as i32), beside, &ticket.place, place, Ink::Black);
        let rule = (y + 6).max(14 + mark.height() + 16);
        band.fill(0, rule as i32, look.width, RULE, Ink::Black);
        let title = style(look.title, Weight::ExtraBold).aligned(Align::Center).tracked(0.05).lines(1);
        let text = if ticket.trial { &words.trial_number } else { &words.number };
        let y = rule + RULE + 2;
        let taken = self.brush.write(&mut band, (0, y as i32), look.width, text, title, Ink::Black);
        finish(band, y + taken)
    }

    /// Above the number of a paper that was printed before: two papers of one number must be told apart.
    pub(super) fn reprint(&mut self, words: &Words) -> Bitmap {
        let mut band = self.brush.blank();
        let look = self.look;
        let bar = look.title.1 + 10;
        band.fill(0, 4, look.width, bar, Ink::Black);
        let style = style((look.title.0 + 4.0, bar), Weight::ExtraBold).aligned(Align::Center).tracked(0.06).lines(1);
        self.brush.write(&mut band, (0, 4), look.width, &words.reprint, style, Ink::White);
        finish(band, 4 + bar + 4)
    }

    /// S2: for what and where, and the labels over the figures.
    pub(super) fn service(&mut self, ticket: &TicketPaper, words: &Words, intent: &str) -> Bitmap {
        let mut band = self.brush.blank();
        let look = self.look;
        let counters = words.at_counters(&ticket.counters);
        let widest = look.width * 6 / 10;
        let boxed = self.brush.fit(&counters, &look.counters, Weight::ExtraBold, widest - 2 * BOX_PADDING, 1);
        let (box_width, box_height) = (boxed.width + 2 * BOX_PADDING, boxed.style.line_height);
        let with_box = !ticket.counters.is_empty();

        let beside = if with_box && !look.narrow { look.width - box_width - 16 } else { look.width } - 4;
        let service = self.brush.fit(&ticket.service, &look.service, Weight::ExtraBold, beside, 2).style;
        let mut y = if look.narrow { 2 } else { 4 };
        y += self.brush.write(&mut band, (LEFT, y as i32), beside, &ticket.service, service.lines(3), Ink::Black);
        let intent_style = style(look.intent, Weight::Medium).lines(2);
        let beside = if with_box { look.width - box_width - 16 } else { look.width } - 4;
        let taken = self.brush.write(&mut band, (LEFT, y as i32), beside, intent, intent_style, Ink::Black);
        let box_y = (y + taken).saturating_sub(box_height).max(if look.narrow { 40 } else { 26 });
        y = (y + taken).max(if with_box { box_y + box_height } else { 0 });
        if with_box {
            let x = (look.width - box_width) as i32;
            band.fill_round(x, box_y as i32, box_width, box_height, 8, Ink::Black);
            let style = boxed.style.aligned(Align::Center);
            self.brush.write(&mut band, (x, box_y as i32), box_width, &counters, style, Ink::White);
        }
        y += 12;
        band.fill(0, y as i32, look.width, RULE, Ink::Black);
        y += RULE + 4;
        finish(band, y)
    }

    /// The labels of N2, or the sentence that nobody knows.
    pub(super) fn labels(&mut self, ticket: &TicketPaper, words: &Words) -> Bitmap {
        let mut band = self.brush.blank();
        let look = self.look;
        let label = style(look.label, Weight::SemiBold).lines(1);
        let known = look.wait_x.unsigned_abs() - 8;
        let mut y = 0;
        if ticket.ahead.is_some() {
            y = self.brush.write(&mut band, (LEFT, 0), known, &words.ahead, label, Ink::Black);
        }
        if ticket.wait_min.is_some() {
            let words = if look.narrow { &words.wait_narrow } else { &words.wait };
            y = self.brush.write(&mut band, (look.wait_x, 0), look.width - known - 8, words, label, Ink::Black).max(y);
        }
        finish(band, y + 2)
    }

    /// In place of figures that nobody knows.
    pub(super) fn wait_unknown(&mut self, words: &Words) -> Bitmap {
        let mut band = self.brush.blank();
        let look = self.look;
        let style = style(look.lane, Weight::Bold).lines(2);
        let taken = self.brush.write(&mut band, (LEFT, 6), look.width - 8, &words.wait_unknown, style, Ink::Black);
        finish(band, taken + 12)
    }

    /// S3: the lane, and the words before the time.
    pub(super) fn lane(&mut self, lane: &PaperLane, words: &Words) -> Bitmap {
        let mut band = self.brush.blank();
        let look = self.look;
        let plain = style(look.lane, Weight::SemiBold).lines(1);
        let mut y = 2;
        let line = match lane {
            PaperLane::Regular => &words.regular,
            PaperLane::Booked => &words.booked,
            PaperLane::Returning => &words.returning,
            PaperLane::Priority(group) => {
                let text = match group {
                    Some(group) => words.priority_group.replace("{group}", group),
                    None => words.priority.clone(),
                };
                let bar = self
                    .brush
                    .fit(&text, &[(32.0, 54), (28.0, 54), (25.0, 54)], Weight::Bold, look.width - 24, 1)
                    .style;
                band.fill(0, y, look.width, bar.line_height, Ink::Black);
                let style = bar.aligned(Align::Center);
                self.brush.write(&mut band, (12, y), look.width - 24, &text, style, Ink::White);
                y += bar.line_height as i32;
                &words.taken
            }
        };
        if y == 2 {
            band.fill(0, y, look.width, RULE, Ink::Black);
            y += RULE as i32;
        }
        y += 2;
        let taken = self.brush.write(&mut band, (LEFT, y), look.width - 8, line, plain, Ink::Black);
        finish(band, y.unsigned_abs() + taken)
    }

    /// S4: what to have ready.
    pub(super) fn papers(&mut self, ticket: &TicketPaper, words: &Words) -> Bitmap {
        let mut band = self.brush.blank();
        let look = self.look;
        band.fill(0, 0, look.width, RULE, Ink::Black);
        let y = RULE as i32 + 3;
        let title = style(look.papers, Weight::ExtraBold).lines(1);
        let mut text = words.papers.clone();
        if ticket.papers_sample && look.narrow {
            text = format!("{text} ({})", words.sample_narrow);
        } else if ticket.papers_sample {
            let sample = style(look.note, Weight::Medium).aligned(Align::Right).lines(1);
            let sample = TextStyle { line_height: title.line_height, ..sample };
            self.brush.write(&mut band, (LEFT, y), look.width - 8, &words.sample, sample, Ink::Black);
        }
        let mut y = y + self.brush.write(&mut band, (LEFT, y), look.width - 8, &text, title, Ink::Black) as i32;
        let item = style(look.item, Weight::SemiBold).lines(2);
        let indent = LEFT + look.box_side as i32 + if look.narrow { 10 } else { 16 };
        for paper in ticket.papers.iter().take(TicketPaper::MAX_PAPERS) {
            let side = look.box_side;
            let top = y + (item.line_height - side) as i32 / 2;
            band.fill(LEFT, top, side, side, Ink::Black);
            band.fill(LEFT + 3, top + 3, side - 6, side - 6, Ink::White);
            y += self.brush.write(
                &mut band,
                (indent, y),
                look.width - 4 - indent.unsigned_abs(),
                paper,
                item,
                Ink::Black,
            ) as i32;
        }
        finish(band, y.unsigned_abs() + 8)
    }

    /// S5: what else to know.
    pub(super) fn notes(&mut self, notes: &[Note]) -> Bitmap {
        let mut band = self.brush.blank();
        let look = self.look;
        band.fill(0, 0, look.width, RULE, Ink::Black);
        let mut y = RULE as i32 + 8;
        for note in notes.iter().take(TicketPaper::MAX_NOTES) {
            let style = if note.strong {
                y += 8;
                style((look.note.0 + 2.0, look.note.1 + 4), Weight::Bold)
            } else {
                style(look.note, Weight::Medium)
            };
            y += self.brush.write(&mut band, (LEFT, y), look.width - 8, &note.text, style.lines(4), Ink::Black) as i32;
        }
        finish(band, y.unsigned_abs() + 10)
    }

    /// S6: what the code is for.
    pub(super) fn caption(&mut self, words: &Words) -> Bitmap {
        let mut band = self.brush.blank();
        let look = self.look;
        band.fill(0, 0, look.width, RULE, Ink::Black);
        let text = if look.narrow { &words.follow_narrow } else { &words.follow };
        let style = style(look.caption, Weight::Bold).aligned(Align::Center).lines(2);
        let taken = self.brush.write(&mut band, (0, RULE as i32 + 3), look.width, text, style, Ink::Black);
        finish(band, RULE + 3 + taken + 6)
    }

    /// S8 of a trial: once more, where it is torn off.
    pub(super) fn trial_foot(&mut self, words: &Words) -> Bitmap {
        let mut band = self.brush.blank();
        let look = self.look;
        band.fill(0, 14, look.width, 64, Ink::Black);
        let style = style((40.0, 64), Weight::ExtraBold).aligned(Align::Center).tracked(0.05).lines(1);
        self.brush.write(&mut band, (0, 14), look.width, &words.trial_banner, style, Ink::White);
        finish(band, 78)
    }
}

const BOX_PADDING: u32 = 26;

/// The office's mark, an open door, in twentieths of 80 x 100 dots.
fn mark(twentieths: u32) -> Bitmap {
    let scaled = |dots: u32| (dots * twentieths / 20) as i32;
    let mut mark = Bitmap::new(scaled(80).unsigned_abs(), scaled(100).unsigned_abs());
    let mut fill = |left: i32, top: i32, right: i32, bottom: i32, ink| {
        mark.fill(left, top, (right - left).unsigned_abs(), (bottom - top).unsigned_abs(), ink);
    };
    fill(0, 0, scaled(80), scaled(100), Ink::Black);
    fill(scaled(48), scaled(26), scaled(67), scaled(100), Ink::White);
    let (top, low) = (scaled(13), scaled(26));
    for y in top..low {
        let slant = scaled(15) + (scaled(48) - scaled(15)) * (y - top) / (low - top).max(1);
        fill(slant, y, scaled(67), y + 1, Ink::White);
    }
    fill(scaled(35), scaled(57), scaled(42), scaled(72), Ink::White);
    mark
}
