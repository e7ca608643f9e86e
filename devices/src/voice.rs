//! Voices from clips: a pack is a folder of recorded or made clips with a manifest and a licence, so that a machine
//! speaks without a network and an office may speak with a voice of its own. Here packs are read, checked clip by clip,
//! made with any speech program and recorded; what is said when is decided by the programs that speak.

mod level;
mod maker;
mod manifest;
mod pack;
mod program;
mod record;
mod spelling;
mod tone;

pub use level::{level, loudness};
pub use maker::{Line, MakeError, Maker};
pub use manifest::{MANIFEST, Manifest, ManifestClip, Tongue};
pub use pack::{ClipFault, Pack, PackError, Wrong};
pub use program::{DEFAULT_RECORDER, DEFAULT_SPEAKER, ProgramError};
pub use record::{RecordError, Recorder, Take};
pub use spelling::{digit, letter, whole};
pub use tone::{chime, tone};
