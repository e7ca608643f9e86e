//! The hash chain: each row's hash covers the row before and every column of its own, so that a changed byte anywhere
//! breaks the chain at the event that holds it.

use sha2::{Digest, Sha256};

/// SHA-256 of a row.
pub type Hash = [u8; 32];

/// The hash before the first event.
pub const GENESIS: Hash = [0; 32];

/// What a row of the log holds, borrowed.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Row<'a> {
    pub seq: u64,
    pub at: i64,
    pub command: &'a [u8; 16],
    pub request: &'a [u8; 16],
    pub name: &'a str,
    pub body: &'a str,
}

/// The hash of a row that follows `before`.
pub fn link(before: &Hash, row: &Row<'_>) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(before);
    hasher.update(row.seq.to_be_bytes());
    hasher.update(row.at.to_be_bytes());
    hasher.update(row.command);
    hasher.update(row.request);
    // With its length, so that no byte can move from the name to the body unseen.
    hasher.update((row.name.len() as u64).to_be_bytes());
    hasher.update(row.name);
    hasher.update(row.body);
    hasher.finalize().into()
}
