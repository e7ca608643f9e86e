//! What became of a paper, in the citizen's words and in the codes for staff.

use devices::printer::PrinterFault;
use queue_protocol::core::TicketId;

use crate::{
    model::{Failure, Fault},
    paper::PaperError,
};

/// Why there is no paper.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    #[error(transparent)]
    Paper(#[from] PaperError),
    #[error(transparent)]
    Printer(#[from] PrinterFault),
}

impl Trouble {
    pub fn failure(&self) -> Failure {
        match self {
            Self::Paper(_) => Failure { fault: Fault::Jammed, code: "layout" },
            Self::Printer(fault) => failure_of(fault),
        }
    }
}

/// The words for the citizen; staff get the driver's own code.
pub(super) fn failure_of(fault: &PrinterFault) -> Failure {
    let code = fault.code();
    let fault = match code {
        "paper-out" => Fault::PaperOut,
        "cover-open" => Fault::CoverOpen,
        "cutter" | "unrecoverable" | "recoverable" => Fault::Jammed,
        _ => Fault::Silent,
    };
    Failure { fault, code }
}

pub(super) fn log(ticket: TicketId, outcome: &Result<(), Trouble>) {
    match outcome {
        Ok(()) => tracing::info!(%ticket, "printed"),
        Err(trouble) => tracing::warn!(%ticket, %trouble, "not printed"),
    }
}
