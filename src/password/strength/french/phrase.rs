//! Words in a row, with the same symbol between them or none.
//!
//! An attacker who takes each word from one list tries all their orders already: a row of words is one part, whose places
//! cost nothing more.

use super::part::{Part, PartKind, WordSource};
use super::text::FoldedText;

/// Adds every row of two words or more; `parts` holds the words.
pub(super) fn find(text: &FoldedText, parts: &mut Vec<Part>) {
    let words = cheapest_words(parts);
    for start in 0..text.len() {
        let mut gaps: Vec<Gap> = vec![None];
        gaps.extend(
            words.iter().filter(|word| word.start == start).filter_map(|word| symbol(text, word.end)),
        );
        gaps.sort_unstable();
        gaps.dedup();
        for gap in gaps {
            rows(text, &words, start, gap, parts);
        }
    }
}

/// The symbol between the words of a row, or nothing.
type Gap = Option<char>;

fn symbol(text: &FoldedText, at: usize) -> Option<Gap> {
    let letter = text.letters().get(at)?;
    letter.symbol_cost.map(|_| Some(letter.raw))
}

/// The cheapest word for each place, in the order of the text.
fn cheapest_words(parts: &[Part]) -> Vec<Part> {
    let mut words: Vec<Part> =
        parts.iter().filter(|part| matches!(part.kind, PartKind::Word(_))).copied().collect();
    words.sort_by(|a, b| (a.start, a.end).cmp(&(b.start, b.end)).then(a.cost.total_cmp(&b.cost)));
    words.dedup_by_key(|word| (word.start, word.end));
    words
}

/// Words in a row up to a place.
#[derive(Clone, Copy)]
struct Row {
    cost: f64,
    words: usize,
    /// The sources of the first and of the last word.
    ends: Option<(WordSource, WordSource)>,
}

/// The rows from `start` with one gap: for each end, the cheapest.
fn rows(text: &FoldedText, words: &[Part], start: usize, gap: Gap, parts: &mut Vec<Part>) {
    let mut table: Vec<Option<Row>> = vec![None; text.len() + 1];
    if let Some(first) = table.get_mut(start) {
        *first = Some(Row { cost: 0.0, words: 0, ends: None });
    }
    // A word starts before it ends, so in the order of starts each word goes on from the cheapest row.
    for word in words.iter().filter(|word| word.start >= start) {
        let Some(row) = before(text, &table, word.start, gap) else { continue };
        let PartKind::Word(source) = word.kind else { continue };
        let ends = Some((row.ends.map_or(source, |(first, _)| first), source));
        let row = Row { cost: row.cost + word.cost, words: row.words + 1, ends };
        if let Some(known) = table.get_mut(word.end)
            && known.is_none_or(|known| row.cost < known.cost)
        {
            *known = Some(row);
        }
    }
    let rows = table.iter().enumerate().filter_map(|(end, row)| Some((end, (*row)?)));
    let rows = rows.filter(|(_, row)| row.words > 1);
    parts.extend(rows.filter_map(|(end, row)| {
        let (first, last) = row.ends?;
        Some(Part::new(start, end, row.cost, PartKind::WordRow(first, last)))
    }));
}

/// The row that a word at `place` continues. The symbol between the words is guessed once.
fn before(text: &FoldedText, table: &[Option<Row>], place: usize, gap: Gap) -> Option<Row> {
    let row = |place: usize| table.get(place).copied().flatten();
    let Some(symbol) = gap else { return row(place) };
    if let Some(first) = row(place).filter(|row| row.words == 0) {
        return Some(first);
    }
    let end = place.checked_sub(1)?;
    let letter = text.letters().get(end).filter(|letter| letter.raw == symbol)?;
    let row = row(end).filter(|row| row.words > 0)?;
    let cost = if row.words == 1 { letter.symbol_cost.unwrap_or(0.0) } else { 0.0 };
    Some(Row { cost: row.cost + cost, ..row })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(start: usize, end: usize) -> Part {
        Part::new(start, end, 2.0, PartKind::Word(WordSource::Word))
    }

    #[rstest]
    #[case("chatpoule", &[(0, 4), (4, 9)], Some(4.0))]
    #[case("chat-poule", &[(0, 4), (5, 10)], Some(5.0))]
    #[case("chat-poule-ours", &[(0, 4), (5, 10), (11, 15)], Some(7.0))]
    #[case("chat-poule+ours", &[(0, 4), (5, 10), (11, 15)], None)]
    #[case("chat--poule", &[(0, 4), (6, 11)], None)]
    #[case("chat", &[(0, 4)], None)]
    fn words_in_a_row_are_one_part(
        #[case] text: &str,
        #[case] words: &[(usize, usize)],
        #[case] cost: Option<f64>,
    ) {
        let text = FoldedText::new(text, 64);
        let mut parts: Vec<Part> = words.iter().map(|(start, end)| word(*start, *end)).collect();
        find(&text, &mut parts);
        let whole = parts
            .iter()
            .find(|part| matches!(part.kind, PartKind::WordRow(..)) && part.end - part.start == text.len());
        assert_eq!(whole.map(|part| part.cost), cost);
    }
}
