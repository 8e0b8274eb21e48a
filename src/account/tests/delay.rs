//! The delay instead of a captcha: nothing is asked of the directory before it is over.
use super::*;
use crate::account::CaptchaEvidence;
use crate::config::CaptchaAlternative;
use tokio::time::{advance, sleep, timeout};
use tokio_util::sync::CancellationToken;

const MOMENT: Duration = Duration::from_secs(1);

fn good() -> (Arc<ScriptedDirectory>, Arc<Services>, Peer) {
    start(directory().accepting())
}

async fn outcome(services: &Arc<Services>, login: &str, peer: &Peer) -> Outcome {
    submit(services, delayed_change(login), peer).await.outcome
}

#[tokio::test(start_paused = true)]
async fn delayed_request_reaches_directory_later() {
    let (directory, services, me) = good();
    let started = Instant::now();
    let under_way = tokio::spawn(async move { outcome(&services, "jdupont", &me).await });
    sleep(DELAY - MOMENT).await;
    assert_eq!(directory.calls(), []);
    assert!(under_way.await.unwrap().is_done());
    assert!(started.elapsed() >= DELAY && started.elapsed() < DELAY + MOMENT, "{:?}", started.elapsed());
}

#[tokio::test(start_paused = true)]
async fn unknown_login_is_bounded_too() {
    for located in [LookupResult::None, LookupResult::Several] {
        let binds = std::iter::repeat_n(Ok(PasswordCheck::Wrong), 9);
        let (directory, services, me) = start(directory().located(located).binds(binds));
        let other = services.open_session("tty2");
        assert_eq!(outcome(&services, "nobody", &me).await, Outcome::NotIdentified);
        let asked = directory.calls().len();
        let started = Instant::now();
        assert_eq!(outcome(&services, "nobody", &other).await, Outcome::TooManyDelays);
        // As for a login that exists: at once, and without a question.
        assert!(started.elapsed() < MOMENT);
        assert_eq!(directory.calls().len(), asked);
        advance(Duration::from_secs(3600)).await;
        assert_eq!(outcome(&services, "nobody", &other).await, Outcome::NotIdentified);
    }
}

#[tokio::test(start_paused = true)]
async fn source_is_bounded() {
    let (_, services, me) = start(directory().binds(std::iter::repeat_n(Ok(PasswordCheck::Wrong), 9)));
    for login in ["a-one", "b-two", "c-three", "d-four", "e-five"] {
        assert_eq!(outcome(&services, login, &me).await, Outcome::NotIdentified);
    }
    let (again, other) = (services.open_session("tty1"), services.open_session("tty2"));
    assert_eq!(outcome(&services, "f-six", &again).await, Outcome::TooManyDelays);
    assert_eq!(outcome(&services, "f-six", &other).await, Outcome::NotIdentified);
}

#[tokio::test(start_paused = true)]
async fn cancelled_delay_may_begin_again() {
    let (directory, services, me) = good();
    let cancel = CancellationToken::new();
    let request =
        services.submit(delayed_change("jdupont"), &me, Caller { cancel: cancel.clone(), progress: None });
    let later = async {
        sleep(DELAY - MOMENT).await;
        cancel.cancel();
    };
    let (response, ()) = tokio::join!(request, later);
    assert_eq!((response.outcome, directory.calls()), (Outcome::Cancelled, vec![]));
    assert!(outcome(&services, "jdupont", &me).await.is_done());
}

#[tokio::test(start_paused = true)]
async fn caller_that_leaves_cancels() {
    let (directory, services, me) = good();
    let left = timeout(DELAY - MOMENT, outcome(&services, "jdupont", &me)).await;
    assert!(left.is_err());
    sleep(DELAY).await;
    assert_eq!(directory.calls(), []);
    services.drain().await;
}

#[tokio::test(start_paused = true)]
async fn request_completes_after_its_delay() {
    let gate = Arc::new(tokio::sync::Notify::new());
    let (directory, services, me) =
        start(ScriptedDirectory { gate: Some(Arc::clone(&gate)), ..directory().accepting() });
    let left = timeout(DELAY + MOMENT, outcome(&services, "jdupont", &me)).await;
    assert!(left.is_err(), "the write waits, and the caller leaves");
    gate.notify_one();
    services.drain().await;
    assert_eq!(directory.calls().len(), 4, "search, verification, write, verification");
}

#[tokio::test(start_paused = true)]
async fn weak_password_is_refused_undelayed() {
    let (_, services, me) = good();
    let weak = change_of("jdupont", CURRENT, "court", CaptchaEvidence::Delay);
    let started = Instant::now();
    assert!(matches!(submit(&services, weak, &me).await.outcome, Outcome::AgainstPolicy(_)));
    assert!(started.elapsed() < MOMENT);
    assert!(outcome(&services, "jdupont", &me).await.is_done());
}

#[tokio::test(start_paused = true)]
async fn delay_needs_an_offer() {
    let directory = Arc::new(directory().accepting());
    let strict = services_with(&directory, |config| config.captcha.alternative = CaptchaAlternative::Nothing);
    let me = strict.open_session("tty1");
    let started = Instant::now();
    assert_eq!(outcome(&strict, "jdupont", &me).await, Outcome::WrongCaptcha);
    assert!(started.elapsed() < MOMENT && directory.calls().is_empty());
    // Without a captcha, nothing is delayed.
    assert!(outcome(&services(&directory), "jdupont", &me).await.is_done());
    assert!(started.elapsed() < MOMENT);
}
