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
