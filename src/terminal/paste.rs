//! The buffer of a bracketed paste: bounded, wiped, and ended by its mark.

use zeroize::{Zeroize, Zeroizing};

use super::encoding::{InputEncoding, InputLoss};

/// Bytes of the longest paste. A longer one is dropped whole: half a password is of no use.
pub const MAX_PASTE: usize = 4096;

pub(super) const END: &[u8] = b"\x1b[201~";

/// A paste that is still coming in, after `ESC[200~`.
pub(super) struct PasteBuffer {
    encoding: InputEncoding,
    /// Allocated once at its full length, so that no copy stays behind.
    bytes: Zeroizing<Vec<u8>>,
    too_long: bool,
    /// Bytes of [`END`] at the end of the input so far.
    matched: usize,
}

pub(super) enum PasteResult {
    /// The text, and the loss if it may not be what was copied.
    Text(Zeroizing<String>, Option<InputLoss>),
    TooLong,
}

impl PasteBuffer {
    pub(super) fn new(encoding: InputEncoding) -> Self {
        Self { encoding, bytes: Zeroizing::new(Vec::with_capacity(MAX_PASTE)), too_long: false, matched: 0 }
    }

    /// Bytes of [`END`] at the end of the input so far.
    pub(super) fn matched(&self) -> usize {
        self.matched
    }

    #[cfg(test)]
    pub(super) fn capacity(&self) -> usize {
        self.bytes.capacity()
    }

    /// Takes one byte; returns the paste when the byte completes the end mark.
    pub(super) fn push(&mut self, byte: u8) -> Option<PasteResult> {
        if END.get(self.matched) == Some(&byte) {
            self.matched += 1;
            return (self.matched == END.len()).then(|| self.finish());
        }
        // ESC stands only at the start of the mark: after a mismatch, a byte can only restart it.
        let refused = std::mem::take(&mut self.matched);
        for kept in END.iter().take(refused) {
            self.keep(*kept);
        }
        if END.first() == Some(&byte) {
            self.matched = 1;
        } else {
            self.keep(byte);
        }
        None
    }

    fn keep(&mut self, byte: u8) {
        if self.too_long {
            return;
        }
        if self.bytes.len() == MAX_PASTE {
            self.too_long = true;
            self.bytes.zeroize();
        } else {
            self.bytes.push(byte);
        }
    }

    fn finish(&mut self) -> PasteResult {
        if self.too_long {
            return PasteResult::TooLong;
        }
        let (text, loss) = self.encoding.decode(&self.bytes);
        PasteResult::Text(text, loss)
    }
}
