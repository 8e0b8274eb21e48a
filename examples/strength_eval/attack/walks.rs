//! Walks over the keyboard, on AZERTY and QWERTY.

use std::collections::HashSet;

const ROWS: [&str; 6] = ["azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
const COLUMNS: [&[&str]; 4] = [
    &["aqw", "zsx", "edc", "rfv", "tgb", "yhn"],
    &["1aqw", "2zsx", "3edc", "4rfv", "5tgb"],
    &["qaz", "wsx", "edc", "rfv", "tgb", "yhn"],
    &["1qaz", "2wsx", "3edc", "4rfv"],
];
/// Shorter ones are letters like any others.
const SHORTEST: usize = 4;

/// The walks that people take: along a row either way, down the columns, and pairs of beginnings of rows.
pub fn all() -> Vec<String> {
    let mut walks = Vec::new();
    for row in ROWS {
        for way in [row.to_owned(), row.chars().rev().collect()] {
            for start in 0..way.len() {
                walks.extend((start + SHORTEST..=way.len()).map(|end| way[start..end].to_owned()));
            }
        }
    }
    for columns in COLUMNS {
        for start in 0..columns.len() {
            walks.extend((start + 1..=columns.len()).map(|end| columns[start..end].concat()));
        }
    }
    for (first, second) in [(0, 1), (1, 2), (3, 4), (4, 5)] {
        for length in 4..=ROWS[first].len().min(ROWS[second].len()) {
            walks.push(format!("{}{}", &ROWS[first][..length], &ROWS[second][..length]));
        }
    }
    let mut seen = HashSet::new();
    walks.retain(|walk| walk.len() >= SHORTEST && seen.insert(walk.clone()));
    walks
}

/// Those that begin a row, which people take first.
pub fn usual() -> Vec<String> {
    let from_start = |walk: &String| ROWS.iter().any(|row| walk.starts_with(&row[..SHORTEST]));
    let columns = |walk: &String| COLUMNS.iter().any(|columns| walk.starts_with(columns[0]));
    all().into_iter().filter(|walk| from_start(walk) || columns(walk)).collect()
}
