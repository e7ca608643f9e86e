//! Random secrets, shown once, and their hashes, which are all that is kept.

use std::{fmt, io};

use sha2::{Digest as _, Sha256};

/// SHA-256 of a secret. A secret of 256 random bits needs no slower hash: there is nothing to guess.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The hash of a secret as a caller shows it.
    pub fn of(secret: &str) -> Self {
        Self(Sha256::digest(secret.as_bytes()).into())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Digest(…)")
    }
}

/// A new secret of 256 random bits, as 64 hexadecimal digits.
pub fn random() -> Result<String, io::Error> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|e| io::Error::other(e.to_string()))?;
    Ok(hex::encode(bytes))
}
