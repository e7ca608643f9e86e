//! Why there is no paper: what the citizen reads, and the code that staff get.

/// A fault of the printer that touches the citizen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Máy in hết giấy.
    PaperOut,
    /// Nắp máy in đang mở.
    CoverOpen,
    /// Máy in bị kẹt: the cutter, or an error that it cannot leave by itself.
    Jammed,
    /// Máy in chưa trả lời: cable, power, or silence.
    Silent,
}

/// A ticket that did not get on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What the citizen reads.
    pub fault: Fault,
    /// The driver's code for staff, as `print-failed` carries it.
    pub code: &'static str,
}
