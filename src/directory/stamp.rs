//! Change stamps: what a directory says about when a password was last written, without a bind that counts.

/// When a password was last changed, in the server's own counting: only the order of two stamps means anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp(pub u64);

/// The change stamp of an entry, as far as it can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StampReading {
    At(Stamp),
    /// The entry was read and showed no stamp.
    Absent,
    /// It cannot be compared: no answer, or another server than the one that located the person.
    Unreadable,
}

impl StampReading {
    /// Whether the password was written since `before`. `false` proves nothing: the old stamp may be of the same second.
    #[must_use]
    pub fn moved_since(self, before: Self) -> bool {
        match (before, self) {
            (Self::At(before), Self::At(now)) => now > before,
            (Self::Absent, Self::At(_)) => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: StampReading = StampReading::At(Stamp(20_260_101_000_000));
    const NEW: StampReading = StampReading::At(Stamp(20_260_101_000_001));

    #[rstest]
    #[case::later(OLD, NEW, true)]
    #[case::first(StampReading::Absent, NEW, true)]
    #[case::same_second(OLD, OLD, false)]
    #[case::late_replica(NEW, OLD, false)]
    #[case::gone(OLD, StampReading::Absent, false)]
    #[case::still_absent(StampReading::Absent, StampReading::Absent, false)]
    #[case::unknown_before(StampReading::Unreadable, NEW, false)]
    #[case::unknown_now(OLD, StampReading::Unreadable, false)]
    fn only_later_stamp_has_moved(
        #[case] before: StampReading,
        #[case] now: StampReading,
        #[case] moved: bool,
    ) {
        assert_eq!(now.moved_since(before), moved);
    }
}
