//! The layout: columns of a form, and the visible rows if not all fit.

use std::ops::Range;

use ratatui::layout::Rect;

use super::gauge;

/// Columns left of every label, for the mark of the focus.
pub(super) const MARGIN: u16 = 3;
/// The longest label in a row with a gauge.
const LABEL: u16 = 21;
/// Columns of a form with its gauges beside.
const MIDDLE: u16 = MARGIN + LABEL + 1 + 18 + 2 + gauge::WIDTH + 1;
/// Columns of « ✗ différent » and a blank.
const VERDICT: u16 = 12;
/// Most columns of a form: motions cost bytes.
const WIDEST: u16 = 80;

/// The columns of the form.
pub(super) fn pane(body: Rect) -> Rect {
    Rect { width: body.width.min(WIDEST), ..body }
}

/// The place of « identique » or « différent ».
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ComparisonPlace {
    /// In place of the bar: the same password has the same bar in the row above.
    InGauge,
    /// After the confirmation.
    Beside,
    /// In the row below the confirmation.
    Below,
}

/// The columns of a form of some width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    /// First column of the values.
    pub(super) value: u16,
    /// Columns of a value.
    pub(super) value_width: u16,
    /// The place of « identique ».
    pub(super) verdict: ComparisonPlace,
    /// First column of the gauge; `None`: it stands in the row below.
    pub(super) gauge: Option<u16>,
}

impl Columns {
    pub(super) fn of(width: u16) -> Self {
        let value = MARGIN + LABEL + 1;
        let gauge = (width >= MIDDLE).then(|| width - gauge::WIDTH - 1);
        let value_width = gauge.map_or(width, |gauge| gauge - 1).saturating_sub(value + 1);
        let verdict = match gauge {
            Some(_) => ComparisonPlace::InGauge,
            None if value_width >= VERDICT + 12 => ComparisonPlace::Beside,
            None => ComparisonPlace::Below,
        };
        Self { value, value_width, verdict, gauge }
    }
}

/// The first of `total` rows that `height` rows show, so that the rows of the focus are visible.
///
/// It depends on the focus only: coming back shows the same rows.
pub(super) fn visible(total: usize, height: usize, focus: &Range<usize>) -> usize {
    if total <= height || focus.end <= height {
        return 0;
    }
    // A focus taller than the screen shows its beginning.
    (focus.end - height).min(focus.start)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(40, (14, ComparisonPlace::Below, None))]
    #[case(60, (34, ComparisonPlace::Beside, None))]
    #[case(80, (35, ComparisonPlace::InGauge, Some(62)))]
    fn form_columns_follow_width(
        #[case] width: u16,
        #[case] (value_width, verdict, gauge): (u16, ComparisonPlace, Option<u16>),
    ) {
        assert_eq!(Columns::of(width), Columns { value: 25, value_width, verdict, gauge });
    }

    #[rstest]
    #[case((20, 21), 18..20, 0)]
    #[case((30, 20), 0..2, 0)]
    #[case((30, 20), 19..20, 0)]
    #[case((30, 20), 19..21, 1)]
    #[case((30, 20), 28..30, 10)]
    #[case((30, 8), 10..25, 10)]
    fn focus_stays_visible(#[case] size: (usize, usize), #[case] focus: Range<usize>, #[case] first: usize) {
        assert_eq!(visible(size.0, size.1, &focus), first);
    }
}
