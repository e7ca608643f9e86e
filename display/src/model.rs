//! What the wall shows, as a function of what it has heard and of the time. Knows neither window nor socket.

mod calls;
mod cards;
mod clock;
mod site;
mod view;
mod wall;

pub use calls::{CallQueue, HOLD, PATIENT, TOGETHER, WAITING_CALLS};
pub use clock::{Clock, Mono};
pub use site::{Hall, UnknownZone};
pub use view::{
    Called, Card, CardState, ClockView, Closed, Connection, LastEvent, Page, Panel, Person, Recent, Shape, View,
    WaitRow,
};
pub use wall::{FRESH_S, Input, NOTICE_MS, STALE_AFTER_MS, Wall};
