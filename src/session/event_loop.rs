//! The event loop of one session, the main loop of the program.

use std::io;
use std::sync::Arc;
use std::time::Instant;

use tokio::sync::mpsc;
use zeroize::Zeroizing;

use crate::app::{Effect, Exit, Message, Model};
use crate::captcha::PictureForm;
use crate::frontend::{Batch, EndCause, Frontend, Handled};
use crate::terminal::{Decoder, Output};

use super::effects::Effects;
use super::events::{Endpoint, EventSource, Situation, Wakeup};
use super::{AppContext, SessionConfig, SessionEnd};

/// Replies that may wait; a session has far fewer under way.
const REPLY_QUEUE: usize = 64;

/// Runs a session to its end.
pub(super) async fn run(
    app: &AppContext,
    session: &SessionConfig,
    endpoint: Endpoint<'_>,
    frontend: impl Frontend,
    picture_form: PictureForm,
) -> io::Result<SessionEnd> {
    let Endpoint { size, source, signals, output } = endpoint;
    let (sender, replies) = mpsc::channel(REPLY_QUEUE);
    let (model, timers) = Model::new(Arc::clone(&app.settings), session.settings, size);
    let effects = Effects::new(app, session, picture_form, sender);
    let decoder = Decoder::new(session.terminal.input).of_st(session.terminal.is_st);
    let events = EventSource::new(replies, source, signals, decoder, session.settings.link);
    EventLoop { frontend, model, effects, events, output, started: Instant::now(), missed_frame: false }
        .run(timers)
        .await
}

struct EventLoop<'link, F> {
    frontend: F,
    model: Model,
    effects: Effects,
    events: EventSource<'link>,
    output: &'link mut dyn Output,
    started: Instant,
    /// Whether a timer changed the model while the last bytes were sent: the next frame shows it.
    missed_frame: bool,
}

impl<F: Frontend> EventLoop<'_, F> {
    async fn run(mut self, timers: Vec<Effect>) -> io::Result<SessionEnd> {
        let mut handled = self.handle(Batch::Messages(Vec::new()));
        handled.effects.extend(timers);
        let mut was_echoed = false;
        loop {
            let Handled { effects, echo } = handled;
            if let Some(character) = echo
                && let Some(end) = self.send(character.encode_utf8(&mut [0; 4]).as_bytes()).await?
            {
                return Ok(end);
            }
            if let Some(exit) = self.effects.perform(effects) {
                return self.leave(exit).await;
            }
            let answers = self.effects.take_answers();
            if !answers.is_empty() {
                handled = self.handle(Batch::Messages(answers));
                continue;
            }
            if echo.is_none() {
                // A frame may show a secret.
                let frame = Zeroizing::new(self.frontend.render(&self.model));
                // The frame after a correct echo is empty.
                let is_sent_already = was_echoed && frame.is_empty();
                if !is_sent_already && let Some(end) = self.send(&frame).await? {
                    return Ok(end);
                }
            }
            was_echoed = echo.is_some();
            if std::mem::take(&mut self.missed_frame) {
                handled = Handled::default();
                continue;
            }
            let situation = Situation {
                wants_line: self.frontend.wants_line(),
                frame_waits: was_echoed,
                escape_wipes: self.model.escape_wipes(),
            };
            handled = match self.events.next_batch(situation, &mut self.effects.timers).await {
                Wakeup::Batch(batch) => self.handle(batch),
                Wakeup::FrameDue => Handled::default(),
                Wakeup::Signal(signal) => {
                    let (bytes, _) = self.frontend.finish(EndCause::Signal);
                    // The process ends whether its terminal takes the last bytes or not.
                    let _ = self.output.write(&bytes).await;
                    return Ok(SessionEnd::Signal(signal));
                }
                Wakeup::Disconnected => return Ok(SessionEnd::Disconnected),
            };
        }
    }

    fn handle(&mut self, batch: Batch) -> Handled {
        let before = std::mem::discriminant(self.model.screen());
        let handled = self.frontend.handle(&mut self.model, batch, self.started.elapsed());
        if std::mem::discriminant(self.model.screen()) != before {
            self.effects.forget_form();
        }
        handled
    }

    /// Sends bytes; the end, if the session ends meanwhile. Signals and timers go on: a terminal that takes no bytes
    /// must block neither a termination signal nor the time limit of the session.
    async fn send(&mut self, bytes: &[u8]) -> io::Result<Option<SessionEnd>> {
        let Self { frontend, model, effects, events, output, started, missed_frame } = self;
        let mut sending = output.write(bytes);
        loop {
            tokio::select! {
                biased;
                written = &mut sending => {
                    return Ok((!is_taken(written)?).then(|| disconnected(frontend, model)));
                }
                signal = events.signal() => return Ok(Some(SessionEnd::Signal(signal))),
                timer = effects.timers.next() => {
                    *missed_frame = true;
                    let batch = Batch::Messages(vec![Message::Timer(timer)]);
                    let handled = frontend.handle(model, batch, started.elapsed());
                    if let Some(exit) = effects.perform(handled.effects) {
                        return Ok(Some(SessionEnd::Exit(exit, model.language())));
                    }
                }
            }
        }
    }

    async fn leave(mut self, exit: Exit) -> io::Result<SessionEnd> {
        let (bytes, changed) = self.frontend.finish(EndCause::Exit(exit.clone()));
        let _ = is_taken(self.output.write(&bytes).await)?;
        Ok(SessionEnd::Exit(changed.unwrap_or(exit), self.model.language()))
    }
}

fn disconnected(frontend: &mut impl Frontend, model: &Model) -> SessionEnd {
    match frontend.finish(EndCause::Disconnected) {
        (_, Some(exit)) => SessionEnd::Exit(exit, model.language()),
        (_, None) => SessionEnd::Disconnected,
    }
}

/// Whether the other end took the bytes. A reader that closed the pipe (`| head`) is no failure.
fn is_taken(written: io::Result<()>) -> io::Result<bool> {
    match written {
        Err(fault) if fault.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        written => written.map(|()| true),
    }
}

#[cfg(test)]
mod tests;
