//! Simulated days: what people were told when they took a number, against how long they then waited.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use common::{Office, at};
use queue_core::{CounterId, Event, Lane, Task, TicketId, UtcMillis, ticket_wait};

/// Counters, mean seconds between two arrivals, and how much service times scatter.
const HALLS: [(usize, f64, f64); 5] =
    [(1, 420.0, 0.4), (2, 210.0, 0.4), (3, 140.0, 0.4), (3, 140.0, 0.7), (3, 115.0, 0.5)];
const DAYS: u64 = 12;

/// About four of five are called within their interval, whatever the hall. For those who find a queue its middle is
/// nearer than the wait of the one who was called last, which is what people go by without it.
#[test]
fn most_intervals_come_true() {
    for (counters, between, scatter) in HALLS {
        let mut told = Told::default();
        (0..DAYS).for_each(|seed| day(seed, counters, between, scatter, &mut told));
        let covered = told.covered as f64 / told.waited as f64;
        let (ours, naive) = (told.error_s / told.queued as f64, told.naive_error_s / told.queued as f64);
        println!(
            "{counters} counters, {between} s, {scatter}: {covered:.2} of {}, {ours:.0} s against {naive:.0} s",
            told.waited
        );
        assert!(told.waited > 300, "{told:?}");
        assert!(
            covered > 0.75,
            "{counters} counters, {between} s, {scatter}: {covered:.2} of {} came true",
            told.waited
        );
        assert!(ours < naive, "{counters} counters, {between} s, {scatter}: {ours:.0} s off against {naive:.0} s");
    }
}

#[derive(Debug, Default)]
struct Told {
    waited: u32,
    covered: u32,
    /// Those who found at least as many waiting as there are counters.
    queued: u32,
    error_s: f64,
    naive_error_s: f64,
}

/// One morning of one service, from seven to half past eleven. Clerks call as soon as they are free.
fn day(seed: u64, counters: usize, between: f64, scatter: f64, told: &mut Told) {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ (seed + 1).wrapping_mul(0xD1B5_4A32_D192_ED03));
    let mut site = common::site();
    let like = site.counters[1].clone();
    site.counters = (1..=counters)
        .map(|n| queue_core::CounterConfig {
            id: CounterId::new(format!("quay-{n}")),
            number: n as u32,
            ..like.clone()
        })
        .collect();
    site.counters[0].serves = site.services.iter().map(|s| s.id.clone()).collect();
    let ids: Vec<_> = site.counters.iter().map(|c| c.id.clone()).collect();
    let mut office = Office::with(site);
    office.now = at("2019-08-01T00:00:00Z");
    ids.iter().for_each(|id| drop(office.act(Task::Open { counter: id.clone() }).unwrap()));
    let end = at("2019-08-01T04:00:00Z");
    let mut arrival = office.now;
    let mut free_at: Vec<Option<UtcMillis>> = vec![None; counters];
    let mut promised = BTreeMap::<TicketId, (UtcMillis, u32, u32, u32, bool)>::new();
    let mut last_wait = 0;
    loop {
        let done = free_at.iter().flatten().min().copied();
        let next = done.map_or(arrival, |done| done.min(arrival));
        if next >= end {
            return;
        }
        office.now = next;
        if next == arrival {
            let id = office.issue("dat-dai", Lane::Regular).unwrap();
            let (ahead, wait) = ticket_wait(&office.state, office.state.ticket(id).unwrap(), office.now);
            let wait = wait.unwrap();
            promised.insert(id, (office.now, wait.low_s, wait.high_s, last_wait, ahead as usize >= counters));
            arrival = office.now.plus_s(dice.exponential(between) as i64 + 1);
        }
        for (i, id) in ids.iter().enumerate() {
            if free_at[i].is_some_and(|at| at > office.now) {
                continue;
            }
            free_at[i] = None;
            let finish = true;
            let Ok(events) = office.act(Task::CallNext { counter: id.clone(), finish }) else { continue };
            let Some(Event::TicketCalled { ticket, .. }) = events.last() else { continue };
            office.act(Task::Start(*ticket)).unwrap();
            let (since, low, high, naive, queued) = promised[ticket];
            let waited = office.now.since_s(since) as u32;
            last_wait = waited;
            told.waited += 1;
            told.covered += u32::from(low <= waited && waited <= high);
            if queued {
                told.queued += 1;
                told.error_s += (f64::from(waited) - f64::from(low + high) / 2.0).abs();
                told.naive_error_s += f64::from(waited.abs_diff(naive));
            }
            free_at[i] = Some(office.now.plus_s(dice.service(360.0, scatter) as i64 + 1));
        }
    }
}

/// Numbers that are the same on every machine.
struct Dice(u64);

impl Dice {
    fn unit(&mut self) -> f64 {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn exponential(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.unit()).ln()
    }

    /// Log-normal, as service times at counters are.
    fn service(&mut self, mean: f64, cv: f64) -> f64 {
        let sigma2 = (1.0 + cv * cv).ln();
        let normal = (-2.0 * (1.0 - self.unit()).ln()).sqrt() * (std::f64::consts::TAU * self.unit()).cos();
        (mean.ln() - sigma2 / 2.0 + sigma2.sqrt() * normal).exp()
    }
}
