//! The sections of the help: those of the web page.

use crate::app::Model;
use crate::app::form::wording;
use crate::i18n::keys::screens;
use crate::i18n::{Catalogue, Text};
use crate::password::{CharacterClass, Policy, Rule};

/// A heading and its paragraph.
pub(super) struct Section {
    pub(super) heading: String,
    pub(super) text: String,
}

/// The signs before a rule that is met, not met yet, or waived.
#[derive(Clone, Copy)]
pub(super) struct Signs {
    pub(super) met: &'static str,
    pub(super) unmet: &'static str,
    pub(super) waived: &'static str,
}

/// The sections, in the order of the web page, with the meaning of these signs.
pub(super) fn sections(model: &Model, words: &Catalogue, signs: Option<Signs>) -> Vec<Section> {
    let policy = model.settings.judge.policy();
    let mut complexity = complexity(policy, words);
    if let Some(Signs { met, unmet, waived }) = signs {
        let met = Text::from(screens::HELP_SIGNS).word("met", met).word("unmet", unmet);
        let waived = Text::from(screens::HELP_NOT_NEEDED).word("waived", waived);
        let waived = (policy.passphrase_length > 0).then_some(waived);
        for sentence in [met].iter().chain(&waived) {
            complexity = format!("{complexity} {}", words.format(sentence));
        }
    }
    let section = |heading, text: String| Section { heading: words.get(heading).into_owned(), text };
    vec![
        section(screens::HELP_COMPLEXITY, complexity),
        section(screens::HELP_EXTERNAL, words.get(screens::HELP_EXTERNAL_TEXT).into_owned()),
    ]
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
