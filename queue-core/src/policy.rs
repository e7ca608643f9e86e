//! Who is next. The waiting citizens of all services that a counter serves stand in lanes; lanes share the counter's
//! calls by smooth weighted round robin, and within a lane the one who has waited longest comes first.
//!
//! Smooth weighted round robin: at each call every lane with someone waiting earns its weight, the richest lane is
//! called and pays the sum of the weights. An empty lane earns nothing and yields its turn. While the same lanes stay
//! busy, each lane's share of the calls is within one call of its weight.
//!
//! When the set of busy lanes changes, credits start anew: old ones would bend the shares of the new stretch. So that a
//! lane does not starve when others come and go at every call, the first call of a stretch belongs to a lane that has
//! been passed over for a whole round since it was served, the longest overdue first. No lane is passed over for more
//! than two of its rounds and the turns of the three others.

use crate::{
    CounterConfig, CounterId, Lane, LaneWeights, State, TicketId, Turns,
    state::{Line, QueuePlace},
};

/// The choice for a counter's next call.
pub(crate) struct Pick {
    pub ticket: TicketId,
    pub lane: Lane,
    pub weights: Vec<(Lane, u32)>,
    pub turns: Turns,
}

/// Who a counter would call now, if anyone waits.
pub(crate) fn pick(state: &State, counter: &CounterConfig, weights: LaneWeights) -> Option<Pick> {
    let heads = Lane::ALL.map(|lane| head(state, counter, lane));
    let busy = heads.map(|h| h.is_some());
    let (lane, turns) = turn(state.turns(&counter.id), busy, weights)?;
    let (_, ticket) = heads[lane.index()]?;
    let weights = Lane::ALL.into_iter().filter(|l| busy[l.index()]).map(|l| (l, weights.of(l))).collect();
    Some(Pick { ticket, lane, weights, turns })
}

/// A ticket in the order of calling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Upcoming {
    /// Which ticket.
    pub ticket: TicketId,
    /// The lane whose turn it will be.
    pub lane: Lane,
}

/// The first `limit` tickets that a counter would call if nobody else came and no other counter called.
pub fn upcoming(state: &State, counter: &CounterId, limit: usize) -> Vec<Upcoming> {
    let Some(site) = state.site() else { return Vec::new() };
    let Some(config) = site.counter(counter) else { return Vec::new() };
    let mut lanes = Lane::ALL.map(|lane| {
        let mut waiting: Vec<(QueuePlace, TicketId)> = Line::all_of(config)
            .flat_map(|line| state.queues.lane(&line, lane).take(limit).collect::<Vec<_>>())
            .collect();
        waiting.sort_unstable();
        waiting.into_iter().take(limit).map(|(_, t)| t).collect::<std::collections::VecDeque<_>>()
    });
    let mut turns = state.turns(counter);
    let mut order = Vec::new();
    while order.len() < limit {
        let busy = [0, 1, 2, 3].map(|i: usize| !lanes[i].is_empty());
        let Some((lane, after)) = turn(turns, busy, site.lanes) else { break };
        turns = after;
        if let Some(ticket) = lanes[lane.index()].pop_front() {
            order.push(Upcoming { ticket, lane });
        }
    }
    order
}

/// One turn: the lane called, and where that leaves the counter.
fn turn(before: Turns, busy: [bool; 4], weights: LaneWeights) -> Option<(Lane, Turns)> {
    let lanes = || Lane::ALL.into_iter().filter(|l| busy[l.index()]);
    let bits = lanes().fold(0, |bits, l| bits | (1 << l.index()));
    let new_stretch = bits != before.busy;
    let mut credits = if new_stretch { [0; 4] } else { before.credits };
    let mut total = 0;
    for lane in lanes() {
        credits[lane.index()] += i64::from(weights.of(lane));
        total += i64::from(weights.of(lane));
    }
    // The first of equals wins: the order of the lanes breaks ties.
    let longest_overdue = lanes()
        .filter(|l| new_stretch && before.passed[l.index()] >= round(*l, weights))
        .rev()
        .max_by_key(|l| u64::from(before.passed[l.index()]) * u64::from(weights.of(*l)));
    let called = longest_overdue.or_else(|| lanes().rev().max_by_key(|l| credits[l.index()]))?;
    credits[called.index()] -= total;
    let mut passed = [0; 4];
    for lane in lanes().filter(|l| *l != called) {
        passed[lane.index()] = before.passed[lane.index()].saturating_add(1);
    }
    Some((called, Turns { credits, passed, busy: bits }))
}

/// Calls in which a lane gets one turn when all lanes are busy.
fn round(lane: Lane, weights: LaneWeights) -> u32 {
    Lane::ALL.iter().map(|l| weights.of(*l)).sum::<u32>().div_ceil(weights.of(lane))
}

fn head(state: &State, counter: &CounterConfig, lane: Lane) -> Option<(QueuePlace, TicketId)> {
    Line::all_of(counter).filter_map(|line| state.queues.lane(&line, lane).next()).min()
}
