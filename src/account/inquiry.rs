//! Finds out what became of a password that was sent: by the answer, by the change stamp, by one bind.
//!
//! A bind that fails counts against the account, and says nothing while the write may still be carried out. So the answer
//! is waited for, the stamp is read, which counts for nothing, and the new password is tried only once there is a
//! reason to believe that it opens.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt;
use tokio::time::{Instant, sleep_until, timeout_at};

use crate::directory::{
    DirectoryError, PasswordCheck, Refusal, StampReading, TriesLeft, Validity, WriteAnswer, WriteConnection,
};
use crate::password::SecretText;

use super::audited_outcome::Cause;
use super::waiting::{Progress, Waiting};

/// Between two looks at the stamp.
const PAUSE: Duration = Duration::from_secs(3);
/// Before a second bind, where the first one was refused although the write was accepted.
const PAUSE_BEFORE_SECOND_BIND: Duration = Duration::from_secs(5);
/// Time that a bind gets beyond the end of the wait.
const BIND_GRACE: Duration = Duration::from_secs(10);

/// The fate of a password that was sent.
pub(super) enum Conclusion {
    /// A fresh bind opened the account with it.
    Opens {
        /// The write itself was answered too.
        answered: bool,
        validity: Validity,
    },
    Refused(Refusal),
    /// It was never sent, or the server would refuse any password.
    NothingWritten(DirectoryError),
    /// The server accepted it, and refuses to open the account.
    Shut(Cause),
    /// The server accepted it, and answers no bind.
    Unverified(DirectoryError),
    /// It may still be carried out.
    NotKnown(Cause),
}

/// The directory's answer to the write itself, so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Pending,
    Accepted,
    /// No answer will come.
    Lost,
}

pub(super) struct Inquiry<'a> {
    connection: &'a mut (dyn WriteConnection + 'a),
    new: &'a SecretText,
    waiting: &'a Waiting,
    /// The stamp before the write.
    before: StampReading,
    /// Whether a stamp was ever read, before the write or after it.
    has_stamp: bool,
    end: Instant,
    state: State,
    /// Binds that a server may have counted.
    binds: u32,
    /// The error that took the place of the answer.
    cause: DirectoryError,
}

enum Tried {
    Right(Validity),
    Wrong,
    Locked,
    NoAnswer,
}

enum Heard {
    Ended(Conclusion),
    Nothing,
    /// The time is over, or nobody waits any more.
    Over,
}

