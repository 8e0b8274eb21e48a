//! Slots: characters of a sentence that stand for a secret that the person may see. A sentence passes through strings that
//! nobody wipes; the secret takes the place of its slot on the way to the terminal only.

use unicode_width::UnicodeWidthStr;

use crate::app::FieldId;
use crate::app::form::{Field, Form};

/// The text of a field, and the parts of a date. None of these characters is ever in a text.
pub(super) const NUMBER: char = '\u{fdd0}';
pub(super) const BIRTH_DATE: char = '\u{fdd1}';
pub(super) const DAY: char = '\u{fdd2}';
pub(super) const YEAR: char = '\u{fdd3}';

const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// The slot of a secret that may be seen while it is typed; `None` for any other field.
pub(super) fn of(field: &Field) -> Option<char> {
    match field.id() {
        _ if !field.may_be_seen() => None,
        FieldId::Number => Some(NUMBER),
        FieldId::BirthDate => Some(BIRTH_DATE),
        _ => None,
    }
}

/// The parts of a sentence, with the secrets of `form` in their slots.
pub(super) fn parts<'text>(sentence: &'text str, form: Option<&'text Form>) -> Vec<&'text str> {
    let mut parts = Vec::new();
    for part in sentence.split_inclusive([NUMBER, BIRTH_DATE, DAY, YEAR]) {
        let words = part.trim_end_matches([NUMBER, BIRTH_DATE, DAY, YEAR]);
        parts.push(words);
        let slot = part.get(words.len()..).and_then(|slot| slot.chars().next());
        if let (Some(slot), Some(form)) = (slot, form) {
            fill(slot, form, &mut parts);
        }
    }
    parts
}

fn fill<'text>(slot: char, form: &'text Form, parts: &mut Vec<&'text str>) {
    let seen = |id| form.field(id).map_or("", Field::seen);
    let date = form.field(FieldId::BirthDate).filter(|field| field.may_be_seen()).and_then(Field::typed_date);
    match (slot, date) {
        (NUMBER, _) => parts.push(seen(FieldId::Number)),
        (BIRTH_DATE, _) => parts.push(seen(FieldId::BirthDate)),
        (DAY, Some((day, ..))) => push_digits(day.into(), parts),
        (YEAR, Some((.., year))) => push_digits(year, parts),
        _ => {}
    }
}

fn push_digits(number: i16, parts: &mut Vec<&str>) {
    let powers = [1000, 100, 10, 1].into_iter().skip_while(|power| *power > 1 && *power > number);
    let digits = powers.filter_map(|power| DIGITS.get(usize::try_from(number / power % 10).ok()?));
    parts.extend(digits);
}

/// Columns of a sentence with its secrets.
pub(super) fn columns(sentence: &str, form: &Form) -> usize {
    parts(sentence, Some(form)).into_iter().map(UnicodeWidthStr::width).sum()
}
