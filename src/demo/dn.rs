//! Distinguished names (RFC 4514): read, compared, and written as OpenLDAP writes them.

use std::fmt;

/// Gives the canonical name of the attribute and the normalized value of `name=value`, by a schema. `None` for an
/// attribute that it does not know, or a value that is not of its syntax.
pub(super) type Normalize = fn(name: &str, value: &str) -> Option<(&'static str, Vec<u8>)>;

/// A name, from the entry's own RDN to the root. Two spellings of one name are equal, as in directories.
#[derive(Clone)]
pub(super) struct Dn {
    text: String,
    key: Vec<String>,
}

impl Dn {
    /// The name that `text` spells; `None` when it is not a DN, or when `normalize` refuses a part of it.
    pub(super) fn parse_with(text: &str, normalize: Normalize) -> Option<Self> {
        if text.trim_matches(' ').is_empty() {
            return Some(Self { text: String::new(), key: Vec::new() });
        }
        let mut pretty = Vec::new();
        let mut key = Vec::new();
        for rdn in split_unescaped(text, ',') {
            let (mut spelled, mut normalized) = (Vec::new(), Vec::new());
            for assertion in split_unescaped(rdn, '+') {
                let (name, value) = assertion.split_once('=')?;
                let value = unescape(value)?;
                let (name, normal) = normalize(name.trim_matches(' '), &value)?;
                // Escaped again, so that a separator inside a value cannot pass for one between two.
                let normal = escape(&String::from_utf8(normal).ok()?);
                normalized.push(format!("{}={normal}", name.to_ascii_lowercase()));
                spelled.push(format!("{name}={}", escape(&value)));
            }
            // `a=1+b=2` and `b=2+a=1` are one RDN.
            normalized.sort();
            pretty.push(spelled.join("+"));
            key.push(normalized.join("+"));
        }
        Some(Self { text: pretty.join(","), key })
    }

    /// The name as answers spell it.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The normalized RDNs: equal names have equal keys.
    pub(super) fn key(&self) -> &[String] {
        &self.key
    }

    /// Whether this is the name of the root DSE.
    pub(super) fn is_empty(&self) -> bool {
        self.key.is_empty()
    }

    /// Whether this is `ancestor`, or below it.
    pub(super) fn is_within(&self, ancestor: &Self) -> bool {
        self.key.ends_with(&ancestor.key)
    }

    /// Whether this is directly below `parent`.
    pub(super) fn is_child_of(&self, parent: &Self) -> bool {
        self.key.len() == parent.key.len() + 1 && self.is_within(parent)
    }

    pub(super) fn depth(&self) -> usize {
        self.key.len()
    }
}

impl PartialEq for Dn {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Dn {}

impl fmt::Debug for Dn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dn({})", self.text)
    }
}

