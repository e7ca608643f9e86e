//! People who will be called, and how long that takes: sums of means and of variances, so that one more ahead never
//! makes a wait shorter and one less never makes it longer.

use super::{MAX_CV, MIN_CV, PLANNED_CV, SD_PER_MAD};
use crate::{ServiceId, Site, State};

/// How long one service takes, in seconds.
#[derive(Clone, Copy, Debug)]
pub(super) struct ServingTime {
    pub mean: f64,
    /// Standard deviation.
    pub deviation: f64,
}

impl ServingTime {
    /// Learnt, or as planned in the site file.
    pub fn of(state: &State, site: &Site, service: &ServiceId) -> Self {
        let (mean, deviation) = match state.data.times.get(service) {
            Some(time) => (time.mean_ms.max(1_000) as f64 / 1000.0, SD_PER_MAD * time.deviation_ms as f64 / 1000.0),
            None => {
                let planned = site.service(service).map_or(600.0, |s| f64::from(s.minutes.max(1)) * 60.0);
                (planned, PLANNED_CV * planned)
            }
        };
        Self { mean, deviation: deviation.clamp(MIN_CV * mean, MAX_CV * mean) }
    }
}

/// Some people and their work. They come in parts, where counters elsewhere share a line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Crowd {
    pub people: f64,
    /// Seconds of service.
    pub work: f64,
    pub variance: f64,
}

impl Crowd {
    /// So many more of one service.
    pub fn add(&mut self, people: f64, time: ServingTime) {
        self.people += people;
        self.work += people * time.mean;
        self.variance += people * time.deviation.powi(2);
    }

    /// All of another crowd.
    pub fn join(&mut self, other: &Self) {
        self.people += other.people;
        self.work += other.work;
        self.variance += other.variance;
    }

    /// One of them.
    pub fn average(&self) -> Option<ServingTime> {
        let people = Some(self.people).filter(|people| *people > 0.0)?;
        Some(ServingTime { mean: self.work / people, deviation: (self.variance / people).sqrt() })
    }
}
