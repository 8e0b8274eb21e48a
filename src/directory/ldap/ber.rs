//! Reads BER (X.690 §8.1) as LDAP uses it: one byte of tag, definite lengths of four bytes at most. Nothing recurses.

/// The bit of a tag whose content is a list of elements.
pub(super) const CONSTRUCTED: u8 = 0x20;
/// In the place of a tag number: the number follows in further bytes, which LDAP never needs.
const LONG_TAG: u8 = 0x1F;

/// The bytes are no BER, or a kind of it that LDAP does not use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotBer;

/// The tag and the length before the content of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub tag: u8,
    /// Its own length.
    pub length: usize,
    /// The length of the content that it announces.
    pub content: usize,
}

/// The head of the first element; `None` when it is not there as a whole yet.
pub(super) fn head(bytes: &[u8]) -> Result<Option<Head>, NotBer> {
    let Some((&tag, rest)) = bytes.split_first() else { return Ok(None) };
    if tag & LONG_TAG == LONG_TAG {
        return Err(NotBer);
    }
    let Some((&first, rest)) = rest.split_first() else { return Ok(None) };
    match first {
        0..=0x7F => Ok(Some(Head { tag, length: 2, content: first.into() })),
        0x81..=0x84 => {
            let count = usize::from(first & 0x7F);
            let Some(digits) = rest.get(..count) else { return Ok(None) };
            let content = unsigned(digits).and_then(|length| usize::try_from(length).ok()).ok_or(NotBer)?;
            Ok(Some(Head { tag, length: 2 + count, content }))
        }
        // An indefinite length, or one of more than four bytes.
        _ => Err(NotBer),
    }
}

/// The first element: its tag, its content, and what follows it.
pub(super) fn element(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let Head { tag, length, content } = head(bytes).ok()??;
    let (content, rest) = bytes.get(length..)?.split_at_checked(content)?;
    Some((tag, content, rest))
}

/// Big-endian, at most 32 bits after the leading zeroes (of a BER integer, or of a padded length).
pub(super) fn unsigned(bytes: &[u8]) -> Option<u32> {
    if bytes.is_empty() {
        return None;
    }
    bytes.iter().try_fold(0_u32, |number, byte| number.checked_mul(256)?.checked_add(u32::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest]
    #[case(&[0x30, 0x05], Ok(Some(Head { tag: 0x30, length: 2, content: 5 })))]
    #[case(&[0x04, 0x84, 0, 0, 0, 3], Ok(Some(Head { tag: 0x04, length: 6, content: 3 })))]
    #[case(&[0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], Ok(Some(Head { tag: 0x30, length: 6, content: 0xFFFF_FFFF })))]
    #[case(&[], Ok(None))]
    #[case(&[0x30], Ok(None))]
    #[case(&[0x30, 0x82, 1], Ok(None))]
    #[case::indefinite(&[0x30, 0x80], Err(NotBer))]
    #[case::five_bytes_of_length(&[0x30, 0x85, 0, 0, 0, 0, 1], Err(NotBer))]
    #[case::long_tag(&[0x3F, 0x21, 0x00], Err(NotBer))]
    fn head_is_read_or_refused(#[case] bytes: &[u8], #[case] expected: Result<Option<Head>, NotBer>) {
        assert_eq!(head(bytes), expected);
    }

    #[test]
    fn element_needs_its_whole_content() {
        assert_eq!(element(b"\x04\x02abc"), Some((0x04, &b"ab"[..], &b"c"[..])));
        assert_eq!(element(b"\x04\x03ab"), None);
    }
}
