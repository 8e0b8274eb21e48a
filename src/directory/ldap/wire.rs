//! The bytes of a server's messages, written by hand: tests and hostile servers send what no library writes.

/// A BER element of any length: one byte of length, or four where one does not do.
#[must_use]
pub fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    [head(tag, content.len()), content.to_vec()].concat()
}

fn head(tag: u8, length: usize) -> Vec<u8> {
    match u8::try_from(length) {
        Ok(short @ 0..=0x7F) => vec![tag, short],
        _ => [&[tag, 0x84][..], &u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes()].concat(),
    }
}

/// A message of that number (RFC 4511 §4.1.1): an operation, and perhaps controls.
#[must_use]
pub fn message(id: u8, parts: &[Vec<u8>]) -> Vec<u8> {
    element(0x30, &[vec![0x02, 1, id], parts.concat()].concat())
}

/// A result (RFC 4511 §4.1.9) with that tag; `more` follows the diagnostic text.
#[must_use]
pub fn result(tag: u8, code: u8, diagnostic: &[u8], more: &[u8]) -> Vec<u8> {
    let code = element(0x0A, &[code]);
    element(tag, &[code, element(0x04, b""), element(0x04, diagnostic), more.to_vec()].concat())
}

/// An entry of a search, with one attribute.
#[must_use]
pub fn entry(dn: &[u8], name: &[u8], values: &[&[u8]]) -> Vec<u8> {
    entry_of(dn, &[attribute(name, values)])
}

/// An entry of a search (RFC 4511 §4.5.2).
#[must_use]
pub fn entry_of(dn: &[u8], attributes: &[Vec<u8>]) -> Vec<u8> {
    element(0x64, &[element(0x04, dn), element(0x30, &attributes.concat())].concat())
}

#[must_use]
pub fn attribute(name: &[u8], values: &[&[u8]]) -> Vec<u8> {
    let values: Vec<u8> = values.iter().flat_map(|value| element(0x04, value)).collect();
    element(0x30, &[element(0x04, name), element(0x31, &values)].concat())
}

/// Controls, of one type with a value.
#[must_use]
pub fn control(kind: &[u8], value: &[u8]) -> Vec<u8> {
    element(0xA0, &element(0x30, &[element(0x04, kind), element(0x04, value)].concat()))
}

/// Sequences within sequences; nothing in the innermost one.
#[must_use]
pub fn nested(depth: usize) -> Vec<u8> {
    let mut heads = Vec::with_capacity(depth);
    let mut length = 0;
    for _ in 0..depth {
        let head = head(0x30, length);
        length += head.len();
        heads.push(head);
    }
    heads.into_iter().rev().flatten().collect()
}
