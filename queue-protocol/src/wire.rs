//! Shapes of the API, as JSON. Instants are RFC 3339 in UTC, days `2019-08-01`, durations whole seconds.

mod access;
mod board;
mod command;
mod desk;
mod kiosk;
mod rating;
mod site;
mod ticket;

pub use self::access::{Problem, SessionView, SetupRequest, SignInRequest, UserRequest};
pub use self::board::{
    Board, BoardCall, BoardCounter, BoardKiosk, BoardTicket, KioskView, LogEvent, ServiceWait, TimeSignal, Waits,
};
pub use self::command::{
    CallNextRequest, CallRequest, CommandRequest, LeadRequest, NoteRequest, ParkRequest, PauseRequest,
    PrintFailedRequest, ResumeRequest, SupportRequest, TransferRequest,
};
pub use self::desk::{CounterDesk, QueueEntry};
pub use self::kiosk::{HelpRequest, KioskOrderRequest, KioskReportRequest, Lease, LeaseRequest, ReprintRequest};
pub use self::rating::{DayRatings, RatedView, RatingCounts, RatingRequest, RatingsView, ServiceRatings};
pub use self::site::{NoticeBoard, SiteView};
pub use self::ticket::{Explanation, IssueRequest, TicketView, WaitView};
