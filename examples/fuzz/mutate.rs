//! Random changes of bytes.

use rand::{Rng, RngExt};

/// Longest input: what lies beyond makes a target slow, and finds nothing else.
const LONGEST: usize = 4096;

/// Bytes at which a length or a tag changes its meaning.
const BORDERS: [u8; 6] = [0, 1, 0x7F, 0x80, 0x84, 0xFF];

/// A few changes of one input, with parts of another one and words of its kind.
pub fn mutated(rng: &mut impl Rng, input: &[u8], other: &[u8], words: &[&[u8]]) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..1 << rng.random_range(0..5) {
        change(rng, &mut bytes, other, words);
    }
    bytes.truncate(LONGEST);
    bytes
}

fn change(rng: &mut impl Rng, bytes: &mut Vec<u8>, other: &[u8], words: &[&[u8]]) {
    let length = bytes.len();
    let at = rng.random_range(0..=length);
    let some = rng.random_range(0..=(length - at).min(32));
    match rng.random_range(0..9) {
        0 => set(bytes, at, |byte| byte ^ 1 << rng.random_range(0..8)),
        1 => set(bytes, at, |_| rng.random()),
        2 => set(bytes, at, |byte| byte.wrapping_add(rng.random_range(0..3)).wrapping_sub(1)),
        3 => set(bytes, at, |_| BORDERS.get(rng.random_range(0..BORDERS.len())).copied().unwrap_or_default()),
        4 => drop(bytes.drain(at..at + some)),
        5 => {
            let copy = bytes.get(at..at + some).unwrap_or_default().to_vec();
            insert(bytes, at, &copy);
        }
        6 => {
            let from = rng.random_range(0..=other.len());
            let part = other.get(from..).unwrap_or_default();
            insert(bytes, at, part.get(..part.len().min(64)).unwrap_or_default());
        }
        7 => bytes.truncate(at),
        _ => {
            if let Some(word) = words.get(rng.random_range(0..words.len().max(1))) {
                insert(bytes, at, word);
            }
        }
    }
}

fn set(bytes: &mut [u8], at: usize, with: impl FnOnce(u8) -> u8) {
    if let Some(byte) = bytes.get_mut(at) {
        *byte = with(*byte);
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, part: &[u8]) {
    let tail = bytes.split_off(at);
    bytes.extend_from_slice(part);
    bytes.extend(tail);
}
