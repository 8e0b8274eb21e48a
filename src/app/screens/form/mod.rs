//! The two forms: moving, typing, pasting. Estimates, the image, proposals and sending have a file each.

mod delay;
mod estimate;
mod image;
mod open_form;
mod propose;
mod send;
mod typing;
mod ways;

use std::time::Duration;

use crate::account::{DelayOffer, Estimate, Progress, Response};
use crate::app::FieldId;
use crate::app::effect::{Effect, Timer, TimerKind};
use crate::app::form::{CaptchaImage, Focus, Form, Loss, check, wording};
use crate::app::keymap::Action;
use crate::app::model::{Model, Screen, next};
use crate::captcha::Challenge;
use crate::i18n::keys::form as texts;

use open_form::{OpenForm, with_form};

pub(in crate::app) use propose::{drop_proposal, on_proposal};
pub(in crate::app) use ways::{open, reopen};

/// A revealed secret is masked again after this time.
const REVEAL_TIME: Duration = Duration::from_secs(5);

pub(in crate::app) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let Screen::Form(form) = &model.screen else {
        return Vec::new();
    };
    match action {
        Action::Back => ways::back(model),
        Action::Abandon => ways::abandon(model),
        Action::SwitchForm => ways::switch(model),
        Action::Press if form.focus == Focus::OtherForm => ways::follow_link(model),
        _ => with_form(model, |open| open.act(action)),
    }
}

pub(in crate::app) fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    take_text(model, |open| open.paste(text))
}

/// Takes a line of a program: a field takes each of its characters, or nothing.
pub(in crate::app) fn take_line(model: &mut Model, line: &str) -> Vec<Effect> {
    take_text(model, |open| _ = open.put_line(line))
}

