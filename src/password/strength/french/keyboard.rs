//! Walks on a keyboard, AZERTY or QWERTY: along a row, down the columns, zig-zag.

use super::capitals;
use super::part::{Part, PartKind};
use super::text::{FoldedLetter, FoldedText};

/// The rows of keys: their first column, without and with the shift key.
type Layout = [(i8, &'static str, &'static str); 4];

const AZERTY: Layout = [
    (0, "²&é\"'(-è_çà)=", "~1234567890°+"),
    (1, "azertyuiop^$", "azertyuiop¨£"),
    (1, "qsdfghjklmù*", "qsdfghjklm%µ"),
    (0, "<wxcvbn,;:!", ">wxcvbn?./§"),
];
const QWERTY: Layout = [
    (0, "`1234567890-=", "~!@#$%^&*()_+"),
    (1, "qwertyuiop[]", "qwertyuiop{}"),
    (1, "asdfghjkl;'", "asdfghjkl:\""),
    (1, "zxcvbnm,./", "zxcvbnm<>?"),
];
/// First keys of a walk, times the two directions along a row.
const STRAIGHT: f64 = 47.0 * 2.0;
/// The rows of letters, which most walks begin at their first key.
const FIRST_KEYS: f64 = 8.0;
const NEIGHBOURS: f64 = 6.0;
/// Columns to start with, left or right, down or up, straight or zig-zag.
const COLUMN_PATTERNS: f64 = 12.0 * 2.0 * 2.0 * 2.0;
/// Fewest keys of a walk.
const SHORTEST: usize = 3;

#[derive(Clone, Copy, PartialEq, Eq)]
struct KeyPosition {
    row: i8,
    column: i8,
}

pub(super) fn find(text: &FoldedText, parts: &mut Vec<Part>) {
    for layout in [&AZERTY, &QWERTY] {
        find_on(layout, text, parts);
    }
}

fn find_on(layout: &Layout, text: &FoldedText, parts: &mut Vec<Part>) {
    let letters = text.letters();
    let keys: Vec<Option<KeyPosition>> = letters.iter().map(|letter| key(layout, letter.raw)).collect();
    for start in 0..letters.len() {
        let rest: Vec<KeyPosition> = keys.iter().skip(start).map_while(|key| *key).collect();
        for (length, cost) in walks(&rest).into_iter().chain(columns(&rest)) {
            let walked =
                || letters.iter().skip(start).take(length).filter(|l: &&FoldedLetter| l.raw.is_alphabetic());
            parts.push(Part::new(start, start + length, cost + capitals::cost(walked(), 0), PartKind::Walk));
        }
    }
}

fn key(layout: &Layout, raw: char) -> Option<KeyPosition> {
    let lower = raw.to_lowercase().next()?;
    (0i8..).zip(layout).find_map(|(row, (first, plain, shifted))| {
        let at = |keys: &str| keys.chars().position(|key| key == lower);
        let place = at(plain).or_else(|| at(shifted))?;
        Some(KeyPosition { row, column: first + i8::try_from(place).ok()? })
    })
}

/// Steps between neighbouring keys: each turn costs its place and its direction.
fn walks(keys: &[KeyPosition]) -> Vec<(usize, f64)> {
    let mut found = Vec::new();
    let is_usual = keys.first().is_some_and(|key| key.row > 0 && key.column <= 1);
    let mut cost = if is_usual { FIRST_KEYS.log10() } else { STRAIGHT.log10() };
    let mut way = None;
    for (walked, (from, to)) in (2usize..).zip(keys.iter().zip(keys.iter().skip(1))) {
        let step = (to.row - from.row, to.column - from.column);
        if !matches!(step, (0, 1 | -1) | (1, 0 | -1) | (-1, 0 | 1)) {
            break;
        }
        if way.is_some_and(|way| way != step) {
            cost += (NEIGHBOURS * walked as f64).log10();
        }
        way = Some(step);
        if walked >= SHORTEST {
            found.push((walked, cost));
        }
    }
    found
}

/// Whole columns of three or four keys, one beside the other: aqwzsxedc, 1aqw2zsx, wqazsx.
fn columns(keys: &[KeyPosition]) -> Vec<(usize, f64)> {
    let mut found = Vec::new();
    for height in [3, 4] {
        let columns: Vec<i8> = keys.chunks_exact(height).map_while(column).collect();
        let side = columns.iter().zip(columns.iter().skip(1)).map(|(one, next)| next - one);
        let first = side.clone().next();
        let beside = side.take_while(|side| Some(*side) == first && side.abs() == 1).count();
        for count in 2..=beside + 1 {
            found.push((count * height, (COLUMN_PATTERNS * count as f64).log10()));
        }
    }
    found
}

/// The column of keys that go down or up.
fn column(keys: &[KeyPosition]) -> Option<i8> {
    let first = keys.first()?;
    let runs = |step: i8| {
        keys.iter().zip(keys.iter().skip(1)).all(|(a, b)| a.column == b.column && b.row - a.row == step)
    };
    (runs(1) || runs(-1)).then_some(first.column)
}
