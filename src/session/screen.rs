//! The frontend of a session over the whole screen: one frame for what changed.

use std::mem::discriminant;
use std::time::Duration;

use ratatui::style::Style;

use crate::app::FieldId;
use crate::app::form::Editor;
use crate::app::{self, Effect, Message, Model, Reply, update};
use crate::terminal::{LeanBackend, TerminalInfo};
use crate::ui::{self, Appearance, MASK, Presentation};

use super::canvas::Canvas;
use super::padding::{self, FrameSize, ShownEstimates};
use super::{Frontend, SessionConfig};

/// What the terminal shows, and how the next frame differs.
pub(super) struct Screen<'session> {
    canvas: Canvas,
    /// Messages since the last frame.
    heard: usize,
    /// The sign of the one key that they are, if all it did was to be added to its field.
    key: Option<char>,
    appearance: &'session Appearance,
    /// What the model says of judgements.
    judgements: Option<ShownEstimates>,
    /// How many of them what is drawn next shows anew.
    judged: usize,
    frame_size: FrameSize,
    /// Whether what is drawn next is another screen, with next to nothing of the one before.
    another: bool,
    /// Whether most of what is drawn next is drawn anew, and what was judged was there before, or is to be.
    anew: bool,
}

impl<'session> Screen<'session> {
    pub(super) fn new(size: (u16, u16), session: &'session SessionConfig) -> Self {
        let TerminalInfo { depth, charset, level } = session.terminal;
        let mut backend = LeanBackend::new(size, depth).with_charset(charset).with_level(level);
        backend.enter();
        Self {
            canvas: Canvas::over(backend),
            heard: 0,
            key: None,
            appearance: &session.appearance,
            judgements: None,
            judged: 0,
            frame_size: FrameSize::of(session),
            another: false,
            anew: false,
        }
    }

    fn says_anything(&self) -> bool {
        self.judgements.as_ref().is_some_and(ShownEstimates::say_anything)
    }

    /// Keeps what the model says of judgements; whether a form that stays on the screen says something else of them.
    fn look_at_judgements(&mut self, model: &Model) -> bool {
        if self.judgements.as_ref().is_some_and(|judgements| judgements.are_those_of(model)) {
            return false;
        }
        let before = std::mem::replace(&mut self.judgements, ShownEstimates::of(model));
        before.is_some() && self.judgements.is_some()
    }

    fn draw(&mut self, model: &Model) {
        self.canvas.draw(|buffer| ui::view(model, self.appearance, buffer));
        self.canvas.backend().expect_next(typed_style(model, self.appearance));
    }
}

/// The style of what is typed, where the cursor is in a field.
fn typed_style(model: &Model, appearance: &Appearance) -> Option<Style> {
    let app::Screen::Form(form) = &model.screen else { return None };
    form.focused().map(|_| appearance.theme.input.into())
}

/// What is typed in the field that has the focus, where one more key comes at its end.
struct Typed {
    field: FieldId,
    length: usize,
    /// The sign of the last character.
    last: Option<char>,
}

impl Typed {
    /// Nothing where a key could change anything else on the screen.
    fn of(model: &Model) -> Option<Self> {
        let app::Screen::Form(form) = &model.screen else { return None };
        // What is said of another field may depend on this one.
        let is_right = form.fields.iter().all(|field| field.fault.is_none());
        let is_calm = is_right && model.notice.is_none() && !model.help.open && form.refused.is_none();
        let field = form.focused().filter(|field| is_calm && form.proposal.is_none() && !field.revealed)?;
        let (length, cursor, last) = match &field.editor {
            Editor::Secret(secret) => (secret.grapheme_count(), secret.cursor(), MASK.chars().next()),
            Editor::Plain(area) => {
                let text = field.plain();
                (text.chars().count(), area.cursor().1, text.chars().next_back())
            }
        };
        (cursor == length).then_some(Self { field: field.id, length, last })
    }

    /// Whether one key made this of `before`.
    fn follows(&self, before: &Self) -> bool {
        self.field == before.field && self.length == before.length + 1
    }
}

impl Frontend for Screen<'_> {
    fn handle(&mut self, model: &mut Model, message: Message, now: Duration) -> Vec<Effect> {
        let mut anew = matches!(message, Message::Reply(Reply::Response { .. }));
        if let Message::Resized(columns, rows) | Message::Resumed(columns, rows) = message {
            self.canvas.resize(columns, rows);
            anew = true;
        }
        let (shown, around) = (discriminant(&model.screen), (model.language, model.help.open));
        let typed = Typed::of(model).filter(|_| self.heard == 0 && matches!(message, Message::Key(_)));
        let brought = padding::brought_by(&message);
        let wanted = update(model, message, now);
        self.key = typed
            .zip(Typed::of(model))
            .filter(|(before, now)| now.follows(before))
            .and_then(|(_, now)| now.last);
        self.heard += 1;
        let (said_before, differs) = (self.says_anything(), self.look_at_judgements(model));
        self.judged += brought.max(usize::from(differs));
        let another = shown != discriminant(&model.screen);
        anew |= another || around != (model.language, model.help.open);
        self.another |= another;
        self.anew |= anew && (said_before || self.says_anything());
        wanted
    }

    /// One more key of a field is its sign, alone.
    fn echo(&mut self) -> Option<u8> {
        let sign = self.key.take().filter(|_| self.judged == 0)?;
        if !self.canvas.echo(sign, self.appearance.theme.input.into()) {
            return None;
        }
        self.heard = 0;
        u8::try_from(sign).ok()
    }

    /// The bytes of one frame; none where nothing changed. Where all is drawn anew, what was judged comes after the
    /// rest, in as many bytes whatever it says.
    fn show(&mut self, model: &mut Model, now: Duration) -> Vec<u8> {
        self.heard = 0;
        let anew = std::mem::take(&mut self.anew);
        // On a slow line, words on an empty screen are fewer bytes than what differs; elsewhere lines are kept.
        let is_shorter =
            std::mem::take(&mut self.another) && self.appearance.presentation == Presentation::Lean;
        if anew || is_shorter {
            self.canvas.wipe();
        }
        let mut bytes = Vec::new();
        if anew && let Some(judged) = ShownEstimates::take(model) {
            self.draw(model);
            bytes = self.canvas.backend().take_output();
            self.canvas.turn();
            judged.put_back(model);
            self.judged = padding::MOST;
        }
        self.draw(model);
        if let Some(last) = ui::help_end(model, self.appearance) {
            let _ = update(model, Message::HelpScrollLimit(last), now);
        }
        let backend = self.canvas.backend();
        bytes.extend(match std::mem::take(&mut self.judged) {
            0 => backend.take_output(),
            judged => backend.take_padded(judged * self.frame_size.bytes(model)),
        });
        bytes
    }

    fn shown(&mut self) {
        self.canvas.turn();
    }
}

#[cfg(test)]
mod tests;
