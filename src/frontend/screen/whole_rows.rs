//! Sends whole rows, for a screen reader that follows the screen: it speaks what is written, and the one letter or mark
//! that changed in a row says nothing by itself.

use std::collections::{BTreeMap, BTreeSet};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;

/// A cell of a frame, with its column and its row.
type Placed<'a> = (u16, u16, &'a Cell);

/// The cells of `page` to send: those that `changed`, the whole row where one of them has something to say, and the whole
/// row that the cursor reaches on its way `from` one place `to` another.
pub(super) fn cells<'a>(
    changed: Vec<Placed<'a>>,
    page: &'a Buffer,
    from: Position,
    to: Position,
) -> Vec<Placed<'a>> {
    let mut rows = spoken_rows(&changed, from, to);
    if from.y != to.y {
        rows.insert(to.y);
    }
    let blank = Buffer::empty(page.area);
    let of_rows = blank.diff(page).into_iter().filter(|(_, y, _)| rows.contains(y));
    let all: BTreeMap<(u16, u16), &Cell> =
        of_rows.chain(changed).map(|(x, y, cell)| ((y, x), cell)).collect();
    all.into_iter().map(|((y, x), cell)| (x, y, cell)).collect()
}

/// The rows in which something is written, but for the answer under way: of that, the person knows the rest.
fn spoken_rows(changed: &[Placed], from: Position, to: Position) -> BTreeSet<u16> {
    let is_answer = |x: u16, y: u16| y == to.y && y == from.y && x >= to.x.saturating_sub(1);
    let says = |(x, y, cell): &&Placed| cell.symbol() != " " && !is_answer(*x, *y);
    changed.iter().filter(says).map(|(_, y, _)| *y).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: [&str; 3] =
        [" Titre                         ", "> Identifiant jdupont", "  Confirmation ***"];

    fn sent(before: [&str; 3], after: [&str; 3], from: (u16, u16), to: (u16, u16)) -> Vec<String> {
        let pages = [before, after].map(|lines| {
            let mut page = Buffer::empty(Buffer::with_lines(FORM).area);
            (0..).zip(lines).for_each(|(y, line)| page.set_string(0, y, line, ratatui::style::Style::new()));
            page
        });
        let cells = cells(pages[0].diff(&pages[1]), &pages[1], from.into(), to.into());
        let of_row =
            |wanted| cells.iter().filter(move |(_, y, _)| *y == wanted).map(|(_, _, cell)| cell.symbol());
        (0..3).map(|y| of_row(y).collect::<String>()).collect()
    }

    #[rstest]
    #[case::focus_reaches_a_row(
        [FORM[0], "  Identifiant jdupont", "> Confirmation ***"],
        (21, 1), (17, 2), ["", " ", ">Confirmation***"]
    )]
    #[case::answer_grows([FORM[0], "> Identifiant jdupontt", FORM[2]], (21, 1), (22, 1), ["", "t", ""])]
    #[case::answer_shrinks([FORM[0], "> Identifiant jdupon", FORM[2]], (21, 1), (20, 1), ["", " ", ""])]
    #[case::sign_comes([FORM[0], ">!Identifiant jdupont", FORM[2]], (21, 1), (21, 1), ["", ">!Identifiantjdupont", ""])]
    #[case::sentence_changes([" Titré", FORM[1], FORM[2]], (21, 1), (21, 1), ["Titré", "", ""])]
    #[case::nothing_changes(FORM, (21, 1), (21, 1), ["", "", ""])]
    fn change_sends_rows(
        #[case] after: [&str; 3],
        #[case] from: (u16, u16),
        #[case] to: (u16, u16),
        #[case] rows: [&str; 3],
    ) {
        assert_eq!(sent(FORM, after, from, to), rows);
    }
}
