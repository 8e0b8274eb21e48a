//! A field: its text, its faults, and the estimate of its strength.

use tui_textarea::TextArea;

use crate::account::Estimate;
use crate::app::FieldId;
use crate::app::form::loss::Loss;
use crate::app::form::wording;
use crate::i18n::Text;
use crate::identity::BirthDate;
use crate::password::{SecretText, Strength, Weakness};

pub struct Field {
    pub(in crate::app) id: FieldId,
    pub(in crate::app) editor: Editor,
    /// The first fault, shown since the user left the field or tried to send; a change of the field removes it.
    pub(in crate::app) fault: Option<Text>,
    /// The other faults: a password may break several rules at once.
    pub(in crate::app) more_faults: Vec<Text>,
    /// Whether its text may be the reason of the last refusal; a change of the field removes the doubt.
    pub(in crate::app) is_in_doubt: bool,
    /// The judgement of the text at the last pause in typing; passwords only.
    pub(in crate::app) estimate: Option<Estimate>,
    pub(in crate::app) revealed: bool,
    /// Whether its text may be seen while it is typed: a proof of identity, unless the configuration masks it.
    pub(in crate::app) may_be_seen: bool,
    /// The number of its text: an estimate of an older text is dropped. Unique in a session, not only in a field.
    pub(in crate::app) generation: u64,
    /// The number of the text whose estimate was last asked for.
    pub(in crate::app) requested_generation: u64,
    /// The number of the text that `estimate` belongs to.
    pub(in crate::app) estimated_generation: u64,
    /// The number of the timer that masks it again.
    pub(in crate::app) mask_timer: u64,
}

/// The text of a field, and its cursor.
pub enum Editor {
    /// A text that may be seen: login, text of the image. One line.
    Plain(Box<TextArea<'static>>),
    /// A secret: passwords, NUMEN, birth date. The screen shows its length only, unless it is revealed.
    Secret(SecretText),
    /// A secret in which something was lost, until it is emptied: no [`Field::secret`] gives it, so nothing sends it.
    Void(SecretText, Loss),
}

impl Editor {
    fn of(id: FieldId) -> Self {
        match id {
            FieldId::Login | FieldId::Captcha => {
                let mut area = TextArea::default();
                area.set_max_histories(0);
                Self::Plain(Box::new(area))
            }
            FieldId::Current => Self::Secret(SecretText::set_elsewhere()),
            FieldId::Number | FieldId::BirthDate | FieldId::New | FieldId::Confirmation => {
                Self::Secret(SecretText::new())
            }
        }
    }
}

impl Field {
    pub(in crate::app) fn new(id: FieldId, masks_identity: bool) -> Self {
        Self {
            id,
            editor: Editor::of(id),
            fault: None,
            more_faults: Vec::new(),
            is_in_doubt: false,
            estimate: None,
            revealed: false,
            may_be_seen: match id {
                FieldId::Login | FieldId::Captcha => true,
                FieldId::Number | FieldId::BirthDate => !masks_identity,
                FieldId::Current | FieldId::New | FieldId::Confirmation => false,
            },
            generation: 0,
            requested_generation: 0,
            estimated_generation: 0,
            mask_timer: 0,
        }
    }

    #[must_use]
    pub fn id(&self) -> FieldId {
        self.id
    }

    #[must_use]
    pub fn editor(&self) -> &Editor {
        &self.editor
    }

    #[must_use]
    pub fn fault(&self) -> Option<&Text> {
        self.fault.as_ref()
    }

    /// Whether its text, among others, may be the reason of the last refusal.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        self.is_in_doubt
    }

    /// The strength at the last pause in typing; passwords only, `None` as soon as the field is empty.
    #[must_use]
    pub fn strength(&self) -> Option<Strength> {
        self.estimate.map(|estimate| estimate.strength)
    }

    /// Whether a secret is shown in clear, until its timer runs out or the focus leaves.
    #[must_use]
    pub fn revealed(&self) -> bool {
        self.revealed
    }

    /// Whether the screen draws its text and not masks. A secret that may be seen is wiped as any other.
    #[must_use]
    pub fn is_in_clear(&self) -> bool {
        self.may_be_seen || self.revealed
    }

    /// Whether its text may be seen while it is typed.
    #[must_use]
    pub fn may_be_seen(&self) -> bool {
        self.may_be_seen
    }

    /// The text that may be seen while it is typed; empty for a masked one, revealed or not.
    #[must_use]
    pub fn seen(&self) -> &str {
        match &self.editor {
            Editor::Secret(secret) if self.may_be_seen => secret.expose(),
            Editor::Plain(_) | Editor::Secret(_) | Editor::Void(..) => self.plain(),
        }
    }

