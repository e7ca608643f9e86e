//! Who is next. The waiting citizens of all services that a counter serves stand in lanes; lanes share the counter's
//! calls by smooth weighted round robin, and within a lane the one who has waited longest comes first.
//!
//! Smooth weighted round robin: at each call every lane with someone waiting earns its weight, the richest lane is
//! called and pays the sum of the weights. While the same lanes stay busy, each lane's share of the calls is within one
//! call of its weight. An empty lane earns nothing and yields its turn. When the set of busy lanes changes, half of each
//! remaining lane's credit is carried over, at most half its weight: enough that no lane starves under a flicker of
//! others, too little to disturb the shares of the new stretch.

use crate::{
    CounterConfig, CounterId, Lane, LaneWeights, State, TicketId,
    state::{Line, QueuePlace},
};

/// The choice for a counter's next call.
pub(crate) struct Pick {
    pub ticket: TicketId,
    pub lane: Lane,
    pub weights: Vec<(Lane, u32)>,
    pub credits: [i64; 4],
    pub busy_lanes: u8,
}

/// Credits count in thousandths, so that halves stay whole numbers.
const UNIT: i64 = 1000;

/// Who a counter would call now, if anyone waits.
pub(crate) fn pick(state: &State, counter: &CounterConfig, weights: LaneWeights) -> Option<Pick> {
    let heads = Lane::ALL.map(|lane| head(state, counter, lane));
    let busy = heads.map(|h| h.is_some());
    let before = state.counter(&counter.id);
    let (lane, credits, busy_lanes) = turn(before.credits, before.busy_lanes, busy, weights)?;
    let (_, ticket) = heads[lane.index()]?;
    let weights = Lane::ALL.into_iter().filter(|l| busy[l.index()]).map(|l| (l, weights.of(l))).collect();
    Some(Pick { ticket, lane, weights, credits, busy_lanes })
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
    let at_counter = state.counter(counter);
    let (mut credits, mut busy_before) = (at_counter.credits, at_counter.busy_lanes);
    let mut order = Vec::new();
    while order.len() < limit {
        let busy = [0, 1, 2, 3].map(|i: usize| !lanes[i].is_empty());
        let Some((lane, after, busy_after)) = turn(credits, busy_before, busy, site.lanes) else { break };
        (credits, busy_before) = (after, busy_after);
        if let Some(ticket) = lanes[lane.index()].pop_front() {
            order.push(Upcoming { ticket, lane });
        }
    }
    order
}

/// One turn: the lane called, the credits after, and the busy lanes as bits.
fn turn(credits: [i64; 4], busy_before: u8, busy: [bool; 4], weights: LaneWeights) -> Option<(Lane, [i64; 4], u8)> {
    let bits = Lane::ALL.iter().fold(0, |bits, l| bits | (u8::from(busy[l.index()]) << l.index()));
    let mut credits = if bits == busy_before { credits } else { carry_over(credits, busy, weights) };
    let mut total = 0;
    for lane in Lane::ALL.into_iter().filter(|l| busy[l.index()]) {
        let weight = i64::from(weights.of(lane)) * UNIT;
        credits[lane.index()] += weight;
        total += weight;
    }
    // The first of equals wins: the order of the lanes breaks ties.
    let richest = Lane::ALL.into_iter().filter(|l| busy[l.index()]).rev().max_by_key(|l| credits[l.index()])?;
    credits[richest.index()] -= total;
    Some((richest, credits, bits))
}

fn carry_over(credits: [i64; 4], busy: [bool; 4], weights: LaneWeights) -> [i64; 4] {
    let mut carried = [0; 4];
    for lane in Lane::ALL.into_iter().filter(|l| busy[l.index()]) {
        let bound = i64::from(weights.of(lane)) * UNIT;
        carried[lane.index()] = credits[lane.index()].clamp(-bound, bound) / 2;
    }
    carried
}

fn head(state: &State, counter: &CounterConfig, lane: Lane) -> Option<(QueuePlace, TicketId)> {
    Line::all_of(counter).filter_map(|line| state.queues.lane(&line, lane).next()).min()
}
