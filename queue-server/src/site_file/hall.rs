//! `[voice]` and `[wall]` of the entry: how calls are heard and seen. All of it may be left out.

use queue_core::{Text, VoiceConfig, Volume, WallConfig};

use super::{
    item::Item,
    limits::{EXPIRES, NOTICE, NOTICES, SHOWN, VOLUMES},
    table::Table,
};

/// Reads `[voice]`; what is not said holds by default.
pub(super) fn voice(root: &Table<'_>) -> Option<VoiceConfig> {
    let unsaid = VoiceConfig::default();
    let Some(item) = root.may("voice") else { return Some(unsaid) };
    let table = item.table()?;
    let chime = table.may("chime").map_or(Some(unsaid.chime), |item| item.yes());
    let english = table.may("english").map_or(Some(unsaid.english), |item| item.yes());
    let volume = table.may("volume").map(|item| volumes(&item)).unwrap_or_default();
    let expires_s = table.may("expires_s").map_or(Some(unsaid.expires_s), |item| item.number(EXPIRES));
    Some(VoiceConfig { chime: chime?, english: english?, volume, expires_s: expires_s? })
}

/// Reads `[wall]`.
pub(super) fn wall(root: &Table<'_>) -> Option<WallConfig> {
    let unsaid = WallConfig::default();
    let Some(item) = root.may("wall") else { return Some(unsaid) };
    let table = item.table()?;
    let notices = table.may("notices").map(|item| notices(&item)).unwrap_or_default();
    let min_show_s = table.may("min_show_s").map_or(Some(unsaid.min_show_s), |item| item.number(SHOWN));
    let reduced_motion = table.may("reduced_motion").map_or(Some(unsaid.reduced_motion), |item| item.yes());
    Some(WallConfig { notices, min_show_s: min_show_s?, reduced_motion: reduced_motion? })
}

/// Parts of the day in order, each after the one before: where two overlapped, nobody could say how loud it is.
fn volumes(item: &Item<'_>) -> Vec<Volume> {
    let mut volumes: Vec<Volume> = Vec::new();
    for one in item.list(VOLUMES) {
        let Some(table) = one.table() else { continue };
        let from = table.need("from").and_then(|item| item.time());
        let to = table.need("to").and_then(|item| item.time());
        let percent = table.need("percent").and_then(|item| item.number(0..=100));
        let (Some(from), Some(to), Some(percent)) = (from, to, percent) else { continue };
        if from >= to {
            one.tell("site-volume-backwards", &[("from", &from), ("to", &to)]);
        } else if let Some(before) = volumes.last().filter(|before| from < before.to) {
            one.tell("site-volume-overlaps", &[("from", &from), ("before", &before.to)]);
        }
        volumes.push(Volume { from, to, percent });
    }
    volumes
}

fn notices(item: &Item<'_>) -> Vec<Text> {
    item.list(NOTICES).iter().filter_map(|item| item.text(NOTICE)).collect()
}
