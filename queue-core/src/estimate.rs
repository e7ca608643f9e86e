//! How long: an interval from the citizens ahead, the counters open for them and recent service times.
//!
//! A queue-length-based delay predictor (Ibrahim and Whitt, "Real-time delay estimation", 2009): those ahead times the
//! mean service time over the counters at work, here made aware of lanes (weights decide who is ahead), of counters that
//! serve several services in one order of waiting, and of lunch. The width grows with the square root of those ahead, as
//! a sum of independent service times does. Every interval that paper, wall, kiosk and phone show comes from here.

use crate::{
    CounterConfig, CounterStatus, Lane, ServiceId, Site, State, Ticket, TicketState, UtcMillis,
    state::{Line, QueuePlace},
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
/// Before any has been served, service times are taken to scatter this much of the planned mean.
const PLANNED_CV: f64 = 0.4;
/// With every counter busy, this much of a mean service time passes until one comes free, seen by one arriving.
const RESIDUAL: f64 = 0.6;

/// Every service of the site, in site order.
pub fn service_waits(state: &State, now: UtcMillis) -> Vec<ServiceQueue> {
    let Some(site) = state.site() else { return Vec::new() };
    let now = state.effective(now);
    let today = site.day_of(now).weekday();
    let queue = |s: &crate::Service| {
        let desks = Desks::of_service(state, site, &s.id);
        let newcomer = |lane| {
            let people = desks.before(state, site, lane, None);
            (people.round() as u32, desks.wait(state, site, people, now))
        };
        let (ahead, wait) = newcomer(Lane::Regular);
        let (priority_ahead, priority_wait) = newcomer(Lane::Priority);
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
    let desks = match ticket.bound_to.as_ref().and_then(|id| site.counter(id)) {
        Some(counter) => Desks::of(state, site, vec![counter], &ticket.service),
        None => Desks::of_service(state, site, &ticket.service),
    };
    let people = desks.before(state, site, ticket.lane, Some((ticket.queued_at, ticket.order)));
    (people.round() as u32, desks.wait(state, site, people, state.effective(now)))
}

/// The counters that may call someone, and the lines they call from.
struct Desks<'a> {
    counters: Vec<&'a CounterConfig>,
    /// Whether none of them is open: then the roster is the best that anyone knows.
    planned: bool,
    /// Each line with the part of its people that will come to these counters.
    lines: Vec<(Line, f64)>,
    /// Mean and spread of a service time of those who wait here, in seconds.
    time: (f64, f64),
}

impl<'a> Desks<'a> {
    fn of_service(state: &State, site: &'a Site, service: &'a ServiceId) -> Self {
        Self::of(state, site, site.counters_for(service).collect(), service)
    }

    fn of(state: &State, site: &'a Site, counters: Vec<&'a CounterConfig>, service: &ServiceId) -> Self {
        let open = |c: &CounterConfig| state.counter_status(&c.id) == CounterStatus::Open;
        let planned = !counters.iter().any(|c| open(c));
        let counters: Vec<_> = counters.into_iter().filter(|c| planned || open(c)).collect();
        let mut lines: Vec<_> = counters.iter().map(|c| (Line::Counter(c.id.clone()), 1.0)).collect();
        for service in &site.services {
            let here = counters.iter().filter(|c| c.serves.contains(&service.id)).count();
            if here > 0 {
                let at_work = site.counters_for(&service.id).filter(|c| planned || open(c)).count();
                lines.push((Line::Service(service.id.clone()), here as f64 / at_work.max(here) as f64));
            }
        }
        // Where nobody waits, what matters is who is being served, most likely for the same.
        let time = mix(state, site, &lines).unwrap_or_else(|| service_time(state, site, service));
        Self { counters, planned, lines, time }
    }

    /// Those before a place in time (before a newcomer, without one): all older ones of its own lane, over all lines of
    /// these counters, and of every other lane as many as the weights let pass meanwhile.
    fn before(&self, state: &State, site: &Site, lane: Lane, place: Option<QueuePlace>) -> f64 {
        let weights = site.lanes;
        let count = |lane, place| -> f64 {
            self.lines.iter().map(|(line, part)| part * state.queues.before(line, lane, place) as f64).sum()
        };
        let position = count(lane, place);
        let own = f64::from(weights.of(lane));
        let others = Lane::ALL.into_iter().filter(|l| *l != lane).map(|other| {
            let passing = ((2.0 * position + 1.0) * f64::from(weights.of(other)) / (2.0 * own)).round();
            passing.min(count(other, None))
        });
        position + others.sum::<f64>()
    }

    /// How long it takes to call so many.
    fn wait(&self, state: &State, site: &Site, people: f64, now: UtcMillis) -> Option<Wait> {
        let servers = self.counters.len() as f64;
        if servers < 1.0 {
            return None;
        }
        let free = !self.planned && people < 0.5 && self.counters.iter().any(|c| state.is_free(&c.id));
        let (mean, deviation) = self.time;
        let turns = people + if free { 0.0 } else { RESIDUAL };
        let middle = turns * mean / servers;
        let spread = Z80 * deviation.max(MIN_CV * mean) * turns.sqrt() / servers;
        let low = ((middle - spread).max(0.0) / STEP_S).floor() * STEP_S;
        let high = (((middle + spread) / STEP_S).ceil() * STEP_S).max(low + STEP_S);
        let high_s = over_breaks(site, now, high).max(STEP_S as u32);
        // Closing time ends both bounds: the interval stays one step wide.
        let low_s = over_breaks(site, now, low).min(high_s.saturating_sub(STEP_S as u32));
        Some(Wait { low_s, high_s })
    }
}

/// Mean and spread of a service time over all who wait in some lines, if anyone does.
fn mix(state: &State, site: &Site, lines: &[(Line, f64)]) -> Option<(f64, f64)> {
    let (mut work, mut spread, mut heads) = (0.0, 0.0, 0.0);
    for (line, part) in lines {
        if let Line::Service(service) = line {
            let waiting = part * state.waiting(service) as f64;
            let (mean, deviation) = service_time(state, site, service);
            work += waiting * mean;
            spread += waiting * deviation;
            heads += waiting;
        }
    }
    (heads > 0.0).then(|| (work / heads, spread / heads))
}

/// Mean and spread of a service time in seconds: learnt, or as planned in the site file.
fn service_time(state: &State, site: &Site, service: &ServiceId) -> (f64, f64) {
    match state.data.times.get(service) {
        Some(time) => (time.mean_ms.max(1_000) as f64 / 1000.0, SD_PER_MAD * time.deviation_ms as f64 / 1000.0),
        None => {
            let planned = site.service(service).map_or(600.0, |s| f64::from(s.minutes.max(1)) * 60.0);
            (planned, PLANNED_CV * planned)
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
