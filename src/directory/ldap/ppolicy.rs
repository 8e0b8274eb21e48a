//! The controls of the password policy (draft-behera-ldap-password-policy-11 §6): the request, and the response.
//!
//! `PasswordPolicyResponseValue ::= SEQUENCE { warning [0] CHOICE { timeBeforeExpiration [0] INTEGER,
//! graceAuthNsRemaining [1] INTEGER } OPTIONAL, error [1] ENUMERATED OPTIONAL }`, in BER: 389-DS writes its
//! lengths in the long form, and may send a warning and an error together.

use std::time::Duration;

use ldap3::controls::{Control, RawControl};

use super::ber::{element, unsigned};
use crate::directory::PpolicyError;

/// Object identifier of both controls; a rootDSE that knows them lists it.
pub(super) const OID: &str = "1.3.6.1.4.1.42.2.27.8.5.1";

const SEQUENCE: u8 = 0x30;
const WARNING: u8 = 0xA0;
const TIME_BEFORE_EXPIRATION: u8 = 0x80;
/// `graceAuthNsRemaining` within the warning, `error` beside it: the same tag in two places.
const GRACE_OR_ERROR: u8 = 0x81;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct PolicyResponse {
    /// Time before the password expires.
    pub expires_in: Option<Duration>,
    /// Binds that the server still accepts with an expired password.
    pub grace_left: Option<u32>,
    pub error: Option<PpolicyError>,
}

/// The request control. It is not critical, so that a server without policies ignores it.
pub(super) fn request() -> RawControl {
    RawControl { ctype: OID.to_owned(), crit: false, val: None }
}

/// The response among the controls of an answer; nothing when it is absent, empty or malformed.
pub(super) fn response(controls: &[Control]) -> PolicyResponse {
    controls
        .iter()
        .find(|Control(_, raw)| raw.ctype == OID)
        .and_then(|Control(_, raw)| decode(raw.val.as_deref()?))
        .unwrap_or_default()
}

/// Whether the answer has the control, whatever it says.
pub(super) fn is_answered(controls: &[Control]) -> bool {
    controls.iter().any(|Control(_, raw)| raw.ctype == OID)
}

/// Decodes a response value; `None` when it is malformed.
pub(super) fn decode(value: &[u8]) -> Option<PolicyResponse> {
    let (tag, mut body, rest) = element(value)?;
    if tag != SEQUENCE || !rest.is_empty() {
        return None;
    }
    let mut response = PolicyResponse::default();
    while !body.is_empty() {
        let (tag, content, rest) = element(body)?;
        match tag {
            WARNING => response.warn(content)?,
            GRACE_OR_ERROR => response.error = error(unsigned(content)?),
            _ => return None,
        }
        body = rest;
    }
    Some(response)
}

impl PolicyResponse {
    fn warn(&mut self, content: &[u8]) -> Option<()> {
        match element(content)? {
            (TIME_BEFORE_EXPIRATION, seconds, []) => {
                self.expires_in = Some(Duration::from_secs(unsigned(seconds)?.into()));
            }
            (GRACE_OR_ERROR, uses, []) => self.grace_left = Some(unsigned(uses)?),
            _ => return None,
        }
        Some(())
    }
}

/// An error of the draft; `None` for a later one.
fn error(code: u32) -> Option<PpolicyError> {
    Some(match code {
        0 => PpolicyError::PasswordExpired,
        1 => PpolicyError::AccountLocked,
        2 => PpolicyError::ChangeAfterReset,
        3 => PpolicyError::PasswordModNotAllowed,
        4 => PpolicyError::MustSupplyOldPassword,
        5 => PpolicyError::InsufficientPasswordQuality,
        6 => PpolicyError::PasswordTooShort,
        7 => PpolicyError::PasswordTooYoung,
        8 => PpolicyError::PasswordInHistory,
        9 => PpolicyError::PasswordTooLong,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::bytes;
    use super::*;
    use proptest::prelude::*;

    const NOTHING: PolicyResponse = PolicyResponse { expires_in: None, grace_left: None, error: None };

    const RESET: Option<PpolicyError> = Some(PpolicyError::ChangeAfterReset);

    fn expiring(seconds: u64) -> PolicyResponse {
        PolicyResponse { expires_in: Some(Duration::from_secs(seconds)), ..NOTHING }
    }

    fn grace(uses: u32) -> PolicyResponse {
        PolicyResponse { grace_left: Some(uses), ..NOTHING }
    }

    fn erred(error: PpolicyError) -> PolicyResponse {
        PolicyResponse { error: Some(error), ..NOTHING }
    }

    #[rstest]
    #[case::openldap_nothing("3000", NOTHING)]
    #[case::openldap_expired("3003810100", erred(PpolicyError::PasswordExpired))]
    #[case::openldap_locked("3003810101", erred(PpolicyError::AccountLocked))]
    #[case::openldap_too_long("3003810109", erred(PpolicyError::PasswordTooLong))]
    #[case::openldap_warning("3007a005800306977f", expiring(431_999))]
    #[case::openldap_grace("3005a003810104", grace(4))]
    #[case::ds389_locked("308400000003810101", erred(PpolicyError::AccountLocked))]
    #[case::ds389_grace("308400000009a08400000003810104", grace(4))]
    #[case::ds389_warning("30840000000ba084000000058003127500", expiring(1_209_600))]
    #[case::ds389_both("30840000000ea084000000058003127500810102", PolicyResponse { error: RESET, ..expiring(1_209_600) })]
    #[case::error_of_the_future("300381010a", NOTHING)]
    fn real_response_is_decoded(#[case] hex: &str, #[case] expected: PolicyResponse) {
        assert_eq!(decode(&bytes(hex)), Some(expected));
    }

    #[test]
    fn malformed_response_is_refused() {
        // Empty, no sequence, cut, followed by a byte; then lengths: indefinite, of five bytes, beyond the end.
        let sequences = ["", "0403810101", "30038101", "3003810101ff"];
        let lengths = ["3080810101", "308500000000038101", "3084ffffffff810101"];
        // An empty integer, one too large, an unknown element, an empty warning, two warnings in one.
        let elements = ["30028100", "30078105ffffffffff", "3003850101", "3002a000", "3008a006800101810101"];
        for hex in sequences.into_iter().chain(lengths).chain(elements) {
            assert_eq!(decode(&bytes(hex)), None, "{hex}");
        }
    }

    #[test]
    fn absent_or_empty_control_says_nothing() {
        let control = |ctype: &str, val| Control(None, RawControl { ctype: ctype.into(), crit: false, val });
        assert_eq!(response(&[]), NOTHING);
        assert_eq!(response(&[control(OID, None)]), NOTHING);
        assert_eq!(response(&[control(OID, Some(vec![0xFF]))]), NOTHING);
        assert_eq!(response(&[control("1.2.3", Some(bytes("3003810101")))]), NOTHING);
        let both = [control("1.2.3", None), control(OID, Some(bytes("3003810101")))];
        assert_eq!(response(&both), erred(PpolicyError::AccountLocked));
    }

    proptest! {
        #[test]
        fn random_bytes_never_panic(value in proptest::collection::vec(any::<u8>(), 0..64)) {
            let _ = decode(&value);
        }

        #[test]
        fn damaged_response_never_panics(at in 0_usize..20, byte in any::<u8>(), kept in 0_usize..21) {
            let mut value = bytes("30840000000ea084000000058003127500810102");
            value[at] = byte;
            let _ = decode(&value[..kept.min(value.len())]);
        }
    }
}
