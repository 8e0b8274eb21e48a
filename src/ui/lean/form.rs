//! « Modifier mon mot de passe », « Définir ou redéfinir mon mot de passe ».

use std::borrow::Cow;
use std::ops::Range;

use ratatui::layout::Rect;

use crate::app::FieldId;
use crate::app::Model;
use crate::app::form::{CaptchaImage, Field, Focus, Form};
use crate::app::keymap::hints;
use crate::captcha;
use crate::i18n::keys::{form as form_texts, screens};
use crate::i18n::{Catalogue, TextKey};
use crate::password::Tick;
use crate::ui::appearance::Appearance;
use crate::ui::caret::Caret;
use crate::ui::glyphs::MASK;
use crate::ui::names;
use crate::ui::text_painter::{TextPainter, columns, wrap};
use crate::ui::theme::Role;
use crate::ui::told::told;
use crate::ui::view_options::Estimates;
use crate::ui::widgets::secret_line::{Masks, Window};
use crate::ui::widgets::{captcha_art, secret_line};

use super::form_rows::{self, Row, Rows, save_label};
use super::gauge;
use super::layout::{self, Columns, ComparisonPlace, MARGIN};
use super::signs::{FAULT, MET, NOT_NEEDED, POINTER, UNMET};

/// Draws the form; the place of the cursor.
pub(super) fn draw(
    painter: &mut TextPainter<'_>,
    body: Rect,
    model: &Model,
    appearance: &Appearance,
    estimates: Estimates,
) -> Option<Caret> {
    let form = model.form()?;
    let pane = layout::pane(body);
    let words = appearance.lean_words(model.language());
    let told = told(model, words);
    let told_columns = told.as_deref().filter(|_| form.focus() == Focus::Save).map_or(0, columns);
    let Rows { rows, focus } = form_rows::of(form, pane, appearance, words, estimates, told_columns);
    let first = layout::visible(rows.len(), usize::from(pane.height), &focus);
    let mut painter = FormPainter {
        painter: painter.within(pane),
        form,
        estimates,
        words,
        layout: Columns::of(pane.width),
        image_keys: image_keys(model, form, appearance),
        told,
        caret: None,
    };
    for (y, row) in (0..pane.height).zip(rows.into_iter().skip(first)) {
        painter.row(y, &row);
    }
    painter.caret
}

struct FormPainter<'frame> {
    painter: TextPainter<'frame>,
    form: &'frame Form,
    estimates: Estimates,
    words: &'frame Catalogue,
    layout: Columns,
    /// The keys of the image, beside its field.
    image_keys: Option<String>,
    /// The words on the row of the cursor.
    told: Option<String>,
    caret: Option<Caret>,
}

