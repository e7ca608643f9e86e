//! Every fault of a printer, at every moment of a ticket, over every line: a ticket is printed only on the printer's word, and
//! one that failed says rightly whether paper of it may exist.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "peer/machine.rs"]
mod machine;

use std::fs::{File, OpenOptions};
use std::net::TcpListener;
use std::time::{Duration, Instant};

use devices::printer::virtual_printer::Interpreter;
use devices::printer::{EscPosPrinter, Keeps, Part, PrintJob, Printer, PrinterUri, Timing};
use devices::raster::{Bitmap, Ink};
use machine::{Fault, Running};
use serialport::{SerialPort as _, TTYPort};

/// Staff are to know within this.
const TOLD_WITHIN: Duration = Duration::from_secs(2);

const CUT: &[u8] = b"\x1dV\x41\x00";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Tcp,
    Serial,
    File,
}

#[test]
fn tcp() {
    every_cell(Line::Tcp, Keeps::None);
}

#[test]
fn serial() {
    every_cell(Line::Serial, Keeps::None);
}

#[test]
fn a_device_file() {
    every_cell(Line::File, Keeps::None);
}

#[test]
fn tcp_with_pictures_in_the_printer() {
    every_cell(Line::Tcp, Keeps::Download);
}

#[test]
fn serial_with_pictures_in_the_printer() {
    every_cell(Line::Serial, Keeps::Download);
}

fn every_cell(line: Line, keeps: Keeps) {
    // The built-in font is drawn when it is first used, which would make the first machine a slow one.
    paper();
    let total = whole(line, keeps);
    let mut moments: Vec<usize> = (0..8).map(|eighth| total * eighth / 8).collect();
    moments.extend([1, total - CUT.len(), total - 1, total]);
    let cells: Vec<(Fault, usize)> =
        Fault::ALL.iter().flat_map(|fault| moments.iter().map(|at| (*fault, *at))).collect();
    std::thread::scope(|scope| {
        for share in cells.chunks(cells.len().div_ceil(27)) {
            scope.spawn(move || share.iter().for_each(|(fault, at)| in_time(line, keeps, *fault, *at, total)));
        }
    });
}

/// How many bytes a ticket takes on a printer that is well.
fn whole(line: Line, keeps: Keeps) -> usize {
    let (running, mut printer) = start(line, keeps, None);
    printer.print(&job()).unwrap();
    let machine = running.look();
    assert_eq!(machine.sheets.len(), 1);
    assert!(machine.sheets[0].paper == paper(), "{line:?}: the paper of a printer that is well");
    machine.taken
}

/// A driver that tells too late does so each time; a machine that was held up for a moment does not.
fn in_time(line: Line, keeps: Keeps, fault: Fault, at: usize, total: usize) {
    let mut took = Vec::new();
    while took.last().is_none_or(|last| *last >= TOLD_WITHIN) {
        assert!(took.len() < 3, "{fault:?} at byte {at} of {total} over {line:?}, {keeps:?}: told after {took:?}");
        took.push(cell(line, keeps, fault, at, total));
    }
}

/// How long until the fault was told.
fn cell(line: Line, keeps: Keeps, fault: Fault, at: usize, total: usize) -> Duration {
    let name = format!("{fault:?} at byte {at} of {total} over {line:?}, {keeps:?}");
    let (running, mut printer) = start(line, keeps, Some((fault, at)));
    let outcome = printer.print(&job());
    let told = Instant::now();
    let mut machine = running.look();
    let Err(failure) = outcome else {
        panic!("{name}: printed, with {} papers out", machine.sheets.len());
    };
    let took = told.saturating_duration_since(machine.since.unwrap());
    machine.mend();
    if !failure.begun {
        machine.printer.power_cycle();
        machine.printer.feed(CUT);
        let late = machine.printer.take_sheets();
        machine.sheets.extend(late);
        assert!(
            machine.sheets.iter().all(|sheet| sheet.paper.black_dots() == 0),
            "{name}: {failure}: paper came out although nothing was said to be sent"
        );
    }
    drop(machine);
    if fault == Fault::HangUp {
        return took;
    }
    // Once it is mended the next ticket is whole, whatever the printer still held of the first.
    let deadline = Instant::now() + Duration::from_secs(20);
    while let Err(failure) = printer.print(&job()) {
        assert!(Instant::now() < deadline, "{name}: {failure} after it was mended");
    }
    let machine = running.look();
    assert!(machine.sheets.last().unwrap().paper == paper(), "{name}: the next ticket is not whole");
    took
}

