//! The values that a key accepts, beyond their TOML type.

use toml::de::DeValue;
use url::Url;

use crate::i18n::{Text, TextKey, keys::command_line as texts};
use crate::identity::{ExternalShape, LoginShape, is_zone};
use crate::password::secret;

/// A code point takes at most four bytes of a secret's buffer.
const LONGEST_PASSWORD: u64 = (secret::CAPACITY / 4) as u64;

/// The kind of value that a key expects.
#[derive(Clone, Copy)]
pub enum ExpectedType {
    Text,
    Flag,
    /// Longer than zero: `"5s"`.
    PositiveDuration,
    File,
    /// The name of an LDAP attribute (RFC 4512 §1.4, `descr` or `numericoid`).
    Attribute,
    /// An LDAP filter between parentheses (RFC 4515).
    Filter,
    /// A distinguished name (RFC 4514) that is not empty.
    Dn,
    /// A length of password that a typed secret can hold.
    Count,
    /// The same, or 0 for none.
    CountOrNone,
    Percent,
    /// A regular expression for a whole number of an external person.
    NumberShape,
    /// A regular expression for a whole login.
    LoginPattern,
    /// The name of a time zone.
    Zone,
    /// Directory URLs, at least one.
    Urls,
    OneOf(&'static [&'static str]),
    /// A list of these words, each at most once.
    SomeOf(&'static [&'static str]),
}

impl ExpectedType {
    /// The sentence of the expected value, for the administrator.
    pub fn text(self) -> Text {
        let plain = |key: TextKey| Text::from(key);
        match self {
            Self::Text => plain(texts::EXPECTED_TEXT),
            Self::Flag => plain(texts::EXPECTED_FLAG),
            Self::PositiveDuration => plain(texts::EXPECTED_DURATION),
            Self::File => plain(texts::EXPECTED_FILE),
            Self::Attribute => plain(texts::EXPECTED_ATTRIBUTE),
            Self::Filter => plain(texts::EXPECTED_FILTER),
            Self::Dn => plain(texts::EXPECTED_DN),
            Self::Count => plain(texts::EXPECTED_LENGTH).word("most", LONGEST_PASSWORD.to_string()),
            Self::CountOrNone => {
                plain(texts::EXPECTED_LENGTH_OR_NONE).word("most", LONGEST_PASSWORD.to_string())
            }
            Self::Percent => plain(texts::EXPECTED_PERCENT),
            Self::NumberShape => plain(texts::EXPECTED_REGEX),
            Self::LoginPattern => plain(texts::EXPECTED_LOGIN_REGEX),
            Self::Zone => plain(texts::EXPECTED_ZONE),
            Self::Urls => plain(texts::EXPECTED_URLS),
            Self::OneOf(names) => plain(texts::EXPECTED_ONE_OF).word("values", quoted(names)),
            Self::SomeOf(names) => plain(texts::EXPECTED_SOME_OF).word("values", quoted(names)),
        }
    }

