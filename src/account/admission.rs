//! Admission: the one call before the directory, and the one after, that throttle robots and guessers.
//!
//! [`Attempt::admit`] checks the captcha, or delays the request instead; [`Attempt::finish`] hides the timing of a
//! refusal. A limit on attempts belongs here too: charged by the first, settled by the second.

use std::num::NonZeroU128;
use std::time::Duration;

use tokio::time::{Instant, sleep, sleep_until};

use crate::captcha::{Challenge, NoRandomness, PictureForm};
use crate::config::{CaptchaMode, CaptchaSection};

use super::audited_outcome::StepResult;
use super::captcha_store::{CaptchaStore, CaptchaStoreError, CaptchaVerdict};
use super::delay_queue::{DelayOffer, DelayQueue};
use super::outcome::Outcome;
use super::peer::Peer;
use super::request::CaptchaEvidence;
use super::waiting::{Progress, Waiting};

/// Captchas that may be pending at once: one a session, and those that closed sessions left behind.
const PENDING_CAPTCHAS: usize = 4096;

/// Decides which requests reach the directory.
pub struct Admission {
    captchas: Option<CaptchaStore>,
    delays: Option<DelayQueue>,
}

/// One request on its way through admission.
pub(super) struct Attempt<'a> {
    pub admission: &'a Admission,
    /// The pseudonym of the login as it was typed: a login that does not exist is bounded as well.
    pub login: String,
    pub peer: &'a Peer,
    pub waiting: &'a Waiting,
    pub started: Instant,
    pub refusal_time: Duration,
}

impl Admission {
    /// Asks for a captcha, and offers a delay instead of it, as the configuration says.
    ///
    /// # Errors
    /// See [`CaptchaStoreError`].
    pub fn open(config: &CaptchaSection) -> Result<Self, CaptchaStoreError> {
        let captchas = match config.mode {
            CaptchaMode::Never => None,
            CaptchaMode::Always => Some(CaptchaStore::new(config.ttl, PENDING_CAPTCHAS)?),
        };
        Ok(Self { captchas, delays: config.delay_instead().map(DelayQueue::new) })
    }

    /// Hands out each answer with its image: for the demonstration and the tests only.
    #[must_use]
    pub fn with_disclosed_answers(mut self) -> Self {
        self.captchas = self.captchas.map(CaptchaStore::with_disclosed_answers);
        self
    }

    pub(super) fn issue_captcha(
        &self,
        form: PictureForm,
        peer: &Peer,
    ) -> Result<Option<(Challenge, Option<String>)>, NoRandomness> {
        let issue = |store: &CaptchaStore| store.issue(peer.session(), form, Instant::now());
        self.captchas.as_ref().map(issue).transpose()
    }

    /// The delay instead of the captcha for a login (its pseudonym); `None` if there is no such way.
    pub(super) fn delay_offer(&self, login: &str, peer: &Peer) -> Option<DelayOffer> {
        self.delays.as_ref().map(|queue| queue.offer(login, peer.source(), Instant::now()))
    }
}

impl Attempt<'_> {
    /// Lets the request reach the directory, or refuses it: first by the captcha, which this consumes, then by
    /// `checks`, which ask nothing of the directory. The delay comes last, so that no refused request waits.
    pub(super) async fn admit(
        &self,
        evidence: &CaptchaEvidence,
        checks: impl Future<Output = StepResult<()>>,
    ) -> StepResult<()> {
        self.check_captcha(evidence)?;
        checks.await?;
        self.delay(evidence).await
    }

    /// Delays « not identified » to the next multiple of the refusal time.
    pub(super) async fn finish(&self, outcome: &Outcome) {
        if *outcome == Outcome::NotIdentified {
            sleep_until(deadline(self.started, Instant::now(), self.refusal_time)).await;
        }
    }

    fn check_captcha(&self, evidence: &CaptchaEvidence) -> StepResult<()> {
        let Some(store) = &self.admission.captchas else { return Ok(()) };
        let verdict = match evidence {
            CaptchaEvidence::Answer(answer) => store.check(self.peer.session(), answer, Instant::now()),
            CaptchaEvidence::Delay if self.admission.delays.is_some() => CaptchaVerdict::Right,
            CaptchaEvidence::NotRequired | CaptchaEvidence::Delay => CaptchaVerdict::Wrong,
        };
        match verdict {
            CaptchaVerdict::Right => Ok(()),
            CaptchaVerdict::Wrong => Err(Outcome::WrongCaptcha.into()),
            CaptchaVerdict::Expired => Err(Outcome::ExpiredCaptcha.into()),
        }
    }

    /// Delays a request that skipped the captcha, unless the person cancels it first.
    async fn delay(&self, evidence: &CaptchaEvidence) -> StepResult<()> {
        let (Some(queue), CaptchaEvidence::Delay) = (&self.admission.delays, evidence) else { return Ok(()) };
        let ticket = queue.enter(&self.login, self.peer.source(), Instant::now());
        let ticket = ticket.map_err(|free_in| Outcome::TooManyDelays { free_in })?;
        self.waiting.announce(Progress::Delayed(ticket.delay));
        tokio::select! {
            biased;
            () = self.waiting.cancelled.cancelled() => Err(Outcome::Cancelled.into()),
            () = sleep(ticket.delay.lasts) => {
                ticket.complete();
                Ok(())
            }
        }
    }
}

/// The next multiple of `refusal_time` since `started`, so that the time of the directory does not show.
fn deadline(started: Instant, now: Instant, refusal_time: Duration) -> Instant {
    let Some(step) = NonZeroU128::new(refusal_time.as_nanos()) else { return now };
    let elapsed = now.saturating_duration_since(started).as_nanos();
    let steps = elapsed.div_ceil(step.get()).max(1);
    started + refusal_time.saturating_mul(u32::try_from(steps).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest]
    #[case(1500, &[(0, 1500), (1, 1500), (1500, 1500), (1501, 3000), (10_000, 10_500)])]
    #[case(0, &[(700, 700)])]
    fn deadline_is_next_multiple(#[case] step: u64, #[case] times: &[(u64, u64)]) {
        let (started, ms) = (Instant::now(), Duration::from_millis);
        for &(elapsed, expected) in times {
            assert_eq!(deadline(started, started + ms(elapsed), ms(step)), started + ms(expected));
        }
    }
}
