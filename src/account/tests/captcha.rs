//! The captcha comes first: without a right answer nothing is asked of the directory.
use super::*;
use crate::captcha::PictureForm;

fn again(answer: &CaptchaAnswer) -> CaptchaAnswer {
    CaptchaAnswer { id: answer.id, typed: answer.typed.clone() }
}

#[tokio::test(start_paused = true)]
async fn wrong_answer_never_reaches_directory() {
    let (directory, services, me) = start(directory());
    let other = services.open_session("tty2");
    let outcome = async |request, peer: &Peer| submit(&services, request, peer).await.outcome;
    assert_eq!(outcome(change(), &me).await, Outcome::WrongCaptcha);
    assert_eq!(outcome(reset(), &me).await, Outcome::WrongCaptcha);
    let shown = captcha(&services, &me);
    let wrong = CaptchaAnswer { id: shown.id, typed: "00000".into() };
    assert_eq!(outcome(answering(change(), wrong), &me).await, Outcome::WrongCaptcha);
    assert_eq!(outcome(answering(change(), shown), &me).await, Outcome::ExpiredCaptcha);
    let shown = captcha(&services, &me);
    assert_eq!(outcome(answering(reset(), again(&shown)), &other).await, Outcome::ExpiredCaptcha);
    tokio::time::advance(Duration::from_secs(180)).await;
    assert_eq!(outcome(answering(reset(), shown), &me).await, Outcome::ExpiredCaptcha);
    assert_eq!(directory.calls(), []);
}

#[tokio::test(start_paused = true)]
async fn right_answer_serves_one_request() {
    let (_, services, me) = start(directory().binds([Ok(PasswordCheck::Wrong), Ok(ACCEPTED), Ok(ACCEPTED)]));
    let shown = captcha(&services, &me);
    let outcome = async |answer| submit(&services, answering(change(), answer), &me).await.outcome;
    assert_eq!(outcome(again(&shown)).await, Outcome::NotIdentified);
    assert_eq!(outcome(shown).await, Outcome::ExpiredCaptcha);
    assert!(outcome(captcha(&services, &me)).await.is_done());
}

#[tokio::test(start_paused = true)]
async fn no_captcha_is_drawn_without_need() {
    let services = services(&Arc::new(directory()));
    let drawn = services.issue_captcha(PictureForm::Ascii, &services.open_session("tty1"));
    assert_eq!(drawn, Ok(None));
}

#[tokio::test(start_paused = true)]
async fn sessions_of_one_source_differ() {
    let services = services(&Arc::new(directory()));
    assert_ne!(services.open_session("tty1").session(), services.open_session("tty1").session());
}
