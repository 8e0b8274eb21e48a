//! One field of a form: its label, its trough (the cells that hold its text), its judgement, its fault.

use ratatui::style::Style;

use crate::account::Outcome;
use crate::app::FieldId;
use crate::app::form::check::chance_text;
use crate::app::form::{Field, Focus, Form};
use crate::captcha;
use crate::i18n::keys::form as texts;
use crate::password::generate::Proposal;
use crate::ui::caret::Caret;
use crate::ui::names;
use crate::ui::text_painter::{TextPainter, columns, wrap};
use crate::ui::theme::Role;
use crate::ui::told::told;
use crate::ui::widgets::secret_line::{self, Masks, Window, cut};

use super::grid::LABEL;
use super::judgement::{self, Missing, Rules};
use super::places::{Need, Place};
use super::scene::Scene;

/// Columns of the field for the text of an image.
pub(super) const ANSWER: u16 = 7;

/// The lines of the label of a field.
pub(super) fn label(scene: &Scene<'_>, field: FieldId) -> Vec<String> {
    let width = if scene.grid.stacks_labels { scene.grid.form } else { LABEL };
    let is_short = field == FieldId::Captcha && scene.has_wide_image();
    let key = if is_short { names::short_label(field) } else { names::label(field) };
    wrap(&scene.words.get(key), width)
}

/// Rows from the first one of a field to its trough.
fn above(scene: &Scene<'_>, labels: u16) -> u16 {
    if scene.grid.stacks_labels { labels } else { 0 }
}

/// The rows that a field takes; in a window, one without the focus takes the fewest.
pub(super) fn need(scene: &Scene<'_>, form: &Form, field: &Field, in_window: bool) -> Need {
    let labels = rows(label(scene, field.id()).len());
    let above = above(scene, labels);
    let rules = if field.id() == FieldId::New { rules_height(scene, form) } else { 0 };
    let gauge = u16::from(field.is_password() && !scene.grid.gauge_beside);
    if in_window {
        let is_focused = form.focus() == Focus::Field(field.id());
        let faults = faults(scene, form, field).join(" ");
        let width = scene.grid.right().saturating_sub(scene.grid.field);
        let fault = if faults.is_empty() { 0 } else { rows(wrap(&faults, width).len()) };
        let hint = u16::from(names::hint(field.id()).is_some() && !scene.grid.gauge_beside);
        let judged = match form.proposal().filter(|_| shows_proposal(form, field)) {
            Some(proposal) => proposal_rows(scene, proposal),
            None => gauge + rules.max(fault).max(hint),
        };
        let under = if is_focused { judged } else { 0 };
        return Need { height: (above + 1 + under).max(labels), is_full: false };
    }
    let under = (gauge + rules).max(1);
    Need { height: above + 1 + under, is_full: rules > 0 || labels > 1 }
}

/// The rows under a proposal: its rest, if it is longer than the field, and how much chance is in it.
fn proposal_rows(scene: &Scene<'_>, proposal: &Proposal) -> u16 {
    let width = scene.grid.right().saturating_sub(scene.grid.field);
    let chance = wrap(&scene.words.format(&chance_text(proposal)), width);
    rows(chance.len()) + u16::from(columns(proposal.text.expose()) > scene.grid.field_width)
}

fn rules_height(scene: &Scene<'_>, form: &Form) -> u16 {
    if scene.grid.gauge_beside { Rules::of(scene, form).height() } else { Missing::of(scene, form).height() }
}

fn rows(lines: usize) -> u16 {
    u16::try_from(lines).unwrap_or(u16::MAX)
}

