//! The shortest motion of the cursor from one cell to another.

use ratatui::layout::Position;

/// Bytes that bring the cursor from `from` to `to`.
///
/// `from` is `None` when the position is unknown (at the start, and after the last column, where terminals differ): only
/// an absolute motion is safe then. `over_blanks` allows spaces over the cells between the two, on one row.
pub(super) fn shortest(from: Option<Position>, to: Position, over_blanks: bool) -> String {
    if from == Some(to) {
        return String::new();
    }
    let absolute = absolute(to);
    let Some(from) = from else { return absolute };
    let relative = vertical(from.y, to.y) + &horizontal(from.x, to.x, over_blanks);
    if relative.len() <= absolute.len() { relative } else { absolute }
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

fn horizontal(from: u16, to: u16, over_blanks: bool) -> String {
    let by_return = format!("\r{}", counted(to, 'C'));
    let direct = if to >= from {
        let columns = to - from;
        let skip = counted(columns, 'C');
        if over_blanks { shorter(" ".repeat(columns.into()), skip) } else { skip }
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
            assert_eq!(shortest(Some(from.into()), (*to).into(), false), *bytes, "{to:?}");
        }
    }

    #[test]
    fn blanks_and_position_choose_motion() {
        assert_eq!(shortest(Some((4, 1).into()), (7, 1).into(), true), "   ");
        assert_eq!(shortest(Some((4, 1).into()), (17, 1).into(), true), "\x1b[13C");
        assert_eq!(shortest(None, (0, 3).into(), true), "\x1b[4H", "unknown position");
    }
}
