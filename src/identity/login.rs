//! The login, as the directory has it: any text that can be asked in a filter, unless the configuration narrows it.

use regex::{Regex, RegexBuilder};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::password::is_invisible;

/// Most characters of a login.
pub const MAX_LENGTH: usize = 256;

/// The attribute `mail`, by its number.
const MAIL_OID: &str = "0.9.2342.19200300.100.1.3";

/// The logins that a directory has.
#[derive(Debug, Clone, Default)]
pub struct LoginShape {
    /// Whether « @ » belongs to a login. Else the text from « @ » on is the rest of a mail address.
    holds_at: bool,
    /// The whole login must match it, in any case.
    pattern: Option<Regex>,
}

/// A login as it was typed, without surrounding blanks. A filter must escape it.
///
/// Capitals are kept: the directory decides whether they count. What counts attempts uses [`Login::folded`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login(String);

/// The fault of a typed login.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoginError {
    Empty,
    /// A mail address with nothing before its « @ ».
    MailAddress,
    /// More than [`MAX_LENGTH`] characters.
    Length,
    /// A control or bidirectional character, or another one that leaves no mark.
    Invisible(char),
    /// Not of the shape that the configuration asks for.
    Shape,
}

impl LoginShape {
    /// The shape for logins of `attribute`. `pattern` is a regular expression for a whole login.
    ///
    /// « @ » belongs to a login when the name of the attribute holds `mail` or ends with `PrincipalName`, or when the
    /// pattern holds « @ ».
    ///
    /// # Errors
    /// The expression cannot be compiled.
    pub fn new(attribute: &str, pattern: Option<&str>) -> Result<Self, regex::Error> {
        let name = attribute.to_ascii_lowercase();
        let holds_at = name.contains("mail")
            || name.ends_with("principalname")
            || name == MAIL_OID
            || pattern.is_some_and(|pattern| pattern.contains('@'));
        let whole = |pattern: &str| {
            // Alone first: « a)(b » is only an expression between the parentheses that are put around it.
            Regex::new(pattern)?;
            RegexBuilder::new(&format!("^(?:{pattern})$")).case_insensitive(true).build()
        };
        Ok(Self { holds_at, pattern: pattern.map(whole).transpose()? })
    }

    /// The part of a typed text that is the login: what precedes « @ », unless logins hold one.
    #[must_use]
    pub fn login_part<'a>(&self, typed: &'a str) -> &'a str {
        let typed = typed.trim();
        match typed.split_once('@') {
            Some((local, _)) if !self.holds_at && !local.trim().is_empty() => local.trim(),
            _ => typed,
        }
    }
}

