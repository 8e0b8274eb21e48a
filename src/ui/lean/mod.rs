//! The lean presentation: words only, in as few bytes as they take, for slow lines.

mod chrome;
mod form;
mod form_rows;
mod gauge;
mod help;
mod layout;
mod menu;
mod outcome;
mod signs;

use ratatui::layout::Rect;

use super::appearance::Appearance;
use super::caret::Caret;
use super::text_painter::TextPainter;
use super::view_options::Estimates;
use crate::app::{Model, Screen};

/// Draws one frame; the place of the cursor.
pub(super) fn draw(
    painter: &mut TextPainter<'_>,
    model: &Model,
    appearance: &Appearance,
    estimates: Estimates,
) -> Option<Caret> {
    match model.screen() {
        _ if model.help_is_open() => {}
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
    if model.help_is_open() {
        return help::draw(painter, body, model, appearance, estimates).map(Caret::from);
    }
    match model.screen() {
        Screen::Menu(chosen) => menu::draw(painter, body, model, *chosen, appearance).map(Caret::from),
        Screen::Form(_) => form::draw(painter, body, model, appearance, estimates),
        Screen::Outcome { response, .. } => {
            outcome::draw(painter, body, model, response, appearance).map(Caret::from)
        }
    }
}

/// The scroll that shows the last line of the help, or of the response; `None` unless one of them covers the screen.
pub(super) fn scroll_end(area: Rect, model: &Model, appearance: &Appearance) -> Option<u16> {
    let body = chrome::body(area, model, appearance);
    match model.screen() {
        _ if model.help_is_open() => Some(help::end(body, model, appearance)),
        Screen::Outcome { response, .. } => Some(outcome::end(area, body, model, response, appearance)),
        Screen::Form(_) | Screen::Menu(_) => None,
    }
}

/// The first row under header and notice.
pub(super) fn first_row(area: Rect, model: &Model, appearance: &Appearance) -> u16 {
    chrome::body(area, model, appearance).y
}
