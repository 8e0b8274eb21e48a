//! « Aide »: the seed's sections, then the keys of the moment.

use ratatui::layout::{Position, Rect};

use crate::app::Model;
use crate::app::keymap::{Hint, hints, hints_under_help};
use crate::i18n::Text;
use crate::i18n::keys::screens;
use crate::ui::layout::MARGIN;
use crate::ui::look::Look;
use crate::ui::names;
use crate::ui::pen::{Pen, wrap};
use crate::ui::theme::Role;

/// Most columns of a line: eyes lose the next one beyond.
const WIDEST: u16 = 90;

/// Draws the help over the whole body, scrolled; the cursor goes to its first line.
pub(in crate::ui) fn draw(pen: &mut Pen<'_>, body: Rect, model: &Model, look: &Look) -> Option<Position> {
    let first = usize::from(model.help.scroll.min(end(body, model, look)));
    let mut pen = pen.within(body);
    for (y, (text, role)) in (0..body.height).zip(lines(model, look, width(body)).into_iter().skip(first)) {
        pen.put(MARGIN, y, &text, role);
    }
    Some(pen.position(MARGIN, 0))
}

/// The scroll that shows the last line at the bottom of `body`.
pub(in crate::ui) fn end(body: Rect, model: &Model, look: &Look) -> u16 {
    let lines = lines(model, look, width(body)).len();
    u16::try_from(lines).unwrap_or(u16::MAX).saturating_sub(body.height)
}

fn width(body: Rect) -> u16 {
    body.width.saturating_sub(2 * MARGIN).min(WIDEST)
}

/// Draws as much of the help as fits beside a form.
pub(in crate::ui) fn draw_beside(pen: &mut Pen<'_>, model: &Model, look: &Look) {
    let lines = lines(model, look, pen.width().saturating_sub(3));
    for y in 0..pen.height() {
        pen.put(0, y, look.signs.column, look.theme.frame);
    }
    for (y, (text, role)) in (0..pen.height()).zip(lines) {
        pen.put(2, y, &text, role);
    }
}

fn lines(model: &Model, look: &Look, width: u16) -> Vec<(String, Role)> {
    let words = look.words(model.language);
    let policy = &model.settings.policy;
    let complexity = Text::from(screens::HELP_COMPLEXITY_TEXT).number("count", policy.min_length);
    let mut lines = vec![
        (words.get(screens::HELP_TITLE).into_owned(), look.theme.title),
        (String::new(), Role::default()),
    ];
    for (heading, text) in [
        (screens::HELP_COMPLEXITY, words.say(&complexity)),
        (screens::HELP_HEAD_OFFICE, words.get(screens::HELP_HEAD_OFFICE_TEXT).into_owned()),
        (screens::HELP_EXTERNAL, words.get(screens::HELP_EXTERNAL_TEXT).into_owned()),
    ] {
        lines.push((words.get(heading).into_owned(), look.theme.heading));
        lines.extend(wrap(&text, width).into_iter().map(|line| (line, look.theme.subtitle)));
        lines.push((String::new(), Role::default()));
    }
    lines.push((words.get(screens::HELP_KEYS).into_owned(), look.theme.heading));
    for hint in keys_of(model) {
        let mut keys = names::keys(&hint.keys, words);
        if !hint.alternatives.is_empty() {
            keys = format!("{keys}, {}", names::keys(&hint.alternatives, words));
        }
        lines.push((format!("{keys} : {}", words.get(hint.text)), look.theme.hint));
    }
    lines
}

/// The keys of the screen that the help explains, whether it covers it or stands beside.
fn keys_of(model: &Model) -> Vec<Hint> {
    if model.help.open { hints_under_help(model) } else { hints(model) }
}
