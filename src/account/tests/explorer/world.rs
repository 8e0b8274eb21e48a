//! A directory whose every answer is a choice, and what is true in it.

use super::super::*;
use crate::directory::{
    Directory, EntryDn, OpenAccount, PasswordVerification, Stamp, VerifiedConnection, WriteConnection,
    Written,
};
use crate::identity::{BirthDate, Login, PersonNumber};
use crate::password::SecretText;
use async_trait::async_trait;
use std::sync::Mutex;
use tokio::time::{sleep, sleep_until, timeout};

/// By then every write that is carried out is.
pub(super) const END: Duration = Duration::from_secs(300);
/// The client's wait before it says that a write has no answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// The choices of one replay: those of the last one but for the last that had another option left, then the first
/// options.
#[derive(Debug, Default)]
pub(super) struct Choices {
    taken: Vec<(usize, usize)>,
    at: usize,
}

impl Choices {
    fn take(&mut self, options: usize) -> usize {
        if self.at == self.taken.len() {
            self.taken.push((0, options));
        }
        self.at += 1;
        self.taken[self.at - 1].0
    }

    /// The next schedule, if there is one.
    pub(super) fn next(mut self) -> Option<Self> {
        while let Some((chosen, options)) = self.taken.pop() {
            if chosen + 1 < options {
                self.taken.push((chosen + 1, options));
                return Some(Self { taken: self.taken, at: 0 });
            }
        }
        None
    }
}

/// The fate of the write, in seconds after it was sent.
#[derive(Debug, Clone)]
struct Fate {
    applied: Option<u64>,
    /// The answer, or the cut.
    answer: Option<(u64, WriteAnswer)>,
}

/// The behaviour of the stamp under our write.
#[derive(Debug, Clone, Copy, PartialEq)]
enum StampKind {
    Moves,
    SameSecond,
    FirstOne,
    Unreadable,
}

/// A bind that is answered, answered by nothing although it was carried out, or never reached the server.
#[derive(Debug, Clone, Copy, PartialEq)]
enum BindFate {
    Answered,
    Lost,
    Unreached,
}

struct State {
    choices: Choices,
    start: Option<Instant>,
    writes: usize,
    /// Failures that count, with their time.
    failures: Vec<Duration>,
    /// Whether a bind came before.
    bound: bool,
    binds_while_held: usize,
    locked_by_us: bool,
    disturbed: bool,
    /// When the last bind was answered: what is said then rests on it.
    said_at: Duration,
}

pub(super) struct World {
    pub(super) is_reset: bool,
    fate: Fate,
    stamp: StampKind,
    /// When somebody else writes another password.
    other: Option<u64>,
    /// Wrong binds that lock, and how many came before ours.
    policy: Option<(usize, usize)>,
    shows_tries: bool,
    state: Mutex<State>,
}

fn fates() -> Vec<Fate> {
    use WriteAnswer::{Accepted, Lost, NothingWritten, Refused};
    let refused = Refused(Refusal { reason: RefusalReason::TooYoung, answer: ServerAnswer::default() });
    let cut = Lost(DirectoryError::Interrupted);
    let mut fates = vec![
        Fate { applied: Some(0), answer: Some((0, Accepted)) },
        Fate { applied: None, answer: Some((0, refused.clone())) },
        Fate { applied: None, answer: Some((0, NothingWritten(DirectoryError::Interrupted))) },
        Fate { applied: None, answer: Some((0, cut.clone())) },
        Fate { applied: Some(0), answer: Some((0, cut.clone())) },
        Fate { applied: None, answer: None },
        Fate { applied: None, answer: Some((20, refused)) },
        Fate { applied: Some(0), answer: None },
    ];
    for held in [8, 30, 100] {
        fates.push(Fate { applied: Some(held), answer: Some((held, Accepted)) });
        fates.push(Fate { applied: Some(held), answer: Some((1, cut.clone())) });
        fates.push(Fate { applied: Some(held), answer: None });
    }
    fates
}

impl World {
    pub(super) fn new(mut choices: Choices) -> Self {
        let is_reset = choices.take(2) == 1;
        let fates = fates();
        let fate = fates[choices.take(fates.len())].clone();
        use StampKind::*;
        let stamp = [Moves, SameSecond, FirstOne, Unreadable][choices.take(4)];
        let other = [None, Some(2), Some(20)][choices.take(3)];
        // A verified current password has cleared the failures before a change.
        let (policy, shows_tries) =
            [(Some((3, if is_reset { 2 } else { 0 })), false), (Some((3, 0)), true), (None, true)]
                [choices.take(3)];
        let state = State {
            choices,
            start: None,
            writes: 0,
            failures: Vec::new(),
            bound: false,
            binds_while_held: 0,
            locked_by_us: false,
            disturbed: other.is_some(),
            said_at: Duration::ZERO,
        };
        Self { is_reset, fate, stamp, other, policy, shows_tries, state: Mutex::new(state) }
    }

