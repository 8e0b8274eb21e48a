//! Prompts. They take at most 38 columns: a braille display of 40 cells then shows the whole prompt and the cursor.

use crate::account::{Outcome, Response};
use crate::app::form::{Form, wording};
use crate::app::{FieldId, Model, Screen};
use crate::i18n::keys::plain;
use crate::i18n::{Catalogue, Text, TextKey};

use super::input_mode::InputMode;
use super::question::{Question, kept, may_keep, short};
use super::slot;

/// Most columns of a prompt.
pub(super) const MOST_COLUMNS: usize = 38;

/// The prompt, without the blank after it. Once an answer is `begun`, Enter gives that answer.
pub(super) fn prompt(
    question: Question,
    begun: bool,
    input: InputMode,
    model: &Model,
    words: &Catalogue,
) -> String {
    let asked = |key: TextKey| words.format(&Text::from(plain::PROMPT).word("label", words.get(key)));
    match (question, model.screen()) {
        (Question::Field(id), Screen::Form(form)) if !begun => {
            default(form, id, input, words).unwrap_or_else(|| asked(wording::field(id).spoken))
        }
        (Question::Field(id), _) => asked(wording::field(id).spoken),
        (Question::Outcome, Screen::Outcome { form: None, response, .. }) => {
            told(plain::PROMPT_END, response, words)
        }
        (Question::Outcome, Screen::Outcome { response, .. }) => told(plain::PROMPT_AFTER, response, words),
        (Question::Review, Screen::Form(form)) => match form.refused() {
            Some(response) => told(plain::PROMPT_REFUSED, response, words),
            None => asked(plain::YOUR_CHOICE),
        },
        _ if question.has_default() => with_default(plain::YOUR_CHOICE, "1", words),
        _ => asked(plain::YOUR_CHOICE),
    }
}

/// The outcome again, on the line of the cursor: a braille display shows no other.
fn told(key: TextKey, response: &Response, words: &Catalogue) -> String {
    let verdict = match &response.outcome {
        Outcome::Done(_) => plain::VERDICT_DONE,
        Outcome::NotKnownYet { .. } | Outcome::AcceptedUnverified | Outcome::NotVerified => {
            plain::VERDICT_UNSURE
        }
        outcome if (410..450).contains(&outcome.code()) => plain::VERDICT_REFUSED,
        _ => plain::VERDICT_FAILED,
    };
    let code = format!("MDP-{}", response.outcome.code());
    words.format(&Text::from(key).word("verdict", words.get(verdict)).word("code", code))
}

fn with_default(label: TextKey, default: &str, words: &Catalogue) -> String {
    words.format(&Text::from(plain::PROMPT_DEFAULT).word("label", words.get(label)).word("default", default))
}

/// The prompt of a field for which Enter alone is an answer.
fn default(form: &Form, id: FieldId, input: InputMode, words: &Catalogue) -> Option<String> {
    if !may_keep(form, id) {
        let other_choices =
            || with_default(wording::field(id).spoken, &words.get(plain::OTHER_CHOICES), words);
        return (id == FieldId::Captcha).then(other_choices);
    }
    let with_text = kept(form, id, input).map(|text| {
        let keep = words.format(&Text::from(plain::KEEP_TEXT).word("text", text));
        with_default(short(id), &keep, words)
    });
    let without = || with_default(short(id), &words.get(plain::KEEP), words);
    Some(with_text.filter(|prompt| slot::columns(prompt, form) <= MOST_COLUMNS).unwrap_or_else(without))
}