/// Draws a field; the cursor, if it has the focus.
pub(super) fn draw(
    painter: &mut TextPainter<'_>,
    scene: &Scene<'_>,
    form: &Form,
    field: &Field,
    place: Place,
) -> Option<Caret> {
    let grid = scene.grid;
    let labels = label(scene, field.id());
    for (y, line) in (place.row..place.row + place.height).zip(&labels) {
        painter.put(grid.left, y, line, scene.ink());
    }
    let above = above(scene, rows(labels.len()));
    let y = place.row + above;
    let is_focused = form.focus() == Focus::Field(field.id());
    if is_focused {
        tell(painter, scene, place.row, rows(labels.len()));
    }
    let is_wide = is_wider_than_its_trough(scene, form, field);
    let caret = trough(
        painter,
        scene,
        form,
        field,
        y,
        if is_wide { grid.form - (grid.field - grid.left) } else { width(scene, field) },
    );
    let under = Place { row: y + 1, height: (place.row + place.height).saturating_sub(y + 1) };
    let is_judged = grid.gauge_beside || is_focused || !grid.stacks_labels;
    if !is_wide && !shows_proposal(form, field) && is_judged && !gives_way(scene, form, field, under) {
        judge(painter, scene, form, field, y);
    }
    details(painter, scene, form, field, under, labels.len() > 1 && above == 0);
    caret.filter(|_| is_focused)
}

/// Draws the last event in the place of a label of `height` rows: a display in braille shows the row of the cursor.
pub(super) fn tell(painter: &mut TextPainter<'_>, scene: &Scene<'_>, y: u16, height: u16) {
    let Some(text) = told(scene.model, scene.words) else { return };
    let (grid, theme) = (scene.grid, scene.theme());
    for row in y..y + height {
        let width = if grid.stacks_labels { grid.form } else { LABEL };
        painter.put(grid.left, row, &" ".repeat(width.into()), scene.ink());
    }
    painter.put(grid.left, y, &text, scene.strong());
    if text.starts_with(scene.glyphs().warning) {
        painter.put(grid.left, y, scene.glyphs().warning, theme.warn.bold());
    }
}

/// Columns of the trough of a field.
pub(super) fn width(scene: &Scene<'_>, field: &Field) -> u16 {
    if field.id() == FieldId::Captcha { ANSWER } else { scene.grid.field_width }
}

/// Whether a proposal, or a password that is shown, takes the place of the gauge too.
fn is_wider_than_its_trough(scene: &Scene<'_>, form: &Form, field: &Field) -> bool {
    if !scene.grid.gauge_beside {
        return false;
    }
    let is_proposed = shows_proposal(form, field);
    let is_shown = field.is_password() && field.revealed();
    let is_long = field.masked().is_some_and(|text| columns(text.expose()) >= scene.grid.field_width);
    is_proposed || (is_shown && is_long)
}

/// Draws the trough with what it holds, and the bars of the focus at its two ends, which are a part of it: bars come and go
/// without another ground.
pub(super) fn trough(
    painter: &mut TextPainter<'_>,
    scene: &Scene<'_>,
    form: &Form,
    field: &Field,
    y: u16,
    width: u16,
) -> Option<Caret> {
    let (grid, theme) = (scene.grid, scene.theme());
    let x = grid.field;
    let is_focused = form.focus() == Focus::Field(field.id());
    let (ground, ink) = roles(scene, form, field);
    painter.fill(x.saturating_sub(1), y, width + 2, 1, ink.over(ground));
    if is_at_fault(form, field) {
        // In the first cells of the row of the cursor, where a display in braille shows it.
        painter.put(x.saturating_sub(2), y, scene.glyphs().fault, theme.bad.bold());
    }
    if is_focused {
        scene.focus(painter, x, y, width, 1);
    }
    if let Some(proposal) = form.proposal().filter(|_| field.id() == FieldId::New) {
        let (first, rest) = cut(proposal.text.expose(), width.into());
        painter.put_within(x, y, first, ink, x + width);
        painter.put(x, y + 1, rest, scene.strong());
        return Some(painter.position(x, y).into());
    }
    let window = match field.loss() {
        Some(_) if !field.revealed() => void_mark(scene, width),
        _ => secret_line::window(field, width, Masks::of(scene.glyphs().mask), is_focused),
    };
    painter.put_within(x, y, &window.text, ink, x + width);
    let room = match field.id() {
        FieldId::Captcha => window.room.min(answer_room(field)),
        _ => window.room,
    };
    Some(Caret { at: painter.position(x + window.cursor, y), room })
}

