//! A form: its fields, the focus, the estimates of its passwords and the last refusal.

pub mod check;
pub mod edit;
pub mod field;
pub mod loss;
pub mod wording;

use std::time::Duration;

use crate::account::{Delay, DelayOffer, Response};
use crate::app::FieldId;
use crate::captcha::Challenge;
use crate::config::CaptchaMode;
use crate::i18n::TextKey;
use crate::i18n::keys::form as texts;
use crate::password::generate::Proposal;
use crate::password::{Rule, SecretText, Tick};

use super::form_kind::FormKind;
use super::settings::ServiceSettings;

pub use edit::Edit;
pub use field::{Editor, Field};
pub use loss::Loss;

/// One of the two forms, while the user edits or submits it.
pub struct Form {
    pub(in crate::app) kind: FormKind,
    pub(in crate::app) fields: Vec<Field>,
    pub(in crate::app) focus: Focus,
    /// The rules of the new password, each with its tick.
    pub(in crate::app) ticks: Vec<(Rule, Tick)>,
    /// Whether the confirmation is the same as the new password; `None` before both are compared.
    pub(in crate::app) identical: Option<bool>,
    pub(in crate::app) image: CaptchaImage,
    /// The request under way.
    pub(in crate::app) sending: Option<Submission>,
    /// The proposed password on the screen, until a key accepts or drops it.
    pub(in crate::app) proposal: Option<Proposal>,
    /// The response that refused the last request.
    pub(in crate::app) refused: Option<Response>,
    /// Whether no key was pressed since that response came.
    pub(in crate::app) refusal_unread: bool,
    /// The generation of the proposal that the user waits for; a key cancels it.
    pub(in crate::app) proposing: Option<u64>,
    /// The delay that the service offers to the login instead of the image; `None` before it was asked.
    pub(in crate::app) offer: Option<DelayOffer>,
    pub(in crate::app) offer_asked: AskedOffer,
    /// The generation of the last request for an image.
    pub(in crate::app) image_asked: u64,
    /// Whether login, number or date changed since the passwords were estimated.
    pub(in crate::app) context_changed: bool,
}

/// The stop of the form that takes the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    Field(FieldId),
    /// « Enregistrer »
    Save,
    /// « Je ne connais pas mon mot de passe » (and back).
    OtherForm,
}

/// The image of the captcha, from its request to its expiry.
pub enum CaptchaImage {
    /// The configuration requires no captcha.
    NotRequired,
    /// Not requested yet: on a slow link, the focus on its field requests it.
    Deferred,
    /// Requested only when the user asks for it; whether they may wait instead.
    OnRequest { or_wait: bool },
    /// Requested, not drawn yet.
    Pending,
    Shown {
        /// The image and its number; never its answer.
        challenge: Challenge,
        /// The answer, in the demonstration that shows it only.
        disclosed: Option<String>,
        /// Whether it is too old. It stays on the screen, where nothing may change unasked, until its field is reached.
        is_old: bool,
    },
    /// Too old, or answered: another one is needed.
    Expired,
    /// It could not be drawn.
    Failed,
    /// The user chose to wait instead: the request will be delayed.
    Skipped { delay: Delay },
}

/// The last question about the delay of the login.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::app) struct AskedOffer {
    pub generation: u64,
    /// Whether the key of the delay asked when none was left: the user waits for a delay, or to be told.
    pub by_key: bool,
}

/// A request that was sent and has no response yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Submission {
    pub generation: u64,
    /// Whether the form shows that the request takes long.
    pub slow: bool,
    /// Remaining delay when it was last announced; `None` once the request can no longer be cancelled.
    pub delay_left: Option<Duration>,
    /// Longest time for which the answer of the directory is still awaited, when it was last announced; `None` unless
    /// the directory is slow.
    pub answer_left: Option<Duration>,
}

impl Form {
    /// An empty form, the cursor in its first field.
    pub(in crate::app) fn new(kind: FormKind, settings: &ServiceSettings) -> Self {
        let image = match settings.captcha {
            CaptchaMode::Always => CaptchaImage::Deferred,
            CaptchaMode::Never => CaptchaImage::NotRequired,
        };
        Self {
            kind,
            fields: kind
                .fields(settings.captcha)
                .into_iter()
                .map(|id| Field::new(id, settings.masks_identity))
                .collect(),
            focus: Focus::Field(FieldId::Login),
            ticks: settings.judge.policy().ticks(&SecretText::new()).collect(),
            identical: None,
            image,
            sending: None,
            proposal: None,
            proposing: None,
            refused: None,
            offer: None,
            offer_asked: AskedOffer::default(),
            refusal_unread: false,
            image_asked: 0,
            context_changed: false,
        }
    }

