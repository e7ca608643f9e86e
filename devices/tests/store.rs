//! Pictures that the printer keeps: whatever it keeps, forgets or has no room for, the paper is the same dot for dot.

#![allow(clippy::unwrap_used)]

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use devices::printer::virtual_printer::{Capacity, Interpreter};
use devices::printer::{Connect, EscPosPrinter, Keeps, Part, Port, PrintJob, Printer, StatusPolicy, Timing};
use devices::raster::{Bitmap, real_time_pair};
use proptest::prelude::*;

const CUT: &[u8] = b"\x1dV\x00";
const QUICK: Timing = Timing {
    reply: Duration::from_millis(200),
    settle: Duration::from_millis(300),
    write_grace: Duration::from_secs(20),
};

/// A virtual printer on a line of memory, which the test can switch off and look into.
#[derive(Clone)]
struct Bench(Arc<Mutex<Table>>);

struct Table {
    printer: Interpreter,
    replies: VecDeque<u8>,
    sent: Vec<u8>,
    answers: bool,
}

impl Bench {
    fn new(capacity: Capacity) -> Self {
        let printer = Interpreter::with_capacity(576, capacity);
        Self(Arc::new(Mutex::new(Table { printer, replies: VecDeque::new(), sent: Vec::new(), answers: true })))
    }

    fn driver(&self, keeps: Keeps) -> EscPosPrinter {
        EscPosPrinter::with_timing(Box::new(self.clone()), StatusPolicy::Ask, QUICK).keeping(keeps)
    }

    fn power_cycle(&self) {
        self.0.lock().unwrap().printer.power_cycle();
    }

    /// The paper of the last ticket and what was sent for it.
    fn take(&self) -> (Bitmap, Vec<u8>) {
        let mut table = self.0.lock().unwrap();
        let mut sheets = table.printer.take_sheets();
        let sheet = sheets.pop().unwrap();
        assert_eq!(sheets.len(), 0, "one ticket, one paper");
        assert_eq!(sheet.unknown, [], "every byte is understood");
        (sheet.paper, std::mem::take(&mut table.sent))
    }
}

impl Connect for Bench {
    fn connect(&mut self) -> io::Result<Box<dyn Port>> {
        Ok(Box::new(self.clone()))
    }

    fn name(&self) -> String {
        "bench".into()
    }
}

impl Port for Bench {
    fn write(&mut self, bytes: &[u8], _: Duration) -> io::Result<usize> {
        let mut table = self.0.lock().unwrap();
        table.sent.extend(bytes);
        // A printer without GS ( L says nothing to it; the status it knows.
        let asks_room = bytes.starts_with(b"\x1d(L\x02");
        let replies = table.printer.feed(bytes);
        if table.answers || !asks_room {
            table.replies.extend(replies);
        }
        Ok(bytes.len())
    }

    fn read(&mut self, into: &mut [u8], _: Duration) -> io::Result<usize> {
        let mut table = self.0.lock().unwrap();
        match table.replies.pop_front() {
            Some(reply) => {
                into[0] = reply;
                Ok(1)
            }
            None => Err(io::ErrorKind::TimedOut.into()),
        }
    }

    fn travel_time(&self, _: usize) -> Duration {
        Duration::ZERO
    }
}

fn picture(seed: u8, rows: u32) -> Bitmap {
    let bytes: Vec<u8> = (0..40 * rows)
        .map(|at| (at as u8).wrapping_mul(seed | 1) ^ [0x10, 0x04, 0x05, 0x14][at as usize % 4])
        .collect();
    Bitmap::from_rows(40, rows, &bytes)
}

