//! Draws the model, without changing it. Knows roles and glyphs, never colours or bytes.

mod appearance;
mod caret;
mod glyphs;
mod layout;
mod names;
mod screens;
mod text_painter;
pub mod theme;
mod view_options;
mod widgets;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{Model, Screen};
use crate::i18n::keys;

pub use appearance::{Appearance, Presentation};
pub use caret::Caret;
pub use glyphs::{GlyphSet, MASK};
pub use names::{key_and_use, limits, seconds, title};
pub use theme::{Palette, Theme, ThemeError};
pub use view_options::{Estimates, ViewOptions};

use screens::{form, help, menu, outcome};
use text_painter::{TextPainter, wrap};
use widgets::chrome;

/// Draws one frame into an empty buffer; the place of the visible cursor. It is on the focus: a screen reader and a
/// braille display follow it.
pub fn view(model: &Model, appearance: &Appearance, options: ViewOptions, buffer: &mut Buffer) -> Caret {
    let area = buffer.area;
    buffer.set_style(area, appearance.ground());
    draw(&mut TextPainter::new(buffer, area), model, appearance, options).unwrap_or_default()
}

fn draw(
    painter: &mut TextPainter<'_>,
    model: &Model,
    appearance: &Appearance,
    options: ViewOptions,
) -> Option<Caret> {
    if painter.width() < layout::SMALLEST.0 || painter.height() < layout::SMALLEST.1 {
        return too_small(painter, model, appearance);
    }
    match model.screen() {
        _ if model.help().open => {}
        Screen::Form(form) if form::image_needs_the_screen(form, appearance, painter.height()) => {
            return form::draw_image_alone(painter, model, form, appearance);
        }
        Screen::Outcome { response, .. } => {
            let body = chrome::body(painter.area(), model, appearance);
            if outcome::needs_the_screen(body, model, response, appearance) {
                let above = chrome::draw_footer(painter, model, appearance);
                return outcome::draw(painter, above, model, response, appearance).map(Caret::from);
            }
        }
        Screen::Form(_) | Screen::Menu(_) => {}
    }
    let body = chrome::draw(painter, model, appearance);
    if model.help().open {
        return help::draw(painter, body, model, appearance).map(Caret::from);
    }
    match model.screen() {
        Screen::Menu(chosen) => menu::draw(painter, body, model, *chosen, appearance).map(Caret::from),
        Screen::Form(_) => form::draw(painter, body, model, appearance, options.estimates),
        Screen::Outcome { response, .. } => {
            outcome::draw(painter, body, model, response, appearance).map(Caret::from)
        }
    }
}

/// The scroll that shows the last line of the help; `None` unless the help covers the screen.
#[must_use]
pub fn help_end(model: &Model, appearance: &Appearance) -> Option<u16> {
    let (width, height) = model.size();
    model.help().open.then(|| {
        help::end(chrome::body(Rect::new(0, 0, width, height), model, appearance), model, appearance)
    })
}

/// The first row under the header: a notice of several lines moves it.
#[must_use]
pub fn first_row(model: &Model, appearance: &Appearance) -> u16 {
    let (width, height) = model.size();
    chrome::body(Rect::new(0, 0, width, height), model, appearance).y
}

/// One sentence, as far as it fits.
fn too_small(painter: &mut TextPainter<'_>, model: &Model, appearance: &Appearance) -> Option<Caret> {
    let sentence = appearance.words(model.language()).get(keys::screens::TOO_SMALL);
    for (y, line) in (0..painter.height()).zip(wrap(&sentence, painter.width())) {
        painter.put(0, y, &line, appearance.theme.ink.bold());
    }
    None
}
