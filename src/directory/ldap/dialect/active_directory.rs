//! Active Directory and Samba AD. The client does not write there yet (`unicodePwd`), so it refuses these servers.

use async_trait::async_trait;
use jiff::Timestamp;

use super::{AccountState, CLOCK_TOLERANCE, Dialect};
use crate::config::DirectoryKind;
use crate::directory::ldap::client::connection::{
    Connection, Exchange, LdapEntry, PasswordWrite, ServerReply,
};
use crate::directory::ldap::result_code as code;
use crate::directory::{Closed, DirectoryError, NoReset, PasswordCheck, RefusalReason, Stamp, StampReading};

/// Flags of an account ([MS-ADTS] §2.2.16). A lock by failures is another attribute, and no administrator's decision.
const FLAGS: &str = "userAccountControl";
const DISABLED: u32 = 0x2;
/// The last moment of an account, in tenths of a microsecond since 1601.
const EXPIRES: &str = "accountExpires";
const NEVER: [i64; 2] = [0, i64::MAX];
const UNITS_A_SECOND: i64 = 10_000_000;
/// Seconds from 1601 to 1970.
const EPOCH: i64 = 11_644_473_600;

// Codes of the `data` word of a refused bind, and of the first word of a refused write (winerror.h).
const WRONG_OLD_PASSWORD: u32 = 0x56;
const PASSWORD_RESTRICTION: u32 = 0x52D;
const PASSWORD_EXPIRED: u32 = 0x532;
const MUST_CHANGE: u32 = 0x773;
const LOCKED_OUT: u32 = 0x775;

/// Not `uSNChanged`, which a bind moves.
const STAMP: &str = "pwdLastSet";

pub(super) struct ActiveDirectory;

#[async_trait]
impl Dialect for ActiveDirectory {
    fn kind(&self) -> DirectoryKind {
        DirectoryKind::ActiveDirectory
    }

    fn name(&self) -> &'static str {
        "Active Directory"
    }

    fn is_supported(&self) -> bool {
        false
    }

    fn state_attributes(&self) -> &'static [&'static str] {
        &[FLAGS, EXPIRES]
    }

    /// Both attributes are on every account: one that is absent was not shown.
    fn no_reset(&self, account: &AccountState<'_>, now: Timestamp) -> Option<NoReset> {
        let number = |name| account.entry.values(name).first()?.parse::<i64>().ok();
        let (Some(flags), Some(expires)) = (number(FLAGS), number(EXPIRES)) else {
            return Some(NoReset::StateUnreadable);
        };
        if flags & i64::from(DISABLED) != 0 {
            return Some(NoReset::Closed(Closed::ByAdministrator));
        }
        let end = Timestamp::from_second(expires / UNITS_A_SECOND - EPOCH).unwrap_or(Timestamp::MAX);
        let expired = !NEVER.contains(&expires) && end <= now + CLOCK_TOLERANCE;
        expired.then_some(NoReset::Closed(Closed::OutsideItsDates))
    }

    fn password_check(&self, reply: &ServerReply) -> Option<PasswordCheck> {
        match (reply.code, self.ad_code(&reply.diagnostic)) {
            (code::SUCCESS, _) => Some(PasswordCheck::Accepted(reply.validity())),
            // Sent for the right password only.
            (code::INVALID_CREDENTIALS, Some(PASSWORD_EXPIRED | MUST_CHANGE)) => {
                Some(PasswordCheck::CorrectButUnusable)
            }
            // Outside the allowed hours or workstations; disabled; account expired; locked out.
            (code::INVALID_CREDENTIALS, Some(0x530 | 0x531 | 0x533 | 0x701 | LOCKED_OUT)) => {
                Some(PasswordCheck::Locked)
            }
            (code::INVALID_CREDENTIALS, _) => Some(PasswordCheck::Wrong),
            _ => None,
        }
    }

    fn named_reason(&self, reply: &ServerReply) -> Option<RefusalReason> {
        match (reply.code, self.ad_code(&reply.diagnostic)) {
            (_, Some(WRONG_OLD_PASSWORD)) => Some(RefusalReason::WrongCurrent),
            (_, Some(LOCKED_OUT)) => Some(RefusalReason::Locked),
            (_, Some(PASSWORD_RESTRICTION)) => restriction(&reply.diagnostic),
            (code::INSUFFICIENT_ACCESS_RIGHTS, _) => Some(RefusalReason::Rights),
            (code::CONSTRAINT_VIOLATION, None) if reply.diagnostic.starts_with("error in module acl") => {
                Some(RefusalReason::Forbidden)
            }
            _ => None,
        }
    }

    /// The hexadecimal number after `data` of a refused bind, else the eight leading hexadecimal digits.
    fn ad_code(&self, diagnostic: &str) -> Option<u32> {
        let hexadecimal = |text: &str| u32::from_str_radix(text, 16).ok();
        if let Some((_, data)) = diagnostic.split_once(", data ") {
            return hexadecimal(data.split([',', ' ']).next()?);
        }
        let (digits, rest) = diagnostic.split_at_checked(8)?;
        if rest.starts_with(':') { hexadecimal(digits) } else { None }
    }

    fn stamp_attribute(&self) -> &'static str {
        STAMP
    }

    /// Intervals of 100 ns. 0 means that the person must change the password.
    fn stamp(&self, entry: &LdapEntry) -> StampReading {
        match entry.values(STAMP).first() {
            None => StampReading::Absent,
            Some(value) => value.parse().map_or(StampReading::Unreadable, |at| StampReading::At(Stamp(at))),
        }
    }

    fn changed_at(&self, entry: &LdapEntry) -> Option<Timestamp> {
        let units: i64 = entry.values(STAMP).first()?.parse().ok().filter(|units| *units > 0)?;
        Timestamp::from_second(units / UNITS_A_SECOND - EPOCH).ok()
    }

    fn send_write(&self, _connection: &Connection, _write: PasswordWrite<'_>) -> Exchange<ServerReply> {
        Exchange::unsent(DirectoryError::Unsupported)
    }
}

