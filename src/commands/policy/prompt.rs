//! The masked prompt: passwords typed one after the other at this terminal.

use std::io;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::app::ExitCode;
use crate::app::form::check::refusal_text;
use crate::app::form::{Loss, wording};
use crate::app::keymap;
use crate::commands::failure::Failure;
use crate::commands::session::{runtime, signal_number, tty_fault};
use crate::i18n::Catalogue;
use crate::i18n::keys::command_line as texts;
use crate::password::{InputRefusal, SecretText};
use crate::session::loss_of;
use crate::terminal::{Charset, Decoder, Input, InputEvent, Link, Signal, TerminalInfo, TerminalMode, Tty};

use super::trial::{PolicyTrial, TrialCounts};

/// The effect of an input on the prompt.
enum PromptAction {
    /// Check the password; end when it is empty.
    Check,
    End,
    None,
}

enum PromptEnd {
    Left,
    Signal(Signal),
}

/// Asks until an empty line, Ctrl-C, Ctrl-D or a signal.
pub(super) fn run(
    trial: &PolicyTrial,
    json: bool,
    TerminalInfo { charset, input, .. }: TerminalInfo,
    words: &Catalogue,
) -> Result<ExitCode, Failure> {
    runtime()?.block_on(async {
        let (tty, mut line) = Tty::open(TerminalMode::LineByLine).map_err(tty_fault)?;
        tty.restore_on_panic(charset.spell(&words.get(texts::PANIC)).into_owned());
        let (typed, counts) = (SecretText::new(), TrialCounts::default());
        let mut prompt = PolicyPrompt { trial, json, charset, words, typed, loss: None, counts };
        Ok(match prompt.ask(&mut line, Decoder::new(input)).await? {
            PromptEnd::Left => prompt.counts.exit_code(),
            PromptEnd::Signal(signal) => ExitCode::Signal(signal_number(signal)),
        })
    })
}

struct PolicyPrompt<'a> {
    trial: &'a PolicyTrial,
    json: bool,
    charset: Charset,
    words: &'a Catalogue,
    typed: SecretText,
    /// The loss that makes the typed password void: it is not checked, but asked for again.
    loss: Option<Loss>,
    counts: TrialCounts,
}

impl PolicyPrompt<'_> {
    async fn ask(&mut self, line: &mut Link, mut decoder: Decoder) -> io::Result<PromptEnd> {
        let words = self.words;
        let prompt = words.get(texts::TRY_PROMPT);
        let mut number = 1;
        self.write(line, &prompt).await?;
        loop {
            let input = tokio::select! {
                biased;
                Some(signal) = line.signals.recv() => return Ok(PromptEnd::Signal(signal)),
                input = line.events.next() => input,
            };
            let bytes = match input {
                Input::Bytes(bytes) => bytes,
                Input::Resize(..) => continue,
                Input::Resumed(..) => {
                    self.write(line, &prompt).await?;
                    continue;
                }
                Input::Closed => return Ok(PromptEnd::Left),
            };
            for event in decoder.feed(&bytes) {
                match self.handle(event, line).await? {
                    PromptAction::None => {}
                    PromptAction::Check if self.loss.is_some() => {
                        let loss = self.loss.take().map(|loss| words.get(wording::loss(loss).spoken));
                        self.typed.clear();
                        self.write(line, &format!("\n{}\n{prompt}", loss.unwrap_or_default())).await?;
                    }
                    PromptAction::Check if !self.typed.is_empty() => {
                        let result = self.trial.check(&self.typed);
                        self.typed.clear();
                        self.counts.count(&result);
                        let report = result.report(number, self.json, self.words);
                        self.write(line, &format!("\n{report}{prompt}")).await?;
                        number += 1;
                    }
                    PromptAction::Check | PromptAction::End => {
                        let counts = if self.json { String::new() } else { self.counts.report(self.words) };
                        self.write(line, &format!("\n{counts}")).await?;
                        return Ok(PromptEnd::Left);
                    }
                }
            }
        }
    }

    /// Applies an input, and reports one that no field of a form would accept.
    async fn handle(&mut self, event: InputEvent, line: &mut Link) -> io::Result<PromptAction> {
        let refused = match event {
            InputEvent::Key(key) => match self.press(key) {
                Ok(action) => return Ok(action),
                Err(refusal) => refusal_text(refusal),
            },
            InputEvent::Paste(text) => match self.typed.insert(text.trim_end_matches(['\r', '\n'])) {
                Ok(()) => return Ok(PromptAction::None),
                Err(refusal) => refusal_text(refusal),
            },
            InputEvent::PasteTooLong => refusal_text(InputRefusal::TooLong),
            InputEvent::Lost(loss) => {
                self.loss = Some(loss_of(loss));
                return Ok(PromptAction::None);
            }
        };
        self.loss = Some(Loss::Refused);
        let sentence = self.words.format(&refused);
        self.write(line, &format!("\n{sentence}\n")).await?;
        Ok(PromptAction::None)
    }

    fn press(&mut self, key: KeyEvent) -> Result<PromptAction, InputRefusal> {
        let with_control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Enter => return Ok(PromptAction::Check),
            KeyCode::Char('j' | 'm') if with_control => return Ok(PromptAction::Check),
            KeyCode::Char('c' | 'd') if with_control => return Ok(PromptAction::End),
            KeyCode::Char('u') if with_control => {
                self.typed.clear();
                self.loss = None;
            }
            KeyCode::Char('h') if with_control => self.typed.delete_before(),
            KeyCode::Backspace => self.typed.delete_before(),
            KeyCode::Char(character) if KeyModifiers::SHIFT.contains(key.modifiers) => {
                self.typed.insert(character.encode_utf8(&mut [0; 4]))?;
            }
            _ if keymap::loses_text(key, !self.typed.is_empty()) => self.loss = Some(Loss::Key),
            _ => {}
        }
        Ok(PromptAction::None)
    }

    /// In raw mode a line feed does not go back to the first column.
    async fn write(&self, line: &mut Link, text: &str) -> io::Result<()> {
        line.output.write(self.charset.spell(text).replace('\n', "\r\n").as_bytes()).await
    }
}
