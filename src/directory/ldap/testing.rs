//! Answers as they were seen on the wire.

use super::client::connection::ServerReply;
use super::ppolicy::{self, PolicyResponse};

pub fn bytes(hexadecimal: &str) -> Vec<u8> {
    let digits = (0..hexadecimal.len()).step_by(2).map(|at| &hexadecimal[at..at + 2]);
    digits.map(|digits| u8::from_str_radix(digits, 16).unwrap()).collect()
}

/// A reply by its result code, policy response in hexadecimal (empty: none) and diagnostic text.
pub fn reply(code: u32, policy: &str, diagnostic: &str) -> ServerReply {
    let answers_policy = !policy.is_empty();
    let policy = match policy {
        "" => PolicyResponse::default(),
        policy => ppolicy::decode(&bytes(policy)).unwrap(),
    };
    ServerReply { code, policy, answers_policy, diagnostic: diagnostic.to_owned() }
}

/// A BER element of any length.
pub fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let head = match u8::try_from(length) {
        Ok(short @ 0..=0x7F) => vec![tag, short],
        _ => [&[tag, 0x84][..], &u32::try_from(length).unwrap().to_be_bytes()].concat(),
    };
    [head, content.to_vec()].concat()
}

/// A message of that number: an operation, and perhaps controls.
pub fn message(id: u8, parts: &[Vec<u8>]) -> Vec<u8> {
    element(0x30, &[vec![0x02, 1, id], parts.concat()].concat())
}

/// A result (RFC 4511 §4.1.9) with that tag; `more` follows the diagnostic text.
pub fn result(tag: u8, code: u8, diagnostic: &[u8], more: &[u8]) -> Vec<u8> {
    let code = element(0x0A, &[code]);
    element(tag, &[code, element(0x04, b""), element(0x04, diagnostic), more.to_vec()].concat())
}

/// An entry of a search, with one attribute.
pub fn entry(dn: &[u8], name: &[u8], values: &[&[u8]]) -> Vec<u8> {
    let values: Vec<u8> = values.iter().flat_map(|value| element(0x04, value)).collect();
    let attribute = element(0x30, &[element(0x04, name), element(0x31, &values)].concat());
    element(0x64, &[element(0x04, dn), element(0x30, &attribute)].concat())
}

/// Controls, of one type with a value.
pub fn control(kind: &[u8], value: &[u8]) -> Vec<u8> {
    element(0xA0, &element(0x30, &[element(0x04, kind), element(0x04, value)].concat()))
}

/// Sequences within sequences; nothing in the innermost one.
pub fn nested(depth: usize) -> Vec<u8> {
    let mut heads = Vec::with_capacity(depth);
    let mut length = 0_u32;
    for _ in 0..depth {
        let head: Vec<u8> = match length {
            0..=0x7F => vec![0x30, u8::try_from(length).unwrap()],
            _ => [&[0x30, 0x84][..], &length.to_be_bytes()].concat(),
        };
        length += u32::try_from(head.len()).unwrap();
        heads.push(head);
    }
    heads.into_iter().rev().flatten().collect()
}
