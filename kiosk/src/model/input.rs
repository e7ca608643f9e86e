//! What reaches the model, and what it asks the outside to do.

use queue_protocol::{
    core::{HelpKind, Lane, Lang, ProcedureId, ServiceId, TicketId, UtcMillis},
    wire::{Board, IssueRequest, NoticeBoard, SiteView, TicketView, TimeSignal, Waits},
};

use super::{Failure, Health, Key, NotGiven, NotSeen, PrinterHealth, Stock};
use crate::speech::Phrase;

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
    /// How the printers are.
    Printer(PrinterHealth),
    /// A code under the scanner.
    Scanned(devices::scanner::Scan),
    /// The scanner's state: well, or the driver's code for what is wrong.
    Scanner(Result<(), &'static str>),
    /// The languages in which pages can be read out.
    Voices(Vec<Lang>),
    /// The phrase that is heard now; nothing when all is said.
    Read(Option<Phrase>),
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
    /// Nghe.
    Listen,
    /// Nền đen.
    Dark,
    /// Hạ thấp.
    Low,
    /// Hỗ trợ.
    Help,
    /// Bảng niêm yết thủ tục, Tìm theo tên thủ tục.
    Board,
    /// A key of the notice board's keyboard.
    Key(Key),
    /// A procedure of the notice board.
    Procedure(ProcedureId),
    /// Xem tiếp.
    More,
    /// Lấy số cho thủ tục này.
    Take,
    /// Thử lại.
    Retry,
    /// In lại phiếu, on the page of a scanned ticket or of a ticket without paper.
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
    /// The server is not there yet, but this is the office as it was last heard.
    Kept {
        /// The configuration.
        site: Box<SiteView>,
        /// The time, as far as this machine knows it.
        at: UtcMillis,
    },
    /// What the kiosk can give by itself.
    Stock(Stock),
    /// A number from the lease, since the server is away.
    GivenOffline {
        /// The id of the wish.
        wish: TicketId,
        /// The ticket.
        ticket: Box<TicketView>,
    },
    /// A ticket whose paper was due when the program last ended.
    Recovered(Box<TicketView>),
    /// A ticket that is to be printed again here.
    PrintAgain(Box<TicketView>),
    /// The notice board.
    NoticeBoard(Box<NoticeBoard>),
    /// A supervisor closed or opened this kiosk.
    Blanked(bool),
    /// Somebody is on the way to this kiosk.
    HelpAnswered,
    /// A supervisor wants the program to start again.
    Restart,
    /// A supervisor wants to see whether the printer works.
    TestPrint,
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
    /// Tell staff how the devices are.
    Report(Health),
    /// Call staff.
    AskHelp(HelpKind),
    /// Print a page that says that the printer works.
    TestPrint {
        /// The office.
        site: Box<SiteView>,
        /// Now.
        at: UtcMillis,
    },
    /// End the program, so that it is started again.
    Restart,
    /// Nobody waits any more for the answer to this wish: give the number back, if there is one.
    Withdraw(TicketId),
    /// Read these out, instead of what is being read.
    Speak(Vec<Phrase>, Lang),
    /// Silence.
    Hush,
    /// The tone of a code that was read: good, or not known.
    Tone {
        /// Whether the code is for something here.
        good: bool,
    },
    /// Ask the server for a ticket that was scanned.
    Look(TicketId),
    /// Ask the server that this kiosk may print a ticket again.
    Reprint(TicketId),
    /// Read the board again: the clock passed an opening or closing.
    Refresh,
}
