//! Password policies, and the answers of OpenLDAP's ppolicy overlay (draft-behera-ldap-password-policy).

use jiff::SignedDuration;

/// OID of the password policy control, request and response.
pub(super) const CONTROL_OID: &str = "1.3.6.1.4.1.42.2.27.8.5.1";

/// The `error` of a password policy answer; 9 came with OpenLDAP 2.5.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum PolicyError {
    PasswordExpired = 0,
    AccountLocked = 1,
    ChangeAfterReset = 2,
    PasswordModNotAllowed = 3,
    MustSupplyOldPassword = 4,
    InsufficientPasswordQuality = 5,
    PasswordTooShort = 6,
    PasswordTooYoung = 7,
    PasswordInHistory = 8,
    PasswordTooLong = 9,
}

/// The `warning` of a password policy answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PolicyWarning {
    /// The seconds that are left.
    TimeBeforeExpiration(u32),
    /// The logins that are left.
    GraceLogins(u32),
}

/// The value of a password policy response control.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct PolicyAnswer {
    pub warning: Option<PolicyWarning>,
    pub error: Option<PolicyError>,
}

impl From<PolicyError> for PolicyAnswer {
    fn from(error: PolicyError) -> Self {
        Self { warning: None, error: Some(error) }
    }
}

impl From<PolicyWarning> for PolicyAnswer {
    fn from(warning: PolicyWarning) -> Self {
        Self { warning: Some(warning), error: None }
    }
}

impl PolicyAnswer {
    /// `SEQUENCE { warning [0] CHOICE { [0] seconds, [1] logins } OPTIONAL, error [1] OPTIONAL }`, in BER.
    pub(super) fn to_ber(self) -> Vec<u8> {
        let mut content = Vec::new();
        if let Some(warning) = self.warning {
            let (tag, number) = match warning {
                PolicyWarning::TimeBeforeExpiration(seconds) => (0x80, seconds),
                PolicyWarning::GraceLogins(logins) => (0x81, logins),
            };
            content.extend(tlv(0xA0, &tlv(tag, &ber_integer(number))));
        }
        if let Some(error) = self.error {
            content.extend(tlv(0x81, &[error as u8]));
        }
        tlv(0x30, &content)
    }
}

/// Tag, length and value in BER. No value here has the 128 bytes from which a length takes more than one byte.
pub(super) fn tlv(tag: u8, value: &[u8]) -> Vec<u8> {
    let mut bytes = vec![tag, u8::try_from(value.len()).unwrap_or(u8::MAX)];
    bytes.extend_from_slice(value);
    bytes
}

/// The shortest two's complement of a non-negative number.
pub(super) fn ber_integer(number: u32) -> Vec<u8> {
    let bytes = u64::from(number).to_be_bytes();
    let mut shortest: Vec<u8> = bytes.into_iter().skip_while(|byte| *byte == 0).collect();
    if shortest.first().is_none_or(|first| *first >= 0x80) {
        shortest.insert(0, 0);
    }
    shortest
}

/// The rules of a policy entry. An attribute that it lacks sets no rule.
#[derive(Debug, Clone)]
pub(super) struct PasswordPolicy {
    /// 0 checks no password, 1 accepts one that it cannot check, 2 refuses it.
    pub check_quality: u32,
    /// Whether the quality module of the demonstration checks too.
    pub check_module: bool,
    /// Bytes, as OpenLDAP counts.
    pub min_length: usize,
    /// Bytes; 0: no limit.
    pub max_length: usize,
    /// Number of former passwords in the history.
    pub in_history: usize,
    pub min_age: SignedDuration,
    /// Zero: passwords do not expire.
    pub max_age: SignedDuration,
    pub expire_warning: SignedDuration,
    pub grace_logins: usize,
    pub lockout: bool,
    /// 0: no limit.
    pub max_failure: usize,
    /// Zero: until an administrator unlocks the account.
    pub lockout_duration: SignedDuration,
    /// Zero: failures are forgotten at the next success only.
    pub failure_interval: SignedDuration,
    pub must_change: bool,
    pub allow_user_change: bool,
    pub safe_modify: bool,
}

impl PasswordPolicy {
    /// The policy of an entry of objectClass pwdPolicy, whose attributes `text` reads.
    pub(super) fn read(text: impl Fn(&str) -> Option<String>) -> Self {
        let number = |name| -> u32 { text(name).and_then(|text| text.parse().ok()).unwrap_or(0) };
        let flag = |name, absent| text(name).map_or(absent, |text| text == "TRUE");
        let count = |name| usize::try_from(number(name)).unwrap_or(usize::MAX);
        let duration = |name| SignedDuration::from_secs(i64::from(number(name)));
        Self {
            check_quality: number("pwdCheckQuality"),
            check_module: text("pwdCheckModule").is_some(),
            min_length: count("pwdMinLength"),
            max_length: count("pwdMaxLength"),
            in_history: count("pwdInHistory"),
            min_age: duration("pwdMinAge"),
            max_age: duration("pwdMaxAge"),
            expire_warning: duration("pwdExpireWarning"),
            grace_logins: count("pwdGraceAuthnLimit"),
            lockout: flag("pwdLockout", false),
            max_failure: count("pwdMaxFailure"),
            lockout_duration: duration("pwdLockoutDuration"),
            failure_interval: duration("pwdFailureCountInterval"),
            must_change: flag("pwdMustChange", false),
            allow_user_change: flag("pwdAllowUserChange", true),
            safe_modify: flag("pwdSafeModify", false),
        }
    }

