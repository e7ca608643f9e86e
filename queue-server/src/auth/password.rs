//! Passwords: argon2id, and the same work whether or not the name exists.

use std::sync::LazyLock;

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};

/// Shorter ones are refused (NIST SP 800-63B asks for eight where nothing else protects).
pub const MIN_CHARS: usize = 8;

/// Longer ones are refused before they are hashed.
pub const MAX_BYTES: usize = 256;

/// A hash that no password matches, so that an unknown name costs what a known one does.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody has this password").unwrap_or_default());

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Unfit {
    TooShort,
    TooLong,
}

/// Whether a password may be set.
pub fn check(password: &str) -> Result<(), Unfit> {
    if password.len() > MAX_BYTES {
        Err(Unfit::TooLong)
    } else if password.chars().count() < MIN_CHARS {
        Err(Unfit::TooShort)
    } else {
        Ok(())
    }
}

/// The PHC string to keep. Takes some tens of milliseconds: not for a thread that serves requests.
pub fn hash(password: &str) -> Option<String> {
    Argon2::default().hash_password(password.as_bytes()).ok().map(|hash| hash.to_string())
}

/// Whether the password is the one of the PHC string; without one, no, after the same time.
pub fn verify(password: &str, phc: Option<&str>) -> bool {
    let known = PasswordHash::new(phc.unwrap_or(&NOBODY));
    let matches = known.is_ok_and(|h| Argon2::default().verify_password(password.as_bytes(), &h).is_ok());
    matches && phc.is_some()
}
