//! The captcha store: hands out images, keeps their sealed answers, checks what was copied.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::captcha::{
    CaptchaPainter, Challenge, ChallengeId, Design, FontError, NoRandomness, PictureForm, Sealed, SealingKey,
    system_rng,
};

use super::CaptchaAnswer;
use super::delay_queue::DelayQueue;
use super::peer::SessionId;

/// Hands out images and checks their answers. One image a session: a new one takes the place of the last, so
/// nobody fills the store from a single session; the oldest goes when the store is full all the same.
pub struct CaptchaStore {
    painter: CaptchaPainter,
    key: SealingKey,
    ttl: Duration,
    capacity: usize,
    with_disclosed_answers: bool,
    delay_queue: Option<DelayQueue>,
    // In the order in which they were handed out.
    open: Mutex<VecDeque<PendingCaptcha>>,
}

/// What is said of a copied text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaptchaVerdict {
    /// It is what the image shows.
    Right,
    /// It is not.
    Wrong,
    /// The image is too old, was answered, was replaced, or is another session's.
    Expired,
}

/// Why there is no store.
#[derive(Debug, thiserror::Error)]
pub enum CaptchaStoreError {
    /// The program was built from a damaged face.
    #[error("{0}")]
    Font(FontError),
    /// No randomness.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// An image that may be answered.
struct PendingCaptcha {
    id: ChallengeId,
    session: SessionId,
    sealed: Sealed,
    since: Instant,
}

impl CaptchaStore {
    /// A store whose images may be answered during `ttl`, with at most `capacity` of them at once.
    ///
    /// # Errors
    /// See [`CaptchaStoreError`].
    pub fn new(ttl: Duration, capacity: usize) -> Result<Self, CaptchaStoreError> {
        Ok(Self {
            painter: CaptchaPainter::new().map_err(CaptchaStoreError::Font)?,
            key: SealingKey::generate()?,
            ttl,
            capacity,
            with_disclosed_answers: false,
            delay_queue: None,
            open: Mutex::default(),
        })
    }

    /// The same store, telling each answer with its image: for the demonstration only.
    #[must_use]
    pub fn with_disclosed_answers(mut self) -> Self {
        self.with_disclosed_answers = true;
        self
    }

    /// The same store, where who cannot see an image may have the request held for `hold` instead.
    #[must_use]
    pub fn with_delay_instead(mut self, hold: Duration) -> Self {
        self.delay_queue = Some(DelayQueue::new(hold));
        self
    }

    /// Where requests are held, if that is offered.
    pub(super) fn delay_queue(&self) -> Option<&DelayQueue> {
        self.delay_queue.as_ref()
    }

    /// Hands out an image, and its answer where the store is [`with_disclosed_answers`](Self::with_disclosed_answers).
    ///
    /// Drawing takes some milliseconds: call it on a worker.
    ///
    /// # Errors
    /// [`NoRandomness`]: nothing is handed out that could be guessed.
    pub fn issue(
        &self,
        session: SessionId,
        design: Design,
        form: PictureForm,
        now: Instant,
    ) -> Result<(Challenge, Option<String>), NoRandomness> {
        let (challenge, answer) = Challenge::draw(&self.painter, design, form, &mut system_rng()?);
        let sealed = Sealed::seal(&answer, &self.key);
        let mut open = self.open();
        open.retain(|image| image.session != session && self.is_fresh(image, now));
        while open.len() >= self.capacity.max(1) {
            open.pop_front();
        }
        open.push_back(PendingCaptcha { id: challenge.id, session, sealed, since: now });
        Ok((challenge, self.with_disclosed_answers.then(|| answer.expose().to_owned())))
    }

    /// Checks what was copied. The image is then answered, right or wrong: another one is needed.
    pub fn check(&self, session: SessionId, answer: &CaptchaAnswer, now: Instant) -> CaptchaVerdict {
        match self.take(session, answer.id).filter(|image| self.is_fresh(image, now)) {
            None => CaptchaVerdict::Expired,
            Some(image) if image.sealed.matches(&answer.typed, &self.key) => CaptchaVerdict::Right,
            Some(_) => CaptchaVerdict::Wrong,
        }
    }

    fn take(&self, session: SessionId, id: ChallengeId) -> Option<PendingCaptcha> {
        let mut open = self.open();
        let at = open.iter().position(|image| image.session == session && image.id == id)?;
        open.remove(at)
    }

