//! `display voice record`: the office's own voice, line by line. Enter begins and ends a line; what is kept is in the pack
//! at once, so that a recording that was broken off goes on where it stopped.

use std::io::{BufRead, Write};

use devices::voice::{Line, Recorder, Tongue};
use queue_protocol::core::Lang;

use super::{RecordOptions, hall_lines, tell};

/// Quieter than this came from too far away: levelled, it would be mostly noise.
const QUIET_DB: f64 = -36.0;

/// What a person answers.
enum Answer {
    Go,
    Skip,
    Again,
    Quit,
}

pub(super) fn record(
    options: &RecordOptions,
    lang: Lang,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> Result<(), String> {
    let lines = hall_lines(Tongue::from(options.language), options.counters)?;
    let recorder = Recorder::open(&options.to, &options.record_with, &options.voice, &options.licence);
    let mut recorder = recorder.map_err(|error| error.to_string())?;
    let of = lines.len().to_string();
    for (line, at) in lines.iter().zip(1..) {
        if recorder.has(line) {
            continue;
        }
        tell(out, lang, "record-next", &[("at", &format!("{at}")), ("of", &of), ("text", &line.text)])?;
        match answer(input)? {
            Answer::Quit => break,
            Answer::Skip => {}
            Answer::Go | Answer::Again => take(&mut recorder, line, lang, input, out)?,
        }
    }
    let done = lines.iter().filter(|line| recorder.has(line)).count();
    let path = options.to.display().to_string();
    tell(out, lang, "record-done", &[("done", &done.to_string()), ("of", &of), ("path", &path)])
}

/// Records one line until it is kept or left out.
fn take(
    recorder: &mut Recorder,
    line: &Line,
    lang: Lang,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> Result<(), String> {
    loop {
        let take = recorder.begin(line).map_err(|error| error.to_string())?;
        tell(out, lang, "record-stop", &[])?;
        answer(input)?;
        let (clip, loud) = recorder.end(line, take).map_err(|error| error.to_string())?;
        let seconds = format!("{:.1}", clip.duration().as_secs_f64());
        let key = if loud < QUIET_DB { "record-quiet" } else { "record-keep" };
        tell(out, lang, key, &[("seconds", &seconds), ("loud", &format!("{loud:.0}"))])?;
        match answer(input)? {
            Answer::Again => {}
            Answer::Go => return recorder.keep(line, &clip).map(drop).map_err(|error| error.to_string()),
            Answer::Skip | Answer::Quit => return Ok(()),
        }
    }
}

/// A line of the terminal. Its end is as good as quitting.
fn answer(input: &mut dyn BufRead) -> Result<Answer, String> {
    let mut text = String::new();
    if input.read_line(&mut text).map_err(|error| error.to_string())? == 0 {
        return Ok(Answer::Quit);
    }
    Ok(match text.trim() {
        "s" | "S" => Answer::Skip,
        "r" | "R" => Answer::Again,
        "q" | "Q" => Answer::Quit,
        _ => Answer::Go,
    })
}
