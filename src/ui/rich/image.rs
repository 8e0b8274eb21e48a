//! The image to copy, and its field.

use std::borrow::Cow;

use crate::app::FieldId;
use crate::app::form::{CaptchaImage, Field, Focus, Form, wording};
use crate::app::keymap::hints;
use crate::captcha::PictureForm;
use crate::i18n::keys::{form as texts, screens};
use crate::i18n::{Text, TextKey};
use crate::ui::caret::Caret;
use crate::ui::names;
use crate::ui::text_painter::{TextPainter, columns, wrap};
use crate::ui::told::told;
use crate::ui::widgets::captcha_art;

use super::field;
use super::places::{Need, Place};
use super::scene::Scene;

/// Columns from the left edge to the image.
const INDENT: u16 = 38;

/// The rows that the field takes, with its image where that is drawn with the form.
pub(super) fn need(scene: &Scene<'_>, form: &Form, in_window: bool) -> Need {
    let grid = scene.grid;
    let labels = u16::try_from(field::label(scene, FieldId::Captcha).len()).unwrap_or(1);
    let height = PictureForm::Quadrants.rows();
    let rows = match form.image() {
        CaptchaImage::Skipped { .. } => u16::try_from(waived(scene, form).len()).unwrap_or(u16::MAX),
        _ if in_window && grid.stacks_labels => labels + 1 + u16::from(is_focused(form)),
        _ if in_window || !grid.is_whole => labels.max(2),
        _ if grid.image_under => labels + height,
        _ => height,
    };
    Need { height: rows, is_full: grid.is_whole }
}

fn is_focused(form: &Form) -> bool {
    form.focus() == Focus::Field(FieldId::Captcha)
}

/// The sentence in the place of an image that is waived.
fn waived(scene: &Scene<'_>, form: &Form) -> Vec<String> {
    let CaptchaImage::Skipped { delay } = form.image() else { return Vec::new() };
    let key = if form.sending().is_some() { texts::WITHOUT_IMAGE_SENT } else { texts::WITHOUT_IMAGE };
    let sentence = Text::from(key).number("seconds", names::seconds(delay.lasts)).number("left", delay.left);
    wrap(&scene.words.format(&sentence), scene.grid.text())
}

/// Draws the field, and what is to be said or seen of its image.
pub(super) fn draw(
    painter: &mut TextPainter<'_>,
    scene: &Scene<'_>,
    form: &Form,
    captcha: &Field,
    place: Place,
) -> Option<Caret> {
    let grid = scene.grid;
    let rows = place.row..place.row + place.height;
    if let CaptchaImage::Skipped { .. } = form.image() {
        for (y, line) in rows.zip(waived(scene, form)) {
            painter.put(grid.left, y, &line, scene.ink());
        }
        return None;
    }
    let caret = field::draw(painter, scene, form, captcha, place);
    if grid.stacks_labels {
        let y = place.row + place.height.saturating_sub(1);
        if is_focused(form) {
            say(painter, scene, (grid.left, y), news(scene, form, captcha));
        }
        return caret;
    }
    if grid.is_whole {
        keys_of_whole(painter, scene, place);
        picture(painter, scene, form, place);
        fault(painter, scene, form, captcha, place);
    } else {
        in_few_rows(painter, scene, form, captcha, place);
    }
    caret
}

/// Draws beside the field that the image comes when it is reached, and its keys or its fault.
fn in_few_rows(painter: &mut TextPainter<'_>, scene: &Scene<'_>, form: &Form, captcha: &Field, place: Place) {
    let grid = scene.grid;
    let words = scene.words.get(screens::IMAGE_COMES_HERE);
    painter.put(grid.field + field::ANSWER + 2, place.row, &words, scene.theme().soft);
    let under = Place { row: place.row + 1, height: place.height.saturating_sub(1) };
    let faults = field::faults(scene, form, captcha);
    if faults.is_empty() {
        keys_beside(painter, scene, grid.field, place.row + 1);
    } else {
        field::say_fault(painter, scene, &faults, under, true);
    }
}

