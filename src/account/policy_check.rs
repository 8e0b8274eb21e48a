//! Checks a new password against the rules of the academy.

use std::sync::Arc;

use crate::password::{Context, SecretText, with_clean_stack};

use super::audited_outcome::{AuditedOutcome, Cause, StepResult};
use super::judge::Verdict;
use super::outcome::Outcome;
use super::rules::ServiceRules;

/// Accepts a `new` password that breaks no rule; an attacker is supposed to know `context`. Add what the directory
/// knows to `context` only once the person is verified: a refusal would tell it.
pub(super) async fn check_new_password(
    rules: &ServiceRules,
    new: &SecretText,
    current: Option<&SecretText>,
    context: Context,
) -> StepResult<()> {
    match verdict(rules, new, current, context).await? {
        Verdict::Accepted => Ok(()),
        Verdict::Refused(broken) => Err(Outcome::AgainstPolicy(broken).into()),
        Verdict::BreachListUnavailable => Err(Outcome::BreachListUnavailable.into()),
    }
}

/// Computed on a worker, where no session waits.
async fn verdict(
    rules: &ServiceRules,
    new: &SecretText,
    current: Option<&SecretText>,
    context: Context,
) -> StepResult<Verdict> {
    let judge = Arc::clone(&rules.judge);
    let (new, current) = (new.duplicate(), current.map(SecretText::duplicate));
    let judge = move || {
        let estimate = judge.estimate(&new, &context);
        judge.verdict(&new, current.as_ref(), Some(estimate), &context)
    };
    tokio::task::spawn_blocking(move || with_clean_stack(judge)).await.map_err(|stopped| {
        let cause = if stopped.is_panic() { Cause::Panic } else { Cause::Stopped };
        AuditedOutcome::new(Outcome::Internal, cause)
    })
}
