//! What a model wants done outside: data, carried out by the session.

use std::time::Duration;

use crate::account::Request;
use crate::captcha::Design;
use crate::password::SecretText;
use crate::password::generate::ProposalKind;

use super::exit::Exit;
use super::field_id::FieldId;

/// Something to do outside.
#[derive(Debug)]
pub enum Effect {
    /// Carry out a request; answered by [`Reply::Response`](super::Reply::Response).
    Submit {
        /// Comes back with the answer.
        generation: u64,
        /// What is asked.
        request: Request,
    },
    /// Give up the request that is held; its answer says whether that came in time.
    Cancel {
        /// Of which submission.
        generation: u64,
    },
    /// Judge a password; answered by [`Reply::Estimated`](super::Reply::Estimated), unless a newer one took its place.
    Estimate {
        /// Of which field.
        field: FieldId,
        /// Comes back with the answer.
        generation: u64,
        /// The password.
        password: SecretText,
        /// What else was typed: words that the password must not be made of.
        context: Vec<(FieldId, SecretText)>,
    },
    /// Draw an image; answered by [`Reply::Captcha`](super::Reply::Captcha).
    DrawCaptcha {
        /// Comes back with the answer.
        generation: u64,
        /// How hard to read.
        design: Design,
    },
    /// Draw a password to propose; answered by [`Reply::Proposed`](super::Reply::Proposed).
    Propose {
        /// Comes back with the answer.
        generation: u64,
        /// Words, or characters.
        kind: ProposalKind,
        /// What else was typed: words that the password must not be made of.
        context: Vec<(FieldId, SecretText)>,
    },
    /// Send [`Message::Timer`](super::Message::Timer) later.
    StartTimer {
        /// Comes back.
        timer: Timer,
        /// After how long.
        delay: Duration,
    },
    /// End the visit.
    Exit(Exit),
}

/// A timer; one of an old generation is ignored when it runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timer {
    /// What for.
    pub kind: TimerKind,
    /// Which one.
    pub generation: u64,
}

/// What timers are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimerKind {
    /// A pause in typing: what was typed in this field is judged.
    TypingPause(FieldId),
    /// A revealed field is masked again.
    Mask,
    /// A request takes long enough to say so.
    SlowNotice,
    /// A held request is a step nearer to its end.
    DelayTick,
    /// No key for long.
    Idle,
    /// The longest visit.
    Absolute,
    /// The image is too old.
    CaptchaExpiry,
}