/// Draws the keys beside the field, or under its label where the image stands beside.
fn keys_of_whole(painter: &mut TextPainter<'_>, scene: &Scene<'_>, place: Place) {
    if scene.grid.image_under {
        return keys_beside(painter, scene, scene.grid.field + field::ANSWER + 4, place.row);
    }
    let first = (place.row + PictureForm::Quadrants.rows()).saturating_sub(2);
    for (y, (key, does)) in (first..).zip(keys(scene)) {
        let after = painter.put(scene.grid.left, y, &key, scene.strong());
        painter.put(after + 1, y, &does, scene.theme().soft);
    }
}

/// Draws the image, or the words in its place.
fn picture(painter: &mut TextPainter<'_>, scene: &Scene<'_>, form: &Form, place: Place) {
    let (grid, theme) = (scene.grid, scene.theme());
    let (x, y) = if grid.image_under { (grid.field, place.row + 2) } else { (grid.left + INDENT, place.row) };
    let is_small = scene.appearance.glyphs.picture == PictureForm::Quadrants;
    match form.image() {
        CaptchaImage::Shown { challenge, .. } if is_small => {
            let rows = captcha_art::rows(&challenge.picture, PictureForm::Quadrants.columns(), grid.height);
            for (y, row) in (y..).zip(rows.unwrap_or_default()) {
                painter.put_ink(x, y, &row, theme.image);
            }
        }
        image => {
            let words = scene.words.get(in_its_place(image, is_focused(form)));
            for (y, line) in
                (y..).zip(wrap(&words, PictureForm::Quadrants.columns().min(grid.right().saturating_sub(x))))
            {
                painter.put(x, y, &line, theme.soft);
            }
        }
    }
}

/// Draws the fault where neither the label nor the image stand.
fn fault(painter: &mut TextPainter<'_>, scene: &Scene<'_>, form: &Form, captcha: &Field, place: Place) {
    let grid = scene.grid;
    let text = field::faults(scene, form, captcha).join(" ");
    if text.is_empty() {
        return;
    }
    let (x, y, width) = if grid.image_under {
        (grid.field, place.row + 1, grid.right() - grid.field)
    } else {
        (grid.left + 1, place.row + 2, INDENT - 3)
    };
    for (y, line) in (y..place.row + place.height).zip(wrap(&text, width)) {
        painter.put(x - 1, y, scene.glyphs().left_bar, scene.theme().bad);
        painter.put(x, y, &line, scene.ink());
    }
}

/// The news of the image, or of its text, in one row.
fn news(scene: &Scene<'_>, form: &Form, captcha: &Field) -> Option<String> {
    let of_image = || match form.image() {
        CaptchaImage::Shown { .. } => None,
        image => Some(scene.words.get(in_its_place(image, is_focused(form))).into_owned()),
    };
    captcha.fault().map(|fault| scene.words.format(fault)).or_else(of_image)
}

fn say(painter: &mut TextPainter<'_>, scene: &Scene<'_>, (x, y): (u16, u16), words: Option<String>) {
    for (y, line) in (y..).take(1).zip(wrap(&words.unwrap_or_default(), scene.grid.right().saturating_sub(x)))
    {
        painter.put(x, y, &line, scene.theme().soft);
    }
}

fn in_its_place(image: &CaptchaImage, is_focused: bool) -> TextKey {
    match image {
        CaptchaImage::Pending => screens::IMAGE_COMING,
        CaptchaImage::OnRequest { or_wait } => wording::image_on_request(*or_wait),
        CaptchaImage::Failed => screens::IMAGE_FAILED,
        CaptchaImage::Expired if is_focused => screens::IMAGE_STALE,
        _ => screens::IMAGE_BELOW,
    }
}

