//! One thing to be said to the hall.

use queue_protocol::core::{CounterId, Seq, TicketId, TicketNumber, UtcMillis};

/// Something that is to be said once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Its place in the order: the event that first asked for it. A recall of a call that has not been said yet keeps the
    /// call's place.
    pub place: Seq,
    /// The newest event that asks for it.
    pub seq: Seq,
    /// When that happened, by the server's clock.
    pub at: UtcMillis,
    /// Where.
    pub counter: CounterId,
    /// What is to be said of the counter.
    pub said: Said,
}

/// What is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Mời khách hàng đến quầy: the ticket is called to the counter.
    Call {
        /// Whose call it is.
        ticket: TicketId,
        /// What is read out.
        number: TicketNumber,
    },
    /// Tạm ngưng: the counter pauses.
    Pause,
}

impl Announcement {
    /// The ticket that is called.
    pub fn ticket(&self) -> Option<TicketId> {
        match self.said {
            Said::Call { ticket, .. } => Some(ticket),
            Said::Pause => None,
        }
    }

    /// Whether it says that this counter pauses.
    pub fn is_pause_of(&self, counter: &CounterId) -> bool {
        self.said == Said::Pause && self.counter == *counter
    }
}
