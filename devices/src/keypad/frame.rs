//! The keypad's two frames: the master's poll and the keypad's report. `devices/KEYPAD.md` is their specification.

use super::Key;
use crate::bus::Question;

/// A function code that Modbus leaves to its users.
pub const FUNCTION: u8 = 0x41;

/// Bytes of a report behind the function code.
const REPORT: usize = 3;

/// What the keypad's lamp says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Signal {
    /// Nothing: dark.
    #[default]
    Idle,
    /// The key is being acted upon: lit.
    Pending,
    /// It was done: lit for a moment, then dark.
    Done,
    /// It was refused: blinks.
    Refused,
}

/// What a keypad reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// Presses since it was switched on, from 1, with 1 after 255; 0 when there was none.
    pub count: u8,
    /// The number of the key that was pressed last.
    pub key: u8,
    /// Keys that are down now: bit 0 is key 1.
    pub down: u8,
}

/// The master's question: what happened since press number `taken`?
pub fn poll(unit: u8, taken: u8, signal: Signal) -> Question {
    Question::own(unit, FUNCTION, &[taken, signal as u8], REPORT)
}

impl Report {
    /// The report of a poll's answer; none where a keypad says what cannot be.
    pub fn read(payload: &[u8]) -> Option<Self> {
        let [count, key, down] = payload.try_into().ok()?;
        let sound = (count == 0) == (key == 0) && (count == 0 || Key::of(key).is_some()) && down < 1 << Key::ALL.len();
        sound.then_some(Self { count, key, down })
    }
}
