//! The delay instead of the image: offered, chosen, used up.

use crate::account::{Delay, DelayOffer};
use crate::app::FieldId;
use crate::app::effect::Effect;
use crate::app::form::{AskedOffer, CaptchaImage, Focus, check, wording};
use crate::app::model::next;
use crate::i18n::keys::form as texts;

use super::open_form::OpenForm;

impl OpenForm<'_> {
    /// F6: a delay instead of the image, or the image after all.
    pub(super) fn toggle_captcha(&mut self) {
        let Some(offer) = self.form.delay_offer(self.settings) else {
            return;
        };
        if self.form.copies_image() {
            match offer {
                DelayOffer::Open(delay) => {
                    self.skip_image(delay);
                    self.ask_for_offer(false);
                }
                DelayOffer::Spent { .. } => self.ask_for_offer(true),
            }
        } else if self.take_image_again() {
            self.move_to(Focus::Field(FieldId::Captcha));
        }
    }

    fn skip_image(&mut self, delay: Delay) {
        self.clear_captcha();
        self.form
            .refused
            .take_if(|response| FieldId::to_correct(&response.outcome) == Some(FieldId::Captcha));
        if self.form.focus == Focus::Field(FieldId::Captcha) {
            self.move_to(Focus::Save);
        }
        self.form.image = CaptchaImage::Skipped { delay };
        *self.notice = Some(texts::NOTICE_WITHOUT_IMAGE.into());
    }

    /// Returns from the delay to the image; whether the delay was chosen.
    pub(super) fn take_image_again(&mut self) -> bool {
        let was_skipped = matches!(self.form.image, CaptchaImage::Skipped { .. });
        if was_skipped {
            self.form.image = CaptchaImage::Deferred;
        }
        was_skipped
    }

    /// Asks which delay the login has now. Before it is typed, the first one is offered.
    pub(super) fn ask_for_offer(&mut self, by_key: bool) {
        let Ok(login) = check::login(self.form, self.settings) else { return };
        if self.settings.delay_instead.is_none() {
            return;
        }
        let generation = next(self.generation);
        self.form.offer_asked = AskedOffer { generation, by_key };
        self.effects.push(Effect::OfferDelay { generation, login });
    }

    pub(super) fn on_offer(&mut self, generation: u64, offer: DelayOffer) {
        let asked = self.form.offer_asked;
        if generation != asked.generation || self.form.sending.is_some() {
            return;
        }
        self.form.offer = Some(offer);
        match (offer, &mut self.form.image) {
            (DelayOffer::Open(open), CaptchaImage::Skipped { delay }) => *delay = open,
            (DelayOffer::Open(open), _) if asked.by_key => self.skip_image(open),
            (DelayOffer::Spent { free_in }, image) => {
                let was_skipped = matches!(image, CaptchaImage::Skipped { .. });
                if was_skipped || asked.by_key {
                    self.take_image_again();
                    *self.notice = Some(wording::delays_spent(free_in));
                    self.fetch_reached_image();
                }
            }
            (DelayOffer::Open(_), _) => {}
        }
    }
}
