//! Checks a new password against the rules of the academy.

use std::sync::Arc;

use crate::password::{Context, Rule, SecretText, strength};

use super::audited_outcome::{AuditedOutcome, Cause, StepResult};
use super::breach_list::BreachListUnavailable;
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
    let (mut broken, breached) = broken_rules(rules, new, current, context).await?;
    if broken.is_empty() && new.is_empty() {
        // No configuration allows this: a server may take an empty password for "generate one".
        broken.push(Rule::MinLength(1));
    }
    match breached {
        Ok(true) => broken.push(Rule::BreachFilter),
        // A fault that the person can mend comes first.
        Err(BreachListUnavailable) if broken.is_empty() => return Err(Outcome::BreachListUnavailable.into()),
        Ok(false) | Err(BreachListUnavailable) => {}
    }
    if broken.is_empty() { Ok(()) } else { Err(Outcome::AgainstPolicy(broken).into()) }
}

/// Every broken rule, and whether `new` is in a known breach; computed on a worker, where no session waits.
async fn broken_rules(
    rules: &ServiceRules,
    new: &SecretText,
    current: Option<&SecretText>,
    context: Context,
) -> StepResult<(Vec<Rule>, Result<bool, BreachListUnavailable>)> {
    let (policy, list) = (Arc::clone(&rules.policy), rules.breached.clone());
    let (new, current) = (new.duplicate(), current.map(SecretText::duplicate));
    tokio::task::spawn_blocking(move || {
        let percent = strength::estimate(&new, &context).map_or(0, |strength| strength.percent);
        let broken = policy.faults(&new, current.as_ref(), percent, &context);
        (broken, list.map_or(Ok(false), |list| list.holds(&new)))
    })
    .await
    .map_err(|stopped| {
        let cause = if stopped.is_panic() { Cause::Panic } else { Cause::Stopped };
        AuditedOutcome::new(Outcome::Internal, cause)
    })
}
