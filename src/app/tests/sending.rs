//! Sending: nothing leaves until everything is right; nothing is lost when it is refused.

use rstest::rstest;

use super::*;
use crate::account::{CaptchaEvidence, RefusalReason};
use crate::password::Rule;

fn faults(visit: &Visit) -> Vec<FieldId> {
    visit.form().fields.iter().filter(|field| field.fault.is_some()).map(|field| field.id).collect()
}

#[rstest]
#[case("Ctrl-S")]
#[case("Enter")]
#[case("Space")]
fn a_complete_form_is_sent_once(#[case] key: &str) {
    let mut visit = Visit::complete();
    assert_eq!(visit.form().focus, Focus::Save);
    visit.press(key);
    let (generation, request) = visit.submitted().unwrap();
    let Request::Change(change) = request else { panic!("{request:?}") };
    assert_eq!((change.login.as_str(), change.current.expose(), change.new.expose()), (LOGIN, CURRENT, NEW));
    let CaptchaImage::Shown { challenge, .. } = &visit.form().image else { panic!("no image") };
    let CaptchaEvidence::Answer(captcha) = &change.evidence else { panic!("no answer") };
    assert_eq!((captcha.id, captcha.typed.as_str()), (challenge.id, ANSWER));
    assert_eq!(visit.form().sending.unwrap().generation, generation);
    visit.take();
    visit.press("Ctrl-S Enter Tab a F5 Ctrl-U");
    visit.paste("x");
    assert!(visit.effects.is_empty(), "nothing more until the answer");
}

#[test]
fn a_reset_is_sent_with_its_proofs() {
    let mut visit = Visit::reset();
    visit.fill(&[" JDupont ", "16e 99 12345 abc", "14071975", NEW, NEW, "ab cde"]);
    visit.press("Enter");
    let Some((_, Request::Reset(reset))) = visit.submitted() else { panic!("nothing is sent") };
    assert_eq!((reset.login.as_str(), reset.number.expose(), reset.new.expose()), (LOGIN, NUMEN, NEW));
    assert_eq!(reset.birth_date.to_directory(crate::identity::BirthDateFormat::Iso).as_str(), "1975-07-14");
    assert!(matches!(&reset.evidence, CaptchaEvidence::Answer(answer) if answer.typed == "ab cde"));
}

#[test]
fn without_a_captcha_none_is_sent() {
    let mut visit = Visit::with(|config| config.captcha.mode = CaptchaMode::Never);
    visit.press("1");
    visit.fill(&[LOGIN, CURRENT, NEW, NEW]);
    visit.press("Enter");
    let Some((_, Request::Change(change))) = visit.submitted() else { panic!("nothing is sent") };
    assert!(matches!(change.evidence, CaptchaEvidence::NotRequired));
}

#[test]
fn all_faults_are_said_at_once_with_the_cursor_on_the_first() {
    let mut visit = Visit::reset();
    visit.press("Ctrl-S");
    use FieldId::{BirthDate, Captcha, Confirmation, Login, New, Number};
    assert_eq!(faults(&visit), [Login, Number, BirthDate, New, Confirmation, Captcha]);
    assert_eq!(visit.form().focus, Focus::Field(Login));
    assert_eq!(visit.notice().unwrap(), "Rien n'a été envoyé : 6 champs sont à corriger.");
    assert!(visit.submitted().is_none());
    visit.press("Tab Tab Tab");
    assert_eq!(faults(&visit).len(), 6, "looking at them mends nothing");

    let mut visit = Visit::change();
    visit.fill(&[LOGIN, CURRENT, "court", "cour", "ABC"]);
    visit.press("Enter");
    assert_eq!(faults(&visit), [New, Confirmation, Captcha]);
    assert_eq!(visit.form().focus, Focus::Field(New));
    assert_eq!(visit.text(Captcha), "ABC", "a letter too few does not use up the image");

    let mut visit = Visit::complete();
    visit.press("Up Ctrl-U Ctrl-S");
    assert_eq!(faults(&visit), [Captcha]);
    assert_eq!(visit.notice().unwrap(), "Rien n'a été envoyé : un champ est à corriger.");
}

#[rstest]
#[case(&[LOGIN, CURRENT, CURRENT, CURRENT, ANSWER], FieldId::New, words::FAULT_SAME_AS_CURRENT)]
#[case(&[LOGIN, "", NEW, NEW, ANSWER], FieldId::Current, words::FAULT_CURRENT_EMPTY)]
#[case(&[LOGIN, CURRENT, NEW, "", ANSWER], FieldId::Confirmation, words::FAULT_CONFIRMATION_EMPTY)]
#[case(&[LOGIN, CURRENT, NEW, "x", ANSWER], FieldId::Confirmation, words::FAULT_CONFIRMATION_DIFFERENT)]
fn nothing_wrong_leaves(#[case] typed: &[&str], #[case] at: FieldId, #[case] fault: crate::i18n::TextKey) {
    let mut visit = Visit::change();
    visit.fill(typed);
    visit.press("Ctrl-S");
    assert!(visit.submitted().is_none());
    assert_eq!((visit.form().focus, visit.fault(at)), (Focus::Field(at), Some(say(fault))));
}

