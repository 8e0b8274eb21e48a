//! The signs of the lean presentation: one byte each.

/// The mark of the focus, of a success, of a fault.
pub(super) const POINTER: &str = ">";
pub(super) const SUCCESS: &str = "+";
pub(super) const FAULT: &str = "!";
/// The tick of a rule that the password meets, does not meet yet, or may do without.
pub(super) const MET: &str = "+";
pub(super) const UNMET: &str = "-";
pub(super) const NOT_NEEDED: &str = "~";
