//! Keys of form.ftl: labels of fields, rules, faults.

use super::keys;

keys! {
    /// Rule: at least `$count` characters.
    RULE_MIN_LENGTH = "rule-min-length";
}
