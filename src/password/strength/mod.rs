//! How long an attacker would search for a password: percent and label.

/// The five labels, at steps of 20 percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// 0 to 19 %.
    VeryWeak,
    /// 20 to 39 %.
    Weak,
    /// 40 to 59 %.
    Good,
    /// 60 to 79 %.
    Strong,
    /// 80 to 100 %.
    VeryStrong,
}

/// What is said of a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strength {
    /// 0 to 100, rounded down.
    pub percent: u8,
    /// The label of that percentage.
    pub label: Label,
}
