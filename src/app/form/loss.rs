//! [`Loss`]: why a field may not hold what the person typed.

/// Something that was typed or pasted is not in its field. A secret is void then; in a text that may be seen, it is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Loss {
    /// Bytes that are no UTF-8.
    NotUtf8,
    /// The terminal and the locale disagree about the encoding.
    OtherEncoding,
    /// A key without a meaning, or one that arrived in part.
    Key,
    /// A character or a text that the field refuses.
    Refused,
    /// A paste that did not arrive whole.
    Paste,
}
