//! The frontend of a session over the whole screen: one frame for each batch.

mod canvas;
mod padding;
mod whole_rows;

use std::mem::discriminant;
use std::time::Duration;

use crate::app::keymap::{self, Action};
use crate::app::{Change, Effect, Exit, Message, Model, Presentation, Reply, update};
use crate::i18n::Language;
use crate::terminal::LeanBackend;
use crate::ui::{self, Appearance, Estimates, ViewOptions};

use super::{Batch, EndCause, Frontend, Handled, ends_session};
use canvas::{Canvas, Sent};
use padding::{FrameSizes, Padding, ShownEstimates};

const BELL: u8 = 0x07;

/// The frontend over the whole screen: the shown frame, and the properties of the next one.
pub struct Screen<'session> {
    canvas: Canvas,
    appearance: &'session Appearance,
    /// The estimates on the screen; `None` if no form is.
    estimates: Option<ShownEstimates>,
    /// The secrets in the next frame, which decide its padding.
    padding: Padding,
    frame_sizes: FrameSizes,
    /// Whether the next frame shows another screen: almost none of the last one stays.
    is_other_screen: bool,
    /// Whether the next frame redraws most of the screen, and estimates appear or disappear in it.
    is_redrawn: bool,
    /// Whether the bell rings with the next frame.
    rings: bool,
}

impl<'session> Screen<'session> {
    /// A frontend that draws on `backend`, which has sent no byte yet; the session begins in `presentation`.
    #[must_use]
    pub fn new(
        mut backend: LeanBackend,
        appearance: &'session Appearance,
        presentation: Presentation,
    ) -> Self {
        let ground = appearance.ground(presentation);
        backend.set_ground(ground);
        backend.enter();
        Self {
            canvas: Canvas::over(backend, ground),
            appearance,
            estimates: None,
            padding: Padding::default(),
            frame_sizes: FrameSizes::default(),
            is_other_screen: false,
            is_redrawn: false,
            rings: false,
        }
    }

    /// Passes one message to the model, and notes what it changes for the next frame.
    fn pass(&mut self, model: &mut Model, message: Message, now: Duration) -> Vec<Effect> {
        let message = if ui::fits(model) { message } else { self.taken_unseen(model, message) };
        let mut is_redrawn = matches!(message, Message::Reply(Reply::Response { .. }));
        if let Message::Resized(columns, rows) | Message::Resumed(columns, rows) = message {
            self.canvas.resize(columns, rows);
            is_redrawn = true;
        }
        let screen = discriminant(model.screen());
        let before = self.frame_state(model);
        let mut new = Padding::of(&message);
        let effects = update(model, message, now);
        self.rings |= model.rings();
        let had_estimates = self.has_estimates();
        new.estimates = new.estimates.max(usize::from(self.note_estimates(model) && !new.proposal));
        self.padding.add(new);
        let is_other_screen = screen != discriminant(model.screen());
        is_redrawn |= is_other_screen || before != self.frame_state(model);
        self.is_other_screen |= is_other_screen;
        self.is_redrawn |= is_redrawn && (had_estimates || self.has_estimates());
        effects
    }

    /// The facts whose change moves or replaces most cells: the language, the presentation, the help over the screen, a form,
    /// the rows that a notice moves or covers.
    fn frame_state(&self, model: &Model) -> (Language, Presentation, bool, bool, u16) {
        let is_form = ui::drawn_form(model).is_some();
        let notice = ui::rows_of_notice(model, self.appearance);
        (model.language(), model.presentation(), model.help_is_open(), is_form, notice)
    }

    /// The message that a window too small for the screen passes on: the ways out stay, any other key rings and counts as
    /// activity only, since its effect would not be seen.
    fn taken_unseen(&mut self, model: &Model, message: Message) -> Message {
        let is_typed = match &message {
            Message::Key(key) => !matches!(
                keymap::action(model, *key),
                Some(Action::Quit | Action::Back | Action::Abandon | Action::SwitchForm)
            ),
            Message::Paste(_) | Message::PasteTooLong | Message::InputLost(_) => true,
            _ => false,
        };
        self.rings |= is_typed;
        if is_typed { Message::Activity } else { message }
    }

