//! Sending: nothing leaves until everything is right; nothing is lost when it is refused.

use super::*;
use crate::password::Rule;

fn faults(session: &ModelHarness) -> Vec<FieldId> {
    session.form().fields.iter().filter(|field| field.fault.is_some()).map(|field| field.id).collect()
}

#[rstest]
fn complete_form_is_sent_once(#[values("Ctrl-S", "Enter", "Space")] key: &str) {
    let mut session = ModelHarness::complete();
    assert_eq!(session.focus(), Focus::Save);
    session.press(key);
    let (generation, request) = session.submitted().unwrap();
    let Request::Change(change) = request else { panic!("{request:?}") };
    assert_eq!((change.login.as_str(), change.current.expose(), change.new.expose()), (LOGIN, CURRENT, NEW));
    let CaptchaImage::Shown { challenge, .. } = &session.form().image else { panic!("no image") };
    let CaptchaEvidence::Answer(captcha) = &change.evidence else { panic!("no answer") };
    assert_eq!((captcha.id, captcha.typed.as_str()), (challenge.id, ANSWER));
    assert_eq!(session.form().sending.unwrap().generation, generation);
    session.forget().press("Ctrl-S Enter Tab a F5 Ctrl-U").paste("x");
    assert!(session.effects.is_empty(), "nothing more until the answer");
}

#[test]
fn reset_sends_its_proofs() {
    let mut session = ModelHarness::reset();
    session.fill(&[" JDupont ", "16e 99 12345 abc", "14071975", NEW, NEW, "ac deh"]).press("Enter");
    let Some((_, Request::Reset(reset))) = session.submitted() else { panic!("nothing is sent") };
    // The directory decides whether capitals count.
    assert_eq!((reset.login.as_str(), reset.number.expose(), reset.new.expose()), ("JDupont", NUMEN, NEW));
    assert_eq!(reset.birth_date.to_directory(crate::identity::BirthDateFormat::Iso).as_str(), "1975-07-14");
    assert!(matches!(&reset.evidence, CaptchaEvidence::Answer(answer) if answer.typed == "ac deh"));
}

#[test]
fn no_captcha_sends_no_answer() {
    let mut session = ModelHarness::without_captcha();
    session.fill(&[LOGIN, CURRENT, NEW, NEW]).press("Enter");
    let Some((_, Request::Change(change))) = session.submitted() else { panic!("nothing is sent") };
    assert!(matches!(change.evidence, CaptchaEvidence::NotRequired));
}

#[test]
fn faulty_form_focuses_first_fault() {
    let mut session = ModelHarness::reset().after("Ctrl-S");
    assert_eq!(faults(&session), [Login, Number, BirthDate, New, Confirmation, Captcha]);
    assert_eq!(session.focus(), Focus::Field(Login));
    assert_eq!(session.notice().unwrap(), "Rien n’a été envoyé : 6 champs sont à corriger.");
    assert!(session.submitted().is_none());
    session.press("Tab Tab Tab");
    assert_eq!(faults(&session).len(), 6, "looking at them mends nothing");

    let session = ModelHarness::filled(&[LOGIN, CURRENT, "court", "cour", "ABC"]).after("Enter");
    assert_eq!(faults(&session), [New, Confirmation, Captcha]);
    assert_eq!(session.focus(), Focus::Field(New));
    assert_eq!(session.text(Captcha), "ABC", "a letter too few does not use up the image");

    let session = ModelHarness::complete().after("Up Ctrl-U Ctrl-S");
    assert_eq!(faults(&session), [Captcha]);
    assert_eq!(session.notice().unwrap(), "Rien n’a été envoyé : un champ est à corriger.");
}

#[rstest]
#[case(&[LOGIN, CURRENT, CURRENT, CURRENT, ANSWER], New, words::FAULT_SAME_AS_CURRENT)]
#[case(&[LOGIN, "", NEW, NEW, ANSWER], Current, words::FAULT_CURRENT_EMPTY)]
#[case(&[LOGIN, CURRENT, NEW, "", ANSWER], Confirmation, words::FAULT_CONFIRMATION_EMPTY)]
#[case(&[LOGIN, CURRENT, NEW, "x", ANSWER], Confirmation, words::FAULT_CONFIRMATION_DIFFERENT)]
fn faulty_form_is_not_sent(#[case] typed: &[&str], #[case] at: FieldId, #[case] fault: TextKey) {
    let session = ModelHarness::filled(typed).after("Ctrl-S");
    assert!(session.submitted().is_none());
    assert_eq!((session.focus(), session.fault(at)), (Focus::Field(at), Some(say(fault))));
}

