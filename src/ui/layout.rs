//! The layout: columns of a form, the help beside it, and the visible rows if not all fit.

use std::ops::Range;

use ratatui::layout::Rect;

use super::widgets::strength_gauge;

/// Smallest screen; a smaller one shows one sentence that says so.
pub(super) const SMALLEST: (u16, u16) = (40, 12);
/// From this width on the help stands beside the form.
const BESIDE: u16 = 110;
/// Columns left of every label, for the mark of the focus.
pub(super) const MARGIN: u16 = 3;
/// The longest label of the web page in a row with a gauge, and the longest short one. The label of the image is
/// longer, and its value stands after it.
const LONG_LABEL: u16 = 40;
const SHORT_LABEL: u16 = 21;
/// Columns of a form with long labels, and with short ones, its gauges beside.
const WIDE: u16 = MARGIN + LONG_LABEL + 1 + 16 + 2 + strength_gauge::WIDTH + 1;
const MIDDLE: u16 = MARGIN + SHORT_LABEL + 1 + 18 + 2 + strength_gauge::WIDTH + 1;
/// Columns of « ✗ différent » and a blank.
const VERDICT: u16 = 12;
/// Columns of the help beside the form, and most columns of a form: eyes do not travel further.
const WIDEST_HELP: u16 = 56;
const NARROWEST_HELP: u16 = 28;
const WIDEST_FORM: u16 = 100;
const WIDEST_LEAN: u16 = 80;

/// The form and, if there is room, the help beside it. `lean`: no help, and no wider form, because motions cost bytes.
pub(super) fn beside(body: Rect, lean: bool) -> (Rect, Option<Rect>) {
    if lean {
        return (Rect { width: body.width.min(WIDEST_LEAN), ..body }, None);
    }
    if body.width < BESIDE {
        return (body, None);
    }
    let form = if body.width >= WIDE + 2 + NARROWEST_HELP {
        body.width.saturating_sub(2 + WIDEST_HELP).clamp(WIDE, WIDEST_FORM)
    } else {
        body.width - 2 - NARROWEST_HELP
    };
    let help = Rect { x: body.x + form + 2, width: (body.width - form - 2).min(WIDEST_HELP), ..body };
    (Rect { width: form, ..body }, Some(help))
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
    /// Whether labels are those of the web page.
    pub(super) long_labels: bool,
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
    /// `lean`: labels are short, however wide the form is.
    pub(super) fn of(width: u16, lean: bool) -> Self {
        let long_labels = width >= WIDE && !lean;
        let value = MARGIN + if long_labels { LONG_LABEL } else { SHORT_LABEL } + 1;
        let gauge = (width >= MIDDLE).then(|| width - strength_gauge::WIDTH - 1);
        let value_width = gauge.map_or(width, |gauge| gauge - 1).saturating_sub(value + 1);
        let verdict = match gauge {
            Some(_) => ComparisonPlace::InGauge,
            None if value_width >= VERDICT + 12 => ComparisonPlace::Beside,
            None => ComparisonPlace::Below,
        };
        Self { long_labels, value, value_width, verdict, gauge }
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

    type Parts = (bool, u16, u16, ComparisonPlace, Option<u16>);

    #[rstest]
    #[case(40, (false, 25, 14, ComparisonPlace::Below, None))]
    #[case(60, (false, 25, 34, ComparisonPlace::Beside, None))]
    #[case(80, (false, 25, 25, ComparisonPlace::InGauge, Some(52)))]
    #[case(90, (true, 44, 16, ComparisonPlace::InGauge, Some(62)))]
    #[case(100, (true, 44, 26, ComparisonPlace::InGauge, Some(72)))]
    fn form_columns_follow_width(#[case] width: u16, #[case] parts: Parts) {
        let (long_labels, value, value_width, verdict, gauge) = parts;
        let columns = Columns { long_labels, value, value_width, verdict, gauge };
        assert_eq!(Columns::of(width, false), columns);
        assert!(!Columns::of(width, true).long_labels);
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

    #[test]
    fn wide_form_has_help_beside() {
        let body = |width| Rect::new(0, 2, width, 20);
        assert_eq!(beside(body(109), false).1, None);
        assert_eq!(beside(body(120), true), (body(80), None));
        for width in 110..=200 {
            let (form, help) = beside(body(width), false);
            let help = help.unwrap();
            assert!(form.width >= 78 && help.width >= 28 && form.width + 2 + help.width <= width, "{width}");
        }
        assert!(Columns::of(beside(body(120), false).0.width, false).long_labels);
    }
}
