//! Years, dates, postal codes, sequences: numbers that people believe to be safe.

use std::time::{SystemTime, UNIX_EPOCH};

use super::part::{Part, PartKind};
use super::text::{FoldedLetter, FoldedText};

const YEARS: std::ops::RangeInclusive<u32> = 1900..=2049;
/// An attacker tries at least this many years around the present one.
const NEAREST_YEARS: f64 = 20.0;
const DAYS: f64 = 365.0;
/// Symbols between day, month and year: / - . or a space.
const DATE_SEPARATORS: &str = "/-. ";
const SECONDS_A_YEAR: u64 = 31_556_952;

pub(super) fn find(text: &FoldedText, parts: &mut Vec<Part>) {
    let this_year = this_year();
    for start in 0..text.len() {
        let Some(rest) = text.letters().get(start..) else { continue };
        let found = [year(rest, this_year), postal_code(rest), day_and_month(rest)];
        let found = found.into_iter().flatten().chain(dates(rest, this_year)).chain(sequences(rest));
        parts.extend(found.map(|(length, cost, kind)| Part::new(start, start + length, cost, kind)));
    }
}

/// Length, decimal logarithm of the guesses, kind.
type NumberMatch = (usize, f64, PartKind);

fn this_year() -> u32 {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    1970 + u32::try_from(seconds / SECONDS_A_YEAR).unwrap_or(0)
}

fn number(letters: &[FoldedLetter], at: usize, length: usize) -> Option<u32> {
    letters.get(at..at + length)?.iter().try_fold(0, |sum, letter| Some(sum * 10 + letter.digit()?))
}

fn year(rest: &[FoldedLetter], this_year: u32) -> Option<NumberMatch> {
    let year = number(rest, 0, 4).filter(|year| YEARS.contains(year))?;
    Some((4, log10_years(year, this_year), PartKind::Year))
}

fn log10_years(year: u32, this_year: u32) -> f64 {
    f64::from(year.abs_diff(this_year)).max(NEAREST_YEARS).log10()
}

/// There are fewer towns than numbers, and the codes of large towns end in 00.
fn postal_code(rest: &[FoldedLetter]) -> Option<NumberMatch> {
    let code = number(rest, 0, 5)?;
    let is_department = matches!(code / 1000, 1..=95 | 97 | 98);
    let cost = if code % 100 == 0 { 2.5 } else { 3.8 };
    is_department.then_some((5, cost, PartKind::PostalCode))
}

fn is_day(day: u32, month: u32) -> bool {
    (1..=31).contains(&day) && (1..=12).contains(&month)
}

fn day_and_month(rest: &[FoldedLetter]) -> Option<NumberMatch> {
    is_day(number(rest, 0, 2)?, number(rest, 2, 2)?).then_some((4, DAYS.log10(), PartKind::Date))
}

/// JJMMAAAA, JJMMAA and AAAAMMJJ, with or without the same separator twice.
fn dates(rest: &[FoldedLetter], this_year: u32) -> impl Iterator<Item = NumberMatch> {
    [0, 1].into_iter().flat_map(move |gap| {
        let separated = separator_cost(rest, 2, gap).filter(|_| same(rest, 2, 4 + gap, gap));
        let separated_iso = separator_cost(rest, 4, gap).filter(|_| same(rest, 4, 6 + gap, gap));
        let (day, month) = (number(rest, 0, 2), number(rest, 2 + gap, 2));
        let (full, short) = (number(rest, 4 + 2 * gap, 4), number(rest, 4 + 2 * gap, 2));
        let iso = [number(rest, 6 + 2 * gap, 2), number(rest, 4 + gap, 2), number(rest, 0, 4)];
        let [iso_day, iso_month, iso_year] = iso;
        let short = short.map(|year| if year < 50 { 2000 + year } else { 1900 + year });
        let found =
            move |length, day: Option<u32>, month: Option<u32>, year: Option<u32>, cost: Option<f64>| {
                let year = year.filter(|year| YEARS.contains(year))?;
                is_day(day?, month?).then_some(())?;
                Some((length + 2 * gap, DAYS.log10() + log10_years(year, this_year) + cost?, PartKind::Date))
            };
        [
            found(8, day, month, full, separated),
            found(6, day, month, short, separated),
            found(8, iso_day, iso_month, iso_year, separated_iso),
        ]
        .into_iter()
        .flatten()
    })
}

/// Without a separator there is nothing to guess.
fn separator_cost(rest: &[FoldedLetter], at: usize, gap: usize) -> Option<f64> {
    if gap == 0 {
        return Some(0.0);
    }
    let separator = rest.get(at)?.raw;
    DATE_SEPARATORS.contains(separator).then(|| (DATE_SEPARATORS.len() as f64).log10())
}

fn same(rest: &[FoldedLetter], one: usize, other: usize, gap: usize) -> bool {
    gap == 0 || rest.get(one).map(|l| l.raw) == rest.get(other).map(|l| l.raw)
}

/// 123, abc, 987: three or more neighbours, up or down; 12 too, with which people make a password long enough.
fn sequences(rest: &[FoldedLetter]) -> impl Iterator<Item = NumberMatch> {
    [1, -1].into_iter().flat_map(move |step| {
        let pairs = rest.iter().zip(rest.iter().skip(1));
        let follows = |(one, next): &(&FoldedLetter, &FoldedLetter)| {
            let alike = one.digit().is_some() == next.digit().is_some();
            let known = one.folded.is_ascii_alphanumeric() && next.folded.is_ascii_alphanumeric();
            alike && known && next.folded as i32 - one.folded as i32 == step
        };
        let length = 1 + pairs.take_while(follows).count();
        let starts = match rest.first().map(|letter| letter.folded) {
            Some('0' | '1' | '9' | 'a' | 'z') => 2.0,
            Some('0'..='9') => 10.0,
            _ => 26.0,
        };
        let down = if step < 0 { 2.0 } else { 1.0 };
        let is_one = rest.first().is_some_and(|letter| letter.folded == '1') && step > 0;
        let shortest = if is_one { 2 } else { 3 };
        (shortest..=length)
            .map(move |length| (length, f64::log10(starts * down * length as f64), PartKind::Sequence))
    })
}
