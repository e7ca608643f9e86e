//! Why the kiosk did not start: one sentence with the remedy, for the person at the terminal.

use std::{fmt, io, path::PathBuf};

use queue_protocol::{
    client::{ClientError, TokenError},
    core::Lang,
};
use slint::PlatformError;

use crate::{
    speech::SpeechError,
    words::{self, Value},
};

/// Why the kiosk did not start.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum StartError {
    Token(TokenError),
    Server(ClientError),
    Data { dir: PathBuf, source: io::Error },
    Window(PlatformError),
    Thread(io::Error),
    Speech(SpeechError),
    Watch(io::Error),
    Printers,
}

impl StartError {
    /// The sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let t = |key: &str, args: &[(&str, Value<'_>)]| words::text(lang, key, args);
        let reason = |reason: &dyn fmt::Display| ("reason", Value::from(reason.to_string()));
        match self {
            Self::Token(TokenError::Unreadable { path, source }) => {
                t("start-token-unreadable", &[("path", path.clone().into()), reason(source)])
            }
            Self::Token(TokenError::NotAToken { path }) => t("start-token-not-one", &[("path", path.clone().into())]),
            Self::Token(TokenError::Malformed) => t("start-token-malformed", &[]),
            Self::Server(error) => t("start-server", &[reason(error)]),
            Self::Data { dir, source } => t("start-data", &[("dir", dir.display().to_string().into()), reason(source)]),
            Self::Window(error) => t("start-window", &[reason(error)]),
            Self::Thread(error) => t("start-thread", &[reason(error)]),
            Self::Speech(error) => t("start-voice", &[reason(error)]),
            Self::Watch(error) => t("start-watch", &[reason(error)]),
            Self::Printers => t("start-printers", &[]),
        }
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Lang::En))
    }
}

impl std::error::Error for StartError {}

impl From<TokenError> for StartError {
    fn from(error: TokenError) -> Self {
        Self::Token(error)
    }
}

impl From<ClientError> for StartError {
    fn from(error: ClientError) -> Self {
        Self::Server(error)
    }
}

impl From<PlatformError> for StartError {
    fn from(error: PlatformError) -> Self {
        Self::Window(error)
    }
}

impl From<SpeechError> for StartError {
    fn from(error: SpeechError) -> Self {
        Self::Speech(error)
    }
}