#[test]
fn a_known_weakness_does_not_leave() {
    let mut visit = Visit::complete();
    visit.judge(39);
    visit.press("Ctrl-S");
    assert!(visit.submitted().is_none());
    assert_eq!(visit.form().focus, Focus::Field(FieldId::New));
}

#[test]
fn an_image_that_is_not_there_yet_is_waited_for() {
    let mut visit = Visit::new();
    visit.press("1");
    visit.fill(&[LOGIN, CURRENT, NEW, NEW, ANSWER]);
    visit.press("Ctrl-S");
    assert_eq!(visit.fault(FieldId::Captcha), Some(say(words::FAULT_CAPTCHA_COMING)));
    assert_eq!(visit.text(FieldId::Captcha), ANSWER);
}

#[test]
fn a_long_wait_is_said_and_only_of_this_request() {
    let mut visit = Visit::sent();
    let (timer, delay) = visit.last_timer(TimerKind::SlowNotice).unwrap();
    assert_eq!(delay, Duration::from_millis(300));
    visit.send(Message::Timer(Timer { generation: timer.generation - 1, ..timer }));
    assert!(!visit.form().sending.unwrap().slow);
    visit.send(Message::Timer(timer));
    assert!(visit.form().sending.unwrap().slow);
    visit.press("Esc");
    assert_eq!(visit.notice(), Some(say(words::NOTICE_SENDING)));
    assert!(visit.form().sending.is_some());
}

#[rstest]
#[case(Outcome::WrongCaptcha, Focus::Field(FieldId::Captcha))]
#[case(Outcome::ExpiredCaptcha, Focus::Field(FieldId::Captcha))]
#[case(Outcome::NotIdentified, Focus::Field(FieldId::Login))]
#[case(Outcome::AgainstPolicy(vec![Rule::MinPercent(40)]), Focus::Field(FieldId::New))]
#[case(Outcome::RefusedByDirectory(RefusalReason::InHistory), Focus::Field(FieldId::New))]
#[case(Outcome::RefusedByDirectory(RefusalReason::WrongCurrent), Focus::Field(FieldId::Current))]
fn a_refusal_keeps_what_was_typed_and_shows_where_to_mend(#[case] outcome: Outcome, #[case] focus: Focus) {
    let mut visit = Visit::sent();
    let used = visit.last_timer(TimerKind::CaptchaExpiry).unwrap().0;
    visit.press("F1");
    visit.end(outcome.clone());
    assert!(!visit.model.help.open, "the answer is seen");
    let form = visit.form();
    assert_eq!((form.focus, form.sending), (focus, None));
    assert_eq!(form.refused.as_ref().unwrap().outcome, outcome);
    assert_eq!((visit.text(FieldId::Login), visit.text(FieldId::Current)), (LOGIN, CURRENT));
    assert_eq!((visit.text(FieldId::New), visit.text(FieldId::Confirmation)), (NEW, NEW));
    assert_eq!(visit.text(FieldId::Captcha), "", "an image is good for one request");
    assert!(matches!(visit.form().image, CaptchaImage::Pending));
    assert_ne!(visit.asked_image().unwrap().0, used.generation);
    let is_policy = matches!(outcome, Outcome::AgainstPolicy(_));
    assert_eq!(visit.fault(FieldId::New).is_some(), is_policy);

    visit.draw_image();
    while visit.form().focus != Focus::Field(FieldId::Captcha) {
        visit.press("Tab");
    }
    visit.type_text(ANSWER);
    visit.take();
    visit.press("Ctrl-S");
    assert!(visit.submitted().is_some() && visit.form().refused.is_none());
}

#[test]
fn a_late_answer_is_dropped() {
    let mut visit = Visit::sent();
    let generation = visit.submitted().unwrap().0;
    visit.end(Outcome::WrongCaptcha);
    visit.send(Message::Reply(Reply::Response { generation, response: response(done()) }));
    assert!(visit.form().refused.is_some());
    let mut visit = Visit::complete();
    visit.send(Message::Reply(Reply::Response { generation: 0, response: response(done()) }));
    assert_eq!(visit.text(FieldId::New), NEW);
}

#[test]
fn leaving_before_the_answer_says_how_to_know_it() {
    let mut visit = Visit::sent();
    visit.press("Ctrl-C");
    let exit = visit.exit().unwrap();
    assert_eq!(exit.message, Some(words::FAREWELL_SENDING.into()));
    assert!(visit.is_menu());
}

#[test]
fn debug_of_what_is_sent_says_no_secret() {
    let mut visit = Visit::reset();
    visit.fill(&[LOGIN, NUMEN, "14071975", NEW, NEW, ANSWER]);
    visit.press("Ctrl-S");
    let written = format!("{:?}", visit.effects);
    assert!(written.contains("Submit") && written.contains("Estimate"));
    for secret in [NUMEN, "14/07/1975", "14071975", "1975-07-14", NEW, ANSWER] {
        assert!(!written.contains(secret), "{secret} in {written}");
    }
}
