//! Passwords in the embedded directory, which keeps their hashes only.

use std::fmt;
use std::num::NonZeroU32;

use ring::pbkdf2;

/// Rounds of PBKDF2, **for a demonstration only**: tests bind a thousand times in a debug build. A real directory needs
/// 600 000, or a memory-hard function.
const DEMONSTRATION_ROUNDS: NonZeroU32 = NonZeroU32::MIN.saturating_add(99);

static ALGORITHM: pbkdf2::Algorithm = pbkdf2::PBKDF2_HMAC_SHA256;

/// A salted PBKDF2-HMAC-SHA256 of a password.
#[derive(Clone)]
pub(super) struct PasswordHash {
    salt: [u8; 16],
    hash: [u8; 32],
}

impl PasswordHash {
    /// The hash of `password`, with a random salt.
    pub(super) fn of(password: &[u8]) -> Self {
        let salt: [u8; 16] = rand::random();
        let mut hash = [0; 32];
        pbkdf2::derive(ALGORITHM, DEMONSTRATION_ROUNDS, &salt, password, &mut hash);
        Self { salt, hash }
    }

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
    fn hash_verifies_its_password_only() {
        let hash = PasswordHash::of("Ancien-Mdp-2026".as_bytes());
        assert!(hash.verifies(b"Ancien-Mdp-2026"));
        assert!(!hash.verifies(b"Ancien-Mdp-2027"));
        assert!(!hash.verifies(b""));
        assert_ne!(hash.salt, PasswordHash::of(b"Ancien-Mdp-2026").salt);
        assert_eq!(format!("{hash:?}"), "PasswordHash(…)");
    }
}
