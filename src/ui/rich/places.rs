//! The rows of the fields and the buttons of a form.

/// Rows from `row` on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) row: u16,
    pub(super) height: u16,
}

/// The rows that a part of a form takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Need {
    pub(super) height: u16,
    /// Whether words stand under its first row even when all is well: it is the first to get air.
    pub(super) is_full: bool,
}

/// The places of the parts of a form, in their order; the buttons are the last one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Places {
    /// `None`: outside the window.
    pub(super) parts: Vec<Option<Place>>,
    /// Parts above the window, and below it.
    pub(super) above: usize,
    pub(super) below: usize,
}

/// All parts in the rows from `first` to `end`, the spare rows between them; `None` if they do not fit.
pub(super) fn all(needs: &[Need], first: u16, end: u16) -> Option<Places> {
    let taken: u16 = needs.iter().map(|need| need.height).sum();
    let mut spare = end.checked_sub(first)?.checked_sub(taken)?;
    let mut air = vec![0; needs.len()];
    let fields = needs.len().saturating_sub(1);
    let last = fields.saturating_sub(1);
    let full: Vec<usize> =
        (0..last).filter(|part| needs.get(*part).is_some_and(|need| need.is_full)).collect();
    let others: Vec<usize> = (0..last).filter(|part| !full.contains(part)).collect();
    spare = give(&mut air, &full, spare);
    spare = give(&mut air, &[last], spare);
    // The others have theirs together, or none: the rows of a form are at one distance.
    if usize::from(spare) >= others.len() {
        give(&mut air, &others, spare);
    }
    let mut row = first;
    let parts = needs.iter().zip(air).map(|(need, air)| {
        let place = Place { row, height: need.height + if need.is_full { air } else { 0 } };
        row += need.height + air;
        Some(place)
    });
    Some(Places { parts: parts.collect(), above: 0, below: 0 })
}

/// A row of air under each of these parts, as long as there are spare ones; the rows left.
fn give(air: &mut [u16], to: &[usize], mut spare: u16) -> u16 {
    for part in to {
        if let (Some(air), Some(left)) = (air.get_mut(*part), spare.checked_sub(1)) {
            *air += 1;
            spare = left;
        }
    }
    spare
}

/// As many parts around `focus` as the rows from `first` to `end` hold, but for a row at either end that counts the others.
pub(super) fn around(needs: &[Need], focus: usize, first: u16, end: u16) -> Places {
    let room = usize::from(end.saturating_sub(first));
    let height = |part: usize| needs.get(part).map_or(0, |need| usize::from(need.height));
    let marks = |from: usize, to: usize| usize::from(from > 0) + usize::from(to < needs.len());
    let (mut from, mut to, mut taken) = (focus, focus + 1, height(focus));
    loop {
        let before = from.checked_sub(1).filter(|part| taken + height(*part) + marks(*part, to) <= room);
        if let Some(part) = before.filter(|_| focus - from < to - focus) {
            (from, taken) = (part, taken + height(part));
            continue;
        }
        if to < needs.len() && taken + height(to) + marks(from, to + 1) <= room {
            (to, taken) = (to + 1, taken + height(to));
            continue;
        }
        match before {
            Some(part) => (from, taken) = (part, taken + height(part)),
            None => break,
        }
    }
    let mut row = first + u16::from(from > 0 && taken < room);
    let place = |(part, need): (usize, &Need)| {
        let height = need.height.min(end.saturating_sub(row));
        let place = Place { row, height };
        let shown = (from..to).contains(&part).then_some(place);
        row += if shown.is_some() { height } else { 0 };
        shown
    };
    let parts = needs.iter().enumerate().map(place).collect();
    Places { parts, above: from, below: needs.len() - to }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(height: u16, is_full: bool) -> Need {
        Need { height, is_full }
    }

    fn rows(places: &Places) -> Vec<Option<u16>> {
        places.parts.iter().map(|place| place.map(|place| place.row)).collect()
    }

    #[test]
    fn spare_rows_go_to_full_parts_first() {
        let change =
            [need(2, false), need(2, false), need(2, true), need(2, true), need(7, true), need(1, false)];
        assert_eq!(rows(&all(&change, 3, 22).unwrap()), [3, 5, 7, 10, 13, 21].map(Some));
        assert_eq!(rows(&all(&change, 3, 25).unwrap()), [3, 6, 9, 12, 15, 23].map(Some));
        assert_eq!(all(&change, 3, 18), None);
    }

    #[test]
    fn window_keeps_focus_and_its_neighbours() {
        let parts =
            [need(2, false), need(2, false), need(4, false), need(2, false), need(2, false), need(1, false)];
        let places = around(&parts, 2, 1, 11);
        assert_eq!(rows(&places), [None, Some(2), Some(4), Some(8), None, None]);
        assert_eq!((places.above, places.below), (1, 2));
        assert_eq!(rows(&around(&parts, 0, 1, 11)), [Some(1), Some(3), Some(5), None, None, None]);
        assert_eq!(around(&[need(30, false)], 0, 1, 11).parts, [Some(Place { row: 1, height: 10 })]);
    }
}