/// The text that Enter keeps, as a sentence of its own: it may be too long for the prompt.
pub(super) fn kept_text(form: &Form, id: FieldId, input: InputMode, words: &Catalogue) -> Option<String> {
    let text = kept(form, id, input).filter(|_| may_keep(form, id))?;
    let prompt = default(form, id, input, words)?;
    let is_in_prompt = prompt.contains(&text);
    let said = Text::from(plain::KEPT).word("label", words.get(short(id))).word("text", text);
    (!is_in_prompt).then(|| words.format(&said))
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::account::RefusalReason;
    use crate::app::form::{Field, Focus};
    use crate::app::testing::{CURRENT, LOGIN, ModelHarness, NEW, done};
    use crate::config::CaptchaMode;
    use crate::i18n::Language;

    const QUESTIONS: [Question; 6] = [
        Question::Menu,
        Question::Proposal,
        Question::Image,
        Question::Save,
        Question::Review,
        Question::Outcome,
    ];

    /// The prompts of a session where it is, in both languages.
    fn prompts(session: &ModelHarness) -> Vec<String> {
        let model = &session.model;
        let fields = model.form().map(Form::fields).unwrap_or_default().iter().map(Field::id);
        let asked: Vec<Question> =
            fields.flat_map(|id| [Question::Field(id), Question::Empty(id)]).chain(QUESTIONS).collect();
        let of = |language: Language| -> Vec<String> {
            let words = Catalogue::of(language);
            let both = asked.iter().flat_map(|question| [(*question, true), (*question, false)]);
            let shown = |text: String| slot::parts(&text, model.form()).concat();
            both.map(|(asked, begun)| shown(prompt(asked, begun, InputMode::Keys, model, &words))).collect()
        };
        [Language::French, Language::English].map(of).concat()
    }

    fn ended(outcome: Outcome) -> ModelHarness {
        let mut session = ModelHarness::sent();
        session.end(outcome);
        session
    }

    /// The same where several people come one after the other.
    fn at_kiosk(outcome: Outcome) -> ModelHarness {
        let mut session = ModelHarness::with(|config| {
            config.session.several_people = true;
            config.captcha.mode = CaptchaMode::Never;
        })
        .after("1");
        session.fill(&[LOGIN, CURRENT, NEW, NEW]).press("Ctrl-S").end(outcome);
        session
    }

    fn proposed() -> ModelHarness {
        let mut session = ModelHarness::change();
        session.go_to(Focus::Field(FieldId::New)).propose();
        session
    }

    #[test]
    fn prompts_fit_a_braille_display() {
        let mut reset = ModelHarness::reset();
        reset.fill(&["prenom.nom-compose", "16E9912345ABC", "14/07/1975", NEW, NEW]);
        let unknown = Outcome::NotKnownYet { settled_after: std::time::Duration::from_secs(300) };
        let too_young = Outcome::RefusedByDirectory(RefusalReason::TooYoung);
        let outcomes = [
            done(),
            unknown,
            too_young,
            Outcome::NotIdentified,
            Outcome::AcceptedUnverified,
            Outcome::Unreachable,
        ];
        let sessions = [ModelHarness::new(), ModelHarness::change(), ModelHarness::reset(), reset]
            .into_iter()
            .chain([ModelHarness::complete(), proposed()])
            .chain(outcomes.map(ended))
            .chain([Outcome::NotIdentified, done()].map(at_kiosk));
        let all: Vec<String> = sessions.flat_map(|session| prompts(&session)).collect();
        let wide: Vec<&String> = all.iter().filter(|prompt| prompt.width() > MOST_COLUMNS).collect();
        assert!(wide.is_empty(), "{wide:#?}");
        assert!(all.iter().any(|prompt| prompt.ends_with("keep 14/07/1975)")), "{all:#?}");
    }

    /// The prompt names the answer that Enter alone takes, and no other.
    #[test]
    fn default_choice_is_in_its_prompt() {
        for session in
            [ModelHarness::new(), ModelHarness::complete(), proposed(), ended(Outcome::Unreachable)]
        {
            for question in QUESTIONS.into_iter().chain([Question::Empty(FieldId::Current)]) {
                if question.choices(&session.model).len() < 2 {
                    continue;
                }
                let prompt = prompt(
                    question,
                    false,
                    InputMode::Keys,
                    &session.model,
                    &Catalogue::of(Language::French),
                );
                assert_eq!(prompt.contains("(Entrée : 1)"), question.has_default(), "{question:?}: {prompt}");
            }
        }
        assert!(Question::Proposal.has_default());
    }
}
