//! What came out, for programs (`report.json`) and for people (a table).

use std::{fs, path::Path};

use anyhow::Result;
use comfy_table::{CellAlignment, Table, presets};
use serde_json::{Map, Value, json};

use crate::figure::Outcome;

/// Writes `{"name": {"ratio": …, "what": "…", "runs": […]}}`. A figure that could not be measured has no ratio and says
/// why.
pub fn write(outcomes: &[Outcome], path: &Path) -> Result<()> {
    let figures: Map<String, Value> = outcomes.iter().map(|o| (o.name.to_owned(), figure(o))).collect();
    fs::write(path, serde_json::to_string_pretty(&figures)? + "\n")?;
    Ok(())
}

/// The table.
pub fn table(outcomes: &[Outcome]) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(["figure", "ratio", "rounds", "bound", "aim", "", "what"]);
    for outcome in outcomes {
        table.add_row(row(outcome));
    }
    for column in 1..5 {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.to_string()
}

fn figure(outcome: &Outcome) -> Value {
    match (&outcome.runs, outcome.ratio()) {
        (Ok(runs), Some(ratio)) => {
            let runs: Vec<f64> = runs.iter().map(|r| rounded(*r)).collect();
            json!({"ratio": rounded(ratio), "what": outcome.what, "runs": runs})
        }
        (Err(reason), _) => json!({"ratio": null, "what": outcome.what, "runs": [], "not_measured": reason}),
        (Ok(_), None) => Value::Null,
    }
}

fn row(outcome: &Outcome) -> Vec<String> {
    let (ratio, spread) = match (&outcome.runs, outcome.ratio()) {
        (Ok(runs), Some(ratio)) => {
            let low = runs.iter().copied().fold(f64::INFINITY, f64::min);
            let high = runs.iter().copied().fold(0.0, f64::max);
            (format!("{ratio:.3}"), format!("{low:.2}–{high:.2}"))
        }
        _ => ("–".to_owned(), String::new()),
    };
    let verdict = match &outcome.runs {
        Ok(_) if outcome.holds() => "pass",
        Ok(_) => "FAIL",
        Err(_) => "NOT MEASURED",
    };
    let what = outcome.runs.as_ref().err().map_or(outcome.what, String::as_str);
    let aim = outcome.aim.map(|a| format!("{a:.2}")).unwrap_or_default();
    vec![outcome.name.to_owned(), ratio, spread, outcome.bound.to_string(), aim, verdict.to_owned(), what.to_owned()]
}

/// More digits than this are noise.
fn rounded(ratio: f64) -> f64 {
    (ratio * 1000.0).round() / 1000.0
}
