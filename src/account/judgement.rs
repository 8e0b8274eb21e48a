//! Holds a new password against the rules of the academy.

use crate::password::{Context, Rule, SecretText, strength};

use super::conclusion::{Cause, Conclusion, Step};
use super::{Outcome, Rules};

/// Goes on with a `new` password that breaks no rule; an attacker is supposed to know `context`.
pub(super) async fn accept(
    rules: &Rules,
    new: &SecretText,
    current: Option<&SecretText>,
    context: Context,
) -> Step<()> {
    let percent = percent(new, context).await?;
    let mut broken = rules.policy.faults(new, current, percent);
    if broken.is_empty() && new.is_empty() {
        // Whatever the configuration allows: a server may take an empty password for "generate one".
        broken.push(Rule::MinLength(1));
    }
    if broken.is_empty() { Ok(()) } else { Err(Outcome::AgainstPolicy(broken).into()) }
}

/// The strength of `new`, estimated where nobody waits for a key.
async fn percent(new: &SecretText, context: Context) -> Step<u8> {
    let judged = new.duplicate();
    tokio::task::spawn_blocking(move || strength::judge(&judged, &context))
        .await
        .map(|strength| strength.map_or(0, |strength| strength.percent))
        .map_err(|stopped| {
            let cause = if stopped.is_panic() { Cause::Panic } else { Cause::Stopped };
            Conclusion::new(Outcome::Internal, cause)
        })
}
