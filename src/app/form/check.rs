//! Validates a form before it is sent: its faults, or the request.

use jiff::civil::Date;

use crate::account::{CaptchaAnswer, CaptchaEvidence, ChangeRequest, Request, ResetRequest, Verdict};
use crate::app::FieldId;
use crate::captcha::{LENGTH, absent_letters, foreign_letters};
use crate::i18n::keys::form as texts;
use crate::i18n::{Text, TextKey};
use crate::identity::login::MAX_LENGTH as MAX_LOGIN_LENGTH;
use crate::identity::numen::ExpectedCharacter;
use crate::identity::{BirthDate, BirthDateError, Login, LoginError, NumberError, PersonNumber};
use crate::password::generate::{Composition, Proposal};
use crate::password::{Context, InputRefusal, PasswordWarning, Policy, SecretText};

use super::{CaptchaImage, Field, Form, wording};
use crate::app::form_kind::FormKind;
use crate::app::settings::ServiceSettings;

/// The request, or every fault, in the order of the fields.
pub(in crate::app) fn request(
    form: &Form,
    settings: &ServiceSettings,
    today: Date,
) -> Result<Request, Vec<(FieldId, Text)>> {
    let mut faults = Faults::default();
    let login = faults.keep(FieldId::Login, login(form, settings));
    match form.kind {
        FormKind::Change => {
            let current = faults.keep(FieldId::Current, current(form));
            let new = faults.keep_all(FieldId::New, new(form, settings));
            let confirmation = faults.keep(FieldId::Confirmation, confirmation(form));
            let evidence = faults.keep(FieldId::Captcha, evidence(form));
            match (login, current, new, confirmation, evidence) {
                (Some(login), Some(current), Some(new), Some(()), Some(evidence)) => {
                    Ok(Request::Change(ChangeRequest { login, current, new, evidence }))
                }
                _ => Err(faults.0),
            }
        }
        FormKind::Reset => {
            let number = faults.keep(FieldId::Number, number(form, settings));
            let birth_date = faults.keep(FieldId::BirthDate, birth_date(form, today));
            let new = faults.keep_all(FieldId::New, new(form, settings));
            let confirmation = faults.keep(FieldId::Confirmation, confirmation(form));
            let evidence = faults.keep(FieldId::Captcha, evidence(form));
            match (login, number, birth_date, new, confirmation, evidence) {
                (Some(login), Some(number), Some(birth_date), Some(new), Some(()), Some(evidence)) => {
                    Ok(Request::Reset(ResetRequest { login, number, birth_date, new, evidence }))
                }
                _ => Err(faults.0),
            }
        }
    }
}

/// The faults of a field that loses the focus. An empty field is no fault yet, but keeps those that sending found.
pub(in crate::app) fn faults_on_leaving(
    form: &Form,
    id: FieldId,
    settings: &ServiceSettings,
    today: Date,
) -> Vec<Text> {
    let Some(field) = form.field(id) else { return Vec::new() };
    if field.is_empty() {
        return field.faults().cloned().collect();
    }
    let one = match id {
        FieldId::New => return new(form, settings).err().unwrap_or_default(),
        FieldId::Login => login(form, settings).err(),
        FieldId::Number => number(form, settings).err(),
        FieldId::BirthDate => birth_date(form, today).err(),
        FieldId::Confirmation => form.compare().filter(|same| !same).and_then(|_| confirmation(form).err()),
        FieldId::Captcha if matches!(form.image, CaptchaImage::Shown { .. }) => evidence(form).err(),
        FieldId::Current | FieldId::Captcha => None,
    };
    one.into_iter().collect()
}

/// A warning about a new password that the policy accepts.
pub(in crate::app) fn warning(form: &Form) -> Option<Text> {
    let warning = form.secret(FieldId::New).and_then(|new| Policy::warnings(new).next())?;
    Some(warning_text(warning))
}

#[derive(Default)]
struct Faults(Vec<(FieldId, Text)>);

impl Faults {
    fn keep<T>(&mut self, id: FieldId, checked: Result<T, Text>) -> Option<T> {
        self.keep_all(id, checked.map_err(|fault| vec![fault]))
    }

    fn keep_all<T>(&mut self, id: FieldId, checked: Result<T, Vec<Text>>) -> Option<T> {
        checked.map_err(|faults| self.0.extend(faults.into_iter().map(|fault| (id, fault)))).ok()
    }
}