    pub(super) fn choose<T: Copy>(&self, options: &[T]) -> T {
        options[self.state.lock().unwrap().choices.take(options.len())]
    }

    pub(super) fn into_choices(self) -> Choices {
        self.state.into_inner().unwrap().choices
    }

    pub(super) fn person(&self) -> Person {
        let stamp = match self.stamp {
            StampKind::Moves | StampKind::SameSecond => StampReading::At(Stamp(100)),
            StampKind::FirstOne => StampReading::Absent,
            StampKind::Unreadable => StampReading::Unreadable,
        };
        Person { stamp, ..person() }
    }

    /// Time since the write was sent.
    fn now(&self) -> Duration {
        self.state.lock().unwrap().start.map_or(Duration::ZERO, |start| start.elapsed())
    }

    /// The writes until then, in order: ours is `true`.
    fn written(&self, now: Duration) -> Vec<(u64, bool)> {
        let ours = self.fate.applied.map(|at| (at, true));
        let mut writes: Vec<_> = ours.into_iter().chain(self.other.map(|at| (at, false))).collect();
        writes.retain(|(at, _)| Duration::from_secs(*at) <= now);
        writes.sort_unstable();
        writes
    }

    fn new_opens(&self, now: Duration) -> bool {
        self.written(now).last().is_some_and(|(_, ours)| *ours)
    }

    fn old_opens(&self, now: Duration) -> bool {
        self.written(now).is_empty()
    }

    /// Failures that count now: a write clears those before it.
    fn failures(&self, now: Duration) -> usize {
        let state = self.state.lock().unwrap();
        match self.written(now).last() {
            Some((at, _)) => state.failures.iter().filter(|failed| failed.as_secs() >= *at).count(),
            None => state.failures.len() + self.policy.map_or(0, |(_, before)| before),
        }
    }

    /// Carries a bind out now. A locked account stays so for the time of a schedule.
    fn carry_out(&self, with_new: bool) -> PasswordCheck {
        let now = self.now();
        if self.state.lock().unwrap().locked_by_us {
            return PasswordCheck::Locked;
        }
        let held = self.fate.applied.is_some_and(|at| Duration::from_secs(at) > now);
        let is_undecided = held && self.policy.is_some() && self.written(now).is_empty();
        self.state.lock().unwrap().binds_while_held += usize::from(is_undecided);
        if if with_new { self.new_opens(now) } else { self.old_opens(now) } {
            return ACCEPTED;
        }
        self.state.lock().unwrap().failures.push(now);
        let failures = self.failures(now);
        self.state.lock().unwrap().locked_by_us |= self.policy.is_some_and(|(most, _)| failures >= most);
        PasswordCheck::Wrong
    }

    pub(super) async fn bind(&self, with_new: bool) -> Bind {
        let all = [BindFate::Answered, BindFate::Lost, BindFate::Unreached];
        let bound = std::mem::replace(&mut self.state.lock().unwrap().bound, true);
        // One bind that goes astray, then a server that answers, or one that does not come back.
        let fate = self.choose(if bound { &all[..2] } else { &all });
        sleep(Duration::from_millis(10)).await;
        self.state.lock().unwrap().disturbed |= fate != BindFate::Answered;
        if fate == BindFate::Unreached {
            return Err(DirectoryError::Unreachable);
        }
        let check = self.carry_out(with_new);
        let now = self.now();
        self.state.lock().unwrap().said_at = now;
        if fate == BindFate::Lost { Err(DirectoryError::Interrupted) } else { Ok(check) }
    }

    async fn answer(&self) -> WriteAnswer {
        let start = self.state.lock().unwrap().start.unwrap();
        match &self.fate.answer {
            None => std::future::pending().await,
            Some((at, answer)) => {
                sleep_until(start + Duration::from_secs(*at)).await;
                answer.clone()
            }
        }
    }

