//! Who cannot see an image waits instead: the request is held, and the directory hears nothing meanwhile.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, advance, timeout};
use tokio_util::sync::CancellationToken;

use crate::account::testing::{
    ACCEPTED, HOLD, ScriptedDirectory, change_after_wait, guarded_services, services_with,
};
use crate::account::{Outcome, Peer, Request, Services};
use crate::config::CaptchaAlternative;
use crate::directory::{LookupResult, PasswordCheck};

const MOMENT: Duration = Duration::from_secs(1);

fn good() -> Arc<ScriptedDirectory> {
    Arc::new(ScriptedDirectory::default().binds([Ok(ACCEPTED), Ok(ACCEPTED)]))
}

async fn ends(services: &Arc<Services>, request: Request, peer: &Peer) -> Outcome {
    services.submit(request, peer).await.outcome
}

#[tokio::test(start_paused = true)]
async fn a_request_is_held_before_the_directory_hears_of_it() {
    let directory = good();
    let services = guarded_services(&directory);
    let me = services.open_session("tty1");
    let started = Instant::now();
    let under_way = tokio::spawn({
        let (services, me) = (Arc::clone(&services), me.clone());
        async move { ends(&services, change_after_wait("jdupont"), &me).await }
    });
    tokio::time::sleep(HOLD - MOMENT).await;
    assert_eq!(directory.calls(), []);
    assert!(under_way.await.unwrap().is_done());
    assert!(started.elapsed() >= HOLD && started.elapsed() < HOLD + MOMENT, "{:?}", started.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_login_is_bounded_whether_it_exists_or_not() {
    for located in [LookupResult::None, LookupResult::Several] {
        let binds = std::iter::repeat_n(Ok(PasswordCheck::Wrong), 9);
        let directory = Arc::new(ScriptedDirectory::default().located(located).binds(binds));
        let services = guarded_services(&directory);
        let (me, other) = (services.open_session("tty1"), services.open_session("tty2"));
        assert_eq!(ends(&services, change_after_wait("nobody"), &me).await, Outcome::NotIdentified);
        let asked = directory.calls().len();
        let started = Instant::now();
        assert_eq!(ends(&services, change_after_wait("nobody"), &other).await, Outcome::TooManyDelays);
        // As for a login that exists: at once, and without a question.
        assert!(started.elapsed() < MOMENT);
        assert_eq!(directory.calls().len(), asked);
        advance(Duration::from_secs(3600)).await;
        assert_eq!(ends(&services, change_after_wait("nobody"), &other).await, Outcome::NotIdentified);
    }
}

#[tokio::test(start_paused = true)]
async fn a_source_is_bounded_too() {
    let directory =
        Arc::new(ScriptedDirectory::default().binds(std::iter::repeat_n(Ok(PasswordCheck::Wrong), 9)));
    let services = guarded_services(&directory);
    let (me, other) = (services.open_session("tty1"), services.open_session("tty2"));
    for login in ["a-one", "b-two", "c-three", "d-four", "e-five"] {
        assert_eq!(ends(&services, change_after_wait(login), &me).await, Outcome::NotIdentified);
    }
    let again = services.open_session("tty1");
    assert_eq!(ends(&services, change_after_wait("f-six"), &again).await, Outcome::TooManyDelays);
    assert_eq!(ends(&services, change_after_wait("f-six"), &other).await, Outcome::NotIdentified);
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_is_given_up_asks_nothing_and_may_begin_again() {
    let directory = good();
    let services = guarded_services(&directory);
    let me = services.open_session("tty1");
    let give_up = CancellationToken::new();
    tokio::spawn({
        let give_up = give_up.clone();
        async move {
            tokio::time::sleep(HOLD - MOMENT).await;
            give_up.cancel();
        }
    });
    let response = services.submit_cancellable(change_after_wait("jdupont"), &me, give_up).await;
    assert_eq!((response.outcome, directory.calls()), (Outcome::Cancelled, vec![]));
    assert!(ends(&services, change_after_wait("jdupont"), &me).await.is_done());
}

#[tokio::test(start_paused = true)]
async fn who_leaves_gives_up() {
    let directory = good();
    let services = guarded_services(&directory);
    let me = services.open_session("tty1");
    let left = timeout(HOLD - MOMENT, services.submit(change_after_wait("jdupont"), &me)).await;
    assert!(left.is_err());
    tokio::time::sleep(HOLD).await;
    assert_eq!(directory.calls(), []);
    services.drain().await;
}

#[tokio::test(start_paused = true)]
async fn after_the_wait_a_request_goes_to_its_end() {
    let gate = Arc::new(tokio::sync::Notify::new());
    let directory = Arc::new(
        ScriptedDirectory { gate: Some(Arc::clone(&gate)), ..ScriptedDirectory::default() }
            .binds([Ok(ACCEPTED), Ok(ACCEPTED)]),
    );
    let services = guarded_services(&directory);
    let me = services.open_session("tty1");
    let left = timeout(HOLD + MOMENT, services.submit(change_after_wait("jdupont"), &me)).await;
    assert!(left.is_err(), "the write waits, and the person goes");
    gate.notify_one();
    services.drain().await;
    assert_eq!(directory.calls().len(), 4, "search, check, write, check");
}

#[tokio::test(start_paused = true)]
async fn what_can_be_refused_at_once_costs_no_wait() {
    let directory = good();
    let services = guarded_services(&directory);
    let me = services.open_session("tty1");
    let Request::Change(mut weak) = change_after_wait("jdupont") else { panic!("a change") };
    weak.new = crate::account::testing::secret("court");
    let started = Instant::now();
    assert!(matches!(ends(&services, Request::Change(weak), &me).await, Outcome::AgainstPolicy(_)));
    assert!(started.elapsed() < MOMENT);
    assert!(ends(&services, change_after_wait("jdupont"), &me).await.is_done());
}

#[tokio::test(start_paused = true)]
async fn where_it_is_not_offered_a_wait_is_no_answer() {
    let directory = good();
    let services = services_with(&directory, |config| {
        config.captcha.alternative = CaptchaAlternative::Nothing;
    });
    let me = services.open_session("tty1");
    let started = Instant::now();
    assert_eq!(ends(&services, change_after_wait("jdupont"), &me).await, Outcome::WrongCaptcha);
    assert!(started.elapsed() < MOMENT && directory.calls().is_empty());
    // Where no image is asked for, nobody waits.
    let open = crate::account::testing::services(&directory);
    assert!(ends(&open, change_after_wait("jdupont"), &me).await.is_done());
    assert!(started.elapsed() < MOMENT);
}