impl FormPainter<'_> {
    fn row(&mut self, y: u16, row: &Row<'_>) {
        match row {
            Row::Blank => {}
            Row::Sentence { text, indent, fault } => {
                self.painter.put(*indent, y, text, if *fault { Role::BOLD } else { Role::PLAIN });
            }
            Row::Field(field) => self.field(y, field),
            Row::Gauge(field) => {
                let strength = self.estimates.strength(field);
                gauge::draw(&mut self.painter, MARGIN + 2, y, strength, self.words);
            }
            Row::Proposal { text, first } => {
                self.painter.put(MARGIN + 2, y, text, Role::PLAIN);
                if *first {
                    self.caret = Some(self.painter.position(MARGIN + 2, y).into());
                }
            }
            Row::Rules(rules) => self.rules(y, rules),
            Row::Image(text) => {
                let indent = self.painter.width().saturating_sub(captcha_art::columns(text)) / 2;
                self.painter.put_ink(indent.min(MARGIN), y, text, Role::PLAIN);
            }
            Row::Buttons { save, other } => self.buttons(y, *save, *other),
        }
    }

    fn field(&mut self, y: u16, field: &Field) {
        let focused = self.form.focus() == Focus::Field(field.id());
        self.pointer(0, y, focused);
        let after = self.label(y, field);
        let hint = names::hint(field.id()).filter(|_| field.id() == FieldId::BirthDate);
        let row_end = self.painter.width().saturating_sub(1);
        let start = self.layout.value.max(after + 1);
        // Without a gauge or a hint beside it, a value may fill the row.
        let is_bounded = field.is_password() || hint.is_some();
        let end = if is_bounded { self.layout.value + self.layout.value_width } else { row_end };
        // A revealed password longer than its columns takes the whole row while it is shown.
        let whole = self.layout.gauge.is_some() && is_shown_and_longer(field, end.saturating_sub(start));
        let (start, end) = if whole { (after + 1, row_end) } else { (start, end) };
        let comparison = self.comparison(field).filter(|_| !whole);
        let beside = comparison.as_ref().filter(|_| self.layout.verdict == ComparisonPlace::Beside);
        let width = end.saturating_sub(start).saturating_sub(beside.map_or(0, |(text, _)| columns(text) + 1));
        let window = match field.loss() {
            Some(_) if !field.revealed() => self.void_mark(start, y, width),
            _ => {
                let window = secret_line::window(field, width, Masks::of(MASK), focused);
                self.painter.put_within(start, y, &window.text, Role::PLAIN, start + width);
                window
            }
        };
        if let Some(hint) = hint {
            self.placeholder(hint, y, start..start + width, window.text.is_empty());
        }
        if field.id() == FieldId::Captcha {
            self.beside_the_image(start, y, field);
        }
        if !whole {
            self.estimate(start + width + 1, y, field, comparison);
        }
        if focused {
            let at = self.painter.position(start + window.cursor, y);
            let answer = if field.id() == FieldId::Captcha { answer_room(field) } else { u16::MAX };
            self.caret = Some(Caret { at, room: window.room.min(answer) });
        }
    }

    /// Draws the mark of a void secret in the place of its text, with the key that empties it if there is room.
    fn void_mark(&mut self, x: u16, y: u16, width: u16) -> Window {
        let glyph = FAULT;
        let mark = |key| format!("{glyph} {}", self.words.get(key));
        let long = mark(form_texts::VOID_MARK);
        let text = if columns(&long) <= width { long } else { mark(form_texts::VOID_MARK_SHORT) };
        self.painter.put_within(x, y, &text, Role::BOLD, x + width);
        Window { text: text.into(), cursor: 0, room: 0 }
    }

    /// Draws the label of a field after the sign of its fault; the column after it. In the place of the label, the row of
    /// the cursor tells what happened.
    fn label(&mut self, y: u16, field: &Field) -> u16 {
        let refused = self.form.refused().and_then(|response| FieldId::to_correct(&response.outcome));
        if field.fault().is_some() || field.is_in_doubt() || refused == Some(field.id()) {
            self.painter.put(MARGIN - 1, y, FAULT, Role::BOLD);
        }
        let told = self.told.as_deref().filter(|_| self.form.focus() == Focus::Field(field.id()));
        let label = self.words.get(names::short_label(field.id()));
        self.painter.put_within(MARGIN, y, told.unwrap_or(&label), Role::PLAIN, self.layout.value - 1)
    }

    /// Beside a value that ends before column `x`: its strength, or whether the confirmation is the same.
    fn estimate(&mut self, x: u16, y: u16, field: &Field, comparison: Option<(String, Role)>) {
        match (comparison, self.layout.gauge) {
            (Some((text, role)), Some(gauge)) => {
                self.painter.put(gauge, y, &text, role);
            }
            (Some((text, role)), None) => {
                self.painter.put(x, y, &text, role);
            }
            (None, Some(gauge)) => {
                let strength = self.estimates.strength(field);
                gauge::draw(&mut self.painter, gauge, y, strength, self.words);
            }
            (None, None) => {}
        }
    }

    /// Draws the hint of a field: beside it, where the first key need not erase it; else in the empty field.
    fn placeholder(&mut self, hint: TextKey, y: u16, within: Range<u16>, is_empty: bool) {
        let hint = self.words.get(hint);
        let role = Role::PLAIN;
        match self.layout.gauge {
            Some(gauge) => {
                self.painter.put(gauge, y, &hint, role);
            }
            None if is_empty => {
                self.painter.put_within(within.start, y, &hint, role, within.end);
            }
            None => {}
        }
    }

    fn beside_the_image(&mut self, start: u16, y: u16, field: &Field) {
        let Some(keys) = &self.image_keys else { return };
        let letters = u16::try_from(captcha::LENGTH).unwrap_or_default();
        let from = start + columns(field.plain()).max(letters) + 2;
        if from + columns(keys) <= self.painter.width() {
            self.painter.put(from, y, keys, Role::PLAIN);
        }
    }

    /// « identique » or « différent », in the row of the confirmation.
    fn comparison(&self, field: &Field) -> Option<(String, Role)> {
        let here = field.id() == FieldId::Confirmation && self.layout.verdict != ComparisonPlace::Below;
        let same = self.estimates.identical(self.form).filter(|_| here)?;
        let glyph = if same { MET } else { UNMET };
        Some((format!("{glyph} {}", self.words.get(names::verdict(same))), Role::PLAIN))
    }

    fn rules(&mut self, y: u16, rules: &[(String, Tick)]) {
        let mut x = MARGIN + 2;
        for (text, tick) in rules {
            let glyph = match tick {
                Tick::Met => MET,
                Tick::Unmet => UNMET,
                Tick::NotNeeded => NOT_NEEDED,
            };
            // Only the glyph changes, never its style: a met rule costs one byte.
            let after = self.painter.put(x, y, glyph, Role::PLAIN);
            x = self.painter.put(after + 1, y, text, Role::PLAIN) + 2;
        }
    }

    fn buttons(&mut self, y: u16, save: bool, other: bool) {
        let mut x = MARGIN;
        if save {
            let after = self.button(x, y, Focus::Save, &save_label(self.form, self.words));
            x = after + 2 * MARGIN;
            let told = self.told.clone().filter(|_| self.form.focus() == Focus::Save);
            if let Some(told) = told {
                x = self.painter.put(after + 1, y, &told, Role::PLAIN) + 2 * MARGIN;
            }
        }
        if other {
            let label = self.words.get(self.form.link());
            self.button(x, y, Focus::OtherForm, &label);
        }
    }

    fn button(&mut self, x: u16, y: u16, focus: Focus, label: &str) -> u16 {
        let focused = self.form.focus() == focus;
        self.pointer(x - MARGIN, y, focused);
        if focused {
            self.caret = Some(self.painter.position(x, y).into());
        }
        self.painter.put(x, y, label, Role::PLAIN)
    }

    fn pointer(&mut self, x: u16, y: u16, shown: bool) {
        if shown {
            self.painter.put(x + 1, y, POINTER, Role::PLAIN);
        }
    }
}

