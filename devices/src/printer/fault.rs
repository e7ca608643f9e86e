//! What keeps a ticket from coming out, in words that say what to check.

/// A fault. [`PrinterFault::code`] is for records and catalogues, the sentence for installers and logs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)]
pub enum PrinterFault {
    #[error(
        "{port} cannot be opened ({reason}): check that the printer is switched on, its cable, and the port's name and permissions"
    )]
    Unreachable { port: String, reason: String },
    #[error("the printer does not answer: check that it is switched on, its cable and its cover")]
    Silent,
    #[error(
        "the printer answers with bytes that are no status: check baud rate and parity, and that this is the printer's port"
    )]
    Garbled,
    #[error("the connection to the printer broke ({reason}): check its cable")]
    Lost { reason: String },
    #[error("the printer stopped taking bytes: check paper and cover, and on a serial line the flow control")]
    Stalled,
    #[error("the printer's cover is open: close it until it clicks")]
    CoverOpen,
    #[error("the printer is out of paper: put in a new roll")]
    PaperOut,
    #[error("the printer's cutter is jammed: switch it off, open the cover, remove the paper, switch it on")]
    Cutter,
    #[error("the printer reports an error that only switching it off and on can clear; if it comes back, call service")]
    Unrecoverable,
    #[error("the printer reports an error: open and close its cover, then check for a paper jam")]
    Recoverable,
    #[error("the printer is offline: check its cover, paper and the feed button")]
    Offline,
    #[error("the ticket is {bytes} bytes long, more than the {limit} that a ticket may have: shorten its texts")]
    TooLong { bytes: usize, limit: usize },
}

/// A job that was not confirmed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{fault}")]
pub struct PrintFailure {
    /// What is wrong.
    pub fault: PrinterFault,
    /// Whether the printer was given any of the job: then its paper may have come out, or may come out when somebody closes
    /// the cover, so that another paper of the same number must say that it is another one.
    pub begun: bool,
}

impl PrintFailure {
    /// The fault's stable name.
    pub fn code(&self) -> &'static str {
        self.fault.code()
    }

    /// Nothing was sent.
    pub(super) fn before(fault: PrinterFault) -> Self {
        Self { fault, begun: false }
    }

    /// Something was sent.
    pub(super) fn after(fault: PrinterFault) -> Self {
        Self { fault, begun: true }
    }
}

impl PrinterFault {
    /// Whether the end of a ticket may have been lost on its way. A printer that only stopped has all of it.
    pub(super) fn breaks_off(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::Silent | Self::Garbled | Self::Lost { .. } | Self::Stalled)
    }

    /// A stable name such as `paper-out`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreachable { .. } => "unreachable",
            Self::Silent => "silent",
            Self::Garbled => "garbled",
            Self::Lost { .. } => "lost",
            Self::Stalled => "stalled",
            Self::CoverOpen => "cover-open",
            Self::PaperOut => "paper-out",
            Self::Cutter => "cutter",
            Self::Unrecoverable => "unrecoverable",
            Self::Recoverable => "recoverable",
            Self::Offline => "offline",
            Self::TooLong { .. } => "too-long",
        }
    }
}