    /// Checks the length and the quality of `password`.
    ///
    /// # Errors
    /// The policy's error, and the text that OpenLDAP sends with it.
    pub(super) fn check(&self, password: &str) -> Result<(), (PolicyError, &'static str)> {
        const GENERIC: &str = "Password fails quality checking policy";
        if self.check_quality == 0 {
            return Ok(());
        }
        if password.len() < self.min_length {
            return Err((PolicyError::PasswordTooShort, GENERIC));
        }
        if self.max_length > 0 && password.len() > self.max_length {
            return Err((PolicyError::PasswordTooLong, GENERIC));
        }
        if is_hashed(password) {
            return match self.check_quality {
                1 => Ok(()),
                _ => Err((PolicyError::InsufficientPasswordQuality, GENERIC)),
            };
        }
        match self.check_module.then(|| module_refusal(password)).flatten() {
            Some(text) => Err((PolicyError::InsufficientPasswordQuality, text)),
            None => Ok(()),
        }
    }
}

/// Whether the client hashed this value, with a scheme that OpenLDAP knows.
fn is_hashed(password: &str) -> bool {
    const SCHEMES: &[&str] = &["{SSHA}", "{SHA}", "{SMD5}", "{MD5}", "{CRYPT}", "{ARGON2}", "{PBKDF2}"];
    SCHEMES
        .iter()
        .any(|scheme| password.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// The refusal of the quality module. Real directories have such a module, which speaks the local language.
fn module_refusal(password: &str) -> Option<&'static str> {
    let holds = |class: fn(&u8) -> bool| usize::from(password.bytes().any(|byte| class(&byte)));
    let classes = holds(u8::is_ascii_lowercase)
        + holds(u8::is_ascii_uppercase)
        + holds(u8::is_ascii_digit)
        + holds(|byte| !byte.is_ascii_alphanumeric());
    if classes < 3 {
        return Some("Le mot de passe doit mélanger au moins trois classes de caractères");
    }
    password.to_ascii_lowercase().contains("azerty").then_some("Le mot de passe contient une suite interdite")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest]
    #[case(PolicyAnswer::default(), "3000")]
    #[case(PolicyError::PasswordExpired.into(), "3003810100")]
    #[case(PolicyError::ChangeAfterReset.into(), "3003810102")]
    #[case(PolicyError::PasswordTooLong.into(), "3003810109")]
    #[case(PolicyWarning::TimeBeforeExpiration(431_999).into(), "3007a005800306977f")]
    #[case(PolicyWarning::TimeBeforeExpiration(0).into(), "3005a003800100")]
    #[case(PolicyWarning::TimeBeforeExpiration(128).into(), "3006a00480020080")]
    #[case(PolicyWarning::GraceLogins(4).into(), "3005a003810104")]
    #[case(PolicyAnswer { error: Some(PolicyError::PasswordExpired), ..PolicyWarning::GraceLogins(0).into() }, "3008a003810100810100")]
    fn policy_answer_is_ber(#[case] answer: PolicyAnswer, #[case] hex: &str) {
        let written: String = answer.to_ber().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(written, hex);
    }

    #[rstest]
    #[case("Nouveau-Mdp-2026", None)]
    #[case("court", Some(PolicyError::PasswordTooShort))]
    // Bytes count, not characters: twelve of the latter are too many for a limit of 20 bytes.
    #[case("éééééééééééé", Some(PolicyError::PasswordTooLong))]
    #[case("{ssha}abcdefgh1", Some(PolicyError::InsufficientPasswordQuality))]
    #[case("{foo}abcdefgh1A", None)]
    #[case("toutenminuscules", Some(PolicyError::InsufficientPasswordQuality))]
    #[case("Azerty-Mdp-2026", Some(PolicyError::InsufficientPasswordQuality))]
    fn password_quality_is_checked(#[case] password: &str, #[case] refused: Option<PolicyError>) {
        let policy = PasswordPolicy {
            check_quality: 2,
            check_module: true,
            min_length: 12,
            max_length: 20,
            ..PasswordPolicy::read(|_| None)
        };
        assert_eq!(policy.check(password).err().map(|(error, _)| error), refused);
        assert_eq!(PasswordPolicy { check_quality: 0, ..policy }.check(password), Ok(()));
    }
}
