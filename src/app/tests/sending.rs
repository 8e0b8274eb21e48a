//! Sending: nothing leaves until everything is right; nothing is lost when it is refused.

use rstest::rstest;

use super::*;
use crate::account::{CaptchaEvidence, RefusalReason};
use crate::password::Rule;

fn faults(session: &ModelHarness) -> Vec<FieldId> {
    session.form().fields.iter().filter(|field| field.fault.is_some()).map(|field| field.id).collect()
}

#[rstest]
#[case("Ctrl-S")]
#[case("Enter")]
#[case("Space")]
fn complete_form_is_sent_once(#[case] key: &str) {
    let mut session = ModelHarness::complete();
    assert_eq!(session.form().focus, Focus::Save);
    session.press(key);
    let (generation, request) = session.submitted().unwrap();
    let Request::Change(change) = request else { panic!("{request:?}") };
    assert_eq!((change.login.as_str(), change.current.expose(), change.new.expose()), (LOGIN, CURRENT, NEW));
    let CaptchaImage::Shown { challenge, .. } = &session.form().image else { panic!("no image") };
    let CaptchaEvidence::Answer(captcha) = &change.evidence else { panic!("no answer") };
    assert_eq!((captcha.id, captcha.typed.as_str()), (challenge.id, ANSWER));
    assert_eq!(session.form().sending.unwrap().generation, generation);
    session.take();
    session.press("Ctrl-S Enter Tab a F5 Ctrl-U");
    session.paste("x");
    assert!(session.effects.is_empty(), "nothing more until the answer");
}

#[test]
fn reset_sends_its_proofs() {
    let mut session = ModelHarness::reset();
    session.fill(&[" JDupont ", "16e 99 12345 abc", "14071975", NEW, NEW, "ab cde"]);
    session.press("Enter");
    let Some((_, Request::Reset(reset))) = session.submitted() else { panic!("nothing is sent") };
    assert_eq!((reset.login.as_str(), reset.number.expose(), reset.new.expose()), (LOGIN, NUMEN, NEW));
    assert_eq!(reset.birth_date.to_directory(crate::identity::BirthDateFormat::Iso).as_str(), "1975-07-14");
    assert!(matches!(&reset.evidence, CaptchaEvidence::Answer(answer) if answer.typed == "ab cde"));
}

#[test]
fn no_captcha_sends_no_answer() {
    let mut session = ModelHarness::with(|config| config.captcha.mode = CaptchaMode::Never);
    session.press("1");
    session.fill(&[LOGIN, CURRENT, NEW, NEW]);
    session.press("Enter");
    let Some((_, Request::Change(change))) = session.submitted() else { panic!("nothing is sent") };
    assert!(matches!(change.evidence, CaptchaEvidence::NotRequired));
}

#[test]
fn faulty_form_focuses_first_fault() {
    let mut session = ModelHarness::reset();
    session.press("Ctrl-S");
    use FieldId::{BirthDate, Captcha, Confirmation, Login, New, Number};
    assert_eq!(faults(&session), [Login, Number, BirthDate, New, Confirmation, Captcha]);
    assert_eq!(session.form().focus, Focus::Field(Login));
    assert_eq!(session.notice().unwrap(), "Rien n'a été envoyé : 6 champs sont à corriger.");
    assert!(session.submitted().is_none());
    session.press("Tab Tab Tab");
    assert_eq!(faults(&session).len(), 6, "looking at them mends nothing");

    let mut session = ModelHarness::change();
    session.fill(&[LOGIN, CURRENT, "court", "cour", "ABC"]);
    session.press("Enter");
    assert_eq!(faults(&session), [New, Confirmation, Captcha]);
    assert_eq!(session.form().focus, Focus::Field(New));
    assert_eq!(session.text(Captcha), "ABC", "a letter too few does not use up the image");

    let mut session = ModelHarness::complete();
    session.press("Up Ctrl-U Ctrl-S");
    assert_eq!(faults(&session), [Captcha]);
    assert_eq!(session.notice().unwrap(), "Rien n'a été envoyé : un champ est à corriger.");
}

#[rstest]
#[case(&[LOGIN, CURRENT, CURRENT, CURRENT, ANSWER], FieldId::New, words::FAULT_SAME_AS_CURRENT)]
#[case(&[LOGIN, "", NEW, NEW, ANSWER], FieldId::Current, words::FAULT_CURRENT_EMPTY)]
#[case(&[LOGIN, CURRENT, NEW, "", ANSWER], FieldId::Confirmation, words::FAULT_CONFIRMATION_EMPTY)]
#[case(&[LOGIN, CURRENT, NEW, "x", ANSWER], FieldId::Confirmation, words::FAULT_CONFIRMATION_DIFFERENT)]
fn faulty_form_is_not_sent(#[case] typed: &[&str], #[case] at: FieldId, #[case] fault: crate::i18n::TextKey) {
    let mut session = ModelHarness::change();
    session.fill(typed);
    session.press("Ctrl-S");
    assert!(session.submitted().is_none());
    assert_eq!((session.form().focus, session.fault(at)), (Focus::Field(at), Some(say(fault))));
}

