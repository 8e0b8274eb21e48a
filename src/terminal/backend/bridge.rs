//! Writes again what the cursor would pass over, where that takes no more bytes than a motion.
//!
//! A screen reader speaks what is written: a word that is written in two halves, with a motion over the letters between
//! them, is spoken in two halves.

use ratatui::layout::Position;

use super::super::motion;
use super::known_cell::{KnownCell, Page};
use super::{LeanBackend, PenState};

/// Columns above which a motion is always shorter.
const FARTHEST: u16 = 9;

impl LeanBackend {
    pub(super) fn move_to(&mut self, to: Position, page: Page) {
        self.push(&self.motion_to(to, self.pen, page));
        self.cursor = Some(to);
    }

    /// The shortest bytes that bring the cursor to `to` while the terminal writes with `pen`.
    pub(super) fn motion_to(&self, to: Position, pen: Option<PenState>, page: Page) -> String {
        motion::shortest(self.cursor, to, |column| self.text_again(column, to, pen?, page))
    }

    /// The text from `column` to `to`, on one row, if writing it with `pen` changes nothing on the terminal.
    fn text_again(&self, column: u16, to: Position, pen: PenState, page: Page) -> Option<String> {
        if to.x.saturating_sub(column) > FARTHEST {
            return None;
        }
        let known = self.row(to.y).get(column.into()..to.x.into())?;
        (column..to.x)
            .zip(known)
            .map(|(x, known)| self.cell_again(Position::new(x, to.y), *known, pen, page))
            .collect()
    }

    /// The text of one column, if it is certain to take that column alone, and to look the same with `pen`.
    fn cell_again(&self, at: Position, known: KnownCell, pen: PenState, page: Page) -> Option<String> {
        let cell = match page.and_then(|page| page.cell(at)) {
            Some(cell) => self.glyph(at.x, cell),
            None if known == KnownCell::Blank => self.blank_at(at.x),
            None => return None,
        };
        let is_known = known != KnownCell::SecondHalf && cell.blank == (known == KnownCell::Blank);
        let is_single = cell.width == 1 && cell.text.chars().nth(1).is_none();
        let looks_the_same = cell.pen_from(Some(pen), self.level).1.is_empty();
        (is_known && is_single && looks_the_same).then(|| cell.text.into_owned())
    }
}
