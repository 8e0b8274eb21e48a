//! A form: fields, one focus, what is judged of each, and what was refused.

pub mod check;
pub mod edit;
pub mod field;
pub mod wording;

use std::time::Duration;

use crate::account::Response;
use crate::app::FieldId;
use crate::captcha::Challenge;
use crate::config::CaptchaMode;
use crate::i18n::TextKey;
use crate::i18n::keys::form as words;
use crate::password::generate::Proposal;
use crate::password::{Policy, Rule, SecretText};

use super::model::FormKind;

pub use edit::Edit;
pub use field::{Editor, Field};

/// One of the two forms, under edition or being sent.
pub struct Form {
    /// Which one.
    pub kind: FormKind,
    /// Its fields, in order.
    pub fields: Vec<Field>,
    /// Where the cursor is.
    pub focus: Focus,
    /// The rules for the new password, in the order shown, as of the last judgement. The least
    /// strength is not among them: the gauge shows it.
    pub ticks: Vec<(Rule, bool)>,
    /// Whether both new passwords are the same, as of the last judgement; `None` while one is empty.
    pub identical: Option<bool>,
    /// The image to copy.
    pub image: CaptchaImage,
    /// A request on its way.
    pub sending: Option<Submission>,
    /// A password that is proposed, shown until the next key.
    pub proposal: Option<Proposal>,
    /// How the last request ended, when there is something to mend here.
    pub refused: Option<Response>,
    /// The number of the proposal that is awaited; a key gives up waiting.
    pub(in crate::app) proposing: Option<u64>,
    /// The last image that was asked for, and how many others the person asked for.
    pub(in crate::app) asked: AskedImage,
    /// Login, number or date changed since passwords were judged.
    pub(in crate::app) context_changed: bool,
}

/// Where keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// A field.
    Field(FieldId),
    /// « Enregistrer »
    Save,
    /// « Je ne connais pas mon mot de passe » (and back).
    OtherForm,
}

/// The image to copy.
pub enum CaptchaImage {
    /// None is asked for (configuration).
    NotRequired,
    /// Not asked for yet: it comes when its field is reached (slow lines).
    Deferred,
    /// Being drawn.
    Pending,
    /// There.
    Shown {
        /// The image and its number; never its answer.
        challenge: Challenge,
        /// The answer, in the demonstration that shows it only.
        disclosed: Option<String>,
    },
    /// Too old, or answered: another one is needed.
    Expired,
    /// It could not be drawn.
    Failed,
    /// The person cannot see it: the request will be delay_left instead.
    Skipped {
        /// For how long.
        hold: Duration,
    },
}

/// What is known of the images that were asked for.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::app) struct AskedImage {
    /// Number of the last one.
    pub generation: u64,
    /// How often the person asked for another one.
    pub renewals: u8,
}

/// A request on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Submission {
    /// Of which submission.
    pub generation: u64,
    /// Whether it takes long enough to say so.
    pub slow: bool,
    /// While it is delay_left instead of an image, and may be given up: how long still, as of the last word of it.
    pub delay_left: Option<Duration>,
}

impl Form {
    /// An empty form, the cursor in its first field.
    pub(in crate::app) fn new(kind: FormKind, captcha: CaptchaMode, policy: &Policy) -> Self {
        let image = match captcha {
            CaptchaMode::Always => CaptchaImage::Deferred,
            CaptchaMode::Never => CaptchaImage::NotRequired,
        };
        Self {
            kind,
            fields: kind.fields(captcha).into_iter().map(Field::new).collect(),
            focus: Focus::Field(FieldId::Login),
            ticks: policy.ticks(&SecretText::new()).collect(),
            identical: None,
            image,
            sending: None,
            proposal: None,
            proposing: None,
            refused: None,
            asked: AskedImage::default(),
            context_changed: false,
        }
    }

    /// A field of this form.
    #[must_use]
    pub fn field(&self, id: FieldId) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    pub(in crate::app) fn field_mut(&mut self, id: FieldId) -> Option<&mut Field> {
        self.fields.iter_mut().find(|field| field.id == id)
    }

    /// The field that has the focus.
    #[must_use]
    pub fn focused(&self) -> Option<&Field> {
        match self.focus {
            Focus::Field(id) => self.field(id),
            Focus::Save | Focus::OtherForm => None,
        }
    }

    pub(in crate::app) fn focused_mut(&mut self) -> Option<&mut Field> {
        match self.focus {
            Focus::Field(id) => self.field_mut(id),
            Focus::Save | Focus::OtherForm => None,
        }
    }

    /// Whether there is an image to copy, or will be.
    #[must_use]
    pub fn copies_image(&self) -> bool {
        !matches!(self.image, CaptchaImage::NotRequired | CaptchaImage::Skipped { .. })
    }

    /// Whether a proposal was asked for, and is not there yet.
    #[must_use]
    pub fn awaits_proposal(&self) -> bool {
        self.proposing.is_some()
    }

    /// Where the focus may be, in the order of Tab: the fields, the button, the link.
    pub fn stops(&self) -> impl DoubleEndedIterator<Item = Focus> + '_ {
        let ids = self.fields.iter().map(|field| field.id);
        let fields = ids.filter(|id| *id != FieldId::Captcha || self.copies_image()).map(Focus::Field);
        fields.chain([Focus::Save, Focus::OtherForm])
    }

    /// The words of the link to the other form.
    #[must_use]
    pub fn link(&self) -> TextKey {
        match self.kind {
            FormKind::Change => words::LINK_TO_RESET,
            FormKind::Reset => words::LINK_TO_CHANGE,
        }
    }

    /// The stop after the focus; the first one after the last.
    pub(in crate::app) fn next_stop(&self) -> Focus {
        let after = self.stops().skip_while(|stop| *stop != self.focus).nth(1);
        after.or_else(|| self.stops().next()).unwrap_or(Focus::Save)
    }

    /// The stop before the focus; the last one before the first.
    pub(in crate::app) fn previous_stop(&self) -> Focus {
        self.stops().take_while(|stop| *stop != self.focus).last().unwrap_or(Focus::OtherForm)
    }

    pub(in crate::app) fn secret(&self, id: FieldId) -> Option<&SecretText> {
        self.field(id).and_then(Field::secret)
    }

    /// Whether both new passwords are the same; `None` while one is empty.
    pub(in crate::app) fn compare(&self) -> Option<bool> {
        let new = self.secret(FieldId::New).filter(|secret| !secret.is_empty())?;
        let confirmation = self.secret(FieldId::Confirmation).filter(|secret| !secret.is_empty())?;
        Some(new.same_as(confirmation))
    }

    /// What a password must not be made of: the login and the proofs.
    pub(in crate::app) fn context(&self) -> Vec<(FieldId, SecretText)> {
        let login = self.field(FieldId::Login).map(|field| field.plain().trim());
        let login =
            login.and_then(|login| SecretText::from_text(login).ok()).map(|login| (FieldId::Login, login));
        let proofs = [FieldId::Number, FieldId::BirthDate]
            .into_iter()
            .filter_map(|id| self.secret(id).map(|secret| (id, secret.duplicate())));
        login.into_iter().chain(proofs).filter(|(_, word)| !word.is_empty()).collect()
    }
}
