//! The two forms: moving, typing, pasting. Estimates, the image, proposals and sending have a file each.

mod estimate;
mod image;
mod open_form;
mod propose;
mod send;

use std::time::Duration;

use crate::account::{Estimate, Progress, Response};
use crate::app::FieldId;
use crate::app::effect::{Effect, Timer, TimerKind};
use crate::app::form::{Edit, Field, Focus, Form, Loss, Submission, check, wording};
use crate::app::form_kind::FormKind;
use crate::app::keymap::Action;
use crate::app::model::{Change, Model, Screen, next};
use crate::captcha::Challenge;
use crate::i18n::keys::form as texts;

use open_form::{OpenForm, with_form};

pub(in crate::app) use propose::{drop_proposal, on_proposal};

/// A revealed secret is masked again after this time.
const REVEAL_TIME: Duration = Duration::from_secs(5);

/// Opens a form; from the other one, the login and the image are kept.
pub(in crate::app) fn open(model: &mut Model, kind: FormKind, from: Option<Form>) -> Vec<Effect> {
    if kind == FormKind::Reset && !model.settings.offers_reset {
        model.notice = Some(texts::NOTICE_RESET_NOT_OFFERED.into());
        return Vec::new();
    }
    let mut form = Form::new(kind, model.settings.captcha, model.settings.judge.policy());
    if let Some(from) = from {
        form.take_over_from(from);
    }
    show(model, form)
}

/// Shows again the form of a request that failed.
pub(in crate::app) fn reopen(model: &mut Model, mut form: Form) -> Vec<Effect> {
    // Only the image is left to copy.
    form.focus = if form.copies_image() { Focus::Field(FieldId::Captcha) } else { Focus::Save };
    show(model, form)
}

fn show(model: &mut Model, form: Form) -> Vec<Effect> {
    model.screen = Screen::Form(Box::new(form));
    with_form(model, |open| open.fetch_image_in_time())
}

pub(in crate::app) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let Screen::Form(form) = &mut model.screen else {
        return Vec::new();
    };
    match action {
        Action::Back => match form.sending {
            None => {
                model.wipe();
                Vec::new()
            }
            Some(Submission { generation, delay_left: Some(_), .. })
            | Some(Submission { generation, answer_left: Some(_), .. }) => {
                vec![Effect::Cancel { generation }]
            }
            Some(_) => {
                model.notice = Some(texts::NOTICE_SENDING.into());
                Vec::new()
            }
        },
        Action::Press if form.focus == Focus::OtherForm => follow_link(model),
        _ => with_form(model, |open| open.act(action)),
    }
}

fn follow_link(model: &mut Model) -> Vec<Effect> {
    let Screen::Form(form) = &mut model.screen else {
        return Vec::new();
    };
    let other = form.kind.other();
    if other == FormKind::Reset && !model.settings.offers_reset {
        return open(model, other, None);
    }
    let spare = Form::new(other, model.settings.captcha, model.settings.judge.policy());
    let from = std::mem::replace(form.as_mut(), spare);
    open(model, other, Some(from))
}

pub(in crate::app) fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    take_text(model, |open| open.paste(text))
}

/// Takes a line of a program: a field takes each of its characters, or nothing.
pub(in crate::app) fn take_line(model: &mut Model, line: &str) -> Vec<Effect> {
    take_text(model, |open| _ = open.put_line(line))
}

