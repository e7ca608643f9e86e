//! What a ticket weighs on the wire, questions about the printer's health included: to a printer that keeps the pictures
//! and figures of earlier tickets, and to one that keeps nothing.

use std::{
    io,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use anyhow::{Result, ensure};
use devices::printer::{Connect, Port, Printer, PrinterUri, Timing};
use kiosk_paper::{Layout, Press, TicketPaper, sample};

use crate::{
    figure::{Bound, Figure},
    house::{self, House},
};

/// To a printer that keeps what recurs.
pub const STORED: Figure = Figure {
    name: "ticket_bytes",
    what: "bytes on the wire for a ticket, its pictures kept by the printer ÷ 1,024",
    bound: Bound::AtMost(1.0),
    aim: Some(0.5),
    rounds: stored,
};

/// To one that does not.
pub const FALLBACK: Figure = Figure {
    name: "ticket_bytes_fallback",
    what: "bytes on the wire for a ticket to a printer that keeps nothing ÷ 12,000",
    bound: Bound::AtMost(1.0),
    aim: None,
    rounds: fallback,
};

const STORED_BYTES: f64 = 1_024.0;
const FALLBACK_BYTES: f64 = 12_000.0;
/// Numbers that between them have every digit: a printer that printed them keeps all figures.
const EARLIER: [&str; 4] = ["A012", "A345", "A678", "A901"];
/// Tickets that are measured.
pub const MEASURED: [&str; 3] = ["A023", "A147", "A986"];

fn stored(house: &House) -> Result<Vec<f64>> {
    Ok(weigh(house, "download")?.iter().map(|bytes| *bytes as f64 / STORED_BYTES).collect())
}

fn fallback(house: &House) -> Result<Vec<f64>> {
    Ok(weigh(house, "none")?.iter().map(|bytes| *bytes as f64 / FALLBACK_BYTES).collect())
}

/// Bytes of each measured ticket after the earlier ones.
pub fn weigh(house: &House, keeps: &str) -> Result<Vec<usize>> {
    let folder = house.temporary("paper")?;
    let (uri, mut scales) = Scales::under(folder.path(), keeps)?;
    let mut press = Press::new()?;
    for number in EARLIER {
        scales.print(&mut press, &uri, number)?;
    }
    let weighed = MEASURED.iter().map(|number| {
        let bytes = scales.print(&mut press, &uri, number)?;
        house::say(&format!("{number}, printer keeps {keeps}: {bytes} bytes"));
        Ok(bytes)
    });
    weighed.collect()
}

/// The ticket of a number.
pub fn ticket(number: &str) -> TicketPaper {
    TicketPaper { number: number.into(), ..sample() }
}

/// The virtual printer, with a meter on its line.
struct Scales {
    printer: Box<dyn Printer>,
    bytes: Arc<AtomicUsize>,
}

impl Scales {
    fn under(folder: &Path, keeps: &str) -> Result<(PrinterUri, Self)> {
        let uri: PrinterUri = format!("png:{}?keeps={keeps}", folder.display()).parse()?;
        let bytes = Arc::new(AtomicUsize::new(0));
        let metered = Metered { line: uri.connect(), bytes: bytes.clone() };
        let printer = Box::new(uri.printer_over(Box::new(metered), Timing::default()));
        Ok((uri, Self { printer, bytes }))
    }

    fn print(&mut self, press: &mut Press, uri: &PrinterUri, number: &str) -> Result<usize> {
        let job = press.ticket(&ticket(number), Layout::default(), uri.paper, uri.digits)?;
        let before = self.bytes.load(Ordering::Relaxed);
        self.printer.print(&job)?;
        let bytes = self.bytes.load(Ordering::Relaxed) - before;
        ensure!(bytes > 0, "nothing was sent");
        Ok(bytes)
    }
}

/// Counts what goes to the printer.
struct Metered<L> {
    line: L,
    bytes: Arc<AtomicUsize>,
}

impl Connect for Metered<Box<dyn Connect>> {
    fn connect(&mut self) -> io::Result<Box<dyn Port>> {
        Ok(Box::new(Metered { line: self.line.connect()?, bytes: self.bytes.clone() }))
    }

    fn name(&self) -> String {
        self.line.name()
    }
}

impl Port for Metered<Box<dyn Port>> {
    fn write(&mut self, bytes: &[u8], timeout: Duration) -> io::Result<usize> {
        let count = self.line.write(bytes, timeout)?;
        self.bytes.fetch_add(count, Ordering::Relaxed);
        Ok(count)
    }

    fn read(&mut self, into: &mut [u8], timeout: Duration) -> io::Result<usize> {
        self.line.read(into, timeout)
    }

    fn travel_time(&self, bytes: usize) -> Duration {
        self.line.travel_time(bytes)
    }

    fn backlog(&self) -> Duration {
        self.line.backlog()
    }
}
