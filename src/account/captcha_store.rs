//! The captcha store: hands out images, keeps their sealed answers, checks the copied texts.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::captcha::{
    CaptchaPainter, Challenge, ChallengeId, FontError, NoRandomness, PictureForm, Sealed, SealingKey,
    system_rng,
};

use super::peer::SessionId;
use super::request::CaptchaAnswer;

/// Keeps one captcha a session: a new one replaces the last, so that one session cannot fill the store. A full store
/// drops the oldest.
pub(super) struct CaptchaStore {
    painter: CaptchaPainter,
    key: SealingKey,
    /// Lifetime of a captcha: `[captcha] ttl`.
    ttl: Duration,
    capacity: usize,
    with_disclosed_answers: bool,
    // Oldest first.
    pending: Mutex<VecDeque<PendingCaptcha>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CaptchaVerdict {
    Right,
    Wrong,
    /// The captcha is too old, was answered, was replaced, or belongs to another session.
    Expired,
}

/// The captcha store cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum CaptchaStoreError {
    /// The program was built with a damaged font.
    #[error("{0}")]
    Font(FontError),
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

struct PendingCaptcha {
    id: ChallengeId,
    session: SessionId,
    sealed: Sealed,
    since: Instant,
}

impl CaptchaStore {
    /// A captcha may be answered during `ttl`; at most `capacity` of them are pending at once.
    ///
    /// # Errors
    /// See [`CaptchaStoreError`].
    pub(super) fn new(ttl: Duration, capacity: usize) -> Result<Self, CaptchaStoreError> {
        Ok(Self {
            painter: CaptchaPainter::new().map_err(CaptchaStoreError::Font)?,
            key: SealingKey::generate()?,
            ttl,
            capacity,
            with_disclosed_answers: false,
            pending: Mutex::default(),
        })
    }

    pub(super) fn with_disclosed_answers(mut self) -> Self {
        self.with_disclosed_answers = true;
        self
    }

    /// Hands out an image, and its answer where the store discloses it.
    pub(super) fn issue(
        &self,
        session: SessionId,
        form: PictureForm,
        now: Instant,
    ) -> Result<(Challenge, Option<String>), NoRandomness> {
        let (challenge, answer) = Challenge::draw(&self.painter, form, &mut system_rng()?);
        let sealed = Sealed::seal(&answer, &self.key);
        let mut pending = self.pending();
        pending.retain(|image| image.session != session && self.is_fresh(image, now));
        while pending.len() >= self.capacity.max(1) {
            pending.pop_front();
        }
        pending.push_back(PendingCaptcha { id: challenge.id, session, sealed, since: now });
        Ok((challenge, self.with_disclosed_answers.then(|| answer.expose().to_owned())))
    }

    /// Checks a copied text. Right or wrong, it consumes the captcha: the next request needs another one.
    pub(super) fn check(&self, session: SessionId, answer: &CaptchaAnswer, now: Instant) -> CaptchaVerdict {
        match self.take(session, answer.id).filter(|image| self.is_fresh(image, now)) {
            None => CaptchaVerdict::Expired,
            Some(image) if image.sealed.matches(&answer.typed, &self.key) => CaptchaVerdict::Right,
            Some(_) => CaptchaVerdict::Wrong,
        }
    }

    fn take(&self, session: SessionId, id: ChallengeId) -> Option<PendingCaptcha> {
        let mut pending = self.pending();
        let at = pending.iter().position(|image| image.session == session && image.id == id)?;
        pending.remove(at)
    }

    fn is_fresh(&self, image: &PendingCaptcha, now: Instant) -> bool {
        now.saturating_duration_since(image.since) < self.ttl
    }

    fn pending(&self) -> MutexGuard<'_, VecDeque<PendingCaptcha>> {
        // A panicking thread leaves a list that is still good.
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::CaptchaVerdict::{Expired, Right, Wrong};
    use super::*;

    type Check = (SessionId, bool, u64, CaptchaVerdict);

    const TTL: Duration = Duration::from_secs(180);
    const ME: SessionId = SessionId(1);
    const OTHER: SessionId = SessionId(2);

    fn store(capacity: usize) -> (CaptchaStore, Instant) {
        (CaptchaStore::new(TTL, capacity).unwrap().with_disclosed_answers(), Instant::now())
    }

    fn issue(store: &CaptchaStore, session: SessionId, now: Instant) -> CaptchaAnswer {
        let (challenge, disclosed) = store.issue(session, PictureForm::Quadrants, now).unwrap();
        CaptchaAnswer { id: challenge.id, typed: disclosed.unwrap() }
    }

    fn wrong(id: ChallengeId) -> CaptchaAnswer {
        CaptchaAnswer { id, typed: "00000".into() }
    }

    /// A captcha of mine is checked twice: by a session, with the right answer or not, after some milliseconds.
    #[rstest]
    #[case::right_counts_once((ME, true, 0, Right), (ME, true, 0, Expired))]
    #[case::wrong_consumes((ME, false, 0, Wrong), (ME, true, 0, Expired))]
    #[case::just_before_its_end((ME, true, 179_999, Right), (ME, true, 180_000, Expired))]
    #[case::at_its_end((ME, true, 180_000, Expired), (ME, true, 180_000, Expired))]
    #[case::another_session_consumes_nothing((OTHER, true, 0, Expired), (ME, true, 0, Right))]
    fn captcha_serves_one_check(#[case] first: Check, #[case] second: Check) {
        let (store, now) = store(10);
        let answer = issue(&store, ME, now);
        for (session, is_right, after, verdict) in [first, second] {
            let typed = if is_right { &answer } else { &wrong(answer.id) };
            assert_eq!(store.check(session, typed, now + Duration::from_millis(after)), verdict);
        }
    }

    #[test]
    fn new_captcha_replaces_last() {
        let (store, now) = store(10);
        let (first, second) = (issue(&store, ME, now), issue(&store, ME, now));
        assert_eq!(store.check(ME, &first, now), Expired);
        assert_eq!(store.check(ME, &second, now), Right);
    }

    #[test]
    fn full_store_drops_oldest_session() {
        let (store, now) = store(3);
        let first = issue(&store, SessionId(10), now);
        for _ in 0..20 {
            issue(&store, ME, now);
        }
        assert_eq!(store.pending().len(), 2);
        let [second, third] = [11, 12].map(|session| issue(&store, SessionId(session), now));
        assert_eq!(store.pending().len(), 3);
        assert_eq!(store.check(SessionId(10), &first, now), Expired);
        assert_eq!(store.check(SessionId(11), &second, now), Right);
        assert_eq!(store.check(SessionId(12), &third, now), Right);
    }

    #[test]
    fn expired_captchas_are_dropped() {
        let (store, now) = store(100);
        for session in 10..20 {
            issue(&store, SessionId(session), now);
        }
        issue(&store, ME, now + TTL);
        assert_eq!(store.pending().len(), 1);
    }

    #[test]
    fn answer_is_disclosed_on_demand_only() {
        let store = CaptchaStore::new(TTL, 10).unwrap();
        let (_, disclosed) = store.issue(ME, PictureForm::Ascii, Instant::now()).unwrap();
        assert_eq!(disclosed, None);
    }
}