    pub(super) async fn send_and_wait(&self, limit: Duration) -> WriteAnswer {
        {
            let mut state = self.state.lock().unwrap();
            state.writes += 1;
            state.start.get_or_insert_with(Instant::now);
        }
        timeout(limit, self.answer()).await.unwrap_or(WriteAnswer::Lost(DirectoryError::Timeout))
    }

    async fn send(&self) -> Written<'_> {
        match self.send_and_wait(PATIENCE).await {
            WriteAnswer::Accepted => Written::Accepted(Box::new(Kept(self))),
            WriteAnswer::Refused(refusal) => Written::Refused(refusal),
            WriteAnswer::NothingWritten(error) => Written::Nothing(error),
            WriteAnswer::Lost(error) => Written::Unanswered(error, Box::new(Kept(self))),
        }
    }

    // The facts, against which the client's words are checked.

    /// Whether the directory confirms what was said.
    pub(super) fn confirms(&self, said: &Outcome) -> bool {
        let said_at = self.state.lock().unwrap().said_at;
        match said.code() {
            200 | 201 => self.new_opens(said_at),
            // The password was not written, and never will be.
            436 | 450 => self.fate.applied.is_none(),
            550 => self.is_accepted(),
            551 => self.is_accepted() && !self.new_opens(said_at),
            // Not known yet: no claim about the password.
            452 => true,
            _ => false,
        }
    }

    fn is_accepted(&self) -> bool {
        matches!(self.fate.answer, Some((_, WriteAnswer::Accepted)))
    }

    pub(super) fn locked_by_us(&self) -> bool {
        self.state.lock().unwrap().locked_by_us
    }

    pub(super) fn binds_while_held(&self) -> usize {
        self.state.lock().unwrap().binds_while_held
    }

    pub(super) fn writes(&self) -> usize {
        self.state.lock().unwrap().writes
    }

    /// Whether the answer came in time, alone, and every bind was answered.
    pub(super) fn is_undisturbed(&self) -> bool {
        let in_time = matches!(self.fate.answer, Some((0..=4, WriteAnswer::Accepted)));
        in_time && !self.state.lock().unwrap().disturbed
    }
}

#[async_trait]
impl Directory for World {
    fn offers_reset(&self) -> bool {
        true
    }

    async fn locate(&self, _: &Login) -> Result<LookupResult, DirectoryError> {
        Ok(LookupResult::One(self.person()))
    }

    fn decoy_entry(&self) -> Person {
        Person { entry: EntryDn::returned(DECOY.to_owned()), ..self.person() }
    }

    async fn verify_password<'directory>(
        &'directory self,
        _: &Person,
        _: &SecretText,
    ) -> Result<PasswordVerification<'directory>, DirectoryError> {
        Ok(PasswordVerification { check: ACCEPTED, connection: Box::new(Kept(self)) })
    }

    async fn bears_failure(&self, _: &Person) -> bool {
        false
    }

    async fn verify_identity(&self, _: &Person, _: &PersonNumber, _: &BirthDate) -> Identity {
        Ok(identified())
    }

    async fn reset<'directory>(
        &'directory self,
        _: &Person,
        _: OpenAccount,
        _: &SecretText,
    ) -> Written<'directory> {
        self.send().await
    }
}

struct Kept<'a>(&'a World);

#[async_trait]
impl<'a> VerifiedConnection<'a> for Kept<'a> {
    async fn change(self: Box<Self>, _: &SecretText, _: &SecretText) -> Written<'a> {
        self.0.send().await
    }
}

#[async_trait]
impl WriteConnection for Kept<'_> {
    async fn answer(&mut self) -> WriteAnswer {
        self.0.answer().await
    }

    async fn stamp(&mut self) -> StampReading {
        sleep(Duration::from_millis(10)).await;
        if self.0.stamp == StampKind::Unreadable {
            return StampReading::Unreadable;
        }
        match self.0.written(self.0.now()).last() {
            Some((_, true)) if self.0.stamp == StampKind::SameSecond => StampReading::At(Stamp(100)),
            Some((at, _)) => StampReading::At(Stamp(101 + at)),
            None => self.0.person().stamp,
        }
    }

    async fn verify(&mut self, _: &SecretText) -> Bind {
        self.0.bind(true).await
    }

    async fn tries_left(&mut self) -> TriesLeft {
        match self.0.policy {
            None => TriesLeft::Unlimited,
            Some((most, _)) if self.0.shows_tries => {
                let left = most.saturating_sub(self.0.failures(self.0.now()));
                TriesLeft::Known(u32::try_from(left).unwrap())
            }
            Some(_) => TriesLeft::Unknown,
        }
    }
}
