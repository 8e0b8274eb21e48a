//! [`Services`]: the one door to the use cases, shared by every session of a process.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures::FutureExt;
use tokio::time::{Instant, sleep, sleep_until};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::captcha::{Challenge, Design, NoRandomness, PictureForm};
use crate::directory::Directory;
use crate::identity::Login;
use crate::password::{Context, Policy};

use super::audit::{Audit, AuditEvent};
use super::audited_outcome::{AuditedOutcome, Cause, StepResult};
use super::breach_list::BreachList;
use super::captcha_store::{CaptchaStore, CaptchaVerdict};
use super::change::change;
use super::peer::{Peer, SessionId};
use super::reset::reset;
use super::{CaptchaEvidence, Outcome, Reference, Request, Response};

/// What the academy decides.
#[derive(Debug, Clone)]
pub struct ServiceRules {
    /// The rules for a new password.
    pub policy: Arc<Policy>,
    /// Passwords of known breaches; absent where the configuration names no list.
    pub breached: Option<Arc<BreachList>>,
    /// The name of the organisation, of which a password must not be made.
    pub organisation: String,
    /// « Not identified » is answered at a multiple of this time, whatever was wrong. Zero: at once.
    pub refusal_time: Duration,
    /// Longest time before a new password is effective everywhere.
    pub effective_within: Duration,
}

/// The use cases and what they need. One a process, behind an [`Arc`].
pub struct Services {
    pub(super) directory: Arc<dyn Directory>,
    pub(super) rules: ServiceRules,
    store: Option<CaptchaStore>,
    audit: Audit,
    sessions: AtomicU64,
    under_way: TaskTracker,
}

impl ServiceRules {
    /// What an attacker is supposed to know of everybody. A gauge has to begin with it too, or it would
    /// promise what a request then refuses.
    #[must_use]
    pub fn context(&self) -> Context {
        self.policy.context(&self.organisation)
    }
}

impl Services {
    /// `store` is absent where no captcha is asked for.
    #[must_use]
    pub fn new(
        directory: Arc<dyn Directory>,
        rules: ServiceRules,
        store: Option<CaptchaStore>,
        audit: Audit,
    ) -> Arc<Self> {
        Arc::new(Self {
            directory,
            rules,
            store,
            audit,
            sessions: AtomicU64::new(1),
            under_way: TaskTracker::new(),
        })
    }

    /// What the academy decides.
    #[must_use]
    pub fn rules(&self) -> &ServiceRules {
        &self.rules
    }

    /// Whether « le redéfinir » is offered.
    #[must_use]
    pub fn offers_reset(&self) -> bool {
        self.directory.offers_reset()
    }

