//! What is said of the model: one short sentence for what changed.

use std::time::Duration;

use crate::account::{Outcome, Response};
use crate::app::form::{Field, Form, wording};
use crate::app::{FieldId, Model, ServiceSettings};
use crate::captcha::Bitmap;
use crate::i18n::keys::{form as form_keys, outcomes, plain, screens};
use crate::i18n::{Catalogue, Text};
use crate::password::{Rule, SecretText};
use crate::ui::names;

use super::InputMode;

/// Said once, before the first question.
#[must_use]
pub fn welcome(model: &Model, input: InputMode, words: &Catalogue) -> Vec<String> {
    let [name, what] = [screens::PROGRAM, screens::SUBTITLE].map(|key| words.get(key));
    let organisation = &model.settings.organisation;
    let how = match input {
        InputMode::Keys => plain::HOW,
        InputMode::Lines => plain::HOW_LINES,
    };
    let who = if organisation.is_empty() { String::new() } else { format!(" {organisation}.") };
    vec![format!("{name}. {what}.{who}"), words.get(how).into_owned()]
}

/// Said when a form opens.
#[must_use]
pub fn opening(model: &Model, form: &Form, words: &Catalogue) -> Vec<String> {
    let title = names::title(model).map(|key| words.get(key)).unwrap_or_default();
    let opening = Text::from(plain::OPENING).word("title", title).number("count", form.fields.len());
    // Nobody should learn it after all the rest.
    let image = form.field(FieldId::Captcha).map(|_| plain::OPENING_IMAGE);
    let wait = image
        .and(model.settings.delay_instead)
        .map(|hold| words.say(&Text::from(plain::OPENING_WAIT).number("seconds", names::seconds(hold))));
    let more = [plain::SECRETS].into_iter().chain(image).map(|key| words.get(key).into_owned());
    [words.say(&opening)].into_iter().chain(more).chain(wait).collect()
}

/// What a new password must have, said before it is asked for.
#[must_use]
pub fn rules(settings: &ServiceSettings, words: &Catalogue) -> String {
    let policy = &settings.policy;
    let least = (policy.min_percent > 0).then_some(Rule::MinPercent(policy.min_percent));
    let empty = SecretText::new();
    let rules = policy.ticks(&empty).map(|(rule, _)| rule).chain(least);
    words.say(&Text::from(plain::RULES).word("rules", list(rules, words)))
}

fn list(rules: impl Iterator<Item = Rule>, words: &Catalogue) -> String {
    rules.map(|rule| words.say(&wording::rule(rule).spoken)).collect::<Vec<_>>().join(", ")
}

/// Said once a field is answered: that a secret was typed, how strong it is, what is wrong.
#[must_use]
pub fn after_answer(form: &Form, id: FieldId, words: &Catalogue) -> Vec<String> {
    let Some(field) = form.field(id) else { return Vec::new() };
    let fault = field.fault.as_ref().map(|_| fault(form, id, words));
    let good = match (id, fault.is_none()) {
        (FieldId::New, _) => Some(strength(field, words)),
        (FieldId::Current | FieldId::Number, true) => Some(typed(field, words)),
        (FieldId::BirthDate, true) => Some(words.get(plain::DATE_UNDERSTOOD).into_owned()),
        (FieldId::Confirmation, true) => Some(words.get(plain::IDENTICAL).into_owned()),
        _ => None,
    };
    let blanks = (id == FieldId::New && has_blanks(field)).then(|| words.get(plain::BLANKS).into_owned());
    good.into_iter().chain(blanks).chain(fault).collect()
}

/// What is wrong with a field, and what to do.
#[must_use]
pub fn fault(form: &Form, id: FieldId, words: &Catalogue) -> String {
    match (id, form.field(id).and_then(|field| field.fault.as_ref())) {
        (FieldId::New, Some(_)) => broken_rules(form, words),
        (FieldId::Confirmation, Some(_)) => words.get(plain::DIFFERENT).into_owned(),
        (_, Some(fault)) => words.say(fault),
        (_, None) => words.get(wording::field(id).empty).into_owned(),
    }
}

