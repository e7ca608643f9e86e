//! Records a voice of the office's own, line by line, into a pack. Each clip is trimmed, levelled and entered in the
//! manifest as soon as it is kept, so that a recording that is interrupted goes on where it stopped.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

use super::{Line, Manifest, PackError, ProgramError, level, loudness, program};
use crate::speaker::{Clip, ClipError};

/// A recorder that has not begun to write by now will be told of at the end.
const BEGINS_WITHIN: Duration = Duration::from_secs(5);

const LOOK_EVERY: Duration = Duration::from_millis(5);

/// Why nothing was recorded, with the remedy.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum RecordError {
    #[error(transparent)]
    Program(#[from] ProgramError),
    #[error(transparent)]
    Pack(#[from] PackError),
    #[error("{} cannot be written ({source}): make the folder writable or name another with --to", path.display())]
    Write { path: PathBuf, source: io::Error },
}

/// A pack that is being recorded.
#[derive(Debug)]
pub struct Recorder {
    to: PathBuf,
    command: String,
    speaker: String,
    manifest: Manifest,
}

/// A recording that runs.
#[derive(Debug)]
pub struct Take {
    child: Child,
    file: PathBuf,
}

impl Recorder {
    /// Opens the pack in a folder, or begins one. `command` records into `{file}` until it is interrupted; `speaker` is
    /// whose voice it will be.
    ///
    /// # Errors
    /// The folder holds a manifest that cannot be read, or cannot be made.
    pub fn open(to: &Path, command: &str, speaker: &str, licence: &str) -> Result<Self, RecordError> {
        fs::create_dir_all(to).map_err(|source| RecordError::Write { path: to.to_owned(), source })?;
        let manifest = match Manifest::read(to) {
            Ok(manifest) => manifest,
            Err(PackError::Manifest { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                Manifest { licence: licence.to_owned(), clips: Vec::new() }
            }
            Err(error) => return Err(error.into()),
        };
        Ok(Self { to: to.to_owned(), command: command.to_owned(), speaker: speaker.to_owned(), manifest })
    }

    /// Whether this line has been recorded by this speaker.
    pub fn has(&self, line: &Line) -> bool {
        let entry = self.manifest.find(line.tongue, &line.id);
        entry.is_some_and(|e| e.voice == self.speaker && e.text == line.text && self.to.join(&e.file).exists())
    }

    /// Begins to record. Gives the take when something is being written, so that no first word is lost; a program that
    /// writes nothing is told of when the take ends.
    ///
    /// # Errors
    /// The program cannot be started.
    pub fn begin(&self, line: &Line) -> Result<Take, RecordError> {
        // Beside the clip: what was kept before stays until this one is kept.
        let file = self.to.join(line.file()).with_extension("take.wav");
        let folder = file.parent().unwrap_or(&self.to);
        fs::create_dir_all(folder).map_err(|source| RecordError::Write { path: folder.to_owned(), source })?;
        let mut child = program::start(&self.command, "", &file, program::RECORD, Stdio::null())?;
        let since = Instant::now();
        while !file.exists() && since.elapsed() < BEGINS_WITHIN && child.try_wait().is_ok_and(|ended| ended.is_none()) {
            thread::sleep(LOOK_EVERY);
        }
        Ok(Take { child, file })
    }

    /// Ends a recording; gives the clip, trimmed and levelled, and how loud it came in, in decibels below full scale.
    ///
    /// # Errors
    /// The program wrote no usable clip.
    pub fn end(&self, line: &Line, mut take: Take) -> Result<(Clip, f64), RecordError> {
        let program = program::name(&self.command);
        // It may have ended by itself; then there is nobody to interrupt.
        if take.child.try_wait().is_ok_and(|ended| ended.is_none())
            && let Some(pid) = Pid::from_raw(take.child.id() as i32)
        {
            let _ = kill_process(pid, Signal::INT);
        }
        let out = take.child.wait_with_output();
        let out =
            out.map_err(|source| ProgramError::Start { program: program.clone(), option: program::RECORD.0, source })?;
        let heard = Clip::read(&take.file);
        let _ = fs::remove_file(&take.file);
        let heard = heard.map_err(|source| match String::from_utf8_lossy(&out.stderr).trim() {
            "" => ProgramError::Clip { program: program.clone(), id: line.id.clone(), source },
            said => ProgramError::Failed { program: program.clone(), id: line.id.clone(), said: said.to_owned() },
        })?;
        let unusable = |source: ClipError| ProgramError::Clip { program, id: line.id.clone(), source };
        let clip = level(&heard).map_err(unusable)?;
        Ok((clip, 20.0 * (loudness(heard.samples(), heard.rate()) / 32_768.0).log10()))
    }

    /// Keeps a clip in the pack.
    ///
    /// # Errors
    /// The pack cannot be written.
    pub fn keep(&mut self, line: &Line, clip: &Clip) -> Result<Duration, RecordError> {
        let (path, program) = (self.to.join(line.file()), program::name(&self.command));
        clip.write(&path).map_err(|source| ProgramError::Clip { program, id: line.id.clone(), source })?;
        self.manifest.clips.retain(|c| c.tongue != line.tongue || c.id != line.id);
        self.manifest.clips.push(line.entry(&self.speaker));
        self.manifest.write(&self.to).map_err(|source| RecordError::Write { path: self.to.clone(), source })?;
        Ok(clip.duration())
    }
}
