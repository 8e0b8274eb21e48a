//! The five labels of a strength.

/// The five labels, at steps of 20 percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StrengthLabel {
    VeryWeak,
    Weak,
    Good,
    Strong,
    VeryStrong,
}

impl StrengthLabel {
    #[must_use]
    pub fn of(percent: u8) -> Self {
        match percent {
            0..20 => Self::VeryWeak,
            20..40 => Self::Weak,
            40..60 => Self::Good,
            60..80 => Self::Strong,
            80.. => Self::VeryStrong,
        }
    }
}
