//! What a key does at a counter as it stands. The server decides; here is only said what it is asked for, and no for what
//! makes no sense, so that a key pressed by mistake costs nothing.

use devices::keypad::Key;
use queue_protocol::{
    core::{CounterStatus, TicketId, TicketState},
    wire::BoardCounter,
};

/// A command of the console's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Gọi số tiếp theo; what is being served there is finished by it.
    CallNext {
        /// Whether somebody is being served.
        finish: bool,
    },
    /// Gọi lại.
    Recall(TicketId),
    /// Khách đã đến.
    Start(TicketId),
    /// Kết thúc.
    Finish(TicketId),
    /// Tạm ngưng.
    Pause,
    /// Mở quầy.
    Open,
}

/// Why a key does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)]
pub enum Refused {
    #[error("the server is not connected, so it is not known how the counter stands")]
    NotConnected,
    #[error("the last key has not been answered yet")]
    Busy,
    #[error("the counter is closed; the pause key opens it")]
    Closed,
    #[error("the counter is paused; the pause key opens it")]
    Paused,
    #[error("the citizen who was called has not arrived; press start, or use the console for a no-show")]
    StillCalled,
    #[error("nobody is called here")]
    NobodyCalled,
    #[error("nobody is served here")]
    NobodyServed,
}

/// What to ask the server for.
pub fn deed(key: Key, counter: Option<&BoardCounter>) -> Result<Deed, Refused> {
    let counter = counter.ok_or(Refused::NotConnected)?;
    let called = counter.current.as_ref().filter(|t| t.state == TicketState::Called).map(|t| t.ticket);
    let served = counter.current.as_ref().filter(|t| t.state == TicketState::Serving).map(|t| t.ticket);
    match key {
        Key::Next => match counter.status {
            CounterStatus::Closed => Err(Refused::Closed),
            CounterStatus::Paused => Err(Refused::Paused),
            CounterStatus::Open if called.is_some() => Err(Refused::StillCalled),
            CounterStatus::Open => Ok(Deed::CallNext { finish: served.is_some() }),
        },
        Key::Recall => called.map(Deed::Recall).ok_or(Refused::NobodyCalled),
        Key::Start => called.map(Deed::Start).ok_or(Refused::NobodyCalled),
        Key::Finish => served.map(Deed::Finish).ok_or(Refused::NobodyServed),
        Key::Pause => Ok(match counter.status {
            CounterStatus::Open => Deed::Pause,
            CounterStatus::Paused | CounterStatus::Closed => Deed::Open,
        }),
    }
}
