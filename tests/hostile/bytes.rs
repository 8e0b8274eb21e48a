//! BER, written by hand.

/// An element, its length in four bytes where one does not do.
pub fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    [head(tag, content.len()), content.to_vec()].concat()
}

fn head(tag: u8, length: usize) -> Vec<u8> {
    match u8::try_from(length) {
        Ok(short @ 0..=0x7F) => vec![tag, short],
        _ => [&[tag, 0x84][..], &u32::try_from(length).unwrap().to_be_bytes()].concat(),
    }
}

/// A message of that number (RFC 4511 §4.1.1).
pub fn message(id: u8, parts: &[Vec<u8>]) -> Vec<u8> {
    element(0x30, &[vec![2, 1, id], parts.concat()].concat())
}

/// A result (RFC 4511 §4.1.9); `more` follows the diagnostic text.
pub fn result(tag: u8, code: u8, diagnostic: &[u8], more: &[u8]) -> Vec<u8> {
    element(tag, &[element(0x0A, &[code]), element(4, b""), element(4, diagnostic), more.to_vec()].concat())
}

/// An entry of a search, with one attribute.
pub fn entry(name: &[u8], attribute: &[u8], values: &[&[u8]]) -> Vec<u8> {
    let values: Vec<u8> = values.iter().flat_map(|value| element(4, value)).collect();
    let attribute = element(0x30, &[element(4, attribute), element(0x31, &values)].concat());
    element(0x64, &[element(4, name), element(0x30, &attribute)].concat())
}

/// One control, with a value.
pub fn controls(kind: &[u8], value: &[u8]) -> Vec<u8> {
    element(0xA0, &element(0x30, &[element(4, kind), element(4, value)].concat()))
}

/// Sequences within sequences.
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
