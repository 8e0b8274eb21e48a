//! The captcha comes first: without a right answer the directory hears nothing.

use std::sync::Arc;
use std::time::Duration;

use crate::account::testing::{
    ACCEPTED, CURRENT, NEW, ScriptedDirectory, change_to, guarded_services, reset_to, services,
};
use crate::account::{CaptchaAnswer, Outcome, Peer, Services};
use crate::captcha::{Design, PictureForm};
use crate::directory::PasswordCheck;

fn answer(services: &Services, peer: &Peer) -> CaptchaAnswer {
    let (challenge, disclosed) =
        services.issue_captcha(Design::Plain, PictureForm::HalfBlocks, peer).unwrap().unwrap();
    CaptchaAnswer { id: challenge.id, typed: disclosed.unwrap() }
}

fn again(answer: &CaptchaAnswer) -> Option<CaptchaAnswer> {
    Some(CaptchaAnswer { id: answer.id, typed: answer.typed.clone() })
}

#[tokio::test(start_paused = true)]
async fn without_a_right_answer_the_directory_hears_nothing() {
    let directory = Arc::new(ScriptedDirectory::default());
    let services = guarded_services(&directory);
    let (me, other) = (services.open_session("tty1"), services.open_session("tty2"));
    let ends = async |request, peer: &Peer| services.submit(request, peer).await.outcome;

    assert_eq!(ends(change_to(CURRENT, NEW, None), &me).await, Outcome::WrongCaptcha);
    assert_eq!(ends(reset_to(NEW, None), &me).await, Outcome::WrongCaptcha);

    let shown = answer(&services, &me);
    let wrong = Some(CaptchaAnswer { id: shown.id, typed: "00000".into() });
    assert_eq!(ends(change_to(CURRENT, NEW, wrong), &me).await, Outcome::WrongCaptcha);
    assert_eq!(ends(change_to(CURRENT, NEW, again(&shown)), &me).await, Outcome::ExpiredCaptcha);

    let shown = answer(&services, &me);
    assert_eq!(ends(reset_to(NEW, again(&shown)), &other).await, Outcome::ExpiredCaptcha);
    tokio::time::advance(Duration::from_secs(180)).await;
    assert_eq!(ends(reset_to(NEW, Some(shown)), &me).await, Outcome::ExpiredCaptcha);

    assert_eq!(directory.calls(), []);
}

#[tokio::test(start_paused = true)]
async fn a_right_answer_serves_one_request() {
    let directory =
        Arc::new(ScriptedDirectory::default().binds([Ok(PasswordCheck::Wrong), Ok(ACCEPTED), Ok(ACCEPTED)]));
    let services = guarded_services(&directory);
    let me = services.open_session("tty1");
    let shown = answer(&services, &me);
    let ends = async |captcha| services.submit(change_to(CURRENT, NEW, captcha), &me).await.outcome;

    assert_eq!(ends(again(&shown)).await, Outcome::NotIdentified);
    assert_eq!(ends(Some(shown)).await, Outcome::ExpiredCaptcha);
    assert!(ends(Some(answer(&services, &me))).await.is_done());
}

#[tokio::test(start_paused = true)]
async fn where_none_is_asked_for_none_is_drawn() {
    let services = services(&Arc::new(ScriptedDirectory::default()));
    let drawn = services.issue_captcha(Design::Plain, PictureForm::Ascii, &services.open_session("tty1"));
    assert_eq!(drawn, Ok(None));
}

#[tokio::test(start_paused = true)]
async fn two_visits_are_two_sessions() {
    let services = services(&Arc::new(ScriptedDirectory::default()));
    assert_ne!(services.open_session("tty1").session(), services.open_session("tty1").session());
}