    /// Whether the present text is judged.
    #[must_use]
    pub fn is_judged(&self) -> bool {
        self.fresh_estimate().is_some()
    }

    /// The weakness of the present text, once it is judged.
    #[must_use]
    pub fn weakness(&self) -> Option<Weakness> {
        self.fresh_estimate().and_then(|estimate| estimate.weakness)
    }

    /// The number of its text, which an estimate of this text carries.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// All faults, the most important one first.
    pub fn faults(&self) -> impl Iterator<Item = &Text> {
        self.fault.iter().chain(&self.more_faults)
    }

    /// Shows these faults in place of those before. A void secret has one fault as long as it is void.
    pub(in crate::app) fn set_faults(&mut self, faults: impl IntoIterator<Item = Text>) {
        if let Some(loss) = self.loss() {
            (self.fault, self.more_faults) = (Some(wording::loss(loss).fault.into()), Vec::new());
            return;
        }
        let mut faults = faults.into_iter();
        self.fault = faults.next();
        self.more_faults = faults.collect();
    }

    /// Makes a secret void. Whether it is one.
    pub(in crate::app) fn lose(&mut self, loss: Loss) -> bool {
        if let Editor::Secret(text) = &mut self.editor {
            self.editor = Editor::Void(std::mem::take(text), loss);
        }
        self.set_faults(None);
        self.loss().is_some()
    }

    /// A void secret that was emptied is a secret again.
    pub(in crate::app) fn renew_if_empty(&mut self) {
        if let Editor::Void(text, _) = &mut self.editor
            && text.is_empty()
        {
            self.editor = Editor::Secret(std::mem::take(text));
            self.set_faults(None);
        }
    }

    /// The loss that makes a secret void; `None` as long as it is not.
    #[must_use]
    pub fn loss(&self) -> Option<Loss> {
        match self.editor {
            Editor::Void(_, loss) => Some(loss),
            Editor::Plain(_) | Editor::Secret(_) => None,
        }
    }

    /// Puts another text in the place of a secret.
    pub(in crate::app) fn put_secret(&mut self, text: SecretText) {
        if let Editor::Secret(_) | Editor::Void(..) = self.editor {
            self.editor = Editor::Secret(text);
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.editor {
            Editor::Plain(_) => self.plain().is_empty(),
            Editor::Secret(secret) | Editor::Void(secret, _) => secret.is_empty(),
        }
    }

    /// The estimate of the present text, if there is one already.
    pub(in crate::app) fn fresh_estimate(&self) -> Option<Estimate> {
        self.estimate.filter(|_| self.estimated_generation == self.generation)
    }

    /// Whether the present text has no estimate yet.
    #[must_use]
    pub fn awaits_estimate(&self) -> bool {
        let is_estimated = self.secret().is_some_and(|secret| !secret.is_empty());
        self.is_password() && is_estimated && self.estimated_generation != self.generation
    }

    /// Whether it is a password, which has a gauge.
    #[must_use]
    pub fn is_password(&self) -> bool {
        matches!(self.id, FieldId::Current | FieldId::New | FieldId::Confirmation)
    }

    /// The length of the text in columns of the cursor, if the cursor is at its end.
    pub(in crate::app) fn length_at_end(&self) -> Option<usize> {
        let (length, cursor) = match &self.editor {
            Editor::Plain(area) => (self.plain().chars().count(), area.cursor().1),
            Editor::Secret(secret) | Editor::Void(secret, _) => (secret.grapheme_count(), secret.cursor()),
        };
        (length == cursor).then_some(length)
    }

    /// The text of a plain field; empty for a secret one.
    #[must_use]
    pub fn plain(&self) -> &str {
        match &self.editor {
            Editor::Plain(area) => area.lines().first().map_or("", String::as_str),
            Editor::Secret(_) | Editor::Void(..) => "",
        }
    }

    /// The text of a secret field; `None` for a plain one, and for a void secret.
    #[must_use]
    pub fn secret(&self) -> Option<&SecretText> {
        match &self.editor {
            Editor::Plain(_) | Editor::Void(..) => None,
            Editor::Secret(secret) => Some(secret),
        }
    }

    /// Day, month and year of a typed date, 0 for what is not known: to be read back to the person.
    #[must_use]
    pub fn typed_date(&self) -> Option<(i8, i8, i16)> {
        self.secret().and_then(BirthDate::typed).as_ref().map(BirthDate::parts)
    }

    /// The text of a secret field, void or not: for the eyes of the person only.
    #[must_use]
    pub fn masked(&self) -> Option<&SecretText> {
        match &self.editor {
            Editor::Plain(_) => None,
            Editor::Secret(secret) | Editor::Void(secret, _) => Some(secret),
        }
    }
}
