//! The report: tables on standard output, aligned or in Markdown.

mod correlation;
mod details;
mod shares;

use std::io::{self, Write};

use mamamia::password::StrengthLabel;

use crate::Judged;
use crate::cases::Group;
use crate::meters::Times;
use crate::table::Table;

/// Decimal logarithms of guesses that fall to an online search, to a stolen base in days, and in years.
pub const ONLINE: f64 = 6.0;
pub const DAYS: f64 = 9.0;
pub const YEARS: f64 = 12.0;

pub struct Evaluation {
    pub judged: Vec<Judged>,
    /// Passwords that the plain dictionary attack holds.
    pub plain: usize,
    /// Decimal logarithm of all the guesses of that attack.
    pub log10_plain: f64,
    pub times: Times,
}

impl Evaluation {
    pub fn of(&self, is_of: impl Fn(Group) -> bool) -> Vec<&Judged> {
        self.judged.iter().filter(|judged| is_of(judged.case.group)).collect()
    }

    pub fn forced(&self) -> Vec<&Judged> {
        self.of(|group| matches!(group, Group::Forced(_)))
    }

    pub fn real_french(&self) -> Vec<&Judged> {
        self.of(|group| group == Group::RealFrench)
    }
}

const REMARK: &str = "\
The figures are bounds, not truths: an attacker can only be quicker than those of this evaluation. The habits of the made \
passwords are assumed, the attackers know them, and the words come from the given lists. The words of a password are held out \
from the first attackers only: the last ones know the whole list, since it is public.";

pub fn write(out: &mut dyn Write, evaluation: &Evaluation, markdown: bool) -> io::Result<()> {
    let mut tables = vec![
        details::passwords(evaluation),
        shares::table(evaluation),
        correlation::table(evaluation),
        details::times(&evaluation.times),
        details::kinds(evaluation),
        details::labels(evaluation),
    ];
    tables.extend(shares::names(evaluation));
    if let Some(last) = tables.last_mut() {
        last.note(REMARK);
    }
    for table in tables {
        if markdown {
            writeln!(out, "{}", table.markdown(2))?;
        } else {
            Table::print(&table, out)?;
        }
    }
    Ok(())
}

pub fn label_name(label: StrengthLabel) -> &'static str {
    match label {
        StrengthLabel::VeryWeak => "Très Faible",
        StrengthLabel::Weak => "Faible",
        StrengthLabel::Good => "Bon",
        StrengthLabel::Strong => "Fort",
        StrengthLabel::VeryStrong => "Très Fort",
    }
}

pub fn percent(share: f64) -> String {
    if share.is_nan() { "–".to_owned() } else { format!("{:.1} %", 100.0 * share) }
}

pub fn number(value: f64) -> String {
    if value.is_finite() { format!("{value:.1}") } else { "–".to_owned() }
}
