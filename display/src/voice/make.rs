//! `display voice make`: everything that a hall can say, spoken by a program.

use std::{collections::BTreeMap, fs, io::Write, path::Path};

use devices::voice::{Line, Maker, Tongue};
use queue_protocol::core::Lang;

use super::{MakeOptions, hall_lines, tell};
use crate::words::sentence;

/// Language, id of a clip, words.
type Words = BTreeMap<Tongue, BTreeMap<String, String>>;

pub(super) fn make(options: &MakeOptions, lang: Lang, out: &mut dyn Write) -> Result<(), String> {
    let mut lines = hall_lines(Tongue::Vi, options.counters)?;
    lines.extend(hall_lines(Tongue::En, options.counters)?);
    if let Some(path) = &options.words {
        replace(&mut lines, path, lang)?;
    }
    let maker = Maker { to: &options.to, command: &options.speak_with, licence: &options.licence };
    let voice = |of| if of == Tongue::Vi { options.vi.clone() } else { options.en.clone() };
    let clips = maker.make(&lines, voice).map_err(|error| error.to_string())?;
    tell(out, lang, "voice-made", &[("clips", &clips.to_string()), ("path", &options.to.display().to_string())])
}

/// The office's own words for some clips. A word for no clip is a slip of the pen, and is named.
fn replace(lines: &mut [Line], path: &Path, lang: Lang) -> Result<(), String> {
    let wrong =
        |reason: String| sentence(lang, "voice-words", &[("path", &path.display().to_string()), ("reason", &reason)]);
    let text = fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    let words: Words = toml::from_str(&text).map_err(|error| wrong(error.to_string().replace('\n', " ")))?;
    for (tongue, id, text) in words.into_iter().flat_map(|(of, words)| words.into_iter().map(move |(i, t)| (of, i, t)))
    {
        let line = lines.iter_mut().find(|line| line.tongue == tongue && line.id == id);
        line.ok_or_else(|| wrong(format!("{}.{id}", tongue.code())))?.text = text;
    }
    Ok(())
}