fn start(line: Line, keeps: Keeps, fault: Option<(Fault, usize)>) -> (Running, EscPosPrinter) {
    let (running, uri) = match line {
        Line::Tcp => {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            listener.set_nonblocking(true).unwrap();
            let uri = format!("tcp://{}", listener.local_addr().unwrap());
            let running = Running::start(fault, move || Network { listener, stream: None });
            (running, uri)
        }
        Line::Serial | Line::File => {
            let (mut master, mut slave) = TTYPort::pair().unwrap();
            let path = slave.name().unwrap();
            slave.set_exclusive(false).unwrap();
            let other_end = OpenOptions::new().read(true).write(true).open(&path).unwrap();
            drop(slave);
            master.set_timeout(Duration::from_millis(20)).unwrap();
            let uri = if line == Line::Serial { format!("serial:{path}?baud=115200") } else { format!("file:{path}") };
            (Running::start(fault, move || Terminal { master, _other_end: other_end }), uri)
        }
    };
    let printer = uri.parse::<PrinterUri>().unwrap().printer_with(Timing::default());
    (running, printer.keeping(keeps).telling(true))
}

/// A terminal whose other end stays open, so that waiting for bytes is waiting.
struct Terminal {
    master: TTYPort,
    _other_end: File,
}

impl std::io::Read for Terminal {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        self.master.read(into)
    }
}

impl std::io::Write for Terminal {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.master.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Port 9100: takes the connection that comes, and the next when that one is gone.
struct Network {
    listener: TcpListener,
    stream: Option<std::net::TcpStream>,
}

impl std::io::Read for Network {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let stream = match &mut self.stream {
            Some(stream) => stream,
            none => {
                let wait = rustix::event::Timespec { tv_sec: 0, tv_nsec: 20_000_000 };
                let mut ready = [rustix::event::PollFd::new(&self.listener, rustix::event::PollFlags::IN)];
                if rustix::event::poll(&mut ready, Some(&wait))? == 0 {
                    return Err(std::io::ErrorKind::TimedOut.into());
                }
                let stream = self.listener.accept()?.0;
                stream.set_nonblocking(false)?;
                stream.set_read_timeout(Some(Duration::from_millis(20)))?;
                none.insert(stream)
            }
        };
        match stream.read(into) {
            Ok(0) => {
                self.stream = None;
                Err(std::io::ErrorKind::TimedOut.into())
            }
            other => other,
        }
    }
}

impl std::io::Write for Network {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.stream.as_mut().map_or(Ok(bytes.len()), |stream| stream.write(bytes))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn job() -> PrintJob {
    let picture = |seed: i32| {
        let mut picture = Bitmap::new(128, 40);
        for dot in 0..900 {
            picture.set((dot * seed) % 128, (dot * 7 + seed) % 40, Ink::Black);
        }
        picture
    };
    let parts = vec![
        Part::Bytes(b"\x1b3\x00\x1ba\x00\x1d!\x00".to_vec()),
        Part::Block(picture(37)),
        Part::Bytes(b"\x1d!\x33A023\n\x1d!\x00".to_vec()),
        Part::Block(picture(53)),
        Part::Bytes([b"09:14 1/8/2019\n".as_slice(), CUT].concat()),
    ];
    PrintJob { parts }
}

fn paper() -> Bitmap {
    let mut interpreter = Interpreter::new(384);
    interpreter.feed(&job().plain());
    interpreter.take_sheets().remove(0).paper
}
