//! `[kiosk]` of the entry: what the cabinet is like, and what it may do.

use queue_core::{KioskConfig, Lang};
use regex::{Error, RegexBuilder};

use super::{
    item::Item,
    limits::{AGES, ARROW, LEASE, SCREEN},
    table::Table,
};

/// Languages as the file writes them.
const LANGS: [(&str, Lang); 2] = [("vi", Lang::Vi), ("en", Lang::En)];

/// Reads the table.
pub(super) fn read(table: &Table<'_>) -> Option<KioskConfig> {
    let position = |key| table.need(key).and_then(|item| item.number(ARROW..=SCREEN - ARROW));
    let (scanner_x, slot_x) = (position("scanner_x"), position("slot_x"));
    let lang = table.need("lang").and_then(|item| item.choice(&LANGS));
    let code = table.may("file_code").map(|item| file_code(&item));
    let age = table.may("priority_age").map(|item| item.number(AGES));
    let lease = table.may("lease").map(|item| item.number(0..=LEASE));
    let contrast = table.may("contrast").map(|item| item.yes());
    let low_reach = table.may("low_reach").map(|item| item.yes());
    let unsaid = KioskConfig::new(scanner_x?, slot_x?, lang?);
    Some(KioskConfig {
        file_code: code.unwrap_or(Some(unsaid.file_code))?,
        priority_age: age.map_or(Some(None), |age| age.map(Some))?,
        lease: lease.unwrap_or(Some(unsaid.lease))?,
        contrast: contrast.unwrap_or(Some(unsaid.contrast))?,
        low_reach: low_reach.unwrap_or(Some(unsaid.low_reach))?,
        ..unsaid
    })
}

/// Bytes that a pattern may need once it is compiled, several times what a file code needs. It also bounds how long the
/// kiosk looks at a scan.
const COMPILED: usize = 256 * 1024;

/// Characters of a pattern; it travels to every kiosk.
const WRITTEN: usize = 200;

/// The pattern of a file code. One that a scan of nothing fits would take every scan for a file.
fn file_code(item: &Item<'_>) -> Option<String> {
    let pattern = item.str()?;
    match RegexBuilder::new(pattern).size_limit(COMPILED).build() {
        Ok(_) if pattern.chars().count() > WRITTEN => item.tell("site-pattern-large", &[("limit", &WRITTEN)]),
        Ok(regex) if regex.is_match("") => item.tell("site-pattern-any", &[("found", &pattern)]),
        Ok(_) => {}
        Err(Error::CompiledTooBig(_)) => item.tell("site-pattern-large", &[("limit", &WRITTEN)]),
        Err(error) => {
            let told = error.to_string();
            let reason = told.lines().last().unwrap_or_default().trim_start_matches("error: ");
            item.tell("site-pattern-bad", &[("found", &pattern), ("reason", &reason)]);
        }
    }
    Some(pattern.to_owned())
}
