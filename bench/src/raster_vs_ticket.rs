//! How much a ticket saves: the paper as one picture, which is what most programs send, against what we send.

use anyhow::{Context, Result};
use devices::printer::{Digits, PaperWidth, virtual_printer::Interpreter};
use devices::raster::{Bitmap, MAX_BAND_ROWS};
use kiosk_paper::{Layout, Press};

use crate::{
    figure::{Bound, Figure},
    house::House,
    ticket_bytes::{MEASURED, ticket, weigh},
};

/// The figure.
pub const FIGURE: Figure = Figure {
    name: "raster_vs_ticket",
    what: "bytes of a ticket's paper as one full raster ÷ bytes of the same ticket to a printer that keeps its pictures",
    bound: Bound::AtLeast(40.0),
    aim: None,
    rounds,
};

/// GS v 0 and its sizes.
const RASTER_HEAD: usize = 8;

fn rounds(house: &House) -> Result<Vec<f64>> {
    let mut press = Press::new()?;
    let ours = weigh(house, "download")?;
    let ratios = MEASURED.iter().zip(ours).map(|(number, ours)| {
        let job = press.ticket(&ticket(number), Layout::default(), PaperWidth::Mm80, Digits::Drawn)?;
        let mut interpreter = Interpreter::new(PaperWidth::Mm80.dots());
        interpreter.feed(&job.plain());
        let sheet = interpreter.take_sheets().pop().context("the ticket was not cut")?;
        Ok(full_raster(&sheet.paper) as f64 / ours as f64)
    });
    ratios.collect()
}

/// Every row, every dot, in blocks that a small printer's buffer holds.
fn full_raster(paper: &Bitmap) -> usize {
    paper.height() as usize * paper.row_bytes() + paper.height().div_ceil(MAX_BAND_ROWS) as usize * RASTER_HEAD
}
