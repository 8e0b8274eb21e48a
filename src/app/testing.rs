//! [`ModelHarness`]: sessions by messages, their effects answered by the test.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use zeroize::Zeroizing;

use crate::account::{Done, Outcome, Reference, Request, Response, Target};
use crate::app::form::{Editor, Field, Form};
use crate::app::{Effect, Exit, FieldId, Message, Model, Reply, Screen, Timer, TimerKind, update};
use crate::assembly::testing;
use crate::captcha::{CaptchaPainter, Challenge, Design, PictureForm, system_rng};
use crate::config::Config;
use crate::i18n::{Catalogue, Language, Text, TextKey};
use crate::password::generate::{Composition, Proposal};
use crate::password::strength::{self, Context};
use crate::password::{SecretText, Strength, StrengthLabel};

pub const LOGIN: &str = "jdupont";
pub const CURRENT: &str = "Ancien-Mdp-2026";
pub const NEW: &str = "Rentrée-2026-Lac";
pub const NUMEN: &str = "16E9912345ABC";
pub const ANSWER: &str = "ABCDE";
pub const PROPOSED: &str = "Rhubarbe-Octogone-Firmament-Escalier-Galaxie-7";

/// What takes the messages: the model itself, or a frontend over it.
pub trait Driver {
    /// The effects of the messages of one batch.
    fn handle(&mut self, model: &mut Model, messages: Vec<Message>, now: Duration) -> Vec<Effect>;
}

/// [`update`] alone.
#[derive(Default)]
pub struct Direct;

impl Driver for Direct {
    fn handle(&mut self, model: &mut Model, messages: Vec<Message>, now: Duration) -> Vec<Effect> {
        messages.into_iter().flat_map(|message| update(model, message, now)).collect()
    }
}

/// A session by messages, without a terminal, a clock or a directory.
pub struct ModelHarness<D = Direct> {
    pub model: Model,
    pub driver: D,
    pub now: Duration,
    /// Every timer that was asked for, in order.
    pub timers: Vec<(Timer, Duration)>,
    /// Every other effect since they were last taken.
    pub effects: Vec<Effect>,
}

impl ModelHarness {
    /// Over the default configuration, altered.
    pub fn with(alter: impl FnOnce(&mut Config)) -> Self {
        Self::over(Direct, &testing::config_with(alter), (80, 24))
    }

    pub fn new() -> Self {
        Self::with(|_| {})
    }

    /// « le modifier », its image there, the cursor in the first field.
    pub fn change() -> Self {
        let mut session = Self::new();
        session.press("1");
        session.draw_image();
        session
    }

    /// « le redéfinir », likewise.
    pub fn reset() -> Self {
        let mut session = Self::new();
        session.press("2");
        session.draw_image();
        session
    }

    /// « le modifier », with nothing left to do but to send.
    pub fn complete() -> Self {
        let mut session = Self::change();
        session.fill(&[LOGIN, CURRENT, NEW, NEW, ANSWER]);
        session
    }

    /// The same, sent.
    pub fn sent() -> Self {
        let mut session = Self::complete();
        session.press("Ctrl-S");
        session
    }
}

impl<D: Driver> ModelHarness<D> {
    /// A session at the menu, in French; the driver begins with an empty batch.
    pub fn over(driver: D, config: &Config, size: (u16, u16)) -> Self {
        Self::of(driver, testing::model(config, size))
    }

    /// The same, over a model that was made otherwise.
    pub fn of(driver: D, (model, effects): (Model, Vec<Effect>)) -> Self {
        let (timers, effects_left) = (Vec::new(), Vec::new());
        let mut session = Self { model, driver, now: Duration::ZERO, timers, effects: effects_left };
        session.collect(effects);
        session.send_all(Vec::new());
        session
    }

    pub fn send(&mut self, message: Message) {
        self.send_all(vec![message]);
    }

    /// Sends messages in one batch.
    pub fn send_all(&mut self, messages: Vec<Message>) {
        let effects = self.driver.handle(&mut self.model, messages, self.now);
        self.collect(effects);
    }

