//! [`update`]: the only function that changes a model.

use std::sync::Arc;
use std::time::Duration;

use crossterm::event::{KeyEvent, KeyEventKind};

use crate::i18n::keys::form as texts;

use super::effect::{Effect, Timer, TimerKind};
use super::exit::{Exit, ExitCode};
use super::form::{Form, Loss, Submission};
use super::form_kind::FormKind;
use super::keymap::{self, Action, KeyContext};
use super::message::{Message, Reply};
use super::model::{Change, Model, Screen};
use super::screens::{form, help, menu, outcome, scroll};
use super::session_timeouts;
use super::settings::{ServiceSettings, SessionSettings};

/// Changes `model` by `message`, and returns the effects for the caller to perform. Total: no message is an error.
///
/// `now` is the time since the start of the session.
pub fn update(model: &mut Model, message: Message, now: Duration) -> Vec<Effect> {
    model.change = Change::Other;
    model.rings = false;
    match message {
        Message::Key(event) => on_key(model, event, now),
        Message::Act(action) => {
            note_activity(model, now);
            act(model, action, now)
        }
        Message::Activity => {
            note_activity(model, now);
            Vec::new()
        }
        Message::Paste(text) => {
            note_activity(model, now);
            close_page(model);
            form::paste(model, &text)
        }
        Message::Line(text) => {
            note_activity(model, now);
            form::take_line(model, &text)
        }
        Message::PasteTooLong => {
            note_activity(model, now);
            close_page(model);
            form::drop_paste(model)
        }
        Message::InputLost(loss) => {
            model.question = None;
            close_page(model);
            form::lose(model, loss)
        }
        Message::Resized(columns, rows) => {
            model.size = (columns, rows);
            Vec::new()
        }
        Message::Resumed(columns, rows) => {
            model.size = (columns, rows);
            form::hide_secrets(model);
            Vec::new()
        }
        Message::ScrollLimit(last) => {
            scroll::set_limit(model, last);
            Vec::new()
        }
        Message::Timer(timer) => on_timer(model, timer, now),
        Message::Reply(reply) => on_reply(model, reply, now),
    }
}

fn on_key(model: &mut Model, event: KeyEvent, now: Duration) -> Vec<Effect> {
    if event.kind == KeyEventKind::Release {
        return Vec::new();
    }
    // A key that removes a notice or a proposal changes more than its field.
    let removes_words = model.notice().is_some() || model.form().is_some_and(|form| form.proposal.is_some());
    let action = keymap::action(model, event);
    note_activity(model, now);
    let Some(action) = action else {
        model.rings = true;
        form::drop_proposal(model);
        let field = model.form().and_then(Form::focused).filter(|_| !model.help_open);
        let is_lost = field.is_some_and(|field| keymap::loses_text(event, !field.is_empty()));
        if !is_lost {
            return Vec::new();
        }
        close_page(model);
        return form::lose(model, Loss::Key);
    };
    let effects = act(model, action, now);
    if removes_words {
        model.change = Change::Other;
    }
    effects
}

fn act(model: &mut Model, action: Action, now: Duration) -> Vec<Effect> {
    if !matches!(action, Action::Propose | Action::Accept) {
        form::drop_proposal(model);
    }
    let is_page =
        matches!(KeyContext::of(model), KeyContext::Refused | KeyContext::Done | KeyContext::Failed);
    if is_page && scrolls(action) && model.scroll.last > 0 {
        scroll::act(model, action);
        return Vec::new();
    }
    // The help, another language and more time leave the person at the page.
    if !model.help_open && !matches!(action, Action::Help | Action::Language | Action::Extend) {
        close_page(model);
    }
    match action {
        Action::Correct | Action::ScrollUp | Action::ScrollDown => Vec::new(),
        Action::Quit => quit(model),
        Action::Language => {
            model.language = model.language.other();
            Vec::new()
        }
        Action::Extend => session_timeouts::extend(model, now),
        Action::Presentation => {
            model.session.presentation = model.session.presentation.other();
            Vec::new()
        }
        Action::Help => {
            help::toggle(model);
            Vec::new()
        }
        _ if model.help_open => {
            scroll::act(model, action);
            Vec::new()
        }
        Action::NextPerson => welcome_next(model, now),
        _ => match &model.screen {
            Screen::Menu(kind) => menu::act(model, *kind, action),
            Screen::Form(_) => form::act(model, action),
            Screen::Outcome { .. } => outcome::act(model, action),
        },
    }
}

