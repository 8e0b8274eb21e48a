//! What happened since the last frame: replies first, then what came on the line, all that is ready.

use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use crate::app::Message;
use crate::terminal::{Decoder, Input, InputEvent, InputLine, InputStream, LineReader, Signal};

use super::timers::Timers;
use super::{ESCAPE_TIMEOUT, FRAME_DELAY};

/// Most messages of one batch: a flood of keys must not keep the screen from being drawn.
const MOST: usize = 256;

/// What the loop heard.
pub(super) enum Wakeup {
    /// Messages for the model, in order.
    Messages(Vec<Message>),
    /// A whole answer, by itself: the next one waits until it has its question.
    Answer(InputLine),
    /// Nothing, for a moment.
    FrameDue,
    /// The process is told to end.
    Signal(Signal),
    /// The line is gone.
    Disconnected,
}

/// Where what is answered comes from.
pub(super) enum Source<'line> {
    /// Somebody types, when they like.
    Keys(&'line mut InputStream),
    /// A program, whose next line is read when it is asked for.
    Lines(&'line mut LineReader),
}

/// Everything that comes to a session.
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

    /// Waits for the process to be told to end. May be dropped and called again.
    pub(super) async fn signal(&mut self) -> Signal {
        match self.signals.recv().await {
            Some(signal) => signal,
            // A line without signals.
            None => std::future::pending().await,
        }
    }

    /// Waits for something to happen, then takes all that is ready. An answer is asked for if it `has_question`. Waits
    /// for [`FRAME_DELAY`] at most where something is left to do after it.
    pub(super) async fn next_batch(
        &mut self,
        has_question: bool,
        timers: &mut Timers,
        has_more_to_do: bool,
    ) -> Wakeup {
        let mut messages = Vec::new();
        let moment = Instant::now() + FRAME_DELAY;
        while messages.is_empty() {
            // However many keys or answers come, and bytes that are no key yet: those of a paste that never ends.
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
                came = self.source.next(has_question) => match came {
                    SourceEvent::Answer(answer) => return Wakeup::Answer(answer),
                    SourceEvent::Input(input) => {
                        if let Some(end) = self.decode(input, &mut messages) {
                            return end;
                        }
                    }
                },
                timer = timers.next() => messages.push(Message::Timer(timer)),
                () = sleep_until(moment), if has_more_to_do => return Wakeup::FrameDue,
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
        Wakeup::Messages(messages)
    }

    /// Adds what came on the line to the messages, unless it ends the session.
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

/// What came from a source.
enum SourceEvent {
    Input(Input),
    Answer(InputLine),
}

impl Source<'_> {
    /// The next of it; may be dropped and called again.
    async fn next(&mut self, has_question: bool) -> SourceEvent {
        match self {
            Self::Keys(line) => SourceEvent::Input(line.next().await),
            Self::Lines(answers) if has_question => SourceEvent::Answer(answers.next().await),
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
    use std::time::Duration;

    use zeroize::Zeroizing;

    use super::*;
    use crate::app::{Timer, TimerKind};

    #[tokio::test]
    async fn a_paste_without_an_end_holds_no_timer() {
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
        let Wakeup::Messages(messages) = heard else { panic!("messages") };
        assert!(matches!(messages[..], [Message::Timer(timer)] if timer == idle));
        assert!(!flood.is_finished(), "only once nobody typed any more");
    }
}
