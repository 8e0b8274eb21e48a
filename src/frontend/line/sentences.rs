//! The sentences of the line mode: a short one for each change of the model.

use std::time::Duration;

use crate::account::{Outcome, Response};
use crate::app::form::{Field, Form, wording};
use crate::app::{FieldId, Model, Screen, ServiceSettings};
use crate::captcha::Bitmap;
use crate::i18n::keys::{form as form_texts, outcomes, plain, screens};
use crate::i18n::{Catalogue, Text};
use crate::password::{Rule, SecretText, StrengthLabel, Tick};
use crate::ui;

use super::input_mode::InputMode;
use super::slot;

/// Before the first question.
pub(super) fn welcome(model: &Model, input: InputMode, words: &Catalogue) -> Vec<String> {
    let [name, what] = [screens::PROGRAM, screens::SUBTITLE].map(|key| words.get(key));
    let organisation = &model.settings.organisation;
    let how = match input {
        InputMode::Keys => plain::HOW,
        InputMode::Lines => plain::HOW_LINES,
    };
    let who = if organisation.is_empty() { String::new() } else { format!(" {organisation}.") };
    let announced = model.settings.notice.iter().map(ToString::to_string);
    [format!("{name}. {what}.{who}")]
        .into_iter()
        .chain(announced)
        .chain([words.get(how).into_owned()])
        .collect()
}

/// Said when a form opens.
pub(super) fn opening(model: &Model, form: &Form, input: InputMode, words: &Catalogue) -> Vec<String> {
    let title = ui::title(model).map(|key| words.get(key)).unwrap_or_default();
    let opening = Text::from(plain::OPENING).word("title", title).number("count", form.fields().len());
    // The image is announced first: the user should not learn of it at the last question.
    let image = form.field(FieldId::Captcha).map(|_| plain::OPENING_IMAGE);
    let wait = image
        .and(model.settings.delay_instead)
        .map(|delay| words.format(&Text::from(plain::OPENING_WAIT).number("seconds", ui::seconds(delay))));
    // Only a program that reads a terminal commands its echo.
    let echo = match input {
        InputMode::Keys => Some(plain::SECRETS),
        InputMode::Lines => model.session.is_remote.then_some(plain::ECHO_UNSURE),
    };
    let more = echo.into_iter().chain(image).map(|key| words.get(key).into_owned());
    [words.format(&opening)].into_iter().chain(more).chain(wait).collect()
}

/// The rules of a new password, before its question.
pub(super) fn rules(settings: &ServiceSettings, words: &Catalogue) -> String {
    let policy = settings.judge.policy();
    let least = (policy.min_percent > 0).then_some(Rule::MinPercent(policy.min_percent));
    let empty = SecretText::new();
    let rules = policy.ticks(&empty).map(|(rule, _)| rule).chain(least);
    words.format(&Text::from(plain::RULES).word("rules", list(rules, words)))
}

fn list(rules: impl Iterator<Item = Rule>, words: &Catalogue) -> String {
    rules.map(|rule| words.format(&wording::rule(rule).spoken)).collect::<Vec<_>>().join(", ")
}

/// After an answer: that a secret was typed, its strength, its faults.
pub(super) fn after_answer(form: &Form, id: FieldId, input: InputMode, words: &Catalogue) -> Vec<String> {
    let Some(field) = form.field(id) else { return Vec::new() };
    let fault = field.fault().map(|_| fault(form, id, words));
    let good = match (id, fault.is_none()) {
        (FieldId::New, _) => Some(strength(field, words)),
        (FieldId::Number, true) if field.may_be_seen() && input == InputMode::Keys => None,
        (FieldId::Current | FieldId::Number, true) => Some(typed(field, words)),
        (FieldId::BirthDate, true) => Some(date_read(field, input, words)),
        (FieldId::Confirmation, true) => Some(words.get(plain::IDENTICAL).into_owned()),
        _ => None,
    };
    let blanks = (id == FieldId::New && has_blanks(field)).then(|| words.get(plain::BLANKS).into_owned());
    good.into_iter().chain(blanks).chain(fault).collect()
}

/// The date as it was understood, in words: typed in digits, day and month may be the other way round. Only a person who
/// may see it as it is typed has it read back.
fn date_read(field: &Field, input: InputMode, words: &Catalogue) -> String {
    let is_told = field.may_be_seen() && input == InputMode::Keys;
    let Some((day, month, _)) = field.typed_date().filter(|_| is_told) else {
        return words.get(plain::DATE_UNDERSTOOD).into_owned();
    };
    let number = |part: i8| usize::try_from(part).unwrap_or_default();
    // The text knows the month only, and whether the day is none or the first.
    let text = Text::from(plain::DATE_READ).number("day", number(day).min(2)).number("month", number(month));
    words.format(&text.word("digits", slot::DAY).word("year", slot::YEAR))
}

/// The fault of a field, and what to do about it.
pub(super) fn fault(form: &Form, id: FieldId, words: &Catalogue) -> String {
    match (id, form.field(id).and_then(|field| field.fault())) {
        (FieldId::New, Some(_)) => broken_rules(form, words),
        (FieldId::Confirmation, Some(_)) => words.get(plain::DIFFERENT).into_owned(),
        (_, Some(fault)) => words.format(&wording::without_key(fault)),
        (_, None) => words.get(wording::field(id).empty).into_owned(),
    }
}