/// The login that is typed.
pub(in crate::app) fn login(form: &Form, settings: &ServiceSettings) -> Result<Login, Text> {
    let typed = form.field(FieldId::Login).map_or("", Field::plain);
    Login::parse(typed, &settings.login_shape).map_err(|fault| match fault {
        LoginError::Empty => wording::field(FieldId::Login).empty.into(),
        LoginError::MailAddress => texts::FAULT_LOGIN_MAIL.into(),
        LoginError::Length => Text::from(texts::FAULT_LOGIN_LENGTH).number("count", MAX_LOGIN_LENGTH),
        LoginError::Invisible(odd) => refusal_text(InputRefusal::Invisible(odd)),
        LoginError::Shape => texts::FAULT_LOGIN_SHAPE.into(),
    })
}

fn current(form: &Form) -> Result<SecretText, Text> {
    let current = form.secret(FieldId::Current).filter(|secret| !secret.is_empty());
    current.map(SecretText::duplicate).ok_or_else(|| missing(form, FieldId::Current))
}

fn number(form: &Form, settings: &ServiceSettings) -> Result<PersonNumber, Text> {
    let typed = form.secret(FieldId::Number).ok_or_else(|| missing(form, FieldId::Number))?;
    PersonNumber::parse(typed, &settings.external_shape).map_err(|fault| match fault {
        NumberError::Empty => wording::field(FieldId::Number).empty.into(),
        NumberError::Length { typed } => Text::from(texts::FAULT_NUMBER_LENGTH).number("count", typed),
        NumberError::Position { at, expected } => {
            let key = match expected {
                ExpectedCharacter::Digit => texts::FAULT_NUMBER_DIGIT,
                ExpectedCharacter::Letter => texts::FAULT_NUMBER_LETTER,
            };
            Text::from(key).number("place", at)
        }
        NumberError::Shape => texts::FAULT_NUMBER_SHAPE.into(),
    })
}

fn birth_date(form: &Form, today: Date) -> Result<BirthDate, Text> {
    let typed = form.secret(FieldId::BirthDate).ok_or_else(|| missing(form, FieldId::BirthDate))?;
    BirthDate::parse(typed, today).map_err(|fault| {
        let key = match fault {
            BirthDateError::Empty => wording::field(FieldId::BirthDate).empty,
            BirthDateError::Shape => texts::FAULT_DATE_SHAPE,
            BirthDateError::ShortYear => texts::FAULT_DATE_SHORT_YEAR,
            BirthDateError::NoSuchDay => texts::FAULT_DATE_NO_SUCH_DAY,
            BirthDateError::Implausible => texts::FAULT_DATE_IMPLAUSIBLE,
        };
        key.into()
    })
}

fn new(form: &Form, settings: &ServiceSettings) -> Result<SecretText, Vec<Text>> {
    let field = form.field(FieldId::New);
    let new = field.and_then(Field::secret).filter(|secret| !secret.is_empty());
    let new = new.ok_or_else(|| vec![missing(form, FieldId::New)])?;
    let known = known(settings.judge.context(), &form.context());
    let estimate = field.and_then(Field::fresh_estimate);
    match settings.judge.verdict(new, form.secret(FieldId::Current), estimate, &known) {
        Verdict::Refused(broken) => Err(broken.into_iter().map(|rule| wording::rule(rule).fault).collect()),
        // A person at a form cannot mend the list: the request is refused by a code of its own.
        Verdict::Accepted | Verdict::BreachListUnavailable => Ok(new.duplicate()),
    }
}

/// Adds to `known` the facts about the person in the form: login, number, birth date.
#[must_use]
pub fn known(known: Context, typed: &[(FieldId, SecretText)]) -> Context {
    typed.iter().fold(known, |known, (field, text)| match field {
        FieldId::Login => known.with_login(text.expose()),
        FieldId::Number => known.with_number(text),
        FieldId::BirthDate => known.with_birth_date(text),
        FieldId::Current | FieldId::New | FieldId::Confirmation | FieldId::Captcha => known,
    })
}

fn confirmation(form: &Form) -> Result<(), Text> {
    match form.compare() {
        Some(true) => Ok(()),
        Some(false) => Err(texts::FAULT_CONFIRMATION_DIFFERENT.into()),
        // The fault is that of the new password, which is void.
        None if is_typed(form, FieldId::Confirmation) && form.secret(FieldId::New).is_none() => Ok(()),
        None => Err(missing(form, FieldId::Confirmation)),
    }
}

