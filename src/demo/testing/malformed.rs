//! Answers that no directory sends, but a faulty box on the way may.

use super::operation::Operation;
use crate::demo::policy::{ber_integer, tlv};

/// A fault that a BER reader meets inside the message only.
///
/// Nested sequences by the ten thousand are left out: they end the process of a client whose reader recurses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Malformed {
    /// A refusal whose diagnostic message is Latin-1.
    Latin1Diagnostic,
    /// A message that holds its number and nothing else.
    NoOperation,
    /// A success with a control that is not a sequence.
    BrokenControl,
    /// A message that announces four gigabytes, of which nothing comes.
    HugeLength,
}

impl Malformed {
    /// The bytes of the answer to message `msgid`.
    pub(super) fn answer(self, msgid: i32, operation: Operation) -> Vec<u8> {
        let id = tlv(0x02, &ber_integer(u32::try_from(msgid).unwrap_or(0)));
        match self {
            Self::Latin1Diagnostic => {
                let result = [tlv(0x0A, &[80]), tlv(0x04, b""), tlv(0x04, b"refus\xE9")].concat();
                tlv(0x30, &[id, tlv(response_tag(operation), &result)].concat())
            }
            Self::NoOperation => tlv(0x30, &id),
            Self::BrokenControl => {
                let result = [tlv(0x0A, &[0]), tlv(0x04, b""), tlv(0x04, b"")].concat();
                tlv(0x30, &[id, tlv(response_tag(operation), &result), tlv(0xA0, &tlv(0x04, b""))].concat())
            }
            Self::HugeLength => vec![0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF],
        }
    }
}

/// RFC 4511: [APPLICATION n], constructed. Of writes, RFC 3062's.
fn response_tag(operation: Operation) -> u8 {
    match operation {
        Operation::Bind => 0x61,
        Operation::Search => 0x65,
        Operation::Compare => 0x6F,
        Operation::Write | Operation::Extended => 0x78,
    }
}
