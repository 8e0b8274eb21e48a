//! The attributes of the embedded directory, and how it compares their values (RFC 4517).

use unicode_normalization::UnicodeNormalization;

use super::dn::Dn;

/// The comparison of two values (RFC 4517 §4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MatchingRule {
    CaseIgnore,
    /// ASCII only.
    CaseIgnoreIa5,
    /// Digits; spaces do not count.
    Numeric,
    Boolean,
    Octets,
    /// A distinguished name, whose attributes each have their own rule.
    Name,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct AttributeType {
    pub name: &'static str,
    /// Its rule for equality.
    pub rule: MatchingRule,
    /// Returned only when asked for, by name or by `+`.
    pub operational: bool,
}

const fn user(name: &'static str, rule: MatchingRule) -> AttributeType {
    AttributeType { name, rule, operational: false }
}

const fn operational(name: &'static str, rule: MatchingRule) -> AttributeType {
    AttributeType { name, rule, operational: true }
}

const TYPES: &[AttributeType] = &[
    user("objectClass", MatchingRule::CaseIgnore),
    user("dc", MatchingRule::CaseIgnoreIa5),
    user("ou", MatchingRule::CaseIgnore),
    user("uid", MatchingRule::CaseIgnore),
    user("cn", MatchingRule::CaseIgnore),
    user("sn", MatchingRule::CaseIgnore),
    user("givenName", MatchingRule::CaseIgnore),
    user("displayName", MatchingRule::CaseIgnore),
    user("mail", MatchingRule::CaseIgnoreIa5),
    user("departmentNumber", MatchingRule::CaseIgnore),
    user("description", MatchingRule::CaseIgnore),
    user("userPassword", MatchingRule::Octets),
    user("numen", MatchingRule::CaseIgnoreIa5),
    user("numeroPersonneExterieure", MatchingRule::CaseIgnoreIa5),
    user("dateNaissance", MatchingRule::Numeric),
    user("compteAD", MatchingRule::Boolean),
    user("adSamAccountName", MatchingRule::CaseIgnore),
    user("pwdAttribute", MatchingRule::CaseIgnore),
    user("pwdCheckQuality", MatchingRule::Numeric),
    user("pwdCheckModule", MatchingRule::CaseIgnore),
    user("pwdMinLength", MatchingRule::Numeric),
    user("pwdMaxLength", MatchingRule::Numeric),
    user("pwdInHistory", MatchingRule::Numeric),
    user("pwdMinAge", MatchingRule::Numeric),
    user("pwdMaxAge", MatchingRule::Numeric),
    user("pwdExpireWarning", MatchingRule::Numeric),
    user("pwdGraceAuthnLimit", MatchingRule::Numeric),
    user("pwdLockout", MatchingRule::Boolean),
    user("pwdMaxFailure", MatchingRule::Numeric),
    user("pwdLockoutDuration", MatchingRule::Numeric),
    user("pwdFailureCountInterval", MatchingRule::Numeric),
    user("pwdMustChange", MatchingRule::Boolean),
    user("pwdAllowUserChange", MatchingRule::Boolean),
    user("pwdSafeModify", MatchingRule::Boolean),
    operational("pwdPolicySubentry", MatchingRule::Name),
    operational("pwdChangedTime", MatchingRule::CaseIgnoreIa5),
    operational("pwdAccountLockedTime", MatchingRule::CaseIgnoreIa5),
    operational("pwdFailureTime", MatchingRule::CaseIgnoreIa5),
    operational("pwdStartTime", MatchingRule::CaseIgnoreIa5),
    operational("pwdEndTime", MatchingRule::CaseIgnoreIa5),
    operational("pwdReset", MatchingRule::Boolean),
    operational("structuralObjectClass", MatchingRule::CaseIgnore),
    operational("namingContexts", MatchingRule::Name),
    operational("supportedControl", MatchingRule::CaseIgnoreIa5),
    operational("supportedExtension", MatchingRule::CaseIgnoreIa5),
    operational("supportedFeatures", MatchingRule::CaseIgnoreIa5),
    operational("supportedLDAPVersion", MatchingRule::Numeric),
    operational("vendorName", MatchingRule::CaseIgnore),
    operational("vendorVersion", MatchingRule::CaseIgnore),
];

/// The type that `description` names. Ignores options (`;lang-fr`) and case.
pub(super) fn find(description: &str) -> Option<&'static AttributeType> {
    let name = description.split(';').next().unwrap_or(description);
    TYPES.iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name))
}

impl MatchingRule {
    /// The canonical form of `value`: equal values have the same bytes. `None` when `value` breaks the syntax.
    pub(super) fn normalize(self, value: &[u8]) -> Option<Vec<u8>> {
        if self == Self::Octets {
            return Some(value.to_vec());
        }
        let text = std::str::from_utf8(value).ok().filter(|text| !text.is_empty())?;
        match self {
            Self::Octets | Self::CaseIgnore => Some(fold(text)),
            Self::CaseIgnoreIa5 => text.is_ascii().then(|| fold(text)),
            Self::Numeric => {
                let digits: String = text.chars().filter(|character| *character != ' ').collect();
                digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.into_bytes())
            }
            Self::Boolean => matches!(text, "TRUE" | "FALSE").then(|| value.to_vec()),
            Self::Name => Dn::parse(text).map(|dn| dn.key().join(",").into_bytes()),
        }
    }
}

/// Prepares a string, as RFC 4518 in short: compatibility form (NFKC), lower case, one space for a run of them.
fn fold(text: &str) -> Vec<u8> {
    let folded = text.nfkc().collect::<String>().to_lowercase();
    folded.split_whitespace().collect::<Vec<_>>().join(" ").into_bytes()
}

impl Dn {
    /// Reads a DN (RFC 4514); `None` when `text` is none, or names an unknown attribute.
    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::parse_with(text, |name, value| {
            let attribute = find(name).filter(|_| !name.contains(';'))?;
            Some((attribute.name, attribute.rule.normalize(value.as_bytes())?))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest]
    #[case(MatchingRule::CaseIgnore, "  Hélène   LEFÈVRE ", Some("hélène lefèvre"))]
    #[case(MatchingRule::CaseIgnore, "", None)]
    #[case(MatchingRule::CaseIgnoreIa5, "06E7012345ABC", Some("06e7012345abc"))]
    #[case(MatchingRule::CaseIgnoreIa5, "é", None)]
    #[case(MatchingRule::Numeric, "1970 0314", Some("19700314"))]
    #[case(MatchingRule::Numeric, "1970-03-14", None)]
    #[case(MatchingRule::Boolean, "TRUE", Some("TRUE"))]
    #[case(MatchingRule::Boolean, "true", None)]
    #[case(MatchingRule::Name, "OU=Personnels, DC=fr", Some("ou=personnels,dc=fr"))]
    fn rule_normalizes_value(#[case] rule: MatchingRule, #[case] value: &str, #[case] normal: Option<&str>) {
        assert_eq!(rule.normalize(value.as_bytes()), normal.map(|text| text.as_bytes().to_vec()));
    }

    #[test]
    fn find_ignores_case_and_options() {
        assert_eq!(find("DESCRIPTION;lang-fr").map(|kind| kind.name), Some("description"));
        assert_eq!(find("foo"), None);
    }
}
