//! Active Directory and Samba AD: what their answers mean. Writing (`unicodePwd`) is not offered yet, so that
//! such a server is refused before anything is asked of it.

use super::classify::{ServerReply, code};
use crate::directory::{PasswordCheck, RefusalReason};

// Codes of the `data` word of a refused bind, and of the first word of a refused write (winerror.h).
const WRONG_OLD_PASSWORD: u32 = 0x56;
const PASSWORD_RESTRICTION: u32 = 0x52D;
const PASSWORD_EXPIRED: u32 = 0x532;
const MUST_CHANGE: u32 = 0x773;
const LOCKED_OUT: u32 = 0x775;

pub(super) fn password_check(reply: &ServerReply) -> Option<PasswordCheck> {
    match (reply.code, own_code(&reply.diagnostic)) {
        (code::SUCCESS, _) => Some(PasswordCheck::Accepted(reply.validity())),
        // Sent only when the password is right.
        (code::INVALID_CREDENTIALS, Some(PASSWORD_EXPIRED | MUST_CHANGE)) => {
            Some(PasswordCheck::CorrectButUnusable)
        }
        // Outside the allowed hours, workstations; disabled; account expired; locked out.
        (code::INVALID_CREDENTIALS, Some(0x530 | 0x531 | 0x533 | 0x701 | LOCKED_OUT)) => {
            Some(PasswordCheck::Locked)
        }
        (code::INVALID_CREDENTIALS, _) => Some(PasswordCheck::Wrong),
        _ => None,
    }
}

pub(super) fn refusal(reply: &ServerReply) -> RefusalReason {
    match (reply.code, own_code(&reply.diagnostic)) {
        (_, Some(WRONG_OLD_PASSWORD)) => RefusalReason::WrongCurrent,
        (_, Some(LOCKED_OUT)) => RefusalReason::Locked,
        (_, Some(PASSWORD_RESTRICTION)) => restriction(&reply.diagnostic),
        (code::INSUFFICIENT_ACCESS_RIGHTS, _) => RefusalReason::Rights,
        (code::CONSTRAINT_VIOLATION, None) if reply.diagnostic.starts_with("error in module acl") => {
            RefusalReason::Forbidden
        }
        _ => RefusalReason::Unexplained,
    }
}

/// Samba says which rule; Windows does not.
fn restriction(diagnostic: &str) -> RefusalReason {
    let says = |words: &str| diagnostic.contains(words);
    if says("is too short") {
        RefusalReason::TooShort
    } else if says("(in history)") {
        RefusalReason::InHistory
    } else if says("(previous password)") {
        RefusalReason::Unchanged
    } else if says("too young") {
        RefusalReason::TooYoung
    } else if says("complexity") {
        RefusalReason::Quality
    } else {
        RefusalReason::Unexplained
    }
}

/// The `data XXX` of a refused bind, else the eight leading hexadecimal digits.
pub(super) fn own_code(diagnostic: &str) -> Option<u32> {
    let hexadecimal = |text: &str| u32::from_str_radix(text, 16).ok();
    if let Some((_, data)) = diagnostic.split_once(", data ") {
        return hexadecimal(data.split([',', ' ']).next()?);
    }
    let (digits, rest) = diagnostic.split_at_checked(8)?;
    if rest.starts_with(':') { hexadecimal(digits) } else { None }
}

#[cfg(test)]
mod tests {
    use super::super::classify::tests::reply;
    use super::*;
    use rstest::rstest;

    fn bind(data: &str) -> ServerReply {
        let comment = "80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data ";
        reply(49, "", &format!("{comment}{data}, v1db1"))
    }

    #[rstest]
    #[case::wrong(bind("52e"), PasswordCheck::Wrong)]
    #[case::unknown(bind("525"), PasswordCheck::Wrong)]
    #[case::locked(bind("775"), PasswordCheck::Locked)]
    #[case::disabled(bind("533"), PasswordCheck::Locked)]
    #[case::account_expired(bind("701"), PasswordCheck::Locked)]
    #[case::hours(bind("530"), PasswordCheck::Locked)]
    #[case::expired(bind("532"), PasswordCheck::CorrectButUnusable)]
    #[case::must_change(bind("773"), PasswordCheck::CorrectButUnusable)]
    #[case::no_code(reply(49, "", ""), PasswordCheck::Wrong)]
    #[case::right(reply(0, "", ""), PasswordCheck::Accepted(crate::directory::Validity::default()))]
    fn binds(#[case] reply: ServerReply, #[case] expected: PasswordCheck) {
        assert_eq!(password_check(&reply), Some(expected));
    }

    #[rstest]
    #[case("00000056: The old password specified doesn't match!", RefusalReason::WrongCurrent)]
    #[case(
        "0000052D: the password is too short. It should be equal or longer than 12 characters!",
        RefusalReason::TooShort
    )]
    #[case("0000052D: the password does not meet the complexity criteria!", RefusalReason::Quality)]
    #[case("0000052D: the password was already used (in history)!", RefusalReason::InHistory)]
    #[case("0000052D: the password was already used (previous password)!", RefusalReason::Unchanged)]
    #[case("0000052D: password is too young to change!", RefusalReason::TooYoung)]
    #[case("0000052D: AtrErr: DSID-03191083, problem 1005 (CONSTRAINT_ATT_TYPE)", RefusalReason::Unexplained)]
    #[case("00000775: Password change not permitted, account locked out! at …", RefusalReason::Locked)]
    #[case("error in module acl: Constraint violation during LDB_MODIFY (19)", RefusalReason::Forbidden)]
    fn refusals(#[case] diagnostic: &str, #[case] expected: RefusalReason) {
        assert_eq!(refusal(&reply(19, "", diagnostic)), expected);
    }

    #[test]
    fn no_right() {
        let denied = "error in module acl: insufficient access rights during LDB_MODIFY (50)";
        assert_eq!(refusal(&reply(50, "", denied)), RefusalReason::Rights);
    }

    #[rstest]
    #[case("00000000: Success", Some(0))]
    #[case("0000052D: AtrErr", Some(0x52D))]
    #[case("80090308: LdapErr: x, data 52e, v1db1", Some(0x52E))]
    #[case("été-1234: x", None)]
    #[case("1234567é: x", None)]
    #[case("", None)]
    fn own_codes(#[case] diagnostic: &str, #[case] expected: Option<u32>) {
        assert_eq!(own_code(diagnostic), expected);
    }
}
