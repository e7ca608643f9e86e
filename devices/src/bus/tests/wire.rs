//! A wire with units on it, in simulated time.

use std::{
    collections::BTreeMap,
    io,
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, Instant},
};

use super::super::{line::Clock, seal};
use crate::{
    keypad,
    printer::{Connect, Port},
};

const BAUD: f64 = 9_600.0;

/// A unit thinks for 3 to 15 ms.
const THINKS_MS: std::ops::Range<u64> = 3..15;

/// How a unit behaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    #[default]
    Well,
    Mute,
    Damaged,
    Half,
    AnswersAs(u8),
    Refuses(u8),
}

#[derive(Default)]
struct Unit {
    manner: Manner,
    registers: [u16; 16],
    writes: usize,
    count: u8,
    key: u8,
    down: u8,
}

struct State {
    base: Instant,
    now: Duration,
    random: fastrand::Rng,
    damage: u8,
    shorted: bool,
    gone: bool,
    units: BTreeMap<u8, Unit>,
    /// Bytes on their way to the master, and when the last of them arrives.
    coming: Vec<(Duration, Vec<u8>)>,
}

/// The wire; clones are the same one.
#[derive(Clone)]
pub struct Wire(Arc<Mutex<State>>);

#[derive(Clone)]
pub struct WireClock(Wire);

impl Clock for WireClock {
    fn now(&self) -> Instant {
        let state = self.0.lock();
        state.base + state.now
    }
}

impl Wire {
    pub fn new(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(State {
            base: Instant::now(),
            now: Duration::ZERO,
            random: fastrand::Rng::with_seed(seed),
            damage: 0,
            shorted: false,
            gone: false,
            units: BTreeMap::new(),
            coming: Vec::new(),
        })))
    }

    pub fn clock(&self) -> WireClock {
        WireClock(self.clone())
    }

    pub fn time(&self) -> Duration {
        self.lock().now
    }

    pub fn advance_to(&self, until: Instant, most: Duration) {
        let mut state = self.lock();
        state.now = state.now.max(until.saturating_duration_since(state.base).min(most));
    }

    pub fn plug_in(&self, unit: u8) {
        self.lock().units.insert(unit, Unit::default());
    }

    pub fn unplug(&self, unit: u8) {
        self.lock().units.remove(&unit);
    }

    pub fn set(&self, unit: u8, manner: Manner) {
        self.lock().units.get_mut(&unit).unwrap().manner = manner;
    }

    /// So many of a hundred frames are damaged, in either direction.
    pub fn damage(&self, percent: u8) {
        self.lock().damage = percent;
    }

    pub fn short(&self, shorted: bool) {
        self.lock().shorted = shorted;
    }

    pub fn hang_up(&self, gone: bool) {
        self.lock().gone = gone;
    }

    /// What the first four registers show.
    pub fn text(&self, unit: u8) -> String {
        let state = self.lock();
        let registers = state.units.get(&unit).map(|unit| unit.registers).unwrap_or_default();
        registers[..4].iter().map(|r| if *r == 0 { ' ' } else { char::from(*r as u8) }).collect()
    }

    pub fn writes(&self, unit: u8) -> usize {
        self.lock().units[&unit].writes
    }

    /// A key closes so many times and stays down.
    pub fn press(&self, unit: u8, key: u8, closes: u8) {
        self.with(unit, |unit| {
            (0..closes).for_each(|_| unit.count = unit.count % 255 + 1);
            (unit.key, unit.down) = (key, 1 << (key - 1));
        });
    }

    /// It closes so many times more on its way up.
    pub fn release(&self, unit: u8, closes: u8) {
        self.with(unit, |unit| {
            (0..closes).for_each(|_| unit.count = unit.count % 255 + 1);
            unit.down = 0;
        });
    }

    fn with(&self, unit: u8, change: impl FnOnce(&mut Unit)) {
        change(self.lock().units.get_mut(&unit).unwrap());
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }
}

