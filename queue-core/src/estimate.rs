//! How long: an interval from the citizens ahead, the counters open for them and recent service times.
//!
//! A queue-length-based delay predictor (Ibrahim and Whitt, "Real-time delay estimation", 2009): those ahead times the
//! mean service time over the counters at work, here made aware of lanes (weights decide who is ahead), of counters that
//! share their time between services, and of lunch. The width grows with the square root of those ahead, as a sum of
//! independent service times does. Every interval that paper, wall, kiosk and phone show comes from here.

use crate::{
    CounterConfig, CounterStatus, Lane, LaneWeights, ServiceId, Site, State, Ticket, TicketState, UtcMillis,
    state::Line,
};

/// An interval in whole seconds, in steps of five minutes, in which about four of five citizens are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Wait {
    pub low_s: u32,
    pub high_s: u32,
}

/// What someone who takes a ticket for a service now would find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceQueue {
    /// The service.
    pub service: ServiceId,
    /// Citizens waiting, all lanes.
    pub waiting: u32,
    /// Citizens called before a newcomer of the regular lane.
    pub ahead: u32,
    /// How long that takes.
    pub wait: Option<Wait>,
    /// Citizens called before a newcomer of the priority lane.
    pub priority_ahead: u32,
    /// How long that takes.
    pub priority_wait: Option<Wait>,
    /// Whether the service is offered today.
    pub offered: bool,
}

/// Intervals are told in steps: a single minute would be a promise nobody can keep.
const STEP_S: f64 = 300.0;
/// 80 % of a normal distribution lie within this many standard deviations.
const Z80: f64 = 1.28;
/// Standard deviation of a normal distribution over its mean absolute deviation.
const SD_PER_MAD: f64 = 1.25;
/// Service times at a counter scatter at least this much of their mean.
const MIN_CV: f64 = 0.35;
/// With every counter busy, this much of a mean service time passes until one comes free, seen by one arriving.
const RESIDUAL: f64 = 0.6;

/// Every service of the site, in site order.
pub fn service_waits(state: &State, now: UtcMillis) -> Vec<ServiceQueue> {
    let Some(site) = state.site() else { return Vec::new() };
    let now = state.effective(now);
    let today = site.day_of(now).weekday();
    let newcomer = |service: &ServiceId, lane| {
        let line = Line::Service(service.clone());
        let ahead = ahead(state, site.lanes, &line, lane, state.queues.len(&line, lane));
        (ahead, wait(state, site, service, ahead, now))
    };
    let queue = |s: &crate::Service| {
        let (ahead, wait) = newcomer(&s.id, Lane::Regular);
        let (priority_ahead, priority_wait) = newcomer(&s.id, Lane::Priority);
        let waiting = u32::try_from(state.waiting(&s.id)).unwrap_or(u32::MAX);
        let offered = s.offered_on(today);
        let (wait, priority_wait) = if offered { (wait, priority_wait) } else { (None, None) };
        ServiceQueue { service: s.id.clone(), waiting, ahead, wait, priority_ahead, priority_wait, offered }
    };
    site.services.iter().map(queue).collect()
}

/// Citizens called before a waiting ticket, and how long that takes. Nothing to tell for any other ticket.
pub fn ticket_wait(state: &State, ticket: &Ticket, now: UtcMillis) -> (u32, Option<Wait>) {
    let (Some(site), TicketState::Waiting) = (state.site(), ticket.state) else { return (0, None) };
    let line = match &ticket.bound_to {
        Some(counter) => Line::Counter(counter.clone()),
        None => Line::Service(ticket.service.clone()),
    };
    let ahead = ahead(state, site.lanes, &line, ticket.lane, state.queues.position(ticket));
    (ahead, wait(state, site, &ticket.service, ahead, state.effective(now)))
}