    pub fn collect(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::StartTimer { timer, delay } => self.timers.push((timer, delay)),
                other => self.effects.push(other),
            }
        }
    }

    /// Keys by name, separated by blanks.
    pub fn press(&mut self, keys: &str) {
        for name in keys.split(' ') {
            self.send(Message::Key(key(name)));
        }
    }

    pub fn type_text(&mut self, text: &str) {
        for character in text.chars() {
            self.send(Message::Key(KeyEvent::new(KeyCode::Char(character), KeyModifiers::NONE)));
        }
    }

    pub fn paste(&mut self, text: &str) {
        self.send(Message::Paste(Zeroizing::new(text.to_owned())));
    }

    /// Types into the fields one after the other, from the one that has the focus.
    pub fn fill(&mut self, texts: &[&str]) {
        for text in texts {
            self.type_text(text);
            self.press("Tab");
        }
    }

    /// Lets the last timer of a kind run out.
    pub fn on_timer(&mut self, kind: TimerKind) {
        let timer = self.last_timer(kind).unwrap().0;
        self.send(Message::Timer(timer));
    }

    pub fn last_timer(&self, kind: TimerKind) -> Option<(Timer, Duration)> {
        self.timers.iter().rev().find(|(timer, _)| timer.kind == kind).copied()
    }

    pub fn take(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Answers the last request for an image.
    pub fn draw_image(&mut self) {
        let generation = self.asked_image().unwrap().0;
        self.send(image_reply(generation, Some(challenge())));
        self.effects.retain(|effect| !matches!(effect, Effect::DrawCaptcha { .. }));
    }

    pub fn asked_image(&self) -> Option<(u64, Design)> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::DrawCaptcha { generation, design } => Some((*generation, *design)),
            _ => None,
        })
    }

    /// Sends the replies that `reply` has for the effects; the other effects stay.
    pub fn serve(&mut self, reply: impl Fn(&Effect) -> Option<Reply>) {
        for effect in self.take() {
            match reply(&effect) {
                Some(reply) => self.send(Message::Reply(reply)),
                None => self.effects.push(effect),
            }
        }
    }

    /// Answers every estimate that was asked for.
    pub fn estimate(&mut self, percent: u8) {
        self.serve(|effect| match effect {
            Effect::Estimate { field, generation, .. } => Some(Reply::Estimated {
                field: *field,
                generation: *generation,
                strength: Some(strength(percent)),
            }),
            _ => None,
        });
    }

    /// Answers estimates truly, and images with this one.
    pub fn estimate_and_draw(&mut self, challenge: &Challenge) {
        self.serve(|effect| match effect {
            Effect::Estimate { field, generation, password, .. } => {
                let strength = strength::estimate(password, &Context::default());
                Some(Reply::Estimated { field: *field, generation: *generation, strength })
            }
            Effect::DrawCaptcha { generation, .. } => {
                let challenge = Some(challenge.clone());
                Some(Reply::Captcha { generation: *generation, challenge, disclosed: None })
            }
            _ => None,
        });
    }

    /// Lets the timers of these kinds run out.
    pub fn run_out(&mut self, wanted: impl Fn(TimerKind) -> bool) {
        let (due, left) =
            std::mem::take(&mut self.timers).into_iter().partition(|(timer, _)| wanted(timer.kind));
        self.timers = left;
        let due: Vec<(Timer, Duration)> = due;
        for (timer, _) in due {
            self.send(Message::Timer(timer));
        }
    }

    pub fn last_key(&self) -> Duration {
        self.model.last_key
    }

    pub fn is_over(&self) -> bool {
        self.exit().is_some()
    }

    /// Answers the last submission.
    pub fn end(&mut self, outcome: Outcome) {
        let generation = self.submitted().unwrap().0;
        let response = response(outcome);
        self.send(Message::Reply(Reply::Response { generation, response }));
    }

    /// Asks for a password, which comes.
    pub fn propose(&mut self) {
        self.press("F4");
        let generation = self.asked_for_proposal().unwrap();
        self.send(proposed(generation, Some(proposal(PROPOSED))));
    }

    pub fn asked_for_proposal(&self) -> Option<u64> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Propose { generation, .. } => Some(*generation),
            _ => None,
        })
    }

    pub fn submitted(&self) -> Option<(u64, &Request)> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Submit { generation, request } => Some((*generation, request)),
            _ => None,
        })
    }

    pub fn exit(&self) -> Option<&Exit> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Exit(exit) => Some(exit),
            _ => None,
        })
    }

    pub fn form(&self) -> &Form {
        match &self.model.screen {
            Screen::Form(form) => form,
            _ => panic!("no form is shown"),
        }
    }

    pub fn field(&self, id: FieldId) -> &Field {
        self.form().field(id).unwrap()
    }

    pub fn text(&self, id: FieldId) -> &str {
        match &self.field(id).editor {
            Editor::Plain(_) => self.field(id).plain(),
            Editor::Secret(secret) => secret.expose(),
        }
    }

    pub fn fault(&self, id: FieldId) -> Option<String> {
        self.field(id).fault.as_ref().map(said)
    }

    pub fn notice(&self) -> Option<String> {
        self.model.notice.as_ref().map(said)
    }

    pub fn is_menu(&self) -> bool {
        matches!(self.model.screen, Screen::Menu(_))
    }
}

