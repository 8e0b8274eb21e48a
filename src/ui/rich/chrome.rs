//! The frame around every screen: header, title, row of state, keys.

use crate::app::keymap::hints;
use crate::i18n::keys::{form as form_texts, screens};
use crate::i18n::{Text, TextKey};
use crate::ui::names;
use crate::ui::text_painter::{TextPainter, columns, wrap};

use super::scene::Scene;

/// Draws header, title, keys and row of state, which leaves row `cursor` free.
pub(super) fn draw(painter: &mut TextPainter<'_>, scene: &Scene<'_>, title: TextKey, cursor: u16) {
    header(painter, scene, title);
    footer(painter, scene, keys(scene));
    state(painter, scene, cursor);
}

/// The keys of the moment and what they do, the most useful first. Those of the image stand beside it.
pub(super) fn keys(scene: &Scene<'_>) -> Vec<(String, String)> {
    let of_image = [form_texts::DO_NEW_IMAGE, form_texts::DO_WITHOUT_IMAGE];
    let is_shown =
        |text| scene.model.form().is_some() && !scene.model.help_is_open() && of_image.contains(&text);
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

/// Draws the row of keys: each with what it does. That of the help, which names the others, is always among them.
pub(super) fn footer(painter: &mut TextPainter<'_>, scene: &Scene<'_>, keys: Vec<(String, String)>) {
    let (grid, theme) = (scene.grid, scene.theme());
    painter.fill(0, grid.keys(), grid.width, 1, theme.footer);
    let room = grid.width.saturating_sub(grid.left + 1);
    let [shown, close] = WIDTHS.map(|between| names::fitting_keys(&keys, scene.words, room, between));
    let is_close = close.len() > shown.len() && (close.len() == keys.len() || !grid.gauge_beside);
    let [wide, narrow] = WIDTHS;
    let (shown, between) = if is_close { (close, narrow) } else { (shown, wide) };
    let mut x = grid.left;
    for (key, does) in shown {
        let after = painter.put(x, grid.keys(), key, theme.key.bold());
        x = painter.put(after + 1, grid.keys(), does, theme.on_footer) + between;
    }
}

/// Columns between two keys; fewer if all keys have room then, or one more in a narrow window.
const WIDTHS: [u16; 2] = [3, 2];

/// Draws the notice in the row of state, more of them for a longer one, until the next key removes it. Where the cursor is
/// there, it takes the row of the keys too.
pub(super) fn state(painter: &mut TextPainter<'_>, scene: &Scene<'_>, cursor: u16) {
    let Some((notice, lines)) = notice(scene) else { return };
    let (grid, theme) = (scene.grid, scene.theme());
    let is_fault = notice.key == form_texts::NOTICE_FAULTS;
    let (sign, role) =
        if is_fault { (scene.glyphs().fault, theme.bad) } else { (scene.glyphs().warning, theme.warn) };
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let above_keys = grid.keys().saturating_sub(rows);
    let first = if rows <= 1 || cursor < above_keys { above_keys } else { grid.height.saturating_sub(rows) };
    painter.clear(0, first, grid.width, rows, scene.appearance.ground(scene.model.presentation()));
    painter.put(grid.left, first, sign, role.bold());
    for (y, line) in (first..grid.height).zip(lines) {
        painter.put(grid.left + 2, y, &line, scene.strong());
    }
}

/// The rows of the notice; 0 without one.
pub(super) fn notice_rows(scene: &Scene<'_>) -> u16 {
    notice(scene).map_or(0, |(_, lines)| u16::try_from(lines.len()).unwrap_or(u16::MAX))
}

/// The notice, and its sentence in lines after its sign.
fn notice(scene: &Scene<'_>) -> Option<(Text, Vec<String>)> {
    let notice = names::notice(scene.model)?;
    let width = scene.grid.width.saturating_sub(scene.grid.left + 3);
    let lines = wrap(&scene.words.format(&notice), width);
    Some((notice, lines))
}
