//! One password under its policy: the decisions of OpenLDAP's ppolicy overlay, in its order.

use std::collections::VecDeque;

use jiff::Timestamp;

use super::credential::PasswordHash;
use super::policy::{PasswordPolicy, PolicyAnswer, PolicyError, PolicyWarning};

/// Whether an account is locked, and by whom.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum LockState {
    #[default]
    Open,
    /// Since this moment; the lock ends after the policy's duration.
    ByFailures(Timestamp),
    ByAdministrator,
}

/// A password, its history and the failures of its use.
#[derive(Debug, Clone, Default)]
pub(super) struct PasswordState {
    /// `None` when the entry has no userPassword.
    pub current: Option<PasswordHash>,
    /// Oldest first.
    history: VecDeque<PasswordHash>,
    /// `None` for a password that never expires.
    pub changed: Option<Timestamp>,
    /// Oldest first.
    pub failures: Vec<Timestamp>,
    pub lock: LockState,
    /// The value of pwdReset, if there is one.
    pub reset: Option<bool>,
    grace_logins_used: usize,
}

/// The result of a simple bind.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Authentication {
    pub accepted: bool,
    /// The connection may only change this password.
    pub must_change: bool,
    pub answer: PolicyAnswer,
}

impl Authentication {
    fn refused(answer: PolicyAnswer) -> Self {
        Self { accepted: false, must_change: false, answer }
    }

    fn accepted(answer: PolicyAnswer) -> Self {
        Self { accepted: true, must_change: false, answer }
    }
}

/// A request for a new password.
pub(super) struct PasswordChange<'a> {
    pub new: &'a str,
    /// The person asks, not the service.
    pub by_self: bool,
    /// The old password came with the request, and was right.
    pub old_supplied: bool,
}

/// A refused change: the LDAP result, the policy's error and OpenLDAP's text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ChangeRefused {
    /// 50 insufficientAccessRights rather than 19 constraintViolation.
    pub is_access: bool,
    pub error: PolicyError,
    pub text: &'static str,
}

impl ChangeRefused {
    fn access(error: PolicyError, text: &'static str) -> Self {
        Self { is_access: true, error, text }
    }

    fn constraint(error: PolicyError, text: &'static str) -> Self {
        Self { is_access: false, error, text }
    }
}

impl PasswordState {
    /// Whether `password` is the current one. Records no failure.
    pub(super) fn verifies(&self, password: &str) -> bool {
        self.current.as_ref().is_some_and(|current| current.verifies(password.as_bytes()))
    }

    /// A simple bind with `password`.
    pub(super) fn authenticate(
        &mut self,
        policy: &PasswordPolicy,
        password: &str,
        now: Timestamp,
    ) -> Authentication {
        if self.is_locked(policy, now) {
            // Also for a wrong password: a locked account does not check it.
            return Authentication::refused(PolicyError::AccountLocked.into());
        }
        if policy.lockout {
            // The lock, if there was one, is over.
            self.lock = LockState::Open;
        }
        if !self.verifies(password) {
            self.record_failure(policy, now);
            return Authentication::refused(PolicyAnswer::default());
        }
        self.failures.clear();
        if policy.must_change && self.reset == Some(true) {
            return Authentication {
                must_change: true,
                ..Authentication::accepted(PolicyError::ChangeAfterReset.into())
            };
        }
        self.age_verdict(policy, now)
    }

    fn is_locked(&self, policy: &PasswordPolicy, now: Timestamp) -> bool {
        // Without pwdLockout the overlay ignores even an administrator's lock.
        policy.lockout
            && match self.lock {
                LockState::Open => false,
                LockState::ByAdministrator => true,
                LockState::ByFailures(since) => {
                    policy.lockout_duration.is_zero() || now.duration_since(since) < policy.lockout_duration
                }
            }
    }

    fn record_failure(&mut self, policy: &PasswordPolicy, now: Timestamp) {
        if !policy.failure_interval.is_zero() {
            self.failures.retain(|failure| now.duration_since(*failure) < policy.failure_interval);
        }
        self.failures.push(now);
        if policy.lockout && policy.max_failure > 0 && self.failures.len() >= policy.max_failure {
            self.lock = LockState::ByFailures(now);
        }
    }

    fn age_verdict(&mut self, policy: &PasswordPolicy, now: Timestamp) -> Authentication {
        let Some(changed) = self.changed.filter(|_| !policy.max_age.is_zero()) else {
            return Authentication::accepted(PolicyAnswer::default());
        };
        let left = policy.max_age - now.duration_since(changed);
        if left.is_negative() {
            if self.grace_logins_used >= policy.grace_logins {
                return Authentication::refused(PolicyError::PasswordExpired.into());
            }
            self.grace_logins_used += 1;
            let left = policy.grace_logins - self.grace_logins_used;
            let left = u32::try_from(left).unwrap_or(u32::MAX);
            return Authentication::accepted(PolicyWarning::GraceLogins(left).into());
        }
        if left < policy.expire_warning {
            let seconds = u32::try_from(left.as_secs()).unwrap_or(u32::MAX);
            return Authentication::accepted(PolicyWarning::TimeBeforeExpiration(seconds).into());
        }
        Authentication::accepted(PolicyAnswer::default())
    }

    /// Checks that the policy allows `change`.
    ///
    /// # Errors
    /// The first reason against it, in OpenLDAP's order.
    pub(super) fn check(
        &self,
        policy: &PasswordPolicy,
        change: &PasswordChange<'_>,
        now: Timestamp,
    ) -> Result<(), ChangeRefused> {
        if change.by_self && !policy.allow_user_change {
            return Err(ChangeRefused::access(
                PolicyError::PasswordModNotAllowed,
                "User alteration of password is not allowed",
            ));
        }
        if policy.safe_modify && !change.old_supplied {
            return Err(ChangeRefused::access(
                PolicyError::MustSupplyOldPassword,
                "Must supply old password to be changed as well as new one",
            ));
        }
        let too_young = self.changed.is_some_and(|changed| now.duration_since(changed) < policy.min_age);
        if too_young && self.reset != Some(true) {
            return Err(ChangeRefused::constraint(
                PolicyError::PasswordTooYoung,
                "Password is too young to change",
            ));
        }
        policy.check(change.new).map_err(|(error, text)| ChangeRefused::constraint(error, text))?;
        self.check_history(policy, change.new)
    }

    fn check_history(&self, policy: &PasswordPolicy, new: &str) -> Result<(), ChangeRefused> {
        // An entry without a password has no history.
        if policy.in_history == 0 || self.current.is_none() {
            return Ok(());
        }
        let refused = |text| Err(ChangeRefused::constraint(PolicyError::PasswordInHistory, text));
        if self.verifies(new) {
            return refused("Password is not being changed from existing value");
        }
        if self.history.iter().any(|former| former.verifies(new.as_bytes())) {
            return refused("Password is in history of old passwords");
        }
        Ok(())
    }

    /// Sets the new password: unlocks the account, and clears failures and pwdReset.
    pub(super) fn apply(&mut self, policy: &PasswordPolicy, new: &str, now: Timestamp) {
        if let Some(former) = self.current.replace(PasswordHash::of(new.as_bytes())) {
            self.history.push_back(former);
        }
        while self.history.len() > policy.in_history {
            self.history.pop_front();
        }
        self.changed = Some(now);
        self.failures.clear();
        self.lock = LockState::Open;
        self.reset = None;
        self.grace_logins_used = 0;
    }
}
