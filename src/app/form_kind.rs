//! [`FormKind`]: the two forms, and the fields of each.

use crate::config::CaptchaMode;

use super::field_id::FieldId;

/// The two entries of the menu, and the two forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    /// « le modifier »
    Change,
    /// « le redéfinir »
    Reset,
}

impl FormKind {
    /// The other of the two forms.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Change => Self::Reset,
            Self::Reset => Self::Change,
        }
    }

    /// The fields of that form, in order, without the captcha if the configuration never asks for it.
    #[must_use]
    pub fn fields(self, captcha: CaptchaMode) -> Vec<FieldId> {
        use FieldId::{BirthDate, Captcha, Confirmation, Current, Login, New, Number};
        let mut fields = match self {
            Self::Change => vec![Login, Current, New, Confirmation],
            Self::Reset => vec![Login, Number, BirthDate, New, Confirmation],
        };
        if captcha == CaptchaMode::Always {
            fields.push(Captcha);
        }
        fields
    }
}
