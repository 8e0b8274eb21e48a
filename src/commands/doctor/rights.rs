//! The rights of the service account over people.

use crate::config::{Config, ProofMethod};
use crate::directory::Obstacle;
use crate::directory::ldap::{LockSight, Right, Rights};
use crate::i18n::keys::{doctor as texts, remedy};
use crate::i18n::{Text, TextKey};

use super::finding::{Finding, coded};
use super::remedy::RemedyWords;

pub(super) fn examine(rights: &Rights, config: &Config, words: &RemedyWords) -> Vec<Finding> {
    let identity = &config.identity;
    let proofs = [
        (rights.compare_numen, rights.reads_numens, &identity.numen_attribute),
        (rights.compare_external_number, rights.reads_external_numbers, &identity.external_number_attribute),
        (rights.compare_birth_date, rights.reads_birth_dates, &identity.birth_date_attribute),
    ];
    let mut findings = Vec::new();
    for (compares, reads, attribute) in proofs {
        match identity.proof {
            ProofMethod::Compare => {
                findings.push(one(
                    "compare",
                    compares,
                    attribute,
                    texts::MAY_COMPARE,
                    remedy::COMPARE,
                    words,
                ));
                if reads {
                    let text = Text::from(texts::READS_PROOF).word("attribute", attribute);
                    let remedy = words.about(remedy::ONLY_COMPARE, attribute);
                    findings.push(Finding::attention_with("read", text, remedy));
                }
            }
            ProofMethod::Read => findings.push(readable(compares, reads, attribute, words)),
        }
    }
    findings.push(locks(rights.see_locks, words));
    findings.extend(stamp(rights, words));
    if rights.reads_passwords {
        let remedy = words.say(remedy::HIDE_PASSWORDS);
        findings.push(Finding::fault_with("read", texts::READS_PASSWORDS, remedy));
    }
    findings.push(one(
        "write",
        rights.write_password,
        "userPassword",
        texts::MAY_WRITE,
        remedy::WRITE_PASSWORD,
        words,
    ));
    findings
}

/// A proof that the service has to read. Who may read may compare: the comparison tells why nothing was read.
fn readable(compares: Right, reads: bool, attribute: &str, words: &RemedyWords) -> Finding {
    let right = match compares {
        _ if reads => Right::Granted,
        // An attribute that may be compared only is there, and stays hidden.
        Right::Granted => Right::Denied,
        // Of another syntax than the decoy: reading does not depend on it.
        Right::WrongSpelling => Right::NoValue,
        other => other,
    };
    one("read", right, attribute, texts::MAY_READ, remedy::READ_ATTRIBUTE, words)
}

/// A confirmed absence is enough: no account has to be locked.
fn locks(sight: LockSight, words: &RemedyWords) -> Finding {
    match sight {
        LockSight::Whole => Finding::ok("locks", texts::LOCKS_SEEN),
        LockSight::Hidden(attribute) => {
            let text = Text::from(texts::LOCKS_HIDDEN).word("attribute", attribute);
            Finding::fault_with("locks", text, words.about(remedy::READ_ATTRIBUTE, attribute))
        }
        LockSight::HiddenOnceLocked(attribute) => {
            let text = Text::from(texts::LOCKS_HALF_SEEN).word("attribute", attribute);
            Finding::fault_with("locks", text, words.about(remedy::READ_ATTRIBUTE, attribute))
        }
        LockSight::UnknownFamily => Finding::fault("locks", texts::LOCKS_UNKNOWN),
        LockSight::NoAnswer => Finding::fault("locks", texts::LOCKS_NO_ANSWER),
    }
}

/// Without the time of the last change, nothing is known of a write whose answer was lost.
fn stamp(rights: &Rights, words: &RemedyWords) -> Option<Finding> {
    let text = |key| Text::from(key).word("attribute", rights.stamp);
    match rights.read_stamp {
        Right::Granted => Some(Finding::ok("stamp", text(texts::MAY_READ))),
        Right::Denied => {
            let remedy = words.about(remedy::READ_ATTRIBUTE, rights.stamp);
            Some(Finding::attention_with("stamp", text(texts::STAMP_HIDDEN), remedy))
        }
        // A server without policies has none, nor an entry whose password never changed.
        _ => None,
    }
}

