//! The entry points of the fuzzer to the readers of a server's bytes. Each returns a word on how they were read.

use ldap3::asn1::{PL, StructureTag, Tag, parse_tag};
use ldap3::{LdapResult, ResultEntry, SearchEntry, parse_refs};

use super::frame;
use crate::directory::ldap::ppolicy;

/// Reads a stream of messages as the gate does, and each that passes as ldap3 does.
///
/// # Panics
/// When ldap3 cannot read what the gate let through.
#[must_use]
pub fn gate(stream: &[u8]) -> String {
    let mut stream = stream.to_vec();
    let (mut at, mut words) = (0, String::new());
    while let Some(rest) = stream.get_mut(at..).filter(|rest| !rest.is_empty()) {
        let length = match frame::length(rest) {
            Ok(Some(length)) if length <= rest.len() => length,
            Ok(_) => break,
            Err(fault) => return words + &format!("{fault:?}"),
        };
        let message = rest.get_mut(..length).unwrap_or_default();
        match frame::examine(message) {
            Ok(answer) if answer.id == 0 => return words + "notice",
            Ok(answer) => {
                words += &format!("{:x} {} ", answer.operation, answer.elements.ilog2());
                assert!(read_as_ldap3(message).is_some(), "ldap3 cannot read what the gate let through");
            }
            Err(fault) => return words + &format!("{fault:?}"),
        }
        at += length;
    }
    words
}

/// As the driver of ldap3 and its callers do; `None` when it would wait for more bytes, or miss a part.
fn read_as_ldap3(message: &[u8]) -> Option<()> {
    let (rest, whole) = parse_tag(message).ok()?;
    let PL::C(parts) = whole.payload else { return None };
    let operation = parts.into_iter().nth(1).filter(|_| rest.is_empty())?;
    match operation.id {
        4 => drop(SearchEntry::construct(ResultEntry::new(operation))),
        19 => drop(parse_refs(operation)),
        25 => drop::<StructureTag>(operation),
        _ => drop(LdapResult::from(Tag::StructureTag(operation))),
    }
    Some(())
}

/// Reads the response of the password policy.
#[must_use]
pub fn policy(value: &[u8]) -> String {
    match ppolicy::decode(value) {
        Some(response) => format!(
            "{} {} {:?}",
            response.expires_in.is_some(),
            response.grace_left.is_some(),
            response.error
        ),
        None => String::new(),
    }
}
