//! The programs that speak a text or record a voice: anything that writes a WAV file.

use std::{
    io::{self, Write as _},
    path::Path,
    process::{Child, Command, Stdio},
};

use crate::speaker::ClipError;

/// Speaks with Debian's espeak-ng, a little slower than its habit: a hall is not a headphone.
pub const DEFAULT_SPEAKER: &str = "espeak-ng -v {voice} -s 140 -w {file} --stdin";

/// Records with Debian's alsa-utils until it is stopped.
pub const DEFAULT_RECORDER: &str = "arecord -q -f S16_LE -c 1 -r 22050 {file}";

/// Why a program gave no clip, with the remedy.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum ProgramError {
    #[error("{option} is empty: write for example {example}")]
    None { option: &'static str, example: &'static str },
    #[error("{program} cannot be started ({source}): install it, or name another with {option}")]
    Start { program: String, option: &'static str, source: io::Error },
    #[error("{program} failed for {id}: {said}")]
    Failed { program: String, id: String, said: String },
    #[error("{program} wrote no usable clip for {id}: {source}")]
    Clip { program: String, id: String, source: ClipError },
}

/// What a program is for: the option that names it, and one that does it.
pub(super) type Task = (&'static str, &'static str);

pub(super) const SPEAK: Task = ("--speak-with", DEFAULT_SPEAKER);
pub(super) const RECORD: Task = ("--record-with", DEFAULT_RECORDER);

/// The program's own name, for its faults.
pub(super) fn name(command: &str) -> String {
    command.split_whitespace().next().unwrap_or_default().to_owned()
}

/// Starts a command line in which `{voice}` and `{file}` are filled in. No shell reads it.
pub(super) fn start(
    command: &str,
    voice: &str,
    file: &Path,
    (option, example): Task,
    stdin: Stdio,
) -> Result<Child, ProgramError> {
    let mut words = command.split_whitespace();
    let program = words.next().ok_or(ProgramError::None { option, example })?;
    Command::new(program)
        .args(words.map(|word| word.replace("{voice}", voice).replace("{file}", &file.to_string_lossy())))
        .stdin(stdin)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|source| ProgramError::Start { program: program.into(), option, source })
}

/// Has a text spoken into a file: the program reads it from standard input.
pub(super) fn speak(command: &str, voice: &str, id: &str, text: &str, file: &Path) -> Result<(), ProgramError> {
    let program = name(command);
    let mut child = start(command, voice, file, SPEAK, Stdio::piped())?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program that does not read its words fails below, by what it says.
        let _ = stdin.write_all(text.as_bytes());
    }
    let gone = |source| ProgramError::Start { program: program.clone(), option: SPEAK.0, source };
    let out = child.wait_with_output().map_err(gone)?;
    if out.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&out.stderr).trim().to_owned();
    Err(ProgramError::Failed { program, id: id.to_owned(), said })
}
