//! Why a scanner cannot be read, in words that say what to check.

/// A fault. [`ScannerFault::code`] is for records and catalogues, the sentence for installers and logs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)]
pub enum ScannerFault {
    #[error(
        "the scanner at {port} cannot be opened ({reason}): check its cable, that it is set to USB virtual COM (CDC) and not \
         to keyboard mode, and the port's name and permissions"
    )]
    Unreachable { port: String, reason: String },
    #[error("the connection to the scanner at {port} broke ({reason}): check its cable")]
    Lost { port: String, reason: String },
}

impl ScannerFault {
    /// A stable name such as `unreachable`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreachable { .. } => "unreachable",
            Self::Lost { .. } => "lost",
        }
    }
}
