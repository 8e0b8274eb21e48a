//! Holds a new password against the rules of the academy.

use crate::password::{Context, Rule, SecretText, strength};

use super::conclusion::{Cause, Conclusion, Step};
use super::{Outcome, Rules};

/// Goes on with a `new` password that breaks no rule; an attacker is supposed to know `context`. What comes from a
/// directory is in `context` only once the person is proved: a refusal would tell it.
pub(super) async fn accept(
    rules: &Rules,
    new: &SecretText,
    current: Option<&SecretText>,
    context: Context,
) -> Step<()> {
    let mut broken = broken(rules, new, current, context).await?;
    if broken.is_empty() && new.is_empty() {
        // Whatever the configuration allows: a server may take an empty password for "generate one".
        broken.push(Rule::MinLength(1));
    }
    if broken.is_empty() { Ok(()) } else { Err(Outcome::AgainstPolicy(broken).into()) }
}

/// Every broken rule, found where nobody waits for a key: strength takes its time.
async fn broken(
    rules: &Rules,
    new: &SecretText,
    current: Option<&SecretText>,
    context: Context,
) -> Step<Vec<Rule>> {
    let (policy, new) = (rules.policy.clone(), new.duplicate());
    let current = current.map(SecretText::duplicate);
    tokio::task::spawn_blocking(move || {
        let percent = strength::judge(&new, &context).map_or(0, |strength| strength.percent);
        policy.faults(&new, current.as_ref(), percent, &context)
    })
    .await
    .map_err(|stopped| {
        let cause = if stopped.is_panic() { Cause::Panic } else { Cause::Stopped };
        Conclusion::new(Outcome::Internal, cause)
    })
}
