//! Where the measuring happens: a folder on the disk that an office would use, the progress said aloud, and rounds in
//! which both sides of a ratio take turns.

use std::{
    fs,
    future::Future,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use motcua_tests::process::{program, root};
use tempfile::TempDir;

use crate::figure::median;

/// The folder and the manner of a run.
pub struct House {
    quick: bool,
    folder: PathBuf,
    work: TempDir,
}

impl House {
    /// Opens `target/bench` and checks that the programs are built.
    pub fn open(quick: bool) -> Result<Self> {
        program("queue-server").context("run `make release` first")?;
        let folder = root().join("target/bench");
        fs::create_dir_all(&folder)?;
        let work = tempfile::Builder::new().prefix("work-").tempdir_in(&folder)?;
        // A temporary folder may lie in memory, where a sync costs nothing: durable is measured on the disk. Set once,
        // before anything asks for one.
        let _ = tempfile::env::override_temp_dir(work.path());
        Ok(Self { quick, folder, work })
    }

    /// Rounds to measure: `full` of them, or three for a quick look.
    pub fn rounds(&self, full: usize) -> usize {
        if self.quick { full.min(3) } else { full }
    }

    /// A file that stays.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// A folder that goes with its handle.
    pub fn temporary(&self, name: &str) -> Result<TempDir> {
        Ok(tempfile::Builder::new().prefix(&format!("{name}-")).tempdir_in(self.work.path())?)
    }

    /// Where the programs under measure write what they have to say.
    pub fn logs(&self) -> &Path {
        &self.folder
    }
}

/// Tells whoever watches.
pub fn say(line: &str) {
    eprintln!("bench: {line}");
}

/// Runs a measurement on one thread: two cores are few, and the other is the program's.
pub fn block_on<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(work)
}

/// Measures two sides in turn, who begins changing with each round, and gives one ratio a round: the first side
/// divided by the second.
pub async fn in_turn(
    unit: &str,
    rounds: usize,
    mut ours: impl AsyncFnMut() -> Result<f64>,
    mut theirs: impl AsyncFnMut() -> Result<f64>,
) -> Result<Vec<f64>> {
    let mut ratios = Vec::with_capacity(rounds);
    for round in 1..=rounds {
        let (a, b) = if round % 2 == 1 {
            let a = ours().await?;
            (a, theirs().await?)
        } else {
            let b = theirs().await?;
            (ours().await?, b)
        };
        ratios.push(a / b);
        say(&format!("round {round} of {rounds}: {a:.2} against {b:.2} {unit}, {:.3}", a / b));
    }
    say(&format!("median {:.3}", median(&ratios)));
    Ok(ratios)
}
