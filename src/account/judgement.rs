//! Holds a new password against the rules of the academy.

use crate::password::{Context, Rule, SecretText, strength};

use super::breach_list::Unusable;
use super::conclusion::{Cause, Conclusion, Step};
use super::{Outcome, Rules};

/// Goes on with a `new` password that breaks no rule; an attacker is supposed to know `context`.
pub(super) async fn accept(
    rules: &Rules,
    new: &SecretText,
    current: Option<&SecretText>,
    context: Context,
) -> Step<()> {
    let (percent, breached) = judge(rules, new, context).await?;
    let mut broken = rules.policy.faults(new, current, percent);
    if broken.is_empty() && new.is_empty() {
        // Whatever the configuration allows: a server may take an empty password for "generate one".
        broken.push(Rule::MinLength(1));
    }
    match breached {
        Ok(true) => broken.push(Rule::Breached),
        // What the person can mend comes first.
        Err(Unusable) if broken.is_empty() => return Err(Outcome::BreachListUnusable.into()),
        Ok(false) | Err(Unusable) => {}
    }
    if broken.is_empty() { Ok(()) } else { Err(Outcome::AgainstPolicy(broken).into()) }
}

/// The strength of `new`, and whether it is in a known breach: found out where nobody waits for a key.
async fn judge(rules: &Rules, new: &SecretText, context: Context) -> Step<(u8, Result<bool, Unusable>)> {
    let (judged, list) = (new.duplicate(), rules.breached.clone());
    tokio::task::spawn_blocking(move || {
        let percent = strength::judge(&judged, &context).map_or(0, |strength| strength.percent);
        (percent, list.map_or(Ok(false), |list| list.holds(&judged)))
    })
    .await
    .map_err(|stopped| {
        let cause = if stopped.is_panic() { Cause::Panic } else { Cause::Stopped };
        Conclusion::new(Outcome::Internal, cause)
    })
}
