//! How long: an interval from the citizens ahead, the counters open for them and recent service times.
//!
//! A queue-length-based delay predictor (Ibrahim and Whitt, "Real-time delay estimation", 2009): those ahead times the
//! mean service time over the counters at work, here made aware of lanes (weights decide who is ahead), of counters that
//! serve several services in one order of waiting, and of lunch. The width grows with the square root of those ahead, as
//! a sum of independent service times does. Every interval that paper, wall, kiosk, console and phone show comes from here.
//!
//! An interval never runs backwards without a cause. What somebody is told depends on those who will be called before and
//! on nobody behind; between two events it only counts down, by the time that the service under way has taken, and when
//! that service takes longer than expected it stands still and is not told shorter than the people ahead allow.

mod crowd;

use self::crowd::{Crowd, ServingTime};
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
/// Service times are taken to scatter at most this much of their mean: beyond it, one person less ahead could make the
/// near end of an interval later.
const MAX_CV: f64 = 1.0 / Z80;
/// With every counter busy, this much of a service time passes until one comes free, seen by one who arrives meanwhile.
const RESIDUAL: f64 = 0.6;
/// The same at the instant of a call: counters call once a service time, divided by how many they are.
const WHOLE: f64 = 1.0;

/// Every service of the site, in site order.
pub fn service_waits(state: &State, now: UtcMillis) -> Vec<ServiceQueue> {
    let Some(site) = state.site() else { return Vec::new() };
    let now = state.effective(now);
    let today = site.day_of(now).weekday();
    let queue = |s: &crate::Service| {
        let desks = Desks::of_service(state, site, &s.id);
        let newcomer = |lane| {
            let crowd = desks.before(lane, None);
            (crowd.people.round() as u32, desks.wait(&crowd, now, now))
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
    let crowd = desks.before(ticket.lane, Some((ticket.queued_at, ticket.order)));
    let since = ticket.waiting_since.unwrap_or(ticket.issued_at);
    (crowd.people.round() as u32, desks.wait(&crowd, since, state.effective(now)))
}

/// The counters that may call someone, and the lines they call from.
struct Desks<'a> {
    state: &'a State,
    site: &'a Site,
    counters: Vec<&'a CounterConfig>,
    /// Whether none of them is open: then the roster is the best that anyone knows.
    planned: bool,
    /// Each line with the part of its people that will come to these counters, and how long one of them takes.
    lines: Vec<(Line, f64, ServingTime)>,
    /// How long one takes of the service asked about.
    own: ServingTime,
}

impl<'a> Desks<'a> {
    fn of_service(state: &'a State, site: &'a Site, service: &'a ServiceId) -> Self {
        Self::of(state, site, site.counters_for(service).collect(), service)
    }

    fn of(state: &'a State, site: &'a Site, counters: Vec<&'a CounterConfig>, service: &ServiceId) -> Self {
        let open = |c: &CounterConfig| state.counter_status(&c.id) == CounterStatus::Open;
        let planned = !counters.iter().any(|c| open(c));
        let counters: Vec<_> = counters.into_iter().filter(|c| planned || open(c)).collect();
        let own = ServingTime::of(state, site, service);
        let mut lines: Vec<_> = counters.iter().map(|c| (Line::Counter(c.id.clone()), 1.0, own)).collect();
        for service in &site.services {
            let here = counters.iter().filter(|c| c.serves.contains(&service.id)).count();
            if here > 0 {
                let at_work = site.counters_for(&service.id).filter(|c| planned || open(c)).count();
                let part = here as f64 / at_work.max(here) as f64;
                lines.push((Line::Service(service.id.clone()), part, ServingTime::of(state, site, &service.id)));
            }
        }
        Self { state, site, counters, planned, lines, own }
    }

    /// Those before a place in time (before a newcomer, without one): all older ones of its own lane, over all lines of
    /// these counters, and of every other lane as many as the weights let pass meanwhile, the oldest of it first.
    fn before(&self, lane: Lane, place: Option<QueuePlace>) -> Crowd {
        let weights = self.site.lanes;
        let mut crowd = self.older(lane, place);
        let position = crowd.people;
        let own = f64::from(weights.of(lane));
        for other in Lane::ALL.into_iter().filter(|l| *l != lane) {
            let passing = ((2.0 * position + 1.0) * f64::from(weights.of(other)) / (2.0 * own)).round();
            let all = self.older(other, None);
            crowd.join(&if all.people <= passing { all } else { self.first(other, passing) });
        }
        crowd
    }

    /// All of one lane before a place in time.
    fn older(&self, lane: Lane, place: Option<QueuePlace>) -> Crowd {
        let mut crowd = Crowd::default();
        for (line, part, time) in &self.lines {
            crowd.add(part * self.state.queues.before(line, lane, place) as f64, *time);
        }
        crowd
    }

    /// The oldest of one lane, so many of them.
    fn first(&self, lane: Lane, people: f64) -> Crowd {
        let mut waiting: Vec<_> = Vec::new();
        for (line, part, time) in &self.lines {
            // A line from which few come here is read further.
            let most = (people / part).ceil() as usize;
            waiting.extend(self.state.queues.lane(line, lane).take(most).map(|(place, _)| (place, *part, *time)));
        }
        waiting.sort_unstable_by_key(|(place, ..)| *place);
        let mut crowd = Crowd::default();
        for (_, part, time) in waiting {
            let part = part.min(people - crowd.people);
            if part <= 0.0 {
                break;
            }
            crowd.add(part, time);
        }
        crowd
    }

    /// How long it takes to call so many, for one who waits here since an instant.
    fn wait(&self, crowd: &Crowd, since: UtcMillis, now: UtcMillis) -> Option<Wait> {
        let servers = self.counters.len() as f64;
        if servers < 1.0 {
            return None;
        }
        let (whole, left) = self.until_the_next_call(since, now);
        let time = self.under_way();
        let middle = (crowd.work + left * time.mean) / servers;
        let spread = Z80 * (crowd.variance + whole * time.deviation.powi(2)).sqrt() / servers;
        let (low, high) = ((middle - spread).max(0.0), middle + spread);
        let step = |s: f64, round: fn(f64) -> f64| (round(s / STEP_S) * STEP_S) as u32;
        let high_s = step(over_breaks(self.site, now, high), f64::ceil).max(STEP_S as u32);
        // Closing time ends both bounds: the interval stays one step wide.
        let low_s = step(over_breaks(self.site, now, low), f64::floor).min(high_s - STEP_S as u32);
        Some(Wait { low_s, high_s })
    }

    /// Service times that pass until these counters call again: as expected when it was last known, and what is left of
    /// that now. A counter that is free calls at once.
    fn until_the_next_call(&self, since: UtcMillis, now: UtcMillis) -> (f64, f64) {
        if !self.planned && self.counters.iter().any(|c| self.state.is_free(&c.id)) {
            return (0.0, 0.0);
        }
        let moved = self.counters.iter().filter_map(|c| self.state.counter_ref(&c.id)?.moved_at).max();
        let (whole, from) = match moved {
            Some(moved) if !self.planned && moved >= since => (WHOLE, moved),
            _ => (RESIDUAL, since),
        };
        let turn_s = self.under_way().mean / self.counters.len() as f64;
        (whole, (whole - worked_s(self.site, from, now) / turn_s).max(0.0))
    }

    /// How long those take who are being served at these counters.
    fn under_way(&self) -> ServingTime {
        let mut crowd = Crowd::default();
        for counter in &self.counters {
            let ticket =
                self.state.counter_ref(&counter.id).and_then(|c| c.current).and_then(|id| self.state.ticket(id));
            if let Some(ticket) = ticket {
                crowd.add(1.0, ServingTime::of(self.state, self.site, &ticket.service));
            }
        }
        crowd.average().unwrap_or(self.own)
    }
}

/// Adds the time before opening and at lunch to seconds of work. What does not fit today ends at closing time: nobody
/// is called later.
fn over_breaks(site: &Site, now: UtcMillis, work_s: f64) -> f64 {
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
            return (from.0 + left_ms - now.0) as f64 / 1000.0;
        }
        left_ms -= to.0 - from.0;
        closing = to;
    }
    // After hours those who still wait are served on: no break is left to add.
    if closing == now { work_s } else { (closing.0 - now.0) as f64 / 1000.0 }
}

/// Seconds between two instants without the time before opening and lunch. After hours those who still wait are served on.
fn worked_s(site: &Site, from: UtcMillis, to: UtcMillis) -> f64 {
    let today = site.day_of(to);
    let sessions: Vec<_> = site.hours.sessions_on(today).iter().map(|s| (s.from, s.to)).collect();
    let at = |time| today.at(time, site.utc_offset_min).0;
    let last = sessions.last().map_or(from.0, |(_, to)| at(*to));
    let spans = sessions.iter().map(|(from, to)| (at(*from), at(*to))).chain([(last, i64::MAX)]);
    let ms: i64 = spans.map(|(begin, end)| (end.min(to.0) - begin.max(from.0)).max(0)).sum();
    ms as f64 / 1000.0
}
