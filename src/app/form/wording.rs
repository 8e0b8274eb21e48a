//! The words of rules, fields and strengths: one table each, for the screen and for the line mode.

use std::time::Duration;

use crate::app::FieldId;
use crate::app::form::loss::Loss;
use crate::i18n::keys::{form, plain};
use crate::i18n::{Catalogue, Text, TextKey};
use crate::password::{CharacterClass, Remedy, Rule, StrengthLabel, WeakPart, Weakness};

/// The keys that draw the image, where it comes on request only.
#[must_use]
pub fn image_on_request(or_wait: bool) -> TextKey {
    if or_wait { form::IMAGE_ON_REQUEST } else { form::IMAGE_ON_REQUEST_ONLY }
}

/// Every delay instead of the image is used up.
#[must_use]
pub fn delays_spent(free_in: Duration) -> Text {
    let minutes = free_in.as_secs().div_ceil(60);
    Text::from(form::NOTICE_DELAYS_SPENT).number("minutes", usize::try_from(minutes).unwrap_or(usize::MAX))
}

/// The texts of a rule for a new password.
pub struct RuleWords {
    /// Beside the tick, in a word or two.
    pub tick: Text,
    /// The fault of a password that breaks the rule, with the remedy.
    pub fault: Text,
    /// The tick of the line mode, which a screen reader speaks.
    pub spoken: Text,
}

#[must_use]
pub fn rule(rule: Rule) -> RuleWords {
    let count = |count| Some(("count", count));
    let (tick, fault, spoken, figure) = match rule {
        Rule::MinLength(least) => {
            (form::RULE_MIN_LENGTH, form::FAULT_MIN_LENGTH, plain::RULE_MIN_LENGTH, count(least))
        }
        Rule::MaxLength(most) => {
            (form::RULE_MAX_LENGTH, form::FAULT_MAX_LENGTH, plain::RULE_MAX_LENGTH, count(most))
        }
        Rule::Class(CharacterClass::Lower) => (form::RULE_LOWER, form::FAULT_LOWER, plain::RULE_LOWER, None),
        Rule::Class(CharacterClass::Upper) => (form::RULE_UPPER, form::FAULT_UPPER, plain::RULE_UPPER, None),
        Rule::Class(CharacterClass::Digit) => (form::RULE_DIGIT, form::FAULT_DIGIT, plain::RULE_DIGIT, None),
        Rule::Class(CharacterClass::Special) => {
            (form::RULE_SPECIAL, form::FAULT_SPECIAL, plain::RULE_SPECIAL, None)
        }
        Rule::MinPercent(percent) => (
            form::RULE_MIN_PERCENT,
            form::FAULT_MIN_PERCENT,
            plain::RULE_MIN_PERCENT,
            Some(("percent", usize::from(percent))),
        ),
        // No password breaks this rule: its fault names the length from which no class is required.
        Rule::Passphrase(length) => {
            (form::RULE_PASSPHRASE, form::FAULT_MIN_LENGTH, form::RULE_PASSPHRASE, count(length))
        }
        Rule::NoHashScheme => {
            (form::RULE_NO_HASH_SCHEME, form::FAULT_NO_HASH_SCHEME, form::RULE_NO_HASH_SCHEME, None)
        }
        Rule::DiffersFromCurrent => {
            (form::RULE_DIFFERS, form::FAULT_SAME_AS_CURRENT, plain::RULE_DIFFERS, None)
        }
        Rule::MinChanges(least) => {
            (form::RULE_MIN_CHANGES, form::FAULT_MIN_CHANGES, form::RULE_MIN_CHANGES, count(least))
        }
        Rule::NoLogin => (form::RULE_NO_LOGIN, form::FAULT_NO_LOGIN, form::RULE_NO_LOGIN, None),
        Rule::NoName => (form::RULE_NO_NAME, form::FAULT_NO_NAME, form::RULE_NO_NAME, None),
        Rule::NoBirthDate => {
            (form::RULE_NO_BIRTH_DATE, form::FAULT_NO_BIRTH_DATE, form::RULE_NO_BIRTH_DATE, None)
        }
        Rule::NoNumber => (form::RULE_NO_NUMBER, form::FAULT_NO_NUMBER, form::RULE_NO_NUMBER, None),
        Rule::KnownWords => (form::RULE_KNOWN_WORDS, form::FAULT_KNOWN_WORDS, form::RULE_KNOWN_WORDS, None),
        Rule::BreachFilter => (form::RULE_BREACHED, form::FAULT_BREACHED, plain::RULE_BREACHED, None),
    };
    let [tick, fault, spoken] = [tick, fault, spoken].map(|key| match figure {
        Some((name, value)) => Text::from(key).number(name, value),
        None => key.into(),
    });
    RuleWords { tick, fault, spoken }
}

