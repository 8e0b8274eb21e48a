//! How the embedded directory keeps a password: never in clear.

use std::fmt;
use std::num::NonZeroU32;

use ring::pbkdf2;

/// Rounds of PBKDF2. **For a demonstration only**: it must cost nothing to a test that binds a
/// thousand times in a debug build; a real directory wants 600 000 or a memory-hard function.
const DEMONSTRATION_ROUNDS: NonZeroU32 = NonZeroU32::MIN.saturating_add(99);

static ALGORITHM: pbkdf2::Algorithm = pbkdf2::PBKDF2_HMAC_SHA256;

/// A salted PBKDF2-HMAC-SHA256 of a password.
#[derive(Clone)]
pub(super) struct PasswordHash {
    salt: [u8; 16],
    hash: [u8; 32],
}

impl PasswordHash {
    /// The hash of `password`, under a salt of its own.
    pub(super) fn of(password: &[u8]) -> Self {
        let salt: [u8; 16] = rand::random();
        let mut hash = [0; 32];
        pbkdf2::derive(ALGORITHM, DEMONSTRATION_ROUNDS, &salt, password, &mut hash);
        Self { salt, hash }
    }

    /// Whether `password` is the one that was hashed.
    pub(super) fn verifies(&self, password: &[u8]) -> bool {
        pbkdf2::verify(ALGORITHM, DEMONSTRATION_ROUNDS, &self.salt, password, &self.hash).is_ok()
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_verifies_its_password_only_and_says_nothing() {
        let hash = PasswordHash::of("Ancien-Mdp-2026".as_bytes());
        assert!(hash.verifies(b"Ancien-Mdp-2026"));
        assert!(!hash.verifies(b"Ancien-Mdp-2027"));
        assert!(!hash.verifies(b""));
        assert_ne!(hash.salt, PasswordHash::of(b"Ancien-Mdp-2026").salt);
        assert_eq!(format!("{hash:?}"), "PasswordHash(…)");
    }
}
