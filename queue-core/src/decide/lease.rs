//! Blocks of the reserve series: leased to a kiosk in advance, redeemed when the server is back.

use super::{issue::MAX_COUNT, site};
use crate::{Actor, BusinessDay, DeviceId, Event, Leased, Offline, Refusal, State, UtcMillis};

/// Numbers of one lease: a kiosk's day.
const MAX_LEASE: u32 = 500;
/// Numbers of one day that a kiosk may hold: a kiosk that keeps asking must not use up the day of all others.
const MAX_HELD: u32 = 2_000;
/// Days ahead for which numbers are leased, so that a kiosk cut off over a holiday still opens.
const AHEAD_DAYS: i64 = 7;

pub(super) fn lease(
    state: &State,
    by: &Actor,
    device: DeviceId,
    day: Option<BusinessDay>,
    count: u32,
) -> Result<Vec<Event>, Refusal> {
    let series = site(state)?.reserve_series;
    let today = state.day().ok_or(Refusal::NotConfigured)?;
    let day = day.unwrap_or(today);
    if day < today || day > today.plus_days(AHEAD_DAYS) {
        return Err(Refusal::LeaseDay);
    }
    let blocks = || state.leases().iter().filter(|b| b.day == day && b.series == series);
    let held: u32 = blocks().filter(|b| b.holder == by.name).map(|b| b.to + 1 - b.from).sum();
    if count == 0 || count > MAX_LEASE || held + count > MAX_HELD {
        return Err(Refusal::LeaseTooLarge);
    }
    let given = if day == today { state.last_count(series) } else { 0 };
    let from = blocks().map(|b| b.to).fold(given, u32::max) + 1;
    if from + count - 1 > MAX_COUNT {
        return Err(Refusal::DayFull);
    }
    let holder = by.name.clone();
    Ok(vec![Event::NumbersLeased { holder, series, from, to: from + count - 1, day: Some(day), device: Some(device) }])
}

/// Takes a number that a kiosk gave on its own. Its time is the kiosk's word, held between the lease and now: a kiosk whose
/// clock runs wrong neither jumps the queue nor waits behind the future.
pub(super) fn redeem(state: &State, by: &Actor, leased: Leased, at: UtcMillis) -> Result<Offline, Refusal> {
    let Leased { number, day, issued_at } = leased;
    let block = state.leases().iter().find(|b| b.holds(&by.name, day, number) && !b.used.contains(&number.count));
    let block = block.ok_or(Refusal::NumberNotLeased { number })?;
    Ok(Offline { day, issued_at: issued_at.max(block.at).min(at) })
}
