//! « Gérer mon mot de passe »: two cards.

use crate::app::FormKind;
use crate::i18n::TextKey;
use crate::i18n::keys::screens;
use crate::ui::caret::Caret;
use crate::ui::text_painter::{TextPainter, columns, wrap};

use super::chrome;
use super::scene::Scene;

/// Columns between the edge of a card and its number, and its words.
const NUMBER: u16 = 2;
const WORDS: u16 = 5;
/// From this width on the cards stand beside each other.
const BESIDE: u16 = 110;

struct Card {
    kind: FormKind,
    number: &'static str,
    title: String,
    lines: Vec<String>,
    /// The answers to prepare; the last lines.
    at_hand: Vec<String>,
}

/// Draws the menu; the cursor stands on the number of the chosen card.
pub(super) fn draw(painter: &mut TextPainter<'_>, scene: &Scene<'_>, chosen: FormKind) -> Caret {
    let grid = scene.grid;
    let beside = grid.width >= BESIDE;
    // A column at either side for the bars of the focus.
    let all =
        if grid.stacks_labels { grid.text() } else { grid.all.min(grid.width.saturating_sub(2 * grid.left)) };
    let width = if beside { (all - 2) / 2 - 2 } else { all.saturating_sub(2) };
    let cards = cards(scene, width.saturating_sub(WORDS + 1));
    let is_airy = grid.is_whole;
    let height = |card: &Card| {
        let lines = 1 + card.lines.len() + card.at_hand.len();
        u16::try_from(lines).unwrap_or(u16::MAX) + if is_airy { 2 } else { 0 }
    };
    let tallest = cards.iter().map(height).max().unwrap_or(0);
    let mut y = if is_airy { grid.top + 1 } else { grid.top.min(2) };
    let mut x = grid.left + 1;
    let mut caret = Caret::default();
    for card in &cards {
        let rows = if beside || is_airy { tallest } else { height(card) };
        if let Some(at) = draw_card(painter, scene, card, (x, y, width, rows), chosen) {
            caret = at;
        }
        if beside {
            x += width + 4;
        } else {
            y += rows + 1;
        }
    }
    if beside {
        y += tallest + 1;
    }
    below(painter, scene, y + u16::from(is_airy));
    chrome::draw(painter, scene, screens::MENU_TITLE, caret.at.y);
    caret
}

fn draw_card(
    painter: &mut TextPainter<'_>,
    scene: &Scene<'_>,
    card: &Card,
    (x, y, width, rows): (u16, u16, u16, u16),
    chosen: FormKind,
) -> Option<Caret> {
    let theme = scene.theme();
    painter.fill(x, y, width, rows, theme.card);
    if card.kind == chosen {
        scene.focus(painter, x, y, width, rows);
    }
    let first = y + u16::from(scene.grid.is_whole);
    painter.put(x + NUMBER, first, card.number, theme.on_card.bold());
    painter.put(x + WORDS, first, &card.title, theme.on_card.bold());
    let lines = card.lines.iter().map(|line| (line, theme.on_card));
    let lines = lines.chain(card.at_hand.iter().map(|line| (line, theme.card_soft)));
    for (y, (line, role)) in (first + 1..y + rows).zip(lines) {
        painter.put(x + WORDS, y, line, role);
    }
    (card.kind == chosen).then(|| painter.position(x + NUMBER, first).into())
}

/// Draws under the cards what the organisation wants to say, and whom to call.
fn below(painter: &mut TextPainter<'_>, scene: &Scene<'_>, mut y: u16) {
    let grid = scene.grid;
    let settings = &scene.model.settings;
    let notice = settings.notice.as_ref().map(ToString::to_string);
    for text in [notice, settings.support_line(scene.words)].into_iter().flatten() {
        let lines = wrap(&text, grid.text());
        if y + u16::try_from(lines.len()).unwrap_or(u16::MAX) > grid.keys() {
            return;
        }
        for line in lines {
            painter.put(grid.left + 1, y, &line, scene.ink());
            y += 1;
        }
        y += u16::from(grid.is_whole);
    }
}

fn cards(scene: &Scene<'_>, width: u16) -> [Card; 2] {
    let words = scene.words;
    let card = |kind, number, title: TextKey, explained: TextKey, at_hand: Option<TextKey>| Card {
        kind,
        number,
        title: words.get(title).into_owned(),
        lines: wrap(&words.get(explained), width),
        at_hand: at_hand.map_or_else(Vec::new, |key| wrap(&words.get(key), width)),
    };
    let offered = scene.model.settings.offers_reset;
    let (explained, at_hand) = if offered {
        (screens::MENU_RESET_EXPLAINED, Some(screens::MENU_RESET_AT_HAND))
    } else {
        (screens::MENU_RESET_CLOSED, None)
    };
    // A window of few rows leaves out what is told in the form too.
    let is_told = |key: TextKey| scene.grid.height >= 15 && columns(&words.get(key)) > 0;
    let change = Some(screens::MENU_CHANGE_AT_HAND).filter(|key| is_told(*key));
    [
        card(FormKind::Change, "1", screens::MENU_CHANGE, screens::MENU_CHANGE_EXPLAINED, change),
        card(FormKind::Reset, "2", screens::MENU_RESET, explained, at_hand.filter(|key| is_told(*key))),
    ]
}
