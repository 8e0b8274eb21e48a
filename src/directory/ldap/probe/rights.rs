//! The rights of the service account over people, and those of a person over their own password.

use rand::distr::{Alphanumeric, SampleString};

use crate::directory::ServerAnswer;
use crate::directory::ldap::client::account_state;
use crate::directory::ldap::client::connection::{ANY, Connection, OperationError, ServerReply};
use crate::directory::ldap::client::identity_check::{IdentityCheck, decoy_birth_date};
use crate::directory::ldap::dialect::Dialect;
use crate::directory::ldap::result_code as code;

/// A NUMEN that belongs to no person.
const DECOY_NUMBER: &str = "00X0000000XXX";
/// A time at which nobody changed a password.
const DECOY_TIME: &str = "19000101000000Z";

/// The rights of the service account over people; `reads_…`: the server let it read such a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    pub compare_numen: Right,
    pub compare_external_number: Right,
    pub compare_birth_date: Right,
    pub reads_numens: bool,
    pub reads_external_numbers: bool,
    pub reads_birth_dates: bool,
    /// A service should never have this right.
    pub reads_passwords: bool,
    /// Write passwords. Probed by the removal of a value that does not exist.
    pub write_password: Right,
    /// See all that can close an account; without it nobody is reset.
    pub see_locks: LockSight,
    /// The attribute that tells when a password changed, and the right to read it.
    pub stamp: &'static str,
    pub read_stamp: Right,
}

/// The service account's sight of the state of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockSight {
    Whole,
    /// This attribute is hidden from it, or the entry of the policy that has it.
    Hidden(&'static str),
    /// This attribute is hidden from it, without which the locked accounts are not reset.
    HiddenOnceLocked(&'static str),
    /// The attributes that close an account are known of known families only.
    UnknownFamily,
    NoAnswer,
}

/// The server's answer about a right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    Granted,
    Denied,
    /// Unknown: none of the people examined has a value.
    NoValue,
    NoSuchAttribute,
    /// The server's schema refuses values spelt so (`birth_date_format`).
    WrongSpelling,
    /// The server is a replica and sends writers to another server.
    Elsewhere,
    /// The server refuses every write.
    ReadOnly,
    /// The answer does not depend on the right.
    Unknown(ServerAnswer),
    NoAnswer,
}

/// Probes the rights over the people of these names, of whom there is at least `first`.
pub(super) async fn examine(
    connection: &mut Connection,
    dialect: &dyn Dialect,
    identity: &IdentityCheck,
    first: &str,
    people: &[String],
) -> Rights {
    let settings = identity.settings();
    let date = decoy_birth_date(settings.birth_date_format);
    let attributes = [
        settings.numen_attribute.as_str(),
        &settings.external_number_attribute,
        &settings.birth_date_attribute,
        "userPassword",
    ];
    let [reads_numens, reads_external_numbers, reads_birth_dates, reads_passwords] =
        shown(connection, people, attributes).await;
    let stamp = dialect.stamp_attribute();
    let [reads_stamp] = shown(connection, people, [stamp]).await;
    let [numen, external, birth_date, _] = attributes;
    let write_password = right_to_write(connection, dialect, first).await;
    let see_locks = lock_sight(connection, dialect, first, people).await;
    let mut compare =
        async |attribute, value| right_to_compare(connection, dialect, people, attribute, value).await;
    Rights {
        compare_numen: compare(numen, DECOY_NUMBER).await,
        compare_external_number: compare(external, DECOY_NUMBER).await,
        compare_birth_date: compare(birth_date, &date).await,
        reads_numens,
        reads_external_numbers,
        reads_birth_dates,
        reads_passwords,
        write_password,
        see_locks,
        stamp,
        read_stamp: match compare(stamp, DECOY_TIME).await {
            _ if reads_stamp => Right::Granted,
            Right::Granted => Right::Denied,
            right => right,
        },
    }
}

/// An absence that the server confirms proves the right to search the attribute, not the right to read it: only a person who
/// bears a value shows both. Few bear a failed bind, and slapd gives both rights with `read`. So each of the people is asked,
/// and a confirmed absence is enough.
async fn lock_sight(
    connection: &mut Connection,
    dialect: &dyn Dialect,
    first: &str,
    people: &[String],
) -> LockSight {
    if !dialect.is_known() {
        return LockSight::UnknownFamily;
    }
    match account_state::hidden_attribute(connection, dialect, first).await {
        Ok(None) => {}
        Ok(Some(attribute)) => return LockSight::Hidden(attribute),
        Err(_) => return LockSight::NoAnswer,
    }
    for person in people {
        match account_state::hidden_once_locked(connection, dialect, person).await {
            Ok(None) => {}
            Ok(Some(attribute)) => return LockSight::HiddenOnceLocked(attribute),
            Err(_) => return LockSight::NoAnswer,
        }
    }
    LockSight::Whole
}

