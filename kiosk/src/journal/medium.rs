//! Where the journal's bytes lie: a file that is synced before anything goes on.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

/// A place for bytes that must not be lost.
pub trait Medium: Send {
    /// Adds bytes at the end, all or none; `durable`: they have reached the disk when this returns.
    fn append(&mut self, bytes: &[u8], durable: bool) -> io::Result<()>;

    /// Puts bytes in place of all that is there, in one step.
    fn replace(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// All that is there.
    fn read(&mut self) -> io::Result<Vec<u8>>;
}

/// A file.
pub struct JournalFile {
    path: PathBuf,
    /// Closed after an error: what the system then holds of the file cannot be trusted.
    file: Option<File>,
    /// The bytes that are known to be good.
    length: u64,
}

impl JournalFile {
    /// Opens or makes the file, and gives what it holds.
    pub fn open(path: &Path) -> io::Result<(Self, Vec<u8>)> {
        let mut file = writable(path)?;
        let mut text = Vec::new();
        file.read_to_end(&mut text)?;
        sync_folder(path)?;
        let length = text.len() as u64;
        Ok((Self { path: path.to_owned(), file: Some(file), length }, text))
    }

    /// Keeps so many bytes from the start.
    pub fn cut(&mut self, length: u64) -> io::Result<()> {
        if length < self.length {
            let file = writable(&self.path)?;
            file.set_len(length)?;
            file.sync_data()?;
            self.length = length;
        }
        Ok(())
    }

    fn try_append(&mut self, bytes: &[u8], durable: bool) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => {
                let file = writable(&self.path)?;
                // Whatever a failed append left behind.
                file.set_len(self.length)?;
                none.insert(file)
            }
        };
        file.write_all(bytes)?;
        if durable { file.sync_data() } else { Ok(()) }
    }
}

impl Medium for JournalFile {
    fn append(&mut self, bytes: &[u8], durable: bool) -> io::Result<()> {
        let done = self.try_append(bytes, durable);
        match &done {
            Ok(()) => self.length += bytes.len() as u64,
            Err(_) => {
                // A half line must not be taken for a whole one after a crash; on a full disk cutting still works.
                if let Some(file) = self.file.take() {
                    let _ = file.set_len(self.length);
                }
            }
        }
        done
    }

    fn replace(&mut self, bytes: &[u8]) -> io::Result<()> {
        replace_file(&self.path, bytes)?;
        self.file = Some(writable(&self.path)?);
        self.length = bytes.len() as u64;
        Ok(())
    }

    fn read(&mut self) -> io::Result<Vec<u8>> {
        fs::read(&self.path)
    }
}

/// Writes a whole file so that after a power cut either the old or the new one is there.
pub(crate) fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut next = path.as_os_str().to_owned();
    next.push(".next");
    let mut file = File::create(&next)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&next, path)?;
    sync_folder(path)
}

fn writable(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).append(true).create(true).open(path)
}

/// The name of a new file is durable only with its folder.
fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}
