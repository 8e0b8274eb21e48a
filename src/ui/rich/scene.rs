//! [`Scene`]: the inputs of every drawing of one frame: model, words, glyphs, grid.

use crate::app::Model;
use crate::captcha::PictureForm;
use crate::i18n::Catalogue;
use crate::ui::appearance::Appearance;
use crate::ui::glyphs::GlyphSet;
use crate::ui::theme::{Role, Theme};
use crate::ui::view_options::Estimates;

use super::grid::Grid;
use crate::ui::text_painter::{TextPainter, columns};

#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) model: &'a Model,
    pub(super) appearance: &'a Appearance,
    pub(super) words: &'a Catalogue,
    pub(super) grid: Grid,
    pub(super) estimates: Estimates,
}

impl<'a> Scene<'a> {
    /// The same, with the fields from another column on.
    pub(super) fn with_field_at(self, field: u16) -> Self {
        Self { grid: Grid { field, ..self.grid }, ..self }
    }

    pub(super) fn theme(&self) -> &'a Theme {
        &self.appearance.theme
    }

    pub(super) fn glyphs(&self) -> GlyphSet {
        self.appearance.glyphs
    }

    /// Whether the image stands across the form, under its field: that of a terminal without quadrants is twice as wide.
    pub(super) fn has_wide_image(&self) -> bool {
        self.grid.is_whole && self.glyphs().picture == PictureForm::Ascii
    }

    /// Plain words, and words in bold.
    pub(super) fn ink(&self) -> Role {
        self.theme().ink
    }

    pub(super) fn strong(&self) -> Role {
        self.theme().ink.bold()
    }

    /// Draws the two bars around what has the focus: `width` columns from `x`, `height` rows from `y`.
    pub(super) fn focus(&self, painter: &mut TextPainter<'_>, x: u16, y: u16, width: u16, height: u16) {
        for row in y..y + height {
            painter.put(x.saturating_sub(1), row, self.glyphs().left_bar, self.theme().accent);
            painter.put(x + width, row, self.glyphs().right_bar, self.theme().accent);
        }
    }

    /// Draws a button at (`x`, `y`), focused or not; the column after it.
    pub(super) fn button(
        &self,
        painter: &mut TextPainter<'_>,
        x: u16,
        y: u16,
        label: &str,
        focused: bool,
    ) -> u16 {
        let width = columns(label) + 2 * BUTTON_MARGIN;
        painter.fill(x, y, width, 1, self.theme().button);
        painter.put(x + BUTTON_MARGIN, y, label, self.theme().on_button.bold());
        if focused {
            self.focus(painter, x, y, width, 1);
        }
        x + width
    }
}

/// Blanks at both ends of a button.
pub(super) const BUTTON_MARGIN: u16 = 2;
