//! A printer at the end of a slow serial line is slow, not silent, however much the line holds between the two ends.

#![allow(clippy::unwrap_used, clippy::panic)]

use devices::printer::virtual_printer::TerminalPrinter;
use devices::printer::{Keeps, Part, PrintJob, Printer, PrinterUri, Timing};
use devices::raster::{Bitmap, Ink};

const BAUD: u32 = 19_200;

#[test]
fn a_ticket_without_stored_pictures() {
    prints_over_a_slow_line(Keeps::None);
}

#[test]
fn a_ticket_whose_pictures_are_stored_first() {
    prints_over_a_slow_line(Keeps::Download);
}

/// The line takes the whole ticket at once and carries it for seconds: longer than any answer may take.
fn prints_over_a_slow_line(keeps: Keeps) {
    let machine = TerminalPrinter::start(384, BAUD).unwrap();
    let uri = format!("serial:{}?baud={BAUD}", machine.path().display());
    let printer = uri.parse::<PrinterUri>().unwrap().printer_with(Timing::default());
    let mut printer = printer.keeping(keeps);
    for copy in 1..=2 {
        printer.print(&job()).unwrap_or_else(|failure| panic!("copy {copy}, {keeps:?}: {failure}"));
    }
    assert_eq!(machine.look(|out| out.sheets.len()), 2);
}

/// About 6 kB: three seconds on the line.
fn job() -> PrintJob {
    let picture = |seed: i32| {
        let mut picture = Bitmap::new(384, 64);
        for dot in 0..4_000 {
            picture.set((dot * seed) % 384, (dot * 7 + seed) % 64, Ink::Black);
        }
        Part::Block(picture)
    };
    let cut = Part::Bytes(b"A023\n\x1dV\x41\x00".to_vec());
    PrintJob { parts: vec![picture(37), picture(53), cut] }
}
