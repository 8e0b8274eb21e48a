//! The frame around every screen: header, title, row of state, keys.

use crate::app::keymap::hints;
use crate::i18n::TextKey;
use crate::i18n::keys::{form as form_texts, screens};
use crate::ui::names;
use crate::ui::text_painter::{TextPainter, columns, wrap};
use crate::ui::theme::Role;

use super::scene::Scene;

/// Draws header, title, keys and row of state.
pub(super) fn draw(painter: &mut TextPainter<'_>, scene: &Scene<'_>, title: TextKey) {
    header(painter, scene, title);
    footer(painter, scene, keys(scene));
    state(painter, scene);
}

/// The keys of the moment and what they do, the most useful first. Those of the image stand beside it.
pub(super) fn keys(scene: &Scene<'_>) -> Vec<(String, String)> {
    let of_image = [form_texts::DO_NEW_IMAGE, form_texts::DO_WITHOUT_IMAGE];
    let is_shown =
        |text| scene.model.form().is_some() && !scene.model.help().open && of_image.contains(&text);
    let hints = hints(scene.model).into_iter().filter(|hint| !is_shown(hint.text));
    hints
        .map(|hint| (names::keys(&hint.keys, scene.words), scene.words.get(hint.text).into_owned()))
        .collect()
}

/// Draws the header, with the title in it where rows are few.
pub(super) fn header(painter: &mut TextPainter<'_>, scene: &Scene<'_>, title: TextKey) {
    let (grid, theme, words) = (scene.grid, scene.theme(), scene.words);
    let (name, title) = (words.get(screens::PROGRAM), words.get(title));
    painter.fill(0, 0, grid.width, 1, theme.band);
    if !grid.is_whole {
        let before = format!("{name} {} ", scene.glyphs().step);
        let fits = grid.left + columns(&before) + columns(&title) < grid.width;
        let x = if fits { painter.put(grid.left, 0, &before, theme.band_soft) } else { grid.left };
        painter.put(x, 0, &title, theme.on_band.bold());
        return;
    }
    let after = painter.put(grid.left, 0, &name, theme.on_band.bold());
    let after = painter.put(after + 2, 0, &words.get(screens::SUBTITLE), theme.band_soft);
    let organisation = &scene.model.settings.organisation;
    let end = (grid.left + grid.all).min(grid.width);
    if let Some(x) = end.checked_sub(columns(organisation)).filter(|x| *x >= after + 2) {
        painter.put(x, 0, organisation, theme.band_soft);
    }
    painter.put(grid.left, grid.title(), &title, scene.strong());
}

/// Draws the row of keys: each with what it does.
pub(super) fn footer(painter: &mut TextPainter<'_>, scene: &Scene<'_>, keys: Vec<(String, String)>) {
    let (grid, theme) = (scene.grid, scene.theme());
    painter.fill(0, grid.keys(), grid.width, 1, theme.footer);
    let mut x = grid.left;
    for (key, does) in keys {
        if x + columns(&key) + 1 + columns(&does) >= grid.width {
            break;
        }
        let after = painter.put(x, grid.keys(), &key, theme.key.bold());
        x = painter.put(after + 1, grid.keys(), &does, theme.on_footer) + 3;
    }
}

/// Draws the notice in the row of state. A longer one takes the row of the keys too, until the next key removes it.
pub(super) fn state(painter: &mut TextPainter<'_>, scene: &Scene<'_>) {
    let Some(notice) = names::notice(scene.model) else { return };
    let is_fault = notice.key == form_texts::NOTICE_FAULTS;
    let (sign, role) = if is_fault {
        (scene.glyphs().fault, scene.theme().bad)
    } else {
        (scene.glyphs().warning, scene.theme().warn)
    };
    say(painter, scene, (sign, role), &scene.words.format(&notice));
}

/// Draws a sentence in the row of state, after its sign.
pub(super) fn say(painter: &mut TextPainter<'_>, scene: &Scene<'_>, sign: (&str, Role), sentence: &str) {
    let grid = scene.grid;
    let lines = wrap(sentence, grid.width.saturating_sub(grid.left + 3));
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let first = if rows <= 1 { grid.state() } else { grid.height.saturating_sub(rows) };
    painter.clear(0, first, grid.width, rows, scene.appearance.ground(scene.model.presentation()));
    painter.put(grid.left, first, sign.0, sign.1.bold());
    for (y, line) in (first..grid.height).zip(lines) {
        painter.put(grid.left + 2, y, &line, scene.strong());
    }
}