/// The keys of the image, and what they do.
fn keys(scene: &Scene<'_>) -> Vec<(String, String)> {
    let of_image = [texts::DO_NEW_IMAGE, texts::DO_WITHOUT_IMAGE];
    let mut hints: Vec<_> =
        hints(scene.model).into_iter().filter(|hint| of_image.contains(&hint.text)).collect();
    hints.sort_by_key(|hint| hint.text != texts::DO_NEW_IMAGE);
    let named = hints.into_iter();
    named
        .map(|hint| (names::keys(&hint.keys, scene.words), scene.words.get(hint.text).into_owned()))
        .collect()
}

/// Columns of the keys in a row.
fn keys_width(scene: &Scene<'_>) -> u16 {
    let keys = keys(scene);
    let width: u16 = keys.iter().map(|(key, does)| columns(key) + 1 + columns(does) + BETWEEN_KEYS).sum();
    width.saturating_sub(BETWEEN_KEYS)
}

/// Columns between two keys.
const BETWEEN_KEYS: u16 = 3;

fn keys_beside(painter: &mut TextPainter<'_>, scene: &Scene<'_>, mut x: u16, y: u16) {
    for (key, does) in keys(scene) {
        if x + columns(&key) + 1 + columns(&does) > scene.grid.right() {
            return;
        }
        let after = painter.put(x, y, &key, scene.strong());
        x = painter.put(after + 1, y, &does, scene.theme().soft) + BETWEEN_KEYS;
    }
}

/// Whether the image comes alone with its field, because it is reached and no form has room for it.
pub(super) fn is_alone(scene: &Scene<'_>, form: &Form) -> bool {
    let with_form = scene.grid.is_whole && scene.appearance.glyphs.picture == PictureForm::Quadrants;
    is_focused(form) && matches!(form.image(), CaptchaImage::Shown { .. }) && !with_form
}

/// Draws the image alone with its field; the cursor.
pub(super) fn draw_alone(painter: &mut TextPainter<'_>, scene: &Scene<'_>, form: &Form) -> Option<Caret> {
    let grid = scene.grid;
    let captcha = form.field(FieldId::Captcha)?;
    let CaptchaImage::Shown { challenge, .. } = form.image() else { return None };
    let rows_left = grid.keys().saturating_sub(3);
    let drawn = captcha_art::rows(&challenge.picture, grid.right().saturating_sub(1), rows_left);
    let too_wide = || wrap(&scene.words.get(screens::IMAGE_TOO_WIDE), grid.text());
    let drawn = drawn.unwrap_or_else(|| too_wide().into_iter().map(Into::into).collect());
    let height = u16::try_from(drawn.len()).unwrap_or(rows_left).min(rows_left);
    let spare = rows_left - height;
    let first = 1 + u16::from(spare > 1);
    let widest = drawn.iter().map(|row| captcha_art::columns(row)).max().unwrap_or(0);
    let x = grid.left.min(grid.width.saturating_sub(widest));
    for (y, row) in (first..first + height).zip(&drawn) {
        painter.put_ink(x, y, row, scene.theme().image);
    }
    let faults = field::faults(scene, form, captcha);
    let label = told(scene.model, scene.words)
        .map_or_else(|| scene.words.get(names::short_label(FieldId::Captcha)), Cow::from);
    let at = scene.with_field_at(grid.left + columns(&label) + 3);
    let beside = at.grid.field + field::ANSWER + 2;
    let is_beside = beside + keys_width(scene) <= grid.right();
    // The keys have the row beneath where they do not fit beside: the blank row goes.
    let y = first + height + u16::from(spare > 0 && is_beside);
    painter.put(grid.left, y, &label, scene.ink());
    let caret = field::trough(painter, &at, form, captcha, y, field::ANSWER);
    let under = Place { row: y + 1, height: grid.keys().saturating_sub(y + 1) };
    let fault = wrap(&faults.join(" "), grid.right().saturating_sub(grid.left + 1));
    let keys_row = if is_beside { y } else { grid.state() };
    // A fault of two rows takes that of the keys.
    if is_beside || fault.len() < usize::from(under.height) || faults.is_empty() {
        keys_beside(painter, scene, if is_beside { beside } else { grid.left }, keys_row);
    }
    field::say_fault(painter, &scene.with_field_at(grid.left + 1), &faults, under, true);
    caret
}