/// The parts of `text` between the separators that no backslash protects.
fn split_unescaped(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        if !escaped && character == separator {
            parts.push(text.get(start..at).unwrap_or_default());
            start = at + character.len_utf8();
        }
        escaped = !escaped && character == '\\';
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

fn unescape(text: &str) -> Option<String> {
    // Spaces only: a value may start with another kind of blank.
    let text = text.trim_start_matches(' ');
    (!text.starts_with('#')).then_some(())?;
    let mut bytes = Vec::with_capacity(text.len());
    // Spaces up to here were escaped; those after it are padding.
    let mut meant = 0;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                let first = characters.next()?;
                match (first.to_digit(16), characters.peek().and_then(|next| next.to_digit(16))) {
                    (Some(high), Some(low)) => {
                        characters.next();
                        bytes.push(u8::try_from(high * 16 + low).ok()?);
                    }
                    _ if " \"#+,;<=>\\".contains(first) => bytes.push(u8::try_from(first).ok()?),
                    _ => return None,
                }
                meant = bytes.len();
            }
            '"' | ';' | '<' | '>' => return None,
            other => bytes.extend_from_slice(other.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    while bytes.len() > meant && bytes.last() == Some(&b' ') {
        bytes.pop();
    }
    String::from_utf8(bytes).ok().filter(|value| !value.is_empty())
}

fn escape(value: &str) -> String {
    let last = value.chars().count().saturating_sub(1);
    let mut escaped = String::with_capacity(value.len());
    for (at, character) in value.chars().enumerate() {
        let special = match character {
            ',' | '"' | '\\' | '+' | '=' | ';' | '<' | '>' | '\0' => true,
            ' ' => at == 0 || at == last,
            '#' => at == 0,
            _ => false,
        };
        if special {
            escaped.push_str(&format!("\\{:02X}", u32::from(character)));
        } else {
            escaped.push(character);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn written_name_reads_back(text in "(uid|cn|OU)= ?[a-zé,=+\\\\\"#; 0-9A-F]{0,12}(,dc=fr)?") {
            if let Some(dn) = Dn::parse(&text) {
                prop_assert_eq!(Dn::parse(dn.as_str()), Some(dn));
            }
        }

        #[test]
        fn any_value_is_escaped(value in "[^ \\p{Cc}](.{0,20}[^ \\p{Cc}])?") {
            let text = format!("cn={},dc=fr", escape(&value));
            prop_assert_eq!(Dn::parse(&text).map(|dn| dn.as_str().to_owned()), Some(text));
        }
    }

    const SPECIAL: &str = r"cn=Le Roy\2C André \22Dédé\22 \5C R\2BD \3D #1\3B,ou=personnels,dc=fr";

    #[rstest]
    #[case::rfc_spelling(r#"cn=Le Roy\, André \"Dédé\" \\ R\+D \= #1\;,ou=personnels,dc=fr"#)]
    #[case::hexadecimal(SPECIAL)]
    #[case::spaces_and_case(
        r"CN = le roy\2c ANDR\c3\89 \22D\C3\A9dé\22  \5C R\2BD \3D #1\3B , OU=Personnels,dc=FR"
    )]
    fn spellings_of_name_are_equal(#[case] text: &str) {
        assert_eq!(Dn::parse(text), Dn::parse(SPECIAL));
        assert!(Dn::parse(text).is_some());
    }

    #[test]
    fn name_is_written_as_openldap() {
        let parsed = Dn::parse(r#"cn=Le Roy\, André \"Dédé\" \\ R\+D \= #1\;,ou=personnels,dc=fr"#).unwrap();
        assert_eq!(parsed.as_str(), SPECIAL);
        assert_eq!(Dn::parse("cn=\u{a0}a,dc=fr").unwrap().as_str(), "cn=\u{a0}a,dc=fr");
        assert_eq!(Dn::parse("cn=\\ a\\ ,DC=fr").unwrap().as_str(), r"cn=\20a\20,dc=fr");
    }

    #[test]
    fn malformed_name_is_refused() {
        let names = ["hlefevre", "dn:uid=a,dc=fr", "u:a", "uid=", "uid=a,,dc=fr", "uid=a;dc=fr", r"uid=a\"];
        for text in names.into_iter().chain([r"uid=\c3,dc=fr", "unknown=a", "uid;lang-fr=a"]) {
            assert_eq!(Dn::parse(text), None, "{text}");
        }
    }

    #[test]
    fn name_knows_its_ancestors() {
        let base = Dn::parse("dc=ac-exemple,dc=fr").unwrap();
        let person = Dn::parse("uid=a,ou=p,dc=ac-exemple,dc=fr").unwrap();
        assert!(person.is_within(&base) && base.is_within(&base) && !base.is_within(&person));
        assert!(!person.is_child_of(&base));
        assert!(Dn::parse("ou=p,dc=ac-exemple,dc=fr").unwrap().is_child_of(&base));
        assert!(!Dn::parse(r"uid=a\,dc=ac-exemple,dc=fr").unwrap().is_child_of(&base));
    }
}