#[test]
fn weak_password_is_not_sent() {
    let mut session = ModelHarness::complete();
    session.estimate(39).press("Ctrl-S");
    assert!(session.submitted().is_none());
    assert_eq!(session.focus(), Focus::Field(New));
}

#[test]
fn pending_image_blocks_sending() {
    let mut session = ModelHarness::new().after("1");
    session.fill(&[LOGIN, CURRENT, NEW, NEW, ANSWER]).press("Ctrl-S");
    let fault = Some(say(words::FAULT_CAPTCHA_COMING));
    assert_eq!((session.fault(Captcha), session.text(Captcha)), (fault, ANSWER));
}

#[test]
fn slow_request_gives_notice() {
    let mut session = ModelHarness::sent();
    let (timer, delay) = session.last_timer(TimerKind::SlowNotice);
    assert_eq!(delay, Duration::from_millis(300));
    session.send(Message::Timer(Timer { generation: timer.generation - 1, ..timer }));
    assert!(!session.form().sending.unwrap().slow);
    session.send(Message::Timer(timer));
    assert!(session.form().sending.unwrap().slow);
    assert_eq!(session.press("Esc").notice(), Some(say(words::NOTICE_SENDING)));
    assert!(session.form().sending.is_some());
}

#[rstest]
#[case(Outcome::WrongCaptcha, Focus::Field(Captcha))]
#[case(Outcome::ExpiredCaptcha, Focus::Field(Captcha))]
#[case(Outcome::NotIdentified, Focus::Field(Login))]
#[case(Outcome::AgainstPolicy(vec![Rule::MinPercent(40)]), Focus::Field(New))]
#[case(Outcome::RefusedByDirectory(RefusalReason::InHistory), Focus::Field(New))]
#[case(Outcome::RefusedByDirectory(RefusalReason::WrongCurrent), Focus::Field(Current))]
fn refusal_keeps_text_and_moves_focus(#[case] outcome: Outcome, #[case] focus: Focus) {
    let mut session = ModelHarness::sent();
    let used = session.last_timer(TimerKind::CaptchaExpiry).0;
    session.press("F1").end(outcome.clone());
    assert!(!session.model.help_open, "the answer is seen");
    let form = session.form();
    assert_eq!((form.focus, form.sending), (focus, None));
    assert_eq!(form.refused.as_ref().unwrap().outcome, outcome);
    assert_eq!((session.text(Login), session.text(Current)), (LOGIN, CURRENT));
    assert_eq!((session.text(New), session.text(Confirmation)), (NEW, NEW));
    assert_eq!(session.text(Captcha), "", "an image is good for one request");
    let is_policy = matches!(outcome, Outcome::AgainstPolicy(_));
    assert_eq!(session.fault(New).is_some(), is_policy);
    session.go_to(Focus::Field(Captcha));
    assert!(matches!(session.form().image, CaptchaImage::Pending));
    assert_ne!(session.asked_image().unwrap(), used.generation);

    session.draw_image().type_text(ANSWER).forget().press("Ctrl-S");
    assert!(session.submitted().is_some() && session.form().refused.is_none());
}

#[test]
fn late_response_is_dropped() {
    let mut session = ModelHarness::sent();
    let generation = session.submitted().unwrap().0;
    session.end(Outcome::WrongCaptcha).send(response_reply(generation, done()));
    assert!(session.form().refused.is_some());
    let mut session = ModelHarness::complete();
    session.send(response_reply(0, done()));
    assert_eq!(session.text(New), NEW);
}

#[test]
fn quit_while_sending_leaves_message() {
    let session = ModelHarness::sent().after("Ctrl-C");
    assert_eq!(session.exit().unwrap().message, Some(words::EXIT_SENDING.into()));
    assert!(session.is_menu());
}

#[test]
fn debug_of_request_hides_secrets() {
    let mut session = ModelHarness::reset();
    session.fill(&[LOGIN, NUMEN, "14071975", NEW, NEW, ANSWER]).press("Ctrl-S");
    let written = format!("{:?}", session.effects);
    assert!(written.contains("Submit") && written.contains("Estimate"));
    for secret in [NUMEN, "14/07/1975", "14071975", "1975-07-14", NEW, ANSWER] {
        assert!(!written.contains(secret), "{secret} in {written}");
    }
}