impl Connect for Wire {
    fn connect(&mut self) -> io::Result<Box<dyn Port>> {
        if self.lock().gone { Err(io::ErrorKind::NotFound.into()) } else { Ok(Box::new(self.clone())) }
    }

    fn name(&self) -> String {
        "/dev/simulated".into()
    }
}

impl Port for Wire {
    fn write(&mut self, bytes: &[u8], _: Duration) -> io::Result<usize> {
        let mut state = self.lock();
        if state.gone {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let sent = state.now + travel(bytes.len());
        if state.shorted {
            // The receiver hears the line at one level for as long as anybody drives it.
            state.coming.push((sent, vec![0; 4]));
            return Ok(bytes.len());
        }
        let request = state.pass(bytes.to_vec());
        if let Some(answer) = state.answer(&request) {
            let thinks = Duration::from_millis(state.random.u64(THINKS_MS));
            let answer = state.pass(answer);
            if !answer.is_empty() {
                let arrives = sent + thinks + travel(answer.len());
                state.coming.push((arrives, answer));
            }
        }
        Ok(bytes.len())
    }

    fn read(&mut self, into: &mut [u8], timeout: Duration) -> io::Result<usize> {
        let mut state = self.lock();
        if state.gone {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let until = state.now + timeout;
        match state.coming.first().cloned() {
            Some((arrives, bytes)) if arrives <= until => {
                state.now = state.now.max(arrives);
                state.coming.remove(0);
                into[..bytes.len()].copy_from_slice(&bytes);
                Ok(bytes.len())
            }
            _ => {
                state.now = until;
                Err(io::ErrorKind::TimedOut.into())
            }
        }
    }

    fn travel_time(&self, bytes: usize) -> Duration {
        travel(bytes)
    }
}

impl State {
    /// What arrives of a frame.
    fn pass(&mut self, mut frame: Vec<u8>) -> Vec<u8> {
        if self.random.u8(..100) >= self.damage {
            return frame;
        }
        let at = self.random.usize(..frame.len());
        match self.random.u8(..4) {
            0 => frame.truncate(at),
            1 => frame.insert(at, 0),
            2 => frame[at] ^= self.random.u8(1..),
            _ => frame.clear(),
        }
        frame
    }

    fn answer(&mut self, request: &[u8]) -> Option<Vec<u8>> {
        let (body, _) = request.split_at_checked(request.len().checked_sub(2)?)?;
        let mut sealed = body.to_vec();
        seal(&mut sealed);
        if sealed != request {
            return None;
        }
        let unit = self.units.get_mut(body.first()?)?;
        let mut answer = unit.hear(body)?;
        match unit.manner {
            Manner::Well | Manner::Damaged | Manner::Half => {}
            Manner::Mute => return None,
            Manner::AnswersAs(other) => answer[0] = other,
            Manner::Refuses(code) => answer = vec![body[0], body[1] | 0x80, code],
        }
        seal(&mut answer);
        match unit.manner {
            Manner::Damaged => answer[3] ^= 0x10,
            Manner::Half => answer.truncate(4),
            _ => {}
        }
        Some(answer)
    }
}

impl Unit {
    fn hear(&mut self, body: &[u8]) -> Option<Vec<u8>> {
        match body {
            [_, 0x10, first @ ..] if first.len() > 5 => {
                let start = usize::from(u16::from_be_bytes([first[0], first[1]]));
                for (register, value) in self.registers[start..].iter_mut().zip(first[5..].chunks(2)) {
                    *register = u16::from_be_bytes([value[0], value[1]]);
                }
                self.writes += 1;
                Some(body[..6].to_vec())
            }
            [unit, keypad::FUNCTION, _, _] => Some(vec![*unit, keypad::FUNCTION, self.count, self.key, self.down]),
            _ => None,
        }
    }
}

/// Ten bits a byte, as 8N1 has it.
fn travel(bytes: usize) -> Duration {
    Duration::from_secs_f64(bytes as f64 * 10.0 / BAUD)
}
