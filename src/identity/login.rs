//! The login: first letter of the first name, surname, sometimes a number.

/// Most characters of a login.
pub const MAX_LENGTH: usize = 64;

/// A login that is safe in a filter: `[a-z][a-z0-9._-]{1,63}`, in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Login(String);

/// The fault of a typed login.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoginError {
    Empty,
    /// A mail address: only its local part is the login.
    MailAddress,
    /// More than [`MAX_LENGTH`] characters, or a single one.
    Length,
    /// A digit or a sign where the first letter is expected.
    FirstCharacter,
    Character(char),
}

impl Login {
    /// Reads a typed login; surrounding blanks and capitals do not matter.
    ///
    /// # Errors
    /// See [`LoginError`].
    pub fn parse(typed: &str) -> Result<Self, LoginError> {
        let login = typed.trim().to_lowercase();
        if login.is_empty() {
            return Err(LoginError::Empty);
        }
        if login.contains('@') {
            return Err(LoginError::MailAddress);
        }
        if let Some(odd) = login.chars().find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '.' | '-' | '_')) {
            return Err(LoginError::Character(odd));
        }
        match login.chars().next() {
            Some('a'..='z') => {}
            Some(_) => return Err(LoginError::FirstCharacter),
            None => return Err(LoginError::Empty),
        }
        if !(2..=MAX_LENGTH).contains(&login.len()) {
            return Err(LoginError::Length);
        }
        Ok(Self(login))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest]
    #[case("jdupont", Ok("jdupont"))]
    #[case("  JDupont2 ", Ok("jdupont2"))]
    #[case("asl-hostis", Ok("asl-hostis"))]
    #[case("", Err(LoginError::Empty))]
    #[case("   ", Err(LoginError::Empty))]
    #[case("jdupont@ac-exemple.fr", Err(LoginError::MailAddress))]
    #[case("j", Err(LoginError::Length))]
    #[case("9dupont", Err(LoginError::FirstCharacter))]
    #[case("jean dupont", Err(LoginError::Character(' ')))]
    #[case("jdu*pont", Err(LoginError::Character('*')))]
    #[case("jdupont)(uid=*", Err(LoginError::Character(')')))]
    #[case("jd\u{200b}upont", Err(LoginError::Character('\u{200b}')))]
    fn parse_accepts_logins_only(#[case] typed: &str, #[case] expected: Result<&str, LoginError>) {
        assert_eq!(Login::parse(typed).as_ref().map(Login::as_str).map_err(|fault| *fault), expected);
    }

    #[test]
    fn length_is_bounded() {
        assert!(Login::parse(&"a".repeat(64)).is_ok());
        assert_eq!(Login::parse(&"a".repeat(65)), Err(LoginError::Length));
    }
}
