//! The bearer token by which a server knows a device. It is read from a file, so that it stands in no process list.

use std::{fmt, fs, io, path::Path};

use reqwest::header::HeaderValue;

use super::ClientError;

/// No token is longer; a file that is, is something else.
const MAX_TOKEN_FILE_BYTES: u64 = 4096;

/// A device's or a person's bearer token. Shows nothing of itself when printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// Why there is no token.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum TokenError {
    #[error("the token file {path} cannot be read ({source})")]
    Unreadable { path: String, source: io::Error },
    #[error("the token file {path} does not hold one token and nothing else")]
    NotAToken { path: String },
    #[error("this is no token: one is a single word of printable characters")]
    Malformed,
}

impl Token {
    /// The token of a text.
    pub fn new(text: &str) -> Result<Self, TokenError> {
        let whole = !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic());
        whole.then(|| Self(text.to_owned())).ok_or(TokenError::Malformed)
    }

    /// The token in a file, which holds it on one line and nothing else.
    pub fn from_file(path: &Path) -> Result<Self, TokenError> {
        let name = || path.display().to_string();
        let unreadable = |source| TokenError::Unreadable { path: name(), source };
        if fs::metadata(path).map_err(unreadable)?.len() > MAX_TOKEN_FILE_BYTES {
            return Err(TokenError::NotAToken { path: name() });
        }
        let text = fs::read(path).map_err(unreadable)?;
        let text = str::from_utf8(&text).unwrap_or_default();
        Self::new(text.trim()).map_err(|_| TokenError::NotAToken { path: name() })
    }

    /// The header that carries it, marked so that no log shows it.
    pub(crate) fn header(&self) -> Result<HeaderValue, ClientError> {
        let mut value = HeaderValue::from_str(&format!("Bearer {}", self.0))
            .map_err(|e| ClientError::Protocol { reason: e.to_string() })?;
        value.set_sensitive(true);
        Ok(value)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}
