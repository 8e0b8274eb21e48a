//! The reference code of an ending: short, speakable, with a check letter.

use std::fmt;

/// Six characters and a check letter, without look-alikes: `K7M4-QXR`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reference(String);

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