    /// The delay instead of the image, as far as it is known; `None` if the configuration leaves the image only.
    #[must_use]
    pub fn delay_offer(&self, settings: &ServiceSettings) -> Option<DelayOffer> {
        let first = Delay::first(settings.delay_instead?);
        Some(self.offer.unwrap_or(DelayOffer::Open(first)))
    }

    #[must_use]
    pub fn kind(&self) -> FormKind {
        self.kind
    }

    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    #[must_use]
    pub fn focus(&self) -> Focus {
        self.focus
    }

    /// The rules for the new password in the order shown, each with the tick of the last estimated one. The least
    /// strength is not among them: the gauge shows it.
    #[must_use]
    pub fn ticks(&self) -> &[(Rule, Tick)] {
        &self.ticks
    }

    /// Whether both new passwords were the same at the last estimate; `None` while one is empty or void.
    #[must_use]
    pub fn identical(&self) -> Option<bool> {
        self.identical
    }

    #[must_use]
    pub fn image(&self) -> &CaptchaImage {
        &self.image
    }

    /// The request that has no response yet.
    #[must_use]
    pub fn sending(&self) -> Option<Submission> {
        self.sending
    }

    /// The proposed password, shown until the next key.
    #[must_use]
    pub fn proposal(&self) -> Option<&Proposal> {
        self.proposal.as_ref()
    }

    /// The response to the last request, if the user can correct something here.
    #[must_use]
    pub fn refused(&self) -> Option<&Response> {
        self.refused.as_ref()
    }

    /// Whether that response is still to be read: no key was pressed since.
    #[must_use]
    pub fn refusal_is_unread(&self) -> bool {
        self.refusal_unread
    }

    /// The field `id`, if this form has it.
    #[must_use]
    pub fn field(&self, id: FieldId) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    pub(in crate::app) fn field_mut(&mut self, id: FieldId) -> Option<&mut Field> {
        self.fields.iter_mut().find(|field| field.id == id)
    }

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

    /// Whether the user copies an image, now or later.
    #[must_use]
    pub fn copies_image(&self) -> bool {
        !matches!(self.image, CaptchaImage::NotRequired | CaptchaImage::Skipped { .. })
    }

    /// Whether the form waits for a proposal.
    #[must_use]
    pub fn awaits_proposal(&self) -> bool {
        self.proposing.is_some()
    }

    /// Whether something is typed in one of the fields.
    pub(in crate::app) fn has_text(&self) -> bool {
        self.fields.iter().any(|field| !field.is_empty())
    }

    /// Whether the other form would lose something that is typed: it keeps the login and the text of the image only.
    pub(in crate::app) fn has_text_to_lose(&self) -> bool {
        let stays = |field: &Field| matches!(field.id, FieldId::Login | FieldId::Captcha);
        self.fields.iter().any(|field| !stays(field) && !field.is_empty())
    }

    /// The stops of the focus, in the order of Tab: the fields, the button, the link.
    pub fn stops(&self) -> impl DoubleEndedIterator<Item = Focus> + '_ {
        let ids = self.fields.iter().map(|field| field.id);
        let fields = ids.filter(|id| *id != FieldId::Captcha || self.copies_image()).map(Focus::Field);
        fields.chain([Focus::Save, Focus::OtherForm])
    }

    /// The text of the link to the other form.
    #[must_use]
    pub fn link(&self) -> TextKey {
        match self.kind {
            FormKind::Change => texts::LINK_TO_RESET,
            FormKind::Reset => texts::LINK_TO_CHANGE,
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

    /// Whether both new passwords are the same; `None` while one is empty or void.
    pub(in crate::app) fn compare(&self) -> Option<bool> {
        let new = self.secret(FieldId::New).filter(|secret| !secret.is_empty())?;
        let confirmation = self.secret(FieldId::Confirmation).filter(|secret| !secret.is_empty())?;
        Some(new.same_as(confirmation))
    }

    /// The login and the proofs of identity: a password must not contain them.
    pub(in crate::app) fn context(&self) -> Vec<(FieldId, SecretText)> {
        let login = self.field(FieldId::Login).map(|field| {
            let mut login = SecretText::set_elsewhere();
            // The field takes no character that this refuses. A text that does not fit is no login.
            let _ = login.insert(field.plain().trim());
            (FieldId::Login, login)
        });
        let proofs = [FieldId::Number, FieldId::BirthDate]
            .into_iter()
            .filter_map(|id| self.secret(id).map(|secret| (id, secret.duplicate())));
        login.into_iter().chain(proofs).filter(|(_, word)| !word.is_empty()).collect()
    }
}
