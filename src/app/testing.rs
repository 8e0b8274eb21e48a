//! [`ModelHarness`]: sessions by messages, their effects answered by the test.
mod image;

use std::sync::Arc;
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use zeroize::Zeroizing;

use crate::account::{Done, Outcome, Reference, Request, Response, Target, UseCase};
use crate::app::form::{Editor, Field, Focus, Form};
use crate::app::{Effect, Exit, FieldId, Message, Model, Reply, Screen, Timer, TimerKind, update};
use crate::assembly::testing;
use crate::captcha::{CaptchaPainter, Challenge, PictureForm, system_rng};
use crate::config::{CaptchaMode, Config};
use crate::i18n::{Catalogue, Language, Text, TextKey};
use crate::password::generate::{Composition, Proposal};
use crate::password::{Context, SecretText, Strength, StrengthLabel};

pub const LOGIN: &str = "jdupont";
pub const CURRENT: &str = "Ancien-Mdp-2026";
pub const NEW: &str = "Rentrée-2026-Lac";
pub const NUMEN: &str = "16E9912345ABC";
pub const ANSWER: &str = "ACDEH";
pub const PROPOSED: &str = "Rhubarbe-Octogone-Firmament-Escalier-Galaxie-7";

/// The model itself, or a frontend over it.
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
        session.press("1").draw_image();
        session
    }

    pub fn reset() -> Self {
        let mut session = Self::new();
        session.press("2").draw_image();
        session
    }

    /// « le modifier » where no captcha is asked for.
    pub fn without_captcha() -> Self {
        Self::with(|config| config.captcha.mode = CaptchaMode::Never).after("1")
    }

    /// « le modifier », its first fields filled.
    pub fn filled(texts: &[&str]) -> Self {
        let mut session = Self::change();
        session.fill(texts);
        session
    }

    /// « le modifier », with nothing left to do but to send.
    pub fn complete() -> Self {
        Self::filled(&[LOGIN, CURRENT, NEW, NEW, ANSWER])
    }

    /// The same, sent.
    pub fn sent() -> Self {
        Self::complete().after("Ctrl-S")
    }

    /// The same session after these keys.
    pub fn after(mut self, keys: &str) -> Self {
        self.press(keys);
        self
    }
}

impl<D: Driver> ModelHarness<D> {
    /// A session at the menu, in French; the driver begins with an empty batch.
    pub fn over(driver: D, config: &Config, size: (u16, u16)) -> Self {
        Self::of(driver, testing::model(config, size))
    }

    /// The same, over a model that was made otherwise.
    pub fn of(driver: D, (model, effects): (Model, Vec<Effect>)) -> Self {
        let mut session =
            Self { model, driver, now: Duration::ZERO, timers: Vec::new(), effects: Vec::new() };
        session.collect(effects);
        session.send_all(Vec::new());
        session
    }

    pub fn send(&mut self, message: Message) -> &mut Self {
        self.send_all(vec![message])
    }

