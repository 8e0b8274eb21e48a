//! Draws the model. Reads, never changes; knows roles and signs, never colours nor bytes.

mod caret;
mod layout;
mod look;
mod names;
mod pen;
pub mod plain;
mod screens;
mod signs;
pub mod theme;
mod widgets;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{Model, Screen};
use crate::i18n::keys;

pub use caret::Caret;
pub use look::{Look, Presentation};
pub use signs::{MASK, Picture, Signs};
pub use theme::{Theme, ThemeFault};

use pen::{Pen, wrap};
use screens::{form, help, menu, outcome};
use widgets::chrome;

/// Draws one frame into an empty buffer; where the visible cursor goes. It is on the focus: a screen reader and
/// a braille display follow it.
pub fn view(model: &Model, look: &Look, buffer: &mut Buffer) -> Caret {
    let area = buffer.area;
    draw(&mut Pen::new(buffer, area), model, look).unwrap_or_default()
}

fn draw(pen: &mut Pen<'_>, model: &Model, look: &Look) -> Option<Caret> {
    if pen.width() < layout::SMALLEST.0 || pen.height() < layout::SMALLEST.1 {
        return too_small(pen, model, look);
    }
    match &model.screen {
        _ if model.help.open => {}
        Screen::Form(form) if form::image_needs_the_screen(form, look, pen.height()) => {
            return form::draw_image_alone(pen, model, form, look);
        }
        Screen::Outcome { response, .. } => {
            let body = chrome::body(pen.area(), model, look);
            if outcome::needs_the_screen(body, model, response, look) {
                let above = chrome::draw_footer(pen, model, look);
                return outcome::draw(pen, above, model, response, look).map(Caret::from);
            }
        }
        Screen::Form(_) | Screen::Menu(_) => {}
    }
    let body = chrome::draw(pen, model, look);
    if model.help.open {
        return help::draw(pen, body, model, look).map(Caret::from);
    }
    match &model.screen {
        Screen::Menu(chosen) => menu::draw(pen, body, model, *chosen, look).map(Caret::from),
        Screen::Form(form) => form::draw(pen, body, model, form, look),
        Screen::Outcome { response, .. } => outcome::draw(pen, body, model, response, look).map(Caret::from),
    }
}

/// The scroll that shows the last line of the help, while the help covers the screen.
#[must_use]
pub fn help_end(model: &Model, look: &Look) -> Option<u16> {
    let (width, height) = model.size;
    model.help.open.then(|| help::end(chrome::body(Rect::new(0, 0, width, height), model, look), model, look))
}

/// One sentence, in whatever there is.
fn too_small(pen: &mut Pen<'_>, model: &Model, look: &Look) -> Option<Caret> {
    let sentence = look.words(model.language).get(keys::screens::TOO_SMALL);
    for (y, line) in (0..pen.height()).zip(wrap(&sentence, pen.width())) {
        pen.put(0, y, &line, look.theme.notice);
    }
    None
}
