//! A figure: what is measured, the bound it must keep, and what came out.

use std::fmt;

use anyhow::Result;

use crate::house::{self, House};

/// What a ratio must be.
#[derive(Clone, Copy, Debug)]
pub enum Bound {
    /// This or more.
    AtLeast(f64),
    /// This or less.
    AtMost(f64),
}

/// One of the README's numbers.
pub struct Figure {
    /// Its key in the report.
    pub name: &'static str,
    /// What is divided by what.
    pub what: &'static str,
    /// What it must keep.
    pub bound: Bound,
    /// What it would like to reach.
    pub aim: Option<f64>,
    /// Measures one ratio a round.
    pub rounds: fn(&House) -> Result<Vec<f64>>,
}

/// What came out of a figure.
pub struct Outcome {
    /// Its key in the report.
    pub name: &'static str,
    /// What is divided by what.
    pub what: &'static str,
    /// What it must keep.
    pub bound: Bound,
    /// What it would like to reach.
    pub aim: Option<f64>,
    /// The ratio of each round, or why there is none.
    pub runs: Result<Vec<f64>, String>,
}

impl Figure {
    /// Measures it. A figure that cannot be measured is an outcome too, and not a good one.
    pub fn measure(&self, house: &House) -> Outcome {
        house::say(&format!("{}: {}", self.name, self.what));
        let runs = (self.rounds)(house).and_then(|runs| {
            anyhow::ensure!(runs.iter().all(|r| r.is_finite()) && !runs.is_empty(), "no round gave a number");
            Ok(runs)
        });
        let runs = runs.map_err(|e| format!("{e:#}"));
        if let Err(reason) = &runs {
            house::say(&format!("{} COULD NOT BE MEASURED: {reason}", self.name));
        }
        Outcome { name: self.name, what: self.what, bound: self.bound, aim: self.aim, runs }
    }
}

impl Outcome {
    /// The median round.
    pub fn ratio(&self) -> Option<f64> {
        self.runs.as_deref().ok().map(median)
    }

    /// Whether it was measured and keeps its bound.
    pub fn holds(&self) -> bool {
        self.ratio().is_some_and(|ratio| self.bound.margin(ratio) >= 1.0)
    }
}

impl Bound {
    /// How many times better than the bound a ratio is; below 1 it is missed.
    pub fn margin(self, ratio: f64) -> f64 {
        match self {
            Self::AtLeast(bound) => ratio / bound,
            Self::AtMost(bound) => bound / ratio,
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtLeast(bound) => write!(f, "≥ {bound:.2}"),
            Self::AtMost(bound) => write!(f, "≤ {bound:.2}"),
        }
    }
}

/// The middle of some numbers; not a number if there are none.
pub fn median(numbers: &[f64]) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    match sorted.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => sorted[n / 2],
        n => f64::midpoint(sorted[n / 2 - 1], sorted[n / 2]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle() {
        let is = |numbers: &[f64], middle: f64| (median(numbers) - middle).abs() < f64::EPSILON;
        assert!(is(&[3.0, 1.0, 2.0], 2.0));
        assert!(is(&[4.0, 1.0, 2.0, 3.0], 2.5));
        assert!(median(&[]).is_nan());
    }

    #[test]
    fn a_figure_holds_on_the_right_side_of_its_bound() {
        let outcome = |bound, runs| Outcome { name: "", what: "", bound, aim: None, runs };
        assert!(outcome(Bound::AtLeast(0.3), Ok(vec![0.3])).holds());
        assert!(!outcome(Bound::AtLeast(0.3), Ok(vec![0.29])).holds());
        assert!(outcome(Bound::AtMost(3.0), Ok(vec![3.0])).holds());
        assert!(!outcome(Bound::AtMost(3.0), Ok(vec![3.1, 3.2, 1.0])).holds());
        assert!(!outcome(Bound::AtMost(3.0), Err("the wall is not built".to_owned())).holds());
    }
}
