//! The data folder: one database, and a lock that keeps a second server out of it.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use crate::{log, start_error::StartError};

/// A data folder that this process has to itself.
pub struct DataDir {
    path: PathBuf,
    // Released by the operating system when the process ends, however it ends.
    _lock: File,
}

impl DataDir {
    /// Makes the folder if it is missing, and locks it.
    pub fn lock(path: &Path) -> Result<Self, StartError> {
        make(path)?;
        let file = path.join("motcua.lock");
        let lock = File::options().create(true).truncate(false).write(true).open(&file).map_err(refused(path))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(StartError::DataInUse { path: path.to_owned() }),
            Err(TryLockError::Error(error)) => Err(refused(path)(error)),
        }
    }

    /// The database's file.
    pub fn database(&self) -> PathBuf {
        database(&self.path)
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Makes the folder if it is missing, for commands that work beside a running server.
pub fn make(path: &Path) -> Result<(), StartError> {
    fs::create_dir_all(path).map_err(refused(path))
}

/// The database's file in a folder.
pub fn database(path: &Path) -> PathBuf {
    path.join(log::FILE)
}

/// The database's file in a folder, which must be there.
pub fn existing(path: &Path) -> Result<PathBuf, StartError> {
    let file = database(path);
    if file.is_file() { Ok(file) } else { Err(StartError::NoDatabase { path: path.to_owned() }) }
}

fn refused(path: &Path) -> impl FnOnce(io::Error) -> StartError {
    let path = path.to_owned();
    move |error| StartError::DataFolder { path, error }
}