pub struct FieldWords {
    /// As on the web page.
    pub label: TextKey,
    /// The label for narrow screens: at most 21 columns.
    pub short: TextKey,
    /// The label of the line mode, which has no hint beside it.
    pub spoken: TextKey,
    /// The example that stands beside the empty field.
    pub hint: Option<TextKey>,
    /// The fault of an empty field, with the remedy.
    pub empty: TextKey,
}

#[must_use]
pub fn field(id: FieldId) -> FieldWords {
    let usual = |label, short, empty| FieldWords { label, short, spoken: label, hint: None, empty };
    match id {
        FieldId::Login => FieldWords {
            hint: Some(form::HINT_LOGIN),
            ..usual(form::LABEL_LOGIN, form::SHORT_LOGIN, form::FAULT_LOGIN_EMPTY)
        },
        FieldId::Current => usual(form::LABEL_CURRENT, form::SHORT_CURRENT, form::FAULT_CURRENT_EMPTY),
        FieldId::Number => FieldWords {
            spoken: plain::NUMBER,
            hint: Some(form::HINT_NUMBER),
            ..usual(form::LABEL_NUMBER, form::SHORT_NUMBER, form::FAULT_NUMBER_EMPTY)
        },
        FieldId::BirthDate => FieldWords {
            spoken: plain::BIRTH_DATE,
            hint: Some(form::HINT_BIRTH_DATE),
            ..usual(form::LABEL_BIRTH_DATE, form::SHORT_BIRTH_DATE, form::FAULT_DATE_EMPTY)
        },
        FieldId::New => usual(form::LABEL_NEW, form::SHORT_NEW, form::FAULT_NEW_EMPTY),
        FieldId::Confirmation => FieldWords {
            spoken: form::SHORT_CONFIRMATION,
            ..usual(form::LABEL_CONFIRMATION, form::SHORT_CONFIRMATION, form::FAULT_CONFIRMATION_EMPTY)
        },
        FieldId::Captcha => FieldWords {
            spoken: form::SHORT_CAPTCHA,
            ..usual(form::LABEL_CAPTCHA, form::SHORT_CAPTCHA, form::FAULT_CAPTCHA_EMPTY)
        },
    }
}