impl Login {
    /// Reads a typed login. Surrounding blanks do not matter, nor what follows « @ » where logins hold none.
    ///
    /// # Errors
    /// See [`LoginError`].
    pub fn parse(typed: &str, shape: &LoginShape) -> Result<Self, LoginError> {
        let login = shape.login_part(typed);
        if login.is_empty() {
            return Err(LoginError::Empty);
        }
        if !shape.holds_at && login.contains('@') {
            return Err(LoginError::MailAddress);
        }
        if let Some(odd) = login.chars().find(|c| is_invisible(*c)) {
            return Err(LoginError::Invisible(odd));
        }
        if login.chars().count() > MAX_LENGTH {
            return Err(LoginError::Length);
        }
        if shape.pattern.as_ref().is_some_and(|pattern| !pattern.is_match(login)) {
            return Err(LoginError::Shape);
        }
        Ok(Self(login.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// One text for all the spellings that a directory may take for the same login: without case, accents,
    /// compatibility forms, blanks and hyphens. Attempts are counted under it, so that another spelling is no way round.
    ///
    /// Numbers and telephone numbers are equal without their blanks, the latter without their hyphens too (RFC 4517
    /// §4.2.22, §4.2.29). Two people whose logins differ only there share a limit, which is the lesser harm.
    #[must_use]
    pub fn folded(&self) -> String {
        let lower = self.0.nfkd().flat_map(char::to_lowercase).nfkd();
        lower.filter(|c| !is_combining_mark(*c) && !c.is_whitespace() && !is_hyphen(*c)).collect()
    }
}

/// The hyphens that the preparation of telephone numbers ignores (RFC 4518 §2.6.3), and the soft one.
fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{ad}'
            | '\u{58a}'
            | '\u{1806}'
            | '\u{2010}'
            | '\u{2011}'
            | '\u{2212}'
            | '\u{fe63}'
            | '\u{ff0d}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(attribute: &str, pattern: Option<&str>) -> LoginShape {
        LoginShape::new(attribute, pattern).unwrap()
    }

    fn parsed(typed: &str, shape: &LoginShape) -> Result<String, LoginError> {
        Login::parse(typed, shape).map(|login| login.as_str().to_owned())
    }

    #[test]
    fn login_is_kept_as_typed() {
        let usual =
            ["jdupont", "JDupont", "21904567", "9dupont", "x", "o'brien", "élodie", "ext+dupont", "a b"];
        let odd = ["jdupont)(uid=*", "a\\b", "-dupont", "#dupont", "日本", "ﬁn"];
        for typed in usual.into_iter().chain(odd) {
            assert_eq!(parsed(typed, &LoginShape::default()), Ok(typed.to_owned()));
        }
    }

    #[rstest]
    #[case("  JDupont2 ", Ok("JDupont2"))]
    #[case("jdupont@ac-exemple.fr", Ok("jdupont"))]
    #[case(" jdupont @", Ok("jdupont"))]
    #[case("", Err(LoginError::Empty))]
    #[case("   ", Err(LoginError::Empty))]
    #[case("@ac-exemple.fr", Err(LoginError::MailAddress))]
    #[case("jd\u{200b}upont", Err(LoginError::Invisible('\u{200b}')))]
    #[case("jd\u{202e}upont", Err(LoginError::Invisible('\u{202e}')))]
    #[case("jd\tupont", Err(LoginError::Invisible('\t')))]
    #[case("jd\0upont", Err(LoginError::Invisible('\0')))]
    fn typed_text_gives_login(#[case] typed: &str, #[case] expected: Result<&str, LoginError>) {
        assert_eq!(parsed(typed, &LoginShape::default()), expected.map(str::to_owned));
    }

    #[test]
    fn length_is_bounded() {
        let (longest, longer) = ("é".repeat(MAX_LENGTH), "é".repeat(MAX_LENGTH + 1));
        assert_eq!(parsed(&longest, &LoginShape::default()), Ok(longest));
        assert_eq!(parsed(&longer, &LoginShape::default()), Err(LoginError::Length));
    }

    #[rstest]
    #[case("mail", None)]
    #[case("supannMailPerso", None)]
    #[case("rfc822Mailbox", None)]
    #[case("userPrincipalName", None)]
    #[case("eduPersonPrincipalName", None)]
    #[case(MAIL_OID, None)]
    #[case("uid", Some("[^@]+(@ac-exemple\\.fr)?"))]
    fn mail_attribute_keeps_domain(#[case] attribute: &str, #[case] pattern: Option<&str>) {
        let typed = "Anne.Durand@ac-exemple.fr";
        assert_eq!(parsed(typed, &shape(attribute, pattern)), Ok(typed.to_owned()));
    }

    #[rstest]
    #[case("jdupont", Ok(()))]
    #[case("JDUPONT7", Ok(()))]
    #[case("jdupont@ac-exemple.fr", Ok(()))]
    #[case("9dupont", Err(LoginError::Shape))]
    #[case("jdupont-", Err(LoginError::Shape))]
    fn pattern_narrows_whole_login(#[case] typed: &str, #[case] expected: Result<(), LoginError>) {
        assert_eq!(parsed(typed, &shape("uid", Some("[a-z]+|[a-z]+[0-9]+"))).map(drop), expected);
    }

    #[rstest]
    fn invalid_pattern_is_error(#[values("[a-z", "a)(b", "(")] pattern: &str) {
        assert!(LoginShape::new("uid", Some(pattern)).is_err());
    }

    #[test]
    fn spellings_fold_to_one() {
        for typed in ["élodie du  pont", "ELODIE DU PONT", "e\u{301}lodie du\u{a0}pont", "ÉLODIE dú Ｐont"]
        {
            let login = Login::parse(typed, &LoginShape::default()).unwrap();
            assert_eq!(login.folded(), "elodiedupont");
        }
    }

    #[rstest]
    #[case("21904567", &["2190 4567", "2 1 9 0 4 5 6 7", "2190\u{3000}4567"])]
    #[case("+33123456789", &["+33-12-345-6789", "+33 12 34\u{2011}56 789", "+33\u{2212}123456789"])]
    fn ignored_signs_fold_away(#[case] folded: &str, #[case] spellings: &[&str]) {
        for typed in spellings {
            assert_eq!(Login::parse(typed, &LoginShape::default()).unwrap().folded(), folded);
        }
    }
}