    fn is_fresh(&self, image: &PendingCaptcha, now: Instant) -> bool {
        now.saturating_duration_since(image.since) < self.ttl
    }

    fn open(&self) -> MutexGuard<'_, VecDeque<PendingCaptcha>> {
        // Whatever a panicking thread left is a list of images still.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TTL: Duration = Duration::from_secs(180);
    const ME: SessionId = SessionId(1);
    const OTHER: SessionId = SessionId(2);

    fn store(capacity: usize) -> CaptchaStore {
        CaptchaStore::new(TTL, capacity).unwrap().with_disclosed_answers()
    }

    fn issue(store: &CaptchaStore, session: SessionId, now: Instant) -> CaptchaAnswer {
        let (challenge, disclosed) =
            store.issue(session, Design::Plain, PictureForm::HalfBlocks, now).unwrap();
        CaptchaAnswer { id: challenge.id, typed: disclosed.unwrap() }
    }

    fn wrong(id: ChallengeId) -> CaptchaAnswer {
        CaptchaAnswer { id, typed: "00000".into() }
    }

    #[test]
    fn a_right_answer_is_right_once() {
        let (store, now) = (store(10), Instant::now());
        let answer = issue(&store, ME, now);
        assert_eq!(store.check(ME, &answer, now), CaptchaVerdict::Right);
        assert_eq!(store.check(ME, &answer, now), CaptchaVerdict::Expired);
    }

    #[test]
    fn a_wrong_answer_consumes_the_image() {
        let (store, now) = (store(10), Instant::now());
        let answer = issue(&store, ME, now);
        assert_eq!(store.check(ME, &wrong(answer.id), now), CaptchaVerdict::Wrong);
        assert_eq!(store.check(ME, &answer, now), CaptchaVerdict::Expired);
    }

    #[test]
    fn an_image_may_be_answered_for_its_time_and_no_longer() {
        let (store, now) = (store(10), Instant::now());
        let answer = issue(&store, ME, now);
        assert_eq!(store.check(ME, &answer, now + TTL - Duration::from_millis(1)), CaptchaVerdict::Right);
        let answer = issue(&store, ME, now);
        assert_eq!(store.check(ME, &answer, now + TTL), CaptchaVerdict::Expired);
    }

    #[test]
    fn an_image_is_answered_from_its_own_session() {
        let (store, now) = (store(10), Instant::now());
        let answer = issue(&store, ME, now);
        assert_eq!(store.check(OTHER, &answer, now), CaptchaVerdict::Expired);
        assert_eq!(store.check(ME, &answer, now), CaptchaVerdict::Right, "another's try does not consume it");
    }

    #[test]
    fn a_new_image_takes_the_place_of_the_last_one() {
        let (store, now) = (store(10), Instant::now());
        let (first, second) = (issue(&store, ME, now), issue(&store, ME, now));
        assert_eq!(store.check(ME, &first, now), CaptchaVerdict::Expired);
        assert_eq!(store.check(ME, &second, now), CaptchaVerdict::Right);
    }

    #[test]
    fn a_full_desk_lets_the_oldest_go_and_one_session_cannot_fill_it() {
        let (store, now) = (store(3), Instant::now());
        let first = issue(&store, SessionId(10), now);
        for _ in 0..20 {
            issue(&store, ME, now);
        }
        assert_eq!(store.open().len(), 2);
        let second = issue(&store, SessionId(11), now);
        let third = issue(&store, SessionId(12), now);
        assert_eq!(store.open().len(), 3);
        assert_eq!(store.check(SessionId(10), &first, now), CaptchaVerdict::Expired);
        assert_eq!(store.check(SessionId(11), &second, now), CaptchaVerdict::Right);
        assert_eq!(store.check(SessionId(12), &third, now), CaptchaVerdict::Right);
    }

    #[test]
    fn images_too_old_are_forgotten() {
        let (store, now) = (store(100), Instant::now());
        for session in 10..20 {
            issue(&store, SessionId(session), now);
        }
        issue(&store, ME, now + TTL);
        assert_eq!(store.open().len(), 1);
    }

    #[test]
    fn an_answer_is_told_by_a_disclosing_desk_only() {
        let store = CaptchaStore::new(TTL, 10).unwrap();
        let (_, disclosed) = store.issue(ME, Design::Plain, PictureForm::Ascii, Instant::now()).unwrap();
        assert_eq!(disclosed, None);
    }
}