fn take_text(model: &mut Model, take: impl FnOnce(&mut OpenForm<'_>)) -> Vec<Effect> {
    if model.help_open {
        return Vec::new();
    }
    drop_proposal(model);
    with_form(model, |open| {
        if open.form.sending.is_none() {
            take(open);
        }
    })
}

/// Something was lost on its way to the screen.
pub(in crate::app) fn lose(model: &mut Model, loss: Loss) -> Vec<Effect> {
    let takes_text = model.form().is_some_and(|form| form.sending.is_none()) && !model.help_open;
    if !takes_text {
        model.notice = Some(wording::loss(loss).notice.into());
        return Vec::new();
    }
    drop_proposal(model);
    with_form(model, |open| open.lose(loss))
}

/// A paste that was too long was dropped whole: all of it is missing in a secret that has other text.
pub(in crate::app) fn drop_paste(model: &mut Model) -> Vec<Effect> {
    let is_added = model.form().and_then(Form::focused).is_some_and(|field| !field.is_empty());
    let effects = if is_added { lose(model, Loss::Refused) } else { Vec::new() };
    model.notice = Some(texts::NOTICE_PASTE_TOO_LONG.into());
    effects
}

/// Masks what is shown in clear: while the process was stopped, the terminal was in other hands.
pub(in crate::app) fn hide_secrets(model: &mut Model) {
    drop_proposal(model);
    with_form(model, |open| open.form.fields.iter_mut().for_each(|field| field.revealed = false));
}

pub(in crate::app) fn on_timer(model: &mut Model, timer: Timer) -> Vec<Effect> {
    with_form(model, |open| match timer.kind {
        TimerKind::TypingPause(field) => open.on_typing_pause(field, timer.generation),
        TimerKind::Mask => open.mask_again(timer.generation),
        TimerKind::SlowNotice => open.on_slow_notice(timer.generation),
        TimerKind::DelayTick => open.on_delay_tick(timer.generation),
        TimerKind::CaptchaExpiry => open.on_captcha_expiry(timer.generation),
        TimerKind::Idle | TimerKind::Absolute => {}
    })
}

pub(in crate::app) fn on_estimate(
    model: &mut Model,
    field: FieldId,
    generation: u64,
    estimate: Option<Estimate>,
) -> Vec<Effect> {
    with_form(model, |open| open.on_estimate(field, generation, estimate))
}

pub(in crate::app) fn on_captcha(
    model: &mut Model,
    generation: u64,
    challenge: Option<Challenge>,
    disclosed: Option<String>,
) -> Vec<Effect> {
    with_form(model, |open| open.on_captcha(generation, challenge, disclosed))
}

pub(in crate::app) fn on_offer(model: &mut Model, generation: u64, offer: DelayOffer) -> Vec<Effect> {
    with_form(model, |open| open.on_offer(generation, offer))
}

pub(in crate::app) fn on_progress(model: &mut Model, generation: u64, progress: Progress) -> Vec<Effect> {
    with_form(model, |open| open.on_progress(generation, progress))
}

pub(in crate::app) fn on_response(
    model: &mut Model,
    generation: u64,
    response: Response,
    now: Duration,
) -> Vec<Effect> {
    send::on_response(model, generation, response, now)
}

impl OpenForm<'_> {
    fn act(&mut self, action: Action) {
        match action {
            Action::Next => self.move_to(self.form.next_stop()),
            Action::Previous => self.move_to(self.form.previous_stop()),
            Action::GoOn if self.has_only_to_be_sent() => self.send(),
            Action::GoOn => self.move_to(self.form.next_stop()),
            Action::Press | Action::Save => self.send(),
            Action::Insert(character) => self.append(character),
            Action::Edit(edit) => self.edit(edit),
            Action::Reveal => self.reveal(),
            Action::NewImage => self.renew_image(),
            Action::ToggleCaptcha => self.toggle_captcha(),
            Action::Propose => self.propose(),
            Action::Accept => self.accept(),
            Action::HowToPaste => *self.notice = Some(texts::NOTICE_HOW_TO_PASTE.into()),
            _ => {}
        }
    }

    /// Whether the focus is on the text of the image, and nothing else is left to fill.
    fn has_only_to_be_sent(&self) -> bool {
        self.form.focus == Focus::Field(FieldId::Captcha)
            && self.form.fields.iter().all(|field| !field.is_empty())
    }

    /// Moves the focus to `stop`. The field that loses it is checked, estimated and masked.
    fn move_to(&mut self, stop: Focus) {
        if let Some(field) = self.form.focused_mut() {
            field.revealed = false;
            let left = field.id;
            self.cut_mail_address(left);
            self.show_faults_of(left);
            if left == FieldId::Login && !matches!(self.form.image, CaptchaImage::NotRequired) {
                self.ask_for_offer(false);
            }
            let is_right = self.form.field(left).is_some_and(|field| field.fault.is_none());
            if left == FieldId::New && is_right && self.notice.is_none() {
                *self.notice = check::warning(self.form);
            }
        }
        self.estimate_pending();
        self.form.focus = stop;
        self.fetch_reached_image();
    }

    /// Leaves in the field of the login what is the login of a mail address, so that the person sees what is sent.
    fn cut_mail_address(&mut self, id: FieldId) {
        let shape = &self.settings.login_shape;
        let Some(field) = self.form.field_mut(id).filter(|field| field.id == FieldId::Login) else { return };
        let login = shape.login_part(field.plain()).to_owned();
        if login != field.plain().trim() {
            field.put_plain(&login);
            *self.notice = Some(texts::NOTICE_MAIL_CUT.into());
        }
    }

    /// Reveals a secret for [`REVEAL_TIME`], or masks it before.
    fn reveal(&mut self) {
        let generation = next(self.generation);
        let Some(field) = self.form.focused_mut() else {
            return;
        };
        if field.may_be_seen {
            *self.notice = Some(texts::NOTICE_PLAIN.into());
            return;
        }
        field.revealed = !field.revealed;
        if field.revealed {
            field.mask_timer = generation;
            let timer = Timer { kind: TimerKind::Mask, generation };
            self.effects.push(Effect::StartTimer { timer, delay: REVEAL_TIME });
        }
    }

    fn mask_again(&mut self, generation: u64) {
        for field in self.form.fields.iter_mut().filter(|field| field.mask_timer == generation) {
            field.revealed = false;
        }
    }
}
