//! A field: what is typed, what is wrong with it, what is requested_generation of it.

use tui_textarea::TextArea;

use crate::app::FieldId;
use crate::i18n::Text;
use crate::password::{SecretText, Strength};

/// A field of a form.
pub struct Field {
    /// Which one.
    pub id: FieldId,
    /// What is typed.
    pub editor: Editor,
    /// What is wrong with it, said since the person left it or tried to send; gone when the field changes.
    pub fault: Option<Text>,
    /// What else is wrong with it: several rules may be broken at once.
    pub more_faults: Vec<Text>,
    /// How strong, as of the last pause in typing; passwords only, `None` as soon as the field is empty.
    pub strength: Option<Strength>,
    /// Shown in clear until its timer runs out, or the focus leaves.
    pub revealed: bool,
    /// Counts its states: a judgement of an older one is dropped. Unique in a visit, not only in a field.
    pub generation: u64,
    /// The state that was last requested_generation, or is being requested_generation.
    pub(in crate::app) requested_generation: u64,
    /// The state that `strength` is of.
    pub(in crate::app) estimated_generation: u64,
    /// The timer that masks it again.
    pub(in crate::app) mask_timer: u64,
}

/// What is typed.
pub enum Editor {
    /// A text that may be seen: login, text of the image. One line; the cursor is the text area's.
    Plain(Box<TextArea<'static>>),
    /// A secret: passwords, NUMEN, birth date. Drawn from its length only, unless revealed.
    Secret(SecretText),
}

impl Editor {
    fn of(id: FieldId) -> Self {
        match id {
            FieldId::Login | FieldId::Captcha => {
                let mut area = TextArea::default();
                area.set_max_histories(0);
                Self::Plain(Box::new(area))
            }
            FieldId::Current
            | FieldId::Number
            | FieldId::BirthDate
            | FieldId::New
            | FieldId::Confirmation => Self::Secret(SecretText::new()),
        }
    }
}

impl Field {
    pub(in crate::app) fn new(id: FieldId) -> Self {
        Self {
            id,
            editor: Editor::of(id),
            fault: None,
            more_faults: Vec::new(),
            strength: None,
            revealed: false,
            generation: 0,
            requested_generation: 0,
            estimated_generation: 0,
            mask_timer: 0,
        }
    }

    /// All that is wrong with it, the first thing first.
    pub fn faults(&self) -> impl Iterator<Item = &Text> {
        self.fault.iter().chain(&self.more_faults)
    }

    /// Says all that is wrong with it; nothing: it is right.
    pub(in crate::app) fn set_faults(&mut self, faults: impl IntoIterator<Item = Text>) {
        let mut faults = faults.into_iter();
        self.fault = faults.next();
        self.more_faults = faults.collect();
    }

    /// Puts another text in the place of a secret.
    pub(in crate::app) fn put_secret(&mut self, text: SecretText) {
        if let Editor::Secret(secret) = &mut self.editor {
            *secret = text;
        }
    }

    /// Whether nothing is typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.editor {
            Editor::Plain(_) => self.plain().is_empty(),
            Editor::Secret(secret) => secret.is_empty(),
        }
    }

    /// How strong what is typed is, if it was requested_generation since it last changed.
    pub(in crate::app) fn fresh_strength(&self) -> Option<Strength> {
        self.strength.filter(|_| self.estimated_generation == self.generation)
    }

    /// Whether what is typed is still to be requested_generation, and its strength that of another text.
    #[must_use]
    pub fn awaits_estimate(&self) -> bool {
        self.is_password() && !self.is_empty() && self.estimated_generation != self.generation
    }

    /// Whether it has a gauge.
    #[must_use]
    pub fn is_password(&self) -> bool {
        matches!(self.id, FieldId::Current | FieldId::New | FieldId::Confirmation)
    }

    /// The text of a plain field; empty for a secret one.
    #[must_use]
    pub fn plain(&self) -> &str {
        match &self.editor {
            Editor::Plain(area) => area.lines().first().map_or("", String::as_str),
            Editor::Secret(_) => "",
        }
    }

    /// What a secret field holds.
    #[must_use]
    pub fn secret(&self) -> Option<&SecretText> {
        match &self.editor {
            Editor::Plain(_) => None,
            Editor::Secret(secret) => Some(secret),
        }
    }
}
