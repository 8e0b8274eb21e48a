//! LDIF content records (RFC 2849), from which the embedded directory is loaded.
//!
//! Left out of the RFC: change records and `<` URLs. Accepted beyond it: UTF-8 in plain values, as
//! OpenLDAP's tools do.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

/// One entry as written: its DN, then one value for each attribute line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LdifRecord {
    /// Line of the `dn:`, from 1.
    pub line: usize,
    pub dn: String,
    /// Descriptions, with their options, and values.
    pub attributes: Vec<(String, Vec<u8>)>,
}

/// A fault of an LDIF text, with its line.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line} of the LDIF: {fault}")]
pub struct LdifError {
    pub line: usize,
    pub fault: LdifErrorKind,
}

/// The kinds of faults of an LDIF text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum LdifErrorKind {
    #[error("expected `name: value`")]
    NotAnAttribute,
    #[error("a record starts with `dn:`")]
    NoDn,
    #[error("not base64")]
    NotBase64,
    #[error("change records and URLs are not read here")]
    Unsupported,
    #[error("not a DN")]
    InvalidDn,
    #[error("unknown attribute")]
    UnknownAttribute,
    #[error("value does not conform to its syntax")]
    InvalidValue,
    #[error("this entry is there already")]
    Duplicate,
}

impl LdifErrorKind {
    pub(super) fn at(self, line: usize) -> LdifError {
        LdifError { line, fault: self }
    }
}

/// The records of `text`, in order.
///
/// # Errors
/// The first line that is not LDIF.
pub(super) fn parse(text: &str) -> Result<Vec<LdifRecord>, LdifError> {
    let mut records: Vec<LdifRecord> = Vec::new();
    let mut open = false;
    for (line, content) in logical_lines(text) {
        if content.is_empty() {
            open = false;
            continue;
        }
        let (name, value) = attribute(&content).map_err(|fault| fault.at(line))?;
        let is_first = records.is_empty();
        match records.last_mut() {
            Some(record) if open => record.attributes.push((name, value)),
            _ if name.eq_ignore_ascii_case("version") && is_first => {}
            _ if name.eq_ignore_ascii_case("dn") => {
                let dn = String::from_utf8(value).map_err(|_| LdifErrorKind::InvalidDn.at(line))?;
                records.push(LdifRecord { line, dn, attributes: Vec::new() });
                open = true;
            }
            _ => return Err(LdifErrorKind::NoDn.at(line)),
        }
    }
    Ok(records)
}

/// Lines with their continuations joined and comments left out; an empty one ends a record.
fn logical_lines(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (index, physical) in text.lines().enumerate() {
        match (physical.strip_prefix(' '), lines.last_mut()) {
            (Some(rest), Some((_, previous))) => previous.push_str(rest),
            _ => lines.push((index + 1, physical.to_owned())),
        }
    }
    lines.retain(|(_, content)| !content.starts_with('#'));
    lines
}

fn attribute(line: &str) -> Result<(String, Vec<u8>), LdifErrorKind> {
    let (name, rest) = line.split_once(':').ok_or(LdifErrorKind::NotAnAttribute)?;
    if name.is_empty() || name.contains(char::is_whitespace) {
        return Err(LdifErrorKind::NotAnAttribute);
    }
    if name.eq_ignore_ascii_case("changetype") || rest.starts_with('<') {
        return Err(LdifErrorKind::Unsupported);
    }
    let value = match rest.strip_prefix(':') {
        Some(encoded) => STANDARD.decode(encoded.trim()).map_err(|_| LdifErrorKind::NotBase64)?,
        None => rest.trim_start_matches(' ').as_bytes().to_vec(),
    };
    Ok((name.to_owned(), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parser_reads_every_kind_of_line() {
        let text = "version: 1\n# a comment\n  that goes on\ndn: uid=a,\n dc=fr\ncn:: w6k=\nsn: b\n\n\n\
                    dn:: ZGM9ZnI=\ndc: fr\n";
        let records = parse(text).unwrap();
        assert_eq!(records.len(), 2);
        assert_eq!((records[0].line, records[0].dn.as_str()), (4, "uid=a,dc=fr"));
        let attribute = |name: &str, value: &str| (name.to_owned(), value.as_bytes().to_vec());
        assert_eq!(records[0].attributes, [attribute("cn", "é"), attribute("sn", "b")]);
        assert_eq!(records[1].dn, "dc=fr");
    }

    #[rstest]
    #[case("cn: x", 1, LdifErrorKind::NoDn)]
    #[case("dn: dc=fr\nnothing", 2, LdifErrorKind::NotAnAttribute)]
    #[case("dn: dc=fr\n: x", 2, LdifErrorKind::NotAnAttribute)]
    #[case("dn: dc=fr\ncn:: é", 2, LdifErrorKind::NotBase64)]
    #[case("dn: dc=fr\ncn:< file:///etc/passwd", 2, LdifErrorKind::Unsupported)]
    #[case("dn: dc=fr\nchangetype: delete", 2, LdifErrorKind::Unsupported)]
    #[case("dn:: /w==", 1, LdifErrorKind::InvalidDn)]
    fn fault_has_line_and_kind(#[case] text: &str, #[case] line: usize, #[case] fault: LdifErrorKind) {
        assert_eq!(parse(text), Err(fault.at(line)));
    }
}
