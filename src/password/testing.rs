//! The secrets of the tests.

use super::SecretText;

pub(crate) fn secret(text: &str) -> SecretText {
    SecretText::from_text(text).unwrap()
}
