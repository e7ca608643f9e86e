//! What a line of the journal can say. Nothing of a citizen: numbers, services, instants.

use queue_protocol::{
    core::{BusinessDay, CommandId, DeviceId, Series, TicketId},
    wire::{IssueRequest, TicketView},
};
use serde::{Deserialize, Serialize};

/// One thing that happened at this kiosk. A `command` is the id under which the server is told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "did", rename_all = "kebab-case")]
pub enum Entry {
    /// The device whose journal this is: the first line.
    Device {
        /// Its identity.
        device: DeviceId,
    },
    /// A number was given here: its paper is due.
    Given(Box<Given>),
    /// The first byte of a paper is about to leave: from here on it may come out.
    Printing {
        /// Which ticket.
        ticket: TicketId,
        /// Identity of the telling.
        command: CommandId,
    },
    /// The printer confirmed the paper after its cut.
    Printed {
        /// Which ticket.
        ticket: TicketId,
        /// Identity of the telling.
        command: CommandId,
    },
    /// It did not.
    PrintFailed {
        /// Which ticket.
        ticket: TicketId,
        /// Identity of the telling.
        command: CommandId,
        /// A code for staff.
        fault: String,
    },
    /// Nobody waits for the answer to this wish any more.
    Withdrawn {
        /// Which wish.
        ticket: TicketId,
        /// Identity of the telling.
        command: CommandId,
    },
    /// The server knows.
    Told {
        /// What of.
        command: CommandId,
    },
    /// The server does not want to know: staff have to look at it.
    Refused {
        /// Which ticket.
        ticket: TicketId,
        /// Identity of the telling.
        command: CommandId,
        /// What was to be told, and the server's reason.
        why: String,
    },
    /// The numbers of a day up to this one are used: stands for lines that a rewriting left out.
    Used {
        /// The day.
        day: BusinessDay,
        /// The reserve series.
        series: Series,
        /// The highest count given.
        count: u32,
    },
    /// Papers of these tickets were begun: stands for lines that a rewriting left out.
    Begun {
        /// Which tickets.
        tickets: Vec<TicketId>,
    },
}

/// A number that was given here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The ticket.
    pub ticket: TicketView,
    /// From the lease, while the server was away: what the server is asked for afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offline: Option<IssueRequest>,
    /// Identity of the telling.
    pub command: CommandId,
}
