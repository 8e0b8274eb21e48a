//! The delay instead of a captcha: nothing is asked of the directory before it is over.
use super::*;
use crate::account::{CaptchaEvidence, Delay, DelayOffer, Progress};
use crate::config::CaptchaAlternative;
use crate::identity::{Login, LoginShape};
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

fn login(typed: &str) -> Login {
    Login::parse(typed, &LoginShape::default()).unwrap()
}

/// The time of a request for `login` to its outcome, in whole delays of the configuration.
async fn delays(services: &Arc<Services>, login: &str, peer: &Peer) -> (u32, Outcome) {
    let started = Instant::now();
    let outcome = outcome(services, login, peer).await;
    let times = started.elapsed().as_secs_f64() / DELAY.as_secs_f64();
    (times.floor() as u32, outcome)
}

#[tokio::test(start_paused = true)]
async fn delays_grow_for_known_and_unknown_logins() {
    for located in [LookupResult::None, LookupResult::Several, LookupResult::One(person())] {
        let binds = std::iter::repeat_n(Ok(PasswordCheck::Wrong), 20);
        let (directory, services, me) = start(directory().located(located).binds(binds));
        let other = services.open_session("tty2");
        let started = Instant::now();
        for (times, peer) in [(1, &me), (2, &other), (3, &me), (4, &other)] {
            let offered = services.delay_offer(&login("nobody"), peer);
            let delay = Delay { lasts: DELAY * times, left: 5 - times as usize };
            assert_eq!(offered, Some(DelayOffer::Open(delay)));
            assert_eq!(delays(&services, "nobody", peer).await, (times, Outcome::NotIdentified));
        }
        let asked = directory.calls().len();
        let free_in = Duration::from_secs(3600) - started.elapsed();
        // At once, and without a question.
        assert_eq!(delays(&services, "nobody", &other).await, (0, Outcome::TooManyDelays { free_in }));
        assert_eq!(services.delay_offer(&login("nobody"), &me), Some(DelayOffer::Spent { free_in }));
        assert_eq!(directory.calls().len(), asked);
        advance(free_in).await;
        assert_eq!(delays(&services, "nobody", &other).await, (4, Outcome::NotIdentified));
    }
}

#[tokio::test(start_paused = true)]
async fn person_is_told_the_delay() {
    let (_, services, me) = good();
    let (progress, mut told) = tokio::sync::mpsc::unbounded_channel();
    let caller = Caller { progress: Some(progress), ..Caller::default() };
    assert!(services.submit(delayed_change("jdupont"), &me, caller).await.outcome.is_done());
    assert_eq!(told.recv().await, Some(Progress::Delayed(Delay::first(DELAY))));
}

#[tokio::test(start_paused = true)]
async fn source_is_bounded() {
    let (_, services, me) = start(directory().binds(std::iter::repeat_n(Ok(PasswordCheck::Wrong), 30)));
    for number in 0..20 {
        let login = format!("number{number}");
        assert_eq!(outcome(&services, &login, &me).await, Outcome::NotIdentified);
    }
    let (again, other) = (services.open_session("tty1"), services.open_session("tty2"));
    assert!(matches!(outcome(&services, "f-six", &again).await, Outcome::TooManyDelays { .. }));
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