/// The reason of a fault in two or three words, for the row of the cursor.
#[must_use]
pub fn reason(fault: &Text) -> TextKey {
    match fault.key {
        form::FAULT_LOGIN_EMPTY => form::REASON_LOGIN_EMPTY,
        form::FAULT_CURRENT_EMPTY | form::FAULT_NEW_EMPTY => form::REASON_PASSWORD_EMPTY,
        form::FAULT_NUMBER_EMPTY => form::REASON_NUMBER_EMPTY,
        form::FAULT_DATE_EMPTY => form::REASON_DATE_EMPTY,
        form::FAULT_CONFIRMATION_EMPTY => form::REASON_CONFIRMATION_EMPTY,
        form::FAULT_LOGIN_MAIL | form::FAULT_LOGIN_LENGTH | form::FAULT_LOGIN_SHAPE => form::REASON_LOGIN,
        form::FAULT_NUMBER_LENGTH
        | form::FAULT_NUMBER_DIGIT
        | form::FAULT_NUMBER_LETTER
        | form::FAULT_NUMBER_SHAPE => form::REASON_NUMBER,
        form::FAULT_DATE_SHAPE
        | form::FAULT_DATE_SHORT_YEAR
        | form::FAULT_DATE_NO_SUCH_DAY
        | form::FAULT_DATE_IMPLAUSIBLE => form::REASON_DATE,
        form::FAULT_MIN_LENGTH => form::REASON_SHORT,
        form::FAULT_MAX_LENGTH => form::REASON_LONG,
        form::FAULT_LOWER => form::REASON_LOWER,
        form::FAULT_UPPER => form::REASON_UPPER,
        form::FAULT_DIGIT => form::REASON_DIGIT,
        form::FAULT_SPECIAL => form::REASON_SPECIAL,
        form::FAULT_MIN_PERCENT | form::FAULT_KNOWN_WORDS | form::FAULT_BREACHED => form::REASON_WEAK,
        form::FAULT_CONFIRMATION_DIFFERENT => form::REASON_DIFFERENT,
        form::FAULT_CAPTCHA_EMPTY
        | form::FAULT_CAPTCHA_LENGTH
        | form::FAULT_CAPTCHA_LETTERS
        | form::FAULT_CAPTCHA_COMING
        | form::FAULT_CAPTCHA_RENEWED => form::REASON_CAPTCHA,
        form::IMAGE_ON_REQUEST | form::IMAGE_ON_REQUEST_ONLY => form::REASON_ON_REQUEST,
        _ => form::REASON_OTHER,
    }
}

/// The texts of a loss.
pub struct LossWords {
    /// The fault of a void secret, with the key that empties it.
    pub fault: TextKey,
    /// The same where the answer was dropped and is asked for again.
    pub spoken: TextKey,
    /// The notice where the text is seen, or where nobody types a text.
    pub notice: TextKey,
}

#[must_use]
pub fn loss(loss: Loss) -> LossWords {
    let (fault, spoken, notice) = match loss {
        Loss::NotUtf8 => (form::VOID_NOT_UTF8, plain::VOID_NOT_UTF8, form::NOTICE_INVALID_INPUT),
        Loss::OtherEncoding => {
            (form::VOID_OTHER_ENCODING, plain::VOID_OTHER_ENCODING, form::NOTICE_OTHER_ENCODING)
        }
        Loss::Key => (form::VOID_KEY, plain::VOID_KEY, form::NOTICE_KEY_LOST),
        Loss::Refused => (form::VOID_REFUSED, plain::VOID_REFUSED, form::NOTICE_KEY_LOST),
        Loss::Paste => (form::VOID_PASTE, plain::VOID_PASTE, form::NOTICE_PASTE_LOST),
    };
    LossWords { fault, spoken, notice }
}

/// The fault of a password that breaks the rule, where the reason stands beside it and no key is needed.
#[must_use]
pub fn spoken_fault(broken: Rule) -> Text {
    without_key(&rule(broken).fault)
}

/// A fault without the key that a form names, and without a sign that a screen reader leaves out.
#[must_use]
pub fn without_key(fault: &Text) -> Text {
    match fault.key {
        form::FAULT_MIN_PERCENT => Text { key: plain::FAULT_MIN_PERCENT, args: fault.args.clone() },
        _ => fault.clone(),
    }
}

#[must_use]
pub fn strength(label: StrengthLabel) -> TextKey {
    match label {
        StrengthLabel::VeryWeak => form::STRENGTH_VERY_WEAK,
        StrengthLabel::Weak => form::STRENGTH_WEAK,
        StrengthLabel::Good => form::STRENGTH_GOOD,
        StrengthLabel::Strong => form::STRENGTH_STRONG,
        StrengthLabel::VeryStrong => form::STRENGTH_VERY_STRONG,
    }
}

/// The kinds of parts that make a password weak, and the change that helps most: two sentences.
#[must_use]
pub fn weakness(weakness: &Weakness, words: &Catalogue) -> String {
    format!("{} {}", weak_parts(weakness, words), words.get(remedy(weakness.remedy)))
}

