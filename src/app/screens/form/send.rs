//! Sending a form, and its response.

use std::time::Duration;

use crate::account::{Outcome, Progress, Response};
use crate::app::FieldId;
use crate::app::effect::{Effect, Timer, TimerKind};
use crate::app::form::{CaptchaImage, Focus, Submission, check, wording};
use crate::app::model::{Model, Screen, Scroll, next};
use crate::i18n::Text;
use crate::i18n::keys::form as texts;

use super::open_form::{OpenForm, with_form};

/// A request without a response after this time shows that it is on its way.
const SLOW_NOTICE_AFTER: Duration = Duration::from_millis(300);
/// The remaining delay of a request is announced this often.
const DELAY_NOTICE_INTERVAL: Duration = Duration::from_secs(15);
/// Stop offering cancellation this long before the delay ends: it may already be too late.
const CANCEL_MARGIN: Duration = Duration::from_secs(1);

impl OpenForm<'_> {
    /// Sends the form, or shows all its faults with the focus on the first one.
    pub(super) fn send(&mut self) {
        if self.form.sending.is_some() {
            return;
        }
        self.move_to(Focus::Save);
        match check::request(self.form, self.settings, self.session.today) {
            Ok(request) => {
                let generation = next(self.generation);
                self.form.refused = None;
                self.doubt(false);
                let delay_left = match self.form.image {
                    CaptchaImage::Skipped { delay } => Some(delay.lasts),
                    _ => None,
                };
                self.form.sending =
                    Some(Submission { generation, slow: false, delay_left, answer_left: None });
                self.effects.push(Effect::Submit { generation, request });
                self.arm(generation, delay_left);
            }
            Err(faults) => self.show(faults),
        }
    }

    /// Starts the timer of the next announcement: of the remaining delay, or that the request takes long.
    fn arm(&mut self, generation: u64, delay_left: Option<Duration>) {
        let (kind, delay) = match delay_left {
            Some(left) if left > DELAY_NOTICE_INTERVAL => (TimerKind::DelayTick, DELAY_NOTICE_INTERVAL),
            Some(left) => (TimerKind::DelayTick, left.saturating_sub(CANCEL_MARGIN.min(left / 4))),
            None => (TimerKind::SlowNotice, SLOW_NOTICE_AFTER),
        };
        self.effects.push(Effect::StartTimer { timer: Timer { kind, generation }, delay });
    }

    pub(super) fn on_delay_tick(&mut self, generation: u64) {
        let Some(sending) = self.form.sending.as_mut().filter(|sending| sending.generation == generation)
        else {
            return;
        };
        if let Some(left) = sending.answer_left {
            let left = left.saturating_sub(DELAY_NOTICE_INTERVAL).max(Duration::from_secs(1));
            sending.answer_left = Some(left);
            self.count_down(generation, left);
            return;
        }
        let Some(left) = sending.delay_left else { return };
        if left > DELAY_NOTICE_INTERVAL {
            sending.delay_left = Some(left.saturating_sub(DELAY_NOTICE_INTERVAL));
            self.arm(generation, Some(left.saturating_sub(DELAY_NOTICE_INTERVAL)));
        } else {
            (sending.delay_left, sending.slow) = (None, true);
        }
    }

    /// The directory is slow: its answer is awaited, and may be given up.
    pub(super) fn on_progress(&mut self, generation: u64, progress: Progress) {
        let Some(sending) = self.form.sending.as_mut().filter(|sending| sending.generation == generation)
        else {
            return;
        };
        match progress {
            // Another session may have used a delay of the login since it was offered.
            Progress::Delayed(delay) if sending.delay_left != Some(delay.lasts) => {
                sending.delay_left = Some(delay.lasts);
                self.arm(generation, Some(delay.lasts));
            }
            Progress::Delayed(_) => {}
            Progress::AwaitingAnswer { at_most } => {
                (sending.delay_left, sending.answer_left) = (None, Some(at_most));
                self.count_down(generation, at_most);
            }
        }
    }

    /// Starts the timer of the next announcement of the time that is left for an answer.
    fn count_down(&mut self, generation: u64, left: Duration) {
        if left > DELAY_NOTICE_INTERVAL {
            let timer = Timer { kind: TimerKind::DelayTick, generation };
            self.effects.push(Effect::StartTimer { timer, delay: DELAY_NOTICE_INTERVAL });
        }
    }

    fn show(&mut self, faults: Vec<(FieldId, Text)>) {
        let mut at_fault: Vec<FieldId> = faults.iter().map(|(id, _)| *id).collect();
        // The faults of one field stand together.
        at_fault.dedup();
        *self.notice = Some(Text::from(texts::NOTICE_FAULTS).number("count", at_fault.len()));
        if let Some(first) = at_fault.first() {
            self.form.focus = Focus::Field(*first);
        }
        if matches!(self.form.image, CaptchaImage::Expired) {
            self.clear_captcha();
        }
        self.fetch_reached_image();
        for id in at_fault {
            let of_this = faults.iter().filter(|(of, _)| *of == id).map(|(_, fault)| fault.clone());
            if let Some(field) = self.form.field_mut(id) {
                field.set_faults(of_this);
            }
        }
    }

    pub(super) fn on_slow_notice(&mut self, generation: u64) {
        if let Some(sending) = self.form.sending.as_mut().filter(|sending| sending.generation == generation) {
            sending.slow = true;
        }
    }

    /// Back to the form as it was sent, without the image; the focus goes to the field to correct.
    fn return_to_field(&mut self, at: FieldId, response: Response) {
        if at == FieldId::Captcha {
            self.take_image_again();
        }
        self.ask_for_offer(false);
        self.use_up_image();
        let focus = self.form.field(at).map_or(Focus::Save, |field| Focus::Field(field.id));
        self.form.focus = focus;
        if let Outcome::AgainstPolicy(rules) = &response.outcome
            && let Some(field) = self.form.field_mut(at)
        {
            field.set_faults(rules.iter().copied().map(|rule| wording::rule(rule).fault));
        }
        // Any of the proofs may be the wrong one: only the person knows which.
        self.doubt(response.outcome == Outcome::NotIdentified);
        self.form.refused = Some(response);
        self.fetch_reached_image();
        self.form.refusal_unread = true;
    }

    /// Marks the proofs that may be the reason of a refusal, or removes their marks.
    fn doubt(&mut self, is_in_doubt: bool) {
        for field in self.form.fields.iter_mut().filter(|field| field.id.is_proof()) {
            field.is_in_doubt = is_in_doubt;
        }
    }
}

