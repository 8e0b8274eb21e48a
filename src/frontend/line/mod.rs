//! The frontend of a session in questions and answers: for a screen reader, a braille display, a terminal that
//! cannot move its cursor, a program.
//!
//! The model is that of the screen. Keys go to it one by one, so that a secret is stored nowhere else. Each change of the
//! model is announced once, in words.

mod announce;
mod answers;
mod dialogue;
mod exchange;
mod help;
mod input_mode;
mod lines;
mod prompt;
mod question;
mod sentences;
mod slot;
mod writer;

use std::time::Duration;

use crate::app::{Exit, Model};

use super::{Batch, EndCause, Frontend, Handled};
use exchange::Exchange;

pub use dialogue::Dialogue;
pub use input_mode::InputMode;

impl Frontend for Dialogue<'_> {
    fn handle(&mut self, model: &mut Model, batch: Batch, now: Duration) -> Handled {
        let effects = Exchange::new(self, model, now).take_batch(batch);
        Handled { effects, echo: None }
    }

    fn render(&mut self, _model: &Model) -> Vec<u8> {
        self.writer.take()
    }

    fn wants_line(&self) -> bool {
        self.wants_line
    }

    fn finish(&mut self, cause: EndCause) -> (Vec<u8>, Option<Exit>) {
        match cause {
            EndCause::Exit(exit) => {
                let (bytes, exit) = self.leave(exit);
                (bytes, Some(exit))
            }
            EndCause::Signal => {
                self.writer.end_line();
                (self.writer.take(), None)
            }
            // A program reads the exit code, even if it closed its pipe first.
            EndCause::Disconnected => {
                (Vec::new(), self.last_request.map(|code| Exit { code, message: None }))
            }
        }
    }
}

#[cfg(test)]
mod tests;
