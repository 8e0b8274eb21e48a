//! The loop of one visit.

use std::io;
use std::time::Instant;

use tokio::sync::mpsc;

use crate::app::{Effect, Exit, Message, Model};
use crate::captcha::PictureForm;
use crate::terminal::Output;

use super::batch::{Ears, Heard};
use super::effects::Effects;
use super::{Ended, Ends, Face, House, REPLIES, Visit};

/// Attends a visit to its end.
pub(super) async fn attend(
    house: &House,
    visit: &Visit,
    ends: Ends<'_>,
    face: impl Face,
    picture_form: PictureForm,
) -> io::Result<Ended> {
    let Ends { size, source, signals, output } = ends;
    let (sender, replies) = mpsc::channel(REPLIES);
    let (model, wanted) = Model::new(house.settings.clone(), visit.language, size);
    let effects = Effects::new(house, visit, picture_form, sender);
    let ears = Ears::new(replies, source, signals);
    Loop { face, model, effects, ears, output, started: Instant::now(), heard_meanwhile: false }
        .run(wanted)
        .await
}

struct Loop<'line, F> {
    face: F,
    model: Model,
    effects: Effects,
    ears: Ears<'line>,
    output: &'line mut dyn Output,
    started: Instant,
    /// Whether something was heard while the last bytes were sent, and is still to be shown.
    heard_meanwhile: bool,
}

impl<F: Face> Loop<'_, F> {
    async fn run(mut self, mut wanted: Vec<Effect>) -> io::Result<Ended> {
        let mut echoed = false;
        loop {
            let was_echoed = std::mem::take(&mut echoed);
            if let Some(sign) = self.face.echo() {
                echoed = true;
                if let Some(ended) = self.send(&[sign]).await? {
                    return Ok(ended);
                }
            }
            if let Some(exit) = self.effects.perform(wanted) {
                return self.leave(exit).await;
            }
            if !echoed {
                let frame = self.face.show(&mut self.model, self.started.elapsed());
                // What was echoed was right, as a rule: then nothing is left to send.
                let nothing_is_left = was_echoed && frame.is_empty();
                if !nothing_is_left && let Some(ended) = self.send(&frame).await? {
                    return Ok(ended);
                }
                self.face.shown();
            }
            if std::mem::take(&mut self.heard_meanwhile) {
                wanted = Vec::new();
                continue;
            }
            wanted = match self.ears.listen(self.face.listens(), &mut self.effects.timers, echoed).await {
                Heard::Messages(messages) => self.pass_on(messages),
                Heard::Answer(answer) => self.face.take(&mut self.model, answer, self.started.elapsed()),
                Heard::Nothing => Vec::new(),
                Heard::Signal(signal) => {
                    // Whoever is told to end need not be heard.
                    let _ = self.output.write(&self.face.break_off()).await;
                    return Ok(Ended::Signal(signal));
                }
                Heard::Closed => return Ok(Ended::LineClosed),
            };
        }
    }

    /// Tells the model, up to what ends the visit; what is wanted.
    fn pass_on(&mut self, messages: Vec<Message>) -> Vec<Effect> {
        let mut wanted = Vec::new();
        for message in messages {
            wanted.extend(self.face.pass_on(&mut self.model, message, self.started.elapsed()));
            if wanted.iter().any(|effect| matches!(effect, Effect::Exit(_))) {
                break;
            }
        }
        wanted
    }

    /// Sends what the face says; how the visit ended meanwhile, if it did. A terminal that takes nothing holds neither
    /// a process that is told to end nor a visit that has come to its limit.
    async fn send(&mut self, bytes: &[u8]) -> io::Result<Option<Ended>> {
        let Self { face, model, effects, ears, output, started, heard_meanwhile } = self;
        let mut sending = output.write(bytes);
        loop {
            tokio::select! {
                biased;
                written = &mut sending => return Ok((!is_taken(written)?).then(|| face.hung_up())),
                signal = ears.signal() => return Ok(Some(Ended::Signal(signal))),
                timer = effects.timers.next() => {
                    *heard_meanwhile = true;
                    let wanted = face.pass_on(model, Message::Timer(timer), started.elapsed());
                    if let Some(exit) = effects.perform(wanted) {
                        return Ok(Some(Ended::Exit(exit, model.language)));
                    }
                }
            }
        }
    }

    async fn leave(mut self, exit: Exit) -> io::Result<Ended> {
        let (bytes, exit) = self.face.leave(exit);
        let _ = is_taken(self.output.write(&bytes).await)?;
        Ok(Ended::Exit(exit, self.model.language))
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
