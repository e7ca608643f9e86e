//! `display voice say`: one call into a WAV file, and the list of its clips, to listen to before citizens do.

use std::io::Write;

use devices::voice::{Manifest, Pack, Tongue};
use queue_protocol::core::Lang;

use super::{SayOptions, tell};
use crate::{
    announcer::{render, spoken},
    words::sentence,
};

pub(super) fn say(options: &SayOptions, lang: Lang, out: &mut dyn Write) -> Result<(), String> {
    let words = |error: &dyn std::fmt::Display| error.to_string();
    let pack = Pack::open(&options.voice).map_err(|e| words(&e))?;
    let manifest = Manifest::read(&options.voice).map_err(|e| words(&e))?;
    let clips = spoken(options.ticket, options.counter);
    let tongues = if options.english { &[Tongue::Vi, Tongue::En][..] } else { &[Tongue::Vi] };
    let rendered = render(Some(&pack), &clips, tongues, !options.no_chime, 100).map_err(|e| words(&e))?;
    if let [(tongue, id), ..] = &rendered.missing[..] {
        return Err(sentence(lang, "voice-lacks", &[("id", id), ("lang", tongue.code()), ("text", "")]));
    }
    rendered.sound.write(&options.to).map_err(|e| words(&e))?;
    for tongue in tongues {
        let text = |id: &String| manifest.find(*tongue, id).map(|clip| format!("{} [{id}]", clip.text));
        let text: Vec<_> = clips.iter().filter_map(text).collect();
        writeln!(out, "{}: {}", tongue.code(), text.join(" · ")).map_err(|e| words(&e))?;
    }
    let seconds = format!("{:.1}", rendered.sound.duration().as_secs_f64());
    tell(out, lang, "voice-said", &[("path", &options.to.display().to_string()), ("seconds", &seconds)])
}