fn is_typed(form: &Form, id: FieldId) -> bool {
    form.secret(id).is_some_and(|secret| !secret.is_empty())
}

/// The fault of a secret that cannot be taken: it is void, or empty.
fn missing(form: &Form, id: FieldId) -> Text {
    match form.field(id).and_then(Field::loss) {
        Some(loss) => wording::loss(loss).fault.into(),
        None => wording::field(id).empty.into(),
    }
}

fn evidence(form: &Form) -> Result<CaptchaEvidence, Text> {
    let typed = form.field(FieldId::Captcha).map_or("", Field::plain);
    match &form.image {
        CaptchaImage::NotRequired => Ok(CaptchaEvidence::NotRequired),
        CaptchaImage::Skipped { .. } => Ok(CaptchaEvidence::Delay),
        CaptchaImage::Pending => Err(texts::FAULT_CAPTCHA_COMING.into()),
        CaptchaImage::OnRequest { or_wait } => Err(wording::image_on_request(*or_wait).into()),
        // Sending asks for another image too.
        CaptchaImage::Deferred | CaptchaImage::Expired | CaptchaImage::Failed => {
            Err(texts::FAULT_CAPTCHA_RENEWED.into())
        }
        CaptchaImage::Shown { .. } if !foreign_letters(typed).is_empty() => {
            Err(Text::from(texts::FAULT_CAPTCHA_LETTERS)
                .word("typed", listed(foreign_letters(typed)))
                .word("absent", listed(absent_letters())))
        }
        CaptchaImage::Shown { challenge, .. } => match typed.chars().filter(|c| !c.is_whitespace()).count() {
            0 => Err(wording::field(FieldId::Captcha).empty.into()),
            LENGTH => {
                Ok(CaptchaEvidence::Answer(CaptchaAnswer { id: challenge.id, typed: typed.to_owned() }))
            }
            _ => Err(Text::from(texts::FAULT_CAPTCHA_LENGTH).number("count", LENGTH)),
        },
    }
}

fn listed(letters: impl IntoIterator<Item = char>) -> String {
    letters.into_iter().map(String::from).collect::<Vec<_>>().join(", ")
}

/// The notice of a warning about an accepted password.
#[must_use]
pub fn warning_text(warning: PasswordWarning) -> Text {
    match warning {
        PasswordWarning::BlankAtAnEnd => texts::NOTICE_BLANK_AT_AN_END.into(),
        PasswordWarning::NotAscii => texts::NOTICE_NOT_ASCII.into(),
    }
}

/// The notice of a text that a field refuses. It names the refused character, even of a masked field, and no other one.
#[must_use]
pub fn refusal_text(refusal: InputRefusal) -> Text {
    let numbered =
        |key: TextKey, odd: char| Text::from(key).word("character", format!("U+{:04X}", u32::from(odd)));
    match refusal {
        InputRefusal::TooLong => texts::NOTICE_TOO_LONG.into(),
        InputRefusal::Invisible('\t') => texts::NOTICE_TAB.into(),
        InputRefusal::Invisible(odd) => numbered(texts::NOTICE_INVISIBLE, odd),
        InputRefusal::Unstable('\u{a0}' | '\u{202f}' | '\u{2007}') => texts::NOTICE_NO_BREAK_SPACE.into(),
        InputRefusal::Unstable(odd) if odd.is_whitespace() => numbered(texts::NOTICE_ODD_SPACE, odd),
        InputRefusal::Unstable(odd) => Text::from(texts::NOTICE_UNSTABLE).word("character", odd),
    }
}

/// The sentence of a proposal: its composition, and its entropy in bits.
#[must_use]
pub fn chance_text(proposal: &Proposal) -> Text {
    let (key, count) = match proposal.makeup {
        Composition::Words(count) => (texts::PROPOSAL_WORDS, count),
        Composition::WordsAndDigit(count) => (texts::PROPOSAL_WORDS_AND_DIGIT, count),
        Composition::Characters(count) => (texts::PROPOSAL_CHARACTERS, count),
    };
    let bits = usize::try_from(proposal.bits).unwrap_or(usize::MAX);
    Text::from(key).number("count", count).number("bits", bits)
}