/// The finding about one right, with a remedy of the table when the service lacks it.
pub(super) fn one(
    check: &'static str,
    right: Right,
    attribute: &str,
    granted: TextKey,
    row: TextKey,
    words: &RemedyWords,
) -> Finding {
    let text = |key| Text::from(key).word("attribute", attribute);
    match right {
        Right::Granted => Finding::ok(check, text(granted)),
        Right::Denied => Finding::fault_with(check, text(texts::RIGHT_DENIED), words.about(row, attribute)),
        Right::NoValue => Finding::attention(check, text(texts::NO_VALUE)),
        Right::NoSuchAttribute => Finding::fault(check, text(texts::NO_SUCH_ATTRIBUTE)),
        Right::WrongSpelling => Finding::fault(check, text(texts::WRONG_SPELLING)),
        Right::Elsewhere => Finding::fault_with(check, text(texts::ELSEWHERE), words.say(remedy::WRITABLE)),
        Right::ReadOnly => Finding::fault_with(check, text(texts::READ_ONLY), words.say(remedy::WRITABLE)),
        Right::Unknown(answer) if answer.obstacle() == Obstacle::Protection => {
            Finding::fault(check, coded(texts::NEEDS_TLS, answer))
        }
        Right::Unknown(answer) => Finding::fault(check, coded(text(texts::RIGHT_UNKNOWN), answer)),
        Right::NoAnswer => Finding::fault(check, text(texts::RIGHT_NO_ANSWER)),
    }
}

#[cfg(test)]
mod tests {
    use super::Right::*;
    use super::*;
    use crate::commands::doctor::finding::FindingLevel;
    use crate::config::DirectoryKind;
    use crate::directory::ServerAnswer;

    const GOOD: Rights = Rights {
        compare_numen: Granted,
        compare_external_number: Granted,
        compare_birth_date: Granted,
        reads_numens: false,
        reads_external_numbers: false,
        reads_birth_dates: false,
        reads_passwords: false,
        write_password: Granted,
        see_locks: LockSight::Whole,
        stamp: "pwdChangedTime",
        read_stamp: Granted,
    };
    const READER: Rights =
        Rights { reads_numens: true, reads_external_numbers: true, reads_birth_dates: true, ..GOOD };

    const SOURCE: &str =
        "[directory]\nurls = [\"ldaps://ldap.ac-exemple.fr\"]\nbase = \"dc=ac-exemple,dc=fr\"";

    fn worst(rights: &Rights, proof: &str) -> Option<FindingLevel> {
        let source = format!("{SOURCE}\n[identity]\nproof = \"{proof}\"");
        let config = Config::parse(&source, "essai".as_ref()).unwrap();
        let words = RemedyWords::of(Some(DirectoryKind::OpenLdap), &config);
        examine(rights, &config, &words).iter().map(|finding| finding.level).max()
    }

    #[rstest]
    #[case(GOOD, FindingLevel::Ok)]
    #[case(Rights { reads_external_numbers: true, ..GOOD }, FindingLevel::Attention)]
    #[case(Rights { reads_passwords: true, ..GOOD }, FindingLevel::Fault)]
    #[case(Rights { compare_birth_date: Denied, ..GOOD }, FindingLevel::Fault)]
    #[case(Rights { see_locks: LockSight::Hidden("pwdEndTime"), ..GOOD }, FindingLevel::Fault)]
    #[case(Rights { see_locks: LockSight::HiddenOnceLocked("pwdFailureTime"), ..GOOD }, FindingLevel::Fault)]
    #[case(Rights { see_locks: LockSight::UnknownFamily, ..GOOD }, FindingLevel::Fault)]
    #[case(Rights { read_stamp: Denied, ..GOOD }, FindingLevel::Attention)]
    #[case(Rights { read_stamp: NoValue, ..GOOD }, FindingLevel::Ok)]
    #[case(Rights { write_password: Elsewhere, ..GOOD }, FindingLevel::Fault)]
    #[case(Rights { write_password: ReadOnly, ..GOOD }, FindingLevel::Fault)]
    #[case(Rights { compare_external_number: NoValue, ..GOOD }, FindingLevel::Attention)]
    fn rights_give_their_worst_level(#[case] rights: Rights, #[case] expected: FindingLevel) {
        assert_eq!(worst(&rights, "compare"), Some(expected));
    }

    #[rstest]
    #[case(8, texts::NEEDS_TLS)]
    #[case(13, texts::NEEDS_TLS)]
    #[case(51, texts::RIGHT_UNKNOWN)]
    fn unknown_right_names_its_obstacle(#[case] result_code: u32, #[case] expected: TextKey) {
        let right = Unknown(ServerAnswer { result_code, ..ServerAnswer::default() });
        let config = Config::parse(SOURCE, "essai".as_ref()).unwrap();
        let words = RemedyWords::of(Some(DirectoryKind::OpenLdap), &config);
        let finding = one("write", right, "userPassword", texts::MAY_WRITE, remedy::WRITE_PASSWORD, &words);
        assert_eq!((finding.level, finding.key()), (FindingLevel::Fault, Some(expected)));
    }

    #[rstest]
    #[case(READER, FindingLevel::Ok)]
    #[case(Rights { reads_numens: false, ..READER }, FindingLevel::Fault)]
    #[case(Rights { reads_numens: false, compare_numen: Denied, ..READER }, FindingLevel::Fault)]
    #[case(Rights { reads_numens: false, compare_numen: NoValue, ..READER }, FindingLevel::Attention)]
    fn read_proofs_must_be_readable(#[case] rights: Rights, #[case] expected: FindingLevel) {
        assert_eq!(worst(&rights, "read"), Some(expected));
    }
}
