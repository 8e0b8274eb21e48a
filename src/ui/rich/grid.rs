//! [`Grid`]: the columns and the rows that every screen is drawn on, by the size of the window.

/// Columns of a label, on as many rows as it takes.
pub(super) const LABEL: u16 = 23;
/// Columns between a label and its field: a blank, the sign of a fault, the bar of the focus.
const GAP: u16 = 3;
/// Columns of the figure and the label of a gauge.
pub(super) const FIGURE: u16 = 16;
/// Columns of the help beside a form, and before it: a blank, a line, a blank.
pub(super) const HELP: u16 = 26;
const BEFORE_HELP: u16 = 3;
/// Columns of a field: at least, where there is room, and above its label.
const FIELD: (u16, u16) = (24, 32);
const FIELD_UNDER_LABEL: u16 = 36;
/// Columns of a window from which on the gauge stands beside its field; a narrower form names the rules that are not met.
pub const GAUGE_BESIDE_FROM: u16 = 80;
/// Columns of a line that is easy to read.
const TEXT: u16 = 76;

/// The grid of a window. Columns and rows count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grid {
    pub(super) width: u16,
    pub(super) height: u16,
    /// The left edge of every screen.
    pub(super) left: u16,
    /// First column of the fields, and their columns.
    pub(super) field: u16,
    pub(super) field_width: u16,
    /// Cells of a gauge.
    pub(super) gauge: u16,
    /// Columns of the form from `left`, and of all with the help.
    pub(super) form: u16,
    pub(super) all: u16,
    /// Whether the label stands above its field.
    pub(super) stacks_labels: bool,
    /// Whether the gauge stands beside its field, not beneath.
    pub(super) gauge_beside: bool,
    /// Whether the title has a row of its own, and the image is drawn with the form.
    pub(super) is_whole: bool,
    /// Whether there are rows to give.
    pub(super) is_tall: bool,
    /// Whether the image stands under its field, not beside.
    pub(super) image_under: bool,
    /// Whether the help stands beside the form.
    pub(super) has_help: bool,
    /// First row under header and title.
    pub(super) top: u16,
}

impl Grid {
    pub(super) fn of(width: u16, height: u16) -> Self {
        let stacks_labels = width < 60;
        let gauge_beside = width >= GAUGE_BESIDE_FROM;
        let is_whole = gauge_beside && height >= 24;
        let has_help = width >= 110 && height >= 18;
        let gauge = if width >= 100 { 10 } else { 8 };
        let beside = if gauge_beside { 2 + gauge + 1 + FIGURE } else { 0 };
        let help = if has_help { BEFORE_HELP + HELP } else { 0 };
        let label = if stacks_labels { 0 } else { LABEL + GAP };
        let field_width = if stacks_labels {
            FIELD_UNDER_LABEL
        } else {
            // Two columns stay free at either side, or one and the bar of the focus.
            width.saturating_sub(label + beside + help + 2).clamp(FIELD.0, FIELD.1)
        };
        let form = label + field_width + beside;
        let all = form + help;
        let left = if stacks_labels { 2 } else { (width.saturating_sub(all) / 2).max(1) };
        let is_tall = height >= 30;
        let image_under = is_whole && height >= 36;
        let top = match height {
            _ if !is_whole => 2,
            ..30 => 3,
            30..36 => 4,
            _ => 6 + (height - 36) / 4,
        };
        Self {
            width,
            height,
            left,
            field: left + label,
            field_width,
            gauge,
            form,
            all,
            stacks_labels,
            gauge_beside,
            is_whole,
            is_tall,
            image_under,
            has_help,
            top,
        }
    }

    /// The column after the last one that the words of a form may take.
    pub(super) fn right(&self) -> u16 {
        if self.has_help { self.left + self.form } else { self.width.saturating_sub(1) }
    }

    /// The row of the title, where it has one.
    pub(super) fn title(&self) -> u16 {
        self.top.saturating_sub(2 + u16::from(self.image_under))
    }

    /// The row of state, above the keys, and the row of the keys.
    pub(super) fn state(&self) -> u16 {
        self.height.saturating_sub(2)
    }

    pub(super) fn keys(&self) -> u16 {
        self.height.saturating_sub(1)
    }

    /// Columns of a text from the left edge.
    pub(super) fn text(&self) -> u16 {
        self.width.saturating_sub(2 * self.left).min(TEXT)
    }

    /// First column of the help beside the form.
    pub(super) fn help(&self) -> u16 {
        self.left + self.form + BEFORE_HELP
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::small((40, 12), (2, 36, 36))]
    #[case::narrow((60, 18), (1, 32, 58))]
    #[case::usual((80, 24), (1, 25, 78))]
    #[case::wider((100, 30), (6, 32, 87))]
    #[case::with_help((110, 30), (1, 24, 108))]
    #[case::wide((120, 40), (2, 32, 116))]
    #[case::widest((200, 60), (42, 32, 116))]
    fn grid_follows_window(#[case] size: (u16, u16), #[case] (left, field, all): (u16, u16, u16)) {
        let grid = Grid::of(size.0, size.1);
        assert_eq!((grid.left, grid.field_width, grid.all), (left, field, all));
    }

    #[test]
    fn field_always_has_room() {
        for (width, height) in (40..=200).flat_map(|width| (12..=60).map(move |height| (width, height))) {
            let grid = Grid::of(width, height);
            let least = if (60..120).contains(&width) { 24 } else { 32 };
            assert!(grid.field_width >= least, "{width}x{height}: {grid:?}");
            assert!(grid.left + grid.all <= width && grid.field + grid.field_width < width, "{grid:?}");
        }
    }
}
