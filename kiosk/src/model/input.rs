//! What reaches the model, and what it asks the outside to do.

use queue_protocol::{
    core::{Lane, ServiceId, TicketId},
    wire::{Board, IssueRequest, SiteView, TicketView, TimeSignal, Waits},
};

use super::{Failure, Fault, NotGiven, NotSeen};

/// Something happened outside.
#[derive(Clone, Debug)]
pub enum Input {
    /// A finger.
    Touch(Touch),
    /// The server, or its absence.
    Heard(Heard),
    /// The printer's word on a ticket.
    Paper {
        /// Which ticket.
        ticket: TicketId,
        /// Printed and cut, or why not.
        outcome: Result<(), Failure>,
    },
    /// The printer's state while nothing is printed.
    Printer(Result<(), Fault>),
    /// A code under the scanner.
    Scanned(devices::scanner::Scan),
    /// The scanner's state: well, or the driver's code for what is wrong.
    Scanner(Result<(), &'static str>),
    /// Only time passed.
    Tick,
}

/// What a finger did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touch {
    /// Somewhere on the page: someone is still here.
    Anywhere,
    /// Nộp hồ sơ.
    Submit,
    /// Nhận kết quả.
    Collect,
    /// A tile of the fields page.
    Field(ServiceId),
    /// One of the two buttons of the collecting page.
    CollectIn(Lane),
    /// The box "Tôi thuộc diện ưu tiên".
    Priority,
    /// Quay lại.
    Back,
    /// English / Tiếng Việt.
    Language,
    /// Nền đen.
    Dark,
    /// Thử lại.
    Retry,
    /// In lại phiếu, on the page of a scanned ticket.
    Reprint,
    /// Xong, Tôi đã nhớ số.
    Done,
    /// Tiếp tục: "yes, I am still here".
    Stay,
}

/// What the link heard.
#[derive(Clone, Debug)]
pub enum Heard {
    /// The configuration.
    Site(Box<SiteView>),
    /// The whole board.
    Board(Box<Board>),
    /// New figures.
    Waits(Waits),
    /// The server's clock.
    Time(TimeSignal),
    /// The server answers.
    Connected,
    /// It does not.
    Lost,
    /// It does not accept this kiosk's token.
    Refused,
    /// The answer to an attempt.
    Answer {
        /// Which.
        ticket: TicketId,
        /// The ticket, or why there is none.
        answer: Result<Box<TicketView>, NotGiven>,
    },
    /// What the server has of a ticket that was scanned.
    Seen {
        /// Which.
        ticket: TicketId,
        /// The ticket, or why there is none.
        answer: Result<Box<TicketView>, NotSeen>,
    },
    /// The server does not let a scanned ticket be printed again.
    ReprintRefused(TicketId),
    /// The server took the report of a ticket without paper.
    Reported(TicketId),
}

/// What the outside is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask the server for a number.
    Issue {
        /// Identity.
        ticket: TicketId,
        /// What for.
        request: IssueRequest,
    },
    /// Put it on paper.
    Print {
        /// What was given.
        ticket: Box<TicketView>,
        /// The office that gave it.
        site: Box<SiteView>,
    },
    /// Tell the server that the paper is out.
    ReportPrinted(TicketId),
    /// Tell the server that it is not.
    ReportFault(TicketId, &'static str),
    /// Nobody waits any more for the answer to this wish: give the number back, if there is one.
    Withdraw(TicketId),
    /// Ask the server for a ticket that was scanned.
    Look(TicketId),
    /// Ask the server that this kiosk may print a ticket again.
    Reprint(TicketId),
    /// Read the board again: the clock passed an opening or closing.
    Refresh,
}