/// The kinds of parts that make a password weak: the first sentence of [`weakness`].
#[must_use]
pub fn weak_parts(weakness: &Weakness, words: &Catalogue) -> String {
    recognised(weakness.parts().map(|part| words.get(weak_part(part)).into_owned()).collect(), words)
}

/// The longest text of [`weakness`].
#[must_use]
pub fn longest_weakness(words: &Catalogue) -> String {
    let mut parts = WeakPart::ALL.map(|part| words.get(weak_part(part)).into_owned());
    parts.sort_by_key(|part| std::cmp::Reverse(part.chars().count()));
    let remedies = Remedy::ALL.map(|it| words.get(remedy(it)));
    let longest = remedies.iter().max_by_key(|remedy| remedy.chars().count());
    let reason = recognised(parts.into_iter().take(Weakness::MOST).collect(), words);
    format!("{reason} {}", longest.map_or("", |remedy| remedy.as_ref()))
}

fn recognised(parts: Vec<String>, words: &Catalogue) -> String {
    match parts.split_last() {
        None => words.get(form::WEAKNESS_SHORT).into_owned(),
        Some((only, [])) => words.format(&Text::from(form::WEAKNESS).word("parts", only.clone())),
        Some((last, first)) => {
            let both =
                Text::from(form::WEAKNESS_AND).word("first", first.join(", ")).word("last", last.clone());
            words.format(&Text::from(form::WEAKNESS).word("parts", words.format(&both)))
        }
    }
}

fn remedy(remedy: Remedy) -> TextKey {
    match remedy {
        Remedy::LeaveOutWhatIsKnown => form::REMEDY_KNOWN,
        Remedy::TakeAnother => form::REMEDY_ANOTHER,
        Remedy::AddWords => form::REMEDY_WORDS,
    }
}

fn weak_part(part: WeakPart) -> TextKey {
    match part {
        WeakPart::KnownOfYou => form::WEAK_KNOWN,
        WeakPart::Password => form::WEAK_PASSWORD,
        WeakPart::SetPhrase => form::WEAK_PHRASE,
        WeakPart::FirstName => form::WEAK_FIRST_NAME,
        WeakPart::Surname => form::WEAK_SURNAME,
        WeakPart::Commune => form::WEAK_COMMUNE,
        WeakPart::Word => form::WEAK_WORD,
        WeakPart::Keyboard => form::WEAK_KEYBOARD,
        WeakPart::Sequence => form::WEAK_SEQUENCE,
        WeakPart::Repeat => form::WEAK_REPEAT,
        WeakPart::Year => form::WEAK_YEAR,
        WeakPart::Date => form::WEAK_DATE,
        WeakPart::PostalCode => form::WEAK_POSTAL_CODE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[rstest]
    #[case(&[WeakPart::FirstName, WeakPart::Year], "On y reconnaît un prénom et une année. Ajoutez un ou deux mots sans lien avec le reste.")]
    #[case(&[WeakPart::Word], "On y reconnaît un mot courant. Ajoutez un ou deux mots sans lien avec le reste.")]
    #[case(&[WeakPart::Keyboard], "On y reconnaît une suite du clavier. Prenez autre chose : quatre mots sans lien, par exemple.")]
    #[case(
        &[WeakPart::FirstName, WeakPart::Surname, WeakPart::Date, WeakPart::Word],
        "On y reconnaît un prénom, un nom de famille et une date. Ajoutez un ou deux mots sans lien avec le reste."
    )]
    #[case(&[], "Il est trop court. Ajoutez un ou deux mots sans lien avec le reste.")]
    fn weakness_is_told_by_its_kinds(#[case] parts: &[WeakPart], #[case] expected: &str) {
        let told = weakness(&Weakness::sample(parts).unwrap(), &Catalogue::of(Language::French));
        assert_eq!(told.replace('\u{a0}', " "), expected);
    }

    #[test]
    fn every_kind_of_part_has_its_words() {
        let words = Catalogue::of(Language::French);
        let told: std::collections::BTreeSet<_> =
            WeakPart::ALL.map(|part| words.get(weak_part(part)).into_owned()).into();
        assert_eq!(told.len(), WeakPart::ALL.len());
    }
}