/// Those before it in its own lane, and of every other lane as many as the weights let pass meanwhile.
fn ahead(state: &State, weights: LaneWeights, line: &Line, lane: Lane, position: usize) -> u32 {
    let own = weights.of(lane) as usize;
    let others = Lane::ALL.into_iter().filter(|l| *l != lane).map(|other| {
        let passing = ((2 * position + 1) * weights.of(other) as usize + own) / (2 * own);
        passing.min(state.queues.len(line, other))
    });
    u32::try_from(position + others.sum::<usize>()).unwrap_or(u32::MAX)
}

fn wait(state: &State, site: &Site, service: &ServiceId, ahead: u32, now: UtcMillis) -> Option<Wait> {
    let open = |c: &&CounterConfig| state.counter(&c.id).status == CounterStatus::Open;
    let mut counters: Vec<_> = site.counters_for(service).filter(open).collect();
    // Before the first counter opens, and while all pause, the roster is the best that anyone knows.
    let planned = counters.is_empty();
    if planned {
        counters = site.counters_for(service).collect();
    }
    let servers: f64 = counters.iter().map(|c| share(state, site, c, service, ahead)).sum();
    if servers <= 0.0 {
        return None;
    }
    let (mean, deviation) = service_time(state, site, service);
    let free = !planned && ahead == 0 && counters.iter().any(|c| state.counter(&c.id).current.is_none());
    let turns = f64::from(ahead) + if free { 0.0 } else { RESIDUAL };
    let middle = turns * mean / servers;
    let spread = Z80 * deviation.max(MIN_CV * mean) * turns.sqrt() / servers;
    let low = ((middle - spread).max(0.0) / STEP_S).floor() * STEP_S;
    let high = (((middle + spread) / STEP_S).ceil() * STEP_S).max(low + STEP_S);
    let high_s = over_breaks(site, now, high).max(STEP_S as u32);
    // Closing time ends both bounds: the interval stays one step wide.
    let low_s = over_breaks(site, now, low).min(high_s.saturating_sub(STEP_S as u32));
    Some(Wait { low_s, high_s })
}

/// The part of a counter's time that goes to a service: by the work that waits for it against all that waits there.
fn share(state: &State, site: &Site, counter: &CounterConfig, service: &ServiceId, ahead: u32) -> f64 {
    let work = |s: &ServiceId| {
        let people = state.waiting(s).max(if s == service { ahead as usize + 1 } else { 0 });
        people as f64 * service_time(state, site, s).0 / site.counters_for(s).count().max(1) as f64
    };
    let own = work(service);
    own / counter.serves.iter().map(work).sum::<f64>().max(own)
}

/// Mean and spread of a service time in seconds: learnt, or as planned in the site file.
fn service_time(state: &State, site: &Site, service: &ServiceId) -> (f64, f64) {
    match state.data.times.get(service) {
        Some(time) => (time.mean_ms.max(1_000) as f64 / 1000.0, SD_PER_MAD * time.deviation_ms as f64 / 1000.0),
        None => {
            let planned = site.service(service).map_or(600.0, |s| f64::from(s.minutes.max(1)) * 60.0);
            (planned, planned / 2.0)
        }
    }
}

/// Adds the time before opening and at lunch to seconds of work. What does not fit today ends at closing time: nobody
/// is called later.
fn over_breaks(site: &Site, now: UtcMillis, work_s: f64) -> u32 {
    let today = site.day_of(now);
    let mut left_ms = (work_s * 1000.0) as i64;
    let mut closing = now;
    for session in site.hours.sessions_on(today) {
        let from = today.at(session.from, site.utc_offset_min).max(now);
        let to = today.at(session.to, site.utc_offset_min);
        if to <= now {
            continue;
        }
        if from.0 + left_ms <= to.0 {
            return step_up(from.0 + left_ms - now.0);
        }
        left_ms -= to.0 - from.0;
        closing = to;
    }
    // After hours those who still wait are served on: no break is left to add.
    if closing == now { work_s as u32 } else { step_up(closing.0 - now.0) }
}

fn step_up(ms: i64) -> u32 {
    ((ms as f64 / 1000.0 / STEP_S).round() * STEP_S) as u32
}
