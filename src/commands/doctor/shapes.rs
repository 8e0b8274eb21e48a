//! The shapes of logins, numbers and dates in the directory, against those that a person can type.

use crate::directory::ldap::{ShapeCount, Shapes};
use crate::i18n::keys::doctor as texts;
use crate::i18n::{Text, TextKey};

use super::super::breach::grouped;
use super::finding::Finding;

/// From one entry in so many out of reach, people are refused every day: a fault.
const FAULT_FROM_ONE_IN: usize = 10;

pub(super) fn examine(shapes: Option<&Shapes>) -> Vec<Finding> {
    let Some(shapes) = shapes else { return vec![Finding::unchecked("shape", texts::SHAPES_UNREAD)] };
    let counts = [
        (shapes.logins, texts::SHAPE_LOGIN),
        (shapes.numens, texts::SHAPE_NUMEN),
        (shapes.external_numbers, texts::SHAPE_EXTERNAL),
        (shapes.birth_dates, texts::SHAPE_DATE),
    ];
    let mut findings: Vec<_> = counts
        .into_iter()
        .filter(|(count, _)| count.untypable > 0)
        .map(|(count, key)| out_of_reach(count, key, shapes.entries))
        .collect();
    if shapes.not_midnight > 0 {
        let text = text(texts::SHAPE_MIDNIGHT, shapes.entries).number("count", shapes.not_midnight);
        findings.push(Finding::attention("shape", text));
    }
    let proofs_read = shapes.birth_dates.seen > 0 && shapes.numens.seen + shapes.external_numbers.seen > 0;
    if shapes.logins.seen > 0 && shapes.logins.untypable == 0 {
        let good =
            if findings.is_empty() && proofs_read { texts::SHAPES_GOOD } else { texts::SHAPES_LOGINS_GOOD };
        findings.push(Finding::ok("shape", text(good, shapes.entries)));
    }
    if shapes.entries > 0 && !proofs_read {
        findings.push(Finding::unchecked("shape", texts::SHAPES_PROOFS_UNREAD));
    }
    findings
}

fn out_of_reach(count: ShapeCount, key: TextKey, entries: usize) -> Finding {
    let text = text(key, entries).number("count", count.untypable);
    if count.untypable.saturating_mul(FAULT_FROM_ONE_IN) >= count.seen {
        Finding::fault("shape", text)
    } else {
        Finding::attention("shape", text)
    }
}

fn text(key: TextKey, entries: usize) -> Text {
    Text::from(key).word("entries", grouped(u64::try_from(entries).unwrap_or(u64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::doctor::finding::FindingLevel;
    use crate::i18n::{Catalogue, Language};

    fn shapes(untypable: usize) -> Shapes {
        let logins = ShapeCount { seen: 1000, untypable };
        Shapes { entries: 1000, logins, ..Shapes::default() }
    }

    #[rstest]
    #[case(0, FindingLevel::Ok)]
    #[case(12, FindingLevel::Attention)]
    #[case(100, FindingLevel::Fault)]
    fn share_out_of_reach_gives_level(#[case] untypable: usize, #[case] expected: FindingLevel) {
        assert_eq!(examine(Some(&shapes(untypable)))[0].level, expected);
    }

    /// A service that only compares reads neither numbers nor dates: nothing good is said of them.
    #[test]
    fn only_what_was_read_is_good() {
        let read = ShapeCount { seen: 1000, untypable: 0 };
        let keys = |shapes: Shapes| examine(Some(&shapes)).iter().map(Finding::key).collect::<Vec<_>>();
        let logins = shapes(0);
        assert_eq!(keys(logins), [Some(texts::SHAPES_LOGINS_GOOD), Some(texts::SHAPES_PROOFS_UNREAD)]);
        let dates = Shapes { birth_dates: read, ..logins };
        assert_eq!(keys(dates), [Some(texts::SHAPES_LOGINS_GOOD), Some(texts::SHAPES_PROOFS_UNREAD)]);
        assert_eq!(keys(Shapes { numens: read, ..dates }), [Some(texts::SHAPES_GOOD)]);
        let proofs = Shapes { entries: 1000, numens: read, birth_dates: read, ..Shapes::default() };
        assert_eq!(keys(proofs), []);
    }

    #[test]
    fn counts_are_said() {
        let said = examine(Some(&shapes(12)))[0].line(&Catalogue::of(Language::French));
        assert_eq!(
            said,
            "Identifiants : 12 entrées sur les 1 000 premières que personne ne pourrait saisir."
        );
    }

    #[test]
    fn other_hours_are_pointed_out() {
        let read = ShapeCount { seen: 3, untypable: 0 };
        let proofs = Shapes { entries: 3, numens: read, birth_dates: read, ..Shapes::default() };
        let found = examine(Some(&Shapes { not_midnight: 1, ..proofs }));
        assert_eq!(found.iter().map(|finding| finding.level).collect::<Vec<_>>(), [FindingLevel::Attention]);
    }
}
