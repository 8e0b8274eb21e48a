//! The loop of one session.

use std::io;
use std::sync::Arc;
use std::time::Instant;

use tokio::sync::mpsc;

use crate::app::{Effect, Exit, Message, Model};
use crate::captcha::PictureForm;
use crate::terminal::Output;

use super::effects::Effects;
use super::events::{EventSource, Wakeup};
use super::{AppContext, Endpoint, Frontend, REPLY_QUEUE, SessionConfig, SessionEnd};

/// Attends a session to its end.
pub(super) async fn run(
    app: &AppContext,
    session: &SessionConfig,
    ends: Endpoint<'_>,
    frontend: impl Frontend,
    picture_form: PictureForm,
) -> io::Result<SessionEnd> {
    let Endpoint { size, source, signals, output } = ends;
    let (sender, replies) = mpsc::channel(REPLY_QUEUE);
    let (model, wanted) = Model::new(Arc::clone(&app.settings), session.settings, size);
    let effects = Effects::new(app, session, picture_form, sender);
    let events = EventSource::new(replies, source, signals);
    EventLoop { frontend, model, effects, events, output, started: Instant::now(), missed_frame: false }
        .run(wanted)
        .await
}

struct EventLoop<'line, F> {
    frontend: F,
    model: Model,
    effects: Effects,
    events: EventSource<'line>,
    output: &'line mut dyn Output,
    started: Instant,
    /// Whether something was heard while the last bytes were sent, and is still to be shown.
    missed_frame: bool,
}

impl<F: Frontend> EventLoop<'_, F> {
    async fn run(mut self, mut wanted: Vec<Effect>) -> io::Result<SessionEnd> {
        let mut echoed = false;
        loop {
            let was_echoed = std::mem::take(&mut echoed);
            if let Some(sign) = self.frontend.echo() {
                echoed = true;
                if let Some(ended) = self.send(&[sign]).await? {
                    return Ok(ended);
                }
            }
            if let Some(exit) = self.effects.perform(wanted) {
                return self.leave(exit).await;
            }
            if !echoed {
                let frame = self.frontend.show(&mut self.model, self.started.elapsed());
                // What was echoed was right, as a rule: then nothing is left to send.
                let nothing_is_left = was_echoed && frame.is_empty();
                if !nothing_is_left && let Some(ended) = self.send(&frame).await? {
                    return Ok(ended);
                }
                self.frontend.shown();
            }
            if std::mem::take(&mut self.missed_frame) {
                wanted = Vec::new();
                continue;
            }
            wanted = match self
                .events
                .next_batch(self.frontend.listens(), &mut self.effects.timers, echoed)
                .await
            {
                Wakeup::Messages(messages) => self.handle(messages),
                Wakeup::Answer(answer) => self.frontend.take(&mut self.model, answer, self.started.elapsed()),
                Wakeup::FrameDue => Vec::new(),
                Wakeup::Signal(signal) => {
                    // Whoever is told to end need not be heard.
                    let _ = self.output.write(&self.frontend.break_off()).await;
                    return Ok(SessionEnd::Signal(signal));
                }
                Wakeup::Disconnected => return Ok(SessionEnd::Disconnected),
            };
        }
    }

    /// Tells the model, up to what ends the session; what is wanted.
    fn handle(&mut self, messages: Vec<Message>) -> Vec<Effect> {
        let mut wanted = Vec::new();
        for message in messages {
            wanted.extend(self.frontend.handle(&mut self.model, message, self.started.elapsed()));
            if wanted.iter().any(|effect| matches!(effect, Effect::Exit(_))) {
                break;
            }
        }
        wanted
    }

    /// Sends what the frontend says; how the session ended meanwhile, if it did. A terminal that takes nothing holds neither
    /// a process that is told to end nor a session that has come to its limit.
    async fn send(&mut self, bytes: &[u8]) -> io::Result<Option<SessionEnd>> {
        let Self { frontend, model, effects, events, output, started, missed_frame } = self;
        let mut sending = output.write(bytes);
        loop {
            tokio::select! {
                biased;
                written = &mut sending => return Ok((!is_taken(written)?).then(|| frontend.hung_up())),
                signal = events.signal() => return Ok(Some(SessionEnd::Signal(signal))),
                timer = effects.timers.next() => {
                    *missed_frame = true;
                    let wanted = frontend.handle(model, Message::Timer(timer), started.elapsed());
                    if let Some(exit) = effects.perform(wanted) {
                        return Ok(Some(SessionEnd::Exit(exit, model.language)));
                    }
                }
            }
        }
    }

    async fn leave(mut self, exit: Exit) -> io::Result<SessionEnd> {
        let (bytes, exit) = self.frontend.leave(exit);
        let _ = is_taken(self.output.write(&bytes).await)?;
        Ok(SessionEnd::Exit(exit, self.model.language))
    }
}

/// Whether anybody took what was written; a reader that had enough (`| head`) is no failure.
fn is_taken(written: io::Result<()>) -> io::Result<bool> {
    match written {
        Err(fault) if fault.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        written => written.map(|()| true),
    }
}

#[cfg(test)]
mod tests;
