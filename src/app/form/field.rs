//! A field: what is typed, what is wrong with it, what is judged of it.

use tui_textarea::TextArea;

use crate::account::FieldId;
use crate::i18n::Text;
use crate::password::{SecretText, Strength};

/// A field of a form.
pub struct Field {
    /// Which one.
    pub id: FieldId,
    /// What is typed.
    pub editor: Editor,
    /// What is wrong with it, said since the person left it or tried to send.
    pub fault: Option<Text>,
    /// How strong, as of the last pause in typing; passwords only.
    pub strength: Option<Strength>,
    /// Shown in clear until its timer runs out.
    pub revealed: bool,
    /// Counts its states: a judgement of an older one is dropped.
    pub generation: u64,
}

/// What is typed.
pub enum Editor {
    /// A text that may be seen: login, text of the image.
    Plain(Box<TextArea<'static>>),
    /// A secret: passwords, NUMEN, birth date. Drawn from its length only, unless revealed.
    Secret(SecretText),
}
