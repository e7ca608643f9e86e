//! What DLE EOT 1 to 4 say. Each answer is one byte of the form 0xx1xx10; anything else is not an answer.

use super::PrinterFault;

/// How the printer is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrinterStatus {
    /// It answered all four questions.
    Answered(Condition),
    /// It answered not at all, or not all questions. Some models fall silent while the cover is open.
    Silent,
    /// It sent bytes that are no status: a wrong baud rate, or no printer at all.
    Garbled,
    /// The port cannot be opened, or broke.
    Unreachable {
        /// The fault in words.
        fault: PrinterFault,
    },
}

/// What a printer says of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Condition {
    pub offline: bool,
    pub cover_open: bool,
    pub paper: Paper,
    pub cutter_error: bool,
    pub recoverable_error: bool,
    pub unrecoverable_error: bool,
}

/// How much paper is left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Paper {
    #[default]
    Ok,
    NearEnd,
    Out,
}

impl PrinterStatus {
    /// What keeps it from printing; `None` if it can.
    pub fn fault(&self) -> Option<PrinterFault> {
        match self {
            Self::Answered(condition) => condition.fault(),
            Self::Silent => Some(PrinterFault::Silent),
            Self::Garbled => Some(PrinterFault::Garbled),
            Self::Unreachable { fault } => Some(fault.clone()),
        }
    }

    /// The roll is nearly used up, yet prints.
    pub fn paper_near_end(&self) -> bool {
        matches!(self, Self::Answered(Condition { paper: Paper::NearEnd, .. }))
    }
}

impl Condition {
    /// The four answers, in the order of their questions.
    pub fn from_replies(replies: [u8; 4]) -> Option<Self> {
        let [state, cause, error, paper] = replies;
        replies.iter().all(|reply| is_status(*reply)).then_some(Self {
            offline: state & 0x08 != 0,
            cover_open: cause & 0x04 != 0,
            paper: if paper & 0x60 != 0 || cause & 0x20 != 0 {
                Paper::Out
            } else if paper & 0x0c != 0 {
                Paper::NearEnd
            } else {
                Paper::Ok
            },
            cutter_error: error & 0x08 != 0,
            recoverable_error: error & 0x44 != 0 || cause & 0x40 != 0,
            unrecoverable_error: error & 0x20 != 0,
        })
    }

    /// The four answers that a printer in this condition gives.
    pub fn to_replies(self) -> [u8; 4] {
        let bit = |on: bool, bits: u8| if on { bits } else { 0 };
        let out = self.paper == Paper::Out;
        let any_error = self.cutter_error || self.recoverable_error || self.unrecoverable_error;
        [
            0x12 | bit(self.offline || self.fault().is_some(), 0x08),
            0x12 | bit(self.cover_open, 0x04) | bit(out, 0x20) | bit(any_error, 0x40),
            0x12 | bit(self.recoverable_error, 0x04)
                | bit(self.cutter_error, 0x08)
                | bit(self.unrecoverable_error, 0x20),
            0x12 | bit(self.paper != Paper::Ok, 0x0c) | bit(out, 0x60),
        ]
    }

    /// What an automatic status of four bytes says.
    pub(super) fn from_automatic([state, error, paper, _]: [u8; 4]) -> Self {
        Self {
            offline: state & 0x08 != 0,
            cover_open: state & 0x20 != 0,
            paper: if paper & 0x0c != 0 {
                Paper::Out
            } else if paper & 0x03 != 0 {
                Paper::NearEnd
            } else {
                Paper::Ok
            },
            cutter_error: error & 0x08 != 0,
            recoverable_error: error & 0x44 != 0,
            unrecoverable_error: error & 0x20 != 0,
        }
    }

    /// The automatic status that a printer in this condition sends.
    pub fn to_automatic(self) -> [u8; 4] {
        let bit = |on: bool, bits: u8| if on { bits } else { 0 };
        [
            0x10 | bit(self.offline || self.fault().is_some(), 0x08) | bit(self.cover_open, 0x20),
            bit(self.recoverable_error, 0x04) | bit(self.cutter_error, 0x08) | bit(self.unrecoverable_error, 0x20),
            bit(self.paper != Paper::Ok, 0x03) | bit(self.paper == Paper::Out, 0x0c),
            0x0f,
        ]
    }

    /// The one thing to do something about first.
    pub fn fault(&self) -> Option<PrinterFault> {
        let faults = [
            (self.cover_open, PrinterFault::CoverOpen),
            (self.paper == Paper::Out, PrinterFault::PaperOut),
            (self.cutter_error, PrinterFault::Cutter),
            (self.unrecoverable_error, PrinterFault::Unrecoverable),
            (self.recoverable_error, PrinterFault::Recoverable),
            (self.offline, PrinterFault::Offline),
        ];
        faults.into_iter().find_map(|(is, fault)| is.then_some(fault))
    }
}

/// Whether a byte can be the answer to DLE EOT.
pub(super) fn is_status(byte: u8) -> bool {
    byte & 0x93 == 0x12
}

/// Whether a byte can be the answer to GS r.
pub(super) fn is_sensor_status(byte: u8) -> bool {
    byte & 0x90 == 0 && !is_flow_control(byte)
}

/// XON and XOFF may stand between the bytes of an answer.
pub(super) fn is_flow_control(byte: u8) -> bool {
    matches!(byte, 0x11 | 0x13)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bit_of_the_manual() {
        let cases: &[([u8; 4], Option<PrinterFault>, Paper)] = &[
            ([0x12, 0x12, 0x12, 0x12], None, Paper::Ok),
            ([0x16, 0x12, 0x12, 0x12], None, Paper::Ok),
            ([0x12, 0x12, 0x12, 0x1e], None, Paper::NearEnd),
            ([0x1a, 0x16, 0x12, 0x12], Some(PrinterFault::CoverOpen), Paper::Ok),
            ([0x1a, 0x32, 0x12, 0x7e], Some(PrinterFault::PaperOut), Paper::Out),
            ([0x1a, 0x32, 0x12, 0x12], Some(PrinterFault::PaperOut), Paper::Out),
            ([0x1a, 0x52, 0x1a, 0x12], Some(PrinterFault::Cutter), Paper::Ok),
            ([0x1a, 0x52, 0x32, 0x12], Some(PrinterFault::Unrecoverable), Paper::Ok),
            ([0x1a, 0x52, 0x16, 0x12], Some(PrinterFault::Recoverable), Paper::Ok),
            ([0x1a, 0x52, 0x52, 0x12], Some(PrinterFault::Recoverable), Paper::Ok),
            ([0x1a, 0x12, 0x12, 0x12], Some(PrinterFault::Offline), Paper::Ok),
        ];
        for (replies, fault, paper) in cases {
            let condition = Condition::from_replies(*replies).unwrap();
            assert_eq!((&condition.fault(), &condition.paper), (fault, paper), "{replies:02x?}");
            let again = Condition::from_replies(condition.to_replies()).unwrap();
            assert_eq!(again.fault(), condition.fault(), "{replies:02x?}");
        }
    }

    #[test]
    fn only_0xx1xx10_is_an_answer() {
        let answers = (0..=255u8).filter(|byte| Condition::from_replies([*byte; 4]).is_some()).count();
        assert_eq!(answers, 16, "four free bits");
        for rubbish in [0x00, 0x11, 0x13, 0x10, 0x92, 0xff, 0x02, 0x1b] {
            assert_eq!(Condition::from_replies([0x12, 0x12, rubbish, 0x12]), None, "{rubbish:02x}");
        }
    }
}
