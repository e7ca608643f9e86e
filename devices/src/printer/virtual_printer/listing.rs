//! Bytes as a person reads them: one command a line with its place. For snapshots in tests and for looking at a `.bin`.

use std::fmt::Write as _;

use super::command::{Command, next};

/// Bytes of a command that are shown; the rest is counted.
const SHOWN: usize = 8;

/// Lists the commands in `bytes`, for example `0x0002  1b 33 00  ESC 3: line spacing 0`.
pub fn listing(bytes: &[u8]) -> String {
    let mut lines = String::new();
    let mut at = 0;
    while let Some((command, length)) = next(&bytes[at..]) {
        let raw = &bytes[at..at + length];
        let hex: Vec<String> = raw.iter().take(SHOWN).map(|byte| format!("{byte:02x}")).collect();
        let more = if raw.len() > SHOWN { format!(" +{}", raw.len() - SHOWN) } else { String::new() };
        // Writing to a String cannot fail.
        let _ = writeln!(lines, "{at:#06x}  {:<34}{}", format!("{}{more}", hex.join(" ")), words(&command));
        at += length;
    }
    if at < bytes.len() {
        let _ = writeln!(lines, "{at:#06x}  {} bytes of an unfinished command", bytes.len() - at);
    }
    lines
}

fn words(command: &Command<'_>) -> String {
    match command {
        Command::Text(text) => format!("text {:?}", String::from_utf8_lossy(text)),
        Command::LineFeed => "LF: print the line".into(),
        Command::CarriageReturn => "CR".into(),
        Command::Reset => "ESC @: reset".into(),
        Command::Justify(n) => format!("ESC a: justify {n}"),
        Command::Magnify(n) => format!("GS !: magnify {} x {}", (n >> 4 & 7) + 1, (n & 7) + 1),
        Command::Font(n) => format!("ESC M: font {n}"),
        Command::Emphasis(n) => format!("ESC E: emphasis {n}"),
        Command::Spacing(None) => "ESC 2: default line spacing".into(),
        Command::Spacing(Some(n)) => format!("ESC 3: line spacing {n}"),
        Command::FeedDots(n) => format!("ESC J: feed {n} dots"),
        Command::FeedLines(n) => format!("ESC d: feed {n} lines"),
        Command::Position(x) => format!("ESC $: move to dot {x}"),
        Command::Raster { width_bytes, rows, .. } => format!("GS v 0: raster {} x {rows} dots", width_bytes * 8),
        Command::Define { first, glyphs } => format!("ESC &: {} characters from {first:#04x}", glyphs.len()),
        Command::UseDefined(on) => format!("ESC %: defined characters {}", if *on { "on" } else { "off" }),
        Command::Undefine(code) => format!("ESC ?: forget character {code:#04x}"),
        Command::Code { function: 80, data, .. } => {
            format!("GS ( k: store {:?}", String::from_utf8_lossy(data.get(1..).unwrap_or_default()))
        }
        Command::Code { function, .. } => format!("GS ( k: function {function}"),
        Command::Graphics { function, data } => match (function, data) {
            (67 | 83, [_, k1, k2, ..]) => format!("GS ( L: keep a picture as {}", key(*k1, *k2)),
            (69 | 85, [k1, k2, ..]) => format!("GS ( L: print picture {}", key(*k1, *k2)),
            (66 | 82, [k1, k2]) => format!("GS ( L: forget picture {}", key(*k1, *k2)),
            _ => format!("GS ( L: function {function}"),
        },
        Command::DefineImage { .. } => "GS *: keep a picture".into(),
        Command::PrintImage(mode) => format!("GS /: print the kept picture, mode {mode}"),
        Command::DefineNvImages(images) => format!("FS q: keep {} pictures for good", images.len()),
        Command::PrintNvImage { number, mode } => format!("FS p: print picture {number}, mode {mode}"),
        Command::AutomaticStatus(n) => format!("GS a: automatic status {n:#04x}"),
        Command::Response(code) => format!("response {code:#04x}"),
        Command::Cut { feed } => format!("GS V: cut after {feed} more dots"),
        Command::RealTimeStatus(n) => format!("DLE EOT: status {n}"),
        Command::SensorStatus(n) => format!("GS r: sensors {n}"),
        Command::Ignored => "no effect on paper".into(),
        Command::Unknown => "unknown".into(),
    }
}

fn key(first: u8, second: u8) -> String {
    format!("{}{}", char::from(first), char::from(second))
}