/// Whether the action moves a page that is longer than the window.
fn scrolls(action: Action) -> bool {
    matches!(action, Action::ScrollUp | Action::ScrollDown | Action::PageUp | Action::PageDown)
}

fn on_timer(model: &mut Model, timer: Timer, now: Duration) -> Vec<Effect> {
    match timer.kind {
        TimerKind::Idle if timer.generation == model.timers.idle => session_timeouts::idle(model, now),
        TimerKind::Absolute if timer.generation == model.timers.absolute => {
            session_timeouts::absolute(model, now)
        }
        TimerKind::Idle | TimerKind::Absolute => Vec::new(),
        TimerKind::TypingPause(_)
        | TimerKind::Mask
        | TimerKind::SlowNotice
        | TimerKind::DelayTick
        | TimerKind::CaptchaExpiry => form::on_timer(model, timer),
    }
}

fn on_reply(model: &mut Model, reply: Reply, now: Duration) -> Vec<Effect> {
    match reply {
        Reply::Estimated { field, generation, estimate } => {
            form::on_estimate(model, field, generation, estimate)
        }
        Reply::Proposed { generation, proposal } => {
            form::on_proposal(model, generation, proposal);
            Vec::new()
        }
        Reply::Captcha { generation, challenge, disclosed } => {
            form::on_captcha(model, generation, challenge, disclosed)
        }
        Reply::DelayOffered { generation, offer } => form::on_offer(model, generation, offer),
        Reply::Progress { generation, progress } => form::on_progress(model, generation, progress),
        Reply::Response { generation, response } => form::on_response(model, generation, response, now),
    }
}

/// Notes that the user is there. What was said until the next key goes, and so does a question.
fn note_activity(model: &mut Model, now: Duration) {
    model.last_key = now;
    (model.notice, model.warning, model.question) = (None, None, None);
}

/// The person goes on from the page of a refusal.
fn close_page(model: &mut Model) {
    if let Screen::Form(form) = &mut model.screen {
        form.refusal_unread = false;
    }
}

/// Back to the menu after an outcome, as a new session has it: nothing of the last person is kept.
fn welcome_next(model: &mut Model, now: Duration) -> Vec<Effect> {
    if !(model.settings.several_people && matches!(model.screen, Screen::Outcome { .. })) {
        model.rings = true;
        return Vec::new();
    }
    model.screen = Screen::Menu(FormKind::Change);
    model.language = model.session.language;
    model.session.presentation = model.opened_in;
    session_timeouts::restart(model, now)
}

/// Ctrl-C: ends the session from any screen.
fn quit(model: &mut Model) -> Vec<Effect> {
    let exit = match &model.screen {
        Screen::Menu(_) => Exit { code: ExitCode::Success, message: None },
        Screen::Form(form) => {
            let message = match form.sending {
                None => texts::EXIT_LEFT,
                Some(Submission { delay_left: Some(_), .. }) => texts::EXIT_DELAYED,
                Some(Submission { answer_left: Some(_), .. }) => texts::EXIT_AWAITING,
                Some(_) => texts::EXIT_SENDING,
            };
            Exit { code: ExitCode::Success, message: Some(message.into()) }
        }
        Screen::Outcome { response, .. } => outcome::exit(response),
    };
    model.wipe();
    vec![Effect::Exit(exit)]
}

impl Model {
    /// A session at the menu, and the effects that start its timers (idle, absolute). On a terminal of `size`, in columns
    /// and rows.
    #[must_use]
    pub fn new(
        settings: Arc<ServiceSettings>,
        session: SessionSettings,
        size: (u16, u16),
    ) -> (Self, Vec<Effect>) {
        let mut model = Self::at_menu(settings, session, size);
        let effects = session_timeouts::start(&mut model);
        (model, effects)
    }

    /// A session at the menu with the same settings and language, on a terminal of `size`.
    #[must_use]
    pub fn fresh(&self, size: (u16, u16)) -> Self {
        Self { language: self.language, ..Self::at_menu(Arc::clone(&self.settings), self.session, size) }
    }

    /// Goes back to the menu, which drops the form and wipes its secrets.
    pub(in crate::app) fn wipe(&mut self) {
        self.screen = Screen::Menu(self.kind());
    }

    /// The form of the screen; on the menu, the selected one.
    pub(in crate::app) fn kind(&self) -> FormKind {
        match &self.screen {
            Screen::Menu(kind) | Screen::Outcome { kind, .. } => *kind,
            Screen::Form(form) => form.kind,
        }
    }
}
