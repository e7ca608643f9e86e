//! `display voice …`: packs for the hall, made by a speech program or recorded by the office, checked and listened to.
//! Tools for installers, which open no window.

mod check;
mod make;
mod options;
mod record;
mod say;

use std::io::{BufRead, Write};

use devices::voice::{Line, Tongue};
use queue_protocol::core::Lang;

use crate::{announcer::lines, words::sentence};

pub use options::{CheckOptions, MakeOptions, RecordOptions, SayOptions, VoiceOptions, VoiceTask};

/// Does the task of the command line: asks on `input`, says on `out` what was done.
///
/// # Errors
/// One sentence with its remedy.
pub fn run(options: &VoiceOptions, input: &mut dyn BufRead, out: &mut dyn Write) -> Result<(), String> {
    let lang = Lang::from(options.lang);
    match &options.task {
        VoiceTask::Make(options) => make::make(options, lang, out),
        VoiceTask::Record(options) => record::record(options, lang, input, out),
        VoiceTask::Check(options) => check::check(options, lang, out),
        VoiceTask::Say(options) => say::say(options, lang, out),
    }
}

/// All that a hall with so many counters says in a language.
fn hall_lines(tongue: Tongue, counters: u32) -> Result<Vec<Line>, String> {
    lines(tongue, 1..=counters).map_err(|error| error.to_string())
}

/// Says a sentence of the catalogue on a line of its own.
fn tell(out: &mut dyn Write, lang: Lang, key: &str, args: &[(&str, &str)]) -> Result<(), String> {
    writeln!(out, "{}", sentence(lang, key, args)).and_then(|()| out.flush()).map_err(|error| error.to_string())
}
