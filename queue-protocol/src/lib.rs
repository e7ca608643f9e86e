//! What travels between the programs: the shapes of the API under `/api/v1`, and the client that reconnects and resumes.

mod board;
#[cfg(feature = "client")]
pub mod client;
#[cfg(feature = "search")]
pub mod search;
#[cfg(feature = "client")]
pub mod stream;
pub mod wire;

pub use queue_core as core;
