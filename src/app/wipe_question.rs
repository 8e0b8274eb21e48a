//! [`WipeQuestion`]: no single key wipes what was typed, held down or not.

use crate::i18n::Text;
use crate::i18n::keys::form as texts;

/// Asked before a key wipes what was typed. Another key answers yes, since a key that is held down repeats itself; any key
/// but that one continues, and is taken as usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WipeQuestion {
    /// The Escape key leaves the form for the menu; the Enter key answers yes.
    Leave,
    /// The link opens the other form, which keeps the login only; the letter O or Y answers yes.
    OtherForm,
}

static LEAVE: Text = Text { key: texts::ASK_LEAVE, args: Vec::new() };
static OTHER_FORM: Text = Text { key: texts::ASK_OTHER_FORM, args: Vec::new() };

impl WipeQuestion {
    /// The question, with what each answer does.
    #[must_use]
    pub fn text(self) -> &'static Text {
        match self {
            Self::Leave => &LEAVE,
            Self::OtherForm => &OTHER_FORM,
        }
    }
}