    /// Sends messages in one batch.
    pub fn send_all(&mut self, messages: Vec<Message>) -> &mut Self {
        let effects = self.driver.handle(&mut self.model, messages, self.now);
        self.collect(effects);
        self
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
    pub fn press(&mut self, keys: &str) -> &mut Self {
        self.send_each(keys.split(' ').map(|name| Message::Key(key(name))))
    }

    pub fn type_text(&mut self, text: &str) -> &mut Self {
        self.send_each(text.chars().map(|character| Message::Key(KeyCode::Char(character).into())))
    }

    pub fn send_each(&mut self, messages: impl IntoIterator<Item = Message>) -> &mut Self {
        messages.into_iter().fold(self, Self::send)
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.send(Message::Paste(Zeroizing::new(text.to_owned())))
    }

    /// Types into the fields one after the other, from the one that has the focus.
    pub fn fill(&mut self, texts: &[&str]) -> &mut Self {
        texts.iter().fold(self, |session, text| session.type_text(text).press("Tab"))
    }

    pub fn go_to(&mut self, stop: Focus) -> &mut Self {
        while self.focus() != stop {
            self.press("Tab");
        }
        self
    }

    /// Lets the last timer of a kind run out.
    pub fn on_timer(&mut self, kind: TimerKind) -> &mut Self {
        let timer = self.last_timer(kind).0;
        self.send(Message::Timer(timer))
    }

    /// Lets the last pause in the typing of a password end.
    pub fn pause(&mut self, field: FieldId) -> &mut Self {
        self.on_timer(TimerKind::TypingPause(field))
    }

    pub fn last_timer(&self, kind: TimerKind) -> (Timer, Duration) {
        *self.timers.iter().rfind(|(timer, _)| timer.kind == kind).unwrap()
    }

    fn last<'a, T>(&'a self, read: impl Fn(&'a Effect) -> Option<T>) -> Option<T> {
        self.effects.iter().rev().find_map(read)
    }

    /// The values that `read` finds in the effects, in order.
    pub fn asked<'a, T>(&'a self, read: impl Fn(&'a Effect) -> Option<T>) -> Vec<T> {
        self.effects.iter().filter_map(read).collect()
    }

    pub fn forget(&mut self) -> &mut Self {
        self.effects.clear();
        self
    }

    /// Answers the last request for an image.
    pub fn draw_image(&mut self) -> &mut Self {
        let generation = self.asked_image().unwrap();
        self.send(image_reply(generation, Some(challenge())));
        self.effects.retain(|effect| !matches!(effect, Effect::DrawCaptcha { .. }));
        self
    }

    pub fn asked_proposal(&self) -> Option<u64> {
        self.last(|asked| if let Effect::Propose { generation: at, .. } = asked { Some(*at) } else { None })
    }

    /// Sends the replies that `reply` has for the effects; the other effects stay.
    pub fn serve(&mut self, reply: impl Fn(&Effect) -> Option<Message>) {
        for effect in std::mem::take(&mut self.effects) {
            match reply(&effect) {
                Some(reply) => _ = self.send(reply),
                None => self.effects.push(effect),
            }
        }
    }

    /// Answers every estimate that was asked for.
    pub fn estimate(&mut self, percent: u8) -> &mut Self {
        let strength = Some(strength(percent));
        self.serve(|effect| match effect {
            Effect::Estimate { field, generation, .. } => Some(estimated(*field, *generation, strength)),
            _ => None,
        });
        self
    }

    /// Answers estimates truly, and images with this one.
    pub fn estimate_and_draw(&mut self, challenge: &Challenge) -> &mut Self {
        let judge = Arc::clone(&self.model.settings.judge);
        self.serve(|effect| match effect {
            Effect::Estimate { field, generation, password, .. } => {
                let estimate = Some(judge.estimate(password, &Context::default()));
                Some(Message::Reply(Reply::Estimated { field: *field, generation: *generation, estimate }))
            }
            Effect::DrawCaptcha { generation } => Some(image_reply(*generation, Some(challenge.clone()))),
            _ => None,
        });
        self
    }

    pub fn last_key(&self) -> Duration {
        self.model.last_key
    }

    pub fn is_over(&self) -> bool {
        self.exit().is_some()
    }

    /// Answers the last submission.
    pub fn end(&mut self, outcome: Outcome) -> &mut Self {
        let generation = self.submitted().unwrap().0;
        self.send(response_reply(generation, outcome))
    }

    /// Asks for a password, which comes.
    pub fn propose(&mut self) -> &mut Self {
        self.press("F4").answer_proposal(Some(proposal(PROPOSED)))
    }

    /// Answers the last request for a proposal.
    pub fn answer_proposal(&mut self, proposal: Option<Proposal>) -> &mut Self {
        let generation = self.asked_proposal().unwrap();
        self.send(proposed(generation, proposal))
    }

    pub fn submitted(&self) -> Option<(u64, &Request)> {
        self.last(|effect| match effect {
            Effect::Submit { generation, request } => Some((*generation, request)),
            _ => None,
        })
    }

    pub fn exit(&self) -> Option<&Exit> {
        self.last(|effect| if let Effect::Exit(exit) = effect { Some(exit) } else { None })
    }

    pub fn form(&self) -> &Form {
        match &self.model.screen {
            Screen::Form(form) => form,
            _ => panic!("no form is shown"),
        }
    }

    pub fn focus(&self) -> Focus {
        self.form().focus
    }

    pub fn field(&self, id: FieldId) -> &Field {
        self.form().field(id).unwrap()
    }

    pub fn text(&self, id: FieldId) -> &str {
        match &self.field(id).editor {
            Editor::Plain(_) => self.field(id).plain(),
            Editor::Secret(secret) | Editor::Void(secret, _) => secret.expose(),
        }
    }

    pub fn fault(&self, id: FieldId) -> Option<String> {
        self.field(id).fault.as_ref().map(said)
    }

    pub fn notice(&self) -> Option<String> {
        self.model.notice().map(said)
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
    Message::Reply(Reply::Estimated { field, generation, estimate: strength.map(Into::into) })
}

pub fn image_reply(generation: u64, challenge: Option<Challenge>) -> Message {
    Message::Reply(Reply::Captcha { generation, challenge, disclosed: None })
}

pub fn response_reply(generation: u64, outcome: Outcome) -> Message {
    Message::Reply(Reply::Response { generation, response: response(outcome) })
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
    Challenge::draw(&CaptchaPainter::new().unwrap(), PictureForm::Ascii, &mut rng).0
}

pub fn response(outcome: Outcome) -> Response {
    let reference = Reference::random(&mut system_rng().unwrap());
    Response { use_case: UseCase::Change, outcome, reference, reminder: None }
}

pub fn done() -> Outcome {
    Outcome::Done(Done {
        targets: vec![Target { name: Target::DIRECTORY, after_connection_loss: false }],
        must_change: false,
        effective_within: Duration::from_secs(1800),
    })
}

/// Keys whose names are those of their codes.
const NAMED: [KeyCode; 11] = {
    use KeyCode::*;
    [Tab, Enter, Esc, Up, Down, Left, Right, Home, End, Backspace, Delete]
};

/// A key by its English name: `Ctrl-S`, `F2`, `Shift-Tab`, `a`.
pub fn key(name: &str) -> KeyEvent {
    let (modifiers, bare) = match name.split_once('-') {
        Some(("Ctrl", bare)) if bare.len() == 1 => (KeyModifiers::CONTROL, bare.to_ascii_lowercase()),
        Some(("Ctrl", bare)) => (KeyModifiers::CONTROL, bare.to_owned()),
        Some(("Alt", bare)) => (KeyModifiers::ALT, bare.to_owned()),
        Some(("Shift", bare)) => (KeyModifiers::SHIFT, bare.to_owned()),
        _ => (KeyModifiers::NONE, name.to_owned()),
    };
    let code = match bare.as_str() {
        "Tab" if modifiers == KeyModifiers::SHIFT => KeyCode::BackTab,
        "Space" => KeyCode::Char(' '),
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        name if name.chars().count() == 1 => KeyCode::Char(name.chars().next().unwrap()),
        name => match name.strip_prefix('F') {
            Some(number) => KeyCode::F(number.parse().unwrap()),
            None => *NAMED.iter().find(|code| format!("{code:?}") == name).unwrap(),
        },
    };
    KeyEvent::new(code, modifiers)
}
