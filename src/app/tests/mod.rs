//! Visits played by messages, without a terminal, a clock or a directory.

mod estimating;
mod fuzz;
mod image;
mod keys;
mod moving;
mod pasting;
mod proposing;
mod response;
mod sending;
mod session_timeouts;
mod typing;
mod wait;

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use zeroize::Zeroizing;

use super::form::{CaptchaImage, Editor, Field, Focus, Form};
use super::{Effect, Exit, FormKind, Message, Model, Reply, Screen, Timer, TimerKind, update};
use crate::account::{Done, Outcome, Reference, Request, Response, Target};
use crate::app::FieldId;
use crate::assembly::testing;
use crate::captcha::{CaptchaPainter, Challenge, Design, PictureForm, system_rng};
use crate::config::{CaptchaAlternative, CaptchaMode, Config};
use crate::i18n::keys::form as words;
use crate::i18n::{Catalogue, Language, Text};
use crate::password::generate::{Composition, Proposal, ProposalKind};
use crate::password::{SecretText, Strength, StrengthLabel};

const LOGIN: &str = "jdupont";
const CURRENT: &str = "Ancien-Mdp-2026";
const NEW: &str = "Rentrée-2026-Lac";
const NUMEN: &str = "16E9912345ABC";
const ANSWER: &str = "ABCDE";
const PROPOSED: &str = "Rhubarbe-Octogone-Firmament-Escalier-Galaxie-7";

/// A visit under test.
struct Visit {
    model: Model,
    now: Duration,
    /// Every timer that was asked for, in order.
    timers: Vec<(Timer, Duration)>,
    /// Every other effect since they were last taken.
    effects: Vec<Effect>,
}

impl Visit {
    /// Over the default configuration, altered.
    fn with(alter: impl FnOnce(&mut Config)) -> Self {
        let (model, effects) = testing::model(&testing::config_with(alter), (80, 24));
        let mut visit = Self { model, now: Duration::ZERO, timers: Vec::new(), effects: Vec::new() };
        visit.collect(effects);
        visit
    }

    fn new() -> Self {
        Self::with(|_| {})
    }

    /// « le modifier », its image there, the cursor in the first field.
    fn change() -> Self {
        let mut visit = Self::new();
        visit.press("1");
        visit.draw_image();
        visit
    }

    /// « le redéfinir », likewise.
    fn reset() -> Self {
        let mut visit = Self::new();
        visit.press("2");
        visit.draw_image();
        visit
    }

    /// « le modifier », with nothing left to do but to send.
    fn complete() -> Self {
        let mut visit = Self::change();
        visit.fill(&[LOGIN, CURRENT, NEW, NEW, ANSWER]);
        visit
    }

    /// The same, sent.
    fn sent() -> Self {
        let mut visit = Self::complete();
        visit.press("Ctrl-S");
        visit
    }

    fn send(&mut self, message: Message) {
        let effects = update(&mut self.model, message, self.now);
        self.collect(effects);
    }

