//! Why a call to the server gave no answer.

use crate::wire::Problem;

/// What went wrong between here and the server.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)]
pub enum ClientError {
    /// The address given is none.
    #[error("\"{url}\" is no server address: {reason}")]
    BaseUrl { url: String, reason: String },
    /// No connection, or it broke before the answer was complete.
    #[error("the server cannot be reached: {reason}")]
    Offline { reason: String },
    /// The server took too long.
    #[error("the server did not answer in time")]
    Timeout,
    /// The server said no, in words.
    #[error("{} {}", .0.title, .0.detail)]
    Problem(Box<Problem>),
    /// Someone answered who does not speak this API.
    #[error("the server answered something else than expected: {reason}")]
    Protocol { reason: String },
}

impl ClientError {
    /// Whether the command may have been lost on the way: ask again with the same id.
    pub fn is_offline(&self) -> bool {
        matches!(self, Self::Offline { .. } | Self::Timeout)
    }
}

impl From<reqwest::Error> for ClientError {
    fn from(error: reqwest::Error) -> Self {
        if error.is_timeout() {
            return Self::Timeout;
        }
        if error.is_builder() {
            return Self::Protocol { reason: error.to_string() };
        }
        // The innermost cause names the fault ("Connection refused"); the layers above only say that there was one.
        let mut cause: &dyn std::error::Error = &error;
        while let Some(inner) = cause.source() {
            cause = inner;
        }
        Self::Offline { reason: cause.to_string() }
    }
}
