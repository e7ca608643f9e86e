//! Why a command could not run: one sentence with the remedy, for the person at the terminal.

use std::{fmt, io, net::SocketAddr, path::PathBuf};

use queue_core::{Refusal, UtcMillis};

use crate::{
    log::LogError,
    words::{self, Lang, Value},
};

/// Why a command could not run.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum StartError {
    PortInUse { address: SocketAddr },
    Listen { address: SocketAddr, error: io::Error },
    DataFolder { path: PathBuf, error: io::Error },
    DataInUse { path: PathBuf },
    NoDatabase { path: PathBuf },
    DatabaseThere { path: PathBuf },
    FileThere { path: PathBuf },
    NewerSchema { found: usize, known: usize },
    BrokenEvent { seq: u64, what: String },
    Log(LogError),
    Site { path: PathBuf, mistakes: Vec<crate::site_file::Mistake> },
    ClockBehindLog { last: UtcMillis },
    ClockOnLiveSite,
    Refused(Refusal),
    LogDoesNotTake,
    BadName,
    NameTaken { name: String },
    Password,
    NoSuchToken { name: String },
    Io(io::Error),
}

impl StartError {
    /// The sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let (key, args) = self.key();
        words::text(lang, key, &args)
    }

    fn key(&self) -> (&'static str, Vec<(&'static str, Value<'static>)>) {
        let text = |value: &dyn ToString| Value::from(value.to_string());
        let path = |path: &PathBuf| ("path", Value::from(path.display().to_string()));
        match self {
            Self::PortInUse { address } => ("start-port-in-use", vec![("address", text(address))]),
            Self::Listen { address, error } => {
                ("start-listen", vec![("address", text(address)), ("error", text(error))])
            }
            Self::DataFolder { path: p, error } => ("start-data-folder", vec![path(p), ("error", text(error))]),
            Self::DataInUse { path: p } => ("start-data-in-use", vec![path(p)]),
            Self::NoDatabase { path: p } => ("start-no-database", vec![path(p)]),
            Self::DatabaseThere { path: p } => ("start-database-there", vec![path(p)]),
            Self::FileThere { path: p } => ("start-file-there", vec![path(p)]),
            Self::NewerSchema { found, known } => {
                ("start-newer-schema", vec![("found", (*found).into()), ("known", (*known).into())])
            }
            Self::BrokenEvent { seq, what } => {
                ("start-broken-event", vec![("seq", text(seq)), ("what", what.clone().into())])
            }
            Self::Log(error) => ("start-log", vec![("error", text(error))]),
            Self::Site { path: p, mistakes } => {
                let first = mistakes.first().map(ToString::to_string).unwrap_or_default();
                ("start-site", vec![path(p), ("count", mistakes.len().into()), ("first", first.into())])
            }
            Self::ClockBehindLog { last } => ("start-clock-behind-log", vec![("last", text(last))]),
            Self::ClockOnLiveSite => ("start-clock-on-live-site", Vec::new()),
            Self::Refused(refusal) => ("start-refused", vec![("reason", text(refusal))]),
            Self::LogDoesNotTake => ("start-log-does-not-take", Vec::new()),
            Self::BadName => ("start-bad-name", vec![("max", crate::auth::users::MAX_NAME.into())]),
            Self::NameTaken { name } => ("start-name-taken", vec![("name", name.clone().into())]),
            Self::Password => {
                let (min, max) = (crate::auth::password::MIN_CHARS, crate::auth::password::MAX_BYTES);
                ("start-password", vec![("min", min.into()), ("max", max.into())])
            }
            Self::NoSuchToken { name } => ("start-no-such-token", vec![("name", name.clone().into())]),
            Self::Io(error) => ("start-io", vec![("error", text(error))]),
        }
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Lang::En))
    }
}

impl std::error::Error for StartError {}

impl From<LogError> for StartError {
    fn from(error: LogError) -> Self {
        match error {
            LogError::Newer { found, known } => Self::NewerSchema { found, known },
            LogError::Broken { seq, what } => Self::BrokenEvent { seq, what },
            other => Self::Log(other),
        }
    }
}

impl From<io::Error> for StartError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