    /// Whether a value of the right TOML type is acceptable.
    pub fn accepts(self, value: &DeValue<'_>) -> bool {
        let text = value.as_str().unwrap_or_default();
        match self {
            Self::Text | Self::Flag | Self::OneOf(_) => true,
            Self::File => !text.trim().is_empty(),
            Self::PositiveDuration => is_longer_than_zero(text),
            Self::Attribute => is_attribute(text),
            Self::Filter => is_filter(text),
            Self::Dn => text
                .split_once('=')
                .is_some_and(|(name, rest)| is_attribute(name.trim()) && !rest.trim().is_empty()),
            Self::Count => integer(value).is_some_and(|count| (1..=LONGEST_PASSWORD).contains(&count)),
            Self::CountOrNone => integer(value).is_some_and(|count| count <= LONGEST_PASSWORD),
            Self::Percent => integer(value).is_some_and(|percent| percent <= 100),
            Self::NumberShape => !text.is_empty() && ExternalShape::new(text).is_ok(),
            Self::LoginPattern => !text.is_empty() && LoginShape::new("", Some(text)).is_ok(),
            Self::Zone => is_zone(text),
            Self::Urls => value.as_array().is_some_and(|urls| {
                !urls.is_empty()
                    && urls.iter().all(|url| url.get_ref().as_str().is_some_and(is_directory_url))
            }),
            Self::SomeOf(_) => value.as_array().is_some_and(|values| {
                let words: Vec<_> = values.iter().map(|value| value.get_ref().as_str()).collect();
                words.iter().enumerate().all(|(at, word)| !words.iter().take(at).any(|before| before == word))
            }),
        }
    }
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

fn integer(value: &DeValue<'_>) -> Option<u64> {
    let integer = value.as_integer()?;
    u64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

fn is_longer_than_zero(text: &str) -> bool {
    jiff::fmt::friendly::SpanParser::new().parse_unsigned_duration(text).is_ok_and(|length| !length.is_zero())
}

/// RFC 4512 §1.4: `uid`, or the OID `1.3.6.1.4.1.7135.1`.
fn is_attribute(name: &str) -> bool {
    let oid = !name.is_empty()
        && name.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()));
    let word = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    oid || word
}

/// Checks that the parentheses match; the directory checks the rest. A parenthesis within a value is escaped (RFC 4515
/// §3).
fn is_filter(text: &str) -> bool {
    let mut open = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            '(' => open += 1,
            ')' if open == 1 => return at + 1 == text.len() && text.contains('='),
            ')' => match open.checked_sub(1) {
                Some(still) => open = still,
                None => return false,
            },
            _ if open == 0 => return false,
            _ => {}
        }
    }
    false
}

/// A URL of a server only, without user, base or filter.
fn is_directory_url(text: &str) -> bool {
    let Ok(url) = Url::parse(text) else { return false };
    let reachable = match url.scheme() {
        "ldap" | "ldaps" => url.host_str().is_some_and(|host| !host.is_empty()),
        "ldapi" => true,
        _ => false,
    };
    reachable
        && url.username().is_empty()
        && url.password().is_none()
        && matches!(url.path(), "" | "/")
        && url.query().is_none()
        && url.fragment().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest]
    #[case(true, &["(objectClass=person)", "(&(objectClass=person)(!(ou=parti\\28e\\29)))"])]
    #[case(false, &["objectClass=person", "(objectClass=person", "(a=b))(c=d)", "(a=b)(c=d)", "()", ""])]
    fn filter_needs_matching_parentheses(#[case] good: bool, #[case] texts: &[&str]) {
        texts.iter().for_each(|text| assert_eq!(is_filter(text), good, "{text}"));
    }

    #[rstest]
    #[case(true, &["ldaps://ldap1.ac-exemple.fr", "ldap://127.0.0.1:3890", "ldap://[::1]:3890/",
        "ldapi://%2Frun%2Fslapd%2Fldapi", "ldapi:///"])]
    #[case(false, &["ldap1.ac-exemple.fr", "https://ldap1.ac-exemple.fr", "ldaps://",
        "ldaps://cn=x:secret@ldap1.ac-exemple.fr", "ldaps://ldap1.ac-exemple.fr/dc=fr",
        "ldaps://ldap1.ac-exemple.fr:70000"])]
    fn url_names_server_only(#[case] good: bool, #[case] texts: &[&str]) {
        texts.iter().for_each(|text| assert_eq!(is_directory_url(text), good, "{text}"));
    }

    #[rstest]
    #[case(true, &["uid", "1.3.6.1", "user-id"])]
    #[case(false, &["", "uid)(x=*", "1..2", "été"])]
    fn attribute_is_word_or_oid(#[case] good: bool, #[case] names: &[&str]) {
        names.iter().for_each(|name| assert_eq!(is_attribute(name), good, "{name}"));
    }
}