/// Letters of the image that are not copied yet.
fn letters_left(field: &Field) -> u16 {
    let left = captcha::LENGTH.saturating_sub(field.plain().chars().count());
    u16::try_from(left).unwrap_or_default()
}

/// Columns that the answer to an image may still fill: a letter too many, or a wide one, moves what stands beside it.
fn answer_room(field: &Field) -> u16 {
    let letters = u16::try_from(captcha::LENGTH).unwrap_or_default();
    letters.saturating_sub(columns(field.plain())).min(letters_left(field))
}

/// The keys of the image, for which the footer of the lean presentation has no room. They come in the frame of the image.
fn image_keys(model: &Model, form: &Form, appearance: &Appearance) -> Option<String> {
    if !matches!(form.image(), CaptchaImage::Shown { .. }) {
        return None;
    }
    let words = appearance.lean_words(model.language());
    let hints: Vec<String> = hints(model)
        .iter()
        .filter(|hint| [form_texts::DO_WITHOUT_IMAGE, form_texts::DO_NEW_IMAGE].contains(&hint.text))
        .map(|hint| format!("{} {}", names::keys(&hint.keys, words), words.get(hint.text)))
        .collect();
    Some(hints.join("  "))
}

/// Whether a revealed password and its cursor take more than `room` columns.
fn is_shown_and_longer(field: &Field, room: u16) -> bool {
    let is_shown = field.is_password() && field.revealed();
    field.masked().is_some_and(|secret| is_shown && columns(secret.expose()) >= room)
}

