//! The one place where a message changes a model.

use std::time::Duration;

use crossterm::event::{KeyEvent, KeyEventKind};

use crate::i18n::keys::form as words;

use super::effect::{Effect, Farewell, Timer, TimerKind};
use super::form::Sending;
use super::keymap::{self, Action};
use super::limits;
use super::message::{Message, Reply};
use super::model::{Choice, Model, Screen};
use super::screens::{form, help, menu, outcome};

/// Changes `model` by `message`, and says what is to be done outside. Total: no message is an error.
///
/// `now` is the time since the start of the visit.
pub fn update(model: &mut Model, message: Message, now: Duration) -> Vec<Effect> {
    match message {
        Message::Key(event) => press(model, event, now),
        Message::Act(action) => {
            touch(model, now);
            act(model, action)
        }
        Message::Stirred => {
            touch(model, now);
            Vec::new()
        }
        Message::Paste(text) => {
            touch(model, now);
            form::paste(model, &text)
        }
        Message::PasteTooLong => {
            touch(model, now);
            model.notice = Some(words::NOTICE_PASTE_TOO_LONG.into());
            Vec::new()
        }
        Message::InvalidInput => {
            model.notice = Some(words::NOTICE_GARBAGE.into());
            Vec::new()
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
        Message::HelpEnd(last) => {
            help::end_is_at(model, last);
            Vec::new()
        }
        Message::Timer(timer) => run_out(model, timer, now),
        Message::Reply(reply) => receive(model, reply, now),
    }
}

fn press(model: &mut Model, event: KeyEvent, now: Duration) -> Vec<Effect> {
    if event.kind == KeyEventKind::Release {
        return Vec::new();
    }
    touch(model, now);
    match keymap::action(model, event) {
        Some(action) => act(model, action),
        None => {
            form::drop_proposal(model);
            Vec::new()
        }
    }
}

fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    if !matches!(action, Action::Propose | Action::Accept) {
        form::drop_proposal(model);
    }
    match action {
        Action::Quit => quit(model),
        Action::Language => {
            model.language = model.language.other();
            Vec::new()
        }
        Action::Help => {
            help::toggle(model);
            Vec::new()
        }
        _ if model.help.open => {
            help::act(model, action);
            Vec::new()
        }
        _ => match &model.screen {
            Screen::Menu(choice) => menu::act(model, *choice, action),
            Screen::Form(_) => form::act(model, action),
            Screen::Outcome { .. } => outcome::act(model, action),
        },
    }
}

fn run_out(model: &mut Model, timer: Timer, now: Duration) -> Vec<Effect> {
    match timer.kind {
        TimerKind::Idle if timer.generation == model.timers.idle => limits::idle(model, now),
        TimerKind::Absolute if timer.generation == model.timers.absolute => limits::absolute(model, now),
        TimerKind::Idle | TimerKind::Absolute => Vec::new(),
        TimerKind::Pause(_) | TimerKind::Mask | TimerKind::Waiting | TimerKind::Held | TimerKind::Captcha => {
            form::run_out(model, timer)
        }
    }
}

fn receive(model: &mut Model, reply: Reply, now: Duration) -> Vec<Effect> {
    match reply {
        Reply::Judged { field, generation, strength } => form::judged(model, field, generation, strength),
        Reply::Proposed { generation, proposal } => {
            form::proposed(model, generation, proposal);
            Vec::new()
        }
        Reply::Captcha { generation, challenge, disclosed } => {
            form::drawn(model, generation, challenge, disclosed)
        }
        Reply::Ended { generation, response } => form::ended(model, generation, response, now),
    }
}

fn touch(model: &mut Model, now: Duration) {
    model.last_key = now;
    model.notice = None;
}

/// Ctrl-C: leaves at once, from anywhere.
fn quit(model: &mut Model) -> Vec<Effect> {
    let farewell = match &model.screen {
        Screen::Menu(_) => Farewell { exit_code: 0, last_words: None },
        Screen::Form(form) => {
            let words = match form.sending {
                None => words::FAREWELL_LEFT,
                Some(Sending { held: Some(_), .. }) => words::FAREWELL_HELD,
                Some(Sending { held: None, .. }) => words::FAREWELL_SENDING,
            };
            Farewell { exit_code: 0, last_words: Some(words.into()) }
        }
        Screen::Outcome { response, .. } => outcome::farewell(response),
    };
    model.wipe();
    vec![Effect::End(farewell)]
}

impl Model {
    /// Drops everything that was typed.
    pub(in crate::app) fn wipe(&mut self) {
        self.screen = Screen::Menu(self.choice());
    }

    /// The entry of the menu that leads to what is shown.
    pub(in crate::app) fn choice(&self) -> Choice {
        match &self.screen {
            Screen::Menu(choice) | Screen::Outcome { choice, .. } => *choice,
            Screen::Form(form) => form.choice,
        }
    }
}
