//! The shortest motion of the cursor from one cell to another.

use ratatui::layout::Position;

/// Bytes that bring the cursor from `from` to `to`.
///
/// `from` is `None` when the position is unknown (at the start, and after the last column, where terminals differ): only
/// an absolute motion is safe then. `again` is the text from a column to `to`, if it may be written instead of a motion
/// to the right; it is, where it is no longer.
pub(super) fn shortest(
    from: Option<Position>,
    to: Position,
    again: impl Fn(u16) -> Option<String>,
) -> String {
    if from == Some(to) {
        return String::new();
    }
    let by_row = again(0).map(|text| absolute(Position::new(0, to.y)) + &text);
    let absolute = by_row.into_iter().fold(absolute(to), shorter);
    let Some(from) = from else { return absolute };
    let relative = vertical(from.y, to.y) + &horizontal(from.x, to.x, again);
    shorter(relative, absolute)
}

/// CUP (ECMA-48 §8.3.21), with the parameters that are 1 left out.
fn absolute(to: Position) -> String {
    match (to.y, to.x) {
        (0, 0) => "\x1b[H".to_owned(),
        (y, 0) => format!("\x1b[{}H", y + 1),
        (0, x) => format!("\x1b[;{}H", x + 1),
        (y, x) => format!("\x1b[{};{}H", y + 1, x + 1),
    }
}

/// LF takes one byte a row. It never scrolls here, because `to` is a row of the screen.
fn vertical(from: u16, to: u16) -> String {
    if to >= from {
        let rows = to - from;
        shorter("\n".repeat(rows.into()), counted(rows, 'B'))
    } else {
        counted(from - to, 'A')
    }
}

fn horizontal(from: u16, to: u16, again: impl Fn(u16) -> Option<String>) -> String {
    let by_return = format!("\r{}", either(again(0), counted(to, 'C')));
    let direct = if to >= from {
        either(again(from), counted(to - from, 'C'))
    } else {
        let columns = from - to;
        shorter("\x08".repeat(columns.into()), counted(columns, 'D'))
    };
    shorter(direct, by_return)
}

/// `ESC[nX`, shorter for 1, nothing for 0.
fn counted(n: u16, command: char) -> String {
    match n {
        0 => String::new(),
        1 => format!("\x1b[{command}"),
        n => format!("\x1b[{n}{command}"),
    }
}

fn either(text: Option<String>, motion: String) -> String {
    match text {
        Some(text) => shorter(text, motion),
        None => motion,
    }
}

pub(super) fn shorter(one: String, other: String) -> String {
    if one.len() <= other.len() { one } else { other }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest]
    #[case::there_or_home((5, 5), &[((5, 5), ""), ((0, 0), "\x1b[H")])]
    #[case::start_of_this_or_next_row((40, 5), &[((0, 5), "\r"), ((0, 6), "\n\r")])]
    #[case::back_two_or_ten((40, 5), &[((38, 5), "\x08\x08"), ((30, 5), "\x1b[10D")])]
    #[case::right_one_or_twelve((40, 5), &[((41, 5), "\x1b[C"), ((52, 5), "\x1b[12C")])]
    #[case::down_or_up((40, 5), &[((40, 7), "\n\n"), ((40, 4), "\x1b[A")])]
    #[case::near_the_left((140, 5), &[((3, 5), "\r\x1b[3C")])]
    #[case::first_row((40, 9), &[((60, 0), "\x1b[;61H")])]
    #[case::far((2, 2), &[((60, 20), "\x1b[21;61H")])]
    fn motion_is_shortest(#[case] from: (u16, u16), #[case] motions: &[((u16, u16), &str)]) {
        for (to, bytes) in motions {
            assert_eq!(shortest(Some(from.into()), (*to).into(), |_| None), *bytes, "{to:?}");
        }
    }

    #[rstest]
    #[case::three_cells((4, 1), (7, 1), "bri")]
    #[case::as_long_as_a_motion((4, 1), (8, 1), "brid")]
    #[case::too_far((4, 1), (17, 1), "\x1b[13C")]
    #[case::from_the_start((60, 1), (3, 2), "\n\rabr")]
    #[case::from_the_first_column((60, 30), (1, 2), "\x1b[3Ha")]
    fn text_replaces_longer_motion(#[case] from: (u16, u16), #[case] to: (u16, u16), #[case] bytes: &str) {
        let row = |column: u16| match column {
            0 => "abridged".get(..to.0.into()).map(str::to_owned),
            column => Some("bridge of words".chars().take((to.0 - column).into()).collect()),
        };
        assert_eq!(shortest(Some(from.into()), to.into(), row), bytes);
    }

    #[test]
    fn unknown_position_moves_absolutely() {
        assert_eq!(shortest(None, (0, 3).into(), |_| None), "\x1b[4H");
        assert_eq!(shortest(None, (9, 3).into(), |_| Some("abridged.".to_owned())), "\x1b[4;10H");
    }
}
