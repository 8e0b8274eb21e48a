//! The attributes that the embedded directory knows, and how their values are compared (RFC 4517).

use unicode_normalization::UnicodeNormalization;

use super::dn::Dn;

/// How values are matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// caseIgnoreMatch.
    CaseIgnore,
    /// caseIgnoreIA5Match: ASCII only.
    CaseIgnoreIa5,
    /// numericStringMatch: digits, spaces are of no account.
    Numeric,
    /// booleanMatch: `TRUE` or `FALSE`.
    Boolean,
    /// octetStringMatch.
    Octets,
    /// distinguishedNameMatch.
    Name,
}

/// One attribute type.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct AttributeType {
    /// As answers spell it.
    pub name: &'static str,
    pub rule: Rule,
    /// Returned only when asked for, by name or by `+`.
    pub operational: bool,
}

const fn user(name: &'static str, rule: Rule) -> AttributeType {
    AttributeType { name, rule, operational: false }
}

const fn operational(name: &'static str, rule: Rule) -> AttributeType {
    AttributeType { name, rule, operational: true }
}

const TYPES: &[AttributeType] = &[
    user("objectClass", Rule::CaseIgnore),
    user("dc", Rule::CaseIgnoreIa5),
    user("ou", Rule::CaseIgnore),
    user("uid", Rule::CaseIgnore),
    user("cn", Rule::CaseIgnore),
    user("sn", Rule::CaseIgnore),
    user("givenName", Rule::CaseIgnore),
    user("displayName", Rule::CaseIgnore),
    user("mail", Rule::CaseIgnoreIa5),
    user("departmentNumber", Rule::CaseIgnore),
    user("description", Rule::CaseIgnore),
    user("userPassword", Rule::Octets),
    user("numen", Rule::CaseIgnoreIa5),
    user("numeroPersonneExterieure", Rule::CaseIgnoreIa5),
    user("dateNaissance", Rule::Numeric),
    user("compteAD", Rule::Boolean),
    user("adSamAccountName", Rule::CaseIgnore),
    user("pwdAttribute", Rule::CaseIgnore),
    user("pwdCheckQuality", Rule::Numeric),
    user("pwdCheckModule", Rule::CaseIgnore),
    user("pwdMinLength", Rule::Numeric),
    user("pwdMaxLength", Rule::Numeric),
    user("pwdInHistory", Rule::Numeric),
    user("pwdMinAge", Rule::Numeric),
    user("pwdMaxAge", Rule::Numeric),
    user("pwdExpireWarning", Rule::Numeric),
    user("pwdGraceAuthnLimit", Rule::Numeric),
    user("pwdLockout", Rule::Boolean),
    user("pwdMaxFailure", Rule::Numeric),
    user("pwdLockoutDuration", Rule::Numeric),
    user("pwdFailureCountInterval", Rule::Numeric),
    user("pwdMustChange", Rule::Boolean),
    user("pwdAllowUserChange", Rule::Boolean),
    user("pwdSafeModify", Rule::Boolean),
    operational("pwdPolicySubentry", Rule::Name),
    operational("pwdChangedTime", Rule::CaseIgnoreIa5),
    operational("pwdAccountLockedTime", Rule::CaseIgnoreIa5),
    operational("pwdReset", Rule::Boolean),
    operational("structuralObjectClass", Rule::CaseIgnore),
    operational("namingContexts", Rule::Name),
    operational("supportedControl", Rule::CaseIgnoreIa5),
    operational("supportedExtension", Rule::CaseIgnoreIa5),
    operational("supportedFeatures", Rule::CaseIgnoreIa5),
    operational("supportedLDAPVersion", Rule::Numeric),
    operational("vendorName", Rule::CaseIgnore),
    operational("vendorVersion", Rule::CaseIgnore),
];

/// The type that `description` names, whatever its options (`;lang-fr`) and its case.
pub(super) fn find(description: &str) -> Option<&'static AttributeType> {
    let name = description.split(';').next().unwrap_or(description);
    TYPES.iter().find(|kind| kind.name.eq_ignore_ascii_case(name))
}

impl Rule {
    /// The form under which two equal values are the same bytes; nothing when `value` is not of the syntax.
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

/// Compatibility form, lower case, runs of spaces as one (RFC 4518, in short).
fn fold(text: &str) -> Vec<u8> {
    let folded = text.nfkc().collect::<String>().to_lowercase();
    folded.split_whitespace().collect::<Vec<_>>().join(" ").into_bytes()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(Rule::CaseIgnore, "  Hélène   LEFÈVRE ", Some("hélène lefèvre"))]
    #[case(Rule::CaseIgnore, "", None)]
    #[case(Rule::CaseIgnoreIa5, "06E7012345ABC", Some("06e7012345abc"))]
    #[case(Rule::CaseIgnoreIa5, "é", None)]
    #[case(Rule::Numeric, "1970 0314", Some("19700314"))]
    #[case(Rule::Numeric, "1970-03-14", None)]
    #[case(Rule::Boolean, "TRUE", Some("TRUE"))]
    #[case(Rule::Boolean, "true", None)]
    #[case(Rule::Name, "OU=Personnels, DC=fr", Some("ou=personnels,dc=fr"))]
    fn normalizes(#[case] rule: Rule, #[case] value: &str, #[case] expected: Option<&str>) {
        assert_eq!(rule.normalize(value.as_bytes()), expected.map(|text| text.as_bytes().to_vec()));
    }

    #[test]
    fn finds_whatever_the_case_and_the_options() {
        assert_eq!(find("DESCRIPTION;lang-fr").map(|kind| kind.name), Some("description"));
        assert_eq!(find("foo"), None);
    }
}
