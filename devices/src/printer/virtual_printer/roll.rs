//! Paper: dots that were printed, and the line that is being set.

use crate::raster::Bitmap;

/// Rows of one ticket at most: half a metre. A longer one is a mistake, and the rest of it is not kept.
const MAX_ROWS: u32 = 4096;

/// Where lines and pictures stand across the paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Justify {
    #[default]
    Left,
    Center,
    Right,
}

/// Paper since the last cut.
pub(super) struct Roll {
    paper: Bitmap,
    line: Vec<(u32, Bitmap)>,
    position: u32,
    extent: u32,
}

impl Roll {
    pub(super) fn new(width: u32) -> Self {
        Self { paper: Bitmap::new(width, 0), line: Vec::new(), position: 0, extent: 0 }
    }

    pub(super) fn at_line_start(&self) -> bool {
        self.line.is_empty() && self.position == 0
    }

    pub(super) fn fits(&self, width: u32) -> bool {
        self.position + width <= self.paper.width()
    }

    pub(super) fn is_full(&self) -> bool {
        self.paper.height() >= MAX_ROWS
    }

    pub(super) fn move_to(&mut self, position: u32) {
        self.position = position.min(self.paper.width());
        self.extent = self.extent.max(self.position);
    }

    pub(super) fn set(&mut self, glyph: Bitmap) {
        let width = glyph.width();
        self.line.push((self.position, glyph));
        self.move_to(self.position + width);
    }

    pub(super) fn drop_line(&mut self) {
        self.line.clear();
        (self.position, self.extent) = (0, 0);
    }

    /// Prints the line, its characters on one lower edge, and feeds by `feed` dots or the line's height if that is more.
    pub(super) fn print_line(&mut self, justify: Justify, feed: u32) {
        let height = self.line.iter().map(|(_, glyph)| glyph.height()).max().unwrap_or(0);
        let left = self.left(justify, self.extent);
        let top = self.paper.height();
        self.feed(feed.max(height));
        for (x, glyph) in std::mem::take(&mut self.line) {
            self.paper.overprint(&glyph, (left + x) as i32, (top + height - glyph.height()) as i32);
        }
        self.drop_line();
    }

    /// Prints a picture on its own and feeds by its height.
    pub(super) fn print_picture(&mut self, justify: Justify, picture: &Bitmap) {
        let (left, top) = (self.left(justify, picture.width()), self.paper.height());
        self.feed(picture.height());
        self.paper.overprint(picture, left as i32, top as i32);
    }

    pub(super) fn feed(&mut self, rows: u32) {
        self.paper.set_height((self.paper.height() + rows).min(MAX_ROWS));
    }

    /// Cuts, and gives the paper before the cut.
    pub(super) fn cut(&mut self) -> Bitmap {
        let fresh = Bitmap::new(self.paper.width(), 0);
        std::mem::replace(&mut self.paper, fresh)
    }

    fn left(&self, justify: Justify, width: u32) -> u32 {
        let free = self.paper.width().saturating_sub(width);
        match justify {
            Justify::Left => 0,
            Justify::Center => free / 2,
            Justify::Right => free,
        }
    }
}
