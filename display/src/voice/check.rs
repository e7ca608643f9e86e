//! `display voice check`: what is wrong with a pack, before the hall finds out.

use std::io::Write;

use devices::voice::{Pack, Tongue};
use queue_protocol::core::Lang;

use super::{CheckOptions, hall_lines, tell};
use crate::words::sentence;

pub(super) fn check(options: &CheckOptions, lang: Lang, out: &mut dyn Write) -> Result<(), String> {
    let pack = Pack::open(&options.pack).map_err(|error| error.to_string())?;
    let mut wrong = 0;
    for fault in pack.faults().iter().chain(&pack.unjoinable()) {
        wrong += 1;
        writeln!(out, "{fault}").map_err(|error| error.to_string())?;
    }
    let tongues = if options.english { &[Tongue::Vi, Tongue::En][..] } else { &[Tongue::Vi] };
    for tongue in tongues {
        for line in hall_lines(*tongue, options.counters)? {
            // What has a fault was named above.
            let named =
                pack.has(*tongue, &line.id) || pack.faults().iter().any(|f| f.tongue == *tongue && f.id == line.id);
            if !named {
                wrong += 1;
                tell(out, lang, "voice-lacks", &[("id", &line.id), ("lang", tongue.code()), ("text", &line.text)])?;
            }
        }
    }
    let path = options.pack.display().to_string();
    if wrong > 0 {
        return Err(sentence(lang, "voice-faults", &[("path", &path), ("count", &wrong.to_string())]));
    }
    tell(out, lang, "voice-whole", &[("path", &path)])
}
