//! The limits of a session: idle or too long, it ends, and what was typed is wiped. Warnings come before, and a key makes
//! it longer.

use std::time::Duration;

use crate::i18n::Text;
use crate::i18n::keys::form as texts;

use super::effect::{Effect, Timer, TimerKind};
use super::exit::{Exit, ExitCode};
use super::limit_warning::{Limit, LimitWarning, MAX_EXTENSIONS};
use super::model::{Model, Screen};
use super::screens::outcome;

/// The times before the end at which an idle session is warned.
const IDLE_WARNINGS: [Duration; 2] = [Duration::from_secs(30), Duration::from_secs(15)];
/// The times before its end at which a long session is warned. From the first one on, a key makes it longer.
const DURATION_WARNINGS: [Duration; 3] =
    [Duration::from_secs(300), Duration::from_secs(60), Duration::from_secs(15)];
/// The end waits that long for a response under way, before it is looked at again.
const RESPONSE_TIME: Duration = Duration::from_secs(30);
/// No timer is shorter, so that an early one does not spin.
const SHORTEST_TIMER: Duration = Duration::from_millis(10);

/// Arms both timers at the start of a session.
pub(super) fn start(model: &mut Model) -> Vec<Effect> {
    let (idle, longest) = (model.settings.idle_timeout, model.settings.absolute_timeout);
    vec![
        arm(model, Limit::Idle, idle.saturating_sub(first_warning(Limit::Idle, idle))),
        arm(model, Limit::Duration, longest.saturating_sub(first_warning(Limit::Duration, longest))),
    ]
}

/// Begins again with another person.
pub(super) fn restart(model: &mut Model, now: Duration) -> Vec<Effect> {
    (model.since, model.last_key, model.extensions) = (now, now, 0);
    start(model)
}

/// Warns or ends a session without a key.
pub(super) fn idle(model: &mut Model, now: Duration) -> Vec<Effect> {
    let limit = model.settings.idle_timeout;
    let quiet = now.saturating_sub(model.last_key);
    check(model, Limit::Idle, limit, limit.saturating_sub(quiet))
}

/// Warns or ends a session at its longest duration.
pub(super) fn absolute(model: &mut Model, now: Duration) -> Vec<Effect> {
    let limit = model.settings.absolute_timeout;
    let left = time_left(model, now);
    check(model, Limit::Duration, limit, left)
}

/// Makes a session longer that was warned of its end; before, or for the fifth time, says how much time is left.
pub(super) fn extend(model: &mut Model, now: Duration) -> Vec<Effect> {
    let limit = model.settings.absolute_timeout;
    let left = time_left(model, now);
    let extensions_left = extensions_left(model);
    if left > first_warning(Limit::Duration, limit) || extensions_left == 0 {
        let text = Text::from(texts::NOTICE_TIME_LEFT).number("minutes", minutes(left));
        model.notice = Some(text.number("left", extensions_left));
        return Vec::new();
    }
    model.extensions += 1;
    let left = time_left(model, now);
    let text = Text::from(texts::NOTICE_EXTENDED).number("minutes", minutes(left));
    model.notice = Some(text.number("left", extensions_left - 1));
    vec![arm(model, Limit::Duration, left.saturating_sub(first_warning(Limit::Duration, limit)))]
}

/// The time that is left of the longest duration of this session, as far as its user asked for it.
fn time_left(model: &Model, now: Duration) -> Duration {
    let times = u32::try_from(model.extensions).unwrap_or(u32::MAX).saturating_add(1);
    let longest = model.settings.absolute_timeout.saturating_mul(times);
    longest.saturating_sub(now.saturating_sub(model.since))
}

fn extensions_left(model: &Model) -> usize {
    MAX_EXTENSIONS.saturating_sub(model.extensions)
}

fn check(model: &mut Model, of: Limit, limit: Duration, left: Duration) -> Vec<Effect> {
    // A session does not end before the response that its user waits for.
    let waits = matches!(&model.screen, Screen::Form(form) if form.sending.is_some());
    if waits {
        return vec![arm(model, of, RESPONSE_TIME)];
    }
    if left.is_zero() {
        return end(model, of);
    }
    if left <= first_warning(of, limit) && left.as_secs() > 1 {
        let is_new = model.warning.as_ref().is_none_or(|shown| shown.limit() != of);
        model.rings |= is_new;
        model.warning = Some(LimitWarning::new(of, left, extensions_left(model)));
    }
    let next = warnings(of, limit).find(|warning| *warning < left).unwrap_or_default();
    vec![arm(model, of, left.saturating_sub(next))]
}

/// Ends the session. After an outcome its message replaces that of the limit.
fn end(model: &mut Model, limit: Limit) -> Vec<Effect> {
    let words = match limit {
        Limit::Idle => texts::EXIT_IDLE,
        Limit::Duration => texts::EXIT_ABSOLUTE,
    };
    let exit = match &model.screen {
        Screen::Outcome { response, .. } => outcome::exit(response),
        Screen::Menu(_) | Screen::Form(_) => Exit { code: ExitCode::Failure, message: Some(words.into()) },
    };
    model.wipe();
    vec![Effect::Exit(exit)]
}

fn arm(model: &mut Model, limit: Limit, delay: Duration) -> Effect {
    let generation = model.next_generation();
    let kind = match limit {
        Limit::Idle => {
            model.timers.idle = generation;
            TimerKind::Idle
        }
        Limit::Duration => {
            model.timers.absolute = generation;
            TimerKind::Absolute
        }
    };
    Effect::StartTimer { timer: Timer { kind, generation }, delay: delay.max(SHORTEST_TIMER) }
}

/// The times before the end at which a session of that limit is warned: half of a short limit is left to it.
fn warnings(of: Limit, limit: Duration) -> impl Iterator<Item = Duration> {
    let usual: &[Duration] = match of {
        Limit::Idle => &IDLE_WARNINGS,
        Limit::Duration => &DURATION_WARNINGS,
    };
    usual.iter().map(move |warning| (*warning).min(limit / 2))
}

fn first_warning(of: Limit, limit: Duration) -> Duration {
    warnings(of, limit).next().unwrap_or_default()
}

/// Minutes, rounded down: no more is promised than there is. At least one.
fn minutes(time: Duration) -> usize {
    usize::try_from(time.as_secs() / 60).unwrap_or(usize::MAX).max(1)
}
