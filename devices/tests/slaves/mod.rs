//! The far end of a serial line: pymodbus in a process of its own, and a wire between that damages what it is told to.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufRead as _, BufReader, ErrorKind, Read, Write as _},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering},
        mpsc::{Receiver, RecvTimeoutError, channel},
    },
    thread,
    time::{Duration, Instant},
};

use serialport::{SerialPort as _, TTYPort};

use super::PATIENCE;

/// Bytes that come closer together than this are one frame.
const PAUSE: Duration = Duration::from_millis(5);

/// A serial line with two ends that can be opened by name.
pub struct Line {
    pub near: PathBuf,
    pub far: PathBuf,
    shared: Arc<Shared>,
    /// Keeps the line from hanging up before both ends are open.
    _ends: [TTYPort; 2],
}

#[derive(Default)]
struct Shared {
    damage: AtomicU8,
    passed: AtomicU64,
    damaged: AtomicU64,
    gone: AtomicBool,
}

impl Line {
    pub fn new(seed: u64) -> Self {
        let shared = Arc::new(Shared::default());
        let [(a, near), (b, far)] = [TTYPort::pair().unwrap(), TTYPort::pair().unwrap()];
        let names = [&near, &far].map(|end| PathBuf::from(end.name().unwrap()));
        let ways = [(a.try_clone_native().unwrap(), b.try_clone_native().unwrap()), (b, a)];
        for ((from, to), seed) in ways.into_iter().zip([seed, seed + 1_000]) {
            let shared = Arc::clone(&shared);
            thread::spawn(move || pass(from, to, &shared, seed));
        }
        let [near_name, far_name] = names;
        Self { near: near_name, far: far_name, shared, _ends: [near, far] }
    }

    /// From now on so many of a hundred frames are damaged, in both directions.
    pub fn damage(&self, percent: u8) {
        self.shared.damage.store(percent, Ordering::Relaxed);
    }

    pub fn passed(&self) -> u64 {
        self.shared.passed.load(Ordering::Relaxed)
    }

    pub fn damaged(&self) -> u64 {
        self.shared.damaged.load(Ordering::Relaxed)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.shared.gone.store(true, Ordering::Relaxed);
    }
}

fn pass(mut from: TTYPort, mut to: TTYPort, shared: &Shared, seed: u64) {
    let mut random = fastrand::Rng::with_seed(seed);
    let (mut frame, mut chunk) = (Vec::new(), [0; 512]);
    while !shared.gone.load(Ordering::Relaxed) {
        from.set_timeout(if frame.is_empty() { Duration::from_millis(100) } else { PAUSE }).unwrap();
        match from.read(&mut chunk) {
            Ok(count @ 1..) => {
                frame.extend_from_slice(&chunk[..count]);
                continue;
            }
            Err(error) if error.kind() != ErrorKind::TimedOut => return,
            _ => {}
        }
        if frame.is_empty() {
            continue;
        }
        shared.passed.fetch_add(1, Ordering::Relaxed);
        if random.u8(..100) < shared.damage.load(Ordering::Relaxed) {
            shared.damaged.fetch_add(1, Ordering::Relaxed);
            let at = random.usize(..frame.len());
            match random.u8(..4) {
                0 => frame.truncate(at),
                1 => frame.insert(at, 0),
                2 => frame[at] ^= random.u8(1..),
                _ => frame.clear(),
            }
        }
        if to.write_all(&frame).is_err() {
            return;
        }
        frame.clear();
    }
}

/// pymodbus at work. Gone when dropped.
pub struct Slaves {
    process: Child,
    orders: ChildStdin,
    lines: Receiver<String>,
    said: Said,
}

/// What the slaves said last.
#[derive(Default)]
pub struct Said {
    registers: BTreeMap<u8, Vec<u16>>,
    lamps: BTreeMap<u8, u8>,
    rested: BTreeSet<u8>,
    ready: bool,
}

impl Said {
    pub fn registers(&self, panel: u8) -> Option<&Vec<u16>> {
        self.registers.get(&panel)
    }

    pub fn lamp(&self, keypad: u8) -> Option<u8> {
        self.lamps.get(&keypad).copied()
    }

    pub fn rested(&self, keypad: u8) -> bool {
        self.rested.contains(&keypad)
    }

    /// `{"panel": 1, "registers": [65, 48]}`, `{"keypad": 101, "lamp": 1, "taken": 3}`, `{"rested": 101}`, `{"ready": true}`.
    fn take(&mut self, line: &str) {
        let numbers: Vec<u16> =
            line.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
        match (line.get(2..8), numbers.as_slice()) {
            (Some("panel\""), [panel, registers @ ..]) => {
                self.registers.insert(*panel as u8, registers.to_vec());
            }
            (Some("keypad"), [keypad, lamp, ..]) => {
                self.lamps.insert(*keypad as u8, *lamp as u8);
            }
            (Some("rested"), [keypad]) => drop(self.rested.insert(*keypad as u8)),
            (Some("ready\""), _) => self.ready = true,
            _ => panic!("the slaves said {line}"),
        }
    }
}

impl Slaves {
    /// Starts them; nothing where pymodbus is not installed, which is said aloud.
    pub fn start(port: &Path, panels: &[u8], keypads: &[u8]) -> Option<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let python = root.join("../target/pymodbus/bin/python");
        if !python.exists() {
            eprintln!("SKIPPED: {} is missing; `make setup` installs pymodbus where it finds Python", python.display());
            return None;
        }
        let list = |units: &[u8]| units.iter().map(u8::to_string).collect::<Vec<_>>().join(",");
        let mut process = Command::new(python)
            .arg(root.join("tests/slaves/slaves.py"))
            .arg(port)
            .args([list(panels), list(keypads)])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (send, lines) = channel();
        let out = process.stdout.take().unwrap();
        thread::spawn(move || BufReader::new(out).lines().map_while(Result::ok).try_for_each(|line| send.send(line)));
        let orders = process.stdin.take().unwrap();
        let mut slaves = Self { process, orders, lines, said: Said::default() };
        slaves.wait("pymodbus to listen", |said| said.ready);
        Some(slaves)
    }

    /// Tells a keypad what its contacts do.
    pub fn order(&mut self, order: &str) {
        self.said.rested.clear();
        writeln!(self.orders, "{order}").unwrap();
    }

    /// Waits until it is so.
    pub fn wait(&mut self, what: &str, is: impl Fn(&Said) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is(&self.said) {
            match self.lines.recv_timeout(Duration::from_millis(20)) {
                Ok(line) => self.said.take(&line),
                Err(RecvTimeoutError::Timeout) => assert!(Instant::now() < deadline, "waited in vain for {what}"),
                Err(RecvTimeoutError::Disconnected) => panic!("the slaves have ended"),
            }
        }
    }
}

impl Drop for Slaves {
    fn drop(&mut self) {
        // Already gone is as good.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}
