//! Passwords typed one after the other at this terminal, without an echo.

use std::io;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::app::ExitCode;
use crate::app::form::check::refusal_text;
use crate::commands::failure::Failure;
use crate::commands::session::{runtime, signal_number, tty_fault};
use crate::i18n::Catalogue;
use crate::i18n::keys::command_line as words;
use crate::password::{InputRefusal, SecretText};
use crate::terminal::{Decoder, Input, InputEvent, Link, Signal, TerminalMode, Tty};

use super::PolicyTrial;
use super::trial_result::{TrialCounts, TrialResult};

/// What a key asks for.
enum PromptAction {
    /// Judge what is typed; nothing typed: end.
    Judge,
    /// End at once.
    Leave,
    /// More keys.
    Nothing,
}

/// How the prompt ended.
enum PromptEnd {
    Left,
    Signal(Signal),
}

/// Asks until an empty line, Ctrl-C, Ctrl-D or a signal.
pub(super) fn run(trial: &PolicyTrial, json: bool, words: &Catalogue) -> Result<ExitCode, Failure> {
    runtime()?.block_on(async {
        let (tty, mut line) = Tty::open(TerminalMode::LineByLine).map_err(tty_fault)?;
        tty.restore_on_panic(words.get(words::PANIC).into_owned());
        let mut asking =
            PolicyPrompt { trial, json, words, typed: SecretText::new(), tally: TrialCounts::default() };
        let ended = asking.ask(&mut line).await?;
        Ok(match ended {
            PromptEnd::Left => asking.tally.exit_code(),
            PromptEnd::Signal(signal) => ExitCode::Signal(signal_number(signal)),
        })
    })
}

struct PolicyPrompt<'a> {
    trial: &'a PolicyTrial,
    json: bool,
    words: &'a Catalogue,
    typed: SecretText,
    tally: TrialCounts,
}

impl PolicyPrompt<'_> {
    async fn ask(&mut self, line: &mut Link) -> io::Result<PromptEnd> {
        let mut decoder = Decoder::default();
        let mut number = 1;
        say(line, &self.words.get(words::TRY_PROMPT)).await?;
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
                    say(line, &self.words.get(words::TRY_PROMPT)).await?;
                    continue;
                }
                Input::Closed => return Ok(PromptEnd::Left),
            };
            for event in decoder.feed(&bytes) {
                match self.hear(event, line).await? {
                    PromptAction::Nothing => {}
                    PromptAction::Judge if !self.typed.is_empty() => {
                        let verdict = TrialResult::of(self.trial, &self.typed);
                        self.typed.clear();
                        self.tally.count(&verdict);
                        say(line, "\n").await?;
                        say(line, &verdict.say(number, self.json, self.words)).await?;
                        say(line, &self.words.get(words::TRY_PROMPT)).await?;
                        number += 1;
                    }
                    PromptAction::Judge | PromptAction::Leave => {
                        say(line, "\n").await?;
                        if !self.json {
                            say(line, &self.tally.say(self.words)).await?;
                        }
                        return Ok(PromptEnd::Left);
                    }
                }
            }
        }
    }

    /// Takes what was typed; what cannot be taken is said.
    async fn hear(&mut self, event: InputEvent, line: &mut Link) -> io::Result<PromptAction> {
        let refused = match event {
            InputEvent::Key(key) => match self.press(key) {
                Ok(wish) => return Ok(wish),
                Err(refusal) => refusal,
            },
            InputEvent::Paste(text) => match self.typed.insert(text.trim_end_matches(['\r', '\n'])) {
                Ok(()) => return Ok(PromptAction::Nothing),
                Err(refusal) => refusal,
            },
            InputEvent::PasteTooLong => InputRefusal::TooLong,
            InputEvent::InvalidInput => InputRefusal::Invisible,
        };
        let sentence = self.words.say(&refusal_text(refused));
        say(line, &format!("\n{sentence}\n")).await?;
        Ok(PromptAction::Nothing)
    }

    fn press(&mut self, key: KeyEvent) -> Result<PromptAction, InputRefusal> {
        let with_control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Enter => return Ok(PromptAction::Judge),
            KeyCode::Char('j' | 'm') if with_control => return Ok(PromptAction::Judge),
            KeyCode::Char('c' | 'd') if with_control => return Ok(PromptAction::Leave),
            KeyCode::Char('u') if with_control => self.typed.clear(),
            KeyCode::Char('h') if with_control => self.typed.delete_before(),
            KeyCode::Backspace => self.typed.delete_before(),
            KeyCode::Char(character) if !with_control => {
                self.typed.insert(character.encode_utf8(&mut [0; 4]))?;
            }
            _ => {}
        }
        Ok(PromptAction::Nothing)
    }
}

/// In raw mode a line feed does not go back to the first column.
async fn say(line: &mut Link, text: &str) -> io::Result<()> {
    line.output.write(text.replace('\n', "\r\n").as_bytes()).await
}
