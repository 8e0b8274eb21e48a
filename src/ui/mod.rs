//! Draws the model, without changing it. Knows roles and glyphs, never colours or bytes.

mod appearance;
mod caret;
mod glyphs;
mod help_text;
mod lean;
mod names;
mod rich;
mod text_painter;
pub mod theme;
mod told;
mod view_options;
mod widgets;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::form::Form;
use crate::app::{Model, Presentation};
use crate::i18n::keys;

pub use appearance::Appearance;
pub use caret::{Caret, View};
pub use glyphs::{GlyphSet, MASK};
pub use names::{key_and_use, limits, seconds, title};
pub use rich::GAUGE_BESIDE_FROM;
pub use theme::{Palette, Theme, ThemeError};
pub use view_options::{Estimates, ViewOptions};

use text_painter::{TextPainter, wrap};
use theme::Role;

/// Smallest screen; a smaller one shows one sentence that says so.
const SMALLEST: (u16, u16) = (40, 12);

/// Draws one frame into an empty buffer.
pub fn view(model: &Model, appearance: &Appearance, options: ViewOptions, buffer: &mut Buffer) -> View {
    let area = buffer.area;
    let ground = appearance.ground(model.presentation());
    buffer.set_style(area, ground);
    let mut painter = TextPainter::new(buffer, area);
    if painter.width() < SMALLEST.0 || painter.height() < SMALLEST.1 {
        too_small(&mut painter, model, appearance);
        return View::default();
    }
    match model.presentation() {
        Presentation::Rich => rich::draw(&mut painter, model, appearance, options.estimates),
        Presentation::Lean => {
            let caret = lean::draw(&mut painter, model, appearance, options.estimates);
            let input = model.form().and_then(Form::focused).map(|_| ground);
            View { caret: caret.unwrap_or_default(), input, first: Vec::new() }
        }
    }
}

/// The form, if it is drawn: neither another screen nor a page in its place.
#[must_use]
pub fn drawn_form(model: &Model) -> Option<&Form> {
    let is_covered = |form: &Form| model.presentation() == Presentation::Rich && rich::covers(form);
    model.form().filter(|form| !is_covered(form))
}

/// The mask of one character of a secret.
#[must_use]
pub fn mask(model: &Model, appearance: &Appearance) -> char {
    match model.presentation() {
        Presentation::Rich => appearance.glyphs.mask,
        Presentation::Lean => MASK,
    }
}

/// The scroll that shows the last line of the help, or of a page; `None` unless one of them covers the screen.
#[must_use]
pub fn scroll_end(model: &Model, appearance: &Appearance) -> Option<u16> {
    let (width, height) = model.size();
    let area = Rect::new(0, 0, width, height);
    match model.presentation() {
        Presentation::Rich => rich::scroll_end(area, model, appearance),
        Presentation::Lean => lean::scroll_end(area, model, appearance),
    }
}

/// Whether the help on the screen tells the judgement of a password.
#[must_use]
pub fn tells_judgement(model: &Model) -> bool {
    help_text::tells_judgement(model)
}

/// The rows of the form that a notice of several lines moves or covers; 0 where it does neither.
#[must_use]
pub fn rows_of_notice(model: &Model, appearance: &Appearance) -> u16 {
    let (width, height) = model.size();
    let area = Rect::new(0, 0, width, height);
    match model.presentation() {
        Presentation::Rich => rich::rows_of_notice(area, model, appearance),
        Presentation::Lean => lean::first_row(area, model, appearance),
    }
}

/// Whether the window of `model` is large enough for its screens.
#[must_use]
pub fn fits(model: &Model) -> bool {
    let (width, height) = model.size();
    width >= SMALLEST.0 && height >= SMALLEST.1
}

/// Two sentences and the key that leaves, as far as they fit; or the question that a key asked.
fn too_small(painter: &mut TextPainter<'_>, model: &Model, appearance: &Appearance) {
    let words = appearance.words(model.language());
    let question = model.question().map(|question| words.format(question.text()));
    let sentence = question.unwrap_or_else(|| words.get(keys::screens::TOO_SMALL).into_owned());
    for (y, line) in (0..painter.height()).zip(wrap(&sentence, painter.width())) {
        painter.put(0, y, &line, Role::BOLD);
    }
}