/// The rules that the new password breaks, in one sentence; then its other faults.
fn broken_rules(form: &Form, words: &Catalogue) -> String {
    let is_missing =
        |(rule, tick): &&(Rule, Tick)| *tick == Tick::Unmet && !matches!(rule, Rule::Passphrase(_));
    let unmet = form.ticks().iter().filter(is_missing);
    let missing: Vec<Rule> = unmet.map(|(rule, _)| *rule).collect();
    let told: Vec<Text> = missing.iter().copied().map(|rule| wording::rule(rule).fault).collect();
    let missing = (!missing.is_empty())
        .then(|| Text::from(plain::MISSING).word("rules", list(missing.into_iter(), words)));
    let field = form.field(FieldId::New);
    let others = field.into_iter().flat_map(Field::faults).filter(|fault| !told.contains(fault));
    missing
        .iter()
        .chain(others)
        .map(|text| words.format(&wording::without_key(text)))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Confirms that a secret came through, as the masks of the screen do.
fn typed(field: &Field, words: &Catalogue) -> String {
    let count = field.secret().map_or(0, SecretText::grapheme_count);
    words.format(&Text::from(plain::TYPED).number("count", count))
}

fn strength(field: &Field, words: &Catalogue) -> String {
    let typed = typed(field, words);
    let Some(strength) = field.strength() else { return typed };
    let score = Text::from(plain::STRENGTH)
        .number("percent", strength.percent.into())
        .word("label", words.get(wording::strength(strength.label)));
    // A strong password needs no advice.
    let weakness = field.weakness().filter(|_| strength.label < StrengthLabel::Strong);
    // One that is accepted has its reason, and no order to change it.
    let reason = weakness.map(|weakness| match field.fault() {
        Some(_) => wording::weakness(&weakness, words),
        None => wording::weak_parts(&weakness, words),
    });
    let sentences = [typed, words.format(&score)].into_iter().chain(reason);
    sentences.collect::<Vec<_>>().join(" ")
}

fn has_blanks(field: &Field) -> bool {
    field.secret().is_some_and(|secret| secret.expose().trim() != secret.expose())
}

/// A delayed request: at its beginning, and while the delay goes on.
pub(super) fn delay(left: Duration, begins: bool, input: InputMode, words: &Catalogue) -> String {
    let key = match (begins, input) {
        (true, InputMode::Keys) => plain::DELAYED,
        (true, InputMode::Lines) => plain::DELAYED_LINES,
        (false, _) => plain::DELAY_LEFT,
    };
    words.format(&Text::from(key).number("seconds", ui::seconds(left)))
}

/// The wait for the answer of a slow directory, when it begins and as it goes on.
pub(super) fn awaited(left: Duration, begins: bool, input: InputMode, words: &Catalogue) -> String {
    let key = match (begins, input) {
        (true, InputMode::Keys) => plain::AWAITED,
        (true, InputMode::Lines) => screens::SLOW_ANSWER,
        (false, _) => plain::AWAITED_LEFT,
    };
    words.format(&Text::from(key).number("seconds", ui::seconds(left)))
}

/// A response: what happened, what to do, what the organisation adds, the reference. A refusal tells what the reference
/// is for; in the form, only how to correct is said.
pub(super) fn response(response: &Response, model: &Model, words: &Catalogue) -> Vec<String> {
    let in_form = matches!(model.screen(), Screen::Form(_));
    let explained = !in_form && !response.outcome.is_done();
    [words.format(&response.text()), advice(response, words)]
        .into_iter()
        .chain(reminder(response, words))
        .chain(model.settings.line_after(&response.outcome, words))
        .chain([reference(response, words)])
        .chain(explained.then(|| words.get(screens::REFERENCE_EXPLAINED).into_owned()))
        .collect()
}

fn advice(response: &Response, words: &Catalogue) -> String {
    match &response.outcome {
        // The screen ticks the rules; here they are listed.
        Outcome::AgainstPolicy(rules) if response.text().key == outcomes::AGAINST_POLICY => {
            words.format(&Text::from(plain::MISSING).word("rules", list(rules.iter().copied(), words)))
        }
        _ => words.format(&response.advice()),
    }
}

fn reminder(response: &Response, words: &Catalogue) -> Option<String> {
    response.reminder.map(|reminder| words.format(&reminder.text()))
}

fn reference(response: &Response, words: &Catalogue) -> String {
    let code = Text::from(screens::REFERENCE)
        .word("reference", response.reference.to_string())
        .word("code", format!("MDP-{}", response.outcome.code()));
    words.format(&code)
}

/// A notice of the model; those that name keys of the full screen have words of their own.
pub(super) fn notice(notice: &Text, words: &Catalogue) -> String {
    match notice.key {
        form_texts::NOTICE_IMAGE_OLD => words.get(plain::IMAGE_OLD).into_owned(),
        form_texts::NOTICE_PROPOSAL_TAKEN => words.get(plain::PROPOSAL_TAKEN).into_owned(),
        form_texts::NOTICE_IMAGE_FAILED => words.get(plain::IMAGE_FAILED).into_owned(),
        _ => words.format(notice),
    }
}

/// The lines of an image, without what is blank around it.
pub(super) fn lines_of_picture(picture: &Bitmap) -> Vec<String> {
    let mut lines: Vec<String> = picture.rows().iter().map(|line| line.trim_end().to_owned()).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.into_iter().skip_while(String::is_empty).collect()
}