    fn collect(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::StartTimer { timer, delay } => self.timers.push((timer, delay)),
                other => self.effects.push(other),
            }
        }
    }

    /// Keys by name, separated by blanks.
    fn press(&mut self, keys: &str) {
        for name in keys.split(' ') {
            self.send(Message::Key(key(name)));
        }
    }

    fn type_text(&mut self, text: &str) {
        for character in text.chars() {
            self.send(Message::Key(KeyEvent::new(KeyCode::Char(character), KeyModifiers::NONE)));
        }
    }

    fn paste(&mut self, text: &str) {
        self.send(Message::Paste(Zeroizing::new(text.to_owned())));
    }

    /// Types into the fields one after the other, from the one that has the focus.
    fn fill(&mut self, texts: &[&str]) {
        for text in texts {
            self.type_text(text);
            self.press("Tab");
        }
    }

    /// Lets the last timer of a kind run out.
    fn on_timer(&mut self, kind: TimerKind) {
        let timer = self.last_timer(kind).unwrap().0;
        self.send(Message::Timer(timer));
    }

    fn last_timer(&self, kind: TimerKind) -> Option<(Timer, Duration)> {
        self.timers.iter().rev().find(|(timer, _)| timer.kind == kind).copied()
    }

    fn take(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Answers the last request for an image.
    fn draw_image(&mut self) {
        let generation = self.asked_image().unwrap().0;
        self.send(image_reply(generation, Some(challenge())));
        self.effects.retain(|effect| !matches!(effect, Effect::DrawCaptcha { .. }));
    }

    fn asked_image(&self) -> Option<(u64, Design)> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::DrawCaptcha { generation, design } => Some((*generation, *design)),
            _ => None,
        })
    }

    /// Answers every judgement that was asked for.
    fn judge(&mut self, percent: u8) {
        for effect in self.take() {
            match effect {
                Effect::Estimate { field, generation, .. } => {
                    self.send(judged(field, generation, Some(strength(percent))));
                }
                other => self.effects.push(other),
            }
        }
    }

    /// Answers the last submission.
    fn end(&mut self, outcome: Outcome) {
        let generation = self.submitted().unwrap().0;
        let response = response(outcome);
        self.send(Message::Reply(Reply::Response { generation, response }));
    }

    /// Asks for a password, which comes.
    fn propose(&mut self) {
        self.press("F4");
        let generation = self.asked_for_proposal().unwrap();
        self.send(proposed(generation, Some(proposal(PROPOSED))));
    }

    fn asked_for_proposal(&self) -> Option<u64> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Propose { generation, .. } => Some(*generation),
            _ => None,
        })
    }

    fn submitted(&self) -> Option<(u64, &Request)> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Submit { generation, request } => Some((*generation, request)),
            _ => None,
        })
    }

    fn exit(&self) -> Option<&Exit> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Exit(exit) => Some(exit),
            _ => None,
        })
    }

    fn form(&self) -> &Form {
        match &self.model.screen {
            Screen::Form(form) => form,
            _ => panic!("no form is shown"),
        }
    }

    fn field(&self, id: FieldId) -> &Field {
        self.form().field(id).unwrap()
    }

    fn text(&self, id: FieldId) -> &str {
        match &self.field(id).editor {
            Editor::Plain(_) => self.field(id).plain(),
            Editor::Secret(secret) => secret.expose(),
        }
    }

    fn fault(&self, id: FieldId) -> Option<String> {
        self.field(id).fault.as_ref().map(said)
    }

    fn notice(&self) -> Option<String> {
        self.model.notice.as_ref().map(said)
    }

    fn is_menu(&self) -> bool {
        matches!(self.model.screen, Screen::Menu(_))
    }
}

fn said(text: &Text) -> String {
    Catalogue::of(Language::French).say(text)
}

fn say(key: crate::i18n::TextKey) -> String {
    said(&key.into())
}

fn judged(field: FieldId, generation: u64, strength: Option<Strength>) -> Message {
    Message::Reply(Reply::Estimated { field, generation, strength })
}

fn image_reply(generation: u64, challenge: Option<Challenge>) -> Message {
    Message::Reply(Reply::Captcha { generation, challenge, disclosed: None })
}

fn proposed(generation: u64, proposal: Option<Proposal>) -> Message {
    Message::Reply(Reply::Proposed { generation, proposal })
}

fn proposal(text: &str) -> Proposal {
    let text = SecretText::from_text(text).unwrap();
    Proposal { text, makeup: Composition::WordsAndDigit(5), bits: 58 }
}

fn strength(percent: u8) -> Strength {
    Strength { percent, label: StrengthLabel::Good }
}

fn challenge() -> Challenge {
    let mut rng = system_rng().unwrap();
    Challenge::draw(&CaptchaPainter::new().unwrap(), Design::Plain, PictureForm::Ascii, &mut rng).0
}

fn response(outcome: Outcome) -> Response {
    Response { outcome, reference: Reference::random(&mut system_rng().unwrap()) }
}

fn done() -> Outcome {
    Outcome::Done(Done {
        targets: vec![Target { name: Target::DIRECTORY, after_connection_loss: false }],
        head_office: false,
        effective_within: Duration::from_secs(1800),
    })
}

/// A key by its English name: `Ctrl-S`, `F2`, `Shift-Tab`, `a`.
fn key(name: &str) -> KeyEvent {
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
