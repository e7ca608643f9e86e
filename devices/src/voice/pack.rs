//! A voice pack on disk, looked at clip by clip before anybody listens.

use std::{
    collections::{BTreeMap, HashMap},
    fmt, io,
    path::{Component, Path, PathBuf},
};

use super::{Manifest, Tongue};
use crate::speaker::{Clip, ClipError};

/// Clips of the largest pack: every sentence, letter, number and service in both languages many times over.
const CLIPS: usize = 2_000;

/// Samples a second where no clip says otherwise.
const RATE: u32 = 22_050;

/// Why a folder is no voice pack at all, with the remedy.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum PackError {
    #[error("the voice pack has no readable {} ({source}): make one with \"voice make --to DIR\"", path.display())]
    Manifest { path: PathBuf, source: io::Error },
    #[error("{}: {source}", path.display())]
    Syntax { path: PathBuf, source: toml::de::Error },
    #[error("{}: more than {CLIPS} clips: leave out what is never said", path.display())]
    TooMany { path: PathBuf },
}

/// A clip that cannot be used, and why.
#[derive(Debug, thiserror::Error)]
#[error("the clip {id} ({}) at {}: {wrong}", tongue.code(), file.display())]
#[allow(missing_docs)]
pub struct ClipFault {
    pub tongue: Tongue,
    pub id: String,
    pub file: PathBuf,
    pub wrong: Wrong,
}

/// What is wrong with a clip, with the remedy.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum Wrong {
    #[error("it lies outside the pack's folder: write a path below it")]
    Outside,
    #[error("it cannot be played: {0}")]
    Unplayable(#[from] ClipError),
    #[error("it is empty: record it again")]
    Empty,
    #[error("it stands in the manifest twice: leave one out")]
    Twice,
    #[error("it has {rate} samples a second and the pack has {of}: save it with {of}")]
    OtherRate { rate: u32, of: u32 },
}

/// A pack, and what is wrong in it. Broken clips are left out.
pub struct Pack {
    clips: HashMap<(Tongue, String), Entry>,
    faults: Vec<ClipFault>,
    rate: u32,
}

struct Entry {
    file: PathBuf,
    rate: u32,
}

impl Pack {
    /// Reads a pack and looks at every clip.
    ///
    /// # Errors
    /// There is no manifest to go by.
    pub fn open(dir: &Path) -> Result<Self, PackError> {
        let manifest = Manifest::read(dir)?;
        if manifest.clips.len() > CLIPS {
            return Err(PackError::TooMany { path: dir.to_owned() });
        }
        let mut pack = Self { clips: HashMap::new(), faults: Vec::new(), rate: RATE };
        for clip in manifest.clips {
            let file = dir.join(&clip.file);
            let key = (clip.tongue, clip.id.clone());
            let looked = if clip.file.components().any(|part| !matches!(part, Component::Normal(_))) {
                Err(Wrong::Outside)
            } else if pack.clips.contains_key(&key) {
                Err(Wrong::Twice)
            } else {
                look(&file)
            };
            match looked {
                Ok(rate) => drop(pack.clips.insert(key, Entry { file, rate })),
                Err(wrong) => pack.faults.push(ClipFault { tongue: clip.tongue, id: clip.id, file, wrong }),
            }
        }
        pack.rate = pack.usual_rate();
        Ok(pack)
    }

    /// The clips of the manifest that cannot be played, in its order.
    pub fn faults(&self) -> &[ClipFault] {
        &self.faults
    }

    /// Samples a second of most clips: only clips of one rate can be joined.
    pub fn rate(&self) -> u32 {
        self.rate
    }

    /// The clips that can be played but not joined with the others.
    pub fn unjoinable(&self) -> Vec<ClipFault> {
        let other = self.clips.iter().filter(|(_, entry)| entry.rate != self.rate);
        let mut faults: Vec<_> = other
            .map(|((tongue, id), entry)| ClipFault {
                tongue: *tongue,
                id: id.clone(),
                file: entry.file.clone(),
                wrong: Wrong::OtherRate { rate: entry.rate, of: self.rate },
            })
            .collect();
        faults.sort_by(|a, b| (a.tongue, &a.id).cmp(&(b.tongue, &b.id)));
        faults
    }

    /// Whether there is a clip.
    pub fn has(&self, tongue: Tongue, id: &str) -> bool {
        self.clips.contains_key(&(tongue, id.to_owned()))
    }

    /// Whether there is a clip that can be joined with the others.
    pub fn joins(&self, tongue: Tongue, id: &str) -> bool {
        self.clips.get(&(tongue, id.to_owned())).is_some_and(|entry| entry.rate == self.rate)
    }

    /// Whether anything can be said in a language.
    pub fn speaks(&self, tongue: Tongue) -> bool {
        self.clips.keys().any(|(of, _)| *of == tongue)
    }

    /// A clip. Read when it is needed: a pack is larger than what a machine at rest should hold.
    pub fn clip(&self, tongue: Tongue, id: &str) -> Option<Clip> {
        let path = &self.clips.get(&(tongue, id.to_owned()))?.file;
        Clip::read(path).inspect_err(|error| tracing::warn!(%error, path = %path.display(), "a clip is gone")).ok()
    }

    /// The commonest rate; of two as common the higher one.
    fn usual_rate(&self) -> u32 {
        let mut counts = BTreeMap::new();
        self.clips.values().for_each(|entry| *counts.entry(entry.rate).or_insert(0_usize) += 1);
        counts.into_iter().max_by_key(|(rate, count)| (*count, *rate)).map_or(RATE, |(rate, _)| rate)
    }
}

impl fmt::Debug for Pack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pack({} clips at {}, {} faults)", self.clips.len(), self.rate, self.faults.len())
    }
}

fn look(file: &Path) -> Result<u32, Wrong> {
    let clip = Clip::read(file)?;
    if clip.samples().is_empty() { Err(Wrong::Empty) } else { Ok(clip.rate()) }
}
