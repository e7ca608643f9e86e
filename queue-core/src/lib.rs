//! The rules of the queue: who gets which number, who is called next and why, how long it will take.
//!
//! Everything here is a function of its arguments. [`decide`] takes the state, a command and the instant and answers
//! with events or a [`Refusal`]; [`State::apply`] folds an event into the state and cannot fail. Nothing in this crate
//! reads a clock, a file or a socket: its `Cargo.toml` is the proof.

mod command;
mod counter;
mod decide;
mod estimate;
mod event;
mod hall;
mod hours;
mod id;
mod kiosk;
mod lane;
mod note;
mod number;
mod policy;
mod rating;
mod refusal;
mod site;
mod state;
mod support;
mod ticket;
mod time;

pub use command::{Actor, Command, Role, Task};
pub use counter::{Counter, CounterStatus, Turns};
pub use decide::{decide, owning_unit};
pub use estimate::{ServiceQueue, Wait, service_waits, ticket_wait};
pub use event::{CallReason, Event, Offline, UnservedReason};
pub use hall::{VoiceConfig, Volume, WallConfig};
pub use hours::{Closure, Hours, OpenState, Session, SpecialDay};
pub use id::{
    CommandId, CounterId, DeviceId, FieldId, PlaceId, ProcedureId, Seq, ServiceId, StaffId, SupportId, TicketId, UnitId,
};
pub use kiosk::{HelpCall, HelpKind, KioskOrder, KioskReport, KioskStatus};
pub use lane::{Lane, LaneWeights};
pub use note::{MAX_NOTE, looks_personal};
pub use number::{Series, TicketNumber};
pub use policy::{Upcoming, upcoming};
pub use rating::{Ratings, Score, Scores};
pub use refusal::Refusal;
pub use site::{
    CounterConfig, Field, KioskConfig, Lang, Layout, Neighbour, Place, PriorityGroup, Procedure, Reason, Service, Site,
    Staff, Text, TicketWords, Unit,
};
pub use state::{LeasedBlock, RecentCall, State};
pub use support::Support;
pub use ticket::{Intent, Leased, PrintState, Ticket, TicketState};
pub use time::{BusinessDay, TimeOfDay, UtcMillis, Weekday};
