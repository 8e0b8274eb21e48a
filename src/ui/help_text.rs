//! The sections of the help: those of the web page, and what each field expects.

use std::borrow::Cow;

use crate::app::form::{Field, wording};
use crate::app::{FieldId, FormKind, Model, Presentation};
use crate::captcha;
use crate::i18n::keys::{form, plain, screens};
use crate::i18n::{Catalogue, Text};
use crate::password::{CharacterClass, Policy, Rule};
use crate::ui::text_painter::wrap;
use crate::ui::view_options::Estimates;

/// A heading and its paragraph.
pub(super) struct Section {
    pub(super) heading: String,
    pub(super) text: String,
    /// A text that is as long or longer: the section takes its rows, so that nothing tells how long the text is.
    pub(super) longest: Option<String>,
}

impl Section {
    /// Its lines at that width.
    pub(super) fn lines(&self, width: u16) -> Vec<String> {
        let mut lines = wrap(&self.text, width);
        // One more: a shorter text may wrap into one more row.
        let rows = self.longest.as_ref().map_or(0, |longest| wrap(longest, width).len() + 1);
        let missing = rows.saturating_sub(lines.len());
        lines.extend(std::iter::repeat_n(" ".to_owned(), missing));
        lines
    }
}

/// The signs before a rule that is met, not met yet, or waived.
#[derive(Clone, Copy)]
pub(super) struct Signs {
    pub(super) met: &'static str,
    pub(super) unmet: &'static str,
    pub(super) waived: &'static str,
}

/// The sections that concern this screen, with the meaning of these signs.
pub(super) fn sections(
    model: &Model,
    words: &Catalogue,
    signs: Option<Signs>,
    estimates: Estimates,
) -> Vec<Section> {
    let policy = model.settings.judge.policy();
    let score = match model.presentation() {
        Presentation::Rich => screens::HELP_BAR,
        Presentation::Lean => plain::HELP_SCORE,
    };
    let mut complexity = format!("{} {}", complexity(policy, words), words.get(score));
    if let Some(Signs { met, unmet, waived }) = signs {
        let met = Text::from(screens::HELP_SIGNS).word("met", met).word("unmet", unmet);
        let waived = Text::from(screens::HELP_NOT_NEEDED).word("waived", waived);
        let waived = (policy.passphrase_length > 0).then_some(waived);
        for sentence in [met].iter().chain(&waived) {
            complexity = format!("{complexity} {}", words.format(sentence));
        }
    }
    let section = |heading, text| Section { heading: words.get(heading).into_owned(), text, longest: None };
    let plainly = |heading, text| section(heading, words.get(text).into_owned());
    let refused = signs.and(refused(model, words));
    let mut sections: Vec<_> = refused.into_iter().collect();
    sections.push(plainly(form::LABEL_LOGIN, plain::HELP_LOGIN));
    sections.push(section(screens::HELP_COMPLEXITY, complexity));
    if model.form().is_none_or(|form| form.kind() == FormKind::Reset) {
        sections.push(plainly(screens::HELP_EXTERNAL, screens::HELP_EXTERNAL_TEXT));
        sections.push(plainly(form::LABEL_BIRTH_DATE, plain::HELP_BIRTH_DATE));
    }
    if model.settings.asks_for_image() {
        let image = Text::from(screens::HELP_IMAGE).number("count", captcha::LENGTH);
        let without = model.settings.delay_instead.map(|_| words.get(screens::HELP_WITHOUT_IMAGE));
        let text = [Cow::from(words.format(&image))].into_iter().chain(without).collect::<Vec<_>>().join(" ");
        sections.push(section(form::SHORT_CAPTCHA, text));
    }
    told_judgement(model, words, estimates).into_iter().chain(sections).collect()
}

/// Whether the help tells the judgement of the new password: only where a key opens it. The help beside a form would change
/// with each judgement, and the size of its frame would tell of the password.
pub(super) fn tells_judgement(model: &Model) -> bool {
    model.help_is_open() && judged(model).is_some()
}

fn judged(model: &Model) -> Option<&Field> {
    model.form()?.field(FieldId::New).filter(|field| field.is_judged())
}

