//! A keypad of five keys at the counter, for clerks who work without a mouse. It speaks a frame of our own, which
//! `devices/KEYPAD.md` lays down for whoever builds one, inside the envelope of Modbus RTU: so it shares its bus with
//! panels that speak Modbus. The master asks; a bouncing or stuck key is one action ([`Contact`]).

mod contact;
mod frame;

pub use contact::{APART, Contact, Heard, LAPSE, STUCK};
pub use frame::{FUNCTION, Report, Signal, poll};

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// Gọi số tiếp theo.
    Next,
    /// Gọi lại.
    Recall,
    /// Khách đã đến.
    Start,
    /// Kết thúc.
    Finish,
    /// Tạm ngưng, and with the next press open again.
    Pause,
}

impl Key {
    /// In the order of their numbers on the wire, from 1.
    pub const ALL: [Self; 5] = [Self::Next, Self::Recall, Self::Start, Self::Finish, Self::Pause];

    /// The key of a number on the wire.
    pub fn of(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number).checked_sub(1)?).copied()
    }

    /// Its number on the wire.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// A stable name such as `next`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Recall => "recall",
            Self::Start => "start",
            Self::Finish => "finish",
            Self::Pause => "pause",
        }
    }
}
