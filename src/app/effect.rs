//! Effects of an update: data that the session carries out.

use std::time::Duration;

use crate::account::Request;
use crate::identity::Login;
use crate::password::SecretText;
use crate::password::generate::ProposalKind;

use super::exit::Exit;
use super::field_id::FieldId;

#[derive(Debug)]
pub enum Effect {
    /// Carry out a request; answered by [`Reply::Response`](super::Reply::Response).
    Submit { generation: u64, request: Request },
    /// Give up a delayed request, or the wait for the answer to a write; the response reports what came of it.
    Cancel { generation: u64 },
    /// Estimate a password; answered by [`Reply::Estimated`](super::Reply::Estimated), unless a newer one replaces it.
    Estimate {
        field: FieldId,
        generation: u64,
        password: SecretText,
        /// The login and the proofs: a password must not contain them.
        context: Vec<(FieldId, SecretText)>,
    },
    /// Draw an image; answered by [`Reply::Captcha`](super::Reply::Captcha).
    DrawCaptcha { generation: u64 },
    /// Ask which delay a login has instead of the image; answered by [`Reply::DelayOffered`](super::Reply::DelayOffered).
    OfferDelay { generation: u64, login: Login },
    /// Draw a password at random; answered by [`Reply::Proposed`](super::Reply::Proposed).
    Propose {
        generation: u64,
        kind: ProposalKind,
        /// The login and the proofs: a password must not contain them.
        context: Vec<(FieldId, SecretText)>,
    },
    /// Send [`Message::Timer`](super::Message::Timer) after `delay`.
    StartTimer { timer: Timer, delay: Duration },
    /// End the session and the program.
    Exit(Exit),
}

/// A timer. The model ignores one of an older generation than its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timer {
    pub kind: TimerKind,
    pub generation: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimerKind {
    /// A pause in typing: the password of this field is estimated.
    TypingPause(FieldId),
    /// The end of the time that a secret is revealed.
    Mask,
    /// A request has no response yet: the form shows that it takes long.
    SlowNotice,
    /// A delayed or awaited request is due for the next announcement of the time that is left.
    DelayTick,
    /// The session may be idle.
    Idle,
    /// The session may have reached its longest duration.
    Absolute,
    /// The image may no longer be answered.
    CaptchaExpiry,
}