fn job(pictures: &[(u8, u32)], number: u8) -> PrintJob {
    let mut parts = vec![Part::Bytes(b"\x1b3\x00".to_vec())];
    let glyph = [b"\x1b&\x03##\x01".as_slice(), &[number | 1, 0x0f, 0xf0]].concat();
    parts.push(Part::Once { slot: b'#', bytes: glyph });
    for (seed, rows) in pictures {
        parts.push(Part::Block(picture(*seed, *rows)));
        parts.push(Part::Bytes(format!("\x1b%\x01#{number}\x1b%\x00\n").into_bytes()));
    }
    parts.push(Part::Bytes(CUT.to_vec()));
    PrintJob { parts }
}

/// The paper of a printer that keeps nothing.
fn plain(job: &PrintJob) -> Bitmap {
    let mut printer = Interpreter::with_capacity(576, Capacity::NONE);
    printer.feed(&job.plain());
    printer.take_sheets().pop().unwrap().paper
}

#[test]
fn the_second_ticket_is_short_and_equal() {
    let bench = Bench::new(Capacity::default());
    let mut driver = bench.driver(Keeps::Download);
    let job = job(&[(3, 100), (9, 60)], 5);
    driver.print(&job).unwrap();
    let (first, _) = bench.take();
    driver.print(&job).unwrap();
    let (second, sent) = bench.take();
    assert_eq!((&first, &second), (&plain(&job), &plain(&job)));
    assert!(sent.len() < 150, "{} bytes, questions included", sent.len());
}

#[test]
fn what_is_kept_in_quiet_minutes_costs_the_citizen_nothing() {
    let bench = Bench::new(Capacity::default());
    let mut driver = bench.driver(Keeps::Download);
    let job = job(&[(3, 100)], 5);
    driver.keep(&job).unwrap();
    assert!(bench.0.lock().unwrap().printer.take_sheets().is_empty(), "nothing comes out");
    bench.0.lock().unwrap().sent.clear();
    driver.print(&job).unwrap();
    let (paper, sent) = bench.take();
    assert_eq!(paper, plain(&job));
    assert!(sent.len() < 150, "{}", sent.len());
}

#[test]
fn a_printer_that_was_switched_off_gets_everything_again() {
    let bench = Bench::new(Capacity::default());
    let mut driver = bench.driver(Keeps::Download);
    let job = job(&[(3, 100), (9, 60)], 5);
    driver.print(&job).unwrap();
    bench.take();
    bench.power_cycle();
    driver.print(&job).unwrap();
    assert_eq!(bench.take().0, plain(&job));
}

#[test]
fn a_printer_without_room_or_without_an_answer_gets_raster() {
    for (capacity, answers) in [(Capacity::NONE, true), (Capacity::default(), false)] {
        let bench = Bench::new(capacity);
        bench.0.lock().unwrap().answers = answers;
        let mut driver = bench.driver(Keeps::Download);
        let job = job(&[(3, 100)], 5);
        for _ in 0..2 {
            driver.print(&job).unwrap();
            assert_eq!(bench.take().0, plain(&job), "{capacity:?} {answers}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    /// Any tickets in any order, little room, switched off in between: the paper never differs, and nothing that is sent
    /// could be taken for a command in real time.
    #[test]
    fn the_paper_never_differs(
        tickets in prop::collection::vec((prop::collection::vec((0..6u8, 1..140u32), 0..4), any::<u8>(), 0..4u8), 1..12),
        download in 0..24_000usize,
    ) {
        let bench = Bench::new(Capacity { download, nv: 0 });
        let mut driver = bench.driver(Keeps::Download);
        for (pictures, number, fate) in tickets {
            if fate == 0 {
                bench.power_cycle();
            }
            let job = job(&pictures, number % 10);
            driver.print(&job).unwrap();
            let (paper, sent) = bench.take();
            prop_assert_eq!(paper, plain(&job));
            let questions = sent.windows(3).filter(|w| w[..2] == [0x10, 4] && (1..=4).contains(&w[2])).count();
            let pairs = sent.windows(2).filter(|pair| real_time_pair(pair).is_some()).count();
            prop_assert_eq!(questions, pairs);
        }
    }
}