/// On a screen too low for the image and the rest, draws the image and its field; the place of the cursor.
pub(super) fn draw_image_alone(
    painter: &mut TextPainter<'_>,
    model: &Model,
    form: &Form,
    appearance: &Appearance,
) -> Option<Caret> {
    let words = appearance.lean_words(model.language());
    let field = form.fields().iter().find(|field| field.id() == FieldId::Captcha)?;
    let mut y = 0;
    for line in news(model, form, field, painter.width(), words) {
        painter.put(1, y, &line, Role::BOLD);
        y += 1;
    }
    let label = words.get(names::short_label(FieldId::Captcha));
    let start = painter.put(MARGIN, y, &label, Role::PLAIN) + 1;
    painter.put(1, y, POINTER, Role::PLAIN);
    let window = secret_line::window(field, painter.width().saturating_sub(start), Masks::of(MASK), true);
    painter.put(start, y, &window.text, Role::PLAIN);
    let letters = u16::try_from(captcha::LENGTH).unwrap_or_default();
    other_way(painter, start + columns(&window.text).max(letters) + 1, y, model, appearance);
    let caret = painter.position(start + window.cursor, y).into();
    let height = painter.height().saturating_sub(y + 1).min(appearance.glyphs.picture.rows());
    if let CaptchaImage::Shown { challenge, .. } = form.image() {
        let rows = captcha_art::rows(&challenge.picture, painter.width(), height);
        let rows = rows.unwrap_or_else(|| too_wide(words, painter.width()));
        for (y, row) in (y + 1..=y + height).zip(rows) {
            let indent = painter.width().saturating_sub(captcha_art::columns(&row)).min(1);
            painter.put_ink(indent, y, &row, Role::PLAIN);
        }
    }
    Some(caret)
}

fn too_wide(words: &Catalogue, width: u16) -> Vec<Cow<'static, str>> {
    let lines = wrap(&words.get(screens::IMAGE_TOO_WIDE), width.saturating_sub(2));
    lines.into_iter().map(Cow::from).collect()
}

/// The notice, the fault or the refusal that the user must know before they read the image again. In few rows: the
/// image needs the others.
fn news(model: &Model, form: &Form, field: &Field, width: u16, words: &Catalogue) -> Vec<String> {
    let refused =
        form.refused().filter(|response| FieldId::to_correct(&response.outcome) == Some(FieldId::Captcha));
    let text = model
        .notice()
        .or(field.fault())
        .map(|text| words.format(text))
        .or_else(|| refused.map(|response| words.format(&response.text())));
    text.map_or_else(Vec::new, |text| wrap(&text, width.saturating_sub(2)))
}

/// Draws the key of the delay: this screen has no footer.
fn other_way(painter: &mut TextPainter<'_>, from: u16, y: u16, model: &Model, appearance: &Appearance) {
    let words = appearance.lean_words(model.language());
    if let Some(hint) = hints(model).iter().find(|hint| hint.text == form_texts::DO_WITHOUT_IMAGE) {
        let text = format!("{} {}", names::keys(&hint.keys, words), words.get(hint.text));
        painter.put_right(from, y, &text, Role::PLAIN);
    }
}

/// Fewest rows of a refusal above an image, and of a fault under its field.
const REFUSAL: u16 = 4;
const FAULT_ROWS: u16 = 2;

/// Whether `rows` rows are too few for the image, its field, and its refusal or fault.
pub(super) fn image_needs_the_screen(form: &Form, appearance: &Appearance, rows: u16) -> bool {
    let refused =
        form.refused().and_then(|response| FieldId::to_correct(&response.outcome)) == Some(FieldId::Captcha);
    let fault = form.field(FieldId::Captcha).is_some_and(|field| field.fault().is_some());
    let message_rows = if refused { REFUSAL } else { 0 } + if fault { FAULT_ROWS } else { 0 };
    form.focus() == Focus::Field(FieldId::Captcha)
        && matches!(form.image(), CaptchaImage::Shown { .. })
        && rows < appearance.glyphs.picture.rows() + 4 + message_rows
}
