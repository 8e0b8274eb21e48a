//! The audit: one line an response, by which a helpdesk finds what a person tells of. It says what was asked, from
//! where, how it ended and why; of who, only a pseudonym. Nothing that was typed is in it, nor its length.

use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rand::rngs::StdRng;
use ring::hmac;
use ring::rand::SystemRandom;

use crate::captcha::{NoRandomness, system_rng};
use crate::identity::Login;

use super::Reference;
use super::audited_outcome::{AuditedOutcome, Cause};
use super::peer::Peer;

/// The target of audit events: whoever collects them looks for it.
pub(super) const TARGET: &str = "audit";

/// Bytes of a pseudonym: enough that no two logins of an academy share one.
const PSEUDONYM_LENGTH: usize = 8;

/// Writes the audit.
pub struct Audit {
    key: hmac::Key,
    references: Mutex<StdRng>,
}

/// One response.
pub(super) struct AuditEvent<'a> {
    pub reference: &'a Reference,
    /// `change` or `reset`.
    pub use_case: &'static str,
    pub login: String,
    /// `image`, `wait` or `none`: what told that no robot asked.
    pub evidence: &'static str,
    pub peer: &'a Peer,
    pub audited: &'a AuditedOutcome,
    pub elapsed: Duration,
}

impl Audit {
    /// An audit whose pseudonyms hold for the life of the process.
    ///
    /// # Errors
    /// [`NoRandomness`] when the operating system has none to give.
    pub fn new() -> Result<Self, NoRandomness> {
        let key = hmac::Key::generate(hmac::HMAC_SHA256, &SystemRandom::new()).map_err(|_| NoRandomness)?;
        Ok(Self { key, references: Mutex::new(system_rng()?) })
    }

    /// A new reference.
    pub(super) fn reference(&self) -> Reference {
        // Whatever a panicking thread left is a generator still.
        Reference::random(&mut *self.references.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What stands for a login: the same for the same login, and no way back without the key.
    pub(super) fn pseudonym(&self, login: &Login) -> String {
        let tag = hmac::sign(&self.key, login.as_str().as_bytes());
        tag.as_ref().iter().take(PSEUDONYM_LENGTH).fold(String::new(), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    /// Writes the line of an response.
    pub(super) fn record(&self, event: &AuditEvent<'_>) {
        let cause = event.audited.cause.as_ref();
        let answer = cause.and_then(Cause::answer);
        tracing::info!(
            target: TARGET,
            reference = event.reference.as_str(),
            use_case = event.use_case,
            code = format!("MDP-{}", event.audited.outcome.code()),
            cause = cause.map(Cause::word),
            result_code = answer.map(|answer| answer.result_code),
            ppolicy = answer.and_then(|answer| answer.ppolicy).map(|error| error as u8),
            ad_code = answer.and_then(|answer| answer.ad_code).map(|code| format!("{code:08x}")),
            login = event.login,
            humanity = event.evidence,
            source = event.peer.source(),
            duration = bucket(event.elapsed),
            "ended"
        );
    }
}

/// How long it took, as roughly as it is of use: an exact time could tell what was wrong.
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

    #[test]
    fn a_pseudonym_is_the_login_s_own_and_the_key_s_own() {
        let (audit, other) = (Audit::new().unwrap(), Audit::new().unwrap());
        let login = |text: &str| Login::parse(text).unwrap();
        let pseudonym = audit.pseudonym(&login("jdupont"));
        assert_eq!(pseudonym, audit.pseudonym(&login(" JDupont ")));
        assert_ne!(pseudonym, audit.pseudonym(&login("kmbaye")));
        assert_ne!(pseudonym, other.pseudonym(&login("jdupont")));
        assert_eq!(pseudonym.len(), 16);
    }
}
