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

use super::audit::{Audit, Event};
use super::breach_list::BreachList;
use super::captcha_desk::{CaptchaDesk, Verdict};
use super::change::change;
use super::conclusion::{Cause, Conclusion, Step};
use super::reset::reset;
use super::visitor::{SessionId, Visitor};
use super::{Ending, Humanity, Outcome, Reference, Request};

/// What the academy decides.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The rules for a new password.
    pub policy: Policy,
    /// Passwords of known breaches; absent where the configuration names no list.
    pub breached: Option<Arc<BreachList>>,
    /// Names of the organisation: words that a password must not be made of.
    pub organisation_words: Vec<String>,
    /// « Not identified » is answered at a multiple of this time, whatever was wrong. Zero: at once.
    pub refusal_time: Duration,
    /// Longest time before a new password is effective everywhere.
    pub effective_within: Duration,
}

/// The use cases and what they need. One a process, behind an [`Arc`].
pub struct Services {
    pub(super) directory: Arc<dyn Directory>,
    pub(super) rules: Rules,
    desk: Option<CaptchaDesk>,
    audit: Audit,
    sessions: AtomicU64,
    under_way: TaskTracker,
}

impl Rules {
    /// What an attacker is supposed to know of everybody. A gauge has to begin with it too, or it would
    /// promise what a request then refuses.
    #[must_use]
    pub fn context(&self) -> Context {
        let known = Context::default().with_list(&self.policy.words);
        self.organisation_words.iter().fold(known, |known, word| known.with_organisation(word))
    }
}

impl Services {
    /// `desk` is absent where no captcha is asked for.
    #[must_use]
    pub fn new(
        directory: Arc<dyn Directory>,
        rules: Rules,
        desk: Option<CaptchaDesk>,
        audit: Audit,
    ) -> Arc<Self> {
        Arc::new(Self {
            directory,
            rules,
            desk,
            audit,
            sessions: AtomicU64::new(1),
            under_way: TaskTracker::new(),
        })
    }

    /// What the academy decides.
    #[must_use]
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Whether « le redéfinir » is offered.
    #[must_use]
    pub fn offers_reset(&self) -> bool {
        self.directory.offers_reset()
    }

    /// Begins a session. `source` says where from: a user id and a terminal, the address of an SSH client.
    #[must_use]
    pub fn welcome(&self, source: &str) -> Visitor {
        Visitor::new(SessionId(self.sessions.fetch_add(1, Ordering::Relaxed)), source)
    }

    /// An image for that visitor, and its answer in the demonstration that shows it; `None` where no captcha
    /// is asked for. Drawing takes some milliseconds: call it on a worker.
    ///
    /// # Errors
    /// [`NoRandomness`]: nothing is handed out that could be guessed.
    pub fn issue_captcha(
        &self,
        design: Design,
        form: PictureForm,
        visitor: &Visitor,
    ) -> Result<Option<(Challenge, Option<String>)>, NoRandomness> {
        let issue = |desk: &CaptchaDesk| desk.issue(visitor.session(), design, form, Instant::now());
        self.desk.as_ref().map(issue).transpose()
    }

    /// Carries out a request. Every ending has its reference and one audit line.
    ///
    /// The request runs in a task of its own: it goes to its end, proof and audit included, even where the
    /// caller stops waiting because the line dropped.
    pub async fn submit(self: &Arc<Self>, request: Request, visitor: &Visitor) -> Ending {
        self.submit_unless(request, visitor, CancellationToken::new()).await
    }

    /// The same, for a request that the person may give up while it is held: nothing was asked of the directory
    /// yet, so a caller that stops waiting gives it up as well. Once the wait is over, it goes to its end.
    pub async fn submit_unless(
        self: &Arc<Self>,
        request: Request,
        visitor: &Visitor,
        given_up: CancellationToken,
    ) -> Ending {
        let _left = given_up.clone().drop_guard();
        let reference = self.audit.reference();
        let (services, visitor, known_as) = (Arc::clone(self), visitor.clone(), reference.clone());
        let task = self
            .under_way
            .spawn(async move { services.carry_out(request, &visitor, known_as, &given_up).await });
        // The task catches panics itself: it is lost only when the program is being stopped.
        task.await.unwrap_or(Ending { outcome: Outcome::CutUnknown, reference })
    }

    /// Waits for the requests that are under way: a program that ends before them would cut them.
    pub async fn settle(&self) {
        self.under_way.close();
        self.under_way.wait().await;
    }

    async fn carry_out(
        &self,
        request: Request,
        visitor: &Visitor,
        reference: Reference,
        given_up: &CancellationToken,
    ) -> Ending {
        let started = Instant::now();
        let (use_case, login) = (request.use_case(), self.audit.pseudonym(request.login()));
        let humanity = request.humanity().word();
        let conclusion = self.conclude(request, visitor, given_up).await;
        if conclusion.outcome == Outcome::NotIdentified {
            sleep_until(deadline(started, Instant::now(), self.rules.refusal_time)).await;
        }
        let elapsed = started.elapsed();
        self.audit.record(&Event {
            reference: &reference,
            use_case,
            login,
            humanity,
            visitor,
            conclusion: &conclusion,
            elapsed,
        });
        Ending { outcome: conclusion.outcome, reference }
    }

    /// The procedure of the request. What was typed is wiped when it ends.
    async fn conclude(
        &self,
        request: Request,
        visitor: &Visitor,
        given_up: &CancellationToken,
    ) -> Conclusion {
        let procedure = async {
            match request {
                Request::Change(request) => change(self, request, visitor, given_up).await,
                Request::Reset(request) => reset(self, request, visitor, given_up).await,
            }
        };
        match AssertUnwindSafe(procedure).catch_unwind().await {
            Ok(Ok(conclusion) | Err(conclusion)) => conclusion,
            // Once a write is on its way panics are caught nearer: nothing is changed here.
            Err(_) => Conclusion::new(Outcome::Internal, Cause::Panic),
        }
    }

    /// Goes on with a right answer, or where the request may be [held](Self::hold) instead; no directory was
    /// asked anything before.
    pub(super) fn check_image(&self, humanity: &Humanity, visitor: &Visitor) -> Step<()> {
        let Some(desk) = &self.desk else { return Ok(()) };
        let verdict = match humanity {
            Humanity::Image(answer) => desk.check(visitor.session(), answer, Instant::now()),
            Humanity::Wait if desk.waiting_room().is_some() => Verdict::Right,
            Humanity::NotAsked | Humanity::Wait => Verdict::Wrong,
        };
        match verdict {
            Verdict::Right => Ok(()),
            Verdict::Wrong => Err(Outcome::WrongCaptcha.into()),
            Verdict::Expired => Err(Outcome::ExpiredCaptcha.into()),
        }
    }

    /// Goes on once the time of who copied no image is over, unless they give up meanwhile. It comes last before
    /// the directory: what can be refused without it costs nobody their wait.
    pub(super) async fn hold(
        &self,
        humanity: &Humanity,
        login: &Login,
        visitor: &Visitor,
        given_up: &CancellationToken,
    ) -> Step<()> {
        let room = self.desk.as_ref().and_then(CaptchaDesk::waiting_room);
        let (Some(room), Humanity::Wait) = (room, humanity) else { return Ok(()) };
        let login = self.audit.pseudonym(login);
        let place = room.enter(&login, visitor.source(), Instant::now()).ok_or(Outcome::TooManyWaits)?;
        tokio::select! {
            biased;
            () = given_up.cancelled() => Err(Outcome::GivenUp.into()),
            () = sleep(room.hold()) => {
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