#[test]
fn weak_password_is_not_sent() {
    let mut session = ModelHarness::complete();
    session.estimate(39);
    session.press("Ctrl-S");
    assert!(session.submitted().is_none());
    assert_eq!(session.form().focus, Focus::Field(FieldId::New));
}

#[test]
fn pending_image_blocks_sending() {
    let mut session = ModelHarness::new();
    session.press("1");
    session.fill(&[LOGIN, CURRENT, NEW, NEW, ANSWER]);
    session.press("Ctrl-S");
    assert_eq!(session.fault(FieldId::Captcha), Some(say(words::FAULT_CAPTCHA_COMING)));
    assert_eq!(session.text(FieldId::Captcha), ANSWER);
}

#[test]
fn slow_request_gives_notice() {
    let mut session = ModelHarness::sent();
    let (timer, delay) = session.last_timer(TimerKind::SlowNotice).unwrap();
    assert_eq!(delay, Duration::from_millis(300));
    session.send(Message::Timer(Timer { generation: timer.generation - 1, ..timer }));
    assert!(!session.form().sending.unwrap().slow);
    session.send(Message::Timer(timer));
    assert!(session.form().sending.unwrap().slow);
    session.press("Esc");
    assert_eq!(session.notice(), Some(say(words::NOTICE_SENDING)));
    assert!(session.form().sending.is_some());
}

#[rstest]
#[case(Outcome::WrongCaptcha, Focus::Field(FieldId::Captcha))]
#[case(Outcome::ExpiredCaptcha, Focus::Field(FieldId::Captcha))]
#[case(Outcome::NotIdentified, Focus::Field(FieldId::Login))]
#[case(Outcome::AgainstPolicy(vec![Rule::MinPercent(40)]), Focus::Field(FieldId::New))]
#[case(Outcome::RefusedByDirectory(RefusalReason::InHistory), Focus::Field(FieldId::New))]
#[case(Outcome::RefusedByDirectory(RefusalReason::WrongCurrent), Focus::Field(FieldId::Current))]
fn refusal_keeps_text_and_moves_focus(#[case] outcome: Outcome, #[case] focus: Focus) {
    let mut session = ModelHarness::sent();
    let used = session.last_timer(TimerKind::CaptchaExpiry).unwrap().0;
    session.press("F1");
    session.end(outcome.clone());
    assert!(!session.model.help.open, "the answer is seen");
    let form = session.form();
    assert_eq!((form.focus, form.sending), (focus, None));
    assert_eq!(form.refused.as_ref().unwrap().outcome, outcome);
    assert_eq!((session.text(FieldId::Login), session.text(FieldId::Current)), (LOGIN, CURRENT));
    assert_eq!((session.text(FieldId::New), session.text(FieldId::Confirmation)), (NEW, NEW));
    assert_eq!(session.text(FieldId::Captcha), "", "an image is good for one request");
    assert!(matches!(session.form().image, CaptchaImage::Pending));
    assert_ne!(session.asked_image().unwrap().0, used.generation);
    let is_policy = matches!(outcome, Outcome::AgainstPolicy(_));
    assert_eq!(session.fault(FieldId::New).is_some(), is_policy);

    session.draw_image();
    while session.form().focus != Focus::Field(FieldId::Captcha) {
        session.press("Tab");
    }
    session.type_text(ANSWER);
    session.take();
    session.press("Ctrl-S");
    assert!(session.submitted().is_some() && session.form().refused.is_none());
}

#[test]
fn late_response_is_dropped() {
    let mut session = ModelHarness::sent();
    let generation = session.submitted().unwrap().0;
    session.end(Outcome::WrongCaptcha);
    session.send(Message::Reply(Reply::Response { generation, response: response(done()) }));
    assert!(session.form().refused.is_some());
    let mut session = ModelHarness::complete();
    session.send(Message::Reply(Reply::Response { generation: 0, response: response(done()) }));
    assert_eq!(session.text(FieldId::New), NEW);
}

#[test]
fn quit_while_sending_leaves_message() {
    let mut session = ModelHarness::sent();
    session.press("Ctrl-C");
    let exit = session.exit().unwrap();
    assert_eq!(exit.message, Some(words::EXIT_SENDING.into()));
    assert!(session.is_menu());
}

#[test]
fn debug_of_request_hides_secrets() {
    let mut session = ModelHarness::reset();
    session.fill(&[LOGIN, NUMEN, "14071975", NEW, NEW, ANSWER]);
    session.press("Ctrl-S");
    let written = format!("{:?}", session.effects);
    assert!(written.contains("Submit") && written.contains("Estimate"));
    for secret in [NUMEN, "14/07/1975", "14071975", "1975-07-14", NEW, ANSWER] {
        assert!(!written.contains(secret), "{secret} in {written}");
    }
}