pub fn said(text: &Text) -> String {
    Catalogue::of(Language::French).format(text)
}

pub fn say(key: TextKey) -> String {
    said(&key.into())
}

pub fn estimated(field: FieldId, generation: u64, strength: Option<Strength>) -> Message {
    Message::Reply(Reply::Estimated { field, generation, strength })
}

pub fn image_reply(generation: u64, challenge: Option<Challenge>) -> Message {
    Message::Reply(Reply::Captcha { generation, challenge, disclosed: None })
}

pub fn proposed(generation: u64, proposal: Option<Proposal>) -> Message {
    Message::Reply(Reply::Proposed { generation, proposal })
}

pub fn proposal(text: &str) -> Proposal {
    let text = SecretText::from_text(text).unwrap();
    Proposal { text, makeup: Composition::WordsAndDigit(5), bits: 58 }
}

pub fn strength(percent: u8) -> Strength {
    Strength { percent, label: StrengthLabel::Good }
}

pub fn challenge() -> Challenge {
    let mut rng = system_rng().unwrap();
    Challenge::draw(&CaptchaPainter::new().unwrap(), Design::Plain, PictureForm::Ascii, &mut rng).0
}

pub fn response(outcome: Outcome) -> Response {
    Response { outcome, reference: Reference::random(&mut system_rng().unwrap()) }
}

pub fn done() -> Outcome {
    Outcome::Done(Done {
        targets: vec![Target { name: Target::DIRECTORY, after_connection_loss: false }],
        head_office: false,
        effective_within: Duration::from_secs(1800),
    })
}

/// A key by its English name: `Ctrl-S`, `F2`, `Shift-Tab`, `a`.
pub fn key(name: &str) -> KeyEvent {
    let (modifiers, bare) = match name.split_once('-') {
        Some(("Ctrl", bare)) => (KeyModifiers::CONTROL, bare.to_ascii_lowercase()),
        Some(("Alt", bare)) => (KeyModifiers::ALT, bare.to_owned()),
        Some(("Shift", bare)) => (KeyModifiers::SHIFT, bare.to_owned()),
        _ => (KeyModifiers::NONE, name.to_owned()),
    };
    let code = match bare.as_str() {
        "Tab" if modifiers == KeyModifiers::SHIFT => KeyCode::BackTab,
        "Tab" => KeyCode::Tab,
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Backspace" => KeyCode::Backspace,
        "Delete" => KeyCode::Delete,
        "Space" => KeyCode::Char(' '),
        function if function.len() > 1 && function.starts_with('F') => {
            KeyCode::F(function[1..].parse().unwrap())
        }
        letter => KeyCode::Char(letter.chars().next().unwrap()),
    };
    KeyEvent::new(code, modifiers)
}
