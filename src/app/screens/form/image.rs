//! The image to copy: asked for, shown, expired, renewed.

use crate::app::FieldId;
use crate::app::ImageMoment;
use crate::app::effect::{Effect, Timer, TimerKind};
use crate::app::form::{CaptchaImage, Edit, Focus};
use crate::app::model::next;
use crate::captcha::Challenge;
use crate::i18n::keys::form as texts;

use super::open_form::OpenForm;

impl OpenForm<'_> {
    /// Asks for an image, if one is needed and none is there or on its way; or leaves that to the user.
    pub(super) fn fetch_image(&mut self) {
        let or_wait = self.settings.delay_instead.is_some();
        match self.form.image {
            CaptchaImage::NotRequired
            | CaptchaImage::Skipped { .. }
            | CaptchaImage::OnRequest { .. }
            | CaptchaImage::Pending
            | CaptchaImage::Shown { is_old: false, .. } => {}
            _ if self.session.image_moment() == ImageMoment::OnRequest => {
                self.form.image = CaptchaImage::OnRequest { or_wait };
            }
            CaptchaImage::Deferred
            | CaptchaImage::Expired
            | CaptchaImage::Failed
            | CaptchaImage::Shown { is_old: true, .. } => self.ask_for_image(),
        }
    }

    /// Asks for an image with the form that opens, unless its field must have the focus for that.
    pub(super) fn fetch_first_image(&mut self) {
        if self.session.image_moment() != ImageMoment::AtItsField {
            self.fetch_image();
        }
        self.fetch_reached_image();
    }

    /// Asks for an image when its field has the focus. No other one is drawn unasked: it takes the line, and a screen
    /// reader reads it aloud.
    pub(super) fn fetch_reached_image(&mut self) {
        if self.form.focus == Focus::Field(FieldId::Captcha) {
            self.fetch_image();
        }
    }

    /// F5: asks for another image.
    pub(super) fn renew_image(&mut self) {
        match self.form.image {
            CaptchaImage::NotRequired | CaptchaImage::Skipped { .. } | CaptchaImage::Pending => {}
            CaptchaImage::Deferred
            | CaptchaImage::OnRequest { .. }
            | CaptchaImage::Expired
            | CaptchaImage::Failed
            | CaptchaImage::Shown { .. } => self.ask_for_image(),
        }
    }

    fn ask_for_image(&mut self) {
        self.clear_captcha();
        let generation = next(self.generation);
        self.form.image_asked = generation;
        self.form.image = CaptchaImage::Pending;
        self.effects.push(Effect::DrawCaptcha { generation });
    }

    /// An image is good for one request.
    pub(super) fn use_up_image(&mut self) {
        if self.form.copies_image() {
            self.form.image = CaptchaImage::Expired;
            self.clear_captcha();
        }
    }

    pub(super) fn clear_captcha(&mut self) {
        if let Some(field) = self.form.field_mut(FieldId::Captcha) {
            field.edit(Edit::Clear);
            field.set_faults(None);
        }
    }

    pub(super) fn on_captcha(
        &mut self,
        generation: u64,
        challenge: Option<Challenge>,
        disclosed: Option<String>,
    ) {
        if generation != self.form.image_asked || !matches!(self.form.image, CaptchaImage::Pending) {
            return;
        }
        match challenge {
            Some(challenge) => {
                self.form.image = CaptchaImage::Shown { challenge, disclosed, is_old: false };
                let timer = Timer { kind: TimerKind::CaptchaExpiry, generation };
                self.effects.push(Effect::StartTimer { timer, delay: self.settings.captcha_ttl });
            }
            None => {
                self.form.image = CaptchaImage::Failed;
                *self.notice = Some(texts::NOTICE_IMAGE_FAILED.into());
            }
        }
    }

    /// Marks an old image. If the user is copying it, a notice leaves the moment of the next one to them; if not, nothing
    /// changes on the screen until its field is reached.
    pub(super) fn on_captcha_expiry(&mut self, generation: u64) {
        if generation != self.form.image_asked || self.form.sending.is_some() {
            return;
        }
        let CaptchaImage::Shown { is_old, .. } = &mut self.form.image else { return };
        *is_old = true;
        let has_focus = self.form.focus == Focus::Field(FieldId::Captcha);
        let has_text = self.form.field(FieldId::Captcha).is_some_and(|field| !field.is_empty());
        if has_focus || has_text {
            self.form.image = CaptchaImage::Expired;
            *self.notice = Some(texts::NOTICE_IMAGE_OLD.into());
        }
    }
}
