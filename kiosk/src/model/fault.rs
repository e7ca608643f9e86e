//! Why there is no paper: what the citizen reads, and the code that staff get. How the devices are, for staff.

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

/// How the printers are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PrinterHealth {
    /// Why nothing can be printed, on any printer.
    pub failure: Option<Failure>,
    /// What the main printer suffers from.
    pub main: Option<&'static str>,
    /// What the reserve printer suffers from, if there is one.
    pub reserve: Option<&'static str>,
    /// The reserve printer prints in place of the main one.
    pub on_reserve: bool,
    /// The roll in use is nearly used up.
    pub paper_near_end: bool,
}

/// How everything is that is plugged in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// The printers.
    pub printer: PrinterHealth,
    /// What the scanner suffers from.
    pub scanner: Option<&'static str>,
}
