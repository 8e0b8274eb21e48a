//! The face of a visit over the whole screen: one frame for what changed.

use std::mem::discriminant;
use std::time::Duration;

use ratatui::Terminal;
use ratatui::style::Style;

use crate::app::{self, Effect, Message, Model, Reply, update};
use crate::terminal::LeanBackend;
use crate::ui::{self, Look, Presentation};

use super::judgements::{self, FrameSize, Judgements};
use super::{Face, Visit};

/// What the terminal shows, and how the next frame differs.
pub(super) struct Screen<'visit> {
    terminal: Terminal<LeanBackend>,
    look: &'visit Look,
    /// How many judgements what is drawn next shows.
    judged: usize,
    frame_size: FrameSize,
    /// Whether what is drawn next is another screen, with next to nothing of the one before.
    another: bool,
    /// Whether most of what is drawn next is drawn anew, and what was judged was there before, or is to be.
    anew: bool,
}

impl<'visit> Screen<'visit> {
    pub(super) fn new(size: (u16, u16), visit: &'visit Visit) -> Self {
        let mut backend =
            LeanBackend::new(size, visit.depth).with_charset(visit.charset).with_dialect(visit.dialect);
        backend.enter();
        let Ok(terminal) = Terminal::new(backend);
        Self {
            terminal,
            look: &visit.look,
            judged: 0,
            frame_size: FrameSize::of(visit),
            another: false,
            anew: false,
        }
    }

    /// Draws into memory: nothing can fail.
    fn draw(&mut self, model: &Model) {
        let Ok(()) = self.terminal.autoresize();
        let cursor = ui::view(model, self.look, self.terminal.current_buffer_mut());
        let Ok(()) = self.terminal.flush();
        let Ok(()) = self.terminal.show_cursor();
        let Ok(()) = self.terminal.set_cursor_position(cursor);
        self.terminal.backend_mut().expect_next(typed_style(model, self.look));
    }

    /// The terminal has another size, and may have lost what it showed.
    fn resize(&mut self, columns: u16, rows: u16) {
        self.terminal.backend_mut().resize(columns, rows);
        let Ok(()) = self.terminal.clear();
    }
}

/// The style of what is typed, where the cursor is in a field.
fn typed_style(model: &Model, look: &Look) -> Option<Style> {
    let app::Screen::Form(form) = &model.screen else { return None };
    form.focused().map(|_| look.theme.input.into())
}

impl Face for Screen<'_> {
    fn pass_on(&mut self, model: &mut Model, message: Message, now: Duration) -> Vec<Effect> {
        let mut anew = matches!(message, Message::Reply(Reply::Ended { .. }));
        if let Message::Resized(columns, rows) | Message::Resumed(columns, rows) = message {
            self.resize(columns, rows);
            anew = true;
        }
        let (shown, around) = (discriminant(&model.screen), (model.language, model.help.open));
        let before = Judgements::of(model);
        let brought = judgements::brought_by(&message);
        let wanted = update(model, message, now);
        let after = Judgements::of(model);
        self.judged += brought.max(usize::from(judgements::differ(before.as_ref(), after.as_ref())));
        let another = shown != discriminant(&model.screen);
        anew |= another || around != (model.language, model.help.open);
        self.another |= another;
        self.anew |= anew && before.iter().chain(&after).any(Judgements::say_anything);
        wanted
    }

    /// The bytes of one frame; none where nothing changed. Where all is drawn anew, what was judged comes after
    /// the rest, in as many bytes whatever it says.
    fn show(&mut self, model: &mut Model, now: Duration) -> Vec<u8> {
        let anew = std::mem::take(&mut self.anew);
        // On a slow line, words on an empty screen are fewer bytes than what differs; elsewhere lines are kept.
        let is_shorter = std::mem::take(&mut self.another) && self.look.presentation == Presentation::Lean;
        if anew || is_shorter {
            self.terminal.backend_mut().wipe();
            let Ok(()) = self.terminal.clear();
        }
        let mut bytes = Vec::new();
        if anew && let Some(judged) = Judgements::take(model) {
            self.draw(model);
            bytes = self.terminal.backend_mut().take_output();
            self.terminal.swap_buffers();
            judged.put_back(model);
            self.judged = judgements::MOST;
        }
        self.draw(model);
        if let Some(last) = ui::help_end(model, self.look) {
            let _ = update(model, Message::HelpEnd(last), now);
        }
        let backend = self.terminal.backend_mut();
        bytes.extend(match std::mem::take(&mut self.judged) {
            0 => backend.take_output(),
            judged => backend.take_padded(judged * self.frame_size.bytes(model)),
        });
        bytes
    }

    /// ratatui empties the buffer of the next frame: nobody waits for that any more.
    fn shown(&mut self) {
        self.terminal.swap_buffers();
    }
}