fn take_text(model: &mut Model, take: impl FnOnce(&mut OpenForm<'_>)) -> Vec<Effect> {
    if model.help.open {
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
    let takes_text = model.form().is_some_and(|form| form.sending.is_none()) && !model.help.open;
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

    /// Moves the focus to `stop`. The field that loses it is checked, estimated and masked.
    fn move_to(&mut self, stop: Focus) {
        if let Some(field) = self.form.focused_mut() {
            field.revealed = false;
            let left = field.id;
            self.cut_mail_address(left);
            self.show_faults_of(left);
            let is_right = self.form.field(left).is_some_and(|field| field.fault.is_none());
            if left == FieldId::New && is_right && self.notice.is_none() {
                *self.notice = check::warning(self.form);
            }
        }
        self.estimate_pending();
        self.form.focus = stop;
        // On a slow line, the focus asks for the image; elsewhere it is there already, unless it expired.
        if stop == Focus::Field(FieldId::Captcha) {
            self.fetch_image();
        }
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

    /// Inserts a typed character, and records whether it changed nothing but the end of its field.
    fn append(&mut self, character: char) {
        let is_calm =
            self.form.refused.is_none() && self.form.fields.iter().all(|field| field.fault.is_none());
        let length =
            |form: &Form| form.focused().filter(|field| !field.revealed).and_then(Field::length_at_end);
        let before = length(self.form).filter(|_| is_calm);
        self.insert(character.encode_utf8(&mut [0; 4]), false);
        if let (Some(before), Some(after)) = (before, length(self.form))
            && after == before + 1
        {
            *self.change =
                Change::Appended(self.form.focused().and_then(|field| field.plain().chars().next_back()));
        }
    }

    /// Inserts a text, unless it is refused: it is missing in a secret then, unless it was all of it.
    fn insert(&mut self, text: &str, is_all: bool) -> bool {
        let Some(field) = self.form.focused_mut() else { return false };
        let id = field.id;
        match field.insert(text) {
            Ok(()) => {
                self.changed(id);
                true
            }
            Err(refusal) => {
                if !is_all && field.lose(Loss::Refused) {
                    self.changed(id);
                }
                *self.notice = Some(check::refusal_text(refusal));
                false
            }
        }
    }

    /// Something was lost in the field that has the focus: a secret is void, elsewhere a notice says so.
    fn lose(&mut self, loss: Loss) {
        let is_void = self.form.focused_mut().is_some_and(|field| field.lose(loss));
        match self.form.focus {
            Focus::Field(id) if is_void => self.changed(id),
            _ => *self.notice = Some(wording::loss(loss).notice.into()),
        }
    }

    /// Pastes the first line. Without the others, a secret is void: nobody sees where it was cut.
    fn paste(&mut self, text: &str) {
        let text = text.trim_matches(['\r', '\n']);
        let line = text.split(['\r', '\n']).next().unwrap_or_default();
        if self.put_line(line) && line.len() < text.len() {
            if self.form.focused().is_some_and(|field| field.masked().is_some()) {
                self.lose(Loss::Paste);
            }
            *self.notice = Some(texts::NOTICE_FIRST_LINE.into());
        }
    }

    /// Inserts a line, unless it is refused. A password keeps the blanks at its ends, with a notice.
    fn put_line(&mut self, line: &str) -> bool {
        let Some(field) = self.form.focused() else { return false };
        let is_password = field.is_password();
        let kept = if is_password { line } else { line.trim() };
        if kept.is_empty() {
            return true;
        }
        let has_blanks = is_password && line.trim().len() < line.len();
        let is_all = field.is_empty();
        if is_all && field.loss() == Some(Loss::Paste) {
            // The same text again, this time whole.
            self.edit(Edit::Clear);
        }
        let is_taken = self.insert(kept, is_all);
        if self.notice.is_none() && has_blanks {
            *self.notice = Some(texts::NOTICE_BLANKS.into());
        }
        is_taken
    }

    fn edit(&mut self, edit: Edit) {
        let Some(field) = self.form.focused_mut() else {
            return;
        };
        let had_nothing = field.is_empty() && field.loss().is_none();
        field.edit(edit);
        let id = field.id;
        if edit.changes_text() && !had_nothing {
            self.changed(id);
        }
    }

    /// After a change of a field: removes its faults, and checks again the fields that depend on it.
    fn changed(&mut self, id: FieldId) {
        let generation = next(self.generation);
        if let Some(field) = self.form.field_mut(id) {
            field.generation = generation;
            field.set_faults(None);
        }
        match id {
            FieldId::Current | FieldId::New | FieldId::Confirmation => self.password_changed(id, generation),
            FieldId::Login | FieldId::Number | FieldId::BirthDate => self.form.context_changed = true,
            FieldId::Captcha => {}
        }
        for other in [FieldId::New, FieldId::Confirmation].into_iter().filter(|other| *other != id) {
            self.revalidate_shown_fault(other);
        }
    }

    /// Checks again a field whose fault is shown.
    fn revalidate_shown_fault(&mut self, id: FieldId) {
        if self.form.field(id).is_some_and(|field| field.fault.is_some()) {
            self.show_faults_of(id);
        }
    }

    /// Shows the faults of a field.
    fn show_faults_of(&mut self, id: FieldId) {
        let faults = check::faults_on_leaving(self.form, id, self.settings, self.session.today);
        if let Some(field) = self.form.field_mut(id) {
            field.set_faults(faults);
        }
    }

    /// Reveals a secret for [`REVEAL_TIME`], or masks it before.
    fn reveal(&mut self) {
        let generation = next(self.generation);
        let Some(field) = self.form.focused_mut() else {
            return;
        };
        if field.masked().is_none() {
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

impl Form {
    /// Takes the login and the image of the other form.
    fn take_over_from(&mut self, mut from: Self) {
        if let (Some(mine), Some(theirs)) = (self.field_mut(FieldId::Login), from.field_mut(FieldId::Login)) {
            std::mem::swap(mine, theirs);
        }
        self.image = from.image;
        self.image_asked = from.image_asked;
        if self.focused().is_some_and(|login| !login.is_empty()) {
            self.focus = self.next_stop();
        }
    }
}
