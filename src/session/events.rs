//! The next batch of events: all that is ready, replies first, then the input of the link.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use crate::app::form::Loss;
use crate::app::{LinkSpeed, Message};
use crate::frontend::Batch;
use crate::terminal::{
    Decoder, Input, InputEvent, InputLine, InputLoss, InputStream, LineReader, Link, Output, Signal,
};

use super::timers::Timers;
use super::waits::wait;

/// Delay of the frame after an echoed key: another key within this time makes the frame unnecessary.
const FRAME_DELAY: Duration = Duration::from_millis(20);
/// Most messages of one batch: a flood of keys must not keep the screen from being drawn.
const MAX_BATCH: usize = 256;

/// The reason that woke the event loop.
pub(super) enum Wakeup {
    /// Messages in order, or one line of a program.
    Batch(Batch),
    /// A frame waits, and no event came for [`FRAME_DELAY`].
    FrameDue,
    /// A termination signal of the process.
    Signal(Signal),
    Disconnected,
}

/// The source of the answers of a session.
pub(super) enum Source<'link> {
    /// A person at a terminal.
    Keys(&'link mut InputStream),
    /// A program. Its next line is read once its question is asked.
    Lines(&'link mut LineReader),
}

/// The input and the output of a session, over a [`Link`] or a pipe.
pub(super) struct Endpoint<'link> {
    /// Columns and rows, 0 when unknown.
    pub(super) size: (u16, u16),
    pub(super) source: Source<'link>,
    pub(super) signals: &'link mut mpsc::Receiver<Signal>,
    pub(super) output: &'link mut dyn Output,
}

impl<'link> Endpoint<'link> {
    pub(super) fn of(link: &'link mut Link) -> Self {
        Self {
            size: link.size,
            source: Source::Keys(&mut link.events),
            signals: &mut link.signals,
            output: link.output.as_mut(),
        }
    }
}

/// The situation of a session that waits for an event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Situation {
    /// The question of a program's next line is asked: until then, no line is read.
    pub(super) wants_line: bool,
    /// An echoed key has no frame yet: the wait for another event ends after [`FRAME_DELAY`].
    pub(super) frame_waits: bool,
    /// The Escape key would wipe what is typed.
    pub(super) escape_wipes: bool,
}

/// Everything that wakes a session up.
pub(super) struct EventSource<'link> {
    replies: mpsc::Receiver<Message>,
    source: Source<'link>,
    signals: &'link mut mpsc::Receiver<Signal>,
    link: LinkSpeed,
    decoder: Decoder,
    /// Since when the decoder waits for the next byte.
    pending_since: Instant,
}

impl<'link> EventSource<'link> {
    pub(super) fn new(
        replies: mpsc::Receiver<Message>,
        source: Source<'link>,
        signals: &'link mut mpsc::Receiver<Signal>,
        decoder: Decoder,
        link: LinkSpeed,
    ) -> Self {
        Self { replies, source, signals, link, decoder, pending_since: Instant::now() }
    }

    /// Waits for a signal that ends the process. Cancel-safe.
    pub(super) async fn signal(&mut self) -> Signal {
        match self.signals.recv().await {
            Some(signal) => signal,
            // A link without signals.
            None => std::future::pending().await,
        }
    }

    /// Waits for the next event, then takes all that is ready.
    pub(super) async fn next_batch(&mut self, situation: Situation, timers: &mut Timers) -> Wakeup {
        let Situation { wants_line, frame_waits, escape_wipes } = situation;
        let mut messages = Vec::new();
        let frame_at = Instant::now() + FRAME_DELAY;
        while messages.is_empty() {
            // Check the timers in every turn: an endless paste must not starve them.
            messages.extend(std::iter::from_fn(|| timers.due()).map(Message::Timer));
            if !messages.is_empty() {
                break;
            }
            let pending = self.decoder.pending().map(|pending| wait(pending, self.link, escape_wipes));
            let expires_at = self.pending_since + pending.unwrap_or_default();
            tokio::select! {
                // Replies before keys: a key acts on what the person could already see.
                biased;
                Some(signal) = self.signals.recv() => return Wakeup::Signal(signal),
                reply = self.replies.recv() => messages.extend(reply),
                event = self.source.next(wants_line) => match event {
                    SourceEvent::Line(line) => return Wakeup::Batch(Batch::Line(line)),
                    SourceEvent::Input(input) => {
                        if let Some(wakeup) = self.decode(input, &mut messages) {
                            return wakeup;
                        }
                    }
                },
                timer = timers.next() => messages.push(Message::Timer(timer)),
                () = sleep_until(frame_at), if frame_waits => return Wakeup::FrameDue,
                () = sleep_until(expires_at), if pending.is_some() => {
                    self.pending_since = Instant::now();
                    messages.extend(self.decoder.expire().into_iter().map(message_of));
                }
            }
        }
        while messages.len() < MAX_BATCH
            && let Ok(reply) = self.replies.try_recv()
        {
            messages.push(reply);
        }
        while messages.len() < MAX_BATCH {
            let Source::Keys(keys) = &mut self.source else { break };
            let Some(input) = keys.ready() else { break };
            if let Some(wakeup) = self.decode(input, &mut messages) {
                return wakeup;
            }
        }
        Wakeup::Batch(Batch::Messages(messages))
    }

    /// Adds the messages of an input. Returns a wakeup if the input ends the session.
    fn decode(&mut self, input: Input, messages: &mut Vec<Message>) -> Option<Wakeup> {
        match input {
            Input::Bytes(bytes) => {
                messages.extend(self.decoder.feed(&bytes).into_iter().map(message_of));
                self.pending_since = Instant::now();
                None
            }
            Input::Resize(columns, rows) => {
                messages.push(Message::Resized(columns, rows));
                None
            }
            Input::Resumed(columns, rows) => {
                messages.push(Message::Resumed(columns, rows));
                None
            }
            Input::Closed => Some(Wakeup::Disconnected),
        }
    }
}

enum SourceEvent {
    Input(Input),
    Line(InputLine),
}

impl Source<'_> {
    /// The next event of the source. Cancel-safe.
    async fn next(&mut self, wants_line: bool) -> SourceEvent {
        match self {
            Self::Keys(keys) => SourceEvent::Input(keys.next().await),
            Self::Lines(lines) if wants_line => SourceEvent::Line(lines.next().await),
            Self::Lines(_) => std::future::pending().await,
        }
    }
}

fn message_of(event: InputEvent) -> Message {
    match event {
        InputEvent::Key(key) => Message::Key(key),
        InputEvent::Paste(text) => Message::Paste(text),
        InputEvent::PasteTooLong => Message::PasteTooLong,
        InputEvent::Lost(loss) => Message::InputLost(loss_of(loss)),
    }
}

/// The meaning of a loss of the terminal for a field.
#[must_use]
pub fn loss_of(loss: InputLoss) -> Loss {
    match loss {
        InputLoss::NotUtf8 => Loss::NotUtf8,
        InputLoss::OtherEncoding => Loss::OtherEncoding,
        InputLoss::Key => Loss::Key,
        InputLoss::Paste => Loss::Paste,
    }
}

#[cfg(test)]
mod tests;
