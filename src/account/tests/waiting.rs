//! The wait for the answer to a write: told, given up, and found out for the audit.
use super::audit::Log;
use super::*;
use crate::account::Progress;
use serde_json::json;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

const SLOW: Duration = Duration::from_secs(20);

/// A request under way, its progress and what gives it up.
struct Running {
    services: Arc<Services>,
    response: tokio::task::JoinHandle<Response>,
    progress: mpsc::UnboundedReceiver<Progress>,
    cancel: CancellationToken,
}

fn begin(directory: ScriptedDirectory) -> Running {
    let services = services(&Arc::new(directory));
    let (sender, progress) = mpsc::unbounded_channel();
    let cancel = CancellationToken::new();
    let caller = Caller { cancel: cancel.clone(), progress: Some(sender) };
    let (submitted, peer) = (Arc::clone(&services), services.open_session("tty1"));
    let response = tokio::spawn(async move { submitted.submit(reset(), &peer, caller).await });
    Running { services, response, progress, cancel }
}

fn slow() -> ScriptedDirectory {
    directory().write_after(SLOW, WriteAnswer::Accepted).binds([Ok(ACCEPTED)])
}

#[tokio::test(start_paused = true)]
async fn wait_is_told_once_with_its_limit() {
    let mut running = begin(slow());
    assert_eq!(running.response.await.unwrap().outcome, done());
    let at_most = Duration::from_secs(60);
    assert_eq!(running.progress.recv().await, Some(Progress::AwaitingAnswer { at_most }));
    assert_eq!(running.progress.recv().await, None);
}

#[tokio::test(start_paused = true)]
async fn quick_answer_tells_no_wait() {
    let mut running = begin(directory().binds([Ok(ACCEPTED)]));
    assert_eq!(running.response.await.unwrap().outcome, done());
    assert_eq!(running.progress.recv().await, None);
}

/// The response comes at once; what became of the write is in the audit, under the same reference.
#[rstest]
#[case::found_later(slow(), json!("MDP-200"))]
#[case::never_found(directory().silent(), json!(null))]
#[tokio::test(start_paused = true)]
async fn given_up_wait_is_not_known_yet(#[case] script: ScriptedDirectory, #[case] found: serde_json::Value) {
    let (log, _guard) = Log::start();
    let mut running = begin(script);
    running.progress.recv().await.unwrap();
    let started = Instant::now();
    running.cancel.cancel();
    let response = running.response.await.unwrap();
    assert_eq!((response.outcome, started.elapsed()), (not_known_yet(), Duration::ZERO));
    assert_eq!(log.lines().len(), 0);
    tokio::time::sleep(Duration::from_secs(90)).await;
    let line = log.lines().remove(0);
    assert_eq!(line["reference"], response.reference.as_str());
    assert_eq!((&line["code"], line.get("found").cloned().unwrap_or_default()), (&json!("MDP-452"), found));
}

/// Given up before there is anything to wait for: the answer may come in time.
#[tokio::test(start_paused = true)]
async fn early_cancellation_waits_for_quick_answer() {
    let running =
        begin(ScriptedDirectory { delay: Duration::from_secs(1), ..directory() }.binds([Ok(ACCEPTED)]));
    running.cancel.cancel();
    assert_eq!(running.response.await.unwrap().outcome, done());
}

/// A process that ends waits for no answer that nobody waits for.
#[rstest]
#[case::given_up(true, 0)]
#[case::still_awaited(false, 60)]
#[tokio::test(start_paused = true)]
async fn drain_ends_given_up_wait(#[case] gives_up: bool, #[case] seconds: u64) {
    let mut running = begin(directory().silent());
    running.progress.recv().await.unwrap();
    if gives_up {
        running.cancel.cancel();
    }
    let started = Instant::now();
    running.services.drain().await;
    assert_eq!(started.elapsed().as_secs(), seconds);
    assert_eq!(running.response.await.unwrap().outcome, not_known_yet());
}