/// Samba names the rule; Windows does not.
fn restriction(diagnostic: &str) -> Option<RefusalReason> {
    const RULES: [(&str, RefusalReason); 5] = [
        ("is too short", RefusalReason::TooShort),
        ("(in history)", RefusalReason::InHistory),
        ("(previous password)", RefusalReason::Unchanged),
        ("too young", RefusalReason::TooYoung),
        ("complexity", RefusalReason::Quality),
    ];
    RULES.into_iter().find(|(words, _)| diagnostic.contains(words)).map(|(_, reason)| reason)
}

#[cfg(test)]
mod tests {
    use super::super::tests::refusal;
    use super::*;
    use crate::directory::Validity;
    use crate::directory::ldap::testing::reply;

    const TOO_SHORT: &str =
        "0000052D: the password is too short. It should be equal or longer than 12 characters!";
    const NO_RIGHT: &str = "error in module acl: insufficient access rights during LDB_MODIFY (50)";
    const UNEXPLAINED: &str = "0000052D: AtrErr: DSID-03191083, problem 1005 (CONSTRAINT_ATT_TYPE)";

    fn bind(data: &str) -> ServerReply {
        let comment = "80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data ";
        reply(49, "", &format!("{comment}{data}, v1db1"))
    }

    #[rstest]
    #[case(PasswordCheck::Wrong, &[bind("52e"), bind("525"), reply(49, "", "")])] // wrong, unknown, no code
    #[case(PasswordCheck::Locked, &["775", "533", "701", "530"].map(bind))] // locked, disabled, ended, hours
    #[case(PasswordCheck::CorrectButUnusable, &["532", "773"].map(bind))] // expired, must change
    #[case(PasswordCheck::Accepted(Validity::default()), &[reply(0, "", "")])]
    fn bind_tells_password_check(#[case] expected: PasswordCheck, #[case] replies: &[ServerReply]) {
        for reply in replies {
            assert_eq!(ActiveDirectory.password_check(reply), Some(expected), "{}", reply.diagnostic);
        }
    }

    #[rstest]
    #[case(19, "00000056: The old password specified doesn't match!", RefusalReason::WrongCurrent)]
    #[case(19, TOO_SHORT, RefusalReason::TooShort)]
    #[case(19, "0000052D: the password does not meet the complexity criteria!", RefusalReason::Quality)]
    #[case(19, "0000052D: the password was already used (in history)!", RefusalReason::InHistory)]
    #[case(19, "0000052D: the password was already used (previous password)!", RefusalReason::Unchanged)]
    #[case(19, "0000052D: password is too young to change!", RefusalReason::TooYoung)]
    #[case(19, UNEXPLAINED, RefusalReason::Unexplained)]
    #[case(19, "00000775: Password change not permitted, account locked out! at …", RefusalReason::Locked)]
    #[case(19, "error in module acl: Constraint violation during LDB_MODIFY (19)", RefusalReason::Forbidden)]
    #[case(50, NO_RIGHT, RefusalReason::Rights)]
    fn refused_write_tells_reason(#[case] code: u32, #[case] text: &str, #[case] expected: RefusalReason) {
        assert_eq!(refusal(&ActiveDirectory, &reply(code, "", text), false), Some(expected));
    }

    #[test]
    fn diagnostic_tells_ad_code() {
        let code = |diagnostic| ActiveDirectory.ad_code(diagnostic);
        let known = ["00000000: Success", "0000052D: AtrErr", "80090308: LdapErr: x, data 52e, v1db1"];
        assert_eq!(known.map(code), [Some(0), Some(0x52D), Some(0x52E)]);
        assert_eq!(["été-1234: x", "1234567é: x", ""].map(code), [None; 3]);
    }
}
