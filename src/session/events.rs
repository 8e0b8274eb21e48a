//! The next batch of what came: replies first, then the input of the line, all that is ready.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use crate::app::Message;
use crate::frontend::Batch;
use crate::terminal::{Decoder, Input, InputEvent, InputLine, InputStream, LineReader, Link, Output, Signal};

use super::timers::Timers;

/// An escape sequence that does not go on within this time was the Escape key.
const ESCAPE_TIMEOUT: Duration = Duration::from_millis(30);
/// A key that comes within this time after an echoed one saves the frame between both.
const FRAME_DELAY: Duration = Duration::from_millis(20);
/// Most messages of one batch: a flood of keys must not keep the screen from being drawn.
const MOST: usize = 256;

/// Why the loop woke up.
pub(super) enum Wakeup {
    /// Messages in order, or one line: the next line waits until its question is asked.
    Batch(Batch),
    /// Nothing came for [`FRAME_DELAY`], and a frame waits.
    FrameDue,
    /// A signal told the process to end.
    Signal(Signal),
    Disconnected,
}

pub(super) enum Source<'line> {
    Keys(&'line mut InputStream),
    /// A program, whose next line is read once its question is asked.
    Lines(&'line mut LineReader),
}

/// Both ends of a line.
pub(super) struct Endpoint<'line> {
    pub(super) size: (u16, u16),
    pub(super) source: Source<'line>,
    pub(super) signals: &'line mut mpsc::Receiver<Signal>,
    pub(super) output: &'line mut dyn Output,
}

impl<'line> Endpoint<'line> {
    pub(super) fn of(line: &'line mut Link) -> Self {
        Self {
            size: line.size,
            source: Source::Keys(&mut line.events),
            signals: &mut line.signals,
            output: line.output.as_mut(),
        }
    }
}

/// Everything that wakes a session up.
pub(super) struct EventSource<'line> {
    replies: mpsc::Receiver<Message>,
    source: Source<'line>,
    signals: &'line mut mpsc::Receiver<Signal>,
    decoder: Decoder,
    /// When the bytes of an unfinished escape sequence become the Escape key.
    escape_at: Option<Instant>,
}

impl<'line> EventSource<'line> {
    pub(super) fn new(
        replies: mpsc::Receiver<Message>,
        source: Source<'line>,
        signals: &'line mut mpsc::Receiver<Signal>,
    ) -> Self {
        Self { replies, source, signals, decoder: Decoder::default(), escape_at: None }
    }

    /// Waits for a signal that ends the process. Cancel-safe.
    pub(super) async fn signal(&mut self) -> Signal {
        match self.signals.recv().await {
            Some(signal) => signal,
            // A line without signals.
            None => std::future::pending().await,
        }
    }

    /// Waits for the next event, then takes all that is ready. Reads a line of a program only if the frontend
    /// `wants_line`. Waits for [`FRAME_DELAY`] at most if a `frame_waits`.
    pub(super) async fn next_batch(
        &mut self,
        wants_line: bool,
        timers: &mut Timers,
        frame_waits: bool,
    ) -> Wakeup {
        let mut messages = Vec::new();
        let moment = Instant::now() + FRAME_DELAY;
        while messages.is_empty() {
            // Check timers in every turn: an endless paste must not starve them.
            messages.extend(std::iter::from_fn(|| timers.due()).map(Message::Timer));
            if !messages.is_empty() {
                break;
            }
            let escape_at = self.escape_at;
            tokio::select! {
                // Replies before keys: a key acts on what the person could already see.
                biased;
                Some(signal) = self.signals.recv() => return Wakeup::Signal(signal),
                reply = self.replies.recv() => messages.extend(reply),
                came = self.source.next(wants_line) => match came {
                    SourceEvent::Line(line) => return Wakeup::Batch(Batch::Line(line)),
                    SourceEvent::Input(input) => {
                        if let Some(end) = self.decode(input, &mut messages) {
                            return end;
                        }
                    }
                },
                timer = timers.next() => messages.push(Message::Timer(timer)),
                () = sleep_until(moment), if frame_waits => return Wakeup::FrameDue,
                () = async { sleep_until(escape_at.unwrap_or_else(Instant::now)).await }, if escape_at.is_some() => {
                    self.escape_at = None;
                    messages.extend(self.decoder.flush_escape().into_iter().map(message_of));
                }
            }
        }
        while messages.len() < MOST
            && let Ok(reply) = self.replies.try_recv()
        {
            messages.push(reply);
        }
        while messages.len() < MOST {
            let Source::Keys(line) = &mut self.source else { break };
            let Some(input) = line.ready() else { break };
            if let Some(end) = self.decode(input, &mut messages) {
                return end;
            }
        }
        Wakeup::Batch(Batch::Messages(messages))
    }

    /// Adds an input of the line to the messages; the wakeup, if it ends the session.
    fn decode(&mut self, input: Input, messages: &mut Vec<Message>) -> Option<Wakeup> {
        match input {
            Input::Bytes(bytes) => {
                messages.extend(self.decoder.feed(&bytes).into_iter().map(message_of));
                self.escape_at = self.decoder.pending_escape().then(|| Instant::now() + ESCAPE_TIMEOUT);
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
            Self::Keys(line) => SourceEvent::Input(line.next().await),
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
        InputEvent::InvalidInput => Message::InvalidInput,
    }
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::*;
    use crate::app::{Timer, TimerKind};

    #[tokio::test]
    async fn endless_paste_starves_no_timer() {
        let (keys, events) = mpsc::channel(1024);
        let (_replier, replies) = mpsc::channel(1);
        let (_, mut signals) = mpsc::channel(1);
        let mut events = InputStream::from(events);
        let mut events = EventSource::new(replies, Source::Keys(&mut events), &mut signals);
        let bytes = |bytes: &[u8]| Input::Bytes(Zeroizing::new(bytes.to_vec()));
        keys.send(bytes(b"\x1b[200~")).await.unwrap();
        let flood = tokio::spawn(async move {
            let end = Instant::now() + Duration::from_secs(30);
            while Instant::now() < end && keys.send(bytes(b"x")).await.is_ok() {}
        });
        let mut timers = Timers::default();
        let idle = Timer { kind: TimerKind::Idle, generation: 1 };
        timers.arm(idle, Duration::from_millis(20));
        let heard = events.next_batch(true, &mut timers, false).await;
        let Wakeup::Batch(Batch::Messages(messages)) = heard else { panic!("messages") };
        assert!(matches!(messages[..], [Message::Timer(timer)] if timer == idle));
        assert!(!flood.is_finished(), "only once nobody typed any more");
    }
}
