//! What happened since the last frame: replies first, then what came on the line, all that is ready.

use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use crate::app::{Message, Reply, TimerKind};
use crate::terminal::{Decoder, Event, Input, Signal};

use super::ESCAPE_PAUSE;

/// Most messages of one batch: a flood of keys must not keep the screen from being drawn.
const MOST: usize = 256;

/// What the loop heard.
pub(super) enum Heard {
    /// Messages for the model, in order.
    Messages(Vec<Message>),
    /// The process is told to end.
    Signal(Signal),
    /// The line is gone.
    Closed,
}

/// Everything that comes to a visit.
pub(super) struct Ears<'line> {
    replies: mpsc::Receiver<Message>,
    line: &'line mut mpsc::Receiver<Input>,
    decoder: Decoder,
    /// When the bytes of an unfinished escape sequence become the Escape key.
    escape_at: Option<Instant>,
}

impl<'line> Ears<'line> {
    pub(super) fn new(replies: mpsc::Receiver<Message>, line: &'line mut mpsc::Receiver<Input>) -> Self {
        Self { replies, line, decoder: Decoder::default(), escape_at: None }
    }

    /// Waits for something to happen, then takes all that is ready.
    pub(super) async fn listen(&mut self) -> Heard {
        let mut messages = Vec::new();
        while messages.is_empty() {
            let escape_at = self.escape_at;
            tokio::select! {
                // Replies before keys: a key acts on what the person could already see.
                biased;
                reply = self.replies.recv() => messages.extend(reply),
                input = self.line.recv() => {
                    if let Some(end) = self.hear(input, &mut messages) {
                        return end;
                    }
                }
                () = async { sleep_until(escape_at.unwrap_or_else(Instant::now)).await }, if escape_at.is_some() => {
                    self.escape_at = None;
                    messages.extend(self.decoder.flush_escape().into_iter().map(message_of));
                }
            }
        }
        while messages.len() < MOST {
            match self.replies.try_recv() {
                Ok(reply) => messages.push(reply),
                Err(_) => break,
            }
        }
        while messages.len() < MOST {
            let Ok(input) = self.line.try_recv() else { break };
            if let Some(end) = self.hear(Some(input), &mut messages) {
                return end;
            }
        }
        Heard::Messages(messages)
    }

    /// Adds what came on the line to the messages, unless it ends the visit.
    fn hear(&mut self, input: Option<Input>, messages: &mut Vec<Message>) -> Option<Heard> {
        match input {
            Some(Input::Bytes(bytes)) => {
                messages.extend(self.decoder.feed(&bytes).into_iter().map(message_of));
                self.escape_at = self.decoder.pending_escape().then(|| Instant::now() + ESCAPE_PAUSE);
                None
            }
            Some(Input::Resize(columns, rows)) => {
                messages.push(Message::Resized(columns, rows));
                None
            }
            Some(Input::Signal(signal)) => Some(Heard::Signal(signal)),
            Some(Input::Closed) | None => Some(Heard::Closed),
        }
    }
}

fn message_of(event: Event) -> Message {
    match event {
        Event::Key(key) => Message::Key(key),
        Event::Paste(text) => Message::Paste(text),
        Event::PasteTooLong => Message::PasteTooLong,
        Event::Garbage => Message::Garbage,
    }
}

/// Whether what is drawn next shows what was judged of a password.
pub(super) fn shows_a_judgement(messages: &[Message]) -> bool {
    messages.iter().any(|message| match message {
        Message::Reply(Reply::Judged { .. } | Reply::Proposed { .. }) => true,
        Message::Timer(timer) => matches!(timer.kind, TimerKind::Pause(_)),
        _ => false,
    })
}