fn told_judgement(model: &Model, words: &Catalogue, estimates: Estimates) -> Option<Section> {
    let field = judged(model).filter(|_| model.help_is_open())?;
    let text = match (estimates, field.weakness()) {
        (Estimates::Hidden, _) => String::new(),
        (Estimates::Shown, Some(weakness)) => wording::weakness(&weakness, words),
        (Estimates::Shown, None) => words.get(form::WEAKNESS_NONE).into_owned(),
    };
    let heading = words.get(screens::HELP_WEAKNESS).into_owned();
    Some(Section { heading, text, longest: Some(wording::longest_weakness(words)) })
}

/// The advice after the last refusal: a small window has no room for it in the form.
fn refused(model: &Model, words: &Catalogue) -> Option<Section> {
    let response = model.form()?.refused()?;
    let heading = Text::from(screens::HELP_REFUSED).number("code", usize::from(response.outcome.code()));
    let advice = words.format(&response.advice());
    let text = [advice].into_iter().chain(model.settings.support_line(words)).collect::<Vec<_>>().join(" ");
    Some(Section { heading: words.format(&heading), text, longest: None })
}

/// The sentence of the web page if the policy is its own; else the rules of the policy.
fn complexity(policy: &Policy, words: &Catalogue) -> String {
    use CharacterClass::{Digit, Lower, Special, Upper};
    let is_seed = [Lower, Upper, Digit, Special].iter().all(|class| policy.require.contains(class));
    let sentence = if is_seed {
        Text::from(screens::HELP_COMPLEXITY_TEXT)
    } else {
        let classes =
            policy.require.iter().map(|class| words.format(&wording::rule(Rule::Class(*class)).tick));
        let asked: Vec<_> =
            std::iter::once(words.format(&wording::rule(Rule::MinLength(policy.min_length)).tick))
                .chain(classes)
                .collect();
        Text::from(screens::HELP_COMPLEXITY_OTHER).word("rules", asked.join(", "))
    };
    words.format(&sentence.number("count", policy.min_length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::ModelHarness;
    use crate::captcha::{CaptchaPainter, Challenge, PictureForm, system_rng};
    use crate::i18n::Language;
    use crate::password::{WeakPart, Weakness};

    /// The help beside a form must not change with a judgement.
    #[test]
    fn opened_help_alone_tells_the_weakness() {
        let words = Catalogue::of(Language::French);
        let painter = CaptchaPainter::new().unwrap();
        let image = Challenge::draw(&painter, PictureForm::Quadrants, &mut system_rng().unwrap()).0;
        let told = |session: &ModelHarness| {
            let sections = sections(&session.model, &words, None, Estimates::Shown);
            sections.into_iter().find(|section| section.heading == "Votre nouveau mot de passe")
        };
        let mut session = ModelHarness::filled(&["jdupont", "Ancien-Mdp-2026", "Nathalie1968"]);
        session.pause(FieldId::New).estimate_and_draw(&image);
        assert!(told(&session).is_none());
        session.press("F1");
        let section = told(&session).unwrap();
        assert!(section.text.starts_with("On y reconnaît un prénom et une année."));
        let hidden = Section { text: String::new(), ..told(&session).unwrap() };
        assert_eq!(section.lines(40).len(), hidden.lines(40).len());
        assert!(tells_judgement(&session.model));
        session.press("Esc");
        assert!(!tells_judgement(&session.model));
    }

    /// A sentence of more characters may wrap into fewer rows than another.
    #[test]
    fn every_weakness_fits_into_the_rows_of_the_longest() {
        for words in Language::ALL.map(Catalogue::of) {
            let section = |text| Section {
                heading: String::new(),
                text,
                longest: Some(wording::longest_weakness(&words)),
            };
            let texts: Vec<String> = three_parts()
                .map(|parts| wording::weakness(&Weakness::sample(&parts).unwrap(), &words))
                .collect();
            for width in 14..=114 {
                let rows = section(String::new()).lines(width).len();
                let too_long = texts.iter().find(|text| wrap(text, width).len() > rows);
                assert_eq!(too_long, None, "{width}");
            }
        }
    }

    /// Every order of three kinds of parts.
    fn three_parts() -> impl Iterator<Item = [WeakPart; 3]> {
        let all = WeakPart::ALL;
        let triples = all.into_iter().flat_map(move |a| all.into_iter().map(move |b| (a, b)));
        let triples = triples.flat_map(move |(a, b)| all.into_iter().map(move |c| [a, b, c]));
        triples.filter(|[a, b, c]| a != b && b != c && a != c)
    }
}
