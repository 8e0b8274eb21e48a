//! « Modifier mon mot de passe », « Définir ou redéfinir mon mot de passe ».

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::FieldId;
use crate::app::form::{Field, Focus, Form};
use crate::i18n::keys::{form as texts, screens};
use crate::i18n::{Text, TextKey};
use crate::ui::caret::{Caret, View};
use crate::ui::names;
use crate::ui::text_painter::{TextPainter, columns};
use crate::ui::theme::Role;
use crate::ui::told::told;

use super::places::{self, Need, Place, Places};
use super::scene::{BUTTON_MARGIN, Scene};
use super::{chrome, field, help, image};

pub(super) fn draw(painter: &mut TextPainter<'_>, scene: &Scene<'_>, form: &Form) -> View {
    let grid = scene.grid;
    let input = form.focused().map(|focused| field::input(scene, form, focused));
    if image::is_alone(scene, form) {
        let caret = image::draw_alone(painter, scene, form).unwrap_or_default();
        chrome::draw(painter, scene, title(scene), caret.at.y);
        return View { caret, input, first: Vec::new() };
    }
    let places = places(scene, form);
    let mut caret = None;
    for (field, place) in form.fields().iter().zip(&places.parts) {
        let Some(place) = place else { continue };
        let at = match field.id() {
            FieldId::Captcha => image::draw(painter, scene, form, field, *place),
            _ => field::draw(painter, scene, form, field, *place),
        };
        caret = caret.or(at.filter(|_| form.focus() == Focus::Field(field.id())));
    }
    if let Some(Some(place)) = places.parts.last() {
        caret = buttons(painter, scene, form, *place).or(caret);
    }
    others(painter, scene, &places);
    if grid.has_help {
        help::draw_beside(painter, scene);
    }
    let caret = caret.unwrap_or_default();
    chrome::draw(painter, scene, title(scene), caret.at.y);
    View { caret, input, first: first(scene, form, &places) }
}

fn title(scene: &Scene<'_>) -> TextKey {
    names::title(scene.model).unwrap_or(screens::PROGRAM)
}

/// All fields and the buttons, else those around the focus.
fn places(scene: &Scene<'_>, form: &Form) -> Places {
    let grid = scene.grid;
    let needs = |in_window| -> Vec<Need> {
        let of = |field: &Field| match field.id() {
            FieldId::Captcha => image::need(scene, form, in_window),
            _ => field::need(scene, form, field, in_window),
        };
        let buttons = Need { height: if button_place(scene, form).1 { 1 } else { 2 }, is_full: false };
        form.fields().iter().map(of).chain([buttons]).collect()
    };
    let whole = Some(needs(false)).filter(|_| !grid.stacks_labels);
    whole.and_then(|needs| places::all(&needs, grid.top, grid.state())).unwrap_or_else(|| {
        let focus = form.fields().iter().position(|field| form.focus() == Focus::Field(field.id()));
        let focus = focus.unwrap_or(form.fields().len());
        let around = |end| places::around(&needs(true), focus, 1, end);
        let usual = around(grid.keys());
        // A notice leaves the row of the focus and those of its judgement free.
        let end = grid.keys().saturating_sub(chrome::notice_rows(scene));
        let place = usual.parts.get(focus).copied().flatten();
        let is_covered = place.is_some_and(|place| place.row + place.height > end);
        if is_covered { around(end) } else { usual }
    })
}

/// The cells that a slow line shows first: labels and fields.
fn first(scene: &Scene<'_>, form: &Form, places: &Places) -> Vec<Rect> {
    let grid = scene.grid;
    let of = |(field, place): (&Field, &Option<Place>)| {
        let place = (*place)?;
        let label = u16::try_from(field::label(scene, field.id()).len()).unwrap_or(1);
        let height = label + u16::from(grid.stacks_labels);
        let width = (grid.field - grid.left) + field::width(scene, field) + 2;
        let left = grid.left.saturating_sub(1);
        Some(Rect::new(left, place.row, width, height.min(place.height)))
    };
    form.fields().iter().zip(&places.parts).filter_map(of).collect()
}

/// Draws how many fields are outside the window.
fn others(painter: &mut TextPainter<'_>, scene: &Scene<'_>, places: &Places) {
    let (grid, theme) = (scene.grid, scene.theme());
    let count = |key: TextKey, count: usize| scene.words.format(&Text::from(key).number("count", count));
    if places.above > 0 && places.parts.iter().flatten().all(|place| place.row > 1) {
        let x = painter.put(grid.left, 1, scene.glyphs().up, theme.soft) + 1;
        painter.put(x, 1, &count(texts::FIELDS_ABOVE, places.above), theme.soft);
    }
    let last = grid.keys().saturating_sub(1);
    let is_free = places.parts.iter().flatten().all(|place| place.row + place.height <= last);
    if places.below > 0 && is_free {
        // The buttons are no field.
        let fields = places.below.saturating_sub(1);
        let x = painter.put(grid.left, last, scene.glyphs().down, theme.soft) + 1;
        let text = if fields > 0 {
            count(texts::FIELDS_BELOW, fields)
        } else {
            scene.words.get(texts::BUTTON_SAVE).into_owned()
        };
        painter.put(x, last, &text, theme.soft);
    }
}

/// The column of the button, and whether the link stands beside it.
fn button_place(scene: &Scene<'_>, form: &Form) -> (u16, bool) {
    let save = columns(&scene.words.get(texts::BUTTON_SAVE)) + 2 * BUTTON_MARGIN;
    let both = save + BETWEEN + columns(&scene.words.get(form.link()));
    let [field, left] = [scene.grid.field, scene.grid.left + 1].map(|x| (x, x + both <= scene.grid.right()));
    if field.1 || !left.1 { field } else { left }
}

/// Columns between the button and the link.
const BETWEEN: u16 = 2;

/// Draws « Enregistrer » and the way to the other form; the cursor, if one of them has the focus.
fn buttons(painter: &mut TextPainter<'_>, scene: &Scene<'_>, form: &Form, place: Place) -> Option<Caret> {
    let grid = scene.grid;
    let save = scene.words.get(texts::BUTTON_SAVE);
    let is_saving = form.sending().is_some();
    let on_save = form.focus() == Focus::Save && !is_saving;
    let (button, is_beside) = button_place(scene, form);
    let after = scene.button(painter, button, place.row, &save, on_save);
    let told = told(scene.model, scene.words).filter(|_| on_save);
    // The cells of the labels, else those of the link.
    let link = match told {
        Some(_) if button == grid.field && !grid.stacks_labels => {
            field::tell(painter, scene, place.row, 1);
            scene.words.get(form.link())
        }
        Some(told) if is_beside => Cow::from(told),
        _ => scene.words.get(form.link()),
    };
    let (x, y) = if is_beside { (after + BETWEEN, place.row) } else { (button, place.row + 1) };
    painter.put_within(x, y, &link, Role::UNDERLINED, grid.right());
    match form.focus() {
        Focus::Save => Some(painter.position(button + BUTTON_MARGIN, place.row).into()),
        Focus::OtherForm => {
            scene.focus(painter, x, y, columns(&link), 1);
            Some(painter.position(x, y).into())
        }
        Focus::Field(_) => None,
    }
}