    /// Begins a session. `source` says where from: a user id and a terminal, the address of an SSH client.
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
        design: Design,
        form: PictureForm,
        peer: &Peer,
    ) -> Result<Option<(Challenge, Option<String>)>, NoRandomness> {
        let issue = |store: &CaptchaStore| store.issue(peer.session(), design, form, Instant::now());
        self.store.as_ref().map(issue).transpose()
    }

    /// Carries out a request. Every response has its reference and one audit line.
    ///
    /// The request runs in a task of its own: it goes to its end, check and audit included, even where the
    /// caller stops waiting because the line dropped.
    #[cfg(any(test, feature = "test-support"))]
    pub async fn submit(self: &Arc<Self>, request: Request, peer: &Peer) -> Response {
        self.submit_cancellable(request, peer, CancellationToken::new()).await
    }

    /// The same, for a request that the person may give up while it is held: nothing was asked of the directory
    /// yet, so a caller that stops waiting gives it up as well. Once the wait is over, it goes to its end.
    pub async fn submit_cancellable(
        self: &Arc<Self>,
        request: Request,
        peer: &Peer,
        cancelled: CancellationToken,
    ) -> Response {
        let _left = cancelled.clone().drop_guard();
        let reference = self.audit.reference();
        let (services, peer, known_as) = (Arc::clone(self), peer.clone(), reference.clone());
        let task = self
            .under_way
            .spawn(async move { services.execute_audited(request, &peer, known_as, &cancelled).await });
        // The task catches panics itself: it is lost only when the program is being stopped.
        task.await.unwrap_or(Response { outcome: Outcome::ConnectionLostUnknown, reference })
    }

    /// Waits for the requests that are under way: a program that ends before them would cut them.
    pub async fn drain(&self) {
        self.under_way.close();
        self.under_way.wait().await;
    }

    async fn execute_audited(
        &self,
        request: Request,
        peer: &Peer,
        reference: Reference,
        cancelled: &CancellationToken,
    ) -> Response {
        let started = Instant::now();
        let (use_case, login) = (request.use_case(), self.audit.pseudonym(request.login()));
        let evidence = request.evidence().word();
        let audited = self.execute(request, peer, cancelled).await;
        if audited.outcome == Outcome::NotIdentified {
            sleep_until(deadline(started, Instant::now(), self.rules.refusal_time)).await;
        }
        let elapsed = started.elapsed();
        self.audit.record(&AuditEvent {
            reference: &reference,
            use_case,
            login,
            evidence,
            peer,
            audited: &audited,
            elapsed,
        });
        Response { outcome: audited.outcome, reference }
    }

    /// The procedure of the request. What was typed is wiped when it ends.
    async fn execute(&self, request: Request, peer: &Peer, cancelled: &CancellationToken) -> AuditedOutcome {
        let procedure = async {
            match request {
                Request::Change(request) => change(self, request, peer, cancelled).await,
                Request::Reset(request) => reset(self, request, peer, cancelled).await,
            }
        };
        match AssertUnwindSafe(procedure).catch_unwind().await {
            Ok(Ok(audited) | Err(audited)) => audited,
            // Once a write is on its way panics are caught nearer: nothing is changed here.
            Err(_) => AuditedOutcome::new(Outcome::Internal, Cause::Panic),
        }
    }

    /// Goes on with a right answer, or where the request may be [held](Self::delay) instead; no directory was
    /// asked anything before.
    pub(super) fn check_captcha(&self, evidence: &CaptchaEvidence, peer: &Peer) -> StepResult<()> {
        let Some(store) = &self.store else { return Ok(()) };
        let verdict = match evidence {
            CaptchaEvidence::Answer(answer) => store.check(peer.session(), answer, Instant::now()),
            CaptchaEvidence::Delay if store.delay_queue().is_some() => CaptchaVerdict::Right,
            CaptchaEvidence::NotRequired | CaptchaEvidence::Delay => CaptchaVerdict::Wrong,
        };
        match verdict {
            CaptchaVerdict::Right => Ok(()),
            CaptchaVerdict::Wrong => Err(Outcome::WrongCaptcha.into()),
            CaptchaVerdict::Expired => Err(Outcome::ExpiredCaptcha.into()),
        }
    }

    /// Goes on once the time of who copied no image is over, unless they give up meanwhile. It comes last before
    /// the directory: what can be refused without it costs nobody their wait.
    pub(super) async fn delay(
        &self,
        evidence: &CaptchaEvidence,
        login: &Login,
        peer: &Peer,
        cancelled: &CancellationToken,
    ) -> StepResult<()> {
        let room = self.store.as_ref().and_then(CaptchaStore::delay_queue);
        let (Some(room), CaptchaEvidence::Delay) = (room, evidence) else { return Ok(()) };
        let login = self.audit.pseudonym(login);
        let place = room.enter(&login, peer.source(), Instant::now()).ok_or(Outcome::TooManyDelays)?;
        tokio::select! {
            biased;
            () = cancelled.cancelled() => Err(Outcome::Cancelled.into()),
            () = sleep(room.delay()) => {
                place.waited();
                Ok(())
            }
        }
    }
}

/// The next multiple of `refusal_time` since `started`: how long the directory took does not show.
fn deadline(started: Instant, now: Instant, refusal_time: Duration) -> Instant {
    let Some(step) = std::num::NonZeroU128::new(refusal_time.as_nanos()) else { return now };
    let elapsed = now.saturating_duration_since(started).as_nanos();
    let steps = elapsed.div_ceil(step.get()).max(1);
    started + refusal_time.saturating_mul(u32::try_from(steps).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(0, 1500, 1500)]
    #[case(1, 1500, 1500)]
    #[case(1500, 1500, 1500)]
    #[case(1501, 1500, 3000)]
    #[case(10_000, 1500, 10_500)]
    #[case(700, 0, 700)]
    fn the_deadline_is_the_next_multiple(#[case] elapsed: u64, #[case] step: u64, #[case] expected: u64) {
        let (started, ms) = (Instant::now(), Duration::from_millis);
        assert_eq!(deadline(started, started + ms(elapsed), ms(step)), started + ms(expected));
    }
}
