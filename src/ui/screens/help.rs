//! « Aide »: the sections of the web page, then the keys of the moment.

use ratatui::layout::{Position, Rect};

use crate::app::Model;
use crate::app::form::wording;
use crate::app::keymap::{Hint, hints, hints_under_help};
use crate::i18n::keys::form::{KEY_DOWN, KEY_F1};
use crate::i18n::keys::screens;
use crate::i18n::{Catalogue, Text, TextKey};
use crate::password::{CharacterClass, Policy, Rule};
use crate::ui::appearance::Appearance;
use crate::ui::layout::MARGIN;
use crate::ui::names;
use crate::ui::text_painter::{TextPainter, wrap};
use crate::ui::theme::Role;

/// Most columns of a line that is easy to read.
const WIDEST: u16 = 90;

/// Draws the help over the whole body, scrolled; the cursor goes to its first line.
pub(in crate::ui) fn draw(
    painter: &mut TextPainter<'_>,
    body: Rect,
    model: &Model,
    appearance: &Appearance,
) -> Option<Position> {
    let end = end(body, model, appearance);
    let first = model.help().scroll.min(end);
    let mut painter = painter.within(body);
    let lines = lines(model, appearance, width(body));
    let rows = rows(lines.len(), body.height);
    for (y, (text, role)) in (0..rows).zip(lines.into_iter().skip(usize::from(first))) {
        painter.put(MARGIN, y, &text, role);
    }
    if first < end {
        more(&mut painter, MARGIN, KEY_DOWN, model, appearance);
    }
    Some(painter.position(MARGIN, 0))
}

/// Rows for the text: if it does not fit, the last row shows that more follows.
fn rows(lines: usize, height: u16) -> u16 {
    if lines > usize::from(height) { height.saturating_sub(1) } else { height }
}

/// Draws in the last row that there is more, and the key that shows it.
fn more(painter: &mut TextPainter<'_>, x: u16, key: TextKey, model: &Model, appearance: &Appearance) {
    let words = appearance.words(model.language());
    let sentence = Text::from(screens::HELP_MORE).word("key", words.get(key));
    painter.put(x, painter.height().saturating_sub(1), &words.format(&sentence), appearance.strong());
}

/// The scroll that shows the last line at the bottom of `body`.
pub(in crate::ui) fn end(body: Rect, model: &Model, appearance: &Appearance) -> u16 {
    let lines = lines(model, appearance, width(body)).len();
    u16::try_from(lines).unwrap_or(u16::MAX).saturating_sub(rows(lines, body.height))
}

fn width(body: Rect) -> u16 {
    body.width.saturating_sub(2 * MARGIN).min(WIDEST)
}

/// Draws as much of the help as fits beside a form.
pub(in crate::ui) fn draw_beside(painter: &mut TextPainter<'_>, model: &Model, appearance: &Appearance) {
    let lines = lines(model, appearance, painter.width().saturating_sub(3));
    for y in 0..painter.height() {
        painter.put(0, y, appearance.glyphs.column, appearance.theme.rest);
    }
    let rows = rows(lines.len(), painter.height());
    if rows < painter.height() {
        more(painter, 2, KEY_F1, model, appearance);
    }
    for (y, (text, role)) in (0..rows).zip(lines) {
        painter.put(2, y, &text, role);
    }
}

fn lines(model: &Model, appearance: &Appearance, width: u16) -> Vec<(String, Role)> {
    let words = appearance.words(model.language());
    let theme = &appearance.theme;
    let mut lines = Vec::new();
    let mut paragraph = |text: &str, role: Role| {
        lines.extend(wrap(text, width).into_iter().map(|line| (line, role)));
    };
    // If the help covers the screen, the header has its title.
    if !model.help().open {
        paragraph(&words.get(screens::HELP_TITLE), appearance.strong());
        paragraph(" ", theme.ink);
    }
    let policy = model.settings.judge.policy();
    let complexity = complexity(policy, words);
    let phrase = (policy.passphrase_length > 0).then(|| format!(" {}", words.get(screens::HELP_NOT_NEEDED)));
    for (heading, text) in [
        (
            screens::HELP_COMPLEXITY,
            format!("{complexity} {}{}", words.get(screens::HELP_SIGNS), phrase.unwrap_or_default()),
        ),
        (screens::HELP_EXTERNAL, words.get(screens::HELP_EXTERNAL_TEXT).into_owned()),
    ] {
        paragraph(&words.get(heading), appearance.strong());
        paragraph(&text, theme.ink);
        paragraph(" ", theme.ink);
    }
    paragraph(&words.get(screens::HELP_KEYS), appearance.strong());
    for hint in keys_of(model) {
        paragraph(&names::key_and_use(&hint, words), theme.ink);
    }
    paragraph(" ", theme.ink);
    paragraph(&words.get(screens::HELP_LIMITS), appearance.strong());
    paragraph(&names::limits(&model.settings, words), theme.ink);
    lines
}

/// The sentence of the web page if the policy is its own; else the rules of the policy.
fn complexity(policy: &Policy, words: &Catalogue) -> String {
    use CharacterClass::{Digit, Lower, Special, Upper};
    let is_seed = [Lower, Upper, Digit, Special].iter().all(|class| policy.require.contains(class));
    let sentence = if is_seed {
        Text::from(screens::HELP_COMPLEXITY_TEXT)
    } else {
        let classes =
            policy.require.iter().map(|class| words.format(&wording::rule(Rule::Class(*class)).tick));
        let asked: Vec<_> =
            std::iter::once(words.format(&wording::rule(Rule::MinLength(policy.min_length)).tick))
                .chain(classes)
                .collect();
        Text::from(screens::HELP_COMPLEXITY_OTHER).word("rules", asked.join(", "))
    };
    words.format(&sentence.number("count", policy.min_length))
}

/// The keys of the screen under the help or beside it.
fn keys_of(model: &Model) -> Vec<Hint> {
    if model.help().open { hints_under_help(model) } else { hints(model) }
}
