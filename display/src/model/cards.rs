//! The counters of the zones as tiles, and the pages they fill.

use queue_protocol::{
    core::{CounterConfig, CounterStatus, TicketState, UtcMillis},
    wire::{Board, BoardCounter, WaitView},
};

use super::{
    Card, CardState, Hall, Page,
    clock::{Mono, hour_minute},
};

/// Tiles with names that fit on one page.
const FULL_PAGE: usize = 8;

/// Tiles with the number only that fit on one page.
const COMPACT_PAGE: usize = 20;

/// How long a page stands: ten counters read at a glance a second, twice.
const PAGE_MS: u64 = 10_000;

/// How long the page of each call stands while several calls do.
const CALLED_PAGE_MS: u64 = 2_000;

/// Characters that the names of a counter's services may take: two lines of a tile. Those that go beyond are counted.
const NAMES: usize = 48;

/// Characters that counting the others takes of them.
const COUNTED: usize = 20;

/// The tiles to show now, and whether they have room for the number only. A page with a call comes first.
pub(super) fn cards(
    hall: &Hall,
    board: &Board,
    called: &[u32],
    now: Mono,
    at: Option<UtcMillis>,
) -> (Vec<Card>, bool, Option<Page>) {
    let counters = board.counters.iter().filter(|c| c.status != CounterStatus::Closed);
    let mut cards: Vec<_> = counters.filter_map(|c| Some(card(hall, board, c, hall.counter(&c.id)?, at))).collect();
    let compact = cards.len() > FULL_PAGE;
    if cards.len() <= COMPACT_PAGE {
        return (cards, compact, None);
    }
    let of = cards.len();
    let pages = of.div_ceil(COMPACT_PAGE);
    let page_of = |number: &u32| cards.iter().position(|c| c.counter == *number).map(|at| at / COMPACT_PAGE);
    let mut with_call: Vec<_> = called.iter().filter_map(page_of).collect();
    with_call.dedup();
    let turn = |every: u64, pages: usize| (now.0 / every) as usize % pages;
    let page =
        if with_call.is_empty() { turn(PAGE_MS, pages) } else { with_call[turn(CALLED_PAGE_MS, with_call.len())] };
    let (from, to) = (page * COMPACT_PAGE, of.min((page + 1) * COMPACT_PAGE));
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
    // At a paired counter one of the two signs in, and both are on duty; the roster names the trainee first.
    let rostered = |id| config.staff.contains(id);
    let on_duty = match &counter.staff {
        Some(id) if !rostered(id) => std::slice::from_ref(id),
        _ => config.staff.as_slice(),
    };
    let (services, more_services) = services(hall, config);
    // A pause that lasts longer than was said promises nothing any more.
    let until = counter.paused_until.filter(|until| at.is_none_or(|at| at < *until));
    let until = until.map(|at| hour_minute(at, hall.site().utc_offset_min));
    let waits = board.waits.iter().filter(|w| w.offered && config.serves.contains(&w.service)).filter_map(|w| w.wait);
    Card {
        counter: config.number,
        state,
        ticket: current.map(|t| t.number.to_string()).unwrap_or_default(),
        until: until.unwrap_or_default(),
        services,
        more_services,
        people: on_duty.iter().filter_map(|id| hall.person(id)).collect(),
        wait: waits.map(WaitView::minutes).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))),
    }
}

/// The services of a counter by name, as many as have room and at least one, and how many more there are.
fn services(hall: &Hall, config: &CounterConfig) -> (String, usize) {
    let mut names: Vec<_> = config.serves.iter().map(|s| hall.service(s)).collect();
    let all = names.len();
    let length = |names: &[String]| names.iter().map(|n| n.chars().count() + 2).sum::<usize>();
    while names.len() > 1 && length(&names) + if names.len() < all { COUNTED } else { 0 } > NAMES {
        names.pop();
    }
    (names.join(", "), all - names.len())
}