    fn has_estimates(&self) -> bool {
        self.estimates.as_ref().is_some_and(ShownEstimates::has_any)
    }

    /// Keeps the estimates of the model. Returns whether they changed in a form that stays on the screen.
    fn note_estimates(&mut self, model: &Model) -> bool {
        if self.estimates.as_ref().is_some_and(|estimates| estimates.are_those_of(model)) {
            return false;
        }
        let before = std::mem::replace(&mut self.estimates, ShownEstimates::of(model));
        before.is_some() && self.estimates.is_some()
    }

    /// An appended character (or its mask), if the terminal can show it alone, without a frame.
    fn echo(&mut self, model: &Model) -> Option<char> {
        let Change::Appended(character) = model.change() else { return None };
        // A letter beyond ASCII may join the one before.
        let typed = character.map(|character| Some(character).filter(char::is_ascii_graphic));
        let shown = typed.unwrap_or_else(|| Some(ui::mask(model, self.appearance)))?;
        self.canvas.echo(shown).then_some(shown)
    }

    fn draw(&mut self, model: &Model, estimates: Estimates) {
        // The length of a password would show in the size of its row.
        let is_whole = model.session.screen_reader && self.padding.is_none();
        let sent = if is_whole { Sent::WholeRows } else { Sent::Changes };
        self.canvas.draw(sent, |buffer| ui::view(model, self.appearance, ViewOptions { estimates }, buffer));
    }
}

impl Frontend for Screen<'_> {
    fn handle(&mut self, model: &mut Model, batch: Batch, now: Duration) -> Handled {
        let Batch::Messages(messages) = batch else { return Handled::default() };
        let is_single = messages.len() == 1;
        let mut effects = Vec::new();
        for message in messages {
            effects.extend(self.pass(model, message, now));
            if ends_session(&effects) {
                break;
            }
            // The end of a text depends on its words and the size: the model must know it before the next key.
            if let Some(last) = ui::scroll_end(model, self.appearance) {
                effects.extend(update(model, Message::ScrollLimit(last), now));
            }
        }
        let echo = if is_single { self.echo(model) } else { None };
        Handled { effects, echo }
    }

    /// One frame. If it redraws a form with estimates, it draws the form without them first, then the estimates, in a
    /// number of bytes that does not depend on them.
    fn render(&mut self, model: &Model) -> Vec<u8> {
        let is_redrawn = std::mem::take(&mut self.is_redrawn);
        let is_other_screen = std::mem::take(&mut self.is_other_screen);
        let tells_judgement = ui::tells_judgement(model);
        // A new screen comes on an empty one, so that its fields come first, and nothing of the old one stays meanwhile.
        // The help that tells a judgement does too where it scrolls: what it told before would show in the size.
        if is_redrawn || is_other_screen || tells_judgement {
            self.canvas.take_ground(self.appearance.ground(model.presentation()));
        }
        let mut bytes = Vec::new();
        if is_redrawn && self.has_estimates() {
            self.draw(model, Estimates::Hidden);
            bytes = self.canvas.take_output();
            self.padding.estimates = padding::MOST_ESTIMATES;
        }
        if tells_judgement {
            self.draw(model, Estimates::Hidden);
            bytes.extend(self.canvas.take_output());
            self.draw(model, Estimates::Shown);
            bytes.extend(self.canvas.take_padded(padding::TOLD_JUDGEMENT));
        }
        self.draw(model, Estimates::Shown);
        let padding = std::mem::take(&mut self.padding);
        let backend = self.canvas.backend();
        bytes.extend(match self.frame_sizes.padded(padding, model, self.appearance, backend) {
            0 => self.canvas.take_output(),
            size => self.canvas.take_padded(size),
        });
        bytes.extend(std::mem::take(&mut self.rings).then_some(BELL));
        bytes
    }

    /// The screen takes keys, never lines.
    fn wants_line(&self) -> bool {
        false
    }

    /// Sends no byte: the caller restores the terminal, which leaves the alternate screen.
    fn finish(&mut self, _cause: EndCause) -> (Vec<u8>, Option<Exit>) {
        (Vec::new(), None)
    }
}

#[cfg(test)]
mod tests;
