//! The two frontends over one model: the whole screen, or questions and answers line by line.
//! Pure: no tokio, no I/O, no clock.

mod line;
mod screen;

use std::time::Duration;

use crate::app::{Effect, Exit, Message, Model};
use crate::terminal::InputLine;

pub use line::{Dialogue, InputMode};
pub use screen::Screen;

/// One way to show a session and to take its answers. The event loop knows nothing else of it.
///
/// It calls `handle`, sends the echo, carries out the effects, then sends what `render` returns. At the end it calls
/// `finish` once, unless the session ends while bytes are on their way or because the other end is gone.
pub trait Frontend {
    /// Passes a batch to the model, up to the message that ends the session. `now` is the time since its start.
    fn handle(&mut self, model: &mut Model, batch: Batch, now: Duration) -> Handled;

    /// The bytes that show what changed since the last call; none if nothing changed.
    fn render(&mut self, model: &Model) -> Vec<u8>;

    /// Whether the question of the next line is asked. The event loop reads no line before.
    fn wants_line(&self) -> bool;

    /// The last bytes. An [`Exit`] replaces the one that ended the session; `None` leaves the end as it is.
    fn finish(&mut self, cause: EndCause) -> (Vec<u8>, Option<Exit>);
}

/// The events since the last frame.
pub enum Batch {
    /// Keys, replies and timers, in order. The first batch of a session is empty.
    Messages(Vec<Message>),
    /// A line of a program.
    Line(InputLine),
}

/// The results of a batch.
#[derive(Debug, Default)]
pub struct Handled {
    pub effects: Vec<Effect>,
    /// The character that shows the single key of the batch, if it changed nothing but its field. The event loop sends it
    /// before the effects and the frame.
    pub echo: Option<char>,
}

/// The cause of the end of a session.
#[derive(Debug)]
pub enum EndCause {
    Exit(Exit),
    /// A signal ended the process.
    Signal,
    /// The other end takes no more bytes.
    Disconnected,
}

/// Whether one of the effects ends the session.
fn ends_session(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Exit(_)))
}