/// The mark of a void secret in the place of its text, with the key that empties it if there is room.
fn void_mark(scene: &Scene<'_>, width: u16) -> Window {
    let mark = |key| format!("{} {}", scene.glyphs().fault, scene.words.get(key));
    let long = mark(texts::VOID_MARK);
    let text = if columns(&long) <= width { long } else { mark(texts::VOID_MARK_SHORT) };
    Window { text: text.into(), cursor: 0, room: 0 }
}

/// Columns that the answer to an image may still fill: a letter too many, or a wide one, moves what stands beside it.
fn answer_room(field: &Field) -> u16 {
    let letters = u16::try_from(captcha::LENGTH).unwrap_or_default();
    let typed = u16::try_from(field.plain().chars().count()).unwrap_or(u16::MAX);
    letters.saturating_sub(columns(field.plain())).min(letters.saturating_sub(typed))
}

fn roles(scene: &Scene<'_>, form: &Form, field: &Field) -> (Role, Role) {
    let theme = scene.theme();
    if is_at_fault(form, field) { (theme.fault, theme.on_fault) } else { (theme.trough, theme.on_trough) }
}

/// The style of what is typed in a field.
pub(super) fn input(scene: &Scene<'_>, form: &Form, field: &Field) -> Style {
    let (ground, ink) = roles(scene, form, field);
    let blank = scene.appearance.ground(scene.model.presentation());
    blank.patch(Style::from(ground)).patch(Style::from(ink))
}

fn judge(painter: &mut TextPainter<'_>, scene: &Scene<'_>, form: &Form, field: &Field, y: u16) {
    let grid = scene.grid;
    let beside = grid.field + grid.field_width + 2;
    let at = match grid.gauge_beside {
        true => (beside, y),
        false => (grid.field, y + 1),
    };
    // The example stays beside what is typed: a first key has nothing to erase.
    let hint = names::hint(field.id());
    if field.id() == FieldId::Confirmation {
        if let Some(same) =
            scene.estimates.identical(form).filter(|_| grid.gauge_beside || field.fault().is_none())
        {
            judgement::comparison(painter, scene, at, same);
        }
    } else if let Some(strength) = scene.estimates.strength(field) {
        judgement::gauge(painter, scene, at, strength);
    } else if let Some(hint) = hint.filter(|_| grid.gauge_beside) {
        painter.put(beside, y, &scene.words.get(hint), scene.theme().soft);
    } else if let Some(hint) = hint.filter(|_| !is_at_fault(form, field)) {
        // Under the field, where its fault comes.
        painter.put(grid.field, y + 1, &scene.words.get(hint), scene.theme().soft);
    }
}

/// Whether a proposal stands in the place of what was typed, and of its judgement.
fn shows_proposal(form: &Form, field: &Field) -> bool {
    field.id() == FieldId::New && form.proposal().is_some()
}

fn is_at_fault(form: &Form, field: &Field) -> bool {
    if shows_proposal(form, field) {
        return false;
    }
    field.fault().is_some() || field.is_in_doubt() || refusal_of(form, field).is_some()
}

fn refusal_of<'form>(form: &'form Form, field: &Field) -> Option<&'form crate::account::Response> {
    // Where several fields may be wrong, each says so until it is changed.
    let refused = form.refused().filter(|response| response.outcome != Outcome::NotIdentified);
    refused.filter(|response| FieldId::to_correct(&response.outcome) == Some(field.id()))
}

/// The faults of a field, or why its request was refused, the most useful sentence first: what is missing, if more than
/// one rule is broken.
pub(super) fn faults(scene: &Scene<'_>, form: &Form, field: &Field) -> Vec<String> {
    if shows_proposal(form, field) {
        return Vec::new();
    }
    let in_doubt = || field.is_in_doubt().then(|| scene.words.get(texts::FAULT_IN_DOUBT).into_owned());
    let refused = || refusal_of(form, field).map(|response| scene.words.format(&response.text()));
    let mut faults = field.faults();
    let Some(first) = faults.next() else { return in_doubt().or_else(refused).into_iter().collect() };
    if faults.next().is_none() {
        return vec![scene.words.format(first)];
    }
    let (missing, others) = judgement::missing(scene, form, field);
    missing.into_iter().chain(others).collect()
}

