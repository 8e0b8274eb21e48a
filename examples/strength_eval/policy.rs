//! The default policy, in a form that is quick enough for guesses by the million.

/// Characters of a test password.
pub const SHORTEST: usize = 12;
pub const LONGEST: usize = 32;

/// Whether the default policy takes an ASCII password of at most [`LONGEST`] characters, its strength apart.
pub fn is_met_by(password: &str) -> bool {
    let holds = |class: fn(&u8) -> bool| password.as_bytes().iter().any(class);
    (SHORTEST..=LONGEST).contains(&password.len())
        && password.bytes().all(|byte| (b' '..=b'~').contains(&byte))
        && holds(u8::is_ascii_lowercase)
        && holds(u8::is_ascii_uppercase)
        && holds(u8::is_ascii_digit)
        && holds(|byte| !byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use mamamia::password::{Context, Policy, SecretText};

    use super::*;

    #[test]
    fn policy_of_the_program_says_the_same() {
        let passwords = [
            "Soleil2024!!",
            "Soleil2024!",
            "soleil2024!!",
            "SOLEIL2024!!",
            "Soleilsoleil!",
            "Soleil202424",
            "Ab1 efghijkl",
            "Soleil2024!Soleil2024!Soleil2024",
        ];
        for password in passwords {
            let secret = SecretText::from_text(password).expect("visible");
            let accepted = Policy::default().faults(&secret, None, 100, &Context::default()).is_empty();
            assert_eq!(is_met_by(password), accepted, "{password}");
        }
        assert!(!is_met_by(&"Ab1!".repeat(9)), "longer than a test password");
    }
}
