//! [`Services`]: the one door to the use cases, shared by every session of a process.

use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use futures::FutureExt;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::captcha::{Challenge, NoRandomness, PictureForm};
use crate::directory::Directory;
use crate::identity::Login;

use super::admission::{Admission, Attempt};
use super::audit::{Audit, AuditEvent};
use super::audited_outcome::{AuditedOutcome, Cause};
use super::change::change;
use super::delay_queue::DelayOffer;
use super::outcome::Outcome;
use super::peer::{Peer, SessionId};
use super::reference::Reference;
use super::request::{Request, Response};
use super::reset::reset;
use super::rules::ServiceRules;
use super::waiting::{Caller, Waiting};
use super::write::not_known_yet;

/// The use cases and what they need. One a process, behind an [`Arc`].
pub struct Services {
    directory: Arc<dyn Directory>,
    rules: ServiceRules,
    admission: Admission,
    audit: Audit,
    sessions: AtomicU64,
    running: TaskTracker,
    /// The process is ending.
    closing: CancellationToken,
}

impl Services {
    #[must_use]
    pub fn new(
        directory: Arc<dyn Directory>,
        rules: ServiceRules,
        admission: Admission,
        audit: Audit,
    ) -> Arc<Self> {
        let (sessions, running, closing) = (AtomicU64::new(1), TaskTracker::new(), CancellationToken::new());
        Arc::new(Self { directory, rules, admission, audit, sessions, running, closing })
    }

    #[must_use]
    pub fn rules(&self) -> &ServiceRules {
        &self.rules
    }

    /// Whether « le redéfinir » is offered.
    #[must_use]
    pub fn offers_reset(&self) -> bool {
        self.directory.offers_reset()
    }

    /// Begins a session. `source` is its origin: a user id and a terminal, or the address of an SSH client.
    #[must_use]
    pub fn open_session(&self, source: &str) -> Peer {
        Peer::new(SessionId(self.sessions.fetch_add(1, Ordering::Relaxed)), source)
    }

    /// An image for that peer, and its answer in the demonstration that shows it; `None` where no captcha
    /// is asked for. Drawing takes some milliseconds: call it on a worker.
    ///
    /// # Errors
    /// [`NoRandomness`]: nothing is handed out that could be guessed.
    pub fn issue_captcha(
        &self,
        form: PictureForm,
        peer: &Peer,
    ) -> Result<Option<(Challenge, Option<String>)>, NoRandomness> {
        self.admission.issue_captcha(form, peer)
    }

    /// The delay instead of the captcha that a login has now; `None` if the configuration offers none. Known and unknown
    /// logins alike: the directory is not asked.
    #[must_use]
    pub fn delay_offer(&self, login: &Login, peer: &Peer) -> Option<DelayOffer> {
        self.admission.delay_offer(&self.audit.pseudonym(login), peer)
    }

    /// Carries out a request. Every response has its reference and one audit line.
    ///
    /// The request runs in a task of its own. While admission delays it, [`Caller::cancel`] ends it, and so does a caller
    /// that stops waiting: nothing was asked of the directory yet. From then on it runs to its end, verification and
    /// audit included, even when the caller is gone. A caller that cancels while the answer to the write is awaited has
    /// its response at once; the request goes on, for the audit.
    pub async fn submit(self: &Arc<Self>, request: Request, peer: &Peer, caller: Caller) -> Response {
        let _cancel_on_drop = caller.cancel.clone().drop_guard();
        let (use_case, reference) = (request.use_case(), self.audit.reference());
        let pending = Arc::new(RunningRequest {
            waiting: Waiting::new(caller, self.closing.clone()),
            told: OnceLock::new(),
            reference: reference.clone(),
        });
        let (services, peer, running) = (Arc::clone(self), peer.clone(), Arc::clone(&pending));
        let mut task =
            self.running.spawn(async move { services.execute_audited(request, &peer, &running).await });
        // Also of a lost task: it catches panics itself, and is lost only when the program stops.
        let early = Response {
            use_case,
            outcome: not_known_yet(&self.rules),
            reference: reference.clone(),
            reminder: None,
        };
        tokio::select! {
            biased;
            ended = &mut task => return ended.unwrap_or(early),
            () = pending.waiting.given_up() => {}
        }
        match pending.told.set(early.clone()) {
            Ok(()) => early,
            // The end came at the same moment.
            Err(_) => task.await.unwrap_or(early),
        }
    }

    /// Waits for the running requests: a program that ends before them would cut them. A wait that the person gave up
    /// ends with the process.
    pub async fn drain(&self) {
        self.closing.cancel();
        self.running.close();
        self.running.wait().await;
    }

    async fn execute_audited(&self, request: Request, peer: &Peer, pending: &RunningRequest) -> Response {
        let attempt = Attempt {
            admission: &self.admission,
            started: Instant::now(),
            login: self.audit.pseudonym(request.login()),
            peer,
            waiting: &pending.waiting,
            refusal_time: self.rules.refusal_time,
        };
        let (use_case, evidence) = (request.use_case(), request.evidence().audit_name());
        let audited = self.execute(request, &attempt).await;
        attempt.finish(&audited.outcome).await;
        let told = pending.told.get_or_init(|| Response {
            use_case,
            outcome: audited.outcome.clone(),
            reference: pending.reference.clone(),
            reminder: audited.reminder,
        });
        self.audit.record(&AuditEvent {
            use_case: use_case.audit_name(),
            login: &attempt.login,
            evidence,
            peer,
            told,
            audited: &audited,
            elapsed: attempt.started.elapsed(),
        });
        told.clone()
    }

    /// Runs the procedure of the request, which wipes the typed secrets when it ends.
    async fn execute(&self, request: Request, attempt: &Attempt<'_>) -> AuditedOutcome {
        let (directory, rules) = (self.directory.as_ref(), &self.rules);
        let procedure = async {
            match request {
                Request::Change(request) => change(directory, rules, request, attempt).await,
                Request::Reset(request) => reset(directory, rules, request, attempt).await,
            }
        };
        match AssertUnwindSafe(procedure).catch_unwind().await {
            Ok(Ok(audited) | Err(audited)) => audited,
            // `write` catches its own panics: here nothing is changed.
            Err(_) => AuditedOutcome::new(Outcome::Internal, Cause::Panic),
        }
    }
}

/// A request that runs, as its caller and its task share it.
struct RunningRequest {
    waiting: Waiting,
    /// The response that the person reads: the first one that either of them sets.
    told: OnceLock<Response>,
    reference: Reference,
}
