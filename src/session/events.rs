//! The next batch of events: all that is ready, replies first, then the input of the link.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use crate::app::Message;
use crate::frontend::Batch;
use crate::terminal::{Decoder, Input, InputEvent, InputLine, InputStream, LineReader, Link, Output, Signal};

use super::timers::Timers;

/// Without a further byte within this time, an escape character was the Escape key, not the start of a sequence.
const ESCAPE_TIMEOUT: Duration = Duration::from_millis(30);
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

/// Everything that wakes a session up.
pub(super) struct EventSource<'link> {
    replies: mpsc::Receiver<Message>,
    source: Source<'link>,
    signals: &'link mut mpsc::Receiver<Signal>,
    decoder: Decoder,
    /// When the bytes of an unfinished escape sequence become the Escape key.
    escape_at: Option<Instant>,
}

impl<'link> EventSource<'link> {
    pub(super) fn new(
        replies: mpsc::Receiver<Message>,
        source: Source<'link>,
        signals: &'link mut mpsc::Receiver<Signal>,
    ) -> Self {
        Self { replies, source, signals, decoder: Decoder::default(), escape_at: None }
    }

    /// Waits for a signal that ends the process. Cancel-safe.
    pub(super) async fn signal(&mut self) -> Signal {
        match self.signals.recv().await {
            Some(signal) => signal,
            // A link without signals.
            None => std::future::pending().await,
        }
    }

    /// Waits for the next event, then takes all that is ready. Reads a line of a program only if the frontend
    /// `wants_line`. If a `frame_waits`, gives up after [`FRAME_DELAY`].
    pub(super) async fn next_batch(
        &mut self,
        wants_line: bool,
        timers: &mut Timers,
        frame_waits: bool,
    ) -> Wakeup {
        let mut messages = Vec::new();
        let frame_at = Instant::now() + FRAME_DELAY;
        while messages.is_empty() {
            // Check the timers in every turn: an endless paste must not starve them.
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
                () = async { sleep_until(escape_at.unwrap_or_else(Instant::now)).await }, if escape_at.is_some() => {
                    self.escape_at = None;
                    messages.extend(self.decoder.flush_escape().into_iter().map(message_of));
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