/// What the new password lacks, in one sentence; then whatever else is wrong with it.
fn broken_rules(form: &Form, words: &Catalogue) -> String {
    let unmet = form.ticks.iter().filter(|(rule, holds)| !holds && !matches!(rule, Rule::Passphrase(_)));
    let missing: Vec<Rule> = unmet.map(|(rule, _)| *rule).collect();
    let told: Vec<Text> = missing.iter().copied().map(|rule| wording::rule(rule).fault).collect();
    let missing = (!missing.is_empty())
        .then(|| Text::from(plain::MISSING).word("rules", list(missing.into_iter(), words)));
    let field = form.field(FieldId::New);
    let others = field.into_iter().flat_map(Field::faults).filter(|fault| !told.contains(fault));
    missing.iter().chain(others).map(|text| words.say(text)).collect::<Vec<_>>().join(" ")
}

/// Nothing was echoed: this tells that something came through, as the masks of the screen do.
fn typed(field: &Field, words: &Catalogue) -> String {
    let count = field.secret().map_or(0, SecretText::grapheme_count);
    words.say(&Text::from(plain::TYPED).number("count", count))
}

fn strength(field: &Field, words: &Catalogue) -> String {
    let typed = typed(field, words);
    let Some(strength) = field.strength else { return typed };
    let score = Text::from(plain::STRENGTH)
        .number("percent", strength.percent.into())
        .word("label", words.get(wording::strength(strength.label)));
    format!("{typed} {}", words.say(&score))
}

fn has_blanks(field: &Field) -> bool {
    field.secret().is_some_and(|secret| secret.expose().trim() != secret.expose())
}

/// A request is held instead of an image: when it begins, and while it goes on.
#[must_use]
pub fn held(left: Duration, begins: bool, input: InputMode, words: &Catalogue) -> String {
    let key = match (begins, input) {
        (true, InputMode::Keys) => plain::HELD,
        (true, InputMode::Lines) => plain::HELD_LINES,
        (false, _) => plain::HELD_STILL,
    };
    words.say(&Text::from(key).number("seconds", names::seconds(left)))
}

/// A request that can be mended in the form.
#[must_use]
pub fn refusal(response: &Response, words: &Catalogue) -> Vec<String> {
    vec![words.say(&response.outcome.text()), advice(&response.outcome, words), reference(response, words)]
}

/// A request that ended for good.
#[must_use]
pub fn response(response: &Response, words: &Catalogue) -> Vec<String> {
    let head_office = matches!(&response.outcome, Outcome::Done(done) if done.head_office)
        .then(|| words.get(screens::HEAD_OFFICE_TOO).into_owned());
    [words.say(&response.outcome.text()), advice(&response.outcome, words)]
        .into_iter()
        .chain(head_office)
        .chain([reference(response, words), words.get(screens::REFERENCE_EXPLAINED).into_owned()])
        .collect()
}

fn advice(outcome: &Outcome, words: &Catalogue) -> String {
    match outcome {
        // The screen ticks the rules; here they are said.
        Outcome::AgainstPolicy(rules) if outcome.text().key == outcomes::AGAINST_POLICY => {
            words.say(&Text::from(plain::MISSING).word("rules", list(rules.iter().copied(), words)))
        }
        _ => words.say(&outcome.advice()),
    }
}

fn reference(response: &Response, words: &Catalogue) -> String {
    let code = Text::from(screens::REFERENCE)
        .word("reference", response.reference.to_string())
        .word("code", format!("MDP-{}", response.outcome.code()));
    words.say(&code)
}

/// A notice of the model; those that name keys of the full screen have words of their own.
#[must_use]
pub fn notice(notice: &Text, words: &Catalogue) -> String {
    match notice.key {
        form_keys::NOTICE_IMAGE_OLD => words.get(plain::IMAGE_OLD).into_owned(),
        form_keys::NOTICE_PROPOSAL_TAKEN => words.get(plain::PROPOSAL_TAKEN).into_owned(),
        form_keys::NOTICE_IMAGE_FAILED => words.get(plain::IMAGE_FAILED).into_owned(),
        _ => words.say(notice),
    }
}

/// The lines of an image, without what is blank around it.
#[must_use]
pub fn lines_of_picture(picture: &Bitmap) -> Vec<String> {
    let mut lines: Vec<String> = picture.ascii_rows().iter().map(|line| line.trim_end().to_owned()).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.into_iter().skip_while(String::is_empty).collect()
}
