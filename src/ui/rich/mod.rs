//! The rich presentation: grounds, visible fields, gauges, the help beside a form.
//!
//! Words stand in the terminal's own ink, or on a ground of the theme; a colour is a mark beside a sign, a number or a
//! word. What has the focus stands between two bars, and nothing else of it is drawn again. A field owns its row and those
//! up to the next one: a fault or a judgement moves nothing.

mod chrome;
mod field;
mod form;
mod grid;
mod help;
mod image;
mod judgement;
mod menu;
mod page;
mod places;
mod scene;

pub use grid::GAUGE_BESIDE_FROM;
use ratatui::layout::Rect;

use super::appearance::Appearance;
use super::caret::View;
use super::text_painter::TextPainter;
use super::view_options::Estimates;
use crate::app::form::Form;
use crate::app::{Model, Screen};
use grid::Grid;
use scene::Scene;

/// Draws one frame.
pub(super) fn draw(
    painter: &mut TextPainter<'_>,
    model: &Model,
    appearance: &Appearance,
    estimates: Estimates,
) -> View {
    let grid = Grid::of(painter.width(), painter.height());
    let scene = Scene { model, appearance, words: appearance.words(model.language()), grid, estimates };
    if model.help_is_open() {
        return help::draw(painter, &scene).into();
    }
    match model.screen() {
        Screen::Menu(chosen) => menu::draw(painter, &scene, *chosen).into(),
        Screen::Form(form) => match page::over(form) {
            Some(page) => page::draw_over_form(painter, &scene, form, page).into(),
            None => form::draw(painter, &scene, form),
        },
        Screen::Outcome { response, form, .. } => {
            page::draw_outcome(painter, &scene, response, form.is_some()).into()
        }
    }
}

/// Whether a page stands in the place of the form.
pub(super) fn covers(form: &Form) -> bool {
    page::over(form).is_some()
}

/// The rows that a notice covers where gauges and rules may stand: a form with a row for each has none there.
pub(super) fn rows_of_notice(area: Rect, model: &Model, appearance: &Appearance) -> u16 {
    let grid = Grid::of(area.width, area.height);
    let words = appearance.words(model.language());
    let scene = Scene { model, appearance, words, grid, estimates: Estimates::Shown };
    let rows = if grid.is_whole { 0 } else { chrome::notice_rows(&scene) };
    // One line has the row of state.
    if rows > 1 { rows } else { 0 }
}

/// The scroll that shows the last line of the help, or of the page; `None` unless one of them covers the screen.
pub(super) fn scroll_end(area: Rect, model: &Model, appearance: &Appearance) -> Option<u16> {
    let grid = Grid::of(area.width, area.height);
    let words = appearance.words(model.language());
    let scene = Scene { model, appearance, words, grid, estimates: Estimates::Shown };
    if model.help_is_open() { Some(help::end(&scene)) } else { page::end(&scene) }
}