impl<'a> Inquiry<'a> {
    /// About a write whose answer was not there in time, by `cause`; accepted if there is none.
    pub(super) fn new(
        connection: &'a mut (dyn WriteConnection + 'a),
        new: &'a SecretText,
        before: StampReading,
        waiting: &'a Waiting,
        end: Instant,
        cause: Option<DirectoryError>,
    ) -> Self {
        let state = match cause {
            None => State::Accepted,
            Some(DirectoryError::Timeout) => State::Pending,
            Some(_) => State::Lost,
        };
        let (has_stamp, cause) =
            (matches!(before, StampReading::At(_)), cause.unwrap_or(DirectoryError::Timeout));
        Self { connection, new, waiting, before, has_stamp, end, state, binds: 0, cause }
    }

    pub(super) async fn run(mut self) -> Conclusion {
        if self.state != State::Accepted {
            self.announce();
        }
        let mut is_first = true;
        loop {
            if self.may_bind(is_first).await {
                match self.bind().await {
                    Tried::Right(validity) => {
                        let answered = self.state == State::Accepted;
                        return Conclusion::Opens { answered, validity };
                    }
                    Tried::Wrong if self.state == State::Accepted => return self.bind_again().await,
                    Tried::Locked if self.state == State::Accepted => {
                        return Conclusion::Shut(Cause::LockedAtBind);
                    }
                    // Somebody else moved the stamp: the write may still follow.
                    Tried::Wrong => return Conclusion::NotKnown(Cause::WrongPassword),
                    Tried::Locked => return Conclusion::NotKnown(Cause::LockedAtBind),
                    Tried::NoAnswer => {}
                }
            }
            if std::mem::take(&mut is_first) && self.state == State::Accepted {
                self.announce();
            }
            match self.listen().await {
                Heard::Ended(conclusion) => return conclusion,
                Heard::Nothing => {}
                Heard::Over => return self.last_word().await,
            }
        }
    }

    fn announce(&self) {
        self.waiting.announce(Progress::AwaitingAnswer {
            at_most: self.end.saturating_duration_since(Instant::now()),
        });
    }

    /// Whether the new password may be tried now.
    async fn may_bind(&mut self, is_first: bool) -> bool {
        if self.state == State::Accepted && self.binds == 0 {
            // The look shows as well which connection leads to the write.
            if !is_first {
                self.look().await;
            }
            return true;
        }
        // While the connection of the write holds, its answer tells more than a bind, which would count.
        if self.state == State::Pending {
            return false;
        }
        let most = if self.state == State::Accepted { 2 } else { 1 };
        if self.binds >= most || !self.look().await {
            return false;
        }
        // The write that moved the stamp cleared the failures: an unknown policy bears one.
        !self.tries_left().await.is_last()
    }

    /// Reads the stamp: whether the password was written since.
    async fn look(&mut self) -> bool {
        let now = guarded(self.connection.stamp()).await.unwrap_or(StampReading::Unreadable);
        self.has_stamp |= matches!(now, StampReading::At(_));
        now.moved_since(self.before)
    }

    async fn tries_left(&mut self) -> TriesLeft {
        guarded(self.connection.tries_left()).await.unwrap_or(TriesLeft::Unknown)
    }

    async fn bind(&mut self) -> Tried {
        let limit = self.end.max(Instant::now()) + BIND_GRACE;
        let bound = timeout_at(limit, guarded(self.connection.verify(self.new))).await;
        let checked = match bound {
            Ok(checked) => checked.unwrap_or(Err(DirectoryError::Broken)),
            Err(_elapsed) => Err(DirectoryError::Timeout),
        };
        // A server that was not reached counted nothing.
        if checked != Err(DirectoryError::Unreachable) {
            self.binds += 1;
        }
        match checked {
            Ok(PasswordCheck::Accepted(validity)) => Tried::Right(validity),
            // It was just written, so it has not expired.
            Ok(PasswordCheck::CorrectButUnusable) => {
                Tried::Right(Validity { must_change: true, ..Validity::default() })
            }
            Ok(PasswordCheck::Wrong) => Tried::Wrong,
            Ok(PasswordCheck::Locked) => Tried::Locked,
            Err(error) => {
                self.cause = error;
                Tried::NoAnswer
            }
        }
    }

    /// The server accepted the write and refuses the password: it may be settling. One bind more, if it cannot be the
    /// one that locks the account.
    async fn bind_again(&mut self) -> Conclusion {
        let again = Instant::now() + PAUSE_BEFORE_SECOND_BIND;
        if again > self.end {
            return Conclusion::NotKnown(Cause::WrongPassword);
        }
        sleep_until(again).await;
        if !self.tries_left().await.bear_one_more() {
            return Conclusion::NotKnown(Cause::WrongPassword);
        }
        match self.bind().await {
            Tried::Right(validity) => Conclusion::Opens { answered: true, validity },
            Tried::Wrong => Conclusion::Shut(Cause::WrongPassword),
            Tried::Locked => Conclusion::Shut(Cause::LockedAtBind),
            Tried::NoAnswer => Conclusion::Unverified(self.cause.clone()),
        }
    }

    /// Waits for the answer to the write, until the next look at the stamp.
    async fn listen(&mut self) -> Heard {
        // A lost write without a stamp leaves no more to learn.
        let is_blind = self.state == State::Lost && self.before == StampReading::Unreadable;
        let next = (Instant::now() + PAUSE).min(self.end);
        let answer = tokio::select! {
            biased;
            answer = guarded(self.connection.answer()), if self.state == State::Pending => answer,
            () = self.waiting.abandoned() => return Heard::Over,
            () = sleep_until(next) => {
                return if is_blind || next >= self.end { Heard::Over } else { Heard::Nothing };
            }
        };
        match answer.unwrap_or(WriteAnswer::Lost(DirectoryError::Broken)) {
            WriteAnswer::Accepted => self.state = State::Accepted,
            WriteAnswer::Refused(refusal) => return Heard::Ended(Conclusion::Refused(refusal)),
            WriteAnswer::NothingWritten(error) => return Heard::Ended(Conclusion::NothingWritten(error)),
            WriteAnswer::Lost(error) => (self.state, self.cause) = (State::Lost, error),
        }
        Heard::Nothing
    }

    /// Whether one bind can be afforded at the end of the wait: the stamp moved and the policy is known to leave another
    /// try, or there is no stamp and nothing counts wrong binds.
    async fn may_bind_at_last(&mut self) -> bool {
        let has_moved = self.look().await;
        match self.tries_left().await {
            TriesLeft::Unlimited => has_moved || !self.has_stamp,
            left => has_moved && left.bear_one_more(),
        }
    }

    /// The conclusion when no proof came in time.
    async fn last_word(&mut self) -> Conclusion {
        if self.state == State::Accepted {
            return Conclusion::Unverified(self.cause.clone());
        }
        if self.binds == 0
            && self.may_bind_at_last().await
            && let Tried::Right(validity) = self.bind().await
        {
            return Conclusion::Opens { answered: false, validity };
        }
        Conclusion::NotKnown(Cause::Directory(self.cause.clone()))
    }
}

/// A panic (`None`) in or after the write is an unknown answer, not the end: the person must learn which password
/// is valid.
pub(super) async fn guarded<T>(call: impl Future<Output = T>) -> Option<T> {
    AssertUnwindSafe(call).catch_unwind().await.ok()
}