/// Shows a response in the form if the user can correct something there, else on its own screen.
pub(super) fn on_response(
    model: &mut Model,
    generation: u64,
    response: Response,
    now: Duration,
) -> Vec<Effect> {
    let Screen::Form(form) = &mut model.screen else {
        return Vec::new();
    };
    if form.sending.is_none_or(|sending| sending.generation != generation) {
        return Vec::new();
    }
    // After a long wait the person may look elsewhere: the bell tells that the answer is there.
    let is_long = form.sending.is_some_and(|sending| sending.answer_left.is_some());
    model.rings = is_long || matches!(form.image, CaptchaImage::Skipped { .. });
    form.sending = None;
    model.last_key = now;
    model.notice = None;
    (model.help_open, model.scroll) = (false, Scroll::default());
    // Cancelled by the user: keep the form unchanged.
    if response.outcome == Outcome::Cancelled {
        model.notice = Some(texts::NOTICE_GIVEN_UP.into());
        return Vec::new();
    }
    match FieldId::to_correct(&response.outcome) {
        Some(field) => with_form(model, |open| open.return_to_field(field, response)),
        None => leave_for_outcome(model, response),
    }
}

/// A failure keeps the form for another try. A success wipes every secret, and so does a write that may still be carried
/// out: it must not be sent again at once.
fn leave_for_outcome(model: &mut Model, response: Response) -> Vec<Effect> {
    let effects = with_form(model, |open| open.use_up_image());
    let kind = model.kind();
    let before = std::mem::replace(&mut model.screen, Screen::Menu(kind));
    let form = match before {
        Screen::Form(form) if response.outcome.may_be_sent_again() => Some(form),
        _ => None,
    };
    model.screen = Screen::Outcome { response, kind, form };
    effects
}
