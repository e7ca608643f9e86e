//! A printer at the end of a slow serial line is slow, not silent, however much the line holds between the two ends.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "peer/machine.rs"]
mod machine;

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::time::{Duration, Instant};

use devices::printer::{Keeps, Part, PrintJob, Printer, PrinterUri, Timing};
use devices::raster::{Bitmap, Ink};
use machine::Running;
use serialport::{SerialPort as _, TTYPort};

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
    let (master, mut slave) = TTYPort::pair().unwrap();
    slave.set_exclusive(false).unwrap();
    let path = slave.name().unwrap();
    let other_end = OpenOptions::new().read(true).write(true).open(&path).unwrap();
    drop(slave);
    let uri = format!("serial:{path}?baud={BAUD}");
    let printer = uri.parse::<PrinterUri>().unwrap().printer_with(Timing::default());
    let mut printer = printer.keeping(keeps).telling(true);
    let running =
        Running::start(None, move || Paced { master, _other_end: other_end, since: Instant::now(), carried: 0 });

    for copy in 1..=2 {
        printer.print(&job()).unwrap_or_else(|failure| panic!("copy {copy}, {keeps:?}: {failure}"));
    }
    assert_eq!(running.look().sheets.len(), 2);
}

/// Gives bytes no faster than the line carries them.
struct Paced {
    master: TTYPort,
    _other_end: File,
    since: Instant,
    carried: u64,
}

impl Read for Paced {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let due = (self.since.elapsed().as_secs_f64() * f64::from(BAUD) / 11.0) as u64;
        let Some(allowed @ 1..) = due.checked_sub(self.carried) else {
            rustix::event::poll(&mut [], Some(&rustix::event::Timespec { tv_sec: 0, tv_nsec: 2_000_000 }))?;
            return Err(ErrorKind::TimedOut.into());
        };
        self.master.set_timeout(Duration::from_millis(20))?;
        let want = into.len().min(allowed as usize);
        let read = self.master.read(&mut into[..want]);
        match read {
            Ok(count) => self.carried += count as u64,
            // A line without bytes carries none later for it.
            Err(_) => (self.since, self.carried) = (Instant::now(), 0),
        }
        read
    }
}

impl Write for Paced {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.master.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// About 6 kB: more than three seconds on the line.
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
