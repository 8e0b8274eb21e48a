//! The captcha desk: hands out images, keeps their sealed answers, checks what was copied.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::captcha::{
    CaptchaPainter, Challenge, ChallengeId, Design, FontError, NoRandomness, PictureForm, Sealed, SealingKey,
    system_rng,
};

use super::CaptchaAnswer;
use super::visitor::SessionId;
use super::waiting_room::WaitingRoom;

/// Hands out images and checks their answers. One image a session: a new one takes the place of the last, so
/// nobody fills the desk from a single session; the oldest goes when the desk is full all the same.
pub struct CaptchaDesk {
    painter: CaptchaPainter,
    key: SealingKey,
    ttl: Duration,
    capacity: usize,
    disclosing: bool,
    waiting_room: Option<WaitingRoom>,
    // In the order in which they were handed out.
    open: Mutex<VecDeque<Open>>,
}

/// What is said of a copied text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is what the image shows.
    Right,
    /// It is not.
    Wrong,
    /// The image is too old, was answered, was replaced, or is another session's.
    Expired,
}

/// Why there is no desk.
#[derive(Debug, thiserror::Error)]
pub enum DeskFault {
    /// The program was built from a damaged face.
    #[error("{0}")]
    Font(FontError),
    /// No randomness.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// An image that may be answered.
struct Open {
    id: ChallengeId,
    session: SessionId,
    sealed: Sealed,
    since: Instant,
}

impl CaptchaDesk {
    /// A desk whose images may be answered during `ttl`, with at most `capacity` of them at once.
    ///
    /// # Errors
    /// See [`DeskFault`].
    pub fn new(ttl: Duration, capacity: usize) -> Result<Self, DeskFault> {
        Ok(Self {
            painter: CaptchaPainter::new().map_err(DeskFault::Font)?,
            key: SealingKey::generate()?,
            ttl,
            capacity,
            disclosing: false,
            waiting_room: None,
            open: Mutex::default(),
        })
    }

    /// The same desk, telling each answer with its image: for the demonstration only.
    #[must_use]
    pub fn disclosing(mut self) -> Self {
        self.disclosing = true;
        self
    }

    /// The same desk, where who cannot see an image may have the request held for `hold` instead.
    #[must_use]
    pub fn or_waiting(mut self, hold: Duration) -> Self {
        self.waiting_room = Some(WaitingRoom::new(hold));
        self
    }

    /// Where requests are held, if that is offered.
    pub(super) fn waiting_room(&self) -> Option<&WaitingRoom> {
        self.waiting_room.as_ref()
    }

    /// Hands out an image, and its answer where the desk is [`disclosing`](Self::disclosing).
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
        open.push_back(Open { id: challenge.id, session, sealed, since: now });
        Ok((challenge, self.disclosing.then(|| answer.expose().to_owned())))
    }

    /// Checks what was copied. The image is then answered, right or wrong: another one is needed.
    pub fn check(&self, session: SessionId, answer: &CaptchaAnswer, now: Instant) -> Verdict {
        match self.take(session, answer.id).filter(|image| self.is_fresh(image, now)) {
            None => Verdict::Expired,
            Some(image) if image.sealed.matches(&answer.typed, &self.key) => Verdict::Right,
            Some(_) => Verdict::Wrong,
        }
    }

    fn take(&self, session: SessionId, id: ChallengeId) -> Option<Open> {
        let mut open = self.open();
        let at = open.iter().position(|image| image.session == session && image.id == id)?;
        open.remove(at)
    }

    fn is_fresh(&self, image: &Open, now: Instant) -> bool {
        now.saturating_duration_since(image.since) < self.ttl
    }

    fn open(&self) -> MutexGuard<'_, VecDeque<Open>> {
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

    fn desk(capacity: usize) -> CaptchaDesk {
        CaptchaDesk::new(TTL, capacity).unwrap().disclosing()
    }

    fn issue(desk: &CaptchaDesk, session: SessionId, now: Instant) -> CaptchaAnswer {
        let (challenge, disclosed) =
            desk.issue(session, Design::Plain, PictureForm::HalfBlocks, now).unwrap();
        CaptchaAnswer { id: challenge.id, typed: disclosed.unwrap() }
    }

    fn wrong(id: ChallengeId) -> CaptchaAnswer {
        CaptchaAnswer { id, typed: "00000".into() }
    }

    #[test]
    fn a_right_answer_is_right_once() {
        let (desk, now) = (desk(10), Instant::now());
        let answer = issue(&desk, ME, now);
        assert_eq!(desk.check(ME, &answer, now), Verdict::Right);
        assert_eq!(desk.check(ME, &answer, now), Verdict::Expired);
    }

    #[test]
    fn a_wrong_answer_consumes_the_image() {
        let (desk, now) = (desk(10), Instant::now());
        let answer = issue(&desk, ME, now);
        assert_eq!(desk.check(ME, &wrong(answer.id), now), Verdict::Wrong);
        assert_eq!(desk.check(ME, &answer, now), Verdict::Expired);
    }

    #[test]
    fn an_image_may_be_answered_for_its_time_and_no_longer() {
        let (desk, now) = (desk(10), Instant::now());
        let answer = issue(&desk, ME, now);
        assert_eq!(desk.check(ME, &answer, now + TTL - Duration::from_millis(1)), Verdict::Right);
        let answer = issue(&desk, ME, now);
        assert_eq!(desk.check(ME, &answer, now + TTL), Verdict::Expired);
    }

    #[test]
    fn an_image_is_answered_from_its_own_session() {
        let (desk, now) = (desk(10), Instant::now());
        let answer = issue(&desk, ME, now);
        assert_eq!(desk.check(OTHER, &answer, now), Verdict::Expired);
        assert_eq!(desk.check(ME, &answer, now), Verdict::Right, "another's try does not consume it");
    }

    #[test]
    fn a_new_image_takes_the_place_of_the_last_one() {
        let (desk, now) = (desk(10), Instant::now());
        let (first, second) = (issue(&desk, ME, now), issue(&desk, ME, now));
        assert_eq!(desk.check(ME, &first, now), Verdict::Expired);
        assert_eq!(desk.check(ME, &second, now), Verdict::Right);
    }

    #[test]
    fn a_full_desk_lets_the_oldest_go_and_one_session_cannot_fill_it() {
        let (desk, now) = (desk(3), Instant::now());
        let first = issue(&desk, SessionId(10), now);
        for _ in 0..20 {
            issue(&desk, ME, now);
        }
        assert_eq!(desk.open().len(), 2);
        let second = issue(&desk, SessionId(11), now);
        let third = issue(&desk, SessionId(12), now);
        assert_eq!(desk.open().len(), 3);
        assert_eq!(desk.check(SessionId(10), &first, now), Verdict::Expired);
        assert_eq!(desk.check(SessionId(11), &second, now), Verdict::Right);
        assert_eq!(desk.check(SessionId(12), &third, now), Verdict::Right);
    }

    #[test]
    fn images_too_old_are_forgotten() {
        let (desk, now) = (desk(100), Instant::now());
        for session in 10..20 {
            issue(&desk, SessionId(session), now);
        }
        issue(&desk, ME, now + TTL);
        assert_eq!(desk.open().len(), 1);
    }

    #[test]
    fn an_answer_is_told_by_a_disclosing_desk_only() {
        let desk = CaptchaDesk::new(TTL, 10).unwrap();
        let (_, disclosed) = desk.issue(ME, Design::Plain, PictureForm::Ascii, Instant::now()).unwrap();
        assert_eq!(disclosed, None);
    }
}
