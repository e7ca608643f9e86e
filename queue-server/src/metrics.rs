//! Numbers for operators, at `/metrics` in the Prometheus text format.

use std::{sync::atomic::AtomicU64, time::Duration};

use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{
        counter::Counter,
        family::Family,
        gauge::Gauge,
        histogram::{Histogram, exponential_buckets},
    },
    registry::Registry,
};

/// The registry and what is counted.
pub struct Metrics {
    registry: Registry,
    commands: Counter,
    events: Counter,
    commit_failures: Counter,
    commit_seconds: Histogram,
    answers: Family<Answered, Counter>,
    subscribers: Gauge,
    connections: Gauge,
    sequence: Gauge<u64, AtomicU64>,
    waiting: Gauge,
    ready: Gauge,
}

/// What is read off at the moment someone asks.
#[allow(missing_docs)]
pub struct Reading {
    pub subscribers: usize,
    pub connections: usize,
    pub sequence: u64,
    pub waiting: usize,
    pub ready: bool,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Answered {
    status: u16,
}

impl Metrics {
    /// Everything at zero.
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("motcua");
        let metrics = Self {
            commands: Counter::default(),
            events: Counter::default(),
            commit_failures: Counter::default(),
            // 0.5 ms to 2 s: a healthy disk to one about to fail.
            commit_seconds: Histogram::new(exponential_buckets(0.0005, 2.0, 13)),
            answers: Family::default(),
            subscribers: Gauge::default(),
            connections: Gauge::default(),
            sequence: Gauge::default(),
            waiting: Gauge::default(),
            ready: Gauge::default(),
            registry: Registry::default(),
        };
        registry.register("commands", "Commands taken by the writer", metrics.commands.clone());
        registry.register("events", "Events appended to the log", metrics.events.clone());
        registry.register("commit_failures", "Batches that the disk refused", metrics.commit_failures.clone());
        registry.register("commit_seconds", "Time to decide, write and sync a batch", metrics.commit_seconds.clone());
        registry.register("answers", "Answers of the API by status", metrics.answers.clone());
        registry.register("subscribers", "Open event streams", metrics.subscribers.clone());
        registry.register("connections", "Open connections", metrics.connections.clone());
        registry.register("sequence", "Position of the last event", metrics.sequence.clone());
        registry.register("waiting", "Citizens waiting now", metrics.waiting.clone());
        registry.register("ready", "1 while commands can be taken", metrics.ready.clone());
        Self { registry, ..metrics }
    }

    /// A batch was committed.
    pub fn batch(&self, commands: usize, events: usize, took: Duration) {
        self.commands.inc_by(commands as u64);
        self.events.inc_by(events as u64);
        self.commit_seconds.observe(took.as_secs_f64());
    }

    /// A batch was not committed.
    pub fn commit_failed(&self) {
        self.commit_failures.inc();
    }

    /// A request was answered.
    pub fn answered(&self, status: u16) {
        self.answers.get_or_create(&Answered { status }).inc();
    }

    /// The text that Prometheus reads.
    pub fn text(&self, reading: &Reading) -> String {
        self.subscribers.set(reading.subscribers as i64);
        self.connections.set(reading.connections as i64);
        self.sequence.set(reading.sequence);
        self.waiting.set(reading.waiting as i64);
        self.ready.set(i64::from(reading.ready));
        let mut text = String::new();
        // Writing to a String cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}