/// Tells of each attribute whether the server shows it of any of these people.
pub(super) async fn shown<const N: usize>(
    connection: &mut Connection,
    people: &[String],
    attributes: [&str; N],
) -> [bool; N] {
    let mut shown = [false; N];
    for person in people {
        if let Ok(found) = connection.read(person, ANY, &attributes).await {
            for (shown, name) in shown.iter_mut().zip(attributes) {
                *shown |= found.entries.iter().any(|entry| !entry.values(name).is_empty());
            }
        }
    }
    shown
}

/// Compares a value that does not exist, with one person after another, until an answer shows the right.
pub(super) async fn right_to_compare(
    connection: &mut Connection,
    dialect: &dyn Dialect,
    people: &[String],
    attribute: &str,
    value: &str,
) -> Right {
    for person in people {
        match right_compared(&connection.compare(person, attribute, value).await, dialect) {
            Right::NoValue => {}
            right => return right,
        }
    }
    Right::NoValue
}

fn right_compared(compared: &Result<ServerReply, OperationError>, dialect: &dyn Dialect) -> Right {
    let Ok(reply) = compared else { return Right::NoAnswer };
    match reply.code {
        code::COMPARE_TRUE | code::COMPARE_FALSE => Right::Granted,
        code::INSUFFICIENT_ACCESS_RIGHTS => Right::Denied,
        code::NO_SUCH_ATTRIBUTE => Right::NoValue,
        code::UNDEFINED_ATTRIBUTE_TYPE => Right::NoSuchAttribute,
        code::INVALID_ATTRIBUTE_SYNTAX => Right::WrongSpelling,
        _ => Right::Unknown(dialect.answer(reply)),
    }
}

/// Removes a password that does not exist: the server checks the right first, then finds nothing to remove.
pub(super) async fn right_to_write(
    connection: &mut Connection,
    dialect: &dyn Dialect,
    person: &str,
) -> Right {
    let decoy = Alphanumeric.sample_string(&mut rand::rng(), 64);
    let Ok(reply) = connection.remove(person, "userPassword", Some(&decoy)).await else {
        return Right::NoAnswer;
    };
    right_written(&reply, dialect)
}

fn right_written(reply: &ServerReply, dialect: &dyn Dialect) -> Right {
    match reply.code {
        code::NO_SUCH_ATTRIBUTE => Right::Granted,
        code::INSUFFICIENT_ACCESS_RIGHTS => Right::Denied,
        code::REFERRAL => Right::Elsewhere,
        // slapd: « operation restricted »; 389-DS: « Server is read-only ».
        code::UNWILLING_TO_PERFORM => Right::ReadOnly,
        _ => Right::Unknown(dialect.answer(reply)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DirectoryKind;
    use crate::directory::ldap::{dialect, testing::reply};

    fn unknown(result_code: u32) -> Right {
        Right::Unknown(ServerAnswer { result_code, ppolicy: None, ad_code: None })
    }

    #[rstest]
    #[case(6, Right::Granted)]
    #[case(5, Right::Granted)]
    #[case(50, Right::Denied)]
    #[case(16, Right::NoValue)]
    #[case(17, Right::NoSuchAttribute)]
    #[case(21, Right::WrongSpelling)]
    #[case(13, unknown(13))]
    #[case(51, unknown(51))]
    fn comparison_tells_right(#[case] code: u32, #[case] expected: Right) {
        let openldap = dialect::configured(DirectoryKind::OpenLdap).unwrap();
        assert_eq!(right_compared(&Ok(reply(code, "", "")), openldap), expected);
    }

    #[rstest]
    #[case(16, Right::Granted)]
    #[case(50, Right::Denied)]
    #[case(10, Right::Elsewhere)]
    #[case(53, Right::ReadOnly)]
    #[case(13, unknown(13))]
    #[case(0, unknown(0))]
    fn removal_tells_right(#[case] code: u32, #[case] expected: Right) {
        let openldap = dialect::configured(DirectoryKind::OpenLdap).unwrap();
        assert_eq!(right_written(&reply(code, "", ""), openldap), expected);
    }
}
