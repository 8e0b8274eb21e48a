//! Shares of the passwords that a meter judges wrongly, with their intervals.

use mamamia::password::{Policy, StrengthLabel};

use super::{DAYS, Evaluation, ONLINE, YEARS, percent};
use crate::Judged;
use crate::cases::{Group, NameList};
use crate::meters::{METERS, OURS, Rating, ZXCVBN};
use crate::statistics::{share_difference, wilson};
use crate::table::Table;

/// The percentage from which a three-word phrase of our own list would seem better than it is.
const TOO_HIGH: u8 = 90;

/// Passwords of which a meter may judge some wrongly.
struct Question<'evaluation> {
    name: &'static str,
    asked: Vec<&'evaluation Judged>,
    is_wrong: fn(&Rating) -> bool,
}

pub fn is_strong(rating: &Rating) -> bool {
    rating.label >= StrengthLabel::Strong
}

pub fn is_very_strong(rating: &Rating) -> bool {
    rating.label == StrengthLabel::VeryStrong
}

pub fn is_accepted(rating: &Rating) -> bool {
    rating.percent >= Policy::default().min_percent
}

pub fn below<'evaluation>(judged: &[&'evaluation Judged], log10: f64) -> Vec<&'evaluation Judged> {
    judged.iter().filter(|judged| judged.truth < log10).copied().collect()
}

fn questions(evaluation: &Evaluation) -> Vec<Question<'_>> {
    let (forced, real) = (evaluation.forced(), evaluation.real_french());
    let other = evaluation.of(|group| matches!(group, Group::RealFrench | Group::RealOther));
    let hard: Vec<&Judged> = forced.iter().filter(|judged| judged.truth >= YEARS).copied().collect();
    let ask = |name, asked, is_wrong| Question { name, asked, is_wrong };
    let few_common = |group| matches!(group, Group::OwnWords(4) | Group::CommonWords(4));
    vec![
        ask("forced French under 10^9: Fort or better", below(&forced, DAYS), is_strong),
        ask("forced French under 10^12: Très Fort", below(&forced, YEARS), is_very_strong),
        ask("forced French under 10^6: accepted", below(&forced, ONLINE), is_accepted),
        ask("forced French of 10^12 and more: refused", hard, |rating| !is_accepted(rating)),
        ask("real French under 10^9: Fort or better", below(&real, DAYS), is_strong),
        ask("real French under 10^12: Très Fort", below(&real, YEARS), is_very_strong),
        ask("real French under 10^6: accepted", below(&real, ONLINE), is_accepted),
        ask("real of any language under 10^9: Fort or better", below(&other, DAYS), is_strong),
        ask("real of any language under 10^12: Très Fort", below(&other, YEARS), is_very_strong),
        ask("random characters: below Très Fort", evaluation.of(|group| group == Group::Random), |rating| {
            !is_very_strong(rating)
        }),
        ask("four-word phrases: below Très Fort", evaluation.of(few_common), |rating| {
            !is_very_strong(rating)
        }),
        ask(
            "longer phrases: below Très Fort",
            evaluation.of(|group| matches!(group, Group::OwnWords(5..) | Group::CommonWords(5..))),
            |rating| !is_very_strong(rating),
        ),
        ask(
            "three words of our own list: 90 % and more",
            evaluation.of(|group| group == Group::OwnWords(3)),
            |rating| rating.percent >= TOO_HIGH,
        ),
    ]
}

/// Those of `asked` that a meter judges wrongly, and all that it has judged.
pub fn counted(asked: &[&Judged], meter: usize, is_wrong: fn(&Rating) -> bool) -> (usize, usize) {
    let ratings = asked.iter().filter_map(|judged| judged.ratings[meter].as_ref());
    (ratings.clone().filter(|rating| is_wrong(rating)).count(), ratings.count())
}

fn cell((found, count): (usize, usize)) -> String {
    if count == 0 {
        return "–".to_owned();
    }
    let (low, high) = wilson(found, count);
    format!("{} ({:.1}–{:.1})", percent(found as f64 / count as f64), 100.0 * low, 100.0 * high)
}

pub fn table(evaluation: &Evaluation) -> Table {
    let headings = ["", "n"].into_iter().chain(METERS).collect::<Vec<_>>();
    let mut table =
        Table::new("Wrong judgements (share, 95 % interval of Wilson; less is better)", &headings);
    for question in questions(evaluation).into_iter().filter(|question| !question.asked.is_empty()) {
        let cells = (0..METERS.len()).map(|meter| cell(counted(&question.asked, meter, question.is_wrong)));
        table.row([question.name.to_owned(), question.asked.len().to_string()].into_iter().chain(cells));
    }
    table
}

/// Whether both lists of names are judged alike; `None` where a list is not given.
pub fn names(evaluation: &Evaluation) -> Option<Table> {
    let mut table = Table::new(
        "Two lists of names: Fort or better though under 10^9, Très Fort though under 10^12",
        &["", "n A, B", "list A", "list B", "A - B, points (95 %)"],
    );
    type OfList = fn(NameList) -> Group;
    let kinds: [(&str, OfList); 2] =
        [("name + year or date", Group::NameYear), ("name + surname", Group::NameSurname)];
    type IsWrong = fn(&Rating) -> bool;
    let limits: [(&str, f64, IsWrong); 2] =
        [("Fort or better", DAYS, is_strong), ("Très Fort", YEARS, is_very_strong)];
    let mut is_given = false;
    for meter in [OURS, ZXCVBN] {
        for ((kind, group), (label, limit, is_wrong)) in
            kinds.into_iter().flat_map(|kind| limits.map(|limit| (kind, limit)))
        {
            let of =
                |list| counted(&below(&evaluation.of(|other| other == group(list)), limit), meter, is_wrong);
            let (a, b) = (of(NameList::A), of(NameList::B));
            is_given |= a.1 > 0 && b.1 > 0;
            let (found, low, high) = share_difference(a, b);
            let points = [found, low, high].map(|share| format!("{:+.1}", 100.0 * share));
            let difference = format!("{} ({}…{})", points[0], points[1], points[2]);
            let name = format!("{}: {kind}, {label}", METERS[meter]);
            table.row([name, format!("{}, {}", a.1, b.1), cell(a), cell(b), difference]);
        }
    }
    is_given.then_some(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::Case;

    fn judged(truth: f64, percents: [Option<u8>; 3]) -> Judged {
        let rating = |percent| Rating { log10_guesses: 0.0, percent, label: StrengthLabel::of(percent) };
        let case = Case { text: String::new(), group: Group::RealFrench, log10_space: None };
        Judged { case, truth, ratings: percents.map(|percent| percent.map(rating)) }
    }

    #[test]
    fn wrong_judgements_are_counted() {
        let all = [
            judged(5.0, [Some(59), Some(60), None]),
            judged(8.9, [Some(60), Some(85), None]),
            judged(9.0, [Some(90), Some(90), Some(90)]),
        ];
        let weak = below(&all.iter().collect::<Vec<_>>(), DAYS);
        assert_eq!(weak.len(), 2);
        assert_eq!(counted(&weak, OURS, is_strong), (1, 2));
        assert_eq!(counted(&weak, ZXCVBN, is_strong), (2, 2));
        assert_eq!(counted(&weak, ZXCVBN, is_very_strong), (1, 2));
        assert_eq!(counted(&weak, crate::meters::ZXCVBN_TS, is_strong), (0, 0));
        assert_eq!(cell((0, 0)), "–");
    }
}
