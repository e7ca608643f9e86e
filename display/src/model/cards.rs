//! The counters of the zone as tiles, and the pages they fill.

use queue_protocol::{
    core::{CounterConfig, CounterStatus, TicketState, UtcMillis},
    wire::{Board, BoardCounter, WaitView},
};

use super::{
    Card, CardState, Hall, Page, Shape,
    clock::{Mono, hour_minute},
};

/// Tiles with names that fit on one page.
const FULL_PAGE: usize = 8;

/// Tiles with the number only that fit on one page.
const COMPACT_PAGE: usize = 20;

/// How long a page stands: ten counters read at a glance a second, twice.
const PAGE_MS: u64 = 10_000;

/// The tiles to show now. The page of `called` comes first.
pub(super) fn cards(
    hall: &Hall,
    board: &Board,
    shape: Shape,
    called: Option<u32>,
    now: Mono,
    at: Option<UtcMillis>,
) -> (Vec<Card>, bool, Option<Page>) {
    let counters = board.counters.iter().filter(|c| c.status != CounterStatus::Closed);
    let mut cards: Vec<_> = counters.filter_map(|c| Some(card(hall, board, c, hall.counter(&c.id)?, at))).collect();
    let compact = shape == Shape::Landscape && cards.len() > FULL_PAGE;
    let size = if compact { COMPACT_PAGE } else { FULL_PAGE };
    if cards.len() <= size {
        return (cards, compact, None);
    }
    let of = cards.len();
    let pages = of.div_ceil(size);
    let with_call = called.and_then(|number| cards.iter().position(|c| c.counter == number)).map(|at| at / size);
    let page = with_call.unwrap_or((now.0 / PAGE_MS) as usize % pages);
    let (from, to) = (page * size, of.min((page + 1) * size));
    cards = cards.drain(from..to).collect();
    (cards, compact, Some(Page { from: from + 1, to, of }))
}

fn card(hall: &Hall, board: &Board, counter: &BoardCounter, config: &CounterConfig, at: Option<UtcMillis>) -> Card {
    let current = counter.current.as_ref();
    let state = match (counter.status, current.map(|t| t.state)) {
        (_, Some(TicketState::Called)) => CardState::Calling,
        (CounterStatus::Paused, _) => CardState::Paused,
        (_, Some(_)) => CardState::Serving,
        (_, None) => CardState::Free,
    };
    // At a paired counter one of the two signs in, and both are on duty.
    let rostered = |id| config.staff.contains(id);
    let on_duty = match &counter.staff {
        Some(id) if !rostered(id) => std::slice::from_ref(id),
        _ => config.staff.as_slice(),
    };
    let services: Vec<_> = config.serves.iter().map(|s| hall.service(s)).collect();
    // A pause that lasts longer than was said promises nothing any more.
    let until = counter.paused_until.filter(|until| at.is_none_or(|at| at < *until));
    let until = until.map(|at| hour_minute(at, hall.site().utc_offset_min));
    let waits = board.waits.iter().filter(|w| w.offered && config.serves.contains(&w.service)).filter_map(|w| w.wait);
    Card {
        counter: config.number,
        state,
        ticket: current.map(|t| t.number.to_string()).unwrap_or_default(),
        until: until.unwrap_or_default(),
        services: services.join(", "),
        people: on_duty.iter().filter_map(|id| hall.person(id)).collect(),
        wait: waits.map(WaitView::minutes).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))),
    }
}
