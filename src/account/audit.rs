//! The audit: one line a response, which a helpdesk finds by its reference. It tells the request, its source, the
//! outcome and its cause; of the person, only a pseudonym. It holds no typed text and no length of one.

use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rand::rngs::StdRng;
use ring::hmac;
use ring::rand::SystemRandom;

use crate::captcha::{NoRandomness, system_rng};
use crate::identity::Login;

use super::audited_outcome::{AuditedOutcome, Cause};
use super::outcome::Outcome;
use super::peer::Peer;
use super::reference::Reference;
use super::request::Response;

/// The `tracing` target of audit events, by which the log collector filters them.
pub(super) const TARGET: &str = "audit";

/// Bytes of a pseudonym: enough that two logins of an academy never share one.
const PSEUDONYM_LENGTH: usize = 8;

pub struct Audit {
    key: hmac::Key,
    references: Mutex<StdRng>,
}

pub(super) struct AuditEvent<'a> {
    pub use_case: &'static str,
    /// The pseudonym of the login.
    pub login: &'a str,
    /// The word of the [evidence](super::CaptchaEvidence): `image`, `wait` or `none`.
    pub evidence: &'static str,
    pub peer: &'a Peer,
    /// The response that the person read. Its outcome differs from the one that was found when they no longer waited for it.
    pub told: &'a Response,
    pub audited: &'a AuditedOutcome,
    pub elapsed: Duration,
}

impl Audit {
    /// The key of the pseudonyms lives as long as the process.
    ///
    /// # Errors
    /// [`NoRandomness`] when the operating system has none to give.
    pub fn new() -> Result<Self, NoRandomness> {
        let key = hmac::Key::generate(hmac::HMAC_SHA256, &SystemRandom::new()).map_err(|_| NoRandomness)?;
        Ok(Self { key, references: Mutex::new(system_rng()?) })
    }

    pub(super) fn reference(&self) -> Reference {
        // A panicking thread leaves a generator that is still good.
        Reference::random(&mut *self.references.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Equal logins have equal pseudonyms, in whatever spelling; without the key, a pseudonym does not lead back to its
    /// login.
    pub(super) fn pseudonym(&self, login: &Login) -> String {
        let tag = hmac::sign(&self.key, login.folded().as_bytes());
        tag.as_ref().iter().take(PSEUDONYM_LENGTH).fold(String::new(), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    pub(super) fn record(&self, event: &AuditEvent<'_>) {
        let (found, cause) = (&event.audited.outcome, event.audited.cause.as_ref());
        let told = &event.told.outcome;
        let answer = cause.and_then(Cause::answer);
        tracing::info!(
            target: TARGET,
            reference = event.told.reference.as_str(),
            use_case = event.use_case,
            code = code(told),
            found = (told != found).then(|| code(found)),
            cause = cause.map(Cause::word),
            result_code = answer.map(|answer| answer.result_code),
            ppolicy = answer.and_then(|answer| answer.ppolicy).map(|error| error as u8),
            ad_code = answer.and_then(|answer| answer.ad_code).map(|code| format!("{code:08x}")),
            reminder = event.told.reminder.map(|reminder| reminder.audit_name()),
            login = event.login,
            evidence = event.evidence,
            source = event.peer.source(),
            duration = bucket(event.elapsed),
            "ended"
        );
    }
}

fn code(outcome: &Outcome) -> String {
    format!("MDP-{}", outcome.code())
}

/// The duration, rounded: an exact time could reveal which proof was wrong.
fn bucket(elapsed: Duration) -> &'static str {
    match elapsed.as_secs() {
        0 => "<1s",
        1..3 => "1-3s",
        3..10 => "3-10s",
        10..30 => "10-30s",
        30.. => ">30s",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::LoginShape;

    #[test]
    fn pseudonym_depends_on_login_and_key() {
        let (audit, other) = (Audit::new().unwrap(), Audit::new().unwrap());
        let login = |text: &str| Login::parse(text, &LoginShape::default()).unwrap();
        let pseudonym = audit.pseudonym(&login("jdupont"));
        assert_eq!(pseudonym, audit.pseudonym(&login(" JDupont ")));
        assert_ne!(pseudonym, audit.pseudonym(&login("kmbaye")));
        assert_ne!(pseudonym, other.pseudonym(&login("jdupont")));
        assert_eq!(pseudonym.len(), 16);
    }
}