/// Draws under a field its fault, or its rules.
fn details(
    painter: &mut TextPainter<'_>,
    scene: &Scene<'_>,
    form: &Form,
    field: &Field,
    under: Place,
    label_goes_on: bool,
) {
    let grid = scene.grid;
    if field.id() == FieldId::Captcha {
        return;
    }
    let gauge = u16::from(
        !grid.gauge_beside
            && scene.estimates.strength(field).is_some()
            && field.id() != FieldId::Confirmation
            && !shows_proposal(form, field)
            && !gives_way(scene, form, field, under),
    );
    let under = Place { row: under.row + gauge, height: under.height.saturating_sub(gauge) };
    let faults = faults(scene, form, field);
    if !faults.is_empty() {
        say_fault(painter, scene, &faults, under, label_goes_on);
    } else if let Some(proposal) = form.proposal().filter(|_| field.id() == FieldId::New) {
        let text = scene.words.format(&chance_text(proposal));
        let width = grid.right() - grid.field;
        // In a narrow form the text goes on where the gauge would be.
        let goes_on = u16::from(!grid.gauge_beside && columns(proposal.text.expose()) > grid.field_width);
        let under = Place { row: under.row + goes_on, height: under.height.saturating_sub(goes_on) };
        // Under its field on as many rows as it needs, if they are there.
        let fits = wrap(&text, width).len() <= usize::from(under.height);
        let x = if fits { grid.field } else { grid.left };
        for (y, line) in (under.row..under.row + under.height).zip(wrap(&text, grid.right() - x)) {
            painter.put(x, y, &line, scene.theme().soft);
        }
    } else if field.id() == FieldId::New {
        if grid.gauge_beside {
            Rules::of(scene, form).draw(painter, scene, under.row, under.height);
        } else {
            // The row of the gauge stays free for it.
            let row = if gauge == 0 { under.row + 1 } else { under.row };
            Missing::of(scene, form).draw(painter, scene, row, under.height.saturating_sub(1 - gauge));
        }
    }
}

/// Whether a fault takes the one row that a gauge has.
fn gives_way(scene: &Scene<'_>, form: &Form, field: &Field, under: Place) -> bool {
    !scene.grid.gauge_beside && under.height < 2 && !faults(scene, form, field).is_empty()
}

/// Draws faults after their bar: under the field, or from the left edge where they are longer than that. Sentences that
/// do not fit wait until the first ones are mended.
pub(super) fn say_fault(
    painter: &mut TextPainter<'_>,
    scene: &Scene<'_>,
    faults: &[String],
    under: Place,
    label_goes_on: bool,
) {
    let grid = scene.grid;
    let lines = |x: u16, sentences: usize| {
        let text = faults.iter().take(sentences).map(String::as_str).collect::<Vec<_>>().join(" ");
        Some((x, wrap(&text, grid.right().saturating_sub(x))))
            .filter(|(_, lines)| rows(lines.len()) <= under.height)
    };
    let from_left =
        |sentences| lines(grid.left + 1, sentences).filter(|_| !label_goes_on && !grid.stacks_labels);
    let whole = (1..=faults.len()).rev().find_map(|most| lines(grid.field, most).or_else(|| from_left(most)));
    // A sentence longer than its rows shows its beginning: silence would hide that there is one.
    let beginning = || {
        let width = grid.right().saturating_sub(grid.field);
        let mut lines = wrap(faults.first()?, width.saturating_sub(1));
        lines.truncate(under.height.into());
        if let Some(last) = lines.last_mut() {
            last.truncate(last.trim_end_matches([' ', ';', ':', ',', '.']).len());
            last.push('…');
        }
        Some((grid.field, lines))
    };
    let Some((x, lines)) = whole.or_else(beginning) else { return };
    for (y, line) in (under.row..under.row + under.height).zip(lines) {
        painter.put(x - 1, y, scene.glyphs().left_bar, scene.theme().bad);
        painter.put(x, y, &line, scene.ink());
    }
}
